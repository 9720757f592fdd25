//! Which of a browser's tabs leads, as a value: the tabs agree on it by messages alone.
//!
//! Not by a Web Lock: plain http has none, and a tab that is blocked keeps its lock. For a moment
//! two tabs may both lead; that costs a stream, for the server carries each command out once.
//! What never lives here: the channel and the clock, which are for `live::leading`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// So many beats without a word of the one that leads, and another would. Beats are counted, not
/// seconds: a tab that was itself asleep has first to be heard out.
const PATIENCE: u8 = 4;

/// By what a tab leads: a later term before an earlier one, and of two tabs in one term the
/// younger, whose program is never the older one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Claim {
    term: u64,
    tab: Uuid,
}

/// What tabs tell each other about who leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ballot {
    /// Does anybody lead? The timers of a hidden tab run once a minute, its answers come at once.
    Question,
    /// It leads, and lives.
    Leading(Claim),
    /// It would lead, if nobody does and nobody would with a greater claim.
    Candidate(Claim),
    /// It leads no longer.
    Left,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Not yet known: what is typed is sent at once, as if alone.
    #[default]
    Undecided,
    Leader,
    Follower,
}

/// What one tab knows of the election.
#[derive(Clone, Debug, Default)]
pub struct Election {
    tab: Uuid,
    role: Role,
    /// The greatest claim by which a tab was ever known to lead.
    leader: Claim,
    candidacy: Option<Claim>,
    /// Beats since the one that leads was heard.
    silence: u8,
    /// It knows less than the server says: it leads no more.
    retired: bool,
}

impl Election {
    pub fn new(tab: Uuid) -> Self {
        Self { tab, ..Self::default() }
    }

    pub fn role(&self) -> Role {
        self.role
    }

    pub fn leader(&self) -> Claim {
        self.leader
    }

    /// Would lead; it does if nobody objects before the [count](Self::count).
    pub fn stand(&mut self) -> Option<Ballot> {
        let claim = Claim { term: self.leader.term + 1, tab: self.tab };
        self.candidacy = (!self.retired).then_some(claim);
        self.candidacy.map(Ballot::Candidate)
    }

    /// Whoever would have objected has had the time for it.
    pub fn count(&mut self) -> Option<Ballot> {
        self.leader = self.candidacy.take()?;
        self.role = Role::Leader;
        Some(Ballot::Leading(self.leader))
    }

    /// Now and then: the one that leads says so, the others ask where they do not hear it.
    pub fn beat(&mut self) -> Option<Ballot> {
        if self.role == Role::Leader {
            return Some(Ballot::Leading(self.leader));
        }
        let silence = self.silence;
        self.silence = silence.saturating_add(1);
        match silence {
            0 => None,
            1..PATIENCE => Some(Ballot::Question),
            _ => self.stand(),
        }
    }

    /// What another tab said, and what to say to it.
    pub fn hear(&mut self, ballot: Ballot) -> Option<Ballot> {
        match ballot {
            Ballot::Leading(claim) if claim >= self.leader => self.follow(claim),
            // It has been asleep, and is told; one that has just come may be behind, too.
            Ballot::Leading(_) | Ballot::Question | Ballot::Candidate(_) if self.role == Role::Leader => {
                Some(Ballot::Leading(self.leader))
            }
            Ballot::Candidate(other) => self.compare(other),
            Ballot::Left if self.role == Role::Follower => self.stand(),
            Ballot::Leading(_) | Ballot::Question | Ballot::Left => None,
        }
    }

    fn follow(&mut self, claim: Claim) -> Option<Ballot> {
        self.leader = claim;
        self.give_way()
    }

    fn compare(&mut self, other: Claim) -> Option<Ballot> {
        match self.candidacy {
            Some(own) if own > other => Some(Ballot::Candidate(own)),
            Some(_) => self.give_way(),
            None => {
                self.silence = 0;
                None
            }
        }
    }

    fn give_way(&mut self) -> Option<Ballot> {
        self.role = Role::Follower;
        self.candidacy = None;
        self.silence = 0;
        None
    }

    /// Leads no longer, for its tab goes away.
    pub fn leave(&mut self) -> Option<Ballot> {
        let led = self.role == Role::Leader;
        self.give_way();
        led.then_some(Ballot::Left)
    }

