//! The sheet's elements: finding a cell, focusing it, marking what is selected, and
//! laying the editor over it. It reads and marks the page; it decides nothing.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, EventTarget, HtmlElement, NodeList};

use super::model::{NEW_ROW, RowKey};
use super::selection::{Pos, Selection};
use super::sheet::Sheet;
use super::window::{View, Window};

/// How a row's element is told apart.
pub(super) fn row_name(key: RowKey) -> String {
    if key == NEW_ROW { "nueva".to_owned() } else { key.to_string() }
}

/// The row of such a name.
pub(super) fn row_key(name: &str) -> Option<RowKey> {
    if name == "nueva" { Some(NEW_ROW) } else { name.parse().ok() }
}

/// Id of a row's element.
pub(super) fn row_id(sheet: Sheet, key: RowKey) -> String {
    part_id(sheet, &row_name(key))
}

/// Id of a part of the sheet.
pub(super) fn part_id(sheet: Sheet, part: &str) -> String {
    [sheet.id, "-", part].concat()
}

pub(super) fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

fn part(sheet: Sheet, name: &str) -> Option<HtmlElement> {
    by_id(&part_id(sheet, name))
}

/// The element of a cell, if its row is in the page.
fn cell(sheet: Sheet, key: RowKey, col: usize) -> Option<HtmlElement> {
    let row = by_id(&row_id(sheet, key))?;
    row.children().item(u32::try_from(col).ok()?)?.dyn_into().ok()
}

/// The cell that an event fell on.
pub(super) fn hit(sheet: Sheet, target: Option<EventTarget>) -> Option<Pos> {
    let element: Element = target?.dyn_into().ok()?;
    let cell = element.closest("[data-cell]").ok()??;
    let col = cell.get_attribute("aria-colindex")?.parse::<usize>().ok()?.checked_sub(1)?;
    let key = cell.parent_element()?.get_attribute("data-row")?;
    let row = sheet.index_of(row_key(&key)?)?;
    Some(Pos { row, col })
}

/// The row under a point of the window.
#[must_use]
pub fn row_at(x: i32, y: i32) -> Option<RowKey> {
    let found = document().element_from_point(to_f32(x), to_f32(y))?.closest("[data-row]").ok()??;
    found.get_attribute("data-row")?.parse().ok()
}

#[expect(clippy::cast_precision_loss, reason = "pixels of a window are far below 2^23")]
fn to_f32(pixels: i32) -> f32 {
    pixels as f32
}

/// Reads how far the sheet is scrolled and how tall its lines are.
pub(super) fn measure(sheet: Sheet) {
    let Some(scroll) = part(sheet, "hoja") else { return };
    let line = scroll.query_selector("tr[data-row]").ok().flatten().and_then(|row| row.dyn_into::<HtmlElement>().ok());
    let pixels = |value: i32| u32::try_from(value).unwrap_or_default();
    let view = View {
        top: pixels(scroll.scroll_top()),
        height: pixels(scroll.client_height()),
        line: line.map_or_else(|| sheet.view.get_untracked().line, |row| pixels(row.offset_height())),
    };
    if sheet.view.get_untracked() != view {
        sheet.view.set(view);
    }
}

/// Scrolls a long sheet so that the cursor's row is in the page.
fn bring(sheet: Sheet, row: usize) {
    let view = sheet.view.get_untracked();
    let Some(scroll) = part(sheet, "hoja") else { return };
    let half = view.height / 2;
    let top = u32::try_from(row).unwrap_or_default().saturating_mul(view.line).saturating_sub(half);
    scroll.set_scroll_top(i32::try_from(top).unwrap_or(i32::MAX));
    measure(sheet);
}

/// Marks the selection and puts the focus on its head.
pub(super) fn focus(sheet: Sheet) {
    paint(sheet);
    let head = sheet.selection.get_untracked().head;
    let Some(key) = sheet.key_at(head.row) else { return };
    if let Some(cell) = cell(sheet, key, head.col) {
        give_focus(&cell);
        return;
    }
    // Until its row is drawn the sheet itself holds the focus, so that no key is lost.
    part(sheet, "hoja").iter().for_each(give_focus);
    bring(sheet, head.row);
    request_animation_frame(move || {
        paint(sheet);
        if sheet.editing.with_untracked(Option::is_none) {
            cell_of_head(sheet).iter().for_each(give_focus);
        }
    });
}

/// The focus is a courtesy: a browser that refuses it loses nothing else.
pub(super) fn give_focus(element: &HtmlElement) {
    let _ = element.focus();
}

/// Into the note of the cell one is on, if it offers something to do.
pub(super) fn enter_note(sheet: Sheet) -> bool {
    let note = part(sheet, "nota").filter(|note| !note.hidden());
    let button = note.and_then(|note| note.query_selector("button").ok().flatten());
    let button = button.and_then(|button| button.dyn_into::<HtmlElement>().ok());
    button.map(|button| give_focus(&button)).is_some()
}

pub(super) fn cell_of_head(sheet: Sheet) -> Option<HtmlElement> {
    let head = sheet.selection.get_untracked().head;
    cell(sheet, sheet.key_at(head.row)?, head.col)
}

