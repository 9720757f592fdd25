//! Random acts of those who formulate a plan, on the rows there are.

use domain::catalogo::CodigoClasificador;
use domain::command::{CeldaMeta, NuevaActividad};
use domain::plan::{
    Actividad, CampoActividad, CampoInsumo, CampoUnidad, Campos, Estado, Insumo, Orden, Periodo, UnidadOrganica, Valor,
    Ventana,
};
use domain::{Cantidad, Command, Context, Dinero, Mes, Plan, Precio, Rol};
use proptest::prelude::*;

use super::soporte::*;

#[derive(Clone, Debug)]
pub enum Op {
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

pub fn op() -> impl Strategy<Value = Op> {
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
pub fn command(plan: &Plan, op: &Op, serial: u128) -> Option<Command> {
    let activities: Vec<_> = plan.todos::<Actividad>().values().cloned().collect();
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

fn edit_activity(row: &Actividad, nuevo: CampoActividad) -> Command {
    Command::EditarActividad { id: row.id, seen: row.leer(&nuevo), nuevo }
}

fn other(estado: Estado) -> Estado {
    if estado.es_vigente() { Estado::Retirado } else { Estado::Vigente }
}

/// Who may do it: the administrator moves units, each unit's editor the rest.
pub fn context_for(plan: &Plan, command: &Command) -> Context {
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
