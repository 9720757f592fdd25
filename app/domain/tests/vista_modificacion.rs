//! A Modificacion as it is read: before and after, the list, and what one may do with it.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use std::collections::BTreeSet;

use domain::command::{CeldaMeta, NuevaActividad};
use domain::plan::{
    CampoActividad, CampoInsumo, ClaseModificacion, ClasePaso, Estado, EstadoModificacion, Periodo, Valor,
};
use domain::rama::{CambioFila, presentacion};
use domain::texto::Parrafo;
use domain::vista::modificacion::{
    CambioActividad, Nivel, balance, comparacion, efecto, ficha, grupos, hitos, lados, metas, modificaciones,
    movimientos,
};
use domain::vista::versiones::{GRUPOS, comparar};
use domain::{Cantidad, Command, Plan};
use soporte::aprobado::*;
use soporte::rama::*;
use soporte::*;

/// S/ 10 from activity 101 to 100, a new activity 103 of OTRA with S/ 5 and a target.
fn escrita(vigente: &Plan) -> Plan {
    let mut branch = rama(vigente);
    completar(&mut branch);
    let other = NuevaActividad { unidad: id(OTRA), nombre: nombre("Nueva"), ..nueva(103) };
    debe(&mut branch, &coordinador(), Command::CrearActividad(other));
    let mut importes = [soles(0); 12];
    importes[11] = soles(5);
    let line = insumo(203, 103, Valor::PorImporte { importes });
    debe(&mut branch, &coordinador(), Command::CrearInsumo(line));
    let celda =
        CeldaMeta { actividad: id(103), periodo: Periodo::Mes(mes(12)), seen: None, nueva: Some(Cantidad::enteras(7)) };
    debe(&mut branch, &coordinador(), Command::ProgramarMetas(vec![celda]));
    branch
}

fn presentada() -> (Plan, Plan) {
    let mut vigente = aprobado();
    let mut branch = rama(&vigente);
    completar(&mut branch);
    let it = presentacion(&vigente, &branch).unwrap();
    debe(&mut vigente, &jefe(), Command::PresentarModificacion(it));
    (vigente, branch)
}

#[test]
fn money_is_told_by_activity_and_rubro_with_what_is_level() {
    let vigente = aprobado();
    let branch = escrita(&vigente);
    let rows = movimientos(&vigente, &branch);
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.cambio, row.rubros[0].habilitado(), row.rubros[0].anulado(), row.rubros.len()))
        .collect();
    assert_eq!(
        told,
        [
            (CambioActividad::Nueva, soles(5), soles(0), 1),
            (CambioActividad::Sigue, soles(10), soles(0), 1),
            (CambioActividad::Sigue, soles(0), soles(10), 1),
        ]
    );
    let sums = balance(&vigente, &branch);
    assert_eq!(
        (sums.len(), sums[0].habilitado, sums[0].anulado, sums[0].diferencia),
        (1, soles(15), soles(10), soles(5))
    );
    assert!(movimientos(&vigente, &vigente).is_empty() && balance(&vigente, &vigente).is_empty());
}

#[test]
fn targets_and_the_framework_are_told_before_and_after() {
    let vigente = aprobado();
    let branch = escrita(&vigente);
    let targets = metas(&vigente, &branch);
    assert_eq!(targets.len(), 1);
    assert_eq!((targets[0].antes, targets[0].ahora), (None, Some(Cantidad::enteras(7))));
    assert_eq!(targets[0].meses, [(mes(12), None, Some(Cantidad::enteras(7)))]);
    let reached = efecto(&vigente, &branch);
    assert_eq!(reached.iter().map(|row| row.nivel).collect::<Vec<_>>(), [Nivel::Objetivo, Nivel::Accion]);
    for row in &reached {
        assert_eq!((row.antes.actividades, row.ahora.actividades), (3, 4));
        assert_eq!(row.ahora.costo.menos(row.antes.costo), soles(5));
    }
}

#[test]
fn rows_and_fields_that_differ_are_told_in_words() {
    let vigente = aprobado();
    let mut branch = escrita(&vigente);
    let (seen, nuevo) = (CampoInsumo::Estado(Estado::Vigente), CampoInsumo::Estado(Estado::Retirado));
    debe(&mut branch, &coordinador(), Command::EditarInsumo { id: id(202), seen, nuevo });
    let (seen, nuevo) = (
        CampoActividad::Nombre(nombre("Registro SIAF fase compromiso anual")),
        CampoActividad::Nombre(nombre("Registro")),
    );
    debe(&mut branch, &jefe(), Command::EditarActividad { id: id(101), seen, nuevo });
    let groups = grupos(&vigente, &branch);
    let changes: Vec<_> =
        groups.iter().flat_map(|group| &group.filas).map(|fila| (&*fila.titulo, fila.cambio)).collect();
    assert!(changes.contains(&("Nueva", CambioFila::Creada)), "{changes:?}");
    assert!(changes.contains(&("Papel bond A4 80 g", CambioFila::Retirada)), "{changes:?}");
    let renamed = groups.iter().flat_map(|group| &group.filas).find(|fila| fila.titulo == "Registro").unwrap();
    let campo = &renamed.campos[0];
    assert_eq!(
        (&*campo.campo, &*campo.antes, &*campo.ahora),
        ("Nombre", "Registro SIAF fase compromiso anual", "Registro")
    );
    let compared = comparar(&vigente, &branch, 0);
    assert_eq!((compared.actividades, compared.total), ((3, 4), compared.grupos.len()));
    assert_eq!(compared.vecinas(), (None, None));
    let eight = compared.rubros.iter().find(|row| row.rubro == rubro(8)).unwrap();
    assert_eq!(eight.ahora.menos(eight.antes), soles(5));
}

