//! Acts in words, and the same act by someone who looked again.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::command::CeldaMeta;
use domain::plan::{CampoActividad, CampoInsumo, Estado, Periodo};
use domain::vista::acto;
use domain::{Cantidad, Command, Mes};
use soporte::*;

fn meta(month: u32, seen: Option<u32>, nueva: Option<u32>) -> CeldaMeta {
    let periodo = Periodo::Mes(Mes::from_number(month).unwrap());
    CeldaMeta { actividad: id(100), periodo, seen: seen.map(Cantidad::enteras), nueva: nueva.map(Cantidad::enteras) }
}

#[test]
fn an_act_is_told_in_words_with_the_place_where_it_was_done() {
    let mut plan = con_actividad();
    must(&mut plan, &editor(), Command::CrearInsumo(insumo(500, 100, por_cantidad("2.50", [1; 12]))));
    let of = "de «Registro SIAF fase compromiso anual»";
    let retiro = Command::EditarActividad {
        id: id(100),
        seen: CampoActividad::Estado(Estado::Vigente),
        nuevo: CampoActividad::Estado(Estado::Retirado),
    };
    let cantidad = Command::EditarInsumo {
        id: id(500),
        seen: CampoInsumo::CantidadMes(Mes::ENERO, Cantidad::enteras(1)),
        nuevo: CampoInsumo::CantidadMes(Mes::ENERO, Cantidad::enteras(3)),
    };
    let cases = [
        (Command::ProgramarMetas(vec![meta(3, None, Some(25))]), format!("Meta de marzo: 25 {of}")),
        (Command::ProgramarMetas(vec![meta(3, Some(1), None)]), format!("Meta de marzo: en blanco {of}")),
        (Command::ProgramarMetas(vec![meta(3, None, Some(1)), meta(4, None, Some(1))]), format!("2 metas {of}")),
        (retiro.clone(), format!("Retiro {of}")),
        (cantidad, format!("Cantidad de enero: 3, del insumo «Papel bond A4 80 g» {of}")),
        (Command::CrearActividad(nueva(101)), "Crear la actividad «Registro SIAF fase compromiso anual»".to_owned()),
        (
            Command::Varios(vec![retiro, Command::ProgramarMetas(vec![meta(3, None, Some(1))])]),
            format!("Retiro {of} y 1 más"),
        ),
    ];
    for (command, words) in cases {
        let told = acto(&plan, &command);
        assert_eq!(told.frase, words);
        let place = told.lugar.map(|place| (place.unidad, place.actividad));
        let is_new = matches!(command, Command::CrearActividad(_));
        assert_eq!(place, (!is_new).then_some((id(UNIDAD), id(100))), "{words}");
    }
}

#[test]
fn who_looks_again_overwrites_what_is_there_now() {
    let mut plan = con_actividad();
    must(&mut plan, &editor(), Command::ProgramarMetas(vec![meta(3, None, Some(9))]));
    let stale = Command::Varios(vec![Command::ProgramarMetas(vec![meta(3, None, Some(7))])]);
    assert!(act(&mut plan.clone(), &editor(), &stale).is_err());
    let informed = stale.seeing(&plan);
    must(&mut plan, &editor(), informed);
    assert_eq!(actividad(&plan, 100).meta.meses[Mes::from_number(3).unwrap()], Some(Cantidad::enteras(7)));
}
