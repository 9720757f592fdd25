//! Branches (SPEC §7): who writes in them, what they differ by, how they are merged and brought
//! up to date.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use std::collections::BTreeMap;

use domain::command::{CeldaMeta, NuevaActividad};
use domain::plan::{
    Actividad, CampoActividad, CampoBorrador, CampoInsumo, Causa, Celda, Estado, Insumo, Periodo, Valor,
};
use domain::rama::{Lado, actualizacion, conflictos, diferencia, fusionar, seguimiento};
use domain::{Cantidad, Change, Command, Context, Id, Mes, Plan, Rol};
use soporte::aprobado::*;
use soporte::rama::*;
use soporte::*;

fn importe(line: u128, month: u32, seen: i64, nuevo: i64) -> Command {
    let campo = |amount| CampoInsumo::ImporteMes(mes(month), soles(amount));
    Command::EditarInsumo { id: id(line), seen: campo(seen), nuevo: campo(nuevo) }
}
fn llamar(number: u128, text: &str) -> Command {
    let campo = |text| CampoActividad::Nombre(nombre(text));
    Command::EditarActividad { id: id(number), seen: campo("Registro SIAF fase compromiso anual"), nuevo: campo(text) }
}
fn meta(number: u128, month: u32, seen: Option<u32>, nueva: Option<u32>) -> Command {
    let quantity = |it: Option<u32>| it.map(Cantidad::enteras);
    let periodo = Periodo::Mes(mes(month));
    Command::ProgramarMetas(vec![CeldaMeta {
        actividad: id(number),
        periodo,
        seen: quantity(seen),
        nueva: quantity(nueva),
    }])
}
fn estado(number: u128, seen: Estado, nuevo: Estado) -> Command {
    let campo = CampoActividad::Estado;
    Command::EditarActividad { id: id(number), seen: campo(seen), nuevo: campo(nuevo) }
}

type Actos = Vec<Command>;

/// Approved, at a version.
fn vigente() -> Plan {
    let mut plan = aprobable();
    debe(&mut plan, &titular(), aprobar_poi());
    plan
}

/// What two branches of one plan do: the second is merged on the plan with the first.
fn choques(one: &[(Context, Command)], other: &[(Context, Command)]) -> Vec<String> {
    let base = vigente();
    let [one, other] = [one, other].map(|acts| {
        let mut branch = rama(&base);
        for (context, command) in acts {
            debe(&mut branch, context, command.clone());
        }
        diferencia(&base, &branch)
    });
    let ahead = con(&base, &fusionar(&base, &one).unwrap());
    conflictos(&other, &ahead).iter().map(ToString::to_string).collect()
}

#[test]
fn a_branch_is_its_members_and_content_only() {
    let base = vigente();
    let branch = rama(&base);
    assert_eq!((branch.id(), branch.version(), branch.rama().unwrap().base), (id(70), 0, base.version()));
    let stranger = persona(999, como(Rol::EditorUnidad, Some(UNIDAD)), agosto());
    let hola = importe(201, 12, 100, 90);
    for (context, command, sentence) in [
        (stranger, hola.clone(), "Este borrador es de sus miembros: pida a uno de ellos que le invite (Art. 8.2.3)."),
        (jefe_de_otra(), hola, "Su rol (Jefe de unidad) no permite escribir en el plan de esta unidad orgánica."),
        (
            jefe(),
            Command::RegistrarGastos(vec![]),
            "Esto se hace en el plan vigente, no en el borrador de una modificación.",
        ),
        (
            coordinador(),
            Command::NombrarVersion { id: id(601), nombre: nombre("X") },
            "Esto se hace en el plan vigente, no en el borrador de una modificación.",
        ),
    ] {
        assert_eq!(refused(&branch, &context, &command), sentence);
    }
    let edit =
        Command::EditarBorrador { seen: CampoBorrador::Causa(None), nuevo: CampoBorrador::Causa(Some(Causa::Entorno)) };
    assert_eq!(
        refused(&base, &jefe(), &edit),
        "Esto se hace en el borrador de una modificación, no en el plan vigente (Art. 8.2.3)."
    );
}

