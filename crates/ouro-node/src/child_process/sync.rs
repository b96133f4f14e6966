//! Children that are waited for: `spawnSync` and kin, on a reactor of their own.
//! Node docs: Synchronous process creation. libuv's counterpart in Node is `SyncProcessRunner`.

use std::{
    io::{self, IoSlice},
    time::Duration,
};

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string, object::builtins::JsArray};
use ouro_reactor::{
    ChildStdio, Event, ExitStatus, Handle, Kind, Reactor, ReadOutcome, Repeat, Request, Wait,
};

use super::{
    duplicate, failed,
    options::{End, Wanted},
    pair, signal_name,
};
use crate::{Arguments, Bytes};

/// What became of the child.
#[derive(Default)]
struct Outcome {
    pid: u32,
    status: Option<ExitStatus>,
    output: Vec<Option<Vec<u8>>>,
    /// Negative errno: the child could not be started, took too long or wrote too much.
    error: Option<i32>,
}

/// How long and how much is allowed.
struct Limits {
    timeout: Duration,
    max_buffer: f64,
    kill_signal: i32,
}

/// `spawnSync(options)`: runs a child to its end. Beside what `spawn` takes, `options` holds
/// `input` (bytes for its standard input), `timeout` (ms, 0: none), `maxBuffer` (bytes) and
/// `killSignal`. Returns `{ pid, status, signal, output, error }`.
///
/// # Errors
/// `ERR_ACCESS_DENIED` without `--allow-child-process`.
pub(super) fn spawn_sync(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = args.object(0, context)?;
    let wanted = Wanted::read(&object, context)?;
    let input = object.get(js_string!("input"), context)?;
    let input = Bytes::from_value(&input, context)?.map(|bytes| bytes.to_vec());
    let timeout = object.get(js_string!("timeout"), context)?.as_number().unwrap_or(0.0);
    let max_buffer = object.get(js_string!("maxBuffer"), context)?.as_number();
    let kill_signal = object.get(js_string!("killSignal"), context)?.as_number().unwrap_or(15.0);
    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates")]
    let limits = Limits {
        timeout: Duration::try_from_secs_f64(timeout / 1000.0).unwrap_or(Duration::ZERO),
        max_buffer: max_buffer.unwrap_or(f64::INFINITY),
        kill_signal: kill_signal as i32,
    };
    let (mut stdio, mut ours) = (Vec::new(), Vec::new());
    for end in &wanted.stdio {
        let (theirs, mine) = match end {
            End::Ignore => (ChildStdio::Null, None),
            End::Pipe => {
                let (mine, theirs) = pair().map_err(|error| failed(&error, context))?;
                (ChildStdio::Descriptor(theirs), Some(mine))
            }
            End::Number(number) => match duplicate(*number, context) {
                Ok(copy) => (ChildStdio::Descriptor(copy), None),
                Err(_) => (ChildStdio::Null, None),
            },
        };
        stdio.push(theirs);
        ours.push(mine);
    }
    let outcome = match run(wanted, stdio, ours, input, &limits) {
        Ok(outcome) => outcome,
        Err(error) => {
            Outcome { error: Some(-error.raw_os_error().unwrap_or(5)), ..Outcome::default() }
        }
    };
    describe(outcome, context)
}

/// The child's pipes, as far as they are open.
struct Pipes {
    /// Handle, number and what was read.
    readers: Vec<(Handle, usize, Vec<u8>)>,
    open: usize,
}

