//! What a sheet shows and what it asks: values between the grid and the page that uses it.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use super::block::Block;
use super::keys::Way;

/// The id of a row, whatever kind of row it is.
pub type RowKey = Uuid;

/// The blank row at the end, where a new one is begun.
pub const NEW_ROW: RowKey = Uuid::nil();

/// What one may do in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Derived: read only.
    Fixed,
    Text,
    Figure,
    /// One of a list.
    Choice,
    /// Enter or a click asks the page for something.
    Action,
    /// Where the row itself is taken to be moved.
    Handle,
}

impl Kind {
    #[must_use]
    pub fn is_typed(self) -> bool {
        matches!(self, Self::Text | Self::Figure)
    }

    #[must_use]
    pub fn is_written(self) -> bool {
        self.is_typed() || self == Self::Choice
    }
}

/// An option of a [`Kind::Choice`]: `value` is what the cell shows and what is pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

#[derive(Clone)]
pub struct Column {
    /// At the head.
    pub title: &'static str,
    /// Said in full.
    pub name: &'static str,
    /// Its width and whether it stays in place.
    pub class: &'static str,
    pub kind: Kind,
    pub choices: Option<Signal<Arc<[Choice]>>>,
}

impl Column {
    #[must_use]
    pub fn new(title: &'static str, name: &'static str, class: &'static str, kind: Kind) -> Self {
        Self { title, name, class, kind, choices: None }
    }

    #[must_use]
    pub fn choosing(self, choices: Signal<Arc<[Choice]>>) -> Self {
        Self { kind: Kind::Choice, choices: Some(choices), ..self }
    }
}

/// A cell as the plan has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What is typed, copied and compared.
    pub text: String,
    /// Under it, derived and muted.
    pub second: String,
    /// On hover.
    pub hint: String,
    /// Where it leads, if it is a link.
    pub link: String,
    /// `cell--…`
    pub class: &'static str,
}

impl Cell {
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    #[must_use]
    pub fn over(self, second: impl Into<String>) -> Self {
        Self { second: second.into(), ..self }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// How the row is called aloud.
    pub name: String,
    pub class: &'static str,
}

/// A line across the sheet, above a row; below all of them when `before` is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banner {
    pub before: Option<RowKey>,
    pub text: String,
}

/// What a person wrote in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub row: RowKey,
    /// Which of the new rows, where `row` is [`NEW_ROW`].
    pub line: usize,
    pub col: usize,
    pub text: String,
    /// What the cell showed when they began.
    pub seen: String,
}

/// Why an edit was refused: one sentence, and the article it rests on, if any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    pub text: String,
    /// `8.1.3`: the anchor of the rule in *Criterios de la UPP*.
    pub article: &'static str,
}

impl From<String> for Why {
    fn from(text: String) -> Self {
        Self { text, article: "" }
    }
}

/// What the page made of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Taken; the cell will show this.
    Accepted { shown: String },
    /// What was typed stays.
    Refused { why: Why },
    /// Someone else's value is at stake: theirs or mine.
    Conflict { why: Why },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The row of the edit, or the one it made.
    pub row: RowKey,
    pub verdict: Verdict,
}

/// What the sheet asks for that is no edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    Action(RowKey, usize),
    /// The row itself is to move.
    Lift(RowKey, Way),
    Withdraw(RowKey),
}

/// What was typed and is not, or not yet, in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub text: String,
    pub state: DraftState,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftState {
    /// Sent; the row does not say it yet.
    Pending,
    Refused(Why),
    Conflict(Why),
}

impl DraftState {
    /// The sentence, if something is wrong.
    #[must_use]
    pub fn why(&self) -> Option<&Why> {
        match self {
            Self::Pending => None,
            Self::Refused(why) | Self::Conflict(why) => Some(why),
        }
    }
}

/// Everything typed that the plan does not show, by row and column.
#[derive(Clone, Copy)]
pub struct Drafts(RwSignal<BTreeMap<(RowKey, usize), Draft>>);

impl Default for Drafts {
    fn default() -> Self {
        Self(RwSignal::new(BTreeMap::new()))
    }
}

impl Drafts {
    pub fn put(self, row: RowKey, col: usize, draft: Draft) {
        self.0.update(|all| {
            all.insert((row, col), draft);
        });
    }

    pub fn drop(self, row: RowKey, col: usize) {
        if self.0.with_untracked(|all| all.contains_key(&(row, col))) {
            self.0.update(|all| {
                all.remove(&(row, col));
            });
        }
    }

    /// Takes the answers to some edits, in the same order; returns how many were refused.
    pub fn settle(self, edits: &[Edit], answers: Vec<Answer>, shown: impl Fn(RowKey, usize) -> String) -> usize {
        let mut wrong = 0;
        self.0.update(|all| {
            for (edit, answer) in edits.iter().zip(answers) {
                all.remove(&(edit.row, edit.col));
                let (text, state) = match answer.verdict {
                    Verdict::Accepted { shown: text } if text == shown(answer.row, edit.col) => continue,
                    Verdict::Accepted { shown } => (shown, DraftState::Pending),
                    Verdict::Refused { why } => (edit.text.clone(), DraftState::Refused(why)),
                    Verdict::Conflict { why } => (edit.text.clone(), DraftState::Conflict(why)),
                };
                wrong += usize::from(state != DraftState::Pending);
                all.insert((answer.row, edit.col), Draft { text, state });
            }
        });
        wrong
    }

    /// Those of one row.
    #[must_use]
    pub fn of_row(self, row: RowKey) -> Vec<(usize, Draft)> {
        self.0.with(|all| {
            all.range((row, 0)..=(row, usize::MAX)).map(|((_, col), draft)| (*col, draft.clone())).collect()
        })
    }

    #[must_use]
    pub fn get(self, row: RowKey, col: usize) -> Option<Draft> {
        self.0.with(|all| all.get(&(row, col)).cloned())
    }

    #[must_use]
    pub fn get_untracked(self, row: RowKey, col: usize) -> Option<Draft> {
        self.0.with_untracked(|all| all.get(&(row, col)).cloned())
    }

    /// Places of what is wrong.
    #[must_use]
    pub fn wrong(self) -> Vec<(RowKey, usize)> {
        self.0
            .with(|all| all.iter().filter(|(_, draft)| draft.state.why().is_some()).map(|(place, _)| *place).collect())
    }
}

/// What a paste left aside, until the person has seen it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tray {
    pub headings: Vec<String>,
    pub left_out: Block,
    /// How many cells fell on columns that are not written.
    pub fixed: usize,
}
