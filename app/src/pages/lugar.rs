//! The addresses of places of the plan: the very cell or field, whatever page it is on.

use domain::plan::Celda;
use domain::vista::{Lugar, NodoUnidad, Sitio, lugar_de_celda};
use leptos::prelude::*;

use super::{marco, programacion, seguimiento};
use crate::state::replica::use_replica;
use crate::state::unit::use_units;

/// The address of a place.
pub(super) fn address(units: &[NodoUnidad], place: &Lugar) -> String {
    match place {
        Lugar::Actividad { unidad, sitio: Sitio::Ejecutado(renglon, mes), .. } => {
            seguimiento::lugar::celda(units, *unidad, *renglon, *mes)
        }
        Lugar::Actividad { unidad, actividad, sitio } => {
            programacion::lugar::de_sitio(&programacion::lugar::de_unidad(units, *unidad), *actividad, sitio)
        }
        Lugar::NuevaActividad(unidad) => programacion::lugar::nueva(&programacion::lugar::de_unidad(units, *unidad)),
        Lugar::Objetivo(id, campo) => marco::lugar::de_objetivo(*id, campo.as_ref()),
        Lugar::Accion(id, campo) => marco::lugar::de_accion(*id, campo.as_ref()),
    }
}

/// The name of a field, which leads to it once the plan is here: not every field is of a row.
#[component]
pub(super) fn Dato(celda: Celda, nombre: String) -> impl IntoView {
    let (plan, units) = (use_replica().plan(), use_units());
    let place = Memo::new(move |_| plan.with(|plan| lugar_de_celda(plan.as_ref()?, celda)));
    move || match place.with(|place| place.as_ref().map(|place| units.within(&address(&units.tree, place)))) {
        Some(href) => view! { <a href=href>{nombre.clone()}</a> }.into_any(),
        None => nombre.clone().into_any(),
    }
}