fn run(
    wanted: Wanted,
    stdio: Vec<ChildStdio>,
    ours: Vec<Option<std::os::fd::OwnedFd>>,
    input: Option<Vec<u8>>,
    limits: &Limits,
) -> io::Result<Outcome> {
    let mut reactor = Reactor::new()?;
    let child = reactor.spawn(wanted.into_options(stdio))?;
    let mut outcome = Outcome { pid: reactor.process_id(child).unwrap_or(0), ..Outcome::default() };
    outcome.output.resize_with(ours.len(), || None);
    let mut pipes = Pipes { readers: Vec::new(), open: 0 };
    let mut writing: Option<(Handle, Request)> = None;
    for (number, end) in ours.into_iter().enumerate() {
        let Some(end) = end else { continue };
        let handle = reactor.stream_open(end, Kind::UnixStream)?;
        if number == 0 {
            match input.as_deref() {
                Some(bytes) if !bytes.is_empty() => {
                    let request = reactor.write(handle, &[IoSlice::new(bytes)])?;
                    writing = Some((handle, request));
                }
                _ => reactor.close(handle),
            }
        } else {
            reactor.read_start(handle)?;
            pipes.readers.push((handle, number, Vec::new()));
            pipes.open += 1;
        }
    }
    let timer =
        (!limits.timeout.is_zero()).then(|| reactor.timer_start(limits.timeout, Repeat::Never));
    while outcome.status.is_none() || pipes.open > 0 {
        let Some(event) = reactor.next_event(Wait::Forever)? else { break };
        match event {
            Event::Exited(_, status) => outcome.status = Some(status),
            Event::Written(request, _) if writing.is_some_and(|(_, known)| known == request) => {
                // The child may have closed its end: what it did not read is lost, as with any pipe.
                if let Some((handle, _)) = writing.take() {
                    reactor.close(handle);
                }
            }
            Event::Timer(handle) if Some(handle) == timer => {
                outcome.error = Some(-rustix::io::Errno::TIMEDOUT.raw_os_error());
                end(&mut reactor, child, &mut pipes, limits);
            }
            Event::Read(handle, read) => {
                let reader = pipes.readers.iter_mut().find(|(known, ..)| *known == handle);
                let Some((_, _, text)) = reader else { continue };
                match read {
                    Ok(ReadOutcome::Data(bytes)) => {
                        text.extend_from_slice(&bytes);
                        #[expect(clippy::cast_precision_loss, reason = "no output has 2⁵³ bytes")]
                        if text.len() as f64 > limits.max_buffer && outcome.error.is_none() {
                            #[expect(
                                clippy::cast_possible_truncation,
                                clippy::cast_sign_loss,
                                reason = "below the length of a text, and not negative"
                            )]
                            text.truncate(limits.max_buffer.max(0.0) as usize);
                            outcome.error = Some(-rustix::io::Errno::NOBUFS.raw_os_error());
                            end(&mut reactor, child, &mut pipes, limits);
                        }
                    }
                    Ok(ReadOutcome::End) | Err(_) => {
                        reactor.close(handle);
                        pipes.open = pipes.open.saturating_sub(1);
                    }
                }
            }
            _ => {}
        }
    }
    for (_, number, text) in pipes.readers {
        if let Some(slot) = outcome.output.get_mut(number) {
            *slot = Some(text);
        }
    }
    Ok(outcome)
}

/// Ends the child early and lets go of its pipes.
fn end(reactor: &mut Reactor, child: Handle, pipes: &mut Pipes, limits: &Limits) {
    // It may have ended by itself meanwhile.
    let _ = reactor.process_kill(child, limits.kill_signal);
    for (handle, ..) in &pipes.readers {
        reactor.close(*handle);
    }
    pipes.open = 0;
}

fn describe(outcome: Outcome, context: &mut Context) -> JsResult<JsValue> {
    let result = JsObject::with_object_proto(context.intrinsics());
    let signal = outcome.status.and_then(|status| status.signal);
    let status = outcome.status.and_then(|status| status.code);
    let mut output = Vec::new();
    for text in outcome.output {
        output.push(match text {
            Some(text) => crate::buffer(&text, context)?,
            None => JsValue::null(),
        });
    }
    let output = JsArray::from_iter(output, context);
    let rows: [(&str, JsValue); 5] = [
        ("pid", outcome.pid.into()),
        ("output", output.into()),
        ("signal", signal.map_or(JsValue::null(), |signal| signal_name(signal).into())),
        ("status", status.map_or(JsValue::null(), JsValue::from)),
        ("error", outcome.error.map_or(JsValue::undefined(), JsValue::from)),
    ];
    for (name, value) in rows {
        result.create_data_property_or_throw(js_string!(name), value, context)?;
    }
    Ok(result.into())
}
