//! Scripts of every kind end when another thread says so, and the runtime goes on after it.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test has threads, and fails by panicking"
)]

use std::{
    sync::{Arc, Condvar, Mutex},
    thread,
    time::{Duration, Instant},
};

use boa_engine::{Finalize, JsData, JsResult, JsValue, NativeFunction, Source, Trace, js_string};
use ouro_runtime::{InterruptHandle, Options, Reason, Runtime};

/// What the issue allows, ten times over for busy machines.
const SOON: Duration = Duration::from_millis(500);

/// Opened by the script's `ready()`.
#[derive(Clone, Default, Trace, Finalize, JsData)]
struct Gate {
    #[unsafe_ignore_trace]
    open: Arc<(Mutex<bool>, Condvar)>,
}

impl Gate {
    fn open(&self) {
        *self.open.0.lock().unwrap() = true;
        self.open.1.notify_all();
    }

    fn pass(&self) {
        let mut open = self.open.0.lock().unwrap();
        while !*open {
            open = self.open.1.wait(open).unwrap();
        }
        *open = false;
    }
}

fn with_runtime(body: impl FnOnce(&mut Runtime, &InterruptHandle, &Gate) + Send + 'static) {
    let program = |runtime: &mut Runtime| {
        let handle = runtime.interrupt_handle().unwrap();
        let gate = Gate::default();
        let ready = NativeFunction::from_copy_closure_with_captures(
            |_, _, gate: &Gate, _| {
                gate.open();
                Ok(JsValue::undefined())
            },
            gate.clone(),
        );
        runtime.context().register_global_callable(js_string!("ready"), 0, ready).unwrap();
        body(runtime, &handle, &gate);
    };
    Runtime::builder().options(Options::default()).run(program).unwrap();
}

/// Ends a text that would run for ever, or long, and looks how soon that was.
fn ends_soon(runtime: &mut Runtime, handle: &InterruptHandle, gate: &Gate, text: &str) {
    let run = handle.next_run();
    let (result, took) = ending(handle, gate, run, || evaluate(runtime, text));
    assert!(result.unwrap_err().as_engine().is_some(), "{text}");
    assert!(handle.withdraw(run), "{text}");
    assert!(took < SOON, "{text} took {took:?}");
}

fn evaluate(runtime: &mut Runtime, text: &str) -> JsResult<JsValue> {
    runtime.context().eval(Source::from_bytes(text))
}

/// Does `work` while another thread waits for `ready()` and then ends it; how long the end took.
fn ending<T>(
    handle: &InterruptHandle,
    gate: &Gate,
    reason: Reason,
    work: impl FnOnce() -> T,
) -> (T, Duration) {
    let (gate, handle) = (gate.clone(), handle.clone());
    let other = thread::spawn(move || {
        gate.pass();
        let start = Instant::now();
        handle.interrupt(reason);
        start
    });
    let result = work();
    let end = Instant::now();
    (result, end.saturating_duration_since(other.join().unwrap()))
}

#[test]
fn whatever_a_script_does_ends_soon() {
    with_runtime(|runtime, handle, gate| {
        for text in [
            "ready(); for (;;) {}",
            "ready(); for (;;) { try { for (;;) {} } catch {} finally { for (;;) {} } }",
            "ready(); (function f() { try { f() } finally { f() } })()",
            "ready(); [0].forEach(function f() { for (;;) [0].map(f) })",
            "ready(); for (const x of { *[Symbol.iterator]() { for (;;) yield 1 } });",
            "ready(); new Proxy({}, { get() { for (;;); } }).x",
            "ready(); Array.prototype.forEach.call({ length: 2 ** 53 - 1 }, () => {})",
            "ready(); Array.prototype.some.call({ length: 2 ** 53 - 1 }, () => {})",
            "ready(); new Array(2 ** 32 - 1).sort()",
        ] {
            ends_soon(runtime, handle, gate, text);
            let sum = evaluate(runtime, "[1, 2].reduce((a, b) => a + b, 0)").unwrap();
            assert_eq!(sum.as_number(), Some(3.0), "after {text}");
        }
    });
}

