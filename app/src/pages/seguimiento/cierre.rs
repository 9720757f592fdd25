//! How far the months are closed, and closing the next one: what cannot be undone is asked once more,
//! in its place.

use domain::{Command, Mes};
use leptos::prelude::*;

use super::hoja::Hoja;
use crate::components::editable::{Articulo, Reason};
use crate::pages::edit::Attempt;

#[component]
pub(super) fn Cierre(hoja: Hoja) -> impl IntoView {
    let attempt = Attempt::new(hoja.replica);
    let asked = RwSignal::new(None::<Mes>);
    let next = Memo::new(move |_| hoja.cierre.with(|cierre| cierre.por_cerrar));
    let said = move || hoja.cierre.with(dicho);
    // Closed by someone else meanwhile, there is nothing more to ask.
    let open = Memo::new(move |_| asked.get().filter(|mes| next.get() == Some(*mes)));
    view! {
        <div class="barra cierre">
            <span class="barra__name">{said}</span>
            {move || {
                next.get()
                    .filter(|_| open.get().is_none())
                    .map(|mes| {
                        view! {
                            <button class="button button--small" type="button" on:click=move |_| asked.set(Some(mes))>
                                "Cerrar " {mes.nombre()} "…"
                            </button>
                        }
                    })
            }}
        </div>
        {move || open.get().map(|mes| view! { <Preguntar mes attempt asked /> })}
        <div aria-live="polite">{move || attempt.refused.get().map(|refusal| view! { <Reason refusal /> })}</div>
    }
}

fn dicho(cierre: &domain::vista::seguimiento::Cierre) -> String {
    let closed = match cierre.cerrado {
        Some(mes) => format!("Meses cerrados hasta {mes}."),
        None => "Ningún mes está cerrado.".to_owned(),
    };
    match cierre.corte {
        Some(mes) => format!("{closed} El avance se cuenta hasta {mes}. Debajo de lo ejecutado está lo programado."),
        None => closed,
    }
}

#[component]
fn Preguntar(mes: Mes, attempt: Attempt, asked: RwSignal<Option<Mes>>) -> impl IntoView {
    let close = move |_| attempt.send(Command::CerrarMes { mes });
    view! {
        <div class="notice notice--warn cierre__ask" role="group" aria-label="Cerrar el mes">
            <div>
                "Al cerrar " {mes.nombre()} ", lo ejecutado y lo programado en ese mes ya no cambian, en ninguna unidad ("
                <Articulo articulo="11" /> "). No se puede deshacer."
            </div>
            <button class="button button--primary" type="button" on:click=close>
                "Cerrar " {mes.nombre()}
            </button>
            <button class="button" type="button" on:click=move |_| asked.set(None)>
                "Cancelar"
            </button>
        </div>
    }
}
