//! The schedule, scenario by scenario: what each gesture leaves (SPEC §4, §5).

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::command::{CeldaMeta, Fila, Reprogramacion};
use domain::cronograma::Reparto;
use domain::plan::{
    Agregacion, CampoActividad, CampoElemento, ClaseElemento, ElementoCritico, Estado, Insumo, Periodo,
    SituacionElemento, Tarea, Valor, Ventana,
};
use domain::undo::undoing;
use domain::{Cantidad, Change, Command, Dinero, Mes, Plan, Rol};
use soporte::cronograma::*;
use soporte::*;

/// What a line costs in the months in which it costs something.
fn soles_de(plan: &Plan, number: u128) -> Vec<(u32, i64)> {
    let amounts = plan.get(id::<Insumo>(number)).unwrap().importes();
    Mes::todos().map(|mes| (mes.number(), amounts[mes].centimos())).filter(|(_, amount)| *amount != 0).collect()
}

fn importes(list: &[(usize, i64)]) -> [Dinero; 12] {
    let mut months = [Dinero::CERO; 12];
    for (month, amount) in list {
        months[month - 1] = Dinero::from_centimos(*amount);
    }
    months
}

/// March to June: 10, 20, 30, 40; a line of 3 units at 0.3333 a month and one of amounts.
fn de_marzo_a_junio() -> Plan {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((3, 1), (6, 30)), &[(3, 10), (4, 20), (5, 30), (6, 40)]);
    linea(&mut plan, 500, 100, por_cantidad("0.3333", [0, 0, 3, 3, 3, 3, 0, 0, 0, 0, 0, 0]));
    let amounts = importes(&[(3, 100), (4, 250), (6, 301)]);
    linea(&mut plan, 501, 100, Valor::PorImporte { importes: amounts });
    plan
}

#[test]
fn a_bar_moved_a_month_takes_targets_and_money_along() {
    let mut plan = de_marzo_a_junio();
    llevar(&mut plan, 100, ventana((4, 1), (7, 31)), Reparto::Mover);
    assert_eq!(metas(&plan, 100), [(4, 10), (5, 20), (6, 30), (7, 40)]);
    assert_eq!(soles_de(&plan, 500), [(4, 100), (5, 100), (6, 100), (7, 100)]);
    assert_eq!(soles_de(&plan, 501), [(4, 100), (5, 250), (7, 301)]);
    assert_eq!(actividad(&plan, 100).ventana, ventana((4, 1), (7, 31)));
}

#[test]
fn inside_the_same_first_month_only_dates_move() {
    let mut plan = de_marzo_a_junio();
    let facts = llevar(&mut plan, 100, ventana((3, 20), (7, 19)), Reparto::Mover);
    assert!(facts.iter().all(|fact| matches!(fact, Change::ActividadEditada { .. })), "{facts:?}");
    assert_eq!(metas(&plan, 100), [(3, 10), (4, 20), (5, 30), (6, 40)]);
}

#[test]
fn a_bar_that_touches_a_month_less_keeps_what_that_month_had_on_its_last() {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((1, 31), (3, 1)), &[(1, 5), (2, 6), (3, 7)]);
    llevar(&mut plan, 100, ventana((1, 31), (3, 1)).mover(1), Reparto::Mover);
    assert_eq!(metas(&plan, 100), [(2, 5), (3, 13)]);
}

#[test]
fn a_bar_stretched_spreads_in_proportion_whole_units_whole() {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((3, 1), (4, 30)), &[(3, 3), (4, 4)]);
    llevar(&mut plan, 100, ventana((3, 1), (5, 31)), Reparto::Repartir);
    assert_eq!(metas(&plan, 100), [(3, 2), (4, 2), (5, 3)]);
}

#[test]
fn a_bar_cut_keeps_its_amounts_and_piles_the_rest_where_one_says_so() {
    let mut plan = de_marzo_a_junio();
    llevar(&mut plan, 100, ventana((4, 1), (5, 31)), Reparto::Conservar);
    assert_eq!(metas(&plan, 100), [(4, 30), (5, 70)]);
    assert_eq!(soles_de(&plan, 500), [(4, 200), (5, 200)]);
    assert_eq!(soles_de(&plan, 501), [(4, 350), (5, 301)]);
}

#[test]
fn a_laptop_is_not_divided_by_stretching() {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((5, 1), (5, 31)), &[(5, 1)]);
    linea(&mut plan, 500, 100, por_cantidad("4199.90", [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]));
    llevar(&mut plan, 100, ventana((4, 1), (9, 30)), Reparto::Repartir);
    assert_eq!(soles_de(&plan, 500), [(4, 419_990)]);
    assert_eq!(metas(&plan, 100), [(4, 1)]);
}

