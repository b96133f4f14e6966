//! Blocking work as requests. libuv: `uv_queue_work`, `uv_cancel`.

use std::io;
use std::sync::Arc;

use crate::event::WorkError;
use crate::handle::Request;
use crate::pool::{Speed, Ticket, Work};
use crate::reactor::{Reactor, RequestState};

impl Reactor {
    /// Has a thread of the pool do some work, and reports its end as
    /// [`Event::Work`](crate::Event::Work). libuv: `uv_queue_work`.
    ///
    /// # Errors
    /// Those of opening the poll: `EMFILE`, `ENFILE`, `ENOMEM`.
    pub fn submit(&mut self, work: Work) -> io::Result<Request> {
        self.submit_at(work, Speed::Fast)
    }

    /// Like [`Reactor::submit`], for work that waits for the network: at most half of the pool's
    /// threads do such work at a time.
    ///
    /// # Errors
    /// Those of opening the poll: `EMFILE`, `ENFILE`, `ENOMEM`.
    pub fn submit_slow(&mut self, work: Work) -> io::Result<Request> {
        self.submit_at(work, Speed::Slow)
    }

    fn submit_at(&mut self, work: Work, speed: Speed) -> io::Result<Request> {
        let inbox = Arc::clone(&self.poller()?.inbox);
        let ticket = Ticket::new(work);
        let request = self.insert_request(RequestState::Work(ticket.clone()));
        self.pool.push(ticket, request, inbox, speed);
        Ok(request)
    }

    /// Cancels work that has not begun, and says whether it did. Cancelled work ends with
    /// [`WorkError::Cancelled`] in a later poll phase; all other requests go on, and end with
    /// `ECANCELED` when their handle is closed. libuv: `uv_cancel`.
    pub fn cancel(&mut self, request: Request) -> bool {
        let Some(RequestState::Work(ticket)) = self.requests.get(request.0) else { return false };
        let cancelled = ticket.take().is_some();
        if cancelled && let Ok(poller) = self.poller() {
            poller.inbox.put_work(request, Err(WorkError::Cancelled));
        }
        cancelled
    }
}
