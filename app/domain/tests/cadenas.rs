//! What hangs from what: the tree of units, and what follows what.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::plan::{CampoActividad, CampoUnidad};
use domain::{Change, Command, Rol};
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
        nuevo: CampoActividad::Predecesoras(list.into_iter().map(id).collect()),
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
        let ahora = CampoActividad::Predecesoras((number.saturating_sub(30).max(100)..number).map(id).collect());
        plan.apply(&Change::ActividadEditada { id: id(number), antes: CampoActividad::Predecesoras(vec![]), ahora });
    }
    let follow = |from: u128, to: u128| Command::EditarActividad {
        id: id(100),
        seen: CampoActividad::Predecesoras(vec![]),
        nuevo: CampoActividad::Predecesoras((from..to).map(id).collect()),
    };
    assert!(refused(&plan, &editor(), &follow(last - 50, last)).contains("formarían un círculo"));
    assert_eq!(refused(&plan, &editor(), &follow(last - 51, last)), "Predecesoras: son 51 y el máximo es 50.");
}
