//! What a sheet shows and what it asks: values between the grid and the page that uses it.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::texto::fold;
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

impl Choice {
    /// The one that the letters typed so far mean: named so in full, else the first that
    /// begins so, by what is read in the list or by what the cell would show.
    #[must_use]
    pub fn meant<'a>(all: &'a [Self], typed: &str) -> Option<&'a Self> {
        let typed = fold(typed);
        let find = |fits: fn(&str, &str) -> bool| {
            all.iter().find(|one| fits(&fold(&one.label), &typed) || fits(&fold(&one.value), &typed))
        };
        find(|text, typed| text == typed).or_else(|| find(|text, typed| text.starts_with(typed)))
    }
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
    /// What the cell showed when it was written; none once the server had the last word.
    pub seen: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftState {
    /// Sent; the row does not say it yet.
    Pending,
    /// In the plan, but chosen by the program: it waits for the person to choose.
    Assumed(Why),
    Refused(Why),
    Conflict(Why),
}

impl DraftState {
    /// The sentence, if there is something to say.
    #[must_use]
    pub fn why(&self) -> Option<&Why> {
        match self {
            Self::Pending => None,
            Self::Assumed(why) | Self::Refused(why) | Self::Conflict(why) => Some(why),
        }
    }

    #[must_use]
    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Conflict(_))
    }
}

/// What came of some edits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// How many were refused.
    pub wrong: usize,
    /// Those of new rows that found no place in the sheet.
    pub left: Vec<(Edit, Why)>,
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

    /// Takes the answers to some edits, in the same order. Of new rows that could not be
    /// begun the blank one keeps the first: the others are left for the caller to keep.
    pub fn settle(self, edits: &[Edit], answers: Vec<Answer>, shown: impl Fn(RowKey, usize) -> String) -> Settled {
        let mut settled = Settled::default();
        let mut kept = None;
        self.0.update(|all| {
            for edit in edits {
                all.remove(&(edit.row, edit.col));
            }
            for (edit, answer) in edits.iter().zip(answers) {
                let (text, state) = match answer.verdict {
                    Verdict::Accepted { shown: text } if text == shown(answer.row, edit.col) => continue,
                    Verdict::Accepted { shown } => (shown, DraftState::Pending),
                    Verdict::Refused { why } => (edit.text.clone(), DraftState::Refused(why)),
                    Verdict::Conflict { why } => (edit.text.clone(), DraftState::Conflict(why)),
                };
                settled.wrong += usize::from(state != DraftState::Pending);
                if answer.row == NEW_ROW && *kept.get_or_insert(edit.line) != edit.line {
                    settled.left.push((edit.clone(), state.why().cloned().unwrap_or_default()));
                    continue;
                }
                all.insert((answer.row, edit.col), Draft { text, state, seen: Some(edit.seen.clone()) });
            }
        });
        settled
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

    /// What is wrong and was never sent: nothing else knows of it.
    #[must_use]
    pub fn refused_here(self) -> BTreeMap<(RowKey, usize), Draft> {
        let here = |draft: &Draft| draft.state.is_wrong() && draft.seen.is_some();
        self.0.with(|all| all.iter().filter(|(_, draft)| here(draft)).map(|(at, draft)| (*at, draft.clone())).collect())
    }

    /// Whether what is typed there is what the server refused.
    #[must_use]
    pub fn is_refused_there(self, row: RowKey, col: usize) -> bool {
        self.0.with(|all| all.get(&(row, col)).is_some_and(|draft| draft.state.is_wrong() && draft.seen.is_none()))
    }

    /// Places of what is wrong.
    #[must_use]
    pub fn wrong(self) -> Vec<(RowKey, usize)> {
        self.0.with(|all| all.iter().filter(|(_, draft)| draft.state.is_wrong()).map(|(place, _)| *place).collect())
    }
}

/// What a paste left aside, until the person has seen it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tray {
    pub headings: Vec<String>,
    pub left_out: Block,
    /// Why rows among them could not be begun, each reason once.
    pub refused: Vec<String>,
    /// How many cells fell on columns that are not written.
    pub fixed: usize,
}

impl Tray {
    /// Adds the rows that could not be begun, from the column where they were pasted.
    pub fn keep(&mut self, left: &[(Edit, Why)], first: usize) {
        for row in left.chunk_by(|(one, _), (next, _)| one.line == next.line) {
            let mut cells = Vec::new();
            for (edit, why) in row {
                let place = edit.col.saturating_sub(first);
                cells.resize(cells.len().max(place + 1), String::new());
                cells[place].clone_from(&edit.text);
                if !self.refused.contains(&why.text) {
                    self.refused.push(why.text.clone());
                }
            }
            self.left_out.rows.push(cells);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_mean_the_option_named_so_before_the_first_that_begins_so() {
        let options = [
            ("00", "00 Recursos Ordinarios"),
            ("08", "08 Impuestos Municipales"),
            ("Metro cuadrado", "Metro cuadrado"),
            ("Metro", "Metro"),
            ("importe", "Por importe"),
        ];
        let all = options.map(|(value, label)| Choice { value: value.into(), label: label.into() });
        let meant = |typed| Choice::meant(&all, typed).map(|one| one.value.as_str());
        assert_eq!([meant("0"), meant("08")], [Some("00"), Some("08")]);
        assert_eq!(
            [meant("met"), meant("METRO"), meant("metro c")],
            [Some("Metro cuadrado"), Some("Metro"), Some("Metro cuadrado")]
        );
        assert_eq!([meant("i"), meant("por i"), meant("x")], [Some("importe"), Some("importe"), None]);
    }

    #[test]
    fn of_new_rows_refused_the_blank_one_keeps_the_first_and_none_is_lost() {
        Owner::new().with(|| {
            let edit = |line, col, text: &str| Edit { row: NEW_ROW, line, col, text: text.into(), seen: String::new() };
            let edits = [edit(0, 0, "232711"), edit(1, 0, "2.3.1"), edit(2, 0, "x"), edit(2, 3, "08")];
            let refused = |why: &str| Answer { row: NEW_ROW, verdict: Verdict::Refused { why: why.to_owned().into() } };
            let made = Answer { row: Uuid::from_u128(1), verdict: Verdict::Accepted { shown: "2.3.1".into() } };
            let answers = vec![refused("Ambiguo."), made, refused("No está."), refused("No está.")];
            let drafts = Drafts::default();
            let settled = drafts.settle(&edits, answers, |_, _| "2.3.1".to_owned());
            assert_eq!(drafts.get_untracked(NEW_ROW, 0).map(|draft| draft.text), Some("232711".to_owned()));
            assert_eq!(settled.wrong, 3);
            let mut tray = Tray::default();
            tray.keep(&settled.left, 0);
            assert_eq!(tray.left_out.rows, [["x", "", "", "08"]]);
            assert_eq!(tray.refused, ["No está."]);
        });
    }
}
