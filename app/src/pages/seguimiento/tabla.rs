//! The sheet of the follow-up, tied to the plan.

use domain::vista::Edicion;
use leptos::prelude::*;

use super::cierre::Cierre;
use super::columnas::{NOMBRE, columnas, dibujar};
use super::escritura::escribir;
use super::hoja::Hoja;
use super::lugar::{HOJA, de_unidad};
use crate::components::grid::{Grid, Row, Sheet};
use crate::components::solo_lectura::SoloLectura;
use crate::pages::asked::go_where_asked;
use crate::pages::{rechazos, unwritten};
use crate::state::unit::use_units;

#[component]
pub(super) fn Tabla(hoja: Hoja) -> impl IntoView {
    let sheet = sheet(hoja);
    rechazos::seguir(hoja.replica, sheet, hoja);
    unwritten::follow(hoja.replica, sheet, de_unidad(&use_units().tree, hoja.unidad));
    go_where_asked(move |place| sheet.go_where(place));
    let empty = Memo::new(move |_| hoja.order.with(|order| order.is_empty()));
    view! {
        <Cierre hoja />
        {move || view! { <SoloLectura edicion=hoja.edicion.get() /> }}
        <Show when=move || empty.get()>
            <p class="muted">"Esta unidad no tiene actividades: elija otra arriba."</p>
        </Show>
        <div class="programacion seguimiento">
            <Grid sheet label="Lo ejecutado por la unidad cada mes, junto a lo programado" />
        </div>
    }
}

fn sheet(hoja: Hoja) -> Sheet {
    let row = move |key| hoja.fila(key).map_or_else(Row::default, |fila| dibujar(&fila));
    // What is programmed and spent so far comes with the replica: until then it is only read.
    let tip = hoja.replica.plan();
    let open = Memo::new(move |_| hoja.edicion.with(Edicion::es_abierta) && tip.with(Option::is_some));
    Sheet::new(HOJA, columnas(), hoja.order.into(), row)
        .written(open.into(), move |edits| escribir(hoja, &edits))
        .named_by(NOMBRE)
}
