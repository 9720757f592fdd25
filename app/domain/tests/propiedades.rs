//! Random plans: totals equal a recount, replicas agree, nothing panics.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use std::collections::BTreeMap;

use domain::catalogo::{CodigoClasificador, CodigoRubro, TipoGasto};
use domain::command::{CeldaMeta, NuevaActividad};
use domain::entry::Body;
use domain::plan::{
    CampoActividad, CampoInsumo, CampoUnidad, Campos, Estado, Insumo, Orden, Periodo, UnidadOrganica, Valor, Ventana,
};
use domain::undo::undoing;
use domain::{Cantidad, Command, CommandId, Dinero, Entry, Hash, Id, Instante, Mes, Plan, Precio, Rol, decide};
use proptest::prelude::*;
use soporte::*;

#[derive(Clone, Debug)]
enum Op {
    Activity { unit: u8 },
    Line { activity: u8, rubro: u8, kind: u8, class: u8, price: i64, months: [u16; 12] },
    Price { line: u8, price: i64 },
    Quantity { line: u8, month: u8, value: u16 },
    Rubro { line: u8, rubro: u8 },
    Class { line: u8, class: u8 },
    State { line: u8 },
    ActivityState { activity: u8 },
    Target { activity: u8, month: u8, value: u16 },
    Rehang { unit: u8, under: u8 },
    Window { activity: u8, from: u8, to: u8 },
    Priority { activity: u8, after: u8 },
}

fn op() -> impl Strategy<Value = Op> {
    let price = || 0_i64..3_000_000_000;
    prop_oneof![
        2 => (0_u8..3).prop_map(|unit| Op::Activity { unit }),
        6 => (any::<u8>(), 0_u8..4, 0_u8..3, 0_u8..3, price(), prop::array::uniform12(0_u16..400))
            .prop_map(|(activity, rubro, kind, class, price, months)| Op::Line { activity, rubro, kind, class, price, months }),
        2 => (any::<u8>(), price()).prop_map(|(line, price)| Op::Price { line, price }),
        3 => (any::<u8>(), 0_u8..12, any::<u16>()).prop_map(|(line, month, value)| Op::Quantity { line, month, value }),
        1 => (any::<u8>(), 0_u8..4).prop_map(|(line, rubro)| Op::Rubro { line, rubro }),
        1 => (any::<u8>(), 0_u8..3).prop_map(|(line, class)| Op::Class { line, class }),
        1 => any::<u8>().prop_map(|line| Op::State { line }),
        1 => any::<u8>().prop_map(|activity| Op::ActivityState { activity }),
        3 => (any::<u8>(), 0_u8..13, any::<u16>()).prop_map(|(activity, month, value)| Op::Target { activity, month, value }),
        1 => (0_u8..3, 0_u8..4).prop_map(|(unit, under)| Op::Rehang { unit, under }),
        1 => (any::<u8>(), 1_u8..13, 1_u8..13).prop_map(|(activity, from, to)| Op::Window { activity, from, to }),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(activity, after)| Op::Priority { activity, after }),
    ]
}

const RUBROS: [u8; 4] = [0, 7, 8, 9];
const CLASSES: [&str; 3] = ["2.3.1.5.1.2", "2.3.2.7.11.99", "2.6.3.2.3.1"];

fn pick<T: Clone>(rows: &[T], at: u8) -> Option<T> {
    (!rows.is_empty()).then(|| rows[usize::from(at) % rows.len()].clone())
}

fn month(at: u8) -> Mes {
    Mes::from_number(u32::from(at % 12) + 1).unwrap()
}

fn value(kind: u8, price: i64, months: [u16; 12]) -> Valor {
    let amounts = months.map(|m| Dinero::from_centimos(i64::from(m) * 1_017));
    match kind {
        0 => Valor::PorCantidad {
            precio: Precio::from_diezmilesimos(price).unwrap(),
            cantidades: months.map(|m| Cantidad::enteras(m.into())),
        },
        1 => Valor::PorImporte { importes: amounts },
        _ => Valor::PorDetallar { importes: amounts },
    }
}

