//! Chance that repeats itself: numbers and ids that follow from the seed alone.

use domain::Id;
use rand::{Rng, RngCore, SeedableRng, rngs::StdRng, seq::SliceRandom};
use uuid::{Builder, Uuid};

/// A seeded source of numbers and of ids in the shape of UUIDv7.
pub struct Seeded {
    rng: StdRng,
    /// Milliseconds since 1970 of the next id, one later each time so that ids are in order.
    millis: u64,
}

impl Seeded {
    pub fn new(seed: u64, millis: u64) -> Self {
        Self { rng: StdRng::seed_from_u64(seed), millis }
    }

    pub fn uuid(&mut self) -> Uuid {
        let mut random = [0; 10];
        self.rng.fill_bytes(&mut random);
        self.millis += 1;
        Builder::from_unix_timestamp_millis(self.millis, &random).into_uuid()
    }

    pub fn id<T>(&mut self) -> Id<T> {
        Id::new(self.uuid())
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        self.rng.random_range(low..=high.max(low))
    }

    /// A position below `length`; 0 when there is none.
    pub fn below(&mut self, length: usize) -> usize {
        if length == 0 { 0 } else { self.rng.random_range(0..length) }
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    /// The positions below `length` in some order.
    pub fn shuffled(&mut self, length: usize) -> Vec<usize> {
        let mut places: Vec<usize> = (0..length).collect();
        places.shuffle(&mut self.rng);
        places
    }

    /// One of the options, by weight.
    pub fn weighted<T: Copy>(&mut self, options: &[(T, u32)]) -> Option<T> {
        let total: u32 = options.iter().map(|(_, weight)| weight).sum();
        let mut left = self.between(1, total.max(1));
        for (option, weight) in options {
            if left <= *weight {
                return Some(*option);
            }
            left -= weight;
        }
        None
    }
}
