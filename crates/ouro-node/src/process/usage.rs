//! `process.memoryUsage`, `cpuUsage`, `resourceUsage`, `hrtime` and kin. Node docs: Process.
//! POSIX: `getrusage(2)`. Linux: `proc(5)`.

use std::time::Instant;

use boa_engine::{
    Context, JsBigInt, JsObject, JsResult, JsString, JsValue, js_string, object::builtins::JsArray,
};
use ouro_sys::machine;

use crate::{Arguments, NodeError, SystemError, host};

/// When the runtime began, for `process.uptime`; the operating system's clock counts on.
#[derive(Debug)]
pub(super) struct Started(Instant);

impl Default for Started {
    fn default() -> Self {
        Self(Instant::now())
    }
}

/// Begins to count `uptime`.
pub(crate) fn start_clock(context: &Context) {
    drop(host(context).slot::<Started>());
}

/// Nanoseconds of the monotonic clock.
fn nanoseconds() -> u128 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    let seconds = u128::try_from(time.tv_sec).unwrap_or(0);
    seconds * 1_000_000_000 + u128::try_from(time.tv_nsec).unwrap_or(0)
}

/// `hrtime([time])`: seconds and nanoseconds, less an earlier reading.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE` where `time` is no reading.
pub(super) fn hrtime(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let now = nanoseconds();
    let mut seconds: f64 = u32::try_from(now / 1_000_000_000).unwrap_or(u32::MAX).into();
    let mut rest = f64::from(u32::try_from(now % 1_000_000_000).unwrap_or(0));
    let earlier = args.value(0);
    if !earlier.is_undefined() {
        let array = earlier.as_object().and_then(|object| JsArray::from_object(object).ok());
        let Some(array) = array else {
            let error = NodeError::argument("time", "an instance of Array", earlier, context);
            return Err(error.into_js(context));
        };
        let length = array.length(context)?;
        if length != 2 {
            #[expect(clippy::cast_precision_loss, reason = "shown only")]
            let error = NodeError::out_of_range("time", "2", length as f64);
            return Err(error.into_js(context));
        }
        seconds -= array.get(0, context)?.to_number(context)?;
        rest -= array.get(1, context)?.to_number(context)?;
        if rest < 0.0 {
            seconds -= 1.0;
            rest += 1e9;
        }
    }
    Ok(JsArray::from_iter([JsValue::from(seconds), JsValue::from(rest)], context).into())
}

/// `hrtime.bigint()`: nanoseconds.
///
/// # Errors
/// None.
pub(super) fn hrtime_bigint(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsBigInt::from(nanoseconds()).into())
}

/// `uptime()`: seconds since the runtime began.
///
/// # Errors
/// None.
pub(super) fn uptime(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(host(context).slot::<Started>().0.elapsed().as_secs_f64().into())
}

/// An object of numbers.
fn numbers(rows: &[(&str, u64)], context: &mut Context) -> JsResult<JsValue> {
    let object = JsObject::with_object_proto(context.intrinsics());
    for &(name, value) in rows {
        #[expect(clippy::cast_precision_loss, reason = "counts below 2^53")]
        object.create_data_property_or_throw(JsString::from(name), value as f64, context)?;
    }
    Ok(object.into())
}

/// Resident bytes, by `/proc/self/statm`.
fn resident() -> u64 {
    let text = machine::text("/proc/self/statm");
    let pages = text.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0_u64);
    pages * u64::try_from(rustix::param::page_size()).unwrap_or(4096)
}

/// `memoryUsage()`: bytes. The engine does not divide its heap, so `heapUsed` is what this thread
/// has allocated, and `external` and `arrayBuffers` are part of it.
///
/// # Errors
/// None.
pub(super) fn memory_usage(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let rss = resident();
    let heap = u64::try_from(ouro_sys::memory::allocated()).unwrap_or(0);
    let total = rss.max(heap);
    let rows = [
        ("rss", rss),
        ("heapTotal", total),
        ("heapUsed", heap),
        ("external", 0),
        ("arrayBuffers", 0),
    ];
    numbers(&rows, context)
}

