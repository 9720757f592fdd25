//! The approval and the monthly follow-up as they are read.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::command::CeldaMeta;
use domain::plan::{ClaveGasto, Fase, Periodo};
use domain::vista::aprobacion::{LugarFalta, aprobacion};
use domain::vista::seguimiento::{
    Avance, Meses, Renglon, cierre, edicion, fila, renglones, resumen_ejecucion, seguimiento,
};
use domain::vista::{Ambito, Edicion, Lugar, Sitio, lugar};
use domain::{Cantidad, Command, Plan};
use rust_decimal::Decimal;
use soporte::aprobado::*;
use soporte::*;

fn gastar(plan: &mut Plan, fase: Fase, month: u32, amount: i64) {
    must(plan, &jefe(), Command::RegistrarGastos(vec![gasto(fase, month, None, Some(amount))]));
}

/// S/ 100 a month programmed in activity 101: S/ 350 certified to July, S/ 175 accrued.
fn en_marcha() -> Plan {
    let mut plan = aprobado();
    gastar(&mut plan, Fase::Certificado, 1, 400);
    gastar(&mut plan, Fase::Certificado, 7, -50);
    gastar(&mut plan, Fase::Devengado, 2, 175);
    must(&mut plan, &jefe(), Command::RegistrarAvances(vec![avance(100, 3, None, Some(4))]));
    plan
}

fn clave() -> ClaveGasto {
    ClaveGasto { actividad: id(101), rubro: rubro(8) }
}

#[test]
fn each_activity_has_a_line_of_quantities_and_two_for_each_rubro() {
    let rows = renglones(&en_marcha(), id(UNIDAD));
    assert_eq!(rows.len(), 6);
    let expected = [
        Renglon::Fisico(id(101)),
        Renglon::Gasto(clave(), Fase::Certificado),
        Renglon::Gasto(clave(), Fase::Devengado),
    ];
    assert!(rows.windows(3).any(|three| three == expected), "{rows:?}");
    let keys: std::collections::BTreeSet<_> = rows.iter().map(|row| row.llave()).collect();
    assert_eq!(keys.len(), rows.len());
}

#[test]
fn percentages_are_to_the_month_that_ended_last_and_never_infinite() {
    let plan = en_marcha();
    let at = |renglon| fila(&plan, renglon, agosto()).unwrap();
    let spent = at(Renglon::Gasto(clave(), Fase::Certificado));
    assert_eq!((&*spent.acumulado, &*spent.acumulado_programado), ("350.00", "700.00"));
    assert_eq!(spent.avance, Avance::Porcentaje(Decimal::new(500, 1)));
    let done = at(Renglon::Fisico(id(100)));
    assert_eq!((done.avance, &*done.acumulado), (Avance::NoProgramado, "4"));
    assert_eq!(done.avance.texto(), "no programado");
    assert_eq!(at(Renglon::Fisico(id(101))).avance, Avance::Nada);
    assert!(!done.cerrados[mes(8)] && done.cerrados[mes(9)], "September has not begun");
}

#[test]
fn over_a_hundred_is_shown_as_it_is() {
    let mut plan = aprobable();
    let celda =
        CeldaMeta { actividad: id(100), periodo: Periodo::Mes(mes(3)), seen: None, nueva: Some(Cantidad::enteras(4)) };
    must(&mut plan, &editor(), Command::ProgramarMetas(vec![celda]));
    must(&mut plan, &titular(), aprobar_poi());
    must(&mut plan, &jefe(), Command::RegistrarAvances(vec![avance(100, 3, None, Some(5))]));
    let row = fila(&plan, Renglon::Fisico(id(100)), agosto()).unwrap();
    assert_eq!(row.avance.texto(), "125.0 %");
    assert!(
        matches!(row.meses, Meses::Cantidades { programado, .. } if programado[mes(3)] == Some(Cantidad::enteras(4)))
    );
}

#[test]
fn the_summary_tells_pia_pim_and_what_part_is_spent() {
    let plan = en_marcha();
    let own = resumen_ejecucion(&plan, id(UNIDAD), Ambito::Propio).total;
    assert_eq!(
        (own.pia, own.pim, own.certificado, own.devengado),
        (soles(1_320), soles(1_320), soles(350), soles(175))
    );
    assert_eq!(own.avances, (Some(Decimal::new(265, 1)), Some(Decimal::new(133, 1))));
    let all = resumen_ejecucion(&plan, id(GERENCIA), Ambito::ConDependientes);
    assert_eq!((all.rubros.len(), all.total.pim), (2, soles(1_920)));
}

#[test]
fn the_opp_closes_the_next_month_once_it_is_over() {
    let mut plan = en_marcha();
    assert_eq!(cierre(&plan, &analista()).por_cerrar, Some(mes(1)));
    assert_eq!(cierre(&plan, &jefe()).por_cerrar, None);
    for month in 1..=7 {
        must(&mut plan, &analista(), Command::CerrarMes { mes: mes(month) });
    }
    let closed = cierre(&plan, &analista());
    assert_eq!((closed.cerrado, closed.corte, closed.por_cerrar), (Some(mes(7)), Some(mes(7)), None));
    assert!(seguimiento(&plan, &jefe(), id(UNIDAD)).filas[0].cerrados[mes(7)]);
}

#[test]
fn who_writes_and_where_a_refusal_leads() {
    let plan = en_marcha();
    assert!(edicion(&plan, &jefe().actor, id(UNIDAD)).es_abierta());
    assert!(edicion(&plan, &analista().actor, id(UNIDAD)).es_abierta());
    assert!(!edicion(&plan, &jefe_de_otra().actor, id(UNIDAD)).es_abierta());
    assert!(!edicion(&aprobable(), &jefe().actor, id(UNIDAD)).es_abierta());
    let command = Command::RegistrarGastos(vec![gasto(Fase::Devengado, 3, None, Some(1))]);
    let sitio = Sitio::Ejecutado(Renglon::Gasto(clave(), Fase::Devengado), mes(3));
    assert_eq!(lugar(&plan, &command), Some(Lugar::Actividad { unidad: id(UNIDAD), actividad: id(101), sitio }));
}

#[test]
fn what_stands_in_the_way_of_the_approval_leads_to_its_place() {
    let page = aprobacion(&con_actividad(), &titular());
    assert!(page.aprobado.is_none() && page.edicion.es_abierta());
    assert_eq!(page.faltan.iter().map(|one| one.lugar).collect::<Vec<_>>(), [LugarFalta::Accion(id(AEI))]);
    let ready = aprobacion(&aprobable(), &analista());
    assert!(ready.faltan.is_empty() && matches!(ready.edicion, Edicion::SoloLectura { .. }));
    let done = aprobacion(&aprobado(), &titular());
    assert_eq!(done.aprobado.unwrap().resolucion, "Resolución de Alcaldía N° 650-2016-MPH/A del 28/12/2016");
    let rubros: Vec<_> = done.rubros.iter().map(|row| (row.pia, row.pim)).collect();
    assert_eq!(rubros, [(soles(600), soles(600)), (soles(1_320), soles(1_320))]);
    assert_eq!(done.versiones.len(), 1);
}