/// The command an operation asks for, on the rows there are.
fn command(plan: &Plan, op: &Op, serial: u128) -> Option<Command> {
    let activities: Vec<_> = plan.todos::<domain::plan::Actividad>().values().cloned().collect();
    let lines: Vec<_> = plan.todos::<Insumo>().values().cloned().collect();
    let edit =
        |line: &Insumo, nuevo: CampoInsumo| Command::EditarInsumo { id: line.id, seen: line.leer(&nuevo), nuevo };
    Some(match op {
        Op::Activity { unit } => {
            Command::CrearActividad(NuevaActividad { unidad: id(u128::from(*unit) + 1), ..nueva(1_000 + serial) })
        }
        Op::Line { activity, rubro: code, kind, class, price, months } => Command::CrearInsumo(Insumo {
            rubro: rubro(RUBROS[usize::from(*code)]),
            clasificador: CodigoClasificador::new(CLASSES[usize::from(*class)]).unwrap(),
            actividad: pick(&activities, *activity)?.id,
            ..insumo(100_000 + serial, 0, value(*kind, *price, *months))
        }),
        Op::Price { line, price } => {
            edit(&*pick(&lines, *line)?, CampoInsumo::Precio(Precio::from_diezmilesimos(*price).unwrap()))
        }
        Op::Quantity { line, month: at, value } => {
            let row = pick(&lines, *line)?;
            let nuevo = match row.valor {
                Valor::PorCantidad { .. } => CampoInsumo::CantidadMes(month(*at), Cantidad::enteras((*value).into())),
                _ => CampoInsumo::ImporteMes(month(*at), Dinero::from_centimos((*value).into())),
            };
            edit(&row, nuevo)
        }
        Op::Rubro { line, rubro: code } => {
            edit(&*pick(&lines, *line)?, CampoInsumo::Rubro(rubro(RUBROS[usize::from(*code)])))
        }
        Op::Class { line, class } => {
            let code = CodigoClasificador::new(CLASSES[usize::from(*class)]).unwrap();
            edit(&*pick(&lines, *line)?, CampoInsumo::Clasificador(code))
        }
        Op::State { line } => {
            let row = pick(&lines, *line)?;
            edit(&row, CampoInsumo::Estado(other(row.estado)))
        }
        Op::ActivityState { activity } => {
            let row = pick(&activities, *activity)?;
            edit_activity(&row, CampoActividad::Estado(other(row.estado)))
        }
        Op::Window { activity, from, to } => {
            let row = pick(&activities, *activity)?;
            let ventana = Ventana { inicio: dia(2017, u32::from(*from), 1), fin: dia(2017, u32::from(*to), 28) };
            edit_activity(&row, CampoActividad::Ventana(ventana))
        }
        Op::Priority { activity, after } => {
            let before = pick(&activities, *after)?;
            let orden = Orden::entre(Some(&before.prioridad), None);
            edit_activity(&*pick(&activities, *activity)?, CampoActividad::Prioridad(orden))
        }
        Op::Target { activity, month: at, value } => {
            let row = pick(&activities, *activity)?;
            let periodo = if *at == 12 { Periodo::Anual } else { Periodo::Mes(month(*at)) };
            let nueva = Some(Cantidad::enteras((*value).into()));
            let seen = row.meta.get(periodo);
            Command::ProgramarMetas(vec![CeldaMeta { actividad: row.id, periodo, seen, nueva }])
        }
        Op::Rehang { unit, under } => {
            let unit = plan.get(id::<UnidadOrganica>(u128::from(*unit) + 1))?;
            let superior = (*under < 3).then(|| id(u128::from(*under) + 1));
            Command::EditarUnidad {
                id: unit.id,
                seen: CampoUnidad::Superior(unit.superior),
                nuevo: CampoUnidad::Superior(superior),
            }
        }
    })
}

fn edit_activity(row: &domain::plan::Actividad, nuevo: CampoActividad) -> Command {
    Command::EditarActividad { id: row.id, seen: row.leer(&nuevo), nuevo }
}

fn other(estado: Estado) -> Estado {
    if estado.es_vigente() { Estado::Retirado } else { Estado::Vigente }
}

/// Who may do it: the administrator moves units, each unit's editor the rest.
fn context_for(plan: &Plan, command: &Command) -> domain::Context {
    let unit = match command {
        Command::EditarUnidad { .. } => return como(Rol::Administrador, None),
        Command::CrearActividad(nueva) => nueva.unidad,
        Command::EditarActividad { id, .. } => plan.get(*id).unwrap().unidad,
        Command::ProgramarMetas(cells) => plan.get(cells[0].actividad).unwrap().unidad,
        Command::CrearInsumo(line) => plan.get(line.actividad).unwrap().unidad,
        Command::EditarInsumo { id, .. } => plan.get(plan.get(*id).unwrap().actividad).unwrap().unidad,
        other => unreachable!("{other:?}"),
    };
    como(Rol::EditorUnidad, Some(unit.uuid().as_u128()))
}

type Sums = BTreeMap<(CodigoRubro, TipoGasto, usize), i64>;

/// Counts every line anew, without the totals the plan keeps.
fn recount(plan: &Plan, counts: impl Fn(Id<UnidadOrganica>) -> bool) -> Sums {
    let mut sums = Sums::new();
    for line in plan.todos::<Insumo>().values().filter(|line| line.estado.es_vigente()) {
        let activity = plan.get(line.actividad).unwrap();
        if !activity.estado.es_vigente() || !counts(activity.unidad) {
            continue;
        }
        for (month, amount) in line.valor.importes().unwrap().iter().enumerate() {
            *sums.entry((line.rubro, line.tipo(), month)).or_default() += amount.centimos();
        }
    }
    sums.retain(|_, amount| *amount != 0);
    sums
}

