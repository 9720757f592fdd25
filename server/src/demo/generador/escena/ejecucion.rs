//! What each unit did and spent in a month, and the closing of it.

use chrono::NaiveDate;
use domain::{
    Cantidad, Command, Dinero, Id, Mes, Plan, Rol,
    catalogo::CodigoRubro,
    command::{CeldaAvance, CeldaGasto},
    entry::Body,
    plan::{Actividad, Agregacion, ClaveGasto, Fase, UnidadOrganica},
    valor::Decimales,
};

use super::super::{
    Incoherencia,
    base::Base,
    history::{History, day},
    seeded::Seeded,
};

/// A command holds no more cells.
const JUNTAS: usize = 1_000;
/// What is left of a certificado and worth taking back, in céntimos.
const SOBRANTE: i64 = 20_000;

/// Registered in the week that follows the month.
pub fn write<S: FnMut(Body)>(history: &mut History<S>, base: &Base, mes: Mes) -> Result<(), Incoherencia> {
    history.go_on(week_after(mes), 5, base.dependencias.len() * 2 + 1);
    for unit in &base.dependencias {
        let done = quantities(&history.plan, &mut history.seeded, unit.id, mes);
        for cells in done.chunks(JUNTAS) {
            history.record(unit.editor, &Command::RegistrarAvances(cells.to_vec()))?;
        }
        let spent = amounts(&history.plan, &mut history.seeded, unit.id, mes);
        for cells in spent.chunks(JUNTAS) {
            history.record(unit.editor, &Command::RegistrarGastos(cells.to_vec()))?;
        }
    }
    Ok(())
}

pub fn close<S: FnMut(Body)>(history: &mut History<S>, base: &Base, mes: Mes) -> Result<(), Incoherencia> {
    history.record(base.actor(Rol::Coordinador)?, &Command::CerrarMes { mes })
}

/// The Monday on which the next month's first whole week begins.
fn week_after(mes: Mes) -> NaiveDate {
    match mes.number() {
        1 => day(2016, 2, 1),
        2 => day(2016, 3, 7),
        3 => day(2016, 4, 4),
        4 => day(2016, 5, 2),
        5 => day(2016, 6, 6),
        6 => day(2016, 7, 4),
        _ => day(2016, 8, 1),
    }
}

fn quantities(plan: &Plan, seeded: &mut Seeded, unidad: Id<UnidadOrganica>, mes: Mes) -> Vec<CeldaAvance> {
    let cell = |row: &Actividad, nueva| CeldaAvance { actividad: row.id, mes, seen: None, nueva: Some(nueva) };
    let rows = plan.actividades_de(unidad);
    rows.filter_map(|row| Some(cell(row, done(plan, seeded, row, mes)?))).collect()
}

/// Near the target more often than not; now and then more, late, or not told.
fn done(plan: &Plan, seeded: &mut Seeded, row: &Actividad, mes: Mes) -> Option<Cantidad> {
    let decimales = plan.get(row.indicador.unidad_medida).map(|unit| unit.decimales).unwrap_or_default();
    let Some(meta) = row.meta.meses[mes].filter(|meta| !meta.es_cero()) else {
        let early = row.agregacion == Agregacion::Suma && seeded.chance(4);
        return if early { whole(decimales.step() * 2, decimales) } else { None };
    };
    if seeded.chance(4) {
        return None;
    }
    let percent = seeded.weighted(&[((96, 100), 60), ((70, 95), 25), ((101, 118), 12), ((0, 40), 3)])?;
    let most = if row.agregacion == Agregacion::Suma { 118 } else { 100 };
    let percent = i64::from(seeded.between(percent.0, percent.1).min(most));
    whole(meta.diezmilesimos() * percent / 100, decimales)
}

/// As much of it as the unit of measure takes.
fn whole(tenths: i64, decimales: Decimales) -> Option<Cantidad> {
    Cantidad::from_diezmilesimos(tenths / decimales.step() * decimales.step())
}

fn amounts(plan: &Plan, seeded: &mut Seeded, unidad: Id<UnidadOrganica>, mes: Mes) -> Vec<CeldaGasto> {
    let mut cells = Vec::new();
    for row in plan.actividades_de(unidad) {
        for (rubro, _) in plan.totales().actividad(row.id).por_rubro() {
            let clave = ClaveGasto { actividad: row.id, rubro };
            let (certificado, devengado) = spent(plan, seeded, clave, programmed(plan, row.id, rubro, mes));
            let cell = |(fase, nuevo): (Fase, Dinero)| CeldaGasto { clave, mes, fase, seen: None, nuevo: Some(nuevo) };
            let both = [(Fase::Certificado, certificado), (Fase::Devengado, devengado)];
            cells.extend(both.into_iter().filter(|(_, amount)| !amount.es_cero()).map(cell));
        }
    }
    cells
}

/// Never more certified than programmed, nor more accrued than certified. What a certificado leaves
/// over is taken back, once in a while, in a month that needs none.
fn spent(plan: &Plan, seeded: &mut Seeded, clave: ClaveGasto, programado: Dinero) -> (Dinero, Dinero) {
    let gasto = plan.gasto(clave);
    let spare = gasto.total(Fase::Certificado).menos(gasto.total(Fase::Devengado)).centimos();
    if programado.es_cero() {
        let back = spare > SOBRANTE && seeded.chance(12);
        return (if back { part(-spare, 40) } else { Dinero::CERO }, Dinero::CERO);
    }
    let certificado = part(programado.centimos(), seeded.between(88, 100));
    (certificado, part(certificado.centimos(), seeded.between(70, 100)))
}

/// A percentage, in whole soles where there are some.
fn part(centimos: i64, percent: u32) -> Dinero {
    let exact = centimos * i64::from(percent) / 100;
    Dinero::from_centimos(if exact.abs() > 100 { exact / 100 * 100 } else { exact })
}

fn programmed(plan: &Plan, actividad: Id<Actividad>, rubro: CodigoRubro, mes: Mes) -> Dinero {
    let totals = plan.totales().actividad(actividad);
    totals.filas().filter(|(of, _, _)| *of == rubro).map(|(_, _, months)| months[mes]).sum()
}
