//! What the person does on a sheet, from the browser's events to the sheet's acts. All
//! of them are heard on one element: cells carry no listener.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement};

use super::block::Block;
use super::html;
use super::keys::{Act, EditAct, Key, Mode, Way, on_cell, on_editor};
use super::model::{Choice, Gesture, Kind, NEW_ROW};
use super::screen::{self, Lay};
use super::selection::{Motion, Pos, Reach, Selection};
use super::sheet::{Editing, Sheet};

fn key_of<'a>(event: &ev::KeyboardEvent, name: &'a str) -> Key<'a> {
    Key { name, ctrl: event.ctrl_key() || event.meta_key(), shift: event.shift_key(), alt: event.alt_key() }
}

/// A key, on a cell or in the editor.
pub(super) fn keydown(sheet: Sheet, event: &ev::KeyboardEvent) {
    let name = event.key();
    if within(event, ".grid__note") {
        if name == "Escape" {
            event.prevent_default();
            screen::focus(sheet);
        }
        return;
    }
    let key = key_of(event, &name);
    if let Some(editing) = sheet.editing.get_untracked() {
        // While an input method composes, its keys are its own.
        match on_editor(key, editing.mode).filter(|_| !event.is_composing()) {
            Some(EditAct::Cancel) => {
                event.prevent_default();
                sheet.cancel();
                screen::focus(sheet);
            }
            Some(EditAct::Commit(act)) => {
                event.prevent_default();
                commit(sheet);
                perform(sheet, act, "");
            }
            None if sheet.kind(editing.pos.col) == Kind::Choice && on_list(sheet, key) => event.prevent_default(),
            None => {}
        }
        return;
    }
    if let Some(act) = on_cell(key)
        && perform(sheet, act, &name)
    {
        event.prevent_default();
    }
}

/// Ends the edit with what the editor holds.
pub(super) fn commit(sheet: Sheet) {
    let Some(editing) = sheet.editing.get_untracked() else { return };
    sheet.wrote.set_value(true);
    sheet.finish(editor_text(sheet, &editing));
}

/// Carries an act out; `false` leaves the key to the browser.
fn perform(sheet: Sheet, act: Act, name: &str) -> bool {
    let again = act == Act::Escape && sheet.leaving.get_value();
    if !matches!(act, Act::Tab(_) | Act::Enter(_) | Act::Type | Act::Edit) {
        sheet.tab_col.set_value(None);
    }
    if !matches!(act, Act::Tab(_)) {
        sheet.leaving.set_value(act == Act::Escape);
    }
    match act {
        Act::Move(motion, reach) => go(sheet, motion, reach),
        Act::Enter(way) => enter(sheet, way),
        Act::Tab(way) => return tab(sheet, way),
        Act::Edit => {
            edit(sheet, Mode::Inside);
        }
        // The letter itself goes on to the editor, which has the focus by then.
        Act::Type => {
            type_over(sheet, name);
            return false;
        }
        Act::Clear => sheet.clear(),
        Act::Escape => {
            let head = sheet.selection.get_untracked().head;
            select(sheet, Selection::at(head));
            return !again;
        }
        Act::All => {
            let extent = sheet.extent();
            let last = extent.step(Pos::default(), Motion::End);
            sheet.place(Selection { anchor: Pos::default(), head: last });
            screen::paint(sheet);
        }
        Act::Fill(direction) => sheet.fill(direction),
        Act::Lift(way) => return gesture(sheet, |key| Gesture::Lift(key, way)),
        Act::Withdraw => return gesture(sheet, Gesture::Withdraw),
    }
    true
}

fn gesture(sheet: Sheet, of: impl Fn(super::model::RowKey) -> Gesture) -> bool {
    let row = sheet.selection.get_untracked().head.row;
    let key = sheet.key_at(row).filter(|key| *key != NEW_ROW);
    key.map(|key| sheet.gesture.run(of(key))).is_some()
}

/// Moves the selection and the focus with it.
pub(super) fn select(sheet: Sheet, selection: Selection) {
    sheet.place(selection);
    screen::focus(sheet);
}

fn go(sheet: Sheet, motion: Motion, reach: Reach) {
    let selection = sheet.selection.get_untracked();
    select(sheet, selection.to(sheet.extent().step(selection.head, motion), reach));
}

/// Down, or up with Shift; under where a run of Tabs began. On a list or a link it acts.
fn enter(sheet: Sheet, way: Way) {
    let head = sheet.selection.get_untracked().head;
    let was_tabbing = sheet.tab_col.try_update_value(Option::take).flatten();
    let motion = if way == Way::On { Motion::Down } else { Motion::Up };
    let next = sheet.extent().step(Pos { col: was_tabbing.unwrap_or(head.col), ..head }, motion);
    match sheet.kind(head.col) {
        Kind::Action if was_tabbing.is_none() => {
            gesture(sheet, |key| Gesture::Action(key, head.col));
        }
        Kind::Choice | Kind::Text if next.row == head.row && way == Way::On => {
            edit(sheet, Mode::Inside);
        }
        _ => select(sheet, Selection::at(next)),
    }
}

