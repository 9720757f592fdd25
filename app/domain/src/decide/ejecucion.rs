//! What is executed of an approved plan (SPEC §8, Art. 11): only in months that have begun and
//! are not closed.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Decision, MAXIMO_DE_ACTOS,
    comun::{buscar, exigir, formula, vigente},
    meta,
};
use crate::{
    Actor, Cantidad, Change, Context, Dinero, Id, Mes, Plan, Rejection, Rejections,
    command::{CeldaAvance, CeldaGasto},
    plan::{Actividad, Agregacion, Autor, Celda, ClaveGasto, Fase, Gasto},
    valor::CantidadTotal,
};

pub(super) fn registrar_avances(plan: &Plan, context: &Context, celdas: &[CeldaAvance]) -> Decision {
    no_demasiadas(celdas.len())?;
    let (mut known, mut wrong, mut facts) = (BTreeSet::new(), Vec::new(), Vec::new());
    let mut working = plan.clone();
    for celda in celdas {
        if !known.insert((celda.actividad, celda.mes)) {
            wrong.push(Rejection::MesRepetido { mes: celda.mes });
        }
        match un_avance(plan, context, celda) {
            Ok(change) => facts.extend(change),
            Err(rejection) => wrong.push(rejection),
        }
    }
    for change in &facts {
        working.apply(change);
    }
    for id in celdas.iter().map(|celda| celda.actividad).collect::<BTreeSet<_>>() {
        wrong.extend(avance_posible(&working, id).err());
    }
    Rejections::check(wrong)?;
    Ok(facts)
}

fn un_avance(plan: &Plan, context: &Context, celda: &CeldaAvance) -> Result<Option<Change>, Rejection> {
    let row = buscar(plan, celda.actividad, "La actividad")?;
    formula(plan, &context.actor, row.unidad)?;
    vigente(row.estado, &row.nombre)?;
    let now = plan.avances(row.id)[celda.mes];
    if now == celda.nueva {
        return Ok(None);
    }
    mes_abierto(plan, context, celda.mes)?;
    if now != celda.seen {
        let actual = now.map_or_else(|| "en blanco".into(), |cantidad| cantidad.to_string());
        let autor = plan.autor(Celda::avance(row.id, celda.mes));
        return Err(ajeno(format!("lo ejecutado en {}", celda.mes), actual, autor));
    }
    if let Some(cantidad) = celda.nueva {
        meta::cabe(cantidad, buscar(plan, row.indicador.unidad_medida, "La unidad de medida")?)?;
    }
    Ok(Some(Change::AvanceRegistrado { actividad: row.id, mes: celda.mes, antes: now, ahora: celda.nueva }))
}

/// Months that add up make a total that a cell can hold.
fn avance_posible(plan: &Plan, id: Id<Actividad>) -> Result<(), Rejection> {
    let adds_up = plan.get(id).is_some_and(|row| row.agregacion == Agregacion::Suma);
    let months: CantidadTotal = plan.avances(id).iter().flatten().copied().collect::<Vec<Cantidad>>().into_iter().sum();
    if adds_up && months.excede() { Err(Rejection::MetaExcesiva) } else { Ok(()) }
}

pub(super) fn registrar_gastos(plan: &Plan, context: &Context, celdas: &[CeldaGasto]) -> Decision {
    no_demasiadas(celdas.len())?;
    let (mut known, mut wrong, mut facts) = (BTreeSet::new(), Vec::new(), Vec::new());
    let mut after: BTreeMap<ClaveGasto, Gasto> = BTreeMap::new();
    for celda in celdas {
        if !known.insert((celda.clave, celda.mes, celda.fase)) {
            wrong.push(Rejection::MesRepetido { mes: celda.mes });
        }
        match un_gasto(plan, context, celda) {
            Ok(change) => facts.extend(change),
            Err(rejection) => wrong.push(rejection),
        }
        let row = after.entry(celda.clave).or_insert_with(|| Gasto::clone(&plan.gasto(celda.clave)));
        row.put(celda.fase, celda.mes, celda.nuevo);
    }
    // The block is judged by what it leaves, whatever the order of its cells.
    wrong.extend(after.iter().filter_map(|(clave, row)| acumulado_posible(plan, *clave, row).err()));
    Rejections::check(wrong)?;
    Ok(facts)
}

