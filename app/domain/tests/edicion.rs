//! What a reader may not do is not offered: where the plan may be written, and by whom.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use std::collections::BTreeSet;

use domain::plan::{Apertura, ClaseModificacion};
use domain::vista::{Edicion, edicion, edicion_de_marco, escenarios};
use domain::{Context, Online, Plan, Rejection, decide};
use soporte::aprobado::*;
use soporte::rama::*;
use soporte::*;

fn motivo(of: &Edicion) -> String {
    of.motivo().unwrap_or_default().to_owned()
}

fn of(plan: &Plan, who: &Context) -> (String, String) {
    (motivo(&edicion(plan, &who.actor, id(UNIDAD))), motivo(&edicion_de_marco(plan, &who.actor)))
}

#[test]
fn while_it_is_formulated_each_writes_what_is_theirs() {
    let plan = aprobable();
    let (unit, framework) = of(&plan, &jefe());
    assert!(unit.is_empty() && framework.contains("Oficina de Planeamiento"), "{framework}");
    let (unit, framework) = of(&plan, &coordinador());
    assert!(unit.starts_with("Usted consulta") && framework.is_empty(), "{unit}");
}

#[test]
fn an_approved_plan_is_written_in_a_draft_by_its_members() {
    let plan = aprobado();
    for who in [jefe(), coordinador()] {
        let (unit, framework) = of(&plan, &who);
        assert!(unit.contains("cambia solo en el borrador") && framework == unit, "{unit}");
    }
    let branch = rama(&plan);
    assert_eq!(of(&branch, &jefe()).0, "");
    assert_eq!(of(&branch, &coordinador()), (String::new(), String::new()), "the OPP moves money between units");
    let ajena = plan.ramificar(
        id(99),
        domain::plan::Rama { miembros: BTreeSet::from([id(904)]), ..branch.rama().unwrap().clone() },
    );
    assert!(of(&ajena, &jefe()).0.contains("lo escriben sus miembros"));
}

#[test]
fn a_draft_is_opened_by_who_formulates_with_the_server_at_hand() {
    let plan = aprobado();
    let it = Apertura {
        id: id(70),
        modificacion: id(700),
        titulo: nombre("Emergencia"),
        clase: ClaseModificacion::FuncionalProgramatico,
    };
    decide::abrir(&plan, &jefe(), &it, 0).unwrap();
    let branch = plan.abrir(&it, jefe().actor.persona);
    assert_eq!((branch.version(), branch.rama().unwrap().base), (0, plan.version()));
    let first = |answer: Result<(), domain::Rejections>| answer.unwrap_err().first().clone();
    assert!(matches!(first(decide::abrir(&plan, &titular(), &it, 0)), Rejection::SinPermiso { .. }));
    let away = Context { online: Online::No, ..jefe() };
    assert_eq!(first(decide::abrir(&plan, &away, &it, 0)), Rejection::SinConexion);
    assert_eq!(first(decide::abrir(&branch, &jefe(), &it, 0)), Rejection::SoloEnVigente);
    assert!(matches!(first(decide::abrir(&plan, &jefe(), &it, 100)), Rejection::ListaLarga { .. }));
    let taken = Apertura { id: plan.id(), ..it };
    assert_eq!(first(decide::abrir(&plan, &jefe(), &taken, 0)), Rejection::IdentificadorRepetido);
}

#[test]
fn scenarios_are_told_side_by_side_with_the_plan_in_force() {
    let plan = aprobado();
    let mut branch = rama(&plan);
    completar(&mut branch);
    let page = escenarios(&[plan.clone(), branch.clone()]);
    let [vigente, borrador] = &page.escenarios[..] else { panic!("two") };
    assert_eq!((vigente.borrador, borrador.borrador), (None, Some(branch.id())));
    assert_eq!(vigente.titulo, "Plan vigente");
    let all = |one: &domain::vista::Escenario| {
        let each = [one.financiadas, one.parciales, one.sin_financiamiento];
        (each.iter().map(|it| it.actividades).sum::<usize>(), each.iter().map(|it| it.costo).sum::<domain::Dinero>())
    };
    assert_eq!(all(vigente), (all(borrador).0, vigente.total));
    assert_eq!(all(borrador).1, borrador.total);
    assert_eq!(vigente.total, borrador.total, "what one gives the other receives");
}
