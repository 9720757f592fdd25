//! The approval by two acts (Art. 9, 10-II), and what an approved plan refuses (Art. 8.2.3).

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::command::Asunto;
use domain::plan::{Acto, CampoAccion, CampoActividad, CampoInsumo, ClaveTecho, Estado, Valor, VersionNombrada};
use domain::texto::Texto;
use domain::{Command, Context, Online, Plan, Rol};
use soporte::aprobado::*;
use soporte::*;

#[test]
fn the_titular_approves_and_what_is_programmed_becomes_the_pia() {
    let plan = aprobado();
    let approved = plan.aprobacion().unwrap();
    let clave = |unidad, code| ClaveTecho { unidad: id(unidad), rubro: rubro(code) };
    assert_eq!(approved.pia, [(clave(UNIDAD, 8), soles(1_320)), (clave(OTRA, 7), soles(600))]);
    assert_eq!(approved.pia(clave(OTRA, 7)), soles(600));
    assert_eq!(approved.pia(clave(OTRA, 8)), soles(0));
    let version = plan.get(id::<VersionNombrada>(600)).unwrap();
    assert_eq!((&*version.nombre, version.version), ("Aprobado", plan.version() + 1));
    assert_eq!(Plan::from_checkpoint(plan.checkpoint()), plan);
}

#[test]
fn a_name_given_before_does_not_stand_in_the_way() {
    let mut plan = aprobable();
    let name = Command::NombrarVersion { id: id(599), nombre: nombre("Aprobado") };
    must(&mut plan, &como(Rol::Coordinador, None), name);
    must(&mut plan, &titular(), aprobar_poi());
    assert_eq!(&*plan.get(id::<VersionNombrada>(600)).unwrap().nombre, "Aprobado (2)");
}

/// What is done to a plan that could be approved.
type Cambio = fn(&mut Plan);

fn con(change: impl Fn(&mut Plan)) -> Plan {
    let mut plan = aprobable();
    change(&mut plan);
    plan
}

fn sin_indicador(plan: &mut Plan) {
    let (seen, nuevo) = (indicador_de_accion(), CampoAccion::Indicadores(vec![]));
    must(plan, &como(Rol::Coordinador, None), Command::EditarAccion { id: id(AEI), seen, nuevo });
}

fn por_detallar(plan: &mut Plan) {
    let line = insumo(203, 100, Valor::PorDetallar { importes: [soles(0); 12] });
    must(plan, &editor(), Command::CrearInsumo(line));
}

fn sobre_techo(plan: &mut Plan) {
    let (seen, nuevo) = (
        CampoInsumo::Precio(domain::Precio::leer("1").unwrap()),
        CampoInsumo::Precio(domain::Precio::leer("2").unwrap()),
    );
    must(plan, &editor(), Command::EditarInsumo { id: id(200), seen, nuevo });
}

fn sin_actividades(plan: &mut Plan) {
    for (number, unit) in [(100, UNIDAD), (101, UNIDAD), (102, OTRA)] {
        let (seen, nuevo) = (CampoActividad::Estado(Estado::Vigente), CampoActividad::Estado(Estado::Retirado));
        must(plan, &como(Rol::EditorUnidad, Some(unit)), Command::EditarActividad { id: id(number), seen, nuevo });
    }
}

#[test]
fn what_stands_in_the_way_of_an_approval_is_named() {
    let cases: [(Cambio, &str); 4] = [
        (
            sin_indicador,
            "AEI.06.01 está sin indicador ni meta y tiene 3 actividades: complétela en el marco estratégico antes de aprobar.",
        ),
        (
            por_detallar,
            "«Registro SIAF fase compromiso anual» tiene por detallar la línea «Papel bond A4 80 g», de S/ 0.00 en el rubro 08: detállela primero (Art. 8.2.2).",
        ),
        (
            sobre_techo,
            "«Unidad de Abastecimiento» programa S/ 1,440.00 en el rubro 08 y su techo aprobado es S/ 1,320.00: sobran S/ 120.00 (Art. 8.2.2).",
        ),
        (sin_actividades, "El plan no tiene ninguna actividad en vigor: no hay qué aprobar."),
    ];
    for (change, sentence) in cases {
        assert_eq!(refused(&con(change), &titular(), &aprobar_poi()), sentence);
    }
}

