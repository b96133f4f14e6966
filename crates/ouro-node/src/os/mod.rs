//! `node:os`: the Rust half of `runtime-js/os.js`. Node docs: OS; libuv: `uv_cpu_info` and kin.

pub(crate) mod constants;
mod proc;

use std::{io, net::IpAddr};

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string, object::builtins::JsArray,
    property::PropertyDescriptor,
};
use ouro_sys::{errno, interfaces::interfaces, machine};
use rustix::process::{Pid, getpriority_process, getuid, setpriority_process};

use crate::{Arguments, Binding, SystemError, buffer};

pub(crate) const BINDING: Binding = Binding {
    name: "os",
    functions: &[
        ("availableParallelism", 0, available_parallelism),
        ("cpus", 0, cpus),
        ("freemem", 0, |_, _, _| Ok(memory("MemAvailable"))),
        ("getPriority", 1, priority),
        ("homedir", 0, home),
        ("hostname", 0, |_, _, _| Ok(text(rustix::system::uname().nodename().to_bytes()))),
        ("loadavg", 0, load),
        ("machine", 0, |_, _, _| Ok(text(rustix::system::uname().machine().to_bytes()))),
        ("networkInterfaces", 0, network_interfaces),
        ("release", 0, |_, _, _| Ok(text(rustix::system::uname().release().to_bytes()))),
        ("setPriority", 2, set_priority),
        ("totalmem", 0, |_, _, _| Ok(memory("MemTotal"))),
        ("type", 0, |_, _, _| Ok(text(rustix::system::uname().sysname().to_bytes()))),
        ("uptime", 0, uptime),
        ("userInfo", 1, user_info),
        ("version", 0, |_, _, _| Ok(text(rustix::system::uname().version().to_bytes()))),
    ],
    extend: Some(|binding, _| {
        set(binding, "constants", constants::constants());
        Ok(())
    }),
};

/// Sets an enumerable own property.
fn set(object: &JsObject, name: &str, value: impl Into<JsValue>) {
    let property = PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(true)
        .configurable(true);
    object.insert_property(JsString::from(name), property);
}

fn text(bytes: &[u8]) -> JsValue {
    js_string!(String::from_utf8_lossy(bytes).as_ref()).into()
}

/// What a file of `/proc` says; nothing where it cannot be read.
fn read(path: &'static str) -> String {
    machine::text(path)
}

/// Counts are far below 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "bytes and milliseconds stay below 2⁵³")]
fn count(number: u64) -> JsValue {
    JsValue::from(number as f64)
}

fn available_parallelism(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let threads = std::thread::available_parallelism().map_or(1, Into::into);
    Ok(JsValue::from(i32::try_from(threads).unwrap_or(i32::MAX)))
}

fn cpus(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let list = JsArray::new(context)?;
    for cpu in proc::cpus(&read("/proc/stat"), &read("/proc/cpuinfo")) {
        let speed = machine::cpu_frequency(cpu.index);
        let object = JsObject::with_object_proto(context.intrinsics());
        set(&object, "model", js_string!(cpu.model));
        set(&object, "speed", count(speed.unwrap_or(0) / 1000));
        let times = JsObject::with_object_proto(context.intrinsics());
        for (name, time) in ["user", "nice", "sys", "idle", "irq"].into_iter().zip(cpu.times) {
            set(&times, name, count(time));
        }
        set(&object, "times", times);
        list.push(object, context)?;
    }
    Ok(list.into())
}

/// A line of `/proc/meminfo`, in bytes.
fn memory(name: &str) -> JsValue {
    count(proc::memory(&read("/proc/meminfo"), name).unwrap_or(0))
}

fn load(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let averages: [f64; 3] = proc::numbers(&read("/proc/loadavg"));
    Ok(JsArray::from_iter(averages.map(JsValue::from), context).into())
}

fn uptime(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let [seconds] = proc::numbers(&read("/proc/uptime"));
    Ok(JsValue::from(seconds))
}