fn kept(totals: &domain::plan::Desglose) -> Sums {
    let mut sums = Sums::new();
    for (rubro, tipo, months) in totals.filas() {
        for (month, amount) in months.iter().enumerate().filter(|(_, amount)| !amount.es_cero()) {
            sums.insert((rubro, tipo, month), amount.centimos());
        }
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig { cases: campaign(100_000), failure_persistence: None, ..ProptestConfig::default() })]

    /// Σ insumos = Σ activities = unit = roll-up = institution, per month, rubro and type.
    #[test]
    fn totals_equal_a_recount(ops in prop::collection::vec(op(), 1..40)) {
        let mut plan = plan();
        for (serial, op) in (0..).zip(&ops) {
            if let Some(command) = command(&plan, op, serial) {
                let context = context_for(&plan, &command);
                let _ = act(&mut plan, &context, &command);
            }
        }
        for unit in plan.todos::<UnidadOrganica>().keys() {
            prop_assert_eq!(kept(&plan.totales().propio(*unit)), recount(&plan, |own| own == *unit));
            prop_assert_eq!(kept(&plan.totales().acumulado(*unit)), recount(&plan, |own| plan.linea(own).contains(unit)));
        }
        prop_assert_eq!(kept(plan.totales().institucion()), recount(&plan, |_| true));
        for row in plan.todos::<domain::plan::Actividad>().values() {
            let lines: i64 = plan.insumos_de(row.id).map(|line| line.total().centimos()).sum();
            let expected = if row.estado.es_vigente() { lines } else { 0 };
            prop_assert_eq!(plan.totales().actividad(row.id).total().centimos(), expected);
            for mes in Mes::todos().filter(|mes| row.estado.es_vigente() && !row.ventana.contiene(*mes)) {
                prop_assert!(plan.totales().actividad(row.id).por_mes()[mes].es_cero(), "money outside the window");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: campaign(20_000), failure_persistence: None, ..ProptestConfig::default() })]

    /// A replica that applies the log is the plan that wrote it; a checkpoint reads back the same.
    #[test]
    fn a_log_replayed_is_the_plan(ops in prop::collection::vec(op(), 1..30)) {
        let mut plan = plan();
        let mut replica = Plan::from_checkpoint(plan.checkpoint());
        let (mut version, mut head, mut check) = (0, Hash::GENESIS, Hash::GENESIS);
        for (serial, op) in (0..).zip(&ops) {
            let Some(command) = command(&plan, op, serial) else { continue };
            let context = context_for(&plan, &command);
            let Ok(changes) = decide(&plan, &context, &command) else { continue };
            if changes.is_empty() { continue }
            version += 1;
            let body = Body {
                version,
                command_id: CommandId(uuid::Uuid::from_u128(serial)),
                persona: context.actor.persona,
                instante: Instante::from_micros(i64::try_from(serial).unwrap()),
                changes,
            };
            let (bytes, hash) = Entry::write(&body, head).unwrap();
            head = hash;
            plan.apply_entry(&body);
            let read = Entry::read(&bytes, hash).unwrap();
            check = check.follow(&bytes);
            replica.apply_entry(&read.body);
        }
        prop_assert_eq!(head, check);
        prop_assert_eq!(&replica, &plan);
        let again: domain::plan::Checkpoint =
            serde_json::from_slice(&serde_json::to_vec(&plan.checkpoint()).unwrap()).unwrap();
        prop_assert_eq!(Plan::from_checkpoint(again), plan.clone());
        prop_assert_eq!(replica.state_hash(), plan.state_hash());
    }

    /// Undoing gives back the same totals, and redoing the same plan.
    #[test]
    fn an_act_undone_leaves_the_totals_as_they_were(ops in prop::collection::vec(op(), 1..20)) {
        let mut plan = plan();
        for (serial, op) in (0..).zip(&ops) {
            let Some(command) = command(&plan, op, serial) else { continue };
            let context = context_for(&plan, &command);
            let before = plan.totales().clone();
            let Ok(changes) = act(&mut plan, &context, &command) else { continue };
            let Some(inverse) = undoing(&changes) else { continue };
            let mut back = plan.clone();
            let Ok(undone) = act(&mut back, &context, &inverse) else { continue };
            prop_assert_eq!(back.totales(), &before);
            let redo = undoing(&undone).filter(|_| !undone.is_empty());
            if let Some(redo) = redo && act(&mut back, &context, &redo).is_ok() {
                prop_assert_eq!(&back, &plan);
            }
        }
    }
}
