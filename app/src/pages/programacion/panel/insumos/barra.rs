//! Acts on the line one is on: every gesture of the sheet has its button here.

use leptos::prelude::*;

use super::super::Panel;
use super::super::retirada::Retiradas;
use super::{mover, retirar};
use crate::components::editable::Access;
use crate::components::grid::{RowKey, Sheet, Way};
use crate::components::icon::{Glyph, Icon};

#[component]
pub fn Barra(panel: Panel, sheet: Sheet, retiradas: Retiradas) -> impl IntoView {
    let current = Memo::new(move |_| sheet.current());
    let act = move |label: &'static str, glyph: Glyph, act: Callback<RowKey>| {
        view! {
            <button
                class="button button--quiet button--small"
                type="button"
                disabled=move || current.with(Option::is_none)
                on:click=move |_| {
                    if let Some(key) = current.get_untracked() {
                        act.run(key);
                    }
                }
            >
                <Icon glyph class="icon--small" />
                <span>{label}</span>
            </button>
        }
    };
    let move_to = move |way: Way| Callback::new(move |key| mover(panel, key, way));
    (panel.access == Access::Write).then(|| {
        view! {
            <div class="insumos__barra" role="toolbar" aria-label="Línea elegida">
                {act("Subir", Glyph::Up, move_to(Way::Back))}
                {act("Bajar", Glyph::Down, move_to(Way::On))}
                {act("Retirar", Glyph::Trash, Callback::new(move |key| retirar(panel, retiradas, key)))}
            </div>
        }
    })
}
