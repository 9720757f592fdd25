//! Undo and redo: what an act changed is put back, and nobody else's value with it.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use chrono::NaiveDate;
use domain::command::CeldaMeta;
use domain::plan::{CampoActividad, Estado, Periodo};
use domain::undo::{History, Way, undoing};
use domain::{Cantidad, Change, Command, CommandId, Id, Mes, Persona, Plan, Rejection};
use soporte::*;

fn mes(number: u32) -> Mes {
    Mes::from_number(number).unwrap()
}

fn meta(month: Mes, seen: Option<u32>, nueva: Option<u32>) -> Command {
    let cell = |value: Option<u32>| value.map(Cantidad::enteras);
    let (seen, nueva) = (cell(seen), cell(nueva));
    Command::ProgramarMetas(vec![CeldaMeta { actividad: id(100), periodo: Periodo::Mes(month), seen, nueva }])
}

fn of(plan: &Plan, month: Mes) -> Option<Cantidad> {
    actividad(plan, 100).meta.meses[month]
}

#[test]
fn an_act_undone_leaves_the_plan_as_it_was_and_redone_as_it_became() {
    let mut plan = con_actividad();
    let edited = |seen: &str, nuevo: &str| Command::EditarActividad {
        id: id(100),
        seen: CampoActividad::Nombre(nombre(seen)),
        nuevo: CampoActividad::Nombre(nombre(nuevo)),
    };
    let acts = [
        meta(mes(3), None, Some(7)),
        edited("Registro SIAF fase compromiso anual", "Otro nombre"),
        Command::CrearInsumo(insumo(500, 100, por_cantidad("2.50", [1; 12]))),
        Command::Varios(vec![meta(mes(3), Some(7), Some(9)), meta(mes(4), None, Some(4))]),
    ];
    for act_ in acts {
        let before = plan.clone();
        let done = act(&mut plan, &editor(), &act_).unwrap();
        let after = plan.clone();
        let undone = act(&mut plan, &editor(), &undoing(&done).unwrap()).unwrap();
        let is_created = matches!(act_, Command::CrearInsumo(_));
        assert_eq!(plan == before, !is_created, "{act_:?}");
        assert_eq!(plan.totales(), before.totales(), "{act_:?}");
        act(&mut plan, &editor(), &undoing(&undone).unwrap()).unwrap();
        assert_eq!(plan, after, "{act_:?}");
    }
}

#[test]
fn what_was_created_is_withdrawn_not_deleted() {
    let mut plan = con_actividad();
    let done = act(&mut plan, &editor(), &Command::CrearActividad(nueva(101))).unwrap();
    act(&mut plan, &editor(), &undoing(&done).unwrap()).unwrap();
    assert_eq!(actividad(&plan, 101).estado, Estado::Retirado);
}

#[test]
fn twenty_steps_back_across_another_persons_edit_refuse_that_one_alone() {
    let mut plan = con_actividad();
    let months: Vec<_> = Mes::todos().chain(Mes::todos()).take(20).collect();
    let mut steps = Vec::new();
    for (value, month) in (1..).zip(&months) {
        let seen = of(&plan, *month);
        let cell = CeldaMeta {
            actividad: id(100),
            periodo: Periodo::Mes(*month),
            seen,
            nueva: Some(Cantidad::enteras(value)),
        };
        steps.push(act(&mut plan, &editor(), &Command::ProgramarMetas(vec![cell])).unwrap());
    }
    let other: Id<Persona> = id(901);
    let mut colleague = editor();
    colleague.actor.persona = other;
    let octubre = mes(10);
    must(&mut plan, &colleague, meta(octubre, Some(10), Some(77)));
    let refused: Vec<_> =
        steps.iter().rev().filter_map(|step| act(&mut plan, &editor(), &undoing(step).unwrap()).err()).collect();
    assert_eq!(refused.len(), 1);
    let why = refused[0].iter().next().unwrap();
    assert!(matches!(why, Rejection::CambioAjeno { actual, .. } if actual == "77"), "{why:?}");
    for month in Mes::todos() {
        let left = (month == octubre).then(|| Cantidad::enteras(77));
        assert_eq!(of(&plan, month), left, "{month:?}");
    }
}

#[test]
fn what_has_an_act_of_its_own_is_not_undone() {
    let mut plan = plan();
    let command = Command::RegistrarRubro(domain::catalogo::Rubro {
        codigo: rubro(18),
        nombre: nombre("Canon"),
        fuente: domain::catalogo::FuenteFinanciamiento::RecursosDeterminados,
    });
    let done = act(&mut plan, &como(domain::Rol::Administrador, None), &command).unwrap();
    assert_eq!(undoing(&done), None);
    assert_eq!(undoing(&[]), None);
}

fn days(antes: u32, ahora: u32) -> Vec<Change> {
    let list = |count: u32| (1..=count).filter_map(|day| NaiveDate::from_ymd_opt(2017, 1, day)).collect();
    vec![Change::FeriadosFijados { antes: list(antes), ahora: list(ahora) }]
}

fn step(number: u128) -> CommandId {
    CommandId(uuid::Uuid::from_u128(number))
}

#[test]
fn steps_go_back_newest_first_and_forth_again_until_something_new_is_done() {
    let mut history = History::default();
    history.did(step(1), days(0, 1));
    history.did(step(2), days(1, 2));
    assert_eq!(history.step(Way::Back), undoing(&days(1, 2)));
    history.went(Way::Back, step(3), days(2, 1));
    assert!(history.can(Way::Forth) && history.can(Way::Back));
    assert_eq!(history.step(Way::Forth), undoing(&days(2, 1)));
    history.went(Way::Forth, step(4), days(1, 2));
    history.did(step(5), days(2, 3));
    assert!(!history.can(Way::Forth));
}

#[test]
fn what_the_server_refused_or_cannot_be_undone_is_no_step() {
    let mut history = History::default();
    history.did(step(1), days(0, 1));
    history.did(step(2), days(1, 2));
    history.did(step(3), vec![]);
    history.forget(step(2));
    assert_eq!(history.step(Way::Back), undoing(&days(0, 1)));
    assert_eq!(history.step(Way::Back), None);
    assert!(!history.can(Way::Back));
}
