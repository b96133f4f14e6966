//! `node:perf_hooks`: the Rust half of `runtime-js/perf_hooks.js` and of
//! `runtime-js/internal/perf/`. Clock, milestones and histograms.
//! Node docs: Performance measurement APIs; W3C High Resolution Time.

mod histogram;

use std::{
    cell::{Cell, OnceCell},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use boa_engine::{
    Context, Finalize, JsData, JsNativeError, JsObject, JsResult, JsValue, Trace,
    object::builtins::JsArray,
};
use ouro_reactor::{Event, Handle, Repeat};

use crate::{Arguments, Binding, Host, host};
use histogram::Histogram;

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "perf_hooks",
    functions: &[
        ("histogram", 3, make),
        ("histogramAdd", 2, add),
        ("histogramDelta", 1, delta),
        ("histogramPercentile", 2, percentile),
        ("histogramPercentiles", 1, percentiles),
        ("histogramRead", 1, read),
        ("histogramRecord", 2, record),
        ("histogramReset", 1, |_, args, _| {
            with(args, |stored| {
                stored.histogram.reset();
                stored.last = None;
            })?;
            Ok(JsValue::undefined())
        }),
        ("idleTime", 0, |_, _, context| {
            Ok(milliseconds(host(context).reactor.borrow().idle_time()).into())
        }),
        ("milestones", 0, milestones),
        ("now", 0, |_, _, context| Ok(milliseconds(elapsed(context)).into())),
        ("sample", 2, sample),
        ("sampleStop", 1, sample_stop),
        ("timeOrigin", 0, |_, _, context| Ok(origin(context).into())),
    ],
    extend: None,
};

/// When this runtime began, and what has happened since.
#[derive(Default)]
struct Start {
    began: OnceCell<(Instant, f64)>,
    /// In ms since then; negative where it has not happened.
    reached: [Cell<Option<f64>>; 5],
}

/// A point in a runtime's life. Node docs: `Class: PerformanceNodeTiming`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Milestone {
    /// The engine is about to be made.
    Engine,
    /// The engine is there.
    Environment,
    /// The first script is about to run.
    BootstrapComplete,
    /// The loop starts.
    LoopStart,
    /// The loop is over.
    LoopExit,
}

/// Notes that a milestone is reached.
pub fn reach(milestone: Milestone, host: &Host) {
    let now = milliseconds(began(host).0.elapsed());
    if let Some(cell) = host.slot::<Start>().reached.get(milestone as usize) {
        cell.set(Some(now));
    }
}

fn began(host: &Host) -> (Instant, f64) {
    let start = host.slot::<Start>();
    *start.began.get_or_init(|| {
        // The reactor's clock began with the runtime.
        let mut reactor = host.reactor.borrow_mut();
        reactor.update_time();
        let since = reactor.now();
        let now = Instant::now();
        let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        (now.checked_sub(since).unwrap_or(now), milliseconds(wall.saturating_sub(since)))
    })
}

fn elapsed(context: &Context) -> Duration {
    began(&host(context)).0.elapsed()
}

fn origin(context: &Context) -> f64 {
    began(&host(context)).1
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// `milestones()`: engine, environment, bootstrapComplete, loopStart, loopExit; -1 where not reached.
fn milestones(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let start = host(context).slot::<Start>();
    let times: Vec<JsValue> =
        start.reached.iter().map(|cell| cell.get().unwrap_or(-1.0).into()).collect();
    Ok(JsArray::from_iter(times, context).into())
}

/// A histogram, as a handle of the JavaScript half.
#[derive(Trace, Finalize, JsData)]
struct Stored {
    #[unsafe_ignore_trace]
    histogram: Histogram,
    /// When `recordDelta` was last called.
    #[unsafe_ignore_trace]
    last: Option<Instant>,
    /// The timer that samples the loop's delay.
    #[unsafe_ignore_trace]
    timer: Option<Handle>,
}

fn with<R>(args: &[JsValue], body: impl FnOnce(&mut Stored) -> R) -> JsResult<R> {
    args.value(0)
        .as_object()
        .and_then(|object| object.downcast_mut::<Stored>().map(|mut stored| body(&mut stored)))
        .ok_or_else(|| JsNativeError::typ().with_message("not a histogram").into())
}

/// `histogram(lowest, highest, figures)`: an empty one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "validated by the JavaScript half; `as` saturates"
)]
fn make(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let figures = u8::try_from(args.int(2)).unwrap_or(3);
    let histogram =
        Histogram::new(args.number(0) as u64, args.number(1) as u64, figures.clamp(1, 5));
    Ok(JsObject::from_proto_and_data(None, Stored { histogram, last: None, timer: None }).into())
}

