//! Seguimiento: what a unit executes month by month (Art. 11), quantities and money beside what was
//! programmed, as a sheet; the closing of months; and how its budget goes.

mod cierre;
mod columnas;
mod escritura;
mod hoja;
mod juicio;
pub mod lugar;
mod resumen;
mod tabla;

use domain::vista::seguimiento::PaginaSeguimiento;
use leptos::prelude::*;

use crate::api::vigente;
use crate::components::page::Page;
use crate::components::tag::{Notice, Tone};
use crate::lectura::Lectura;
use crate::state::page::of_plan;
use crate::state::unit::use_units;

use hoja::Hoja;
use tabla::Tabla;

#[component]
pub fn SeguimientoPage() -> impl IntoView {
    let unit = use_units().current;
    let page = of_plan(move || unit.get(), Lectura::seguimiento, vigente::leer_seguimiento);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(first) => view! { <Seguimiento first /> }.into_any(),
                    Err(error) => {
                        view! {
                            <Page title="Seguimiento">
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
fn Seguimiento(first: PaginaSeguimiento) -> impl IntoView {
    let hoja = Hoja::new(first);
    let about = move || hoja.resumen.with(|resumen| resumen.nombre.clone());
    view! {
        <Page title="Seguimiento" about=about summary=resumen::summary(hoja.resumen)>
            <Tabla hoja />
        </Page>
    }
}