/// `memoryUsage.rss()`: resident bytes.
///
/// # Errors
/// None.
pub(super) fn memory_rss(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    #[expect(clippy::cast_precision_loss, reason = "bytes below 2^53")]
    Ok((resident() as f64).into())
}

/// `cpuUsage([previous])`: microseconds of the process.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE` where `previous` is no reading.
pub(super) fn cpu_usage(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    times(false, args.value(0), context)
}

/// `threadCpuUsage([previous])`: microseconds of this thread.
///
/// # Errors
/// As [`cpu_usage`].
pub(super) fn thread_cpu_usage(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    times(true, args.value(0), context)
}

fn times(thread: bool, previous: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let mut earlier = [0.0, 0.0];
    if previous.to_boolean() {
        let Some(object) = previous.as_object().filter(|object| !object.is_array()) else {
            let error = NodeError::argument("prevValue", "of type object", previous, context);
            return Err(error.into_js(context));
        };
        for (slot, key) in earlier.iter_mut().zip(["user", "system"]) {
            let value = object.get(js_string!(key), context)?;
            let name = format!("prevValue.{key}");
            let Some(number) = value.as_number() else {
                let error = NodeError::argument(&name, "of type number", &value, context);
                return Err(error.into_js(context));
            };
            if !(0.0..=9_007_199_254_740_991.0).contains(&number) {
                let shown = value.display();
                let message = format!("The property '{name}' is invalid. Received {shown}");
                return Err(NodeError::range("ERR_INVALID_ARG_VALUE", message).into_js(context));
            }
            *slot = number;
        }
    }
    let usage = read_usage(thread, context)?;
    let object = JsObject::with_object_proto(context.intrinsics());
    for ((key, value), earlier) in
        [("user", usage.user), ("system", usage.system)].iter().zip(earlier)
    {
        #[expect(clippy::cast_precision_loss, reason = "microseconds below 2^53")]
        let value = *value as f64 - earlier;
        object.create_data_property_or_throw(js_string!(*key), value, context)?;
    }
    Ok(object.into())
}

fn read_usage(thread: bool, context: &mut Context) -> JsResult<ouro_sys::usage::Usage> {
    ouro_sys::usage::usage(thread)
        .map_err(|error| SystemError::new("uv_getrusage", &error).into_js(context))
}

/// `resourceUsage()`: microseconds, kibibytes and counts.
///
/// # Errors
/// A system error of `uv_getrusage`.
pub(super) fn resource_usage(
    _: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let usage = read_usage(false, context)?;
    let rows = [
        ("userCPUTime", usage.user),
        ("systemCPUTime", usage.system),
        ("maxRSS", usage.max_resident),
        ("sharedMemorySize", 0),
        ("unsharedDataSize", 0),
        ("unsharedStackSize", 0),
        ("minorPageFault", usage.faults[0]),
        ("majorPageFault", usage.faults[1]),
        ("swappedOut", 0),
        ("fsRead", usage.blocks[0]),
        ("fsWrite", usage.blocks[1]),
        ("ipcSent", 0),
        ("ipcReceived", 0),
        ("signalsCount", 0),
        ("voluntaryContextSwitches", usage.switches[0]),
        ("involuntaryContextSwitches", usage.switches[1]),
    ];
    numbers(&rows, context)
}

/// `constrainedMemory()`: the bytes that a control group allows, 0 where there is none.
///
/// # Errors
/// None.
pub(super) fn constrained_memory(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let limit = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
        .into_iter()
        .find_map(|path| machine::text(path).trim().parse::<f64>().ok());
    Ok(limit.unwrap_or(0.0).into())
}

/// `heapLimit()`: the bytes with which JavaScript has to make do.
///
/// # Errors
/// None.
pub(super) fn heap_limit(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let limit = ouro_sys::memory::limit() as f64;
    Ok(limit.into())
}

/// `availableMemory()`: the bytes that are still free for the process.
///
/// # Errors
/// None.
pub(super) fn available_memory(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let text = machine::text("/proc/meminfo");
    let kib = text
        .lines()
        .find_map(|line| line.strip_prefix("MemAvailable:")?.split_whitespace().next())
        .and_then(|number| number.parse::<f64>().ok());
    Ok((kib.unwrap_or(0.0) * 1024.0).into())
}