#[test]
fn the_opp_writes_in_every_unit_of_a_branch_and_authors_are_known() {
    let mut branch = rama(&vigente());
    debe(&mut branch, &analista(), importe(202, 12, 50, 40));
    debe(&mut branch, &jefe(), importe(201, 12, 100, 110));
    let titulo = |text: &str| CampoBorrador::Titulo(nombre(text));
    debe(
        &mut branch,
        &jefe_de_otra(),
        Command::EditarBorrador { seen: titulo("Emergencia vial"), nuevo: titulo("Otra") },
    );
    let draft = branch.rama().unwrap();
    assert_eq!(draft.autores, [901, 902, 903].map(id).into(), "whoever writes its title wrote in it");
    assert_eq!(&*draft.modificacion.titulo, "Otra");
    assert_eq!(Plan::from_checkpoint(branch.checkpoint()), branch);
}

#[test]
fn members_come_and_go_and_one_always_stays() {
    let mut branch = rama(&vigente());
    debe(&mut branch, &jefe(), Command::InvitarMiembro { persona: id(950) });
    for number in [950, 902, 903, 904] {
        debe(&mut branch, &jefe(), Command::RetirarMiembro { persona: id(number) });
    }
    assert_eq!(
        refused(&branch, &jefe(), &Command::RetirarMiembro { persona: id(901) }),
        "Un borrador tiene al menos un miembro."
    );
}

#[test]
fn the_difference_is_net_and_field_by_field() {
    let base = vigente();
    let mut branch = rama(&base);
    for (context, command) in [
        (jefe(), importe(201, 11, 100, 70)),
        (jefe(), importe(201, 12, 100, 90)),
        (jefe(), importe(201, 12, 90, 100)),
        (jefe(), meta(101, 1, None, Some(4))),
        (jefe(), Command::CrearActividad(nueva(110))),
        (jefe(), Command::CrearInsumo(insumo(210, 110, por_cantidad("2", [1; 12])))),
        (jefe(), meta(110, 2, None, Some(7))),
    ] {
        debe(&mut branch, &context, command);
    }
    let facts = diferencia(&base, &branch);
    let campo = |amount| CampoInsumo::ImporteMes(mes(11), soles(amount));
    assert_eq!(facts.len(), 4, "{facts:?}");
    assert!(facts.contains(&Change::InsumoEditado { id: id(201), antes: campo(100), ahora: campo(70) }));
    let created = facts.iter().find_map(|it| if let Change::ActividadCreada(row) = it { Some(row) } else { None });
    assert_eq!(created.unwrap().meta.meses[mes(2)], Some(Cantidad::enteras(7)));
    assert_eq!(filas(&con(&base, &fusionar(&base, &facts).unwrap())), filas(&branch));
    assert_eq!(diferencia(&branch, &branch), []);
}

