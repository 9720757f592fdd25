//! The streams that are open, by session, and where whoever holds them is in the plan; and
//! where those are who follow it by way of another process.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use app::api::presencia::{Lugar, Presente};
use domain::{Hash, Id, Instante, Persona, Plan};
use tokio::sync::watch;

use super::elsewhere::{Elsewhere, People};
use crate::clock::later;

/// A window each: more than anyone opens.
const PER_SESSION: usize = 16;
/// How often a session may say where it is in so many seconds: whoever walks through a sheet
/// with a finger on the key says it three times a second in each window that is looked at.
const MOVES: u32 = 600;
const MOVES_SECONDS: i64 = 60;

/// Streams open, by session.
#[derive(Clone, Default)]
pub struct Streams {
    open: Arc<Mutex<HashMap<Hash, Open>>>,
    elsewhere: Arc<Mutex<Elsewhere>>,
    /// Grows when somebody comes, goes or moves.
    moved: Arc<watch::Sender<u64>>,
}

/// The streams of one session.
struct Open {
    count: usize,
    presente: Presente,
    moves: Moves,
}

/// How often it said where it is since some moment.
#[derive(Default)]
struct Moves {
    since: Option<Instante>,
    count: u32,
}

impl Moves {
    /// Whether one more is not too many.
    fn add(&mut self, now: Instante) -> bool {
        if self.since.is_none_or(|since| now >= later(since, MOVES_SECONDS)) {
            *self = Self { since: Some(now), count: 0 };
        }
        self.count += 1;
        self.count <= MOVES
    }
}

/// Whoever says where they are says it too often.
#[derive(Debug, PartialEq, Eq)]
pub struct TooOften;

impl Streams {
    /// A place for one more, given back when it is dropped; `None` when there is none.
    #[must_use]
    pub fn enter(&self, session: Hash, persona: Id<Persona>) -> Option<Place> {
        let presente = Presente { persona, lugar: Lugar::default() };
        let count = {
            let mut all = self.all();
            let open = all.entry(session).or_insert(Open { count: 0, presente, moves: Moves::default() });
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

    /// Counts that a session says where it is, before it costs anything.
    ///
    /// # Errors
    /// [`TooOften`].
    pub fn count_move(&self, session: Hash, now: Instante) -> Result<(), TooOften> {
        let is_fine = self.all().get_mut(&session).is_none_or(|open| open.moves.add(now));
        is_fine.then_some(()).ok_or(TooOften)
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

    /// Everyone else in the plan in force, or in a draft, once each, where they were seen last.
    #[must_use]
    pub fn others(&self, persona: Id<Persona>, borrador: Option<Id<Plan>>) -> Vec<Presente> {
        let mut all = self.here();
        for Presente { persona, lugar } in self.others_processes().people() {
            meet(&mut all, persona, lugar);
        }
        all.remove(&persona);
        all.into_iter()
            .filter(|(_, lugar)| lugar.borrador == borrador)
            .map(|(persona, lugar)| Presente { persona, lugar })
            .collect()
    }

    /// Everyone whom this process serves.
    pub(super) fn here(&self) -> People {
        let mut here = People::new();
        for Open { presente: Presente { persona, lugar }, .. } in self.all().values() {
            meet(&mut here, *persona, *lugar);
        }
        here
    }

    /// Takes what became of those elsewhere; `change` says whether that is news.
    pub(super) fn elsewhere(&self, change: impl FnOnce(&mut Elsewhere) -> bool) {
        let is_news = change(&mut self.others_processes());
        if is_news {
            self.tell();
        }
    }

    /// Follows who comes, goes and moves.
    #[must_use]
    pub fn follow(&self) -> watch::Receiver<u64> {
        self.moved.subscribe()
    }

    fn tell(&self) {
        self.moved.send_modify(|count| *count += 1);
    }

    fn others_processes(&self) -> MutexGuard<'_, Elsewhere> {
        self.elsewhere.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Hash, Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Of somebody who is there twice, a place that says something.
fn meet(people: &mut People, persona: Id<Persona>, lugar: Lugar) {
    let known = people.entry(persona).or_insert(lugar);
    if *known == Lugar::default() {
        *known = lugar;
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
        let there = Lugar { unidad: Some(Id::new(Uuid::from_u128(9))), actividad: None, borrador: None };
        streams.moved_to(session("a"), there);
        streams.moved_to(session("nobody"), there);
        assert_eq!(streams.others(persona(2), None), [Presente { persona: persona(1), lugar: there }]);
        assert_eq!(streams.others(persona(1), None), []);
        drop(place);
        assert_eq!(streams.others(persona(2), None).len(), 1);
        drop(second);
        assert_eq!(streams.others(persona(2), None), []);
        assert_eq!(*moved.borrow(), 3, "came, moved and went");
    }

    #[test]
    fn whoever_says_where_they_are_without_end_waits_a_minute() {
        let (streams, start) = (Streams::default(), Instante::from_micros(0));
        let _place = streams.enter(session("a"), persona(1)).unwrap();
        for _ in 0..MOVES {
            assert_eq!(streams.count_move(session("a"), start), Ok(()));
        }
        assert_eq!(streams.count_move(session("a"), later(start, MOVES_SECONDS - 1)), Err(TooOften));
        assert_eq!(streams.count_move(session("b"), start), Ok(()), "another's own");
        assert_eq!(streams.count_move(session("a"), later(start, MOVES_SECONDS)), Ok(()));
    }

    #[test]
    fn a_person_with_two_sessions_is_one() {
        let streams = Streams::default();
        let _first = streams.enter(session("a"), persona(1)).unwrap();
        let _second = streams.enter(session("b"), persona(1)).unwrap();
        let there = Lugar { unidad: Some(Id::new(Uuid::from_u128(9))), actividad: None, borrador: None };
        streams.moved_to(session("b"), there);
        assert_eq!(streams.others(persona(2), None), [Presente { persona: persona(1), lugar: there }]);
    }
}