/// `histogramRecord(handle, value)`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "validated by the JavaScript half; `as` saturates"
)]
fn record(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let value = args.number(1) as u64;
    with(args, |stored| stored.histogram.record(value))?;
    Ok(JsValue::undefined())
}

/// `histogramDelta(handle)`: records the ns since it was last called; the first call only starts.
fn delta(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    with(args, |stored| {
        let now = Instant::now();
        if let Some(last) = stored.last.replace(now) {
            let passed = u64::try_from(now.duration_since(last).as_nanos()).unwrap_or(u64::MAX);
            stored.histogram.record(passed.max(1));
        }
    })?;
    Ok(JsValue::undefined())
}

/// `histogramAdd(handle, other)`.
fn add(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let other = with(args.get(1..).unwrap_or_default(), |stored| stored.histogram.clone())?;
    with(args, |stored| stored.histogram.add(&other))?;
    Ok(JsValue::undefined())
}

#[expect(clippy::cast_precision_loss, reason = "JavaScript shows counts and values as numbers")]
fn number(value: u64) -> JsValue {
    JsValue::from(value as f64)
}

/// `histogramRead(handle)`: count, min, max, mean, stddev, exceeds.
fn read(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let values = with(args, |stored| {
        let it = &stored.histogram;
        let (mean, deviation) = it.mean_and_deviation();
        [
            number(it.count()),
            number(it.min()),
            number(it.max()),
            mean.into(),
            deviation.into(),
            number(it.exceeds()),
        ]
    })?;
    Ok(JsArray::from_iter(values, context).into())
}

/// `histogramPercentile(handle, percentile)`.
fn percentile(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let wanted = args.number(1);
    with(args, |stored| number(stored.histogram.at_percentile(wanted)))
}

/// `histogramPercentiles(handle)`: percentiles and values by turns.
fn percentiles(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let pairs = with(args, |stored| stored.histogram.percentiles())?;
    let flat: Vec<JsValue> = pairs
        .into_iter()
        .flat_map(|(percentile, value)| [percentile.into(), number(value)])
        .collect();
    Ok(JsArray::from_iter(flat, context).into())
}

/// `sample(handle, resolution)`: records every `resolution` ms how long the loop really took, in
/// ns. The timer does not hold the loop.
fn sample(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = args.object(0, context)?;
    let every = Duration::from_millis(u64::try_from(args.int(1)).unwrap_or(1).max(1));
    let host = host(context);
    let timer = {
        let mut reactor = host.reactor.borrow_mut();
        let timer = reactor.timer_start(every, Repeat::Every(every));
        reactor.set_referenced(timer, false);
        timer
    };
    with(args, |stored| {
        stored.timer = Some(timer);
        stored.last = Some(Instant::now());
    })?;
    host.on_handle(timer, move |event, context| {
        if matches!(event, Event::Timer(_)) {
            delta(&JsValue::undefined(), &[object.clone().into()], context)?;
        }
        Ok(())
    });
    Ok(JsValue::undefined())
}

/// `sampleStop(handle)`.
fn sample_stop(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let timer = with(args, |stored| stored.timer.take())?;
    if let Some(timer) = timer {
        host(context).reactor.borrow_mut().close(timer);
    }
    Ok(JsValue::from(timer.is_some()))
}
