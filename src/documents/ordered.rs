//! Items -> the results of workers, handed on in the order of the items, without waiting for whole batches.

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use rayon::ThreadPool;

/// Maximum number of items per worker that are begun and not yet handed on: enough that a slow item does not
/// hold up the others, few enough to keep in memory.
const BEGUN_PER_WORKER: usize = 32;

/// The wait between two calls of a caller that has something to look after.
const OFTEN: Duration = Duration::from_millis(50);

/// Calls `take` with each of `things` and its result of `work`, in order, while the pool works on later ones.
/// Without a pool, or with a pool of one thread, this thread does all the work.
///
/// # Errors
/// The first error of `take` or among `things`, which ends the run.
pub fn in_order<T: Send, R: Send, E>(
    pool: Option<&ThreadPool>,
    things: impl IntoIterator<Item = Result<T, E>>,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(T, R) -> Result<(), E>,
) -> Result<(), E> {
    let Some(pool) = pool.filter(|pool| pool.current_num_threads() > 1) else {
        return things.into_iter().try_for_each(|thing| {
            let thing = thing?;
            let done = work(&thing);
            take(thing, done)
        });
    };
    spread(pool, things, work, take, |begun| Ok(begun.recv().ok()))
}

/// The same for a caller with something to look after: the pool does all the work, also one of one thread,
/// and as long as this thread waits it calls `meanwhile` once per 50 ms.
///
/// # Errors
/// The first error of `take` or `meanwhile` or among `things`, which ends the run when the work that has
/// begun is done.
pub fn in_order_watched<T: Send, R: Send, E>(
    pool: &ThreadPool,
    things: impl IntoIterator<Item = Result<T, E>>,
    work: impl Fn(&T) -> R + Sync,
    take: impl FnMut(T, R) -> Result<(), E>,
    mut meanwhile: impl FnMut() -> Result<(), E>,
) -> Result<(), E> {
    spread(pool, things, work, take, |begun| {
        loop {
            match begun.recv_timeout(OFTEN) {
                Ok(done) => return Ok(Some(done)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => meanwhile()?,
            }
        }
    })
}

/// Lets the pool do the work; `wait` gives the result of one thing, or nothing if its worker has panicked.
fn spread<T: Send, R: Send, E>(
    pool: &ThreadPool,
    things: impl IntoIterator<Item = Result<T, E>>,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(T, R) -> Result<(), E>,
    mut wait: impl FnMut(&Receiver<(T, R)>) -> Result<Option<(T, R)>, E>,
) -> Result<(), E> {
    let mut things = things.into_iter();
    let (work, mut begun) = (&work, VecDeque::new());
    pool.in_place_scope(|scope| {
        loop {
            let free = BEGUN_PER_WORKER * pool.current_num_threads() - begun.len();
            for thing in things.by_ref().take(free) {
                let thing = thing?;
                let (sender, receiver) = mpsc::sync_channel(1);
                scope.spawn(move |_| {
                    let done = work(&thing);
                    // The receiver is gone once `take` has failed.
                    let _ = sender.send((thing, done));
                });
                begun.push_back(receiver);
            }
            // This thread wakes once per half of the items begun, not for each, and writes while the workers
            // handle the other half.
            let mut half = begun.drain(..begun.len().div_ceil(2));
            let Some(last) = half.next_back() else { return Ok(()) };
            let last = wait(&last)?;
            for done in half.map(|before| before.recv().ok()).chain([last]) {
                // A missing answer means that the worker has panicked, which also ends the scope.
                let Some((thing, done)) = done else { return Ok(()) };
                take(thing, done)?;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(threads: usize) -> ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
    }

    #[test]
    fn order_is_kept_however_long_things_take() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let work = |n: &u64| {
                std::thread::sleep(Duration::from_micros(n % 7 * 100));
                n * n
            };
            in_order(Some(&pool(threads)), (0..500).map(Ok::<u64, &str>), work, |n, square| {
                seen.push((n, square));
                Ok(())
            })
            .unwrap();
            assert_eq!(seen, (0..500).map(|n| (n, n * n)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_ends_the_run_and_no_more_is_begun() {
        for threads in [1, 3] {
            let begun = std::sync::atomic::AtomicUsize::new(0);
            let count = |_: &usize| begun.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let result = in_order(Some(&pool(threads)), (0..100_000).map(Ok), count, |n, _| match n {
                10 => Err("full"),
                _ => Ok(()),
            });
            assert_eq!(result.unwrap_err(), "full");
            assert!(begun.into_inner() <= 11 + threads * BEGUN_PER_WORKER);
        }
    }

    #[test]
    fn a_caller_looks_after_other_things_and_ends_the_run() {
        for threads in [1, 2] {
            let mut looked = 0;
            let slow = |_: &u64| std::thread::sleep(Duration::from_millis(150));
            let mut taken = 0;
            let take = |_, ()| {
                taken += 1;
                Ok::<_, &str>(())
            };
            let look = || {
                looked += 1;
                Ok(())
            };
            in_order_watched(&pool(threads), (0..2).map(Ok), slow, take, look).unwrap();
            assert!(taken == 2 && looked >= 2, "{taken} {looked}");
            let ended = in_order_watched(
                &pool(threads),
                (0..9).map(Ok),
                |_| std::thread::sleep(Duration::from_millis(60)),
                |_, ()| Ok(()),
                || Err("over"),
            );
            assert_eq!(ended, Err("over"));
        }
    }
}
