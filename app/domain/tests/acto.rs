//! Acts in words, and the same act by someone who looked again.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::command::CeldaMeta;
use domain::plan::{
    AccionEstrategica, Actividad, CampoActividad, CampoInsumo, Campos as _, Celda, Estado, Insumo, Periodo, Tarea,
    Valor,
};
use domain::vista::seguimiento::Renglon;
use domain::vista::{Lugar, Sitio, acto, lugar_de_celda};
use domain::{Cantidad, Command, Dinero, Mes, Precio};
use soporte::cronograma::{tarea, ventana};
use soporte::*;
use uuid::Uuid;

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
        let place = match told.lugar {
            Some(Lugar::Actividad { unidad, actividad, .. }) => Some((unidad, actividad)),
            other => {
                assert_eq!(other, Some(Lugar::NuevaActividad(id(UNIDAD))), "{words}");
                None
            }
        };
        let is_new = matches!(command, Command::CrearActividad(_));
        assert_eq!(place, (!is_new).then_some((id(UNIDAD), id(100))), "{words}");
    }
}

#[test]
fn the_place_of_an_act_is_the_very_cell_or_field() {
    let mut plan = con_actividad();
    must(&mut plan, &editor(), Command::CrearInsumo(insumo(500, 100, por_cantidad("2.50", [1; 12]))));
    let at = |sitio| Some(Lugar::Actividad { unidad: id(UNIDAD), actividad: id(100), sitio });
    let febrero = Mes::from_number(2).unwrap();
    let nuevo = CampoInsumo::CantidadMes(febrero, Cantidad::enteras(3));
    let seen = CampoInsumo::CantidadMes(febrero, Cantidad::enteras(1));
    let estado = |seen, nuevo| Command::EditarActividad {
        id: id(100),
        seen: CampoActividad::Estado(seen),
        nuevo: CampoActividad::Estado(nuevo),
    };
    let cases = [
        (
            Command::ProgramarMetas(vec![meta(3, None, Some(1)), meta(4, None, Some(1))]),
            at(Sitio::Meta(Periodo::Mes(Mes::from_number(3).unwrap()))),
        ),
        (Command::EditarInsumo { id: id(500), seen, nuevo: nuevo.clone() }, at(Sitio::Insumo(Some((id(500), nuevo))))),
        (Command::CrearInsumo(insumo(501, 100, por_cantidad("1", [1; 12]))), at(Sitio::Insumo(None))),
        (Command::CrearActividad(nueva(101)), Some(Lugar::NuevaActividad(id(UNIDAD)))),
        (Command::AprobarTechos, None),
    ];
    for (command, place) in cases {
        assert_eq!(acto(&plan, &command).lugar, place, "{command:?}");
    }
    must(&mut plan, &editor(), estado(Estado::Vigente, Estado::Retirado));
    let of_a_withdrawn_one = acto(&plan, &Command::ProgramarMetas(vec![meta(3, None, Some(1))])).lugar;
    assert_eq!(of_a_withdrawn_one, at(Sitio::Detalle), "it has no row in the sheet");
}

#[test]
fn every_field_of_every_row_has_its_place() {
    let mut plan = con_actividad();
    must(&mut plan, &editor(), Command::CrearInsumo(insumo(500, 100, por_cantidad("2.50", [1; 12]))));
    must(
        &mut plan,
        &editor(),
        Command::CrearInsumo(insumo(501, 100, Valor::PorImporte { importes: Default::default() })),
    );
    tarea(&mut plan, 600, 100, ventana((1, 1), (3, 31)), vec![]);
    let at = |sitio| Some(Lugar::Actividad { unidad: id(UNIDAD), actividad: id(100), sitio });
    let celda = |fila: u128, campo| Celda { fila: Uuid::from_u128(fila), campo };
    for campo in actividad(&plan, 100).todos() {
        let place = lugar_de_celda(&plan, celda(100, Actividad::numero(&campo)));
        assert_eq!(place, at(Sitio::Campo(campo)));
    }
    for campo in plan.get::<Tarea>(id(600)).unwrap().todos() {
        let place = lugar_de_celda(&plan, celda(600, Tarea::numero(&campo)));
        assert_eq!(place, at(Sitio::Tarea(Some((id(600), campo)))));
    }
    for line in [500, 501] {
        let row = plan.get::<Insumo>(id(line)).unwrap();
        let parts = Mes::todos().map(|mes| match line {
            500 => row.leer(&CampoInsumo::CantidadMes(mes, Cantidad::CERO)),
            _ => row.leer(&CampoInsumo::ImporteMes(mes, Dinero::CERO)),
        });
        for campo in row.todos().into_iter().chain(parts).chain([row.leer(&CampoInsumo::Precio(Precio::CERO))]) {
            let place = lugar_de_celda(&plan, celda(line, Insumo::numero(&campo)));
            assert_eq!(place, at(Sitio::Insumo(Some((id(line), campo)))));
        }
    }
    let accion = plan.todos::<AccionEstrategica>().values().next().unwrap();
    for campo in accion.todos() {
        let place = lugar_de_celda(&plan, Celda { fila: accion.id.uuid(), campo: AccionEstrategica::numero(&campo) });
        assert_eq!(place, Some(Lugar::Accion(accion.id, Some(campo))));
    }
    for (periodo, number) in [(Periodo::Anual, 0), (Periodo::Mes(Mes::DICIEMBRE), 12)] {
        assert_eq!(lugar_de_celda(&plan, celda(100, number)), at(Sitio::Meta(periodo)));
    }
    let executed = Sitio::Ejecutado(Renglon::Fisico(id(100)), Mes::ENERO);
    assert_eq!(lugar_de_celda(&plan, Celda::avance(id(100), Mes::ENERO)), at(executed));
    assert_eq!(lugar_de_celda(&plan, celda(100, u8::MAX)), at(Sitio::Detalle), "a field that no program knows");
    assert_eq!(lugar_de_celda(&plan, celda(600, u8::MAX)), at(Sitio::Detalle));
    let (seen, nuevo) = (CampoInsumo::Estado(Estado::Vigente), CampoInsumo::Estado(Estado::Retirado));
    must(&mut plan, &editor(), Command::EditarInsumo { id: id(500), seen, nuevo });
    assert_eq!(lugar_de_celda(&plan, celda(500, 1)), at(Sitio::Detalle), "one that is withdrawn has no row");
    assert_eq!(lugar_de_celda(&plan, celda(999, 20)), None);
    assert_eq!(lugar_de_celda(&plan, Celda::FERIADOS), None);
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
