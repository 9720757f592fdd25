//! Prioridades: activities in order of priority with the funding line across them, and the ruta
//! estratégica on the same board; in a draft, before and after (SPEC §7, LOOK "Prioridades").
//!
//! What the order means is `domain::vista::prioridades`, what gestures do `domain::prioridad`; here
//! one sees it, by pointer, by touch, by keyboard and by dialogs, and sends one command a gesture.

mod acto;
mod ampliar;
mod barra;
mod cuanto;
mod dinero;
mod direccion;
mod ensayo;
mod fila;
mod gesto;
mod hoja;
mod hojita;
mod mano;
mod mover;
mod propuesta;
mod tablero;
mod techo;
mod teclas;

use domain::vista::prioridades::PaginaPrioridades;
use leptos::prelude::*;

use crate::api::plan::prioridades;
use crate::components::page::{Imprimir, Page, SummaryView};
use crate::components::resumen::{Resumido, summary_view};
use crate::components::tag::{Notice, Tone};
use crate::lectura::Lectura;
use crate::state::page::of_plan;
use crate::state::unit::use_units;

use barra::Herramientas;
use direccion::{Ambitos, pedido};
use hoja::Hoja;
use tablero::Tablero;

#[component]
pub fn PrioridadesPage() -> impl IntoView {
    let unit = use_units().current;
    let asked = pedido();
    let page = of_plan(
        move || (unit.get(), asked.get()),
        |lectura: &Lectura, (unidad, asked)| lectura.prioridades(unidad, asked),
        |of, (unidad, asked)| prioridades(of, unidad, asked),
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(first) => view! { <Prioridades first /> }.into_any(),
                    Err(error) => {
                        view! {
                            <Page title="Prioridades">
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
fn Prioridades(first: PaginaPrioridades) -> impl IntoView {
    let hoja = Hoja::new(first);
    let about = move || hoja.resumen.with(|resumen| resumen.nombre.clone());
    view! {
        <Page title="Prioridades" about=about actions=|| view! { <Imprimir /> } summary=resumen(hoja)>
            <div class="board-bar">
                <Ambitos hoja />
                <Herramientas hoja />
            </div>
            <Tablero hoja />
        </Page>
    }
}

fn resumen(hoja: Hoja) -> SummaryView {
    let units = use_units();
    let cuadro = Signal::derive(move || ["/cuadro-resumen", &units.query()].concat());
    summary_view(Resumido { resumen: hoja.resumen.into(), on_ambito: None, cuadro })
}
