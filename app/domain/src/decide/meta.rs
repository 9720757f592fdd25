//! Physical targets (Art. 8.1.3): one cell or a pasted block, all or nothing.

use std::collections::BTreeSet;

use super::{
    Decision, MAXIMO_DE_ACTOS,
    comun::{actividad_abierta, buscar},
};
use crate::{
    Actor, Cantidad, Change, Id, Plan, Rejection, Rejections,
    catalogo::UnidadMedida,
    command::CeldaMeta,
    plan::{Actividad, Agregacion, Celda, MetaFisica, Periodo},
    valor::CantidadTotal,
};

pub(super) fn programar(plan: &Plan, actor: &Actor, celdas: &[CeldaMeta]) -> Decision {
    if celdas.len() > MAXIMO_DE_ACTOS {
        return Err(Rejection::Demasiadas { cuantas: celdas.len(), maximo: MAXIMO_DE_ACTOS }.into());
    }
    let mut repeated = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut facts = Vec::new();
    for celda in celdas {
        if !repeated.insert((celda.actividad, celda.periodo)) {
            wrong.push(Rejection::CeldaRepetida { periodo: celda.periodo });
        }
        match una(plan, actor, celda) {
            Ok(change) => facts.extend(change),
            Err(rejection) => wrong.push(rejection),
        }
    }
    for id in celdas.iter().map(|celda| celda.actividad).collect::<BTreeSet<_>>() {
        wrong.extend(bloque_sin_exceso(plan, id, celdas).err());
    }
    Rejections::check(wrong)?;
    Ok(facts)
}

fn una(plan: &Plan, actor: &Actor, celda: &CeldaMeta) -> Result<Option<Change>, Rejection> {
    let row = actividad_abierta(plan, actor, celda.actividad)?;
    let now = row.meta.get(celda.periodo);
    if now == celda.nueva {
        return Ok(None);
    }
    if now != celda.seen {
        let place = Celda { fila: row.id.uuid(), campo: Celda::numero_periodo(celda.periodo) };
        return Err(Rejection::CambioAjeno {
            campo: celda.periodo.to_string(),
            actual: now.map_or_else(|| "en blanco".into(), |cantidad| cantidad.to_string()),
            autor: plan.autor(place),
        });
    }
    if let Some(cantidad) = celda.nueva {
        cabe(cantidad, buscar(plan, row.indicador.unidad_medida, "La unidad de medida")?)?;
        en_ventana(row, celda.periodo)?;
    }
    Ok(Some(Change::MetaProgramada { id: row.id, periodo: celda.periodo, antes: now, ahora: celda.nueva }))
}

pub(super) fn cabe(cantidad: Cantidad, unit: &UnidadMedida) -> Result<(), Rejection> {
    if cantidad.cabe_en(unit.decimales) {
        return Ok(());
    }
    Err(Rejection::Fraccion { cantidad, unidad: unit.nombre.to_string(), decimales: unit.decimales.places() })
}

fn en_ventana(row: &Actividad, periodo: Periodo) -> Result<(), Rejection> {
    match periodo {
        Periodo::Mes(mes) if !row.ventana.contiene(mes) => {
            Err(Rejection::MesFueraDeVentana { mes, inicio: row.ventana.inicio, fin: row.ventana.fin })
        }
        _ => Ok(()),
    }
}

/// The block is judged by what it leaves, not cell by cell: moving 100 from one
/// month to another in one paste is lawful in either order.
fn bloque_sin_exceso(plan: &Plan, id: Id<Actividad>, celdas: &[CeldaMeta]) -> Result<(), Rejection> {
    let Some(row) = plan.get(id) else { return Ok(()) };
    let mut meta = row.meta.clone();
    for celda in celdas.iter().filter(|celda| celda.actividad == id) {
        meta.put(celda.periodo, celda.nueva);
    }
    if meta == row.meta { Ok(()) } else { sin_exceso(row.agregacion, &meta) }
}

/// Months that add up make an annual target a cell can hold. With one set first they may
/// fall short while they are being broken down, but never pass it; presentation demands
/// equality.
pub(super) fn sin_exceso(agregacion: Agregacion, meta: &MetaFisica) -> Result<(), Rejection> {
    if agregacion != Agregacion::Suma {
        return Ok(());
    }
    let months = || meta.meses.iter().flatten().copied();
    if months().sum::<CantidadTotal>().excede() {
        return Err(Rejection::MetaExcesiva);
    }
    let Some(anual) = meta.anual else { return Ok(()) };
    let suma: Cantidad = months().sum();
    match suma.checked_sub(anual) {
        Some(exceso) if !exceso.es_cero() => Err(Rejection::MetasNoSuman { suma, anual, exceso }),
        _ => Ok(()),
    }
}