/// Along the reading order; from a cell with something wrong, into its note. Past either end, and after Escape, it leaves the sheet.
fn tab(sheet: Sheet, way: Way) -> bool {
    let head = sheet.selection.get_untracked().head;
    if sheet.leaving.try_update_value(std::mem::take).unwrap_or_default() {
        return false;
    }
    let next = match way {
        Way::On => sheet.extent().after(head),
        Way::Back => sheet.extent().before(head),
    };
    if way == Way::On && sheet.tab_col.get_value().is_none() && screen::enter_note(sheet) {
        return true;
    }
    let Some(next) = next else { return false };
    if sheet.tab_col.get_value().is_none() || next.row != head.row {
        sheet.tab_col.set_value(Some(if next.row == head.row { head.col } else { next.col }));
    }
    select(sheet, Selection::at(next));
    true
}

fn type_over(sheet: Sheet, name: &str) {
    if let Some(editing) = edit(sheet, Mode::Typing)
        && sheet.kind(editing.pos.col) == Kind::Choice
    {
        seek(sheet, name);
    }
}

/// Opens the editor on the head cell. What was typed and refused is there to be mended.
pub(super) fn edit(sheet: Sheet, mode: Mode) -> Option<Editing> {
    let head = sheet.selection.get_untracked().head;
    sheet.place(Selection::at(head));
    screen::paint(sheet);
    let listed = sheet.kind(head.col) == Kind::Choice;
    // In a list the arrows choose.
    let editing = sheet.begin(if listed { Mode::Inside } else { mode })?;
    let shown = sheet.shown(editing.row, editing.pos.col);
    if listed {
        sheet.sought.set_value(String::new());
        open_list(sheet, editing.clone(), shown);
        return Some(editing);
    }
    let input: HtmlInputElement = screen::by_id(&screen::part_id(sheet, "editor"))?.dyn_into().ok()?;
    input.set_value(if mode == Mode::Typing { "" } else { &shown });
    // Before the focus, which opens the keyboard of a telephone.
    let keyboard = if sheet.kind(head.col) == Kind::Figure { "decimal" } else { "text" };
    let _ = input.set_attribute("inputmode", keyboard);
    input.set_hidden(false);
    screen::lay(sheet, &input, Lay::Over);
    screen::give_focus(&input);
    Some(editing)
}

/// The options are drawn first, then shown, unless the edit has ended by then.
fn open_list(sheet: Sheet, editing: Editing, shown: String) {
    request_animation_frame(move || {
        let still = sheet.editing.with_untracked(|now| now.as_ref() == Some(&editing));
        let Some(list) = list(sheet).filter(|_| still) else { return };
        list.set_hidden(false);
        let value = sought(sheet).unwrap_or(shown);
        if list.value().is_empty() || !value.is_empty() {
            list.set_value(&value);
        }
        screen::lay(sheet, &list, Lay::Over);
        screen::give_focus(&list);
    });
}

/// A key on an open list; `false` leaves it to the browser, whose arrows choose.
fn on_list(sheet: Sheet, key: Key) -> bool {
    let goes_on = key.name == " " && sheet.sought.with_value(|sought| !sought.is_empty());
    if goes_on || on_cell(key) == Some(Act::Type) {
        seek(sheet, key.name);
        return true;
    }
    sheet.sought.set_value(String::new());
    false
}

/// Letters gather while they mean an option; one that does not go on begins again. The
/// browser's own search would not have the first, which fell on the cell.
fn seek(sheet: Sheet, letter: &str) {
    let means = |typed: &str| choices(sheet).is_some_and(|all| Choice::meant(&all, typed).is_some());
    let longer = sheet.sought.get_value() + letter;
    let Some(typed) = [longer, letter.to_owned()].into_iter().find(|typed| means(typed)) else { return };
    sheet.sought.set_value(typed);
    if let (Some(list), Some(value)) = (list(sheet), sought(sheet)) {
        list.set_value(&value);
    }
}

/// The option that the letters typed mean.
fn sought(sheet: Sheet) -> Option<String> {
    let typed = sheet.sought.get_value();
    let all = choices(sheet).filter(|_| !typed.is_empty())?;
    Choice::meant(&all, &typed).map(|one| one.value.clone())
}

fn choices(sheet: Sheet) -> Option<Arc<[Choice]>> {
    let col = sheet.editing.get_untracked()?.pos.col;
    let all = sheet.columns.with_value(|columns| columns.get(col).and_then(|column| column.choices))?;
    Some(all.get_untracked())
}

fn list(sheet: Sheet) -> Option<HtmlSelectElement> {
    screen::by_id(&screen::part_id(sheet, "lista"))?.dyn_into().ok()
}

/// Over its cell again, wherever the row is by now.
pub(super) fn lay_editor(sheet: Sheet) {
    for part in ["editor", "lista"] {
        if let Some(editor) = screen::by_id(&screen::part_id(sheet, part)).filter(|editor| !editor.hidden()) {
            screen::lay(sheet, &editor, Lay::Over);
        }
    }
}

