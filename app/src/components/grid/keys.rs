//! What a key means, in the sheet and while a cell is being edited.

use super::paste::Fill;
use super::selection::{Motion, Reach};

/// A key with its modifiers (Ctrl and Cmd are one).
#[derive(Clone, Copy, Debug, Default)]
pub struct Key<'a> {
    pub name: &'a str,
    pub ctrl: bool,
    pub shift: bool,
    pub alt: bool,
}

/// Which way along the reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Back,
    On,
}

/// What a key asks of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Move(Motion, Reach),
    /// Enter: edits where one cannot go on typing, otherwise goes down or up.
    Enter(Way),
    Tab(Way),
    /// F2: edits what is there.
    Edit,
    /// A letter: replaces what is there.
    Type,
    Clear,
    Escape,
    All,
    Fill(Fill),
    /// Alt+↑ and Alt+↓: the row itself moves.
    Lift(Way),
    /// Ctrl+−: the row is withdrawn.
    Withdraw,
}

/// What a key means on a cell; `None`: it is the browser's.
#[must_use]
pub fn on_cell(key: Key) -> Option<Act> {
    let reach = if key.shift { Reach::Extend } else { Reach::Move };
    let way = if key.shift { Way::Back } else { Way::On };
    if key.alt {
        return match key.name {
            "ArrowUp" => Some(Act::Lift(Way::Back)),
            "ArrowDown" => Some(Act::Lift(Way::On)),
            _ => None,
        };
    }
    if let Some(motion) = motion(key) {
        return Some(Act::Move(motion, reach));
    }
    match key.name {
        "Enter" => Some(Act::Enter(way)),
        "Tab" if !key.ctrl => Some(Act::Tab(way)),
        "F2" => Some(Act::Edit),
        "Delete" | "Backspace" => Some(Act::Clear),
        "Escape" => Some(Act::Escape),
        _ if key.ctrl => on_ctrl(key.name),
        _ if is_letter(key.name) => Some(Act::Type),
        _ => None,
    }
}

fn on_ctrl(name: &str) -> Option<Act> {
    match name {
        "a" | "A" => Some(Act::All),
        "d" | "D" => Some(Act::Fill(Fill::Down)),
        "r" | "R" => Some(Act::Fill(Fill::Right)),
        "-" => Some(Act::Withdraw),
        _ => None,
    }
}

fn is_letter(name: &str) -> bool {
    name == "Dead" || name == "Process" || name.chars().count() == 1 && name != " "
}

fn motion(key: Key) -> Option<Motion> {
    Some(match (key.name, key.ctrl) {
        ("ArrowUp", false) => Motion::Up,
        ("ArrowDown", false) => Motion::Down,
        ("ArrowLeft", false) => Motion::Left,
        ("ArrowRight", false) => Motion::Right,
        ("Home", false) | ("ArrowLeft", true) => Motion::RowStart,
        ("End", false) | ("ArrowRight", true) => Motion::RowEnd,
        ("Home" | "ArrowUp", true) => Motion::Start,
        ("End" | "ArrowDown", true) => Motion::End,
        ("PageUp", _) => Motion::PageUp,
        ("PageDown", _) => Motion::PageDown,
        _ => return None,
    })
}

/// How an edit began: typing leaves it on any arrow, F2 moves inside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Typing,
    Inside,
}

/// What a key asks while a cell is being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditAct {
    Cancel,
    /// Keeps what was typed and goes on.
    Commit(Act),
}

/// What a key means in the editor; `None`: it is the editor's.
#[must_use]
pub fn on_editor(key: Key, mode: Mode) -> Option<EditAct> {
    match key.name {
        "Escape" => Some(EditAct::Cancel),
        "Enter" if key.alt => None,
        "Enter" | "Tab" => on_cell(key).map(EditAct::Commit),
        "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" if mode == Mode::Typing && !key.ctrl && !key.shift => {
            on_cell(key).map(EditAct::Commit)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Key<'_> {
        Key { name, ..Key::default() }
    }

    #[test]
    fn letters_and_digits_replace_and_f2_keeps() {
        assert_eq!(on_cell(key("7")), Some(Act::Type));
        assert_eq!(on_cell(key("ñ")), Some(Act::Type));
        assert_eq!(on_cell(key("F2")), Some(Act::Edit));
        assert_eq!(on_cell(key("F5")), None);
        assert_eq!(on_cell(Key { ctrl: true, ..key("c") }), None, "copying is the browser's");
    }

    #[test]
    fn shift_extends_and_alt_moves_the_row() {
        assert_eq!(on_cell(Key { shift: true, ..key("ArrowDown") }), Some(Act::Move(Motion::Down, Reach::Extend)));
        assert_eq!(on_cell(Key { alt: true, ..key("ArrowDown") }), Some(Act::Lift(Way::On)));
        assert_eq!(on_cell(Key { ctrl: true, ..key("Home") }), Some(Act::Move(Motion::Start, Reach::Move)));
    }

    #[test]
    fn arrows_leave_what_is_typed_and_stay_inside_what_is_edited() {
        let down = Some(EditAct::Commit(Act::Move(Motion::Down, Reach::Move)));
        assert_eq!(on_editor(key("ArrowDown"), Mode::Typing), down);
        assert_eq!(on_editor(key("ArrowDown"), Mode::Inside), None);
        assert_eq!(on_editor(key("Escape"), Mode::Typing), Some(EditAct::Cancel));
        assert_eq!(on_editor(key("a"), Mode::Typing), None);
    }
}
