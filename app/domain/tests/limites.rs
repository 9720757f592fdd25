//! How much of each thing a row may hold, and which dates and texts are some.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::plan::{
    AccionEstrategica, CampoAccion, CampoActividad, CampoElemento, CampoObjetivo, CampoUnidad, Campos, ClaseElemento,
    Comparador, ElementoCritico, Estado, Frecuencia, IndicadorEstrategico, MetaEstrategica, SituacionElemento, Ubigeo,
    UnidadOrganica, Vencimiento,
};
use domain::texto::{Parrafo, Texto};
use domain::{Cantidad, Command, Mes, Plan, Rol};
use soporte::*;

const FECHAS: &str = "Las fechas deben estar entre el 01/01/1900 y el 31/12/2200.";

fn editar(plan: &Plan, nuevo: CampoActividad) -> Command {
    Command::EditarActividad { id: id(100), seen: actividad(plan, 100).leer(&nuevo), nuevo }
}

fn lugares(codes: impl IntoIterator<Item = String>) -> CampoActividad {
    CampoActividad::Lugares(codes.into_iter().map(|code| Ubigeo::try_from(code).unwrap()).collect())
}

#[test]
fn an_activity_has_so_many_places_and_each_is_a_district() {
    let plan = con_actividad();
    let of = |codes: &[&str]| editar(&plan, lugares(codes.iter().map(|code| (*code).to_owned())));
    assert!(act(&mut plan.clone(), &editor(), &of(&["050101", "050116", "150101"])).is_ok());
    for (codes, sentence) in [
        (&["050101", "050101"][..], "Lugares: 050101 aparece dos veces."),
        (&["050117"], "«050117» no es el ubigeo de un distrito."),
        (&["000000"], "«000000» no es el ubigeo de un distrito."),
        (&["260101"], "«260101» no es el ubigeo de un distrito."),
        (&["150100"], "«150100» no es el ubigeo de un distrito."),
    ] {
        assert_eq!(refused(&plan, &editor(), &of(codes)), sentence);
    }
    let many = editar(&plan, lugares((1..=31).map(|number| format!("1501{number:02}"))));
    assert_eq!(refused(&plan, &editor(), &many), "Lugares: son 31 y el máximo es 30.");
}

fn indicador(metas: Vec<Vencimiento>) -> IndicadorEstrategico {
    let meta = |vencimiento| MetaEstrategica {
        valor: Cantidad::enteras(60),
        unidad: Texto::new("%").unwrap(),
        comparador: Comparador::AlMenos,
        vencimiento,
    };
    IndicadorEstrategico {
        nombre: nombre("Atención"),
        fuente: nombre("Encuesta"),
        frecuencia: Frecuencia::Anual,
        metas: metas.into_iter().map(meta).collect(),
        meta_literal: Texto::default(),
    }
}

#[test]
fn lists_have_a_maximum() {
    let plan = con_actividad();
    let opp = como(Rol::Coordinador, None);
    let otros = CampoActividad::OtrosIndicadores(vec![nueva(100).indicador; 6]);
    assert_eq!(refused(&plan, &editor(), &editar(&plan, otros)), "Otros indicadores: son 6 y el máximo es 5.");
    let text = |count| vec![Parrafo::new("Un texto").unwrap(); count];
    for (nuevo, sentence) in [
        (CampoAccion::Indicadores(vec![indicador(vec![]); 21]), "Indicadores: son 21 y el máximo es 20."),
        (
            CampoAccion::Indicadores(vec![indicador(vec![Vencimiento::AlCierre; 21])]),
            "Metas del indicador: son 21 y el máximo es 20.",
        ),
        (CampoAccion::Indicadores(vec![indicador(vec![Vencimiento::AlEjercicio(3000)])]), FECHAS),
        (CampoAccion::Evidencias(text(21)), "Evidencias: son 21 y el máximo es 20."),
    ] {
        let seen = plan.get(id::<AccionEstrategica>(AEI)).unwrap().leer(&nuevo);
        assert_eq!(refused(&plan, &opp, &Command::EditarAccion { id: id(AEI), seen, nuevo }), sentence);
    }
    let (seen, nuevo) = (CampoObjetivo::Claves(vec![]), CampoObjetivo::Claves(text(21)));
    assert_eq!(
        refused(&plan, &opp, &Command::EditarObjetivo { id: id(OEI), seen, nuevo }),
        "Actividades claves: son 21 y el máximo es 20."
    );
}

