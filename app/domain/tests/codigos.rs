//! The codes of activities, units, OEI and AEI: whose they are, and never given twice.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::plan::{CampoAccion, CampoActividad, CampoUnidad, CodigoActividad, ObjetivoEstrategico};
use domain::texto::Texto;
use domain::{Command, Plan, Rol};
use soporte::*;

#[test]
fn codes_are_given_in_order_and_never_twice() {
    let mut plan = con_actividad();
    must(&mut plan, &editor(), Command::CrearActividad(nueva(101)));
    assert_eq!(actividad(&plan, 101).codigo.as_str(), "AOI30044000002");
    let taken = CodigoActividad::try_from("AOI30044000001".to_owned()).unwrap();
    let twice = Command::CrearActividad(domain::command::NuevaActividad { codigo: Some(taken), ..nueva(102) });
    assert_eq!(
        refused(&plan, &editor(), &twice),
        "El código AOI30044000001 ya lo tiene «Registro SIAF fase compromiso anual»."
    );
    assert_eq!(
        refused(&plan, &editor(), &Command::CrearActividad(nueva(100))),
        "Ya existe una fila con ese identificador; el acto no se repite."
    );
}

#[test]
fn a_code_is_of_the_entity_and_the_first_free_number_comes_next() {
    let mut plan = con_actividad();
    let code = |text: &str| CodigoActividad::try_from(text.to_owned()).unwrap();
    let create = |number, text| {
        Command::CrearActividad(domain::command::NuevaActividad { codigo: Some(code(text)), ..nueva(number) })
    };
    let rename = |number: u128, from, to| Command::EditarActividad {
        id: id(number),
        seen: CampoActividad::Codigo(code(from)),
        nuevo: CampoActividad::Codigo(code(to)),
    };
    let sentence = "El código AOI99999999999 es de otra entidad: los de esta empiezan con AOI300440.";
    assert_eq!(refused(&plan, &editor(), &create(101, "AOI99999999999")), sentence);
    assert_eq!(refused(&plan, &editor(), &rename(100, "AOI30044000001", "AOI99999999999")), sentence);
    // The last number of all stops nobody.
    must(&mut plan, &editor(), create(101, "AOI30044099999"));
    must(&mut plan, &editor(), create(102, "AOI30044000003"));
    for (number, expected) in [(103, "AOI30044000002"), (104, "AOI30044000004")] {
        must(&mut plan, &editor(), Command::CrearActividad(nueva(number)));
        assert_eq!(actividad(&plan, number).codigo.as_str(), expected);
    }
    // A number given up is the first free one again.
    must(&mut plan, &editor(), rename(103, "AOI30044000002", "AOI30044000077"));
    assert_eq!(plan.siguiente_codigo(), Some(code("AOI30044000002")));
    assert_eq!(Plan::from_checkpoint(plan.checkpoint()), plan);
}

/// A log written before the rule may hold one code twice: giving one up does not free the other's.
#[test]
fn giving_a_code_up_frees_only_ones_own() {
    let mut plan = con_actividad();
    must(&mut plan, &editor(), Command::CrearActividad(nueva(101)));
    let (one, two) = (actividad(&plan, 100).codigo.clone(), actividad(&plan, 101).codigo.clone());
    let set = |number: u128, antes: &CodigoActividad, ahora: &CodigoActividad| domain::Change::ActividadEditada {
        id: id(number),
        antes: CampoActividad::Codigo(antes.clone()),
        ahora: CampoActividad::Codigo(ahora.clone()),
    };
    plan.apply(&set(101, &two, &one));
    plan.apply(&set(100, &one, &two));
    assert_eq!(plan.actividad_con_codigo(&one), Some(id(101)));
    assert_eq!(plan.actividad_con_codigo(&two), Some(id(100)));
}

#[test]
fn no_two_units_and_no_two_rows_of_the_framework_have_one_code() {
    let plan = plan();
    let unit = Command::EditarUnidad {
        id: id(OTRA),
        seen: CampoUnidad::Codigo(Texto::new("3").unwrap()),
        nuevo: CampoUnidad::Codigo(Texto::new("2").unwrap()),
    };
    assert_eq!(
        refused(&plan, &como(Rol::Administrador, None), &unit),
        "El código 2 ya lo tiene «Unidad de Abastecimiento»."
    );
    let opp = como(Rol::Coordinador, None);
    assert_eq!(
        refused(&plan, &opp, &Command::RegistrarAccion(accion(50, "AEI.06.01"))),
        "El código AEI.06.01 ya lo tiene «Incrementar la cartera de proyectos»."
    );
    let objective = ObjetivoEstrategico { id: id(51), ..(**plan.get(id::<ObjetivoEstrategico>(OEI)).unwrap()).clone() };
    assert_eq!(
        refused(&plan, &opp, &Command::RegistrarObjetivo(objective)),
        "El código OEI.06 ya lo tiene «Incrementar los recursos financieros»."
    );
    let blank = Command::EditarAccion {
        id: id(AEI),
        seen: CampoAccion::Codigo(Texto::new("AEI.06.01").unwrap()),
        nuevo: CampoAccion::Codigo(Texto::default()),
    };
    assert_eq!(refused(&plan, &opp, &blank), "El código de la acción estratégica no puede quedar en blanco.");
}
