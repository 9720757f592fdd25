//! What is behind the bars: the time scale, its lines, today, and the rows chosen.

use domain::vista::cronograma::{Marca, Nodo};
use leptos::prelude::*;

use super::hoja::Hoja;
use crate::state::session::use_session;

/// Of the two lines of the scale, in pixels; as tall together as the head in `style/cronograma.css`.
const LINEA: i64 = 24;

#[component]
pub(super) fn Escala(hoja: Hoja) -> impl IntoView {
    view! {
        <svg
            class="gantt__scale"
            aria-hidden="true"
            focusable="false"
            width=move || hoja.escala.get().ancho(hoja.ejercicio).to_string()
            height=(2 * LINEA).to_string()
        >
            {move || {
                let (large, small) = hoja.escala.get().marcas(hoja.ejercicio);
                view! {
                    {linea(large, 0, "gantt__mark gantt__mark--large")}
                    {linea(small, LINEA, "gantt__mark")}
                }
            }}
        </svg>
    }
}

fn linea(marks: Vec<Marca>, y: i64, class: &'static str) -> impl IntoView {
    marks
        .into_iter()
        .map(|mark| {
            view! {
                <line class="gantt__line" x1=mark.x.to_string() x2=mark.x.to_string() y1=y.to_string() y2=(y + LINEA).to_string() />
                <text class=class x=(mark.x + 4).to_string() y=(y + 16).to_string()>
                    {(mark.ancho >= 18).then_some(mark.nombre)}
                </text>
            }
        })
        .collect_view()
}

#[component]
pub(super) fn Fondo(hoja: Hoja) -> impl IntoView {
    let hoy = use_session().hoy;
    let height = move || (hoja.total() * hoja.alto.get()).to_string();
    let today = hoja.ejercicio.contains(hoy);
    view! {
        <g class="gantt__ground">
            {move || {
                let (large, _) = hoja.escala.get().marcas(hoja.ejercicio);
                large
                    .into_iter()
                    .map(|mark| {
                        view! {
                            <line class="gantt__line" x1=mark.x.to_string() x2=mark.x.to_string() y1="0" y2=height />
                        }
                    })
                    .collect_view()
            }}
            <For each=move || hoja.visibles.get() key=|(_, row)| row.nodo let:row>
                <Renglon hoja nodo=row.1.nodo />
            </For>
            {today
                .then(|| {
                    let x = move || hoja.escala.get().x(hoja.ejercicio, hoy).to_string();
                    view! { <line class="gantt__today" x1=x x2=x y1="0" y2=height /> }
                })}
        </g>
    }
}

/// The stripe of a row: marked when it is chosen or one is on it.
#[component]
fn Renglon(hoja: Hoja, nodo: Nodo) -> impl IntoView {
    let at = Memo::new(move |_| hoja.lugar(nodo));
    let class = move || {
        let chosen = nodo.fila().is_some_and(|fila| hoja.seleccion.with(|all| all.contains(&fila)));
        match (chosen, hoja.foco.get() == Some(nodo)) {
            (true, _) => "gantt__stripe gantt__stripe--chosen",
            (false, true) => "gantt__stripe gantt__stripe--here",
            (false, false) => "gantt__stripe",
        }
    };
    view! {
        <rect
            class=class
            x="0"
            y=move || (at.get() * hoja.alto.get()).to_string()
            width="100%"
            height=move || hoja.alto.get().to_string()
        />
    }
}
