//! Drawing a sample that anybody can draw again: the same seed, number and population give the same places.

use std::collections::BTreeSet;

/// `SplitMix64`: Guy L. Steele Jr., Doug Lea, Christine H. Flood, "Fast splittable pseudorandom number generators", OOPSLA
/// 2014; the constants are those of Sebastiano Vigna's public-domain `splitmix64.c`.
#[derive(Debug, Clone)]
struct SplitMix64(u64);

impl SplitMix64 {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to and without `bound`, each as likely as any other; `bound` is at least 1.
    const fn below(&mut self, bound: u64) -> u64 {
        // What lies above the largest multiple of `bound` would favour small numbers, and is drawn again.
        let limit = u64::MAX - u64::MAX % bound;
        loop {
            let drawn = self.next();
            if drawn < limit {
                return drawn % bound;
            }
        }
    }
}

/// `size` different places of `0..population`, ascending; all of them where there are not more. Robert Floyd's method:
/// Jon Bentley, "Programming pearls: a sample of brilliance", CACM 30(9), 1987.
pub fn draw(population: usize, size: usize, seed: u64) -> Vec<usize> {
    let mut random = SplitMix64(seed);
    let mut chosen = BTreeSet::new();
    for last in population.saturating_sub(size)..population {
        let drawn = usize::try_from(random.below(last as u64 + 1)).unwrap_or(last);
        if !chosen.insert(drawn) {
            chosen.insert(last);
        }
    }
    chosen.into_iter().collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn the_generator_gives_the_published_numbers() {
        let mut random = SplitMix64(1_234_567);
        let drawn = [random.next(), random.next(), random.next()];
        assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn every_place_is_drawn_about_equally_often() {
        let mut counts = [0_usize; 10];
        for seed in 0..5000 {
            for place in draw(10, 3, seed) {
                counts[place] += 1;
            }
        }
        // 1500 expected, standard deviation about 32.
        assert!(counts.iter().all(|count| (1350..1650).contains(count)), "{counts:?}");
    }

    #[test]
    fn a_sample_is_no_larger_than_what_there_is() {
        assert_eq!(draw(0, 25, 7), Vec::<usize>::new());
        assert_eq!(draw(3, 25, 7), [0, 1, 2]);
        assert_eq!(draw(1000, 0, 7), Vec::<usize>::new());
        assert_eq!(draw(1000, 25, 7).len(), 25);
        assert_ne!(draw(1000, 25, 7), draw(1000, 25, 8));
    }
}
