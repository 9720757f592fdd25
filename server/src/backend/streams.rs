//! How many streams each session has open.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, PoisonError},
};

use domain::Hash;

/// A window each: more than anyone opens.
const PER_SESSION: usize = 16;

/// Streams open, by session.
#[derive(Clone, Default)]
pub struct Streams(Arc<Mutex<HashMap<Hash, usize>>>);

impl Streams {
    /// A place for one more, given back when it is dropped; `None` when there is none.
    pub fn enter(&self, session: Hash) -> Option<Place> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(session).or_default();
        if *count >= PER_SESSION {
            return None;
        }
        *count += 1;
        Some(Place { streams: self.clone(), session })
    }
}

/// The place of one stream.
pub struct Place {
    streams: Streams,
    session: Hash,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut count) = open.entry(self.session) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}
