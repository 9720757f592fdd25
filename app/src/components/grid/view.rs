//! The sheet on screen: a table with its head, its body, its sums, and what is beside it.

use leptos::ev;
use leptos::prelude::*;

use super::errors::{Aside, Errors};
use super::events;
use super::model::{Banner, Cell};
use super::over::Over;
use super::rows::{BodyLine, GridRow, body_lines};
use super::screen::{self, part_id};
use super::sheet::Sheet;
use super::window::{View, Window};
use crate::components::page::is_nowhere;

/// How the keys work, for whoever hears the sheet instead of seeing it.
const HELP: &str = "Flechas: moverse. Escribir: reemplaza. F2: editar. Enter: bajar. Suprimir: borrar. \
    Control C y Control V: copiar y pegar bloques. Control D y Control R: llenar hacia abajo y a la derecha. \
    Escape y luego Tab: salir de la hoja. F6: ir a la parte siguiente de la pantalla.";

#[component]
pub fn Grid(
    sheet: Sheet,
    #[prop(into)] label: String,
    /// A line across the sheet.
    #[prop(optional, into)]
    banner: Signal<Option<Banner>>,
    /// Sums, one cell a column; always visible.
    #[prop(optional, into)]
    footer: Option<Signal<Vec<Cell>>>,
) -> impl IntoView {
    let rows = Memo::new(move |_| sheet.lines());
    let lines = Memo::new(move |_| banner.with(|banner| body_lines(rows.get(), banner.as_ref())));
    follow(sheet, lines);
    view! {
        <div class="grid">
            <Errors sheet />
            <Aside sheet />
            <div
                id=part_id(sheet, "hoja")
                class="grid__scroll"
                tabindex="-1"
                on:keydown=move |event| events::keydown(sheet, &event)
                on:pointerdown=move |event| events::pointerdown(sheet, &event)
                on:pointermove=move |event| events::pointermove(sheet, &event)
                on:click=move |event| events::click(sheet, &event)
                on:dblclick=move |event| events::dblclick(sheet, &event)
                on:copy=move |event| {
                    events::copy(sheet, &event);
                }
                on:cut=move |event| events::cut(sheet, &event)
                on:paste=move |event| events::paste(sheet, &event)
                on:scroll=move |_| screen::measure(sheet)
            >
                <table
                    class="grid__table"
                    role="grid"
                    aria-label=label
                    aria-describedby=part_id(sheet, "ayuda")
                    aria-multiselectable="true"
                    aria-readonly=move || (!sheet.open.get()).then_some("true")
                    aria-rowcount=move || (rows.with(Vec::len) + 1).to_string()
                    aria-colcount=sheet.columns.with_value(Vec::len).to_string()
                >
                    <Head sheet />
                    <Body sheet lines banner />
                    {footer.map(|cells| view! { <Foot sheet cells /> })}
                </table>
                <Over sheet />
            </div>
            <p class="hidden-text" id=part_id(sheet, "ayuda")>
                {HELP}
            </p>
            <p class="hidden-text" role="status" aria-live="polite">
                {move || sheet.said.get()}
            </p>
        </div>
    }
}

#[component]
fn Head(sheet: Sheet) -> impl IntoView {
    let columns = sheet.columns.get_value();
    let widths = columns.iter().map(|column| view! { <col class=column.class /> }).collect_view();
    let titles = columns.iter().enumerate().map(|(at, column)| {
        view! {
            <th
                scope="col"
                role="columnheader"
                aria-colindex=(at + 1).to_string()
                class=["cell ", column.class].concat()
                title=column.name
            >
                <span aria-hidden="true">{column.title}</span>
                <span class="hidden-text">{column.name}</span>
            </th>
        }
    });
    view! {
        <colgroup>{widths}</colgroup>
        <thead role="rowgroup">
            <tr role="row" aria-rowindex="1">
                {titles.collect_view()}
            </tr>
        </thead>
    }
}

