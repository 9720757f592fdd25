//! The activity that is open under the sheet: the one that the address names.

use domain::Id;
use domain::plan::Actividad;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use leptos_router::NavigateOptions;
use leptos_router::hooks::query_signal_with_options;

use super::hoja::Hoja;
use super::panel::{Opciones, PanelActividad};
use crate::components::editable::Access;

#[component]
pub(super) fn Detalle(hoja: Hoja) -> impl IntoView {
    let quiet = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
    let (asked, open) = query_signal_with_options::<String>("actividad", quiet);
    let id = Memo::new(move |_| asked.get().and_then(|text| text.parse::<Id<Actividad>>().ok()));
    let opciones = Opciones { acciones: hoja.acciones.into(), medidas: hoja.medidas.into() };
    let access = if hoja.is_open() { Access::Write } else { Access::Read };
    let on_close = Callback::new(move |()| {
        open.set(None);
        back_to_the_sheet();
    });
    // The page begins as the server drew it, without the panel: it is for writing, and
    // comes with what one writes with.
    let alive = RwSignal::new(false);
    Effect::new(move || alive.set(true));
    let shown = Memo::new(move |_| id.get().filter(|_| alive.get()));
    move || shown.get().map(|id| view! { <PanelActividad id opciones access on_close /> })
}

/// The focus goes back to the cell it came from.
fn back_to_the_sheet() {
    let cell = document().query_selector(".programacion .grid__table [tabindex=\"0\"]").ok().flatten();
    if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) {
        // An element on the page takes the focus, or keeps it where it was.
        let _ = cell.focus();
    }
}
