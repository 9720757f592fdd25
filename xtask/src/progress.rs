//! What a person sees while waiting: numbered steps and how long each took.

use std::time::{Duration, Instant};

use anyhow::Result;

/// A known number of steps, announced one by one.
pub struct Progress {
    total: usize,
    current: usize,
    started: Instant,
    timings: Vec<(String, Duration)>,
}

impl Progress {
    pub fn new(total: usize) -> Self {
        Self { total, current: 0, started: Instant::now(), timings: Vec::new() }
    }

    /// Announces a step, does it, and says how long it took.
    pub fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.current += 1;
        println!("[{}/{}] {title} …", self.current, self.total);
        let begun = Instant::now();
        let outcome = work();
        let took = begun.elapsed();
        let verb = if outcome.is_ok() { "done" } else { "FAILED" };
        println!("[{}/{}] {title}: {verb} in {}", self.current, self.total, seconds(took));
        self.timings.push((title.to_owned(), took));
        outcome
    }

    /// The time of every step once more, together, and their sum.
    pub fn summary(&self) {
        println!();
        for (title, took) in &self.timings {
            println!("{:>9}  {title}", seconds(*took));
        }
        println!("{:>9}  in all", seconds(self.started.elapsed()));
    }
}

fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        format!("{:.1} s", duration.as_secs_f32())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, seconds};

    #[test]
    fn a_wait_is_read_in_seconds_and_then_in_minutes() {
        assert_eq!(seconds(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 05 s");
    }
}