#[test]
fn the_acts_are_of_their_class_numbered_and_not_of_tomorrow() {
    let plan = aprobable();
    let (day, tomorrow) = (dia(2016, 12, 20), agosto().succ_opt().unwrap());
    let with = |acuerdo: Acto, resolucion: Acto| Command::AprobarPoi { version: id(600), acuerdo, resolucion };
    let blank = Acto { numero: Texto::default(), ..resolucion(day) };
    for (command, sentence) in [
        (
            with(resolucion(day), resolucion(day)),
            "Aquí va un documento de clase «Acuerdo de Concejo» y se registró «Resolución de Alcaldía».",
        ),
        (with(acuerdo(day), blank), "El número de «Resolución de Alcaldía» no puede quedar en blanco."),
        (
            with(acuerdo(tomorrow), resolucion(day)),
            "Acuerdo de Concejo N° 101-2016-MPH/CM del 16/08/2017: la fecha es posterior a hoy, 15/08/2017.",
        ),
    ] {
        assert_eq!(refused(&plan, &titular(), &command), sentence);
    }
    let offline = Context { online: Online::No, ..titular() };
    assert!(refused(&plan, &offline, &aprobar_poi()).contains("necesita conexión"));
    for rol in Rol::TODOS.into_iter().filter(|rol| *rol != Rol::Titular) {
        assert!(refused(&plan, &como(rol, Some(UNIDAD)), &aprobar_poi()).contains("no permite"), "{rol:?}");
    }
    assert_eq!(
        refused(&aprobado(), &titular(), &aprobar_poi()),
        "El POI ya fue aprobado por Resolución de Alcaldía N° 650-2016-MPH/A del 28/12/2016."
    );
}

#[test]
fn an_approved_plan_is_not_written_in() {
    let plan = aprobado();
    let opp = como(Rol::Coordinador, None);
    let techo = Command::ProponerTecho { unidad: id(OTRA), rubro: rubro(7), seen: Some(soles(600)), nuevo: soles(599) };
    let create = Command::CrearActividad(nueva(103));
    for (context, command) in [
        (editor(), create.clone()),
        (editor(), Command::Varios(vec![create])),
        (editor(), Command::CrearInsumo(insumo(203, 100, por_cantidad("1", [1; 12])))),
        (editor(), Command::ProgramarMetas(vec![])),
        (opp, Command::RegistrarAccion(accion(13, "AEI.06.03"))),
        (opp, techo),
    ] {
        assert_eq!(
            refused(&plan, &context, &command),
            "El POI está aprobado por Resolución de Alcaldía N° 650-2016-MPH/A del 28/12/2016: cambia solo por una modificación (Art. 8.2.3)."
        );
    }
}

#[test]
fn names_and_the_administration_of_the_year_go_on() {
    let mut plan = aprobado();
    let feriados = Command::FijarFeriados { seen: vec![], nuevos: vec![dia(2017, 7, 28)] };
    assert_eq!(feriados.asunto(), Asunto::Administracion);
    must(&mut plan, &como(Rol::Administrador, None), feriados);
    let frame =
        |seen, nuevo| Command::FijarMarcoPresupuestal { rubro: rubro(7), seen: Some(soles(seen)), nuevo: soles(nuevo) };
    must(&mut plan, &como(Rol::Coordinador, None), frame(600, 500));
    must(
        &mut plan,
        &como(Rol::Coordinador, None),
        Command::NombrarVersion { id: id(601), nombre: nombre("Difundido") },
    );
}