#[test]
fn nothing_leaves_the_ejercicio_and_the_refusal_names_the_row() {
    let plan = de_marzo_a_junio();
    let late = Command::Reprogramar(vec![a(&plan, 100, ventana((3, 1), (6, 30)).mover(200), Reparto::Mover)]);
    assert_eq!(
        refused(&plan, &editor(), &late),
        "«Actividad 100» quedaría del 17/09/2017 al 16/01/2018: las fechas deben estar entre el 01/01/2017 y el 31/12/2017."
    );
    let backwards = Ventana { inicio: dia(2017, 6, 2), fin: dia(2017, 6, 1) };
    let command = Command::Reprogramar(vec![a(&plan, 100, backwards, Reparto::Repartir)]);
    assert!(refused(&plan, &editor(), &command).contains("el fin es anterior al inicio"));
}

#[test]
fn the_last_value_and_the_maximum_of_a_year_stay_what_they_were() {
    for (kind, expected) in [(Agregacion::UltimoValor, [(3, 20), (4, 40)]), (Agregacion::Maximo, [(3, 20), (4, 40)])] {
        let mut plan = de_marzo_a_junio();
        let (seen, nuevo) = (CampoActividad::Agregacion(Agregacion::Suma), CampoActividad::Agregacion(kind));
        must(&mut plan, &editor(), Command::EditarActividad { id: id(100), seen, nuevo });
        llevar(&mut plan, 100, ventana((3, 1), (4, 30)), Reparto::Repartir);
        assert_eq!(metas(&plan, 100), expected, "{kind:?}");
        assert_eq!(actividad(&plan, 100).meta.anual(kind), Some(Cantidad::enteras(40)));
        assert_eq!(actividad(&plan, 100).meta.anual, None, "no need to set it by hand");
    }
}

#[test]
fn an_average_that_whole_units_cannot_keep_is_set_by_hand() {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((3, 1), (5, 31)), &[(3, 1), (4, 2), (5, 5)]);
    let (seen, nuevo) =
        (CampoActividad::Agregacion(Agregacion::Suma), CampoActividad::Agregacion(Agregacion::Promedio));
    must(&mut plan, &editor(), Command::EditarActividad { id: id(100), seen, nuevo });
    let before = actividad(&plan, 100).meta.anual(Agregacion::Promedio);
    llevar(&mut plan, 100, ventana((3, 1), (4, 30)), Reparto::Repartir);
    assert_eq!(actividad(&plan, 100).meta.anual, before);
}

#[test]
fn tasks_and_critical_elements_go_along_with_a_move() {
    let mut plan = de_marzo_a_junio();
    tarea(&mut plan, 300, 100, ventana((3, 10), (3, 20)), vec![]);
    let element = ElementoCritico {
        id: id(400),
        actividad: id(100),
        descripcion: nombre("Contratar al ponente"),
        clase: ClaseElemento::Evento,
        mes: Mes::from_number(2).unwrap(),
        situacion: SituacionElemento::Pendiente,
        estado: Estado::Vigente,
    };
    must(&mut plan, &editor(), Command::CrearElemento(element));
    let facts = llevar(&mut plan, 100, ventana((5, 1), (8, 31)), Reparto::Mover);
    assert_eq!(plan.get(id::<Tarea>(300)).unwrap().ventana, ventana((5, 10), (5, 20)));
    let moved = facts.iter().find_map(|fact| match fact {
        Change::ElementoEditado { ahora: CampoElemento::Mes(mes), .. } => Some(mes.number()),
        _ => None,
    });
    assert_eq!(moved, Some(4));
}

#[test]
fn a_cut_brings_tasks_inside_and_a_stretch_takes_them_along() {
    for (reparto, expected) in
        [(Reparto::Conservar, ventana((4, 20), (4, 30))), (Reparto::Repartir, ventana((4, 16), (4, 30)))]
    {
        let mut plan = de_marzo_a_junio();
        tarea(&mut plan, 300, 100, ventana((6, 1), (6, 30)), vec![]);
        tarea(&mut plan, 301, 100, ventana((6, 20), (6, 30)), vec![]);
        llevar(&mut plan, 100, ventana((3, 1), (4, 30)), reparto);
        let row = if reparto == Reparto::Conservar { 301 } else { 300 };
        assert_eq!(plan.get(id::<Tarea>(row)).unwrap().ventana, expected, "{reparto:?}");
    }
}

#[test]
fn a_task_stays_inside_its_activity_and_says_so() {
    let mut plan = de_marzo_a_junio();
    tarea(&mut plan, 300, 100, ventana((6, 1), (6, 20)), vec![]);
    let seen = ventana((6, 1), (6, 20));
    let it = Reprogramacion { fila: Fila::Tarea(id(300)), seen, nueva: seen.mover(15), reparto: Reparto::Mover };
    assert_eq!(
        refused(&plan, &editor(), &Command::Reprogramar(vec![it])),
        "«Tarea 300» quedaría del 16/06/2017 al 05/07/2017: las fechas deben estar entre el 01/03/2017 y el 30/06/2017."
    );
    must(&mut plan, &editor(), Command::Reprogramar(vec![Reprogramacion { nueva: seen.mover(5), ..it }]));
    assert_eq!(plan.get(id::<Tarea>(300)).unwrap().ventana, ventana((6, 6), (6, 25)));
}

