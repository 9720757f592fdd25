//! Programación: the spreadsheet of a unit, one activity in two lines, físico typed and
//! S/ derived (Art. 8.1), in order of priority with the funding line across it.
//!
//! The server renders the first rows; the replica takes over when it arrives. The
//! address names the unit and the activity whose panel is open.

mod alta;
mod anchos;
mod barra;
mod columnas;
mod detalle;
mod escritura;
mod hoja;
pub mod lugar;
mod metas;
mod panel;
mod prioridad;
mod rechazos;
mod tabla;

use domain::vista::{self, Ambito, PaginaProgramacion};
use leptos::prelude::*;

use crate::api::plan::programacion;
use crate::components::page::{Page, SummaryView};
use crate::components::resumen::{Resumido, summary_view};
use crate::components::tag::{Notice, Tone};
use crate::lectura::Lectura;
use crate::state::page::of_plan;
use crate::state::unit::use_units;

use detalle::Detalle;
use hoja::Hoja;
use tabla::Tabla;

#[component]
pub fn ProgramacionPage() -> impl IntoView {
    let unit = use_units().current;
    let page = of_plan(move || unit.get(), Lectura::programacion, programacion);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(first) => view! { <Programacion first /> }.into_any(),
                    Err(error) => {
                        view! {
                            <Page title="Programación">
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
fn Programacion(first: PaginaProgramacion) -> impl IntoView {
    let hoja = Hoja::new(first);
    let about = move || hoja.resumen.with(|resumen| resumen.nombre.clone());
    view! {
        <Page title="Programación" about=about summary=resumen(hoja)>
            <Tabla hoja />
            <Detalle hoja />
        </Page>
    }
}

/// The unit's live budget summary, alone or with all below it.
fn resumen(hoja: Hoja) -> SummaryView {
    let ambito = RwSignal::new(Ambito::Propio);
    let resumen = Memo::new(move |_| match ambito.get() {
        Ambito::Propio => hoja.resumen.get(),
        wide @ Ambito::ConDependientes => {
            let now =
                hoja.replica.plan().with(|plan| plan.as_ref().map(|plan| vista::resumen(plan, hoja.unidad, wide)));
            now.unwrap_or_else(|| hoja.resumen.get())
        }
    });
    let units = use_units();
    let dependientes = units.tree.iter().any(|node| node.superior == Some(hoja.unidad));
    let cuadro = Signal::derive(move || {
        let query = units.query();
        match ambito.get() {
            Ambito::Propio => ["/cuadro-resumen", &query].concat(),
            Ambito::ConDependientes if query.is_empty() => "/cuadro-resumen?ambito=dependientes".to_owned(),
            Ambito::ConDependientes => ["/cuadro-resumen", &query, "&ambito=dependientes"].concat(),
        }
    });
    let on_ambito = Callback::new(move |wanted| ambito.set(wanted));
    let on_ambito = dependientes.then_some(on_ambito);
    summary_view(Resumido { resumen: resumen.into(), on_ambito, cuadro })
}
