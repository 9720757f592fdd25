//! One row of the board, and one heading.

use serde::{Deserialize, Serialize};

use super::tablero::{Renglon, Tablero};
use crate::{
    Actor, Dinero, Id, Plan,
    catalogo::CodigoRubro,
    plan::{Actividad, ElementoCritico, Fase, Orden, SituacionElemento, UnidadOrganica},
    vista::{Financiamiento, edicion, edicion_de_marco},
};

/// An activity, with its place and its money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilaPrioridad {
    pub id: Id<Actividad>,
    pub codigo: String,
    pub nombre: String,
    pub unidad: Id<UnidadOrganica>,
    /// The name of the unit, where the board has several.
    pub unidad_nombre: String,
    pub accion_codigo: String,
    /// From 1.
    pub puesto: usize,
    pub prioridad: Orden,
    pub financiamiento: Financiamiento,
    pub costos: Vec<(CodigoRubro, Dinero)>,
    pub costo: Dinero,
    pub acumulado: Dinero,
    pub certificado: Dinero,
    pub devengado: Dinero,
    /// Critical elements that are not there yet (Art. 8.3).
    pub esperados: usize,
    /// Whether it is the reader's to move.
    pub movible: bool,
}

/// The row of an activity on the board.
#[must_use]
pub fn fila(plan: &Plan, actor: &Actor, board: &Tablero, id: Id<Actividad>) -> Option<FilaPrioridad> {
    let row = plan.get(id)?;
    let (financiamiento, acumulado) = board.cubierta(id)?.clone();
    let spent = |fase| plan.gastos_de(id).map(|(_, gasto)| gasto.total(fase)).sum();
    let costs = plan.totales().actividad(id);
    Some(FilaPrioridad {
        id,
        codigo: row.codigo.to_string(),
        nombre: row.nombre.to_string(),
        unidad: row.unidad,
        unidad_nombre: plan.get(row.unidad).map(|unit| unit.nombre.to_string()).unwrap_or_default(),
        accion_codigo: plan.get(row.accion).map(|accion| accion.codigo.to_string()).unwrap_or_default(),
        puesto: board.puesto(id)? + 1,
        prioridad: row.prioridad.clone(),
        financiamiento,
        costos: costs.por_rubro(),
        costo: costs.total(),
        acumulado,
        certificado: spent(Fase::Certificado),
        devengado: spent(Fase::Devengado),
        esperados: esperados(plan, id),
        movible: edicion(plan, actor, row.unidad).es_abierta(),
    })
}

fn esperados(plan: &Plan, id: Id<Actividad>) -> usize {
    let waits = |it: &ElementoCritico| it.estado.es_vigente() && it.situacion != SituacionElemento::Logrado;
    plan.elementos_de(id).filter(|it| waits(it)).count()
}

/// A heading of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Titulo {
    pub codigo: String,
    pub nombre: String,
    /// Activities under it, on this board.
    pub actividades: usize,
    pub costo: Dinero,
    /// Whether its place in the ruta is the reader's to change.
    pub movible: bool,
}

/// A heading; `None` of an activity or a line.
#[must_use]
pub fn titulo(plan: &Plan, actor: &Actor, board: &Tablero, renglon: Renglon) -> Option<Titulo> {
    let ruta = edicion_de_marco(plan, actor).es_abierta();
    let (codigo, nombre, movible) = match renglon {
        Renglon::Objetivo(id) => plan.get(id).map(|row| (row.codigo.to_string(), row.enunciado.to_string(), ruta))?,
        Renglon::Accion(id) => plan.get(id).map(|row| (row.codigo.to_string(), row.enunciado.to_string(), ruta))?,
        Renglon::Unidad(id) => plan.get(id).map(|row| (row.codigo.to_string(), row.nombre.to_string(), false))?,
        Renglon::Actividad(_) | Renglon::Linea(_) => return None,
    };
    let (actividades, costo) = board.bajo(renglon);
    Some(Titulo { codigo, nombre, actividades, costo, movible })
}
