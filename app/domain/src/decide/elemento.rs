//! Critical elements (Art. 8.3).

use super::{
    Decision,
    comun::{Visto, actividad_abierta, buscar, con_texto, libre, todas, vigente, visto},
};
use crate::{
    Actor, Cantidad, Change, Id, Plan, Rejection,
    plan::{CampoElemento, ClaseElemento, ElementoCritico},
};

pub(super) fn crear(plan: &Plan, actor: &Actor, row: &ElementoCritico) -> Decision {
    actividad_abierta(plan, actor, row.actividad)?;
    libre(plan, row.id)?;
    todas([
        con_texto(&row.descripcion, "El elemento crítico"),
        clase_valida(row.clase),
        vigente(row.estado, &row.descripcion),
    ])?;
    Ok(vec![Change::ElementoCreado(row.clone())])
}

pub(super) fn editar(
    plan: &Plan,
    actor: &Actor,
    id: Id<ElementoCritico>,
    seen: &CampoElemento,
    nuevo: &CampoElemento,
) -> Decision {
    let row = buscar(plan, id, "El elemento crítico")?;
    actividad_abierta(plan, actor, row.actividad)?;
    if let Visto::Igual = visto(plan, &**row, id.uuid(), seen, nuevo, describe)? {
        return Ok(vec![]);
    }
    if !matches!(nuevo, CampoElemento::Estado(_)) {
        vigente(row.estado, &row.descripcion)?;
    }
    match nuevo {
        CampoElemento::Descripcion(text) => con_texto(text, "El elemento crítico")?,
        CampoElemento::Clase(clase) => clase_valida(*clase)?,
        CampoElemento::Mes(_) | CampoElemento::Situacion(_) | CampoElemento::Estado(_) => {}
    }
    Ok(vec![Change::ElementoEditado { id, antes: seen.clone(), ahora: nuevo.clone() }])
}

/// A critical element as a Modificacion leaves it.
pub(super) fn revisar(plan: &Plan, row: &ElementoCritico) -> Result<(), Rejection> {
    buscar(plan, row.actividad, "La actividad")?;
    con_texto(&row.descripcion, "El elemento crítico")?;
    clase_valida(row.clase)
}

fn clase_valida(clase: ClaseElemento) -> Result<(), Rejection> {
    match clase {
        ClaseElemento::Proporcion(part) if part > Cantidad::enteras(100) => Err(Rejection::ProporcionExcesiva),
        _ => Ok(()),
    }
}

pub(crate) fn describe(campo: &CampoElemento) -> (String, String) {
    let (name, value) = match campo {
        CampoElemento::Descripcion(text) => ("el elemento crítico", text.to_string()),
        CampoElemento::Clase(ClaseElemento::Evento) => ("la clase", "evento".into()),
        CampoElemento::Clase(ClaseElemento::Cantidad(cantidad)) => ("la clase", format!("cantidad {cantidad}")),
        CampoElemento::Clase(ClaseElemento::Proporcion(part)) => ("la clase", format!("proporción {part} %")),
        CampoElemento::Mes(mes) => ("el mes", mes.to_string()),
        CampoElemento::Situacion(situacion) => ("la situación", format!("{situacion:?}").to_lowercase()),
        CampoElemento::Estado(estado) => ("el estado", format!("{estado:?}").to_lowercase()),
    };
    (name.into(), value)
}
