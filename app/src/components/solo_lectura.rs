//! Why the page is only read, and where what it shows is written.

use domain::vista::Edicion;
use leptos::prelude::*;

use super::tag::{Notice, Tone};

/// Nothing where one writes.
#[component]
pub fn SoloLectura(edicion: Edicion) -> impl IntoView {
    let leads = matches!(edicion, Edicion::EnModificacion { .. });
    edicion.motivo().map(|motivo| {
        let motivo = motivo.to_owned();
        let way = leads.then(|| view! { " " <a href="/modificaciones">"Ir a Modificaciones"</a> });
        view! { <Notice tone=Tone::Plain>{motivo} {way}</Notice> }
    })
}
