//! Beside the sheet: cells with something wrong, to step through, and what a paste left aside.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlTextAreaElement;

use super::events;
use super::keys::Way;
use super::model::Tray;
use super::screen::part_id;
use super::selection::Selection;
use super::sheet::Sheet;

/// "3 celdas con error", with steps to each.
#[component]
pub(super) fn Errors(sheet: Sheet) -> impl IntoView {
    let count = Memo::new(move |_| sheet.wrong().len());
    let step = move |way: Way| {
        if let Some(pos) = sheet.wrong_from_here(way) {
            events::select(sheet, Selection::at(pos));
        }
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="grid__errors" role="group" aria-label="Celdas con error">
                <span>{move || counted(count.get(), "celda con error", "celdas con error")}</span>
                <button class="button button--small" type="button" on:click=move |_| step(Way::Back)>
                    "Anterior"
                </button>
                <button class="button button--small" type="button" on:click=move |_| step(Way::On)>
                    "Siguiente"
                </button>
            </div>
        </Show>
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    [count.to_string().as_str(), " ", if count == 1 { one } else { many }].concat()
}

/// What a paste skipped, with the text of it, until it is closed.
#[component]
pub(super) fn Aside(sheet: Sheet) -> impl IntoView {
    view! {
        {move || {
            sheet
                .tray
                .get()
                .map(|tray| {
                    let text = tray.left_out.to_tsv();
                    let said = told(&tray);
                    view! {
                        <div class="grid__tray" role="status">
                            <div class="grid__told">
                                {said.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                            </div>
                            {(!text.is_empty()).then(|| view! { <Left sheet text /> })}
                            <button class="button button--small" type="button" on:click=move |_| sheet.tray.set(None)>
                                "Cerrar"
                            </button>
                        </div>
                    }
                })
        }}
    }
}

fn told(tray: &Tray) -> Vec<String> {
    let mut lines = Vec::new();
    if !tray.headings.is_empty() {
        lines.push(["No se pegó el encabezado: ", &tray.headings.join("; "), "."].concat());
    }
    if tray.fixed > 0 {
        lines.push(
            counted(tray.fixed, "celda cayó", "celdas cayeron") + " en columnas que no se escriben y no se pegaron.",
        );
    }
    if !tray.left_out.rows.is_empty() {
        let why = if tray.refused.is_empty() { ": pasaban del final de la hoja. " } else { ". " };
        let count = counted(tray.left_out.rows.len(), "fila no se pegó", "filas no se pegaron");
        lines.push([&count, why, &tray.refused.join(" "), " Quedan aquí para copiarlas:"].concat());
    }
    lines
}

/// Selected whole when one enters it, ready to be copied.
#[component]
fn Left(sheet: Sheet, text: String) -> impl IntoView {
    let choose = |event: ev::FocusEvent| {
        if let Some(area) = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) {
            area.select();
        }
    };
    view! {
        <textarea
            id=part_id(sheet, "aparte")
            class="grid__left"
            readonly
            rows="3"
            aria-label="Filas que no se pegaron"
            on:focus=choose
            prop:value=text.clone()
        >
            {text.clone()}
        </textarea>
    }
}
