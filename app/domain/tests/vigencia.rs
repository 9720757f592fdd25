//! The life of a unit, and of what hangs from it: nothing goes on after what it hangs from.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use chrono::NaiveDate;
use domain::command::NuevaActividad;
use domain::plan::{
    AccionEstrategica, CampoAccion, CampoActividad, CampoUnidad, ClaveTecho, Estado, UnidadOrganica, Ventana,
};
use domain::texto::Texto;
use domain::{Command, Context, Dinero, Plan, Rol};
use soporte::*;

fn admin() -> Context {
    como(Rol::Administrador, None)
}

fn cerrar(plan: &Plan, number: u128, fin: NaiveDate) -> Command {
    let seen = CampoUnidad::VigenteHasta(plan.get(id::<UnidadOrganica>(number)).unwrap().vigente_hasta);
    Command::EditarUnidad { id: id(number), seen, nuevo: CampoUnidad::VigenteHasta(Some(fin)) }
}

fn estado(number: u128, seen: Estado, nuevo: Estado) -> Command {
    let (seen, nuevo) = (CampoActividad::Estado(seen), CampoActividad::Estado(nuevo));
    Command::EditarActividad { id: id(number), seen, nuevo }
}

fn techo(seen: Option<i64>, nuevo: i64) -> Command {
    Command::ProponerTecho { unidad: id(UNIDAD), rubro: rubro(8), seen: seen.map(soles), nuevo: soles(nuevo) }
}

fn marco(nuevo: Dinero) -> Command {
    Command::FijarMarcoPresupuestal { rubro: rubro(8), seen: None, nuevo }
}

fn responsable(seen: Option<u128>, nuevo: Option<u128>) -> Command {
    let of = |number: Option<u128>| CampoAccion::Responsable(number.map(id));
    Command::EditarAccion { id: id(AEI), seen: of(seen), nuevo: of(nuevo) }
}

/// Oficina de Asesoría Jurídica again, elsewhere in the tree and with other dates.
fn otra(number: u128, superior: u128, desde: NaiveDate, hasta: Option<NaiveDate>) -> UnidadOrganica {
    UnidadOrganica {
        id: id(number),
        codigo: Texto::default(),
        superior: Some(id(superior)),
        vigente_desde: desde,
        vigente_hasta: hasta,
        ..(**plan().get(id::<UnidadOrganica>(OTRA)).unwrap()).clone()
    }
}

#[test]
fn a_unit_does_not_close_before_what_hangs_from_it() {
    let mut plan = con_actividad();
    let opp = como(Rol::Coordinador, None);
    let before = dia(2016, 12, 31);
    assert_eq!(
        refused(&plan, &admin(), &cerrar(&plan, GERENCIA, before)),
        "«Gerencia Municipal» no puede cerrarse el 31/12/2016: todavía depende de ella «Unidad de Abastecimiento»."
    );
    let sentence = |day, what| format!("«Unidad de Abastecimiento» no puede cerrarse el {day}: todavía {what}.");
    assert_eq!(
        refused(&plan, &admin(), &cerrar(&plan, UNIDAD, dia(2017, 6, 30))),
        sentence("30/06/2017", "tiene la actividad AOI30044000001")
    );
    must(&mut plan, &editor(), estado(100, Estado::Vigente, Estado::Retirado));
    must(&mut plan, &opp, marco(soles(10)));
    must(&mut plan, &opp, techo(None, 10));
    let close = cerrar(&plan, UNIDAD, before);
    assert_eq!(refused(&plan, &admin(), &close), sentence("31/12/2016", "tiene techo en el rubro 08"));
    must(&mut plan, &opp, techo(Some(10), 0));
    must(&mut plan, &opp, responsable(None, Some(UNIDAD)));
    assert_eq!(refused(&plan, &admin(), &close), sentence("31/12/2016", "responde por AEI.06.01"));
    must(&mut plan, &opp, responsable(Some(UNIDAD), None));
    must(&mut plan, &admin(), close);
    let gone = "«Unidad de Abastecimiento» no está en vigor en el ejercicio 2017.";
    for (context, command) in [
        (editor(), estado(100, Estado::Retirado, Estado::Vigente)),
        (editor(), Command::CrearActividad(nueva(101))),
        (opp, techo(Some(0), 1)),
        (opp, responsable(None, Some(UNIDAD))),
    ] {
        assert_eq!(refused(&plan, &context, &command), gone);
    }
}