#[test]
fn two_branches_that_change_the_same_field_conflict_and_others_do_not() {
    let detallar = |seen: i64| Command::EditarInsumo {
        id: id(201),
        seen: CampoInsumo::Valor(Valor::PorImporte { importes: [soles(seen); 12] }),
        nuevo: CampoInsumo::Valor(por_cantidad("10", [10; 12])),
    };
    let conflict = |campo: &str, fila: &str, vigente: &str, propio: &str| {
        format!(
            "Otra persona cambió {campo} de «{fila}» en el plan vigente: allí es {vigente} y el borrador dice {propio}. Elija uno (Art. 8.2.3)."
        )
    };
    let (linea, act) = ("Papel bond A4 80 g", "Registro SIAF fase compromiso anual");
    let by = |command: Command| (jefe(), command);
    let cases: Vec<(&str, Actos, Actos, Vec<String>)> = vec![
        ("another field", vec![importe(201, 11, 100, 70)], vec![importe(201, 12, 100, 70)], vec![]),
        ("the same to the same", vec![importe(201, 11, 100, 70)], vec![importe(201, 11, 100, 70)], vec![]),
        (
            "the same month",
            vec![importe(201, 11, 100, 70)],
            vec![importe(201, 11, 100, 60)],
            vec![conflict("noviembre", linea, "S/ 70.00", "S/ 60.00")],
        ),
        (
            "a month of a line valued in another way by now",
            vec![detallar(100)],
            vec![importe(201, 11, 100, 60)],
            vec![conflict("la valorización", linea, "S/ 1,200.00", "S/ 60.00")],
        ),
        (
            "the kind of a line of which a month changed",
            vec![importe(201, 11, 100, 60)],
            vec![detallar(100)],
            vec![conflict("la valorización", linea, "S/ 1,160.00", "S/ 1,200.00")],
        ),
        (
            "a target",
            vec![meta(101, 3, None, Some(5))],
            vec![meta(101, 3, None, Some(6))],
            vec![conflict("la meta de marzo", act, "5", "6")],
        ),
        (
            "a name",
            vec![llamar(101, "Uno")],
            vec![llamar(101, "Dos")],
            vec![conflict("el nombre", "Uno", "Uno", "Dos")],
        ),
        (
            "a line of an activity withdrawn in force",
            vec![estado(101, Estado::Vigente, Estado::Retirado)],
            vec![importe(201, 11, 100, 60), importe(201, 12, 100, 60)],
            vec![conflict("el estado", act, "retirado", "vigente")],
        ),
        (
            "withdrawn in both",
            vec![estado(101, Estado::Vigente, Estado::Retirado)],
            vec![importe(201, 11, 100, 60), estado(101, Estado::Vigente, Estado::Retirado)],
            vec![],
        ),
    ];
    for (case, one, other, expected) in cases {
        let [one, other] = [one, other].map(|list| list.into_iter().map(by).collect::<Vec<_>>());
        assert_eq!(choques(&one, &other), expected, "{case}");
    }
}

#[test]
fn a_code_given_meanwhile_is_no_conflict() {
    let base = vigente();
    let [mut one, mut other] = [rama(&base), rama(&base)];
    debe(&mut one, &jefe(), Command::CrearActividad(nueva(110)));
    debe(&mut other, &jefe(), Command::CrearActividad(nueva(111)));
    let ahead = con(&base, &fusionar(&base, &diferencia(&base, &one)).unwrap());
    let merged = con(&ahead, &fusionar(&ahead, &diferencia(&base, &other)).unwrap());
    assert_eq!(actividad(&merged, 110).codigo.numero(), 4);
    assert_eq!(actividad(&merged, 111).codigo.numero(), 5);
    let Ok(update) = actualizacion(&base, &ahead, &other, &BTreeMap::new()) else { panic!() };
    let mut at_version = other;
    debe(&mut at_version, &jefe(), con_base(update, 99));
    assert_eq!(actividad(&at_version, 110).codigo.numero(), 4);
    assert_eq!(actividad(&at_version, 111).codigo.numero(), 5);
}

fn con_base(command: Command, base: u64) -> Command {
    match command {
        Command::ActualizarBase { cambios, .. } => Command::ActualizarBase { base, cambios },
        other => other,
    }
}

#[test]
fn what_was_written_while_withdrawn_says_that_it_stays_so() {
    let mut base = aprobable();
    must(&mut base, &editor(), estado(101, Estado::Vigente, Estado::Retirado));
    debe(&mut base, &titular(), aprobar_poi());
    let mut branch = rama(&base);
    for command in [
        estado(101, Estado::Retirado, Estado::Vigente),
        importe(201, 12, 100, 90),
        estado(101, Estado::Vigente, Estado::Retirado),
    ] {
        debe(&mut branch, &jefe(), command);
    }
    let facts = diferencia(&base, &branch);
    assert_eq!(filas(&con(&base, &fusionar(&base, &facts).unwrap())), filas(&branch));
    let back = con(
        &base,
        &[Change::ActividadEditada {
            id: id(101),
            antes: CampoActividad::Estado(Estado::Retirado),
            ahora: CampoActividad::Estado(Estado::Vigente),
        }],
    );
    assert_eq!(conflictos(&facts, &back).len(), 1);
}

