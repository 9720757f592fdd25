//! What happened lately: who changed what, newest first.

use leptos::prelude::*;

use crate::api::inicio::{Citada, Reciente};
use crate::state::unit::use_units;
use crate::unit_address::query;

#[component]
pub fn Recent(latest: Vec<Reciente>) -> impl IntoView {
    let none = latest.is_empty();
    view! {
        <section class="panel inicio__cambios" aria-labelledby="cambios">
            <div class="panel__head">
                <h2 id="cambios">"Qué pasó últimamente"</h2>
            </div>
            {none
                .then(|| {
                    view! { <p class="empty">"Todavía no hay cambios. Aquí verá quién escribió qué, y cuándo."</p> }
                })}
            <ol class="inicio__recent">
                {latest
                    .into_iter()
                    .map(|entry| {
                        view! {
                            <li>
                                <span>
                                    <strong>{entry.nombre}</strong>
                                    " "
                                    {entry.frase}
                                    {entry.actividad.map(|cited| view! { " " <Cited cited /> })}
                                    {(entry.cambios > 1).then(|| view! { <small>" · " {entry.cambios} " cambios"</small> })}
                                </span>
                                <time datetime=entry.instante.to_string()>{entry.instante.lima()}</time>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
}

/// The activity, and the way to it.
#[component]
fn Cited(cited: Citada) -> impl IntoView {
    let unit = use_units().tree.iter().find(|node| node.id == cited.unidad).map(query);
    let place = match unit {
        Some(unit) => ["/programacion", &unit, "&actividad=", &cited.id.to_string()].concat(),
        None => ["/programacion?actividad=", &cited.id.to_string()].concat(),
    };
    view! { <a href=place>"«" {cited.nombre} "»"</a> }
}
