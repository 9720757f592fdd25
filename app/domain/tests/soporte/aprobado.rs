//! The small plan, complete and approved, and the people who act on it afterwards.

use chrono::NaiveDate;
use domain::command::{CeldaAvance, CeldaGasto};
use domain::plan::{
    Acto, CampoAccion, ClaseActo, ClaveGasto, ClaveTecho, Comparador, Fase, Frecuencia, IndicadorEstrategico,
    MetaEstrategica, Valor, Vencimiento,
};
use domain::texto::Texto;
use domain::{Cantidad, Command, Context, Mes, Plan, Rol};

use super::*;

/// Another person, on another day.
pub fn persona(number: u128, context: Context, hoy: NaiveDate) -> Context {
    let mut context = context;
    context.actor.persona = id(number);
    Context { hoy, ..context }
}

/// 15 August of the year of the plan.
pub fn agosto() -> NaiveDate {
    dia(2017, 8, 15)
}
pub fn jefe() -> Context {
    persona(901, como(Rol::JefeUnidad, Some(UNIDAD)), agosto())
}
pub fn jefe_de_otra() -> Context {
    persona(902, como(Rol::JefeUnidad, Some(OTRA)), agosto())
}
pub fn analista() -> Context {
    persona(903, como(Rol::Analista, None), agosto())
}
pub fn coordinador() -> Context {
    persona(904, como(Rol::Coordinador, None), agosto())
}
pub fn titular() -> Context {
    persona(905, como(Rol::Titular, None), agosto())
}

pub fn acuerdo(day: NaiveDate) -> Acto {
    Acto { clase: ClaseActo::AcuerdoConcejo, numero: Texto::new("101-2016-MPH/CM").unwrap(), fecha: day }
}
pub fn resolucion(day: NaiveDate) -> Acto {
    Acto { clase: ClaseActo::ResolucionAlcaldia, numero: Texto::new("650-2016-MPH/A").unwrap(), fecha: day }
}

pub fn aprobar_poi() -> Command {
    Command::AprobarPoi {
        version: id(600),
        acuerdo: acuerdo(dia(2016, 12, 20)),
        resolucion: resolucion(dia(2016, 12, 28)),
    }
}

pub fn indicador_de_accion() -> CampoAccion {
    CampoAccion::Indicadores(vec![IndicadorEstrategico {
        nombre: nombre("Proyectos con expediente"),
        fuente: nombre("Banco de proyectos"),
        frecuencia: Frecuencia::Anual,
        metas: vec![MetaEstrategica {
            valor: Cantidad::enteras(10),
            unidad: Texto::new("proyectos").unwrap(),
            comparador: Comparador::AlMenos,
            vencimiento: Vencimiento::CadaEjercicio,
        }],
        meta_literal: Texto::default(),
    }])
}

/// Lines: 200 of activity 100 por cantidad (S/ 120), 201 of activity 101 por importe (S/ 1,200),
/// 202 of activity 102 of OTRA por importe in another rubro (S/ 600). All else as approval asks.
pub fn aprobable() -> Plan {
    let mut plan = con_actividad();
    let opp = como(Rol::Coordinador, None);
    must(&mut plan, &editor(), Command::CrearActividad(nueva(101)));
    let other = NuevaActividad { unidad: id(OTRA), ..nueva(102) };
    must(&mut plan, &como(Rol::EditorUnidad, Some(OTRA)), Command::CrearActividad(other));
    must(&mut plan, &editor(), Command::CrearInsumo(insumo(200, 100, por_cantidad("1", [10; 12]))));
    let amounts = |amount| Valor::PorImporte { importes: [soles(amount); 12] };
    must(&mut plan, &editor(), Command::CrearInsumo(insumo(201, 101, amounts(100))));
    let line = Insumo { rubro: rubro(7), ..insumo(202, 102, amounts(50)) };
    must(&mut plan, &como(Rol::EditorUnidad, Some(OTRA)), Command::CrearInsumo(line));
    let seen = CampoAccion::Indicadores(vec![]);
    must(&mut plan, &opp, Command::EditarAccion { id: id(AEI), seen, nuevo: indicador_de_accion() });
    let mut seen_by_titular = vec![];
    for (unidad, code, amount) in [(UNIDAD, 8, 1_320), (OTRA, 7, 600)] {
        let frame = Command::FijarMarcoPresupuestal { rubro: rubro(code), seen: None, nuevo: soles(amount) };
        must(&mut plan, &opp, frame);
        let (unidad, rubro) = (id(unidad), rubro(code));
        must(&mut plan, &opp, Command::ProponerTecho { unidad, rubro, seen: None, nuevo: soles(amount) });
        seen_by_titular.push((ClaveTecho { unidad, rubro }, soles(amount)));
    }
    must(&mut plan, &titular(), Command::AprobarTechosVistos(seen_by_titular));
    plan
}

pub fn aprobado() -> Plan {
    let mut plan = aprobable();
    must(&mut plan, &titular(), aprobar_poi());
    plan
}

pub fn mes(number: u32) -> Mes {
    Mes::from_number(number).unwrap()
}

pub fn avance(actividad: u128, month: u32, seen: Option<u32>, nueva: Option<u32>) -> CeldaAvance {
    let cantidad = |units: Option<u32>| units.map(Cantidad::enteras);
    CeldaAvance { actividad: id(actividad), mes: mes(month), seen: cantidad(seen), nueva: cantidad(nueva) }
}

/// Of activity 101, in rubro 08.
pub fn gasto(fase: Fase, month: u32, seen: Option<i64>, nuevo: Option<i64>) -> CeldaGasto {
    let clave = ClaveGasto { actividad: id(101), rubro: rubro(8) };
    CeldaGasto { clave, mes: mes(month), fase, seen: seen.map(soles), nuevo: nuevo.map(soles) }
}
