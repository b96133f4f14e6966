//! Where other threads leave what a reactor shall find at its next poll: wakes, and ended work.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use crate::event::WorkResult;
use crate::handle::{Handle, Request};

/// The shared end of a reactor. Putting something in wakes the poll.
#[derive(Debug)]
pub(crate) struct Inbox {
    waker: mio::Waker,
    mail: Mutex<Mail>,
}

/// What came since the last look.
#[derive(Debug, Default)]
pub(crate) struct Mail {
    pub(crate) wakes: Vec<Handle>,
    pub(crate) work: Vec<(Request, WorkResult)>,
}

impl Inbox {
    pub(crate) fn new(registry: &mio::Registry, token: mio::Token) -> io::Result<Arc<Self>> {
        let waker = mio::Waker::new(registry, token)?;
        Ok(Arc::new(Self { waker, mail: Mutex::default() }))
    }

    pub(crate) fn put_wake(&self, handle: Handle) {
        self.put(|mail| mail.wakes.push(handle));
    }

    pub(crate) fn put_work(&self, request: Request, result: WorkResult) {
        self.put(|mail| mail.work.push((request, result)));
    }

    pub(crate) fn take(&self) -> Mail {
        std::mem::take(&mut self.mail.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, add: impl FnOnce(&mut Mail)) {
        let mut mail = self.mail.lock().unwrap_or_else(PoisonError::into_inner);
        // Only the first letter needs to wake: whoever takes the mail takes all of it.
        let first = mail.wakes.is_empty() && mail.work.is_empty();
        add(&mut mail);
        drop(mail);
        if first {
            // The eventfd can only refuse when its counter is full, that is, already waking.
            let _ = self.waker.wake();
        }
    }
}
