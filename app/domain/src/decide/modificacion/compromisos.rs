//! What a Modificacion may not take away (Art. 11, SPEC §7): what is certified or accrued, what a
//! closed month has programmed, what is executed already.

use std::collections::{BTreeMap, BTreeSet};

use super::reglas::{Caso, NOMBRADOS};
use crate::{
    Cantidad, Change, Dinero, Id, Mes, Plan, Rejection, Rejections,
    catalogo::CodigoRubro,
    plan::{Actividad, CampoActividad, CampoInsumo, Fase, Insumo, Periodo, Valor},
    rama::actividad_de,
};

/// What is written in a branch leaves the months closed in it as they are: said when it is written,
/// not only when it is presented.
pub(in crate::decide) fn meses_cerrados(plan: &Plan, facts: &[Change]) -> Result<(), Rejections> {
    let touching = facts.iter().filter(|fact| puede_tocar(plan, fact));
    let actividades: BTreeSet<Id<Actividad>> = touching.filter_map(|fact| actividad_de(plan, fact)).collect();
    if actividades.is_empty() {
        return Ok(());
    }
    let mut resultado = plan.clone();
    for fact in facts {
        resultado.apply(fact);
    }
    let caso = Caso { vigente: plan, resultado: &resultado, actividades: &actividades, hechos: facts };
    let wrong = actividades.iter().filter_map(|id| resultado.get(*id)).flat_map(|row| en_cerrados(&caso, row));
    Rejections::check(wrong.take(NOMBRADOS).collect())
}

/// Whether a fact can change what a closed month holds. Most cannot, and a gesture has many.
fn puede_tocar(plan: &Plan, fact: &Change) -> bool {
    let any = plan.cerrado().is_some();
    match fact {
        Change::InsumoCreado(_)
        | Change::ActividadCreada(_)
        | Change::ActividadEditada { ahora: CampoActividad::Estado(_), .. } => any,
        Change::InsumoEditado { ahora, .. } => match ahora {
            CampoInsumo::ImporteMes(mes, _) | CampoInsumo::CantidadMes(mes, _) => plan.esta_cerrado(*mes),
            CampoInsumo::Valor(_) | CampoInsumo::Precio(_) | CampoInsumo::Rubro(_) | CampoInsumo::Estado(_) => any,
            _ => false,
        },
        Change::MetaProgramada { periodo: Periodo::Mes(mes), .. } => plan.esta_cerrado(*mes),
        _ => false,
    }
}

pub(super) fn rotos(caso: &Caso<'_>) -> Vec<Rejection> {
    let mut wrong = Vec::new();
    for id in caso.actividades {
        let Some(row) = caso.resultado.get(*id) else { continue };
        wrong.extend(bajo_comprometido(caso, row));
        wrong.extend(bajo_ejecutado(caso, row));
        wrong.extend(en_cerrados(caso, row));
    }
    wrong
}

fn en_cerrados(caso: &Caso<'_>, row: &Actividad) -> Vec<Rejection> {
    let closed = Mes::todos().filter(|mes| caso.vigente.esta_cerrado(*mes));
    let wrong = closed
        .flat_map(|mes| dinero_de_mes_cerrado(caso, row, mes).into_iter().chain(meta_de_mes_cerrado(caso, row, mes)));
    wrong.collect()
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