#[test]
fn a_branch_is_brought_up_to_date_with_a_side_for_each_conflict() {
    let base = vigente();
    let [mut ahead, mut branch] = [rama(&base), rama(&base)];
    debe(&mut ahead, &jefe(), importe(201, 11, 100, 70));
    debe(&mut ahead, &jefe(), importe(201, 10, 100, 50));
    debe(&mut branch, &jefe(), importe(201, 11, 100, 60));
    let mut nueva = con(&base, &diferencia(&base, &ahead));
    debe(
        &mut nueva,
        &jefe(),
        Command::RegistrarGastos(vec![gasto(domain::plan::Fase::Certificado, 1, None, Some(30))]),
    );
    debe(&mut nueva, &analista(), Command::CerrarMes { mes: Mes::ENERO });
    assert_eq!(seguimiento(&base, &nueva).len(), 2);
    let open = actualizacion(&base, &nueva, &branch, &BTreeMap::new()).unwrap_err();
    let place = Celda { fila: id::<Insumo>(201).uuid(), campo: 11 };
    assert_eq!(
        open.iter().map(|it| (it.celda, &*it.propio, &*it.vigente)).collect::<Vec<_>>(),
        [(place, "S/ 60.00", "S/ 70.00")]
    );
    for (lado, amount, left) in [(Lado::Propio, 60, 1), (Lado::Vigente, 70, 0)] {
        let command = actualizacion(&base, &nueva, &branch, &BTreeMap::from([(place, lado)])).unwrap();
        let mut updated = branch.clone();
        debe(&mut updated, &jefe(), command.clone());
        let line: &Insumo = updated.get(id(201)).unwrap();
        assert_eq!((line.importes()[mes(11)], line.importes()[mes(10)]), (soles(amount), soles(50)));
        assert_eq!((updated.cerrado(), updated.rama().unwrap().base), (Some(Mes::ENERO), nueva.version()));
        let facts = diferencia(&nueva, &updated);
        assert_eq!((facts.len(), conflictos(&facts, &nueva)), (left, vec![]));
        assert!(refused(&updated, &jefe(), &command).contains("ya está al día"));
    }
}

#[test]
fn a_branch_leaves_closed_months_as_they_are() {
    let mut plan = vigente();
    debe(&mut plan, &analista(), Command::CerrarMes { mes: Mes::ENERO });
    let mut branch = rama(&plan);
    let campo = |month, units| CampoInsumo::CantidadMes(mes(month), Cantidad::enteras(units));
    let fresh = |month: usize| {
        let mut importes = [soles(0); 12];
        importes[month] = soles(5);
        Command::CrearInsumo(insumo(210, 100, Valor::PorDetallar { importes }))
    };
    let price = |text| CampoInsumo::Precio(domain::Precio::leer(text).unwrap());
    let money = "enero está cerrado y su dinero en el rubro 08 pasaría de";
    for (case, command, sentence) in [
        ("an amount", importe(201, 1, 100, 90), money),
        ("a quantity", Command::EditarInsumo { id: id(200), seen: campo(1, 10), nuevo: campo(1, 9) }, money),
        ("a price", Command::EditarInsumo { id: id(200), seen: price("1"), nuevo: price("2") }, money),
        ("a new line", fresh(0), money),
        ("a withdrawal", estado(101, Estado::Vigente, Estado::Retirado), money),
        ("one of several", Command::Varios(vec![importe(201, 2, 100, 90), importe(201, 1, 100, 90)]), money),
    ] {
        let said = refused(&branch, &jefe(), &command);
        assert!(said.contains(sentence) && said.contains("(Art. 11)"), "{case}: {said}");
    }
    for command in [importe(201, 2, 100, 90), fresh(1)] {
        debe(&mut branch, &jefe(), command);
    }
}

