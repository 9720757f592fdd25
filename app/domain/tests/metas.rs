//! Targets (Art. 8.1.3): what is accepted, what is refused and in which words.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::command::CeldaMeta;
use domain::plan::{Agregacion, CampoActividad, Periodo, Ventana};
use domain::{Cantidad, Command, Mes, Plan, Rejection};
use soporte::*;

fn mes(number: u32) -> Periodo {
    Periodo::Mes(Mes::from_number(number).unwrap())
}

fn celda(periodo: Periodo, seen: Option<u32>, nueva: Option<u32>) -> CeldaMeta {
    CeldaMeta { actividad: id(100), periodo, seen: seen.map(Cantidad::enteras), nueva: nueva.map(Cantidad::enteras) }
}

fn programar(plan: &mut Plan, celdas: &[CeldaMeta]) -> Result<usize, Vec<String>> {
    act(plan, &editor(), &Command::ProgramarMetas(celdas.to_vec()))
        .map(|changes| changes.len())
        .map_err(|all| all.iter().map(ToString::to_string).collect())
}

/// The worked example of SPEC: A.O.1 "Registro SIAF fase compromiso anual".
#[test]
fn the_real_form_adds_to_1480() {
    let mut plan = con_actividad();
    let months = [25, 50, 100, 100, 100, 100, 150, 150, 150, 150, 200, 205];
    let block: Vec<_> = (1..).zip(months).map(|(number, value)| celda(mes(number), None, Some(value))).collect();
    assert_eq!(programar(&mut plan, &block), Ok(12));
    let row = actividad(&plan, 100);
    assert_eq!(row.meta.anual(row.agregacion), Some(Cantidad::enteras(1_480)));
    assert_eq!(row.codigo.as_str(), "AOI30044000001");
    assert_eq!(
        domain::vista::detalle(&plan, id(100)).unwrap().meta.unwrap(),
        "1,480 registros de enero a diciembre de 2017"
    );
}

#[test]
fn an_annual_target_is_broken_down_and_never_passed() {
    let mut plan = con_actividad();
    programar(&mut plan, &[celda(Periodo::Anual, None, Some(100))]).unwrap();
    programar(&mut plan, &[celda(mes(1), None, Some(60))]).unwrap();
    assert_eq!(
        programar(&mut plan, &[celda(mes(2), None, Some(50))]),
        Err(vec![
            "Las metas de los meses suman 110 y la meta anual es 100: sobran 10. Baje otro mes o cambie la meta anual."
                .into()
        ])
    );
    // Moving 10 from January in the same block makes it fit, in either order.
    programar(&mut plan, &[celda(mes(2), None, Some(50)), celda(mes(1), Some(60), Some(50))]).unwrap();
    assert_eq!(
        programar(&mut plan, &[celda(Periodo::Anual, Some(100), Some(99))]),
        Err(vec![
            "Las metas de los meses suman 100 y la meta anual es 99: sobran 1. Baje otro mes o cambie la meta anual."
                .into()
        ])
    );
    programar(&mut plan, &[celda(Periodo::Anual, Some(100), None)]).unwrap();
    programar(&mut plan, &[celda(mes(3), None, Some(5))]).unwrap();
    assert_eq!(actividad(&plan, 100).meta.anual(Agregacion::Suma), Some(Cantidad::enteras(105)));
}

#[test]
fn months_that_add_up_make_a_target_a_cell_can_hold() {
    let mut plan = con_actividad();
    let most = |periodo| CeldaMeta { nueva: Some(Cantidad::MAXIMA), ..celda(periodo, None, None) };
    programar(&mut plan, &[most(mes(1))]).unwrap();
    let sentence = "Las metas de los meses suman más que el máximo de 99,999,999,999.";
    assert_eq!(programar(&mut plan, &[most(mes(2))]), Err(vec![sentence.into()]));
    assert_eq!(programar(&mut plan, &[celda(mes(2), None, Some(1))]), Err(vec![sentence.into()]));
    let kind = |seen, nuevo| Command::EditarActividad {
        id: id(100),
        seen: CampoActividad::Agregacion(seen),
        nuevo: CampoActividad::Agregacion(nuevo),
    };
    must(&mut plan, &editor(), kind(Agregacion::Suma, Agregacion::Promedio));
    programar(&mut plan, &[most(mes(2))]).unwrap();
    assert_eq!(actividad(&plan, 100).meta.anual(Agregacion::Promedio), Some(Cantidad::MAXIMA));
    let back = act(&mut plan, &editor(), &kind(Agregacion::Promedio, Agregacion::Suma)).unwrap_err();
    assert_eq!(back.to_string(), sentence);
}