#[test]
fn one_gesture_is_one_undo_and_one_redo() {
    for (nueva, reparto) in [
        (ventana((6, 1), (9, 30)), Reparto::Mover),
        (ventana((1, 1), (12, 31)), Reparto::Repartir),
        (ventana((4, 10), (4, 20)), Reparto::Conservar),
    ] {
        let mut plan = de_marzo_a_junio();
        tarea(&mut plan, 300, 100, ventana((3, 10), (3, 20)), vec![]);
        let before = plan.clone();
        let done = llevar(&mut plan, 100, nueva, reparto);
        let after = plan.clone();
        let undone = act(&mut plan, &editor(), &undoing(&done).unwrap()).unwrap();
        assert_eq!(plan, before, "{reparto:?}");
        act(&mut plan, &editor(), &undoing(&undone).unwrap()).unwrap();
        assert_eq!(plan, after, "{reparto:?}");
    }
}

#[test]
fn undoing_after_anothers_change_of_a_target_refuses_and_changes_nothing() {
    let mut plan = de_marzo_a_junio();
    let done = llevar(&mut plan, 100, ventana((4, 1), (7, 31)), Reparto::Mover);
    let cell = CeldaMeta {
        actividad: id(100),
        periodo: Periodo::Mes(Mes::from_number(5).unwrap()),
        seen: Some(Cantidad::enteras(20)),
        nueva: Some(Cantidad::enteras(21)),
    };
    must(&mut plan, &como(Rol::JefeUnidad, Some(UNIDAD)), Command::ProgramarMetas(vec![cell]));
    assert!(refused(&plan, &editor(), &undoing(&done).unwrap()).contains("Otra persona cambió mayo"));
}

#[test]
fn a_drag_over_anothers_new_target_takes_that_one_along() {
    let mut plan = de_marzo_a_junio();
    let gesture = Command::Reprogramar(vec![a(&plan, 100, ventana((4, 1), (7, 31)), Reparto::Mover)]);
    let cell = CeldaMeta {
        actividad: id(100),
        periodo: Periodo::Mes(Mes::from_number(3).unwrap()),
        seen: Some(Cantidad::enteras(10)),
        nueva: Some(Cantidad::enteras(99)),
    };
    must(&mut plan, &como(Rol::JefeUnidad, Some(UNIDAD)), Command::ProgramarMetas(vec![cell]));
    must(&mut plan, &editor(), gesture);
    assert_eq!(metas(&plan, 100), [(4, 99), (5, 20), (6, 30), (7, 40)]);
}

#[test]
fn a_drag_of_a_bar_another_moved_meanwhile_is_refused() {
    let mut plan = de_marzo_a_junio();
    let gesture = Command::Reprogramar(vec![a(&plan, 100, ventana((4, 1), (7, 31)), Reparto::Mover)]);
    llevar(&mut plan, 100, ventana((5, 1), (8, 31)), Reparto::Mover);
    assert_eq!(
        refused(&plan, &editor(), &gesture),
        "Otra persona cambió la ventana mientras usted escribía: ahora es 01/05/2017 a 31/08/2017."
    );
}

#[test]
fn several_bars_move_together_or_none_does() {
    let mut plan = plan();
    crear(&mut plan, 100, ventana((3, 1), (3, 31)), &[(3, 1)]);
    crear(&mut plan, 101, ventana((12, 1), (12, 31)), &[(12, 1)]);
    let month = |plan: &Plan, number| a(plan, number, actividad(plan, number).ventana.mover_meses(1), Reparto::Mover);
    let command = Command::Reprogramar(vec![month(&plan, 100), month(&plan, 101)]);
    assert!(refused(&plan, &editor(), &command).contains("«Actividad 101» quedaría"));
    let twice = Command::Reprogramar(vec![month(&plan, 100), month(&plan, 100)]);
    assert!(refused(&plan, &editor(), &twice).contains("dos veces"));
}

#[test]
fn whoever_may_not_write_in_the_unit_moves_nothing() {
    let plan = de_marzo_a_junio();
    let command = Command::Reprogramar(vec![a(&plan, 100, ventana((4, 1), (7, 31)), Reparto::Mover)]);
    for context in [como(Rol::Consulta, None), como(Rol::EditorUnidad, Some(OTRA)), como(Rol::Administrador, None)] {
        assert!(refused(&plan, &context, &command).contains("no permite"));
    }
}