#[test]
fn what_a_branch_wrote_in_a_month_closed_since_goes_back_when_it_is_updated() {
    let base = vigente();
    let mut branch = rama(&base);
    let mut importes = [soles(0); 12];
    (importes[0], importes[5]) = (soles(5), soles(7));
    for command in [
        importe(201, 1, 100, 60),
        importe(201, 2, 100, 60),
        Command::CrearInsumo(insumo(210, 100, Valor::PorDetallar { importes })),
    ] {
        debe(&mut branch, &jefe(), command);
    }
    let mut nueva = base.clone();
    debe(&mut nueva, &analista(), Command::CerrarMes { mes: Mes::ENERO });
    let command = actualizacion(&base, &nueva, &branch, &BTreeMap::new()).unwrap();
    debe(&mut branch, &jefe(), command);
    let months = |line: u128| branch.get(id::<Insumo>(line)).unwrap().importes();
    assert_eq!((months(201)[mes(1)], months(201)[mes(2)]), (soles(100), soles(60)));
    assert_eq!((months(210)[mes(1)], months(210)[mes(6)]), (soles(0), soles(7)));
}

#[test]
fn an_update_fits_the_fields_as_they_are() {
    let branch = rama(&vigente());
    let campo = |amount| CampoInsumo::ImporteMes(mes(11), soles(amount));
    let with = |change| Command::ActualizarBase { base: 99, cambios: vec![change] };
    let stale = with(Change::InsumoEditado { id: id(201), antes: campo(99), ahora: campo(1) });
    assert!(refused(&branch, &jefe(), &stale).contains("Otra persona cambió noviembre"));
    let draft = with(Change::MiembroInvitado { persona: id(1) });
    assert!(refused(&branch, &jefe(), &draft).contains("lo que es de un borrador"));
}

#[test]
fn a_row_withdrawn_in_force_that_the_branch_wrote_in_is_a_choice() {
    let base = vigente();
    let [mut ahead, mut branch] = [rama(&base), rama(&base)];
    debe(&mut ahead, &jefe(), estado(101, Estado::Vigente, Estado::Retirado));
    debe(&mut branch, &jefe(), importe(201, 11, 100, 60));
    let nueva = con(&base, &diferencia(&base, &ahead));
    let open = actualizacion(&base, &nueva, &branch, &BTreeMap::new()).unwrap_err();
    assert_eq!(open.len(), 1);
    let kept = actualizacion(&base, &nueva, &branch, &BTreeMap::from([(open[0].celda, Lado::Propio)])).unwrap();
    let mut updated = branch.clone();
    debe(&mut updated, &jefe(), con_base(kept, 99));
    assert!(actividad(&updated, 101).estado.es_vigente());
    assert!(diferencia(&nueva, &updated).contains(&Change::ActividadEditada {
        id: id(101),
        antes: CampoActividad::Estado(Estado::Retirado),
        ahora: CampoActividad::Estado(Estado::Vigente),
    }));
}

#[test]
fn a_code_given_up_is_a_new_ones_in_the_same_branch() {
    let base = vigente();
    let mut branch = rama(&base);
    let first = actividad(&base, 101).codigo.clone();
    let other: Id<Actividad> = id(101);
    let free = base.siguiente_codigo().unwrap();
    let (seen, nuevo) = (CampoActividad::Codigo(first.clone()), CampoActividad::Codigo(free));
    debe(&mut branch, &jefe(), Command::EditarActividad { id: other, seen, nuevo });
    debe(&mut branch, &jefe(), Command::CrearActividad(NuevaActividad { codigo: Some(first), ..nueva(110) }));
    let facts = diferencia(&base, &branch);
    assert_eq!(filas(&con(&base, &fusionar(&base, &facts).unwrap())), filas(&branch));
}