/// The lines in the page, between two spacers as tall as those that are not.
#[component]
fn Body(sheet: Sheet, lines: Memo<Vec<BodyLine>>, banner: Signal<Option<Banner>>) -> impl IntoView {
    let window = Memo::new(move |_| Window::of(sheet.view.get(), lines.with(Vec::len)));
    // The same elements show other rows now: what is selected is marked again.
    Effect::new(move || {
        window.track();
        request_animation_frame(move || screen::paint(sheet));
    });
    let visible = Memo::new(move |_| {
        let Window { first, last } = window.get();
        lines.with(|lines| lines.get(first..last).unwrap_or_default().to_vec())
    });
    let spacers = move || {
        window.get().spacers(View { line: sheet.view.with(|view| view.line), ..View::default() }, lines.with(Vec::len))
    };
    view! {
        <tbody role="rowgroup">
            <Spacer height=Signal::derive(move || spacers().0) />
            <For each=move || 0..visible.with(Vec::len) key=|place| *place let:place>
                <Line sheet visible place banner />
            </For>
            <Spacer height=Signal::derive(move || spacers().1) />
        </tbody>
    }
}

/// One place of the body: a row, or the banner.
#[component]
fn Line(sheet: Sheet, visible: Memo<Vec<BodyLine>>, place: usize, banner: Signal<Option<Banner>>) -> impl IntoView {
    let key = Memo::new(move |_| {
        visible.with(|lines| match lines.get(place) {
            Some(BodyLine::Row(key)) => Some(*key),
            _ => None,
        })
    });
    let is_row = Memo::new(move |_| key.with(Option::is_some));
    let text = move || banner.with(|banner| banner.as_ref().map(|banner| banner.text.clone()));
    let wide = sheet.columns.with_value(Vec::len).to_string();
    move || {
        if is_row.get() {
            let key = Signal::derive(move || key.get().unwrap_or_default());
            return view! { <GridRow sheet key /> }.into_any();
        }
        view! {
            <tr class="grid__banner" role="row">
                <td role="gridcell" colspan=wide.clone() aria-colspan=wide.clone() aria-colindex="1">
                    <span>{text}</span>
                </td>
            </tr>
        }
        .into_any()
    }
}

#[component]
fn Spacer(height: Signal<usize>) -> impl IntoView {
    view! {
        <tr class="grid__spacer" aria-hidden="true" hidden=move || height.get() == 0>
            <td>
                <svg width="1" height=move || height.get().to_string() />
            </td>
        </tr>
    }
}

#[component]
fn Foot(sheet: Sheet, cells: Signal<Vec<Cell>>) -> impl IntoView {
    let classes = sheet.columns.with_value(|columns| columns.iter().map(|column| column.class).collect::<Vec<_>>());
    let sums = move || {
        let cells = cells.get().into_iter().zip(&classes).enumerate();
        cells
            .map(|(at, (cell, class))| {
                view! {
                    <td role="gridcell" aria-colindex=(at + 1).to_string() class=["cell ", class, " ", cell.class].concat()>
                        <span class="cell__text">{cell.text}</span>
                        <small>{cell.second}</small>
                    </td>
                }
            })
            .collect_view()
    };
    view! {
        <tfoot role="rowgroup">
            <tr role="row">{sums}</tr>
        </tfoot>
    }
}

/// After the first drawing: measures, makes the first cell reachable by Tab, and keeps
/// the cursor on its row when rows or the banner come, go or change places.
fn follow(sheet: Sheet, lines: Memo<Vec<BodyLine>>) {
    Effect::new(move || {
        lines.track();
        let order = sheet.order.get();
        let selection = sheet.selection.get_untracked();
        let row = selection.head.row;
        let here = sheet.here.get_value().and_then(|key| order.iter().position(|other| *other == key));
        if let Some(to) = here.filter(|to| *to != row) {
            sheet.place(selection.shifted(row, to));
        }
        let wrote = sheet.wrote.try_update_value(std::mem::take) == Some(true);
        let focused = screen::has_focus(sheet) || (wrote && is_nowhere());
        request_animation_frame(move || {
            screen::measure(sheet);
            if focused && sheet.editing.with_untracked(Option::is_none) {
                screen::focus(sheet);
            } else {
                screen::paint(sheet);
                events::lay_editor(sheet);
            }
        });
    });
    Effect::new(move || {
        let resized = window_event_listener(ev::resize, move |_| screen::measure(sheet));
        on_cleanup(move || resized.remove());
    });
}