/// A failed call as `ERR_SYSTEM_ERROR` wants it: an object with `errno`, `code`, `message` and
/// `syscall`.
fn failure(syscall: &str, error: &io::Error, context: &mut Context) -> JsValue {
    let number = error.raw_os_error().unwrap_or(5);
    let info = JsObject::with_object_proto(context.intrinsics());
    set(&info, "errno", -number);
    set(&info, "code", js_string!(errno::name(number)));
    set(&info, "message", js_string!(errno::message(number)));
    set(&info, "syscall", js_string!(syscall));
    info.into()
}

fn process(args: &[JsValue]) -> io::Result<Option<Pid>> {
    match args.int(0) {
        0 => Ok(None),
        number if number > 0 => Ok(Pid::from_raw(number)),
        _ => Err(io::Error::from_raw_os_error(3)),
    }
}

/// `getPriority(pid)`: the priority, or the object of a failure.
fn priority(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let priority = process(args).and_then(|pid| Ok(getpriority_process(pid)?));
    Ok(match priority {
        Ok(priority) => priority.into(),
        Err(error) => failure("uv_os_getpriority", &error, context),
    })
}

/// `setPriority(pid, priority)`: undefined, or the object of a failure.
fn set_priority(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let done = process(args).and_then(|pid| Ok(setpriority_process(pid, args.int(1))?));
    Ok(match done {
        Ok(()) => JsValue::undefined(),
        Err(error) => failure("uv_os_setpriority", &error, context),
    })
}

fn user() -> io::Result<proc::User> {
    let passwd = machine::read("/etc/passwd")?;
    proc::user(&passwd, getuid().as_raw()).ok_or_else(|| io::Error::from_raw_os_error(2))
}

/// `homedir()`: the one that the list of users has.
fn home(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    match user() {
        Ok(user) => Ok(text(&user.home)),
        Err(error) => Err(SystemError::new("uv_os_homedir", &error).into_js(context)),
    }
}

/// `userInfo(asBuffers)`: an object without a prototype, or that of a failure.
fn user_info(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let user = match user() {
        Ok(user) => user,
        Err(error) => return Ok(failure("uv_os_get_passwd", &error, context)),
    };
    let info = JsObject::with_null_proto();
    set(&info, "uid", getuid().as_raw());
    set(&info, "gid", user.gid);
    for (name, bytes) in [("username", &user.name), ("homedir", &user.home), ("shell", &user.shell)]
    {
        let value = if args.flag(0) { buffer(bytes, context)? } else { text(bytes) };
        set(&info, name, value);
    }
    Ok(info.into())
}

fn network_interfaces(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let found = interfaces()
        .map_err(|error| SystemError::new("uv_interface_addresses", &error).into_js(context))?;
    let result = JsObject::with_object_proto(context.intrinsics());
    for interface in found {
        let mac = interface.mac.map(|byte| format!("{byte:02x}")).join(":");
        let ones = match interface.netmask {
            IpAddr::V4(mask) => mask.to_bits().count_ones(),
            IpAddr::V6(mask) => mask.to_bits().count_ones(),
        };
        let entry = JsObject::with_object_proto(context.intrinsics());
        let v4 = interface.address.is_ipv4();
        set(&entry, "address", js_string!(interface.address.to_string()));
        set(&entry, "netmask", js_string!(interface.netmask.to_string()));
        set(&entry, "family", js_string!(if v4 { "IPv4" } else { "IPv6" }));
        set(&entry, "mac", js_string!(mac));
        set(&entry, "internal", interface.internal);
        set(&entry, "cidr", js_string!(format!("{}/{ones}", interface.address)));
        if !v4 {
            set(&entry, "scopeid", interface.scope);
        }
        let name = JsString::from(interface.name.as_str());
        match result.get(name.clone(), context)?.as_object() {
            Some(list) => {
                JsArray::from_object(list)?.push(entry, context)?;
            }
            None => {
                let list = JsArray::from_iter([entry.into()], context);
                set(&result, &interface.name, list);
            }
        }
    }
    Ok(result.into())
}
