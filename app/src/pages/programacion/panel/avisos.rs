//! What deserves a look before presenting. None of it refuses anything in a draft.

use domain::vista::{Aviso, DetalleActividad};
use leptos::prelude::*;

use super::use_panel;
use crate::components::icon::{Glyph, Icon};

#[component]
pub fn Avisos() -> impl IntoView {
    let detalle = use_panel().detalle;
    let avisos = Memo::new(move |_| {
        let texts = |all: &DetalleActividad| all.avisos.iter().map(Aviso::texto).collect::<Vec<_>>();
        detalle.with(|all| all.as_ref().map(texts).unwrap_or_default())
    });
    view! {
        <Show when=move || !avisos.with(Vec::is_empty)>
            <details class="actividad__notices">
                <summary>
                    <Icon glyph=Glyph::Alert class="icon--small" />
                    {move || match avisos.with(Vec::len) {
                        1 => "1 punto por completar".to_owned(),
                        many => format!("{many} puntos por completar"),
                    }}
                </summary>
                <ul>
                    <For each=move || avisos.get() key=Clone::clone let:text>
                        <li>{text}</li>
                    </For>
                </ul>
            </details>
        </Show>
    }
}