/// What was written, even before the list has been drawn.
fn editor_text(sheet: Sheet, editing: &Editing) -> String {
    if sheet.kind(editing.pos.col) == Kind::Choice {
        let chosen = || list(sheet).filter(|list| !list.hidden()).map(|list| list.value());
        return sought(sheet).or_else(chosen).unwrap_or_else(|| sheet.shown(editing.row, editing.pos.col));
    }
    let input = screen::by_id(&screen::part_id(sheet, "editor"));
    input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()).map(|input| input.value()).unwrap_or_default()
}

/// The press of a mouse selects; of a finger, only the tap that follows does.
pub(super) fn pointerdown(sheet: Sheet, event: &ev::PointerEvent) {
    if event.pointer_type() != "mouse" || event.button() != 0 || is_editor(event) {
        return;
    }
    let Some(pos) = screen::hit(sheet, event.target()) else { return };
    commit(sheet);
    let reach = if event.shift_key() { Reach::Extend } else { Reach::Move };
    select(sheet, sheet.selection.get_untracked().to(pos, reach));
    if !is_link(event) {
        event.prevent_default();
    }
}

/// With the button held, the selection grows to the cell under the mouse.
pub(super) fn pointermove(sheet: Sheet, event: &ev::PointerEvent) {
    let selection = sheet.selection.get_untracked();
    let busy = sheet.editing.with_untracked(Option::is_some) || sheet.kind(selection.anchor.col) == Kind::Handle;
    if event.pointer_type() != "mouse" || event.buttons() != 1 || busy {
        return;
    }
    if let Some(pos) = screen::hit(sheet, event.target())
        && pos != selection.head
    {
        select(sheet, selection.to(pos, Reach::Extend));
    }
}

/// A tap selects, a second one on the same cell edits. A click on an action acts.
pub(super) fn click(sheet: Sheet, event: &ev::MouseEvent) {
    if is_editor(event) {
        return;
    }
    let Some(pos) = screen::hit(sheet, event.target()) else { return };
    let touch = event.dyn_ref::<ev::PointerEvent>().is_some_and(|event| event.pointer_type() == "touch");
    let again = sheet.selection.get_untracked() == Selection::at(pos);
    if touch {
        commit(sheet);
        select(sheet, Selection::at(pos));
    }
    if sheet.kind(pos.col) == Kind::Action && !event.shift_key() && !is_link(event) {
        gesture(sheet, |key| Gesture::Action(key, pos.col));
    } else if touch && again {
        edit(sheet, Mode::Inside);
    }
}

pub(super) fn dblclick(sheet: Sheet, event: &ev::MouseEvent) {
    if !is_editor(event) && screen::hit(sheet, event.target()).is_some() {
        edit(sheet, Mode::Inside);
    }
}

fn within(event: &Event, selector: &str) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.and_then(|element| element.closest(selector).ok().flatten()).is_some()
}

fn is_editor(event: &Event) -> bool {
    within(event, ".grid__over")
}

fn is_link(event: &Event) -> bool {
    within(event, "a")
}

/// The editor lost the focus to something else: what was written counts. Whoever types
/// fast may have begun the next edit by then, which is not this one's to end.
pub(super) fn focusout(sheet: Sheet) {
    let Some(left) = sheet.editing.get_untracked() else { return };
    request_animation_frame(move || {
        let focused = document().active_element();
        let editor = focused.is_some_and(|element| element.closest(".grid__over").ok().flatten().is_some());
        // The sheet may be gone by then, with the page it was on.
        let same = sheet.editing.try_with_untracked(|now| now.as_ref() == Some(&left));
        if !editor && same == Some(true) {
            commit(sheet);
        }
    });
}

/// Puts the selection on the clipboard; `false` while a cell is being edited.
pub(super) fn copy(sheet: Sheet, event: &ev::ClipboardEvent) -> bool {
    if sheet.editing.with_untracked(Option::is_some) {
        return false;
    }
    event.prevent_default();
    put(event, &sheet.copied().to_tsv());
    sheet.say("Copiado.");
    true
}

pub(super) fn cut(sheet: Sheet, event: &ev::ClipboardEvent) {
    if copy(sheet, event) {
        sheet.clear();
    }
}

pub(super) fn paste(sheet: Sheet, event: &ev::ClipboardEvent) {
    if sheet.editing.with_untracked(Option::is_some) {
        return;
    }
    event.prevent_default();
    let block = html::table(&taken(event, "text/html")).unwrap_or_else(|| Block::from_tsv(&taken(event, "text/plain")));
    sheet.paste(&block);
}

fn taken(event: &ev::ClipboardEvent, kind: &str) -> String {
    event.clipboard_data().and_then(|data| data.get_data(kind).ok()).unwrap_or_default()
}

fn put(event: &ev::ClipboardEvent, text: &str) {
    if let Some(data) = event.clipboard_data() {
        // Refused only where the page may not copy, and then the browser says so.
        let _ = data.set_data("text/plain", text);
    }
}
