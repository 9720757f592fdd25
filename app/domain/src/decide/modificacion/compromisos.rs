//! What a Modificacion may not take away (Art. 11, SPEC §7): what is certified or accrued, what a
//! closed month has programmed, what is executed already.

use std::collections::{BTreeMap, BTreeSet};

use super::reglas::Caso;
use crate::{
    Cantidad, Dinero, Id, Mes, Plan, Rejection,
    catalogo::CodigoRubro,
    plan::{Actividad, Fase, Insumo, Valor},
};

pub(super) fn rotos(caso: &Caso<'_>) -> Vec<Rejection> {
    let mut wrong = Vec::new();
    for id in caso.actividades {
        let Some(row) = caso.resultado.get(*id) else { continue };
        wrong.extend(bajo_comprometido(caso, row));
        wrong.extend(bajo_ejecutado(caso, row));
        for mes in Mes::todos().filter(|mes| caso.vigente.esta_cerrado(*mes)) {
            wrong.extend(dinero_de_mes_cerrado(caso, row, mes));
            wrong.extend(meta_de_mes_cerrado(caso, row, mes));
        }
    }
    wrong
}

/// Of the whole year, per rubro. One that is below it already may rise, and may not fall further.
fn bajo_comprometido(caso: &Caso<'_>, row: &Actividad) -> Vec<Rejection> {
    let (before, now) = (caso.vigente.totales().actividad(row.id), caso.resultado.totales().actividad(row.id));
    let spent = caso.vigente.gastos_de(row.id);
    let broken = spent.filter_map(|(rubro, gasto)| {
        let programado = now.de_rubro(rubro);
        let falls = programado < before.de_rubro(rubro) && programado < gasto.comprometido();
        falls.then(|| Rejection::BajoComprometido {
            actividad: row.nombre.to_string(),
            rubro,
            programado,
            certificado: gasto.total(Fase::Certificado),
            devengado: gasto.total(Fase::Devengado),
        })
    });
    broken.collect()
}

/// The annual target, by the kind of aggregation; that of a withdrawn activity is nothing.
fn bajo_ejecutado(caso: &Caso<'_>, row: &Actividad) -> Option<Rejection> {
    let annual = |row: &Actividad| {
        let target = row.estado.es_vigente().then(|| row.meta.anual(row.agregacion)).flatten();
        target.unwrap_or_default()
    };
    let ejecutado = row.agregacion.agregar(caso.vigente.avances(row.id))?;
    let programado = annual(row);
    let before = caso.vigente.get(row.id).map(|before| annual(before)).unwrap_or_default();
    let falls = programado < before && programado < ejecutado;
    falls.then(|| Rejection::BajoEjecutado { actividad: row.nombre.to_string(), programado, ejecutado })
}

fn meta_de_mes_cerrado(caso: &Caso<'_>, row: &Actividad, mes: Mes) -> Option<Rejection> {
    let target = |plan: &Plan| -> Cantidad {
        let row = plan.get(row.id).filter(|row| row.estado.es_vigente());
        row.and_then(|row| row.meta.meses[mes]).unwrap_or_default()
    };
    let (antes, ahora) = (target(caso.vigente), target(caso.resultado));
    (antes != ahora).then(|| Rejection::MetaDeMesCerrado { actividad: row.nombre.to_string(), mes, antes, ahora })
}

fn dinero_de_mes_cerrado(caso: &Caso<'_>, row: &Actividad, mes: Mes) -> Vec<Rejection> {
    let same = sin_tocar(caso, row.id, mes);
    let (before, now) = (importes(caso.vigente, row.id, mes, &same), importes(caso.resultado, row.id, mes, &same));
    let rubros: BTreeSet<CodigoRubro> = before.keys().chain(now.keys()).copied().collect();
    let broken = rubros.into_iter().filter_map(|rubro| {
        let of = |sums: &BTreeMap<CodigoRubro, Dinero>| sums.get(&rubro).copied().unwrap_or_default();
        let (antes, ahora, actividad) = (of(&before), of(&now), row.nombre.to_string());
        (antes != ahora).then_some(Rejection::DineroDeMesCerrado { actividad, rubro, mes, antes, ahora })
    });
    broken.collect()
}

/// Lines por cantidad that keep price and quantity in the month: the amount apportioned to it may
/// differ by céntimos when another month changes, and nothing of it is cut.
fn sin_tocar(caso: &Caso<'_>, actividad: Id<Actividad>, mes: Mes) -> BTreeSet<Id<Insumo>> {
    let alive = |plan: &Plan| plan.get(actividad).is_some_and(|row| row.estado.es_vigente());
    if !alive(caso.vigente) || !alive(caso.resultado) {
        return BTreeSet::new();
    }
    let same = |line: &Insumo| {
        let before = caso.vigente.get(line.id).filter(|it| (it.rubro, it.estado) == (line.rubro, line.estado));
        match (before.map(|it| &it.valor), &line.valor) {
            (
                Some(Valor::PorCantidad { precio, cantidades }),
                Valor::PorCantidad { precio: price, cantidades: quantities },
            ) => (precio, cantidades[mes]) == (price, quantities[mes]),
            _ => false,
        }
    };
    caso.resultado.insumos_de(actividad).filter(|line| same(line)).map(|line| line.id).collect()
}

fn importes(
    plan: &Plan,
    actividad: Id<Actividad>,
    mes: Mes,
    except: &BTreeSet<Id<Insumo>>,
) -> BTreeMap<CodigoRubro, Dinero> {
    let mut sums: BTreeMap<CodigoRubro, Dinero> = BTreeMap::new();
    if !plan.get(actividad).is_some_and(|row| row.estado.es_vigente()) {
        return sums;
    }
    for line in plan.insumos_de(actividad).filter(|line| !except.contains(&line.id)) {
        let sum = sums.entry(line.rubro).or_default();
        *sum = sum.mas(line.importes()[mes]);
    }
    sums
}
