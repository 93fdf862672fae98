//! Connections -> requests, with limits on how many there are and how long they may say nothing.
//!
//! Whoever opens connections and sends nothing must not keep others from the page: when all places are taken,
//! the connection that has waited longest without a request is closed for the new one.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

/// Maximum number of open connections; a browser opens six.
const MOST: usize = 64;
/// Maximum time from the opening of a connection, or from an answer, to the end of the next request's head.
const HEAD: Duration = Duration::from_secs(20);
/// The pause after a connection that could not be accepted, for lack of file descriptors for example.
const PAUSE: Duration = Duration::from_millis(50);

/// The open connections, in the order in which they were opened.
#[derive(Default)]
struct Connections {
    open: Mutex<Vec<(Arc<Use>, AbortHandle)>>,
}

/// The use of a connection.
#[derive(Default)]
struct Use {
    /// Requests that are being answered.
    requests: AtomicUsize,
    /// Whether there was any request.
    served: AtomicBool,
}

/// A request that is being answered.
struct Request(Arc<Use>);

impl Request {
    fn of(used: Arc<Use>) -> Self {
        used.requests.fetch_add(1, Ordering::AcqRel);
        used.served.store(true, Ordering::Release);
        Request(used)
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        self.0.requests.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Connections {
    /// Whether there is a place for another connection, if need be after closing one that is not in use.
    fn make_room(&self) -> bool {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|(_, task)| !task.is_finished());
        if open.len() < MOST {
            return true;
        }
        let is_idle = |used: &Use| used.requests.load(Ordering::Acquire) == 0;
        let fresh = |used: &Use| is_idle(used) && !used.served.load(Ordering::Acquire);
        let found = open.iter().position(|(used, _)| fresh(used));
        let Some(at) = found.or_else(|| open.iter().position(|(used, _)| is_idle(used))) else {
            return false;
        };
        open.remove(at).1.abort();
        true
    }

    fn add(&self, used: Arc<Use>, task: AbortHandle) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).push((used, task));
    }

    /// Whether no request is being answered.
    fn are_idle(&self) -> bool {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().all(|(used, task)| task.is_finished() || used.requests.load(Ordering::Acquire) == 0)
    }
}

/// Answers requests until `ended`, then those that have begun for at most `farewell`.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    ended: impl Future<Output = ()>,
    farewell: Duration,
) {
    let connections = Connections::default();
    let accepting = async {
        loop {
            if !connections.make_room() {
                tokio::time::sleep(PAUSE).await;
                continue;
            }
            match listener.accept().await {
                Ok((stream, _)) => begin(&connections, stream, router.clone()),
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    };
    tokio::select! {
        () = ended => {}
        () = accepting => {}
    }
    drop(listener);
    let end = Instant::now() + farewell;
    while !connections.are_idle() && Instant::now() < end {
        tokio::time::sleep(PAUSE).await;
    }
}

/// Answers the requests of a connection.
fn begin(connections: &Connections, stream: TcpStream, router: Router) {
    // An answer is small, and the browser waits for it.
    let _ = stream.set_nodelay(true);
    let used = Arc::new(Use::default());
    let inner = TowerToHyperService::new(router);
    let of = Arc::clone(&used);
    let service = service_fn(move |request| {
        let begun = Request::of(Arc::clone(&of));
        let answer = inner.call(request);
        async move {
            let answer = answer.await;
            drop(begun);
            answer
        }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    let task = tokio::spawn(async move {
        // A client that breaks off is no error of ours.
        let _ = connection.await;
    });
    connections.add(used, task.abort_handle());
}
