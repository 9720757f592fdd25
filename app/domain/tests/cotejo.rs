//! Dates of a file beside those of the plan, case by case.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::command::{Fila, NuevaActividad};
use domain::cronograma::Reparto;
use domain::plan::{Estado, Orden, Tarea, Ventana};
use domain::vista::cronograma::{Cotejo, Leida, cotejar};
use domain::{Command, Plan, Rol};
use soporte::*;
use uuid::Uuid;

fn ventana(from: (u32, u32), to: (u32, u32)) -> Ventana {
    Ventana { inicio: dia(2017, from.0, from.1), fin: dia(2017, to.0, to.1) }
}

/// Activities 100 and 101 from March to June; 100 has the tasks 300 and 301.
fn con_tareas() -> Plan {
    let mut plan = plan();
    for number in [100, 101] {
        let days = Some(ventana((3, 1), (6, 30)));
        let new = NuevaActividad { ventana: days, nombre: nombre(&format!("Actividad {number}")), ..nueva(number) };
        must(&mut plan, &editor(), Command::CrearActividad(new));
    }
    for (number, days) in [(300, ventana((3, 1), (3, 31))), (301, ventana((4, 3), (4, 28)))] {
        let row = Tarea {
            id: id(number),
            actividad: id(100),
            nombre: nombre(&format!("Tarea {number}")),
            ventana: days,
            predecesoras: vec![],
            orden: Orden::primero(),
            estado: Estado::Vigente,
        };
        must(&mut plan, &editor(), Command::CrearTarea(row));
    }
    plan
}

fn leida(number: u128, ventana: Ventana) -> Leida {
    let nombre = format!("Fila {number}");
    Leida { identificador: Some(Uuid::from_u128(number)), codigo: None, nombre, ventana: Ok(ventana) }
}

fn de(plan: &Plan, leidas: &[Leida]) -> Cotejo {
    cotejar(plan, &editor(), leidas)
}

/// The plan once the command that was found is carried out.
fn despues(plan: &Plan, cotejo: &Cotejo) -> Plan {
    let mut plan = plan.clone();
    must(&mut plan, &editor(), cotejo.command());
    plan
}

#[test]
fn what_is_where_the_file_has_it_changes_nothing() {
    let plan = con_tareas();
    let same = [leida(100, ventana((3, 1), (6, 30))), leida(300, ventana((3, 1), (3, 31)))];
    assert_eq!(de(&plan, &same), Cotejo { iguales: 2, ..Cotejo::default() });
    let group = [leida(OEI, ventana((1, 1), (1, 2))), leida(AEI, ventana((1, 1), (1, 2)))];
    assert_eq!(de(&plan, &group), Cotejo::default(), "groups have the days of what is under them");
}

#[test]
fn as_long_as_before_is_a_move_and_anything_else_is_spread() {
    let plan = con_tareas();
    let cotejo = de(&plan, &[leida(100, ventana((3, 8), (7, 7))), leida(101, ventana((3, 1), (5, 31)))]);
    let found: Vec<_> = cotejo.cambios.iter().map(|it| (it.nombre.as_str(), it.reprogramacion.reparto)).collect();
    assert_eq!(found, [("Actividad 100", Reparto::Mover), ("Actividad 101", Reparto::Repartir)]);
    assert_eq!(cotejo.cambios[0].efecto, "mar–jun → mar–jul · S/ 0.00 igual");
    assert_eq!(cotejo.impedimento, None);
}

#[test]
fn tasks_are_compared_with_where_their_activity_takes_them() {
    let plan = con_tareas();
    // A week later, its first task with it, the second a day more; the file has tasks first.
    let file = [
        leida(301, ventana((4, 11), (5, 6))),
        leida(300, ventana((3, 8), (4, 7))),
        leida(100, ventana((3, 8), (7, 7))),
    ];
    let cotejo = de(&plan, &file);
    let found: Vec<_> = cotejo.cambios.iter().map(|it| it.reprogramacion.fila).collect();
    assert_eq!(found, [Fila::Actividad(id(100)), Fila::Tarea(id(301))]);
    assert_eq!((cotejo.iguales, cotejo.rechazos.len(), cotejo.impedimento.clone()), (1, 0, None));
    let after = despues(&plan, &cotejo);
    for one in &file {
        let number = one.identificador.unwrap();
        let days = after.get(domain::Id::<Tarea>::new(number)).map(|row| row.ventana);
        assert_eq!(days.unwrap_or_else(|| actividad(&after, 100).ventana), one.ventana.clone().unwrap());
    }
}

#[test]
fn an_activity_is_also_known_by_its_code() {
    let plan = con_tareas();
    let codigo = Some(actividad(&plan, 101).codigo.clone());
    let moved = ventana((4, 1), (7, 31));
    for identificador in [None, Some(Uuid::from_u128(7_777))] {
        let cotejo = de(&plan, &[Leida { identificador, codigo: codigo.clone(), ..leida(0, moved) }]);
        assert_eq!(cotejo.cambios[0].reprogramacion.fila, Fila::Actividad(id(101)));
    }
    let other = Leida { codigo, ..leida(100, moved) };
    assert_eq!(de(&plan, &[other]).cambios[0].reprogramacion.fila, Fila::Actividad(id(100)), "the id comes first");
}

#[test]
fn what_is_no_row_or_twice_one_is_told() {
    let plan = con_tareas();
    let moved = ventana((4, 1), (7, 31));
    let cotejo = de(&plan, &[leida(100, moved), leida(999, moved), leida(100, ventana((3, 1), (6, 30)))]);
    assert_eq!(cotejo.desconocidas, ["Fila 999"]);
    assert_eq!((cotejo.cambios.len(), cotejo.iguales), (0, 0));
    assert_eq!(cotejo.rechazos[0].nombre, "Actividad 100");
    assert!(cotejo.rechazos[0].motivo.starts_with("Está 2 veces"));
}

#[test]
fn what_the_rules_refuse_is_told_and_disturbs_no_other() {
    let plan = con_tareas();
    let unread = Leida { ventana: Err("No se lee.".into()), ..leida(301, ventana((3, 1), (3, 1))) };
    let next_year = Ventana { inicio: dia(2017, 12, 1), fin: dia(2018, 1, 31) };
    let upside_down = Ventana { inicio: dia(2017, 5, 1), fin: dia(2017, 4, 1) };
    let file = [leida(100, next_year), leida(101, ventana((4, 1), (7, 31))), leida(300, upside_down), unread];
    let cotejo = de(&plan, &file);
    let refused: Vec<_> = cotejo.rechazos.iter().map(|it| it.nombre.as_str()).collect();
    assert_eq!(refused, ["Actividad 100", "Tarea 300", "Tarea 301"]);
    assert_eq!(cotejo.rechazos[2].motivo, "No se lee.");
    assert_eq!(actividad(&despues(&plan, &cotejo), 101).ventana, ventana((4, 1), (7, 31)));
    let reader = como(Rol::Consulta, Some(UNIDAD));
    let told = cotejar(&plan, &reader, &[leida(101, ventana((4, 1), (7, 31)))]);
    assert_eq!((told.cambios.len(), told.rechazos.len()), (0, 1), "who may not write is told so");
    let extreme = Ventana { inicio: chrono::NaiveDate::MIN, fin: chrono::NaiveDate::MAX };
    assert_eq!(de(&plan, &[leida(101, extreme), leida(300, extreme)]).rechazos.len(), 2);
}
