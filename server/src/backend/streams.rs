//! The streams that are open, by session, and where whoever holds them is in the plan.

use std::{
    collections::{BTreeMap, HashMap, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use app::api::presencia::{Lugar, Presente};
use domain::{Hash, Id, Persona};
use tokio::sync::watch;

/// A window each: more than anyone opens.
const PER_SESSION: usize = 16;

/// Streams open, by session.
#[derive(Clone, Default)]
pub struct Streams {
    open: Arc<Mutex<HashMap<Hash, Open>>>,
    /// Grows when somebody comes, goes or moves.
    moved: Arc<watch::Sender<u64>>,
}

/// The streams of one session.
struct Open {
    count: usize,
    presente: Presente,
}

impl Streams {
    /// A place for one more, given back when it is dropped; `None` when there is none.
    #[must_use]
    pub fn enter(&self, session: Hash, persona: Id<Persona>) -> Option<Place> {
        let presente = Presente { persona, lugar: Lugar::default() };
        let count = {
            let mut all = self.all();
            let open = all.entry(session).or_insert(Open { count: 0, presente });
            if open.count >= PER_SESSION {
                return None;
            }
            open.count += 1;
            open.count
        };
        if count == 1 {
            self.tell();
        }
        Some(Place { streams: self.clone(), session })
    }

    /// Whoever holds a session moved. Without a stream nobody is seen: who does not follow the
    /// plan is not in it.
    pub fn moved_to(&self, session: Hash, lugar: Lugar) {
        let moved = self.all().get_mut(&session).is_some_and(|open| {
            let is_new = open.presente.lugar != lugar;
            open.presente.lugar = lugar;
            is_new
        });
        if moved {
            self.tell();
        }
    }

    /// Everyone else, once each, where they were seen last.
    #[must_use]
    pub fn others(&self, persona: Id<Persona>) -> Vec<Presente> {
        let all = self.all();
        let others = all.values().map(|open| open.presente).filter(|presente| presente.persona != persona);
        let mut by_person: BTreeMap<Id<Persona>, Presente> = BTreeMap::new();
        for presente in others {
            let known = by_person.entry(presente.persona).or_insert(presente);
            if known.lugar == Lugar::default() {
                *known = presente;
            }
        }
        by_person.into_values().collect()
    }

    /// Follows who comes, goes and moves.
    #[must_use]
    pub fn follow(&self) -> watch::Receiver<u64> {
        self.moved.subscribe()
    }

    fn tell(&self) {
        self.moved.send_modify(|count| *count += 1);
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Hash, Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The place of one stream.
pub struct Place {
    streams: Streams,
    session: Hash,
}

impl Drop for Place {
    fn drop(&mut self) {
        let gone = {
            let mut all = self.streams.all();
            let Entry::Occupied(mut open) = all.entry(self.session) else { return };
            open.get_mut().count -= 1;
            let gone = open.get().count == 0;
            if gone {
                open.remove();
            }
            gone
        };
        if gone {
            self.streams.tell();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn session(text: &str) -> Hash {
        Hash::of(text.as_bytes())
    }

    fn persona(number: u128) -> Id<Persona> {
        Id::new(Uuid::from_u128(number))
    }

    #[test]
    fn who_has_a_stream_is_seen_where_they_last_said_and_no_longer() {
        let streams = Streams::default();
        let moved = streams.follow();
        let place = streams.enter(session("a"), persona(1)).unwrap();
        let second = streams.enter(session("a"), persona(1)).unwrap();
        let there = Lugar { unidad: Some(Id::new(Uuid::from_u128(9))), actividad: None };
        streams.moved_to(session("a"), there);
        streams.moved_to(session("nobody"), there);
        assert_eq!(streams.others(persona(2)), [Presente { persona: persona(1), lugar: there }]);
        assert_eq!(streams.others(persona(1)), []);
        drop(place);
        assert_eq!(streams.others(persona(2)).len(), 1);
        drop(second);
        assert_eq!(streams.others(persona(2)), []);
        assert_eq!(*moved.borrow(), 3, "came, moved and went");
    }

    #[test]
    fn a_person_with_two_sessions_is_one() {
        let streams = Streams::default();
        let _first = streams.enter(session("a"), persona(1)).unwrap();
        let _second = streams.enter(session("b"), persona(1)).unwrap();
        let there = Lugar { unidad: Some(Id::new(Uuid::from_u128(9))), actividad: None };
        streams.moved_to(session("b"), there);
        assert_eq!(streams.others(persona(2)), [Presente { persona: persona(1), lugar: there }]);
    }
}
