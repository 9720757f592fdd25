//! The line of versions: what each is called, the acts that gave it force, and how it differs from
//! the one before it.

use domain::vista::modificacion::HitoVersion;
use leptos::prelude::*;

use crate::components::editable::Articulo;

#[component]
pub fn LineaDeVersiones(versiones: Vec<HitoVersion>) -> impl IntoView {
    if versiones.is_empty() {
        return ().into_any();
    }
    let last = versiones.last().map(|one| format!("/versiones?de={}", one.id));
    let before = std::iter::once(None).chain(versiones.iter().map(|one| Some(one.id))).collect::<Vec<_>>();
    let rows = versiones.into_iter().zip(before).map(|(hito, before)| {
        let compare = before.map(|before| format!("/versiones?de={before}&a={}", hito.id));
        view! { <Hito hito compare /> }
    });
    view! {
        <section class="panel" aria-labelledby="versiones">
            <div class="panel__head">
                <h2 id="versiones">"Versiones del plan"</h2>
                <Articulo articulo="10-II" />
            </div>
            <ol class="linea">
                {rows.collect_view()}
                <li class="linea__hito">
                    <strong>"Plan vigente"</strong>
                    {last.map(|href| view! { " " <a href=href>"Comparar con la última versión"</a> })}
                </li>
            </ol>
        </section>
    }
    .into_any()
}

#[component]
fn Hito(hito: HitoVersion, compare: Option<String>) -> impl IntoView {
    let open = hito.modificacion.map(|id| {
        let href = format!("/modificaciones?modificacion={id}");
        view! { " " <a href=href aria-label=format!("Modificación de la versión {}", hito.nombre)>"Ver la modificación"</a> }
    });
    let compare = compare.map(|href| {
        let said = format!("Comparar {} con la anterior", hito.nombre);
        view! { " " <a href=href aria-label=said>"Comparar con la anterior"</a> }
    });
    view! {
        <li class="linea__hito">
            <strong>{hito.nombre}</strong>
            {hito.actos.into_iter().map(|acto| view! { <div class="muted">{acto}</div> }).collect_view()}
            <div>{open} {compare}</div>
        </li>
    }
}