#[test]
fn a_proportion_is_a_hundred_per_cent_at_most() {
    let mut plan = con_actividad();
    let part = |units| ClaseElemento::Proporcion(Cantidad::from_diezmilesimos(units).unwrap());
    let row = |clase| ElementoCritico {
        id: id(400),
        actividad: id(100),
        descripcion: nombre("Padrón depurado"),
        clase,
        mes: Mes::ENERO,
        situacion: SituacionElemento::Pendiente,
        estado: Estado::Vigente,
    };
    let sentence = "Una proporción llega a 100 % como máximo.";
    assert_eq!(refused(&plan, &editor(), &Command::CrearElemento(row(part(1_000_001)))), sentence);
    must(&mut plan, &editor(), Command::CrearElemento(row(part(1_000_000))));
    let (seen, nuevo) = (CampoElemento::Clase(part(1_000_000)), CampoElemento::Clase(part(1_500_000)));
    assert_eq!(refused(&plan, &editor(), &Command::EditarElemento { id: id(400), seen, nuevo }), sentence);
}

#[test]
fn dates_are_of_years_that_can_be_written() {
    let mut plan = plan();
    let admin = como(Rol::Administrador, None);
    let like = (**plan.get(id::<UnidadOrganica>(OTRA)).unwrap()).clone();
    for vigente_desde in [dia(1899, 12, 31), dia(2201, 1, 1), dia(12_000, 1, 1), dia(-1, 1, 1)] {
        let row = UnidadOrganica { id: id(50), codigo: Texto::default(), vigente_desde, ..like.clone() };
        assert_eq!(refused(&plan, &admin, &Command::RegistrarUnidad(row)), FECHAS);
    }
    let (seen, nuevo) = (CampoUnidad::VigenteHasta(None), CampoUnidad::VigenteHasta(Some(dia(10_000, 1, 1))));
    assert_eq!(refused(&plan, &admin, &Command::EditarUnidad { id: id(OTRA), seen, nuevo }), FECHAS);
    let fix = |seen: &[_], nuevos: &[_]| Command::FijarFeriados { seen: seen.to_vec(), nuevos: nuevos.to_vec() };
    let fiestas = dia(2017, 7, 28);
    assert_eq!(refused(&plan, &admin, &fix(&[], &[dia(10_000, 1, 1)])), FECHAS);
    assert_eq!(refused(&plan, &admin, &fix(&[], &[fiestas, fiestas])), "Feriados: 2017-07-28 aparece dos veces.");
    let many: Vec<_> = fiestas.iter_days().take(121).collect();
    assert_eq!(refused(&plan, &admin, &fix(&[], &many)), "Feriados: son 121 y el máximo es 120.");
    must(&mut plan, &admin, fix(&[], &[fiestas]));
    assert_eq!(act(&mut plan, &admin, &fix(&[fiestas], &[fiestas])), Ok(vec![]), "the same is no entry");
}

#[test]
fn a_name_that_shows_nothing_is_blank() {
    let plan = con_actividad();
    for text in ["\u{200b}\u{200b}", "\u{202e}", "\u{feff}"] {
        let blank = editar(&plan, CampoActividad::Nombre(nombre(text)));
        assert_eq!(refused(&plan, &editor(), &blank), "El nombre de la actividad no puede quedar en blanco.");
    }
}
