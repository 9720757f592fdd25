//! Bars of the schedule, and moving them.

use domain::command::{CeldaMeta, Fila, NuevaActividad, Reprogramacion};
use domain::cronograma::Reparto;
use domain::plan::{CampoActividad, Desfase, Estado, Orden, Periodo, Predecesora, Tarea, Valor, Ventana};
use domain::{Cantidad, Change, Command, Mes, Plan};

use super::{act, actividad, dia, editor, id, insumo, must, nombre, nueva};

pub fn ventana(from: (u32, u32), to: (u32, u32)) -> Ventana {
    Ventana { inicio: dia(2017, from.0, from.1), fin: dia(2017, to.0, to.1) }
}

/// Activity `number` on its days, with a target each month and a line of each kind.
pub fn crear(plan: &mut Plan, number: u128, days: Ventana, metas: &[(u32, u32)]) {
    must(
        plan,
        &editor(),
        Command::CrearActividad(NuevaActividad {
            ventana: Some(days),
            nombre: nombre(&format!("Actividad {number}")),
            ..nueva(number)
        }),
    );
    let cells = metas.iter().map(|(month, value)| CeldaMeta {
        actividad: id(number),
        periodo: Periodo::Mes(Mes::from_number(*month).unwrap()),
        seen: None,
        nueva: Some(Cantidad::enteras(*value)),
    });
    must(plan, &editor(), Command::ProgramarMetas(cells.collect()));
}

pub fn linea(plan: &mut Plan, number: u128, actividad: u128, valor: Valor) {
    must(plan, &editor(), Command::CrearInsumo(insumo(number, actividad, valor)));
}

pub fn tarea(plan: &mut Plan, number: u128, actividad: u128, days: Ventana, after: Vec<Predecesora<Tarea>>) {
    let row = Tarea {
        id: id(number),
        actividad: id(actividad),
        nombre: nombre(&format!("Tarea {number}")),
        ventana: days,
        predecesoras: after,
        orden: Orden::primero(),
        estado: Estado::Vigente,
    };
    must(plan, &editor(), Command::CrearTarea(row));
}

pub fn seguir(plan: &mut Plan, number: u128, after: u128, desfase: i16) {
    let seen = actividad(plan, number).predecesoras.clone();
    let mut list = seen.clone();
    list.push(Predecesora { id: id(after), desfase: Desfase::new(desfase).unwrap() });
    list.sort_by_key(|it| it.id);
    let (seen, nuevo) = (CampoActividad::Predecesoras(seen), CampoActividad::Predecesoras(list));
    must(plan, &editor(), Command::EditarActividad { id: id(number), seen, nuevo });
}

pub fn a(plan: &Plan, number: u128, nueva: Ventana, reparto: Reparto) -> Reprogramacion {
    Reprogramacion { fila: Fila::Actividad(id(number)), seen: actividad(plan, number).ventana, nueva, reparto }
}

pub fn llevar(plan: &mut Plan, number: u128, nueva: Ventana, reparto: Reparto) -> Vec<Change> {
    let command = Command::Reprogramar(vec![a(plan, number, nueva, reparto)]);
    act(plan, &editor(), &command).unwrap()
}

/// The targets that are there: month and whole units.
pub fn metas(plan: &Plan, number: u128) -> Vec<(u32, i64)> {
    let of = |mes: Mes| actividad(plan, number).meta.meses[mes].map(|it| (mes.number(), it.diezmilesimos() / 10_000));
    Mes::todos().filter_map(of).collect()
}
