//! The strip that says: what is on screen is a draft, and the plan in force does not change.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Both ways out of it load the page anew: the plan in force is another plan.
#[component]
pub fn DraftStrip(
    /// What the draft is called.
    #[prop(into)]
    titulo: Signal<String>,
    /// Where it is presented.
    #[prop(into)]
    modificacion: Signal<String>,
) -> impl IntoView {
    view! {
        <aside class="frame__strip frame__strip--draft" aria-label="Borrador">
            <p>
                <strong>"Borrador"</strong>
                " · "
                {titulo}
                " · lo que se escribe aquí no cambia el plan vigente"
            </p>
            <p class="frame__ways">
                <a href=modificacion>"Sustento y presentación"</a>
                <a href="/modificaciones" rel="external">
                    <Icon glyph=Glyph::SignOut class="icon--small" />
                    "Volver al plan vigente"
                </a>
            </p>
        </aside>
    }
}
