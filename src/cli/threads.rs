//! Work on several threads at once; see [`crate::work`].

use std::hint::black_box;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::work::Workers;

/// More threads than this gain nothing on the size of a country.
const MOST: usize = 8;
/// Into how many portions per thread the pieces are cut: enough that nobody waits long for the last one.
const PORTIONS: usize = 32;

/// How much the heap of a thread may grow at once.
const ROOM: usize = 16 << 20;

/// One thread per processor that this process may use, at most eight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threads {
    number: usize,
}

impl Threads {
    /// As many as there are processors.
    pub fn new() -> Self {
        Self::of(thread::available_parallelism().map_or(1, NonZero::get))
    }

    /// So many, between 1 and 8.
    pub fn of(number: usize) -> Self {
        Self { number: number.clamp(1, MOST) }
    }
}

/// Lets the heap of a new thread grow at once. The allocator of the GNU C library asks the system for every single page
/// of it, which takes longer than filling it, and holds up the other threads. What is asked for and given back here stays
/// with the heap, and takes no memory before it is written to.
fn make_room() {
    // Given back, the first one tells the allocator that so much may lie in a heap; the second one then does.
    // Where there is no room, the work may still fit.
    for bytes in [ROOM, ROOM - 1024] {
        let mut room = Vec::<u8>::new();
        if room.try_reserve_exact(bytes).is_ok() {
            drop(black_box(room));
        }
    }
}

impl Default for Threads {
    fn default() -> Self {
        Self::new()
    }
}

impl Workers for Threads {
    fn map<T: Sync, R: Send>(&self, pieces: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        let number = self.number.min(pieces.len());
        if number < 2 {
            return pieces.iter().map(work).collect();
        }
        let portions: Vec<&[T]> = pieces.chunks(pieces.len().div_ceil(number * PORTIONS).max(1)).collect();
        let next = AtomicUsize::new(0);
        // Whoever is free takes the next portion; the portions are put in order afterwards.
        let run = || {
            let mut done: Vec<(usize, Vec<R>)> = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(portion) = portions.get(at) else { return done };
                done.push((at, portion.iter().map(&work).collect()));
            }
        };
        let mut done = thread::scope(|scope| {
            let others: Vec<_> = (1..number)
                .map(|_| {
                    scope.spawn(|| {
                        make_room();
                        run()
                    })
                })
                .collect();
            let mut done = run();
            for other in others {
                match other.join() {
                    Ok(more) => done.extend(more),
                    Err(panic) => resume_unwind(panic),
                }
            }
            done
        });
        done.sort_unstable_by_key(|(at, _)| *at);
        let mut all = Vec::with_capacity(pieces.len());
        all.extend(done.into_iter().flat_map(|(_, results)| results));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::Alone;

    #[test]
    fn the_order_is_that_of_the_pieces() {
        let pieces: Vec<usize> = (0..1000).collect();
        // Early pieces take longest, so that later ones are done first.
        let slow =
            |piece: &usize| (0..(1000 - piece) * 50).fold(*piece, |sum, step| sum ^ (step & 1) ^ (step & 1));
        let alone = Alone.map(&pieces, slow);
        assert_eq!(alone, pieces);
        for number in [0, 1, 2, 3, 8, 99] {
            assert_eq!(Threads::of(number).map(&pieces, slow), alone, "{number} threads");
        }
        assert_eq!(
            Threads::of(4).map(&[7, 8, 9], |piece| piece + 1),
            [8, 9, 10],
            "fewer pieces than threads"
        );
        assert_eq!(Threads::new().map(&[] as &[usize], slow), [] as [usize; 0]);
    }

    #[test]
    #[should_panic(expected = "piece 700")]
    fn a_panic_is_passed_on() {
        let pieces: Vec<usize> = (0..1000).collect();
        Threads::of(3).map(&pieces, |piece| assert!(*piece != 700, "piece {piece}"));
    }
}