fn un_gasto(plan: &Plan, context: &Context, celda: &CeldaGasto) -> Result<Option<Change>, Rejection> {
    let CeldaGasto { clave, mes, fase, seen, nuevo } = *celda;
    let row = buscar(plan, clave.actividad, "La actividad")?;
    puede_gastar(&context.actor, row)?;
    vigente(row.estado, &row.nombre)?;
    if !plan.rubros().contains_key(&clave.rubro) {
        return Err(Rejection::RubroDesconocido { rubro: clave.rubro });
    }
    let now = plan.gasto(clave).get(fase, mes);
    if now == nuevo {
        return Ok(None);
    }
    mes_abierto(plan, context, mes)?;
    if now != seen {
        let actual = now.map_or_else(|| "en blanco".into(), |amount| amount.to_string());
        let autor = plan.autor(Celda::gasto(clave, fase, mes));
        return Err(ajeno(format!("el {} de {mes}", fase.nombre()), actual, autor));
    }
    let possible =
        |amount: Dinero| (-Dinero::MAXIMO.centimos()..=Dinero::MAXIMO.centimos()).contains(&amount.centimos());
    if nuevo.is_some_and(|amount| !possible(amount)) {
        return Err(Rejection::ImporteExcesivo);
    }
    Ok(Some(Change::GastoRegistrado { clave, mes, fase, antes: now, ahora: nuevo }))
}

/// Who writes the unit's rows, or the OPP.
fn puede_gastar(actor: &Actor, row: &Actividad) -> Result<(), Rejection> {
    let allowed = actor.rol.conduce() || actor.puede_formular(row.unidad);
    exigir(allowed.into(), actor, "registrar lo gastado por esta unidad orgánica")
}

/// Accumulated, neither phase is ever less than nothing, and devengado never more than certificado.
fn acumulado_posible(plan: &Plan, clave: ClaveGasto, row: &Gasto) -> Result<(), Rejection> {
    let actividad = plan.get(clave.actividad).map(|row| row.nombre.to_string()).unwrap_or_default();
    let rubro = clave.rubro;
    let (mut certificado, mut devengado) = (Dinero::CERO, Dinero::CERO);
    for mes in Mes::todos() {
        certificado = certificado.mas(row.certificado[mes].unwrap_or_default());
        devengado = devengado.mas(row.devengado[mes].unwrap_or_default());
        for (fase, acumulado) in [(Fase::Certificado, certificado), (Fase::Devengado, devengado)] {
            if acumulado.es_negativo() {
                return Err(Rejection::GastoNegativo { actividad, rubro, mes, fase, acumulado });
            }
        }
        if devengado > certificado {
            return Err(Rejection::DevengadoSobreCertificado { actividad, rubro, mes, devengado, certificado });
        }
    }
    Ok(())
}

pub(super) fn cerrar(plan: &Plan, context: &Context, mes: Mes) -> Decision {
    let Context { actor, hoy, .. } = context;
    exigir(actor.rol.conduce().into(), actor, "cerrar meses")?;
    let siguiente = plan.cerrado().map_or(Some(Mes::ENERO), Mes::siguiente).ok_or(Rejection::EjercicioCerrado)?;
    if mes != siguiente {
        return Err(Rejection::CierreFueraDeOrden { siguiente }.into());
    }
    let fin = plan.ejercicio().ultimo_dia(mes);
    if *hoy <= fin {
        return Err(Rejection::MesSinTerminar { mes, fin }.into());
    }
    Ok(vec![Change::MesCerrado { mes }])
}

fn mes_abierto(plan: &Plan, context: &Context, mes: Mes) -> Result<(), Rejection> {
    if plan.esta_cerrado(mes) {
        return Err(Rejection::MesCerrado { mes });
    }
    if context.hoy < plan.ejercicio().primer_dia(mes) { Err(Rejection::MesPorEmpezar { mes }) } else { Ok(()) }
}

fn no_demasiadas(cuantas: usize) -> Result<(), Rejection> {
    if cuantas <= MAXIMO_DE_ACTOS { Ok(()) } else { Err(Rejection::Demasiadas { cuantas, maximo: MAXIMO_DE_ACTOS }) }
}

fn ajeno(campo: String, actual: String, autor: Option<Autor>) -> Rejection {
    Rejection::CambioAjeno { campo, actual, autor }
}
