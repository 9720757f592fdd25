//! Cronograma: the schedule of a unit as a treegrid with bars. Dragging one reprogrammes
//! its targets and its money, and the budget summary follows (SPEC §4, §5; LOOK "Gantt").
//!
//! What moving means is `domain::cronograma`; here one sees it, by pointer, by touch, by
//! keyboard and by a dialog, and sends one command for each gesture.

mod acto;
mod arbol;
mod barras;
mod direccion;
mod enlaces;
mod filas;
mod gesto;
mod herramientas;
mod hoja;
mod impresion;
mod intercambio;
mod lienzo;
mod mano;
mod meses;
mod mover;
mod renglones;
mod tablero;
mod teclas;
mod versiones;

use domain::vista::cronograma::PaginaCronograma;
use leptos::prelude::*;

use crate::api::plan::cronograma;
use crate::components::page::{Imprimir, Page, SummaryView};
use crate::components::resumen::{Resumido, summary_view};
use crate::components::tag::{Notice, Tone};
use crate::lectura::Lectura;
use crate::state::page::of_plan;
use crate::state::unit::use_units;

use hoja::Hoja;
use tablero::Tablero;

#[component]
pub fn CronogramaPage() -> impl IntoView {
    let unit = use_units().current;
    let page = of_plan(move || unit.get(), Lectura::cronograma, cronograma);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(first) => view! { <Cronograma first /> }.into_any(),
                    Err(error) => {
                        view! {
                            <Page title="Cronograma">
                                <Notice tone=Tone::Bad>{error.message}</Notice>
                            </Page>
                        }
                            .into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Cronograma(first: PaginaCronograma) -> impl IntoView {
    let hoja = Hoja::new(first);
    let about = move || hoja.resumen.with(|resumen| resumen.nombre.clone());
    view! {
        <Page title="Cronograma" about=about actions=|| view! { <Imprimir /> } summary=resumen(hoja)>
            <Tablero hoja />
        </Page>
    }
}

/// The unit's live budget summary, as it would be if the gesture ended here.
fn resumen(hoja: Hoja) -> SummaryView {
    let units = use_units();
    let cuadro = Signal::derive(move || ["/cuadro-resumen", &units.query()].concat());
    summary_view(Resumido { resumen: hoja.resumen.into(), on_ambito: None, cuadro })
}