#[test]
fn long_built_in_functions_end_soon() {
    with_runtime(|runtime, handle, gate| {
        evaluate(runtime, "var list = Array.from({ length: 3e5 }, (_, i) => 'k' + i * 7919 % 3e5)")
            .unwrap();
        evaluate(runtime, "var text = 'abc'.repeat(2e6), json = JSON.stringify(list)").unwrap();
        for text in [
            "ready(); for (;;) [...list].sort()",
            "ready(); for (;;) [...list].sort((a, b) => a < b ? -1 : 1)",
            "ready(); for (;;) JSON.parse(json)",
            "ready(); for (;;) JSON.stringify(list)",
            "ready(); for (;;) list.join()",
            "ready(); for (;;) text.replaceAll('a', 'bb')",
            "ready(); for (;;) text.replace(/a/g, 'bb')",
            "ready(); for (;;) text.split('b')",
            "ready(); for (;;) structuredClone(list)",
            "ready(); Array.from({ length: 2 ** 32 - 1 })",
            "ready(); Array(4e9).reverse()",
            "ready(); Array(4e9).indexOf(1)",
            "ready(); Array.prototype.unshift.call({ length: 2 ** 53 - 2 }, 1)",
            "ready(); Array.prototype.copyWithin.call({ length: 2 ** 53 - 1 }, 1, 0)",
            "ready(); Array.prototype.reduceRight.call({ length: 2 ** 53 - 1 }, () => {}, 0)",
            "ready(); Array.prototype.fill.call({ length: 2 ** 53 - 1 }, 0)",
            "ready(); Array.prototype.filter.call({ length: 2 ** 53 - 1 }, () => {})",
            "ready(); Array.prototype.flatMap.call({ length: 2 ** 53 - 1 }, () => {})",
            "ready(); Array.prototype.map.call({ length: 2 ** 32 - 1 }, () => {})",
            "ready(); Array.prototype.shift.call({ length: 2 ** 53 - 1 })",
            "ready(); Array.prototype.splice.call({ length: 2 ** 53 - 1 }, 0, 1)",
            "ready(); Array.prototype.splice.call({ length: 2 ** 53 - 9 }, 0, 0, 1)",
            "ready(); Array(4e9).reduce(() => {})",
            "ready(); Array(4e9).slice(1, -1)",
            "ready(); Array(4e9).toReversed()",
            "ready(); Array(4e9).toSpliced(1, 1)",
            "ready(); Array(4e9).with(1, 1)",
            "ready(); for (;;) list.map((_, i) => i).sort()",
            "ready(); for (;;) text.split('')",
            "ready(); for (;;) String.raw({ raw: { length: 1e7 } })",
            "ready(); for (;;) structuredClone(new Map(list.map((key, at) => [key, at])))",
            "ready(); for (;;) structuredClone(new Set(list))",
            "var floats = Float64Array.from(list, (_, i) => i * 7919 % 3e5); ready();
                for (;;) floats.toSorted()",
            "var small = new Uint16Array(3e7); ready(); for (;;) small.sort()",
            "var bytes = new Uint8Array(1e8); ready(); bytes.set({ length: 1e8 })",
            "ready(); bytes.join()",
            "ready(); for (;;) Uint8Array.from({ length: 1e7 })",
        ] {
            ends_soon(runtime, handle, gate, text);
            let sum = evaluate(runtime, "[1, 2].reduce((a, b) => a + b, 0)").unwrap();
            assert_eq!(sum.as_number(), Some(3.0), "after {text}");
        }
    });
}

#[test]
fn what_is_ended_halfway_is_as_it_was_before() {
    with_runtime(|runtime, handle, gate| {
        let list = "var list = Array.from({ length: 2e5 }, (_, i) => i * 7919 % 2e5 + 0.5),
            floats = Float64Array.from(list), sum = list.reduce((a, b) => a + b)";
        evaluate(runtime, list).unwrap();
        for text in [
            "ready(); for (;;) list.sort()",
            "ready(); for (;;) list.sort((a, b) => a - b)",
            "ready(); for (;;) list.sort((a, b) => { sum; return b - a; })",
            "ready(); for (;;) floats.sort()",
            "ready(); for (;;) { list.splice(5, 1000, ...list.slice(5, 1005)); list.reverse() }",
        ] {
            ends_soon(runtime, handle, gate, text);
            let whole = "list.length === 2e5 && floats.reduce((a, b) => a + b) === sum &&
                list.reduce((a, b) => a + b) === sum";
            assert_eq!(evaluate(runtime, whole).unwrap().as_boolean(), Some(true), "after {text}");
        }
    });
}

#[test]
fn the_loop_ends_with_the_code_given() {
    with_runtime(|runtime, handle, gate| {
        for text in [
            "(async () => { ready(); for (;;) await 0 })()",
            "(function f() { Promise.resolve().then(f) })(); ready()",
            "(function f() { process.nextTick(f) })(); ready()",
            "(function f() { setImmediate(f) })(); ready()",
            "setTimeout(() => { ready(); for (;;); })",
            "setInterval(() => {}, 1e9); ready()",
            "process.on('exit', () => { throw 1 }); setTimeout(() => { ready(); for (;;); })",
        ] {
            let (code, took) = ending(handle, gate, Reason::End(42), || {
                // The end may come as early as after `ready()`.
                let _ = evaluate(runtime, text);
                runtime.run_loop()
            });
            assert_eq!(code, 42, "{text}");
            assert!(took < SOON, "{text} took {took:?}");
            let sum = evaluate(runtime, "[1, 2].reduce((a, b) => a + b, 0)").unwrap();
            assert_eq!(sum.as_number(), Some(3.0), "after {text}");
        }
    });
}

#[test]
fn depth_is_the_same_after_a_hundred_interrupts() {
    with_runtime(|runtime, handle, gate| {
        let depth = "var n = 0; (function f() { n++; [0].forEach(f) }).call()";
        let deepest = |runtime: &mut Runtime| {
            let text =
                format!("(() => {{ try {{ {depth} }} catch (e) {{ return n + e.name }} }})()");
            evaluate(runtime, &text).unwrap().display().to_string()
        };
        let before = deepest(runtime);
        assert!(before.contains("RangeError"), "{before}");
        for _ in 0..100 {
            let run = handle.next_run();
            let text =
                "(function f(n) { if (n > 0) [0].forEach(() => f(n - 1)); ready(); for (;;); })(9)";
            let (result, _) = ending(handle, gate, run, || evaluate(runtime, text));
            assert!(result.is_err());
            assert!(handle.withdraw(run));
        }
        assert_eq!(deepest(runtime), before);
    });
}

#[test]
fn a_handle_outlives_its_runtime() {
    let handle = Runtime::builder().run(|runtime| runtime.interrupt_handle().unwrap()).unwrap();
    handle.interrupt(Reason::End(1));
    assert!(!handle.withdraw(Reason::End(1)));
}