    /// Leads no longer, and never again: another tab may know more.
    pub fn retire(&mut self) -> Option<Ballot> {
        self.retired = true;
        self.leave()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::{Ballot, Election, PATIENCE, Role, Uuid};

    /// Tabs that hear each other, but for those that are asleep: those hear it all on waking.
    struct Tabs {
        all: Vec<Election>,
        missed: Vec<VecDeque<Ballot>>,
        asleep: Vec<usize>,
    }

    impl Tabs {
        fn new(count: usize) -> Self {
            let all = (1..=count as u128).map(|tab| Election::new(Uuid::from_u128(tab))).collect();
            Self { all, missed: vec![VecDeque::new(); count], asleep: Vec::new() }
        }

        fn tell(&mut self, from: usize, ballot: Option<Ballot>) {
            let Some(ballot) = ballot else { return };
            for (tab, missed) in self.missed.iter_mut().enumerate() {
                if tab != from {
                    missed.push_back(ballot);
                }
            }
            self.deliver();
        }

        fn deliver(&mut self) {
            for tab in (0..self.all.len()).filter(|tab| !self.asleep.contains(tab)).collect::<Vec<_>>() {
                while let Some(ballot) = self.missed[tab].pop_front() {
                    let answer = self.all[tab].hear(ballot);
                    self.tell(tab, answer);
                }
            }
        }

        fn each(&mut self, step: impl Fn(&mut Election) -> Option<Ballot>) {
            for tab in (0..self.all.len()).filter(|tab| !self.asleep.contains(tab)).collect::<Vec<_>>() {
                let said = step(&mut self.all[tab]);
                self.tell(tab, said);
            }
        }

        fn elect(&mut self) {
            self.each(Election::stand);
            self.each(Election::count);
        }

        fn beats(&mut self, count: u8) {
            for _ in 0..count {
                self.each(Election::beat);
                self.each(Election::count);
            }
        }

        fn wake(&mut self) {
            self.asleep.clear();
            self.deliver();
        }

        fn leaders(&self) -> Vec<usize> {
            (0..self.all.len()).filter(|tab| self.all[*tab].role() == Role::Leader).collect()
        }
    }

    #[test]
    fn of_many_that_open_at_once_one_leads() {
        let mut tabs = Tabs::new(8);
        tabs.elect();
        assert_eq!(tabs.leaders(), [7]);
        assert!(tabs.all.iter().all(|tab| tab.leader() == tabs.all[7].leader()));
    }

    #[test]
    fn one_that_opens_later_follows() {
        let mut tabs = Tabs::new(3);
        tabs.asleep = vec![1, 2];
        tabs.elect();
        tabs.wake();
        for tab in [1, 2] {
            let said = tabs.all[tab].stand();
            tabs.tell(tab, said);
        }
        tabs.each(Election::count);
        assert_eq!(tabs.leaders(), [0]);
    }

    #[test]
    fn one_that_closes_is_succeeded_at_once() {
        let mut tabs = Tabs::new(4);
        tabs.elect();
        let left = tabs.all[3].leave();
        tabs.asleep = vec![3];
        tabs.tell(3, left);
        tabs.each(Election::count);
        assert_eq!(tabs.leaders(), [2]);
    }

    #[test]
    fn one_that_is_blocked_is_succeeded_and_follows_on_waking() {
        let mut tabs = Tabs::new(3);
        tabs.elect();
        tabs.asleep = vec![2];
        tabs.beats(PATIENCE);
        assert_eq!(tabs.leaders(), [2], "nobody has waited long enough");
        tabs.beats(1);
        assert_eq!(tabs.leaders(), [0, 2]);
        // It has not heard anything yet, and says that it leads.
        let said = tabs.all[2].beat();
        tabs.tell(2, said);
        tabs.wake();
        assert_eq!(tabs.leaders(), [0]);
    }

    #[test]
    fn one_whose_timers_hardly_run_goes_on_leading() {
        let mut tabs = Tabs::new(2);
        tabs.elect();
        for _ in 0..60 {
            let said = tabs.all[0].beat();
            tabs.tell(0, said);
        }
        assert_eq!(tabs.leaders(), [1]);
    }

    #[test]
    fn one_that_knows_too_little_leads_no_more() {
        let mut tabs = Tabs::new(2);
        tabs.elect();
        let left = tabs.all[1].retire();
        tabs.tell(1, left);
        tabs.each(Election::count);
        assert_eq!(tabs.leaders(), [0]);
        tabs.asleep = vec![0];
        tabs.beats(3 * PATIENCE);
        tabs.wake();
        assert_eq!(tabs.leaders(), [0]);
    }
}
