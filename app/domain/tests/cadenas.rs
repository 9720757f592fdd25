//! What hangs from what: the tree of units, and what follows what.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::plan::{CampoActividad, CampoUnidad, UnidadOrganica};
use domain::texto::Texto;
use domain::{Change, Command, Plan, Rol, vista};
use soporte::*;

#[test]
fn trees_and_chains_have_no_circles() {
    let mut plan = con_actividad();
    let admin = como(Rol::Administrador, None);
    let hang = Command::EditarUnidad {
        id: id(GERENCIA),
        seen: CampoUnidad::Superior(None),
        nuevo: CampoUnidad::Superior(Some(id(UNIDAD))),
    };
    assert_eq!(
        refused(&plan, &admin, &hang),
        "Una unidad no puede depender de sí misma ni de una que depende de ella."
    );
    let itself = Command::EditarUnidad {
        id: id(UNIDAD),
        seen: CampoUnidad::Superior(Some(id(GERENCIA))),
        nuevo: CampoUnidad::Superior(Some(id(UNIDAD))),
    };
    assert!(refused(&plan, &admin, &itself).contains("sí misma"));
    for number in [101, 102] {
        must(&mut plan, &editor(), Command::CrearActividad(nueva(number)));
    }
    let follow = |row: u128, list: Vec<u128>| Command::EditarActividad {
        id: id(row),
        seen: CampoActividad::Predecesoras(vec![]),
        nuevo: CampoActividad::Predecesoras(predecesoras(list)),
    };
    must(&mut plan, &editor(), follow(101, vec![100]));
    must(&mut plan, &editor(), follow(102, vec![100, 101]));
    let sentence = "«Registro SIAF fase compromiso anual» ya depende de esta: las predecesoras formarían un círculo.";
    assert_eq!(refused(&plan, &editor(), &follow(100, vec![102])), sentence);
    assert_eq!(refused(&plan, &editor(), &follow(100, vec![100])), sentence);
    assert!(refused(&plan, &editor(), &follow(100, vec![102, 101])).contains("en orden"));
}

#[test]
fn a_long_chain_is_looked_at_once_and_a_list_has_a_maximum() {
    let mut plan = con_actividad();
    let last = 3_000_u128;
    for number in 101..last {
        must(&mut plan, &editor(), Command::CrearActividad(nueva(number)));
        // Every one follows the thirty before it: more ways from end to end than can be walked.
        let ahora = CampoActividad::Predecesoras(predecesoras(number.saturating_sub(30).max(100)..number));
        plan.apply(&Change::ActividadEditada { id: id(number), antes: CampoActividad::Predecesoras(vec![]), ahora });
    }
    let follow = |from: u128, to: u128| Command::EditarActividad {
        id: id(100),
        seen: CampoActividad::Predecesoras(vec![]),
        nuevo: CampoActividad::Predecesoras(predecesoras(from..to)),
    };
    assert!(refused(&plan, &editor(), &follow(last - 50, last)).contains("formarían un círculo"));
    assert_eq!(refused(&plan, &editor(), &follow(last - 51, last)), "Predecesoras: son 51 y el máximo es 50.");
}

fn unidad(number: u128, superior: Option<u128>) -> UnidadOrganica {
    UnidadOrganica {
        id: id(number),
        codigo: Texto::default(),
        superior: superior.map(id),
        ..(**plan().get(id::<UnidadOrganica>(OTRA)).unwrap()).clone()
    }
}

fn colgar(plan: &Plan, number: u128, superior: u128) -> Command {
    let row = plan.get(id::<UnidadOrganica>(number)).unwrap();
    let (seen, nuevo) = (CampoUnidad::Superior(row.superior), CampoUnidad::Superior(Some(id(superior))));
    Command::EditarUnidad { id: id(number), seen, nuevo }
}

#[test]
fn the_tree_of_units_has_ten_levels() {
    let mut plan = plan();
    let admin = como(Rol::Administrador, None);
    // OTRA is at the second level: eight more fit under it.
    let mut above = OTRA;
    for number in 1_000..1_008 {
        must(&mut plan, &admin, Command::RegistrarUnidad(unidad(number, Some(above))));
        above = number;
    }
    let sentence = "El árbol de unidades orgánicas tiene 10 niveles como máximo.";
    assert_eq!(refused(&plan, &admin, &Command::RegistrarUnidad(unidad(2_000, Some(above)))), sentence);
    // What is moved counts with all that is below it.
    must(&mut plan, &admin, Command::RegistrarUnidad(unidad(3_000, Some(GERENCIA))));
    must(&mut plan, &admin, Command::RegistrarUnidad(unidad(3_001, Some(3_000))));
    assert_eq!(refused(&plan, &admin, &colgar(&plan, 3_000, 1_006)), sentence);
    let lower = colgar(&plan, 3_000, 1_005);
    must(&mut plan, &admin, lower);
    assert_eq!(vista::arbol(&plan).iter().map(|node| node.nivel).max(), Some(10));
    // A circle is seen however long it is.
    assert!(refused(&plan, &admin, &colgar(&plan, OTRA, 1_007)).contains("no puede depender"));
}

/// A log written before the rule may hold a deep tree, or a circle.
#[test]
fn a_tree_written_before_the_rule_is_drawn() {
    let mut plan = plan();
    for number in 1_000..7_000 {
        let above = if number == 1_000 { OTRA } else { number - 1 };
        plan.apply(&Change::UnidadRegistrada(unidad(number, Some(above))));
    }
    assert_eq!(vista::arbol(&plan).len(), 6_003);
    assert_eq!(plan.linea(id(6_999)).len(), 6_002);
    plan.apply(&Change::UnidadEditada {
        id: id(OTRA),
        antes: CampoUnidad::Superior(Some(id(GERENCIA))),
        ahora: CampoUnidad::Superior(Some(id(6_999))),
    });
    assert_eq!(plan.linea(id(OTRA)).len(), 6_001);
    assert_eq!(vista::arbol(&plan).len(), 2, "what hangs from nothing is not reached");
}
