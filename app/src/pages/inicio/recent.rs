//! What happened lately: who changed what, newest first.

use chrono::NaiveDate;
use domain::Instante;
use domain::tiempo::fecha;
use leptos::prelude::*;

use crate::api::inicio::{Citada, Reciente};
use crate::api::session::Entorno;
use crate::state::session::use_session;
use crate::state::unit::use_units;
use crate::unit_address::query;

#[component]
pub fn Recent(latest: Vec<Reciente>) -> impl IntoView {
    let none = latest.is_empty();
    let sesion = use_session();
    let moved = (sesion.entorno == Entorno::Demostracion).then_some(sesion.hoy);
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
                                <time datetime=entry.instante.to_string()>{when(entry.instante, moved)}</time>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
}

/// `18/03/2016 15:04`. In a demonstration, whose today is `moved` from the day of the machine, what is
/// written while one looks on happens on that day, not years after it.
fn when(at: Instante, moved: Option<NaiveDate>) -> String {
    let told = at.lima();
    match (moved.filter(|today| at.fecha_lima() > *today), told.split_once(' ')) {
        (Some(today), Some((_, time))) => [&fecha(today), " ", time].concat(),
        _ => told,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_demonstration_happens_after_its_today() {
        let at = |text: &str| Instante::try_from(text.to_owned());
        let told = |text: &str, moved| at(text).map(|at| when(at, moved));
        let today = NaiveDate::from_ymd_opt(2016, 3, 18);
        let (now, then) = ("2026-11-25T15:04:05.000000Z", "2016-03-16T15:04:05.000000Z");
        assert_eq!(told(now, today), Ok("18/03/2016 10:04".to_owned()));
        assert_eq!(told(then, today), Ok("16/03/2016 10:04".to_owned()));
        assert_eq!(told(now, None), Ok("25/11/2026 10:04".to_owned()));
    }
}