#[test]
fn a_unit_that_begins_later_begins_then() {
    let mut plan = plan();
    must(&mut plan, &admin(), Command::RegistrarUnidad(otra(50, GERENCIA, dia(2017, 7, 1), None)));
    must(&mut plan, &admin(), Command::RegistrarUnidad(otra(51, GERENCIA, dia(2018, 1, 1), None)));
    let create = |number, unit: u128, ventana| {
        Command::CrearActividad(NuevaActividad { unidad: id(unit), ventana, ..nueva(number) })
    };
    let writer = |unit| como(Rol::EditorUnidad, Some(unit));
    assert_eq!(
        refused(&plan, &writer(51), &create(100, 51, None)),
        "«Oficina de Asesoría Jurídica» no está en vigor en el ejercicio 2017."
    );
    let whole = Ventana { inicio: dia(2017, 1, 1), fin: dia(2017, 12, 31) };
    let sentence = "Las fechas deben estar entre el 01/07/2017 y el 31/12/2017.";
    assert_eq!(refused(&plan, &writer(50), &create(100, 50, Some(whole))), sentence);
    must(&mut plan, &writer(50), create(100, 50, None));
    let half = Ventana { inicio: dia(2017, 7, 1), fin: dia(2017, 12, 31) };
    assert_eq!(actividad(&plan, 100).ventana, half);
    let (seen, nuevo) = (CampoActividad::Ventana(half), CampoActividad::Ventana(whole));
    assert_eq!(refused(&plan, &writer(50), &Command::EditarActividad { id: id(100), seen, nuevo }), sentence);
}

#[test]
fn a_superior_is_in_force_for_as_long_as_those_below() {
    let mut plan = plan();
    let june = dia(2017, 6, 30);
    must(&mut plan, &admin(), Command::RegistrarUnidad(otra(50, GERENCIA, dia(2015, 1, 1), Some(june))));
    let sentence = "«Oficina de Asesoría Jurídica» está en vigor hasta el 30/06/2017: \
                    no puede tener a su cargo una unidad que sigue después.";
    let below = |hasta| Command::RegistrarUnidad(otra(51, 50, dia(2015, 1, 1), hasta));
    assert_eq!(refused(&plan, &admin(), &below(None)), sentence);
    let hang = Command::EditarUnidad {
        id: id(UNIDAD),
        seen: CampoUnidad::Superior(Some(id(GERENCIA))),
        nuevo: CampoUnidad::Superior(Some(id(50))),
    };
    assert_eq!(refused(&plan, &admin(), &hang), sentence);
    must(&mut plan, &admin(), below(Some(june)));
    let (seen, nuevo) = (CampoUnidad::VigenteHasta(Some(june)), CampoUnidad::VigenteHasta(None));
    assert_eq!(refused(&plan, &admin(), &Command::EditarUnidad { id: id(51), seen, nuevo }), sentence);
}

#[test]
fn a_predecessor_is_of_the_unit_and_in_force() {
    let mut plan = con_actividad();
    must(&mut plan, &editor(), Command::CrearActividad(nueva(101)));
    let elsewhere = NuevaActividad { unidad: id(OTRA), ..nueva(102) };
    must(&mut plan, &como(Rol::EditorUnidad, Some(OTRA)), Command::CrearActividad(elsewhere));
    must(&mut plan, &editor(), Command::CrearActividad(nueva(103)));
    let of = |list: &[u128]| CampoActividad::Predecesoras(predecesoras(list.iter().copied()));
    let follow =
        |seen: &[u128], list: &[u128]| Command::EditarActividad { id: id(101), seen: of(seen), nuevo: of(list) };
    let sentence = |why| format!("«Registro SIAF fase compromiso anual» no puede ser predecesora: {why}.");
    assert_eq!(refused(&plan, &editor(), &follow(&[], &[102])), sentence("es de otra unidad orgánica"));
    must(&mut plan, &editor(), follow(&[], &[100]));
    must(&mut plan, &editor(), estado(100, Estado::Vigente, Estado::Retirado));
    // One that was withdrawn since may stay; taken off, it does not come back.
    must(&mut plan, &editor(), follow(&[100], &[100, 103]));
    must(&mut plan, &editor(), follow(&[100, 103], &[103]));
    assert_eq!(refused(&plan, &editor(), &follow(&[103], &[100, 103])), sentence("está retirada"));
}

#[test]
fn an_aei_is_not_born_withdrawn() {
    let row = AccionEstrategica { estado: Estado::Retirado, ..accion(50, "AEI.06.03") };
    assert_eq!(
        refused(&plan(), &como(Rol::Coordinador, None), &Command::RegistrarAccion(row)),
        "«AEI.06.03» está retirada; restitúyala antes de cambiarla."
    );
}

#[test]
fn the_techo_of_a_closed_unit_may_still_be_lowered() {
    let mut plan = plan();
    let opp = como(Rol::Coordinador, None);
    must(&mut plan, &opp, marco(soles(10)));
    must(&mut plan, &opp, techo(None, 10));
    let clave = ClaveTecho { unidad: id(UNIDAD), rubro: rubro(8) };
    must(&mut plan, &como(Rol::Titular, None), Command::AprobarTechosVistos(vec![(clave, soles(10))]));
    // As an earlier program left it.
    plan.apply(&domain::Change::UnidadEditada {
        id: id(UNIDAD),
        antes: CampoUnidad::VigenteHasta(None),
        ahora: CampoUnidad::VigenteHasta(Some(dia(2016, 12, 31))),
    });
    must(&mut plan, &opp, techo(Some(10), 0));
}