/// Whether the focus is in the sheet or on its editor.
pub(super) fn has_focus(sheet: Sheet) -> bool {
    let focused = document().active_element();
    part(sheet, "hoja").is_some_and(|scroll| focused.is_some_and(|element| scroll.contains(Some(&element))))
}

/// Marks what is selected. These attributes belong to this function alone: rows are
/// drawn without them, so that moving the cursor draws no row again.
pub(super) fn paint(sheet: Sheet) {
    let marked = part(sheet, "hoja").and_then(|scroll| scroll.query_selector_all("td[aria-selected]").ok());
    for at in 0..marked.as_ref().map_or(0, NodeList::length) {
        let cell = marked.as_ref().and_then(|marked| marked.get(at)).and_then(|cell| cell.dyn_into().ok());
        cell.iter().for_each(unmark);
    }
    let selection = sheet.selection.get_untracked();
    for (key, pos) in visible(sheet, selection) {
        if let Some(cell) = cell(sheet, key, pos.col) {
            mark(sheet, &cell, key, pos, selection);
        }
    }
}

/// The selected cells whose rows are in the page.
fn visible(sheet: Sheet, selection: Selection) -> Vec<(RowKey, Pos)> {
    let window = Window::of(sheet.view.get_untracked(), sheet.extent().rows);
    let rows = selection.rows().filter(|row| *row == selection.head.row || (window.first..window.last).contains(row));
    rows.filter_map(|row| sheet.key_at(row).map(|key| (key, row)))
        .flat_map(|(key, row)| selection.cols().map(move |col| (key, Pos { row, col })))
        .collect()
}

/// Attributes that cannot be set are only marks: the sheet works without them.
fn mark(sheet: Sheet, cell: &HtmlElement, key: RowKey, pos: Pos, selection: Selection) {
    let _ = cell.set_attribute("aria-selected", "true");
    if pos == selection.head {
        cell.set_tab_index(0);
        let _ = cell.set_attribute("data-head", "");
        if sheet.drafts.get_untracked(key, pos.col).is_some() {
            let _ = cell.set_attribute("aria-describedby", &part_id(sheet, "nota"));
        }
    }
}

fn unmark(cell: &HtmlElement) {
    for name in ["aria-selected", "data-head", "aria-describedby"] {
        let _ = cell.remove_attribute(name);
    }
    cell.set_tab_index(-1);
}

/// How an element is laid over the cell one is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lay {
    /// Over it, as large.
    Over,
    /// Just under it, or above where there is no room for it under.
    Under,
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a window are far below 2^31")]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}

/// How wide a note may be, so that it stays in sight at the right edge.
const NOTE: i32 = 330;
/// Between a cell and its note.
const GAP: i32 = 4;

/// How much of the sheet its sums cover.
fn foot(scroll: &HtmlElement) -> i32 {
    let foot = scroll.query_selector("tfoot").ok().flatten().and_then(|foot| foot.dyn_into::<HtmlElement>().ok());
    foot.map_or(0, |foot| foot.offset_height())
}

/// Where the sheet of that name became smaller, the cell one is on comes back between its head and its sums.
pub fn keep_in_sight(name: &str) {
    let Some(scroll) = by_id(&format!("{name}-hoja")) else { return };
    let part = |selector: &str| scroll.query_selector(selector).ok().flatten();
    let Some(cell) = part("td[data-head]").map(|cell| cell.get_bounding_client_rect()) else { return };
    let area = scroll.get_bounding_client_rect();
    let first = part("thead").map_or(area.top(), |head| head.get_bounding_client_rect().bottom());
    let under = whole(cell.bottom() - area.bottom()) + foot(&scroll);
    let over = whole(first - cell.top());
    if under > 0 {
        scroll.set_scroll_top(scroll.scroll_top() + under);
    } else if over > 0 {
        scroll.set_scroll_top(scroll.scroll_top() - over);
    }
}

/// Lays an element on the head cell. Sizes go through the style object: the content
/// policy refuses style attributes.
pub(super) fn lay(sheet: Sheet, element: &HtmlElement, how: Lay) {
    let Some(cell) = cell_of_head(sheet) else { return };
    let Some(scroll) = part(sheet, "hoja") else { return };
    // By rectangles: what a cell is offset from depends on whether it stays in place.
    let (at, area) = (cell.get_bounding_client_rect(), scroll.get_bounding_client_rect());
    let left = whole(at.left() - area.left()) - scroll.client_left() + scroll.scroll_left();
    let top = whole(at.top() - area.top()) - scroll.client_top() + scroll.scroll_top();
    let room = scroll.scroll_left() + scroll.client_width() - NOTE;
    let style = HtmlElement::style(element);
    let put = |name: &str, pixels: i32| {
        let _ = style.set_property(name, &(pixels.to_string() + "px"));
    };
    put("left", left);
    match how {
        Lay::Over => {
            put("top", top);
            put("min-width", cell.offset_width());
            put("height", cell.offset_height());
        }
        Lay::Under => {
            let below = top + cell.offset_height();
            let end = scroll.scroll_top() + scroll.client_height() - foot(&scroll);
            let above = top - element.offset_height() - 2 * GAP;
            let fits = below + element.offset_height() + GAP <= end || above < scroll.scroll_top();
            put("top", if fits { below } else { above });
            put("left", left.min(room));
        }
    }
}
