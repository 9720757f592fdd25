//! Months that the plan in force closed while a branch was written: what they hold is what the
//! plan in force says (Art. 11), so a branch that is brought up to date gives back what it wrote
//! in them. Everything else it wrote stays.

use crate::{
    Change, Mes, Plan,
    plan::{Actividad, CampoActividad, CampoInsumo, Insumo, Periodo, Valor},
};

/// The facts that take back what a branch, already brought up to `nueva`, has in its closed months.
pub(super) fn devolver(nueva: &Plan, punta: &Plan, facts: &[Change]) -> Vec<Change> {
    facts.iter().flat_map(|fact| uno(nueva, punta, fact)).collect()
}

fn uno(nueva: &Plan, punta: &Plan, fact: &Change) -> Vec<Change> {
    match fact {
        Change::MetaProgramada { id, periodo, antes, ahora } if cerrado(nueva, *periodo) => {
            vec![Change::MetaProgramada { id: *id, periodo: *periodo, antes: *ahora, ahora: *antes }]
        }
        Change::InsumoEditado { id, antes, ahora } if antes != ahora => {
            let held = [nueva, punta].into_iter().filter_map(|plan| plan.get(*id)).any(|row| ocupa(nueva, row));
            let back = match ahora {
                CampoInsumo::ImporteMes(mes, _) | CampoInsumo::CantidadMes(mes, _) => nueva.esta_cerrado(*mes),
                CampoInsumo::Valor(_) | CampoInsumo::Precio(_) | CampoInsumo::Rubro(_) | CampoInsumo::Estado(_) => held,
                _ => false,
            };
            let taken = || Change::InsumoEditado { id: *id, antes: ahora.clone(), ahora: antes.clone() };
            back.then(taken).into_iter().collect()
        }
        Change::ActividadEditada { id, antes, ahora: ahora @ CampoActividad::Estado(_) } if antes != ahora => {
            let held = [nueva, punta].into_iter().any(|plan| plan.get(*id).is_some_and(|row| tiene(nueva, plan, row)));
            let taken = || Change::ActividadEditada { id: *id, antes: ahora.clone(), ahora: antes.clone() };
            held.then(taken).into_iter().collect()
        }
        Change::ActividadCreada(row) => metas(nueva, row),
        Change::InsumoCreado(row) => vaciar(nueva, row),
        _ => vec![],
    }
}

fn cerrado(plan: &Plan, periodo: Periodo) -> bool {
    matches!(periodo, Periodo::Mes(mes) if plan.esta_cerrado(mes))
}

fn cerrados(plan: &Plan) -> impl Iterator<Item = Mes> + '_ {
    Mes::todos().filter(|mes| plan.esta_cerrado(*mes))
}

fn ocupa(closing: &Plan, row: &Insumo) -> bool {
    cerrados(closing).any(|mes| row.valor.ocupa(mes))
}

/// Whether an activity has a target or money in a closed month.
fn tiene(closing: &Plan, plan: &Plan, row: &Actividad) -> bool {
    let target = |mes: Mes| row.meta.meses[mes].is_some_and(|meta| !meta.es_cero());
    cerrados(closing).any(target)
        || plan.insumos_de(row.id).any(|line| line.estado.es_vigente() && ocupa(closing, line))
}

fn metas(closing: &Plan, row: &Actividad) -> Vec<Change> {
    let written = cerrados(closing).filter(|mes| row.meta.meses[*mes].is_some());
    let taken = written.map(|mes| {
        let (periodo, antes) = (Periodo::Mes(mes), row.meta.meses[mes]);
        Change::MetaProgramada { id: row.id, periodo, antes, ahora: None }
    });
    taken.collect()
}

fn vaciar(closing: &Plan, row: &Insumo) -> Vec<Change> {
    let months = cerrados(closing).filter(|mes| row.valor.ocupa(*mes));
    let taken = months.map(|mes| {
        let (antes, ahora) = match &row.valor {
            Valor::PorCantidad { cantidades, .. } => {
                let campo = |cantidad| CampoInsumo::CantidadMes(mes, cantidad);
                (campo(cantidades[mes]), campo(crate::Cantidad::default()))
            }
            Valor::PorImporte { importes } | Valor::PorDetallar { importes } => {
                let campo = |amount| CampoInsumo::ImporteMes(mes, amount);
                (campo(importes[mes]), campo(crate::Dinero::CERO))
            }
        };
        Change::InsumoEditado { id: row.id, antes, ahora }
    });
    taken.collect()
}
