//! What follows what in the schedule: lags, pushing, slack and the critical path (SPEC §4).

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::calendario::Laboral;
use domain::command::{Fila, Reprogramacion};
use domain::cronograma::{Reparto, empujar, holguras, roturas};
use domain::plan::Desfase;
use domain::undo::undoing;
use domain::{Command, Rol};
use soporte::cronograma::*;
use soporte::*;

#[test]
fn a_chain_is_pushed_as_far_as_it_must_and_no_further() {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((3, 1), (3, 31)), &[(3, 1)]);
    crear(&mut plan, 101, ventana((4, 3), (4, 28)), &[(4, 2)]);
    crear(&mut plan, 102, ventana((6, 1), (6, 30)), &[(6, 3)]);
    seguir(&mut plan, 101, 100, 0);
    seguir(&mut plan, 102, 101, 0);
    let moved = a(&plan, 100, ventana((3, 11), (4, 10)), Reparto::Mover);
    let pushed = empujar(&plan, &[moved]);
    assert_eq!(pushed, [a(&plan, 101, ventana((4, 11), (5, 6)), Reparto::Mover)], "102 has room");
    let far = empujar(&plan, &[a(&plan, 100, ventana((5, 1), (5, 31)), Reparto::Mover)]);
    assert_eq!(
        far.iter().map(|it| it.nueva).collect::<Vec<_>>(),
        [ventana((6, 1), (6, 26)), ventana((6, 27), (7, 26))]
    );
    let all = [vec![moved], pushed].concat();
    let done = act(&mut plan, &editor(), &Command::Reprogramar(all)).unwrap();
    assert!(roturas(&plan, id(UNIDAD)).is_empty());
    assert_eq!(metas(&plan, 101), [(4, 2)]);
    let undone = undoing(&done).unwrap();
    must(&mut plan, &editor(), undone);
    assert_eq!(actividad(&plan, 101).ventana, ventana((4, 3), (4, 28)), "one undo for the whole chain");
}

#[test]
fn a_chain_pushed_out_of_the_year_moves_nothing() {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((10, 1), (10, 31)), &[(10, 1)]);
    crear(&mut plan, 101, ventana((11, 1), (12, 31)), &[(11, 1)]);
    seguir(&mut plan, 101, 100, 0);
    let moved = a(&plan, 100, ventana((11, 1), (11, 30)), Reparto::Mover);
    let all = [vec![moved], empujar(&plan, &[moved])].concat();
    assert_eq!(
        refused(&plan, &editor(), &Command::Reprogramar(all)),
        "«Actividad 101» quedaría del 01/12/2017 al 30/01/2018: las fechas deben estar entre el 01/01/2017 y el 31/12/2017."
    );
}

#[test]
fn a_lag_counts_working_days_over_weekends_and_holidays() {
    let mut plan = plan();
    let feriados = vec![dia(2017, 4, 13), dia(2017, 4, 14)];
    let admin = como(Rol::Administrador, None);
    must(&mut plan, &admin, Command::FijarFeriados { seen: vec![], nuevos: feriados });
    crear(&mut plan, 100, ventana((4, 3), (4, 11)), &[]);
    crear(&mut plan, 101, ventana((4, 12), (4, 30)), &[]);
    seguir(&mut plan, 101, 100, 2);
    // Wednesday 12 is day 0, Monday 17 day 1, Tuesday 18 day 2.
    let laboral = Laboral(plan.feriados());
    assert_eq!(laboral.sigue(dia(2017, 4, 11), Desfase::new(2).unwrap()), dia(2017, 4, 18));
    let broken = roturas(&plan, id(UNIDAD));
    assert_eq!(broken.iter().map(|it| it.dias).collect::<Vec<_>>(), [6]);
    let still = a(&plan, 100, ventana((4, 3), (4, 11)), Reparto::Mover);
    assert_eq!(empujar(&plan, &[still]), [a(&plan, 101, ventana((4, 18), (5, 6)), Reparto::Mover)]);
}

#[test]
fn a_lead_lets_two_overlap() {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((4, 3), (4, 14)), &[]);
    crear(&mut plan, 101, ventana((4, 12), (4, 30)), &[]);
    seguir(&mut plan, 101, 100, -3);
    assert!(roturas(&plan, id(UNIDAD)).is_empty());
}

#[test]
fn one_that_begins_on_the_saturday_after_is_not_too_early() {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((3, 1), (3, 31)), &[]);
    crear(&mut plan, 101, ventana((4, 1), (4, 30)), &[]);
    seguir(&mut plan, 101, 100, 0);
    assert!(roturas(&plan, id(UNIDAD)).is_empty(), "1 April 2017 was a Saturday");
}

#[test]
fn the_critical_path_is_the_chain_without_slack() {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((3, 1), (3, 31)), &[]);
    crear(&mut plan, 101, ventana((4, 1), (4, 30)), &[]);
    crear(&mut plan, 102, ventana((4, 1), (4, 10)), &[]);
    crear(&mut plan, 103, ventana((5, 1), (5, 31)), &[]);
    crear(&mut plan, 104, ventana((2, 1), (2, 28)), &[]);
    for (after, before) in [(101, 100), (102, 100), (103, 101), (103, 102)] {
        seguir(&mut plan, after, before, 0);
    }
    let slack = holguras(&plan, id(UNIDAD));
    let of = |number: u128| slack[&Fila::Actividad(id(number))];
    let critical: Vec<u128> = (100..105).filter(|number| of(*number).critica).collect();
    assert_eq!(critical, [100, 101, 103]);
    assert_eq!(of(102).dias, 20);
    assert_eq!(of(104).dias, 306, "what follows nothing may slip to the end of the year");
}

#[test]
fn a_broken_link_shows_how_late_the_rest_of_the_chain_would_be() {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((3, 1), (4, 15)), &[]);
    crear(&mut plan, 101, ventana((4, 1), (4, 30)), &[]);
    seguir(&mut plan, 101, 100, 0);
    assert_eq!(roturas(&plan, id(UNIDAD)).iter().map(|it| it.dias).collect::<Vec<_>>(), [15]);
    let early = holguras(&plan, id(UNIDAD))[&Fila::Actividad(id(101))].temprana;
    assert_eq!(early, ventana((4, 16), (5, 15)));
}

#[test]
fn tasks_are_a_network_of_their_own_inside_their_activity() {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((3, 1), (6, 30)), &[]);
    tarea(&mut plan, 300, 100, ventana((3, 1), (3, 31)), vec![]);
    tarea(&mut plan, 301, 100, ventana((4, 1), (4, 30)), predecesoras([300]));
    tarea(&mut plan, 302, 100, ventana((3, 1), (3, 10)), vec![]);
    let slack = holguras(&plan, id(UNIDAD));
    assert!(slack[&Fila::Tarea(id(301))].critica);
    assert_eq!(slack[&Fila::Tarea(id(302))].dias, 112, "to the end of its activity");
    let moved = Reprogramacion {
        fila: Fila::Tarea(id(300)),
        seen: ventana((3, 1), (3, 31)),
        nueva: ventana((3, 1), (4, 10)),
        reparto: Reparto::Repartir,
    };
    let pushed = empujar(&plan, &[moved]);
    assert_eq!(pushed.iter().map(|it| it.nueva).collect::<Vec<_>>(), [ventana((4, 11), (5, 10))]);
}
