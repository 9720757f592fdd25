//! What travels reads back: every view of a plan and every refusal, whatever its cells hold.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::command::CeldaMeta;
use domain::plan::{Actividad, Agregacion, CampoActividad, CampoInsumo, Campos, Checkpoint, Periodo, Valor};
use domain::vista::{self, Ambito};
use domain::{Cantidad, Command, Context, Dinero, Mes, Plan, Precio, Rejections, Rol};
use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use soporte::*;

const ACTIVIDADES: [u128; 2] = [100, 101];

fn reads_back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    let read: T = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert_eq!(&read, value);
}

fn every_view_reads_back(plan: &Plan) {
    for unit in [GERENCIA, UNIDAD, OTRA] {
        reads_back(&vista::programacion(plan, &editor().actor, id(unit)));
        reads_back(&vista::inicio(plan, Some(id(unit)), dia(2016, 3, 18)));
        for ambito in [Ambito::Propio, Ambito::ConDependientes] {
            reads_back(&vista::cuadro_resumen(plan, id(unit), ambito));
            reads_back(&vista::resumen(plan, id(unit), ambito));
        }
    }
    for row in plan.todos::<Actividad>().values() {
        reads_back(&vista::detalle(plan, row.id));
    }
    reads_back(&vista::marco(plan, &como(Rol::Coordinador, None).actor));
    let rows: Checkpoint = serde_json::from_slice(&serde_json::to_vec(&plan.checkpoint()).unwrap()).unwrap();
    assert_eq!(&Plan::from_checkpoint(rows), plan);
}

/// Cells at the edges of what their readers take, and between.
fn extreme(maximum: i64) -> impl Strategy<Value = i64> {
    prop_oneof![3 => Just(maximum), 1 => Just(maximum - 1), 1 => Just(maximum / 2 + 1), 1 => Just(0), 1 => Just(1), 2 => 0..=maximum]
}

fn cantidad() -> impl Strategy<Value = Cantidad> {
    // Whole units, as the unit of measure of the fixture takes.
    extreme(99_999_999_999).prop_map(|units| Cantidad::from_diezmilesimos(units * 10_000).unwrap())
}

fn dinero() -> impl Strategy<Value = Dinero> {
    prop_oneof![5 => extreme(Dinero::MAXIMO.centimos()), 1 => Just(i64::MAX), 1 => Just(i64::MIN)]
        .prop_map(Dinero::from_centimos)
}

fn precio() -> impl Strategy<Value = Precio> {
    extreme(Precio::MAXIMO.diezmilesimos()).prop_map(|value| Precio::from_diezmilesimos(value).unwrap())
}

#[derive(Clone, Debug)]
enum Op {
    Meta(usize, u32, Cantidad),
    Agregacion(usize, Agregacion),
    PorCantidad(usize, Precio, Vec<Cantidad>),
    PorImporte(usize, Vec<Dinero>),
    Precio(u8, Precio),
    Mes(u8, u32, Cantidad, Dinero),
    Techo(u8, Dinero),
    Marco(Dinero),
}

fn op() -> impl Strategy<Value = Op> {
    let row = 0..ACTIVIDADES.len();
    let kinds = prop::sample::select(Agregacion::TODAS.to_vec());
    prop_oneof![
        6 => (row.clone(), 0_u32..=12, cantidad()).prop_map(|(row, month, value)| Op::Meta(row, month, value)),
        2 => (row.clone(), kinds).prop_map(|(row, kind)| Op::Agregacion(row, kind)),
        2 => (row.clone(), precio(), prop::collection::vec(cantidad(), 12)).prop_map(|(row, price, months)| Op::PorCantidad(row, price, months)),
        2 => (row, prop::collection::vec(dinero(), 12)).prop_map(|(row, months)| Op::PorImporte(row, months)),
        1 => (any::<u8>(), precio()).prop_map(|(line, price)| Op::Precio(line, price)),
        2 => (any::<u8>(), 1_u32..=12, cantidad(), dinero()).prop_map(|(line, month, many, much)| Op::Mes(line, month, many, much)),
        1 => (1_u8..=3, dinero()).prop_map(|(unit, amount)| Op::Techo(unit, amount)),
        1 => dinero().prop_map(Op::Marco),
    ]
}

