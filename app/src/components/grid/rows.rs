//! The rows of a sheet: each follows its own memo, so that a typed cell repaints its row.

use leptos::prelude::*;

use super::model::{Banner, Cell, Draft, DraftState, Kind, NEW_ROW, Row, RowKey};
use super::screen::{row_id, row_name};
use super::sheet::Sheet;

/// A line of the body: a row, or the banner across all columns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum BodyLine {
    Row(RowKey),
    Banner,
}

/// Rows with the banner in its place.
pub(super) fn body_lines(rows: Vec<RowKey>, banner: Option<&Banner>) -> Vec<BodyLine> {
    let place = banner.map(|banner| {
        let last = rows.iter().position(|key| *key == NEW_ROW).unwrap_or(rows.len());
        banner.before.and_then(|before| rows.iter().position(|key| *key == before)).unwrap_or(last)
    });
    let mut lines: Vec<BodyLine> = rows.into_iter().map(BodyLine::Row).collect();
    if let Some(place) = place {
        lines.insert(place, BodyLine::Banner);
    }
    lines
}

/// A place for a row. Its elements stay where they are: what changes is which row it
/// shows, so that a row that moves, or a long sheet that scrolls, only rewrites cells.
#[component]
pub(super) fn GridRow(sheet: Sheet, key: Signal<RowKey>) -> impl IntoView {
    let row = Memo::new(move |_| sheet.row.run(key.get()));
    let drafts = Memo::new(move |_| sheet.drafts.of_row(key.get()));
    settle_pending(sheet, key, row, drafts);
    let index = move || {
        let key = key.get();
        let place = sheet.order.with(|order| order.iter().position(|other| *other == key).unwrap_or(order.len()));
        (place + 2).to_string()
    };
    view! {
        <tr
            id=move || row_id(sheet, key.get())
            role="row"
            data-row=move || row_name(key.get())
            aria-rowindex=index
            data-lifted=move || (sheet.lifted.get() == Some(key.get())).then_some("")
            class=move || row.with(|row| ["grid__row ", row.class].concat())
        >
            {move || cells(sheet, row.get(), &drafts.get())}
        </tr>
    }
}

fn cells(sheet: Sheet, row: Row, drafts: &[(usize, Draft)]) -> Vec<AnyView> {
    let columns =
        sheet.columns.with_value(|all| all.iter().map(|column| (column.class, column.kind)).collect::<Vec<_>>());
    let mut given = row.cells.into_iter();
    let cells = columns.into_iter().enumerate();
    cells
        .map(|(col, (class, kind))| {
            let draft = drafts.iter().find(|(at, _)| *at == col).map(|(_, draft)| draft);
            drawn(sheet, col, class, kind, given.next().unwrap_or_default(), draft)
        })
        .collect()
}

fn drawn(sheet: Sheet, col: usize, class: &'static str, kind: Kind, cell: Cell, draft: Option<&Draft>) -> AnyView {
    let state = match draft.map(|draft| &draft.state) {
        None => "",
        Some(DraftState::Pending) => " cell--pending",
        Some(DraftState::Assumed(_)) => " cell--assumed",
        Some(DraftState::Refused(_) | DraftState::Conflict(_)) => " cell--wrong",
    };
    let wrong = draft.is_some_and(|draft| draft.state.is_wrong());
    let text = draft.map_or(cell.text, |draft| draft.text.clone());
    // A cell that says nothing names no row.
    let role = if col == sheet.head_col && !text.is_empty() { "rowheader" } else { "gridcell" };
    let figure = if kind == Kind::Figure { " cell--figure" } else { "" };
    let inside = if cell.link.is_empty() {
        text.into_any()
    } else {
        view! { <a href=cell.link tabindex="-1">{text}</a> }.into_any()
    };
    let locked = (kind == Kind::Fixed).then_some("true");
    view! {
        <td
            data-cell=""
            role=role
            aria-colindex=(col + 1).to_string()
            class=["cell ", class, figure, state, " ", cell.class].concat()
            aria-invalid=wrong.then_some("true")
            aria-readonly=locked
            title=Some(cell.hint).filter(|hint| !hint.is_empty())
        >
            <span class="cell__text">{inside}</span>
            {Some(cell.second).filter(|second| !second.is_empty()).map(|second| view! { <small>{second}</small> })}
        </td>
    }
    .into_any()
}

/// Drops what was only waiting for the row to say it, and what was assumed and is no
/// longer so. A row that changed may take what it refused before.
fn settle_pending(sheet: Sheet, key: Signal<RowKey>, row: Memo<Row>, drafts: Memo<Vec<(usize, Draft)>>) {
    Effect::new(move || {
        for (col, draft) in drafts.get() {
            let said = row.with(|row| row.cells.get(col).is_some_and(|cell| cell.text == draft.text));
            let over = match draft.state {
                DraftState::Pending => said,
                DraftState::Assumed(_) => !said,
                DraftState::Refused(_) | DraftState::Conflict(_) => false,
            };
            if over {
                sheet.drafts.drop(key.get_untracked(), col);
            }
        }
    });
    Effect::new(move || {
        row.track();
        sheet.retry(key.get_untracked());
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_banner_stands_above_its_row_or_after_the_last_one() {
        let rows = vec![Uuid::from_u128(1), Uuid::from_u128(2), NEW_ROW];
        let banner = |before| Banner { before, text: String::new() };
        let place =
            |banner: &Banner| body_lines(rows.clone(), Some(banner)).iter().position(|line| *line == BodyLine::Banner);
        assert_eq!(place(&banner(Some(Uuid::from_u128(2)))), Some(1));
        assert_eq!(place(&banner(None)), Some(2));
        assert_eq!(body_lines(rows.clone(), None).len(), 3);
    }
}