#[test]
fn however_many_differ_each_is_told_once() {
    let before = plan();
    let mut now = before.clone();
    for number in 0..650 {
        let row = NuevaActividad { id: id(1_000 + number), ..nueva(100) };
        must(&mut now, &editor(), Command::CrearActividad(row));
    }
    let (mut told, mut from) = (BTreeSet::new(), Some(0));
    while let Some(desde) = from {
        let part = comparar(&before, &now, desde);
        assert_eq!((part.desde, part.total), (desde, 650));
        let (back, on) = part.vecinas();
        assert_eq!(back, desde.checked_sub(GRUPOS));
        for group in part.grupos {
            assert!(told.insert(group.actividad.unwrap().id), "told twice");
        }
        from = on;
    }
    assert_eq!(told.len(), 650);
    let beyond = comparar(&before, &now, usize::MAX);
    assert_eq!((beyond.desde, beyond.grupos.len(), beyond.vecinas()), (600, 50, (Some(300), None)));
}

#[test]
fn the_two_sides_are_the_same_before_and_after_it_is_in_force() {
    let mut vigente = aprobado();
    let branch = escrita(&vigente);
    let expected = comparacion(&vigente, &branch);
    let cambios = domain::rama::diferencia(&vigente, &branch);
    let (antes, despues) = lados(&vigente, &cambios);
    assert_eq!(comparacion(&antes, &despues), expected, "while it waits");
    for change in &cambios {
        vigente.apply(change);
    }
    let (antes, despues) = lados(&vigente, &cambios);
    assert_eq!(movimientos(&antes, &despues), expected.movimientos, "once it is in force");
    assert_eq!((balance(&antes, &despues), metas(&antes, &despues)), (expected.balance, expected.metas));
    assert_eq!(efecto(&antes, &despues), expected.efecto);
}

#[test]
fn one_is_offered_what_is_ones_own_to_do() {
    let (vigente, _) = presentada();
    let acts = |plan: &Plan, context: &domain::Context| ficha(plan, context, id(700)).unwrap().actos;
    assert_eq!(acts(&vigente, &jefe()), [ClasePaso::Retiro]);
    assert_eq!(acts(&vigente, &analista()), [ClasePaso::Opinion, ClasePaso::Observacion, ClasePaso::Rechazo]);
    assert_eq!(acts(&vigente, &titular()), [ClasePaso::Rechazo]);
    assert_eq!(acts(&vigente, &jefe_de_otra()), []);
    let mut judged = vigente.clone();
    let opinion = Parrafo::new("Procede").unwrap();
    debe(&mut judged, &analista(), Command::OpinarModificacion { id: id(700), opinion });
    assert_eq!(acts(&judged, &titular()), [ClasePaso::Aprobacion, ClasePaso::Rechazo]);
    assert_eq!(acts(&judged, &analista()), [], "nobody acts twice");
}

#[test]
fn the_list_tells_state_units_and_effect_and_the_line_its_versions() {
    let (mut vigente, _) = presentada();
    let page = modificaciones(&vigente);
    assert_eq!(page.filas.len(), 1);
    let row = &page.filas[0];
    assert_eq!((row.estado.nombre(), row.clase), ("presentada", ClaseModificacion::FuncionalProgramatico));
    assert_eq!(
        (row.unidades.clone(), row.rubros.clone()),
        (vec!["Unidad de Abastecimiento".to_owned()], vec![(rubro(8), soles(10), soles(0))])
    );
    debe(
        &mut vigente,
        &analista(),
        Command::OpinarModificacion { id: id(700), opinion: Parrafo::new("Procede").unwrap() },
    );
    let approve = Command::AprobarModificacion { id: id(700), version: id(800), actos: vec![resolucion(agosto())] };
    debe(&mut vigente, &titular(), approve);
    let names: Vec<_> =
        hitos(&vigente).into_iter().map(|row| (row.nombre, row.actos.len(), row.modificacion)).collect();
    assert_eq!(names, [("Aprobado".to_owned(), 2, None), ("Modificado 1".to_owned(), 1, Some(id(700)))]);
    let shown = ficha(&vigente, &titular(), id(700)).unwrap();
    assert!(matches!(shown.estado, EstadoModificacion::Aprobada { numero: 1, .. }) && shown.conflictos.is_empty());
    assert_eq!(shown.comparacion.balance[0].diferencia, soles(0));
}