fn command(plan: &Plan, op: &Op, serial: u128) -> Option<(Context, Command)> {
    let line = |at: &u8| plan.todos::<domain::plan::Insumo>().values().nth(usize::from(*at) % 8).cloned();
    let add = |row: &usize, valor| Command::CrearInsumo(insumo(200 + serial, ACTIVIDADES[*row], valor));
    let opp = como(Rol::Coordinador, None);
    Some(match op {
        Op::Meta(row, month, value) => {
            let periodo = Mes::from_number(*month).map_or(Periodo::Anual, Periodo::Mes);
            let actividad = id::<Actividad>(ACTIVIDADES[*row]);
            let seen = plan.get(actividad)?.meta.get(periodo);
            (editor(), Command::ProgramarMetas(vec![CeldaMeta { actividad, periodo, seen, nueva: Some(*value) }]))
        }
        Op::Agregacion(row, kind) => {
            let (row, nuevo) = (plan.get(id::<Actividad>(ACTIVIDADES[*row]))?, CampoActividad::Agregacion(*kind));
            (editor(), Command::EditarActividad { id: row.id, seen: row.leer(&nuevo), nuevo })
        }
        Op::PorCantidad(row, precio, months) => {
            let cantidades = months.clone().try_into().unwrap();
            (editor(), add(row, Valor::PorCantidad { precio: *precio, cantidades }))
        }
        Op::PorImporte(row, months) => {
            (editor(), add(row, Valor::PorImporte { importes: months.clone().try_into().unwrap() }))
        }
        Op::Precio(at, price) => {
            let (row, nuevo) = (line(at)?, CampoInsumo::Precio(*price));
            (editor(), Command::EditarInsumo { id: row.id, seen: row.leer(&nuevo), nuevo })
        }
        Op::Mes(at, month, many, much) => {
            let (row, mes) = (line(at)?, Mes::from_number(*month)?);
            let nuevo = match row.valor {
                Valor::PorCantidad { .. } => CampoInsumo::CantidadMes(mes, *many),
                _ => CampoInsumo::ImporteMes(mes, *much),
            };
            (editor(), Command::EditarInsumo { id: row.id, seen: row.leer(&nuevo), nuevo })
        }
        Op::Techo(unit, nuevo) => {
            let (unidad, rubro) = (id(u128::from(*unit)), rubro(8));
            let seen = plan.techo(unidad, rubro).map(|techo| techo.propuesto);
            (opp, Command::ProponerTecho { unidad, rubro, seen, nuevo: *nuevo })
        }
        Op::Marco(nuevo) => {
            let seen = plan.marco_presupuestal().get(&rubro(8)).copied();
            (opp, Command::FijarMarcoPresupuestal { rubro: rubro(8), seen, nuevo: *nuevo })
        }
    })
}

fn with_two_activities() -> Plan {
    let mut plan = con_actividad();
    must(&mut plan, &editor(), Command::CrearActividad(nueva(101)));
    plan
}

proptest! {
    #![proptest_config(ProptestConfig { cases: campaign(5_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_view_and_every_refusal_reads_back(ops in prop::collection::vec(op(), 1..30)) {
        let mut plan = with_two_activities();
        for (serial, op) in (0..).zip(&ops) {
            let Some((context, command)) = command(&plan, op, serial) else { continue };
            reads_back(&command);
            match act(&mut plan, &context, &command) {
                Ok(changes) => reads_back(&changes),
                Err(rejections) => reads_back::<Rejections>(&rejections),
            }
        }
        every_view_reads_back(&plan);
    }
}

/// An AEI's activities may together pass what one cell holds.
#[test]
fn what_two_activities_contribute_may_pass_what_one_may_hold() {
    let mut plan = with_two_activities();
    for number in ACTIVIDADES {
        let nueva = Some(Cantidad::MAXIMA);
        let cell = CeldaMeta { actividad: id(number), periodo: Periodo::Anual, seen: None, nueva };
        must(&mut plan, &editor(), Command::ProgramarMetas(vec![cell]));
    }
    let detail = vista::detalle(&plan, id(100)).unwrap();
    assert_eq!(detail.aportes[0].cantidad.to_string(), "199,999,999,998");
    every_view_reads_back(&plan);
}

/// A log written before the rule may hold months that pass the maximum together.
#[test]
fn a_row_written_before_the_rule_is_still_read() {
    let mut plan = with_two_activities();
    for mes in [1, 2] {
        plan.apply(&domain::Change::MetaProgramada {
            id: id(100),
            periodo: Periodo::Mes(Mes::from_number(mes).unwrap()),
            antes: None,
            ahora: Some(Cantidad::MAXIMA),
        });
    }
    every_view_reads_back(&plan);
}
