//! The microtask queues of contexts made with `microtaskMode: 'afterEvaluate'`: they are drained
//! when a script of theirs was evaluated, and at no other time.
//! Node docs: VM, Timeout interactions with asynchronous tasks and Promises.

use std::{cell::RefCell, collections::VecDeque};

use boa_engine::{Context, JsResult, job::PromiseJob, realm::Realm};

use crate::host;

/// The queues of a runtime's contexts, each with its realm.
#[derive(Default)]
pub struct OwnQueues(RefCell<Vec<(Realm, VecDeque<PromiseJob>)>>);

impl std::fmt::Debug for OwnQueues {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OwnQueues({})", self.0.borrow().len())
    }
}

impl OwnQueues {
    /// Queues a job whose realm has a queue of its own; gives any other back.
    pub fn accept(&self, job: PromiseJob) -> Option<PromiseJob> {
        let mut queues = self.0.borrow_mut();
        if queues.is_empty() {
            return Some(job);
        }
        let queue = job.realm().and_then(|of| queues.iter_mut().find(|(realm, _)| realm == of));
        match queue {
            Some((_, queue)) => {
                queue.push_back(job);
                None
            }
            None => Some(job),
        }
    }
}

/// Gives a realm a queue of its own.
pub(super) fn open(realm: Realm, context: &Context) {
    host(context).slot::<OwnQueues>().0.borrow_mut().push((realm, VecDeque::new()));
}

/// Runs what waits in a realm's own queue, and what that adds.
///
/// # Errors
/// What the engine itself throws: a reached limit.
pub(super) fn drain(realm: &Realm, context: &mut Context) -> JsResult<()> {
    let queues = host(context).slot::<OwnQueues>();
    loop {
        let job = {
            let mut queues = queues.0.borrow_mut();
            let queue = queues.iter_mut().find(|(own, _)| own == realm);
            queue.and_then(|(_, queue)| queue.pop_front())
        };
        let Some(job) = job else { return Ok(()) };
        let frame = host(context).async_context.borrow().clone();
        let result = job.call(context);
        host(context).async_context.replace(frame);
        result?;
    }
}
