//! Who has the plan open by way of another process of the same database, as that process says.
//! It says so again and again: of one that is not heard any more nobody stays.

use std::collections::BTreeMap;

use app::api::presencia::{Lugar, Presente};
use domain::{Id, Persona, Plan};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// After so many beats without a word of somebody they are gone, as a browser takes a stream
/// for dead that missed two of its own.
const SILENT: u8 = 3;
/// People in one message: PostgreSQL carries less than 8000 bytes.
const TOGETHER: usize = 32;

/// What one process tells the others; one of another version is not understood, and not heard.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Message {
    /// Which process, for as long as it runs.
    pub from: Uuid,
    pub plan: Id<Plan>,
    pub says: Says,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Says {
    /// It has just begun to listen, and has heard of nobody.
    Who,
    People(Vec<Statement>),
    /// It ends, and nobody is there any more.
    Leaving,
}

/// Where somebody is, or that they are there no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Statement {
    persona: Id<Persona>,
    lugar: Option<Lugar>,
}

/// People by where they are: each once.
pub(super) type People = BTreeMap<Id<Persona>, Lugar>;

/// What is to be said to those who were told `told`, now that `here` is so: in as many messages as it takes.
pub(super) fn news(told: &People, here: &People) -> Vec<Says> {
    let moved = here.iter().filter(|(persona, lugar)| told.get(persona) != Some(lugar));
    let moved = moved.map(|(&persona, &lugar)| Statement { persona, lugar: Some(lugar) });
    let gone = told.keys().filter(|persona| !here.contains_key(persona));
    let gone = gone.map(|&persona| Statement { persona, lugar: None });
    let all: Vec<Statement> = moved.chain(gone).collect();
    all.chunks(TOGETHER).map(|some| Says::People(some.to_vec())).collect()
}

/// As the others said last.
#[derive(Default)]
pub(super) struct Elsewhere(BTreeMap<(Uuid, Id<Persona>), Seen>);

struct Seen {
    lugar: Lugar,
    /// Since anything was heard of it.
    beats: u8,
}

impl Elsewhere {
    /// Whether that is news.
    pub fn hear(&mut self, from: Uuid, statements: &[Statement]) -> bool {
        let mut is_news = false;
        for Statement { persona, lugar } in statements {
            let before = match *lugar {
                Some(lugar) => self.0.insert((from, *persona), Seen { lugar, beats: 0 }),
                None => self.0.remove(&(from, *persona)),
            };
            is_news |= before.map(|seen| seen.lugar) != *lugar;
        }
        is_news
    }

    /// A process ends; whether anybody was there.
    pub fn leave(&mut self, process: Uuid) -> bool {
        let before = self.0.len();
        self.0.retain(|(from, _), _| *from != process);
        self.0.len() < before
    }

    /// Some time has passed; whether somebody is gone with it.
    pub fn beat(&mut self) -> bool {
        let before = self.0.len();
        self.0.retain(|_, seen| {
            seen.beats += 1;
            seen.beats < SILENT
        });
        self.0.len() < before
    }

    pub fn people(&self) -> impl Iterator<Item = Presente> {
        self.0.iter().map(|((_, persona), seen)| Presente { persona: *persona, lugar: seen.lugar })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(count: u128) -> People {
        let id = |number| Uuid::from_u128(u128::MAX - number);
        let lugar = |number| Lugar {
            unidad: Some(Id::new(id(number))),
            actividad: Some(Id::new(id(number))),
            borrador: Some(Id::new(id(number))),
        };
        (0..count).map(|number| (Id::new(id(number)), lugar(number))).collect()
    }

    fn statements(says: &Says) -> &[Statement] {
        match says {
            Says::People(statements) => statements,
            Says::Who | Says::Leaving => &[],
        }
    }

    #[test]
    fn however_many_there_are_each_message_fits() {
        let all = news(&People::new(), &people(205));
        assert_eq!(all.iter().map(|says| statements(says).len()).sum::<usize>(), 205);
        for says in all {
            let message = Message { from: Uuid::max(), plan: Id::new(Uuid::max()), says };
            assert!(serde_json::to_string(&message).unwrap().len() < 8000);
        }
    }

    #[test]
    fn only_what_changed_is_said_and_who_left_is_said_to_have_left() {
        let (told, here) = (people(3), people(2));
        assert_eq!(news(&told, &told), []);
        let [Says::People(left)] = &news(&told, &here)[..] else { panic!("one message") };
        assert!(matches!(left[..], [Statement { lugar: None, .. }]));
        let mut elsewhere = Elsewhere::default();
        let all = news(&People::new(), &told);
        assert!(elsewhere.hear(Uuid::nil(), statements(&all[0])));
        assert!(!elsewhere.hear(Uuid::nil(), statements(&all[0])), "known");
        assert!(elsewhere.hear(Uuid::nil(), left));
        assert_eq!(elsewhere.people().map(|one| (one.persona, one.lugar)).collect::<People>(), here);
        assert!(!elsewhere.leave(Uuid::max()) && elsewhere.leave(Uuid::nil()));
        assert_eq!(elsewhere.people().count(), 0);
    }

    #[test]
    fn who_is_not_heard_of_any_more_is_gone() {
        let all = news(&People::new(), &people(1));
        let mut elsewhere = Elsewhere::default();
        elsewhere.hear(Uuid::nil(), statements(&all[0]));
        assert!(!elsewhere.beat() && !elsewhere.beat());
        elsewhere.hear(Uuid::nil(), statements(&all[0]));
        assert!(!elsewhere.beat() && !elsewhere.beat());
        assert_eq!(elsewhere.people().count(), 1);
        assert!(elsewhere.beat());
        assert_eq!(elsewhere.people().count(), 0);
    }
}