#[test]
fn each_kind_of_aggregation_makes_its_annual_value() {
    let cells = |values: [Option<u32>; 4]| values.map(|value| value.map(Cantidad::enteras));
    let cases = [
        (Agregacion::Suma, [Some(10), None, Some(20), Some(30)], Some("60")),
        (Agregacion::UltimoValor, [Some(10), Some(40), Some(20), None], Some("20")),
        (Agregacion::Maximo, [Some(10), Some(40), Some(20), None], Some("40")),
        (Agregacion::Promedio, [Some(10), None, Some(20), Some(30)], Some("20")),
        (Agregacion::Promedio, [Some(1), Some(1), Some(2), None], Some("1.3333")),
        (Agregacion::Suma, [None; 4], None),
    ];
    for (kind, values, expected) in cases {
        assert_eq!(kind.agregar(cells(values)).map(|value| value.to_string()).as_deref(), expected, "{kind:?}");
    }
}

#[test]
fn fractions_of_an_integral_unit_are_refused() {
    let mut plan = con_actividad();
    let half = CeldaMeta { nueva: Cantidad::from_diezmilesimos(5_000), ..celda(mes(1), None, None) };
    assert_eq!(
        programar(&mut plan, &[half]),
        Err(vec!["0.5 no cabe en Registro: es una unidad entera y no admite fracciones.".into()])
    );
}

#[test]
fn months_outside_the_window_hold_nothing() {
    let mut plan = con_actividad();
    let whole = CampoActividad::Ventana(actividad(&plan, 100).ventana);
    let half = CampoActividad::Ventana(Ventana { inicio: dia(2017, 3, 15), fin: dia(2017, 6, 30) });
    let shrink = Command::EditarActividad { id: id(100), seen: whole.clone(), nuevo: half.clone() };
    programar(&mut plan, &[celda(mes(7), None, Some(5))]).unwrap();
    assert_eq!(
        act(&mut plan, &editor(), &shrink).unwrap_err().to_string(),
        "La ventana dejaría fuera a julio, que tiene meta 5. Muévalo o bórrelo primero."
    );
    programar(&mut plan, &[celda(mes(7), Some(5), None)]).unwrap();
    must(&mut plan, &editor(), shrink);
    assert_eq!(
        programar(&mut plan, &[celda(mes(7), None, Some(5))]),
        Err(vec![
            "Julio está fuera de la ventana de la actividad (15/03/2017 a 30/06/2017): no lleva meta ni dinero.".into()
        ])
    );
    programar(&mut plan, &[celda(mes(3), None, Some(5)), celda(mes(6), None, Some(5))]).unwrap();
}

#[test]
fn the_second_on_one_cell_is_told_who_and_what() {
    let mut plan = con_actividad();
    let first = Command::ProgramarMetas(vec![celda(mes(1), None, Some(25))]);
    let changes = domain::decide(&plan, &editor(), &first).unwrap();
    plan.apply_entry(&domain::entry::Body {
        version: 1,
        command_id: domain::CommandId(uuid::Uuid::from_u128(1)),
        persona: id(901),
        instante: domain::Instante::from_micros(1),
        changes,
    });
    let second = Command::ProgramarMetas(vec![celda(mes(1), None, Some(30))]);
    let refused = act(&mut plan, &editor(), &second).unwrap_err();
    let Rejection::CambioAjeno { autor: Some(autor), actual, .. } = refused.first() else { panic!("{refused}") };
    assert_eq!((autor.persona, actual.as_str()), (id(901), "25"));
    assert_eq!(
        refused.first().sentence(|_| Some("María Quispe".into())),
        "María Quispe cambió enero mientras usted escribía: ahora es 25."
    );
    // The same value twice is no conflict and no change.
    assert_eq!(act(&mut plan, &editor(), &first).unwrap(), vec![]);
}

#[test]
fn a_block_is_all_or_nothing_and_tells_every_error() {
    let mut plan = con_actividad();
    let before = plan.clone();
    let repeated = [celda(mes(1), None, Some(1)), celda(mes(1), None, Some(2))];
    assert_eq!(programar(&mut plan, &repeated).unwrap_err().len(), 1);
    let stranger = CeldaMeta { actividad: id(555), ..celda(mes(2), None, Some(1)) };
    let wrong = programar(&mut plan, &[celda(mes(1), None, Some(1)), stranger, celda(mes(3), Some(9), Some(1))]);
    assert_eq!(wrong.unwrap_err().len(), 2);
    assert_eq!(plan, before);
}
