//! Techos and the institution's frame (Art. 5 d).

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::plan::ClaveTecho;
use domain::{Command, Dinero, Online, Plan, Rol};
use soporte::*;

const MARCO_CORTO: &str =
    "Los techos del rubro 08 sumarían S/ 900.00 y el marco de la institución es S/ 899.00: sobran S/ 1.00.";

#[test]
fn techos_need_the_network_and_fit_the_frame() {
    let mut plan = plan();
    let opp = como(Rol::Coordinador, None);
    let propose =
        |seen: Option<Dinero>, nuevo| Command::ProponerTecho { unidad: id(UNIDAD), rubro: rubro(8), seen, nuevo };
    let offline = domain::Context { online: Online::No, ..opp };
    assert_eq!(
        refused(&plan, &offline, &propose(None, soles(1))),
        "Este acto necesita conexión con el servidor. Inténtelo de nuevo cuando la tenga."
    );
    must(&mut plan, &opp, marco(None, 1_000));
    must(&mut plan, &opp, propose(None, soles(900)));
    let other = Command::ProponerTecho { unidad: id(OTRA), rubro: rubro(8), seen: None, nuevo: soles(101) };
    assert_eq!(
        refused(&plan, &opp, &other),
        "Los techos del rubro 08 sumarían S/ 1,001.00 y el marco de la institución es S/ 1,000.00: sobran S/ 1.00."
    );
    assert_eq!(refused(&plan, &opp, &marco(Some(1_000), 899)), MARCO_CORTO);
    assert_eq!(
        refused(&plan, &opp, &propose(None, soles(5))),
        "Otra persona cambió el techo propuesto mientras usted escribía: ahora es S/ 900.00."
    );
}

fn proponer(unidad: u128, seen: Option<i64>, nuevo: i64) -> Command {
    Command::ProponerTecho { unidad: id(unidad), rubro: rubro(8), seen: seen.map(soles), nuevo: soles(nuevo) }
}

fn marco(seen: Option<i64>, nuevo: i64) -> Command {
    Command::FijarMarcoPresupuestal { rubro: rubro(8), seen: seen.map(soles), nuevo: soles(nuevo) }
}

fn visto(unidad: u128, amount: i64) -> (ClaveTecho, Dinero) {
    (ClaveTecho { unidad: id(unidad), rubro: rubro(8) }, soles(amount))
}

fn con_marco(amount: i64) -> Plan {
    let mut plan = plan();
    let opp = como(Rol::Coordinador, None);
    must(&mut plan, &opp, marco(None, amount));
    plan
}

#[test]
fn the_titular_approves_what_he_saw_and_nothing_else() {
    let mut plan = con_marco(1_000);
    let (opp, titular) = (como(Rol::Coordinador, None), como(Rol::Titular, None));
    must(&mut plan, &opp, proponer(UNIDAD, None, 400));
    must(&mut plan, &opp, proponer(OTRA, None, 300));
    assert_eq!(
        refused(&plan, &titular, &Command::AprobarTechos),
        "Para aprobar los techos vuelva a leerlos: la orden no dice qué montos vio usted."
    );
    let what =
        |unit: &str| format!("Otra persona cambió el techo de «{unit}» en el rubro 08 mientras usted lo revisaba:");
    let (mine, other) = (what("Unidad de Abastecimiento"), what("Oficina de Asesoría Jurídica"));
    for (vistos, sentence) in [
        (vec![visto(UNIDAD, 399), visto(OTRA, 300)], format!("{mine} ahora es S/ 400.00.")),
        (vec![visto(UNIDAD, 400)], format!("{other} ahora es S/ 300.00.")),
        (
            vec![visto(UNIDAD, 400), visto(OTRA, 300), visto(GERENCIA, 1)],
            format!("{} ya no espera aprobación.", what("Gerencia Municipal")),
        ),
        (vec![], format!("{mine} ahora es S/ 400.00. {other} ahora es S/ 300.00.")),
    ] {
        assert_eq!(refused(&plan, &titular, &Command::AprobarTechosVistos(vistos)), sentence);
    }
    let twice = Command::AprobarTechosVistos(vec![visto(UNIDAD, 400), visto(UNIDAD, 400)]);
    assert!(refused(&plan, &titular, &twice).contains("dos veces"));
    must(&mut plan, &titular, Command::AprobarTechosVistos(vec![visto(OTRA, 300), visto(UNIDAD, 400)]));
    assert_eq!(plan.techo(id(UNIDAD), rubro(8)).unwrap().aprobado, Some(soles(400)));
    // Nothing waits any more: an empty list approves nothing, and one already approved is named.
    must(&mut plan, &titular, Command::AprobarTechosVistos(vec![]));
    assert!(
        refused(&plan, &titular, &Command::AprobarTechosVistos(vec![visto(OTRA, 300)]))
            .ends_with("ya no espera aprobación.")
    );
}

#[test]
fn what_is_in_force_fits_the_frame_too() {
    let mut plan = con_marco(1_000);
    let (opp, titular) = (como(Rol::Coordinador, None), como(Rol::Titular, None));
    must(&mut plan, &opp, proponer(UNIDAD, None, 900));
    must(&mut plan, &titular, Command::AprobarTechosVistos(vec![visto(UNIDAD, 900)]));
    must(&mut plan, &opp, proponer(UNIDAD, Some(900), 100));
    assert_eq!(
        refused(&plan, &opp, &proponer(OTRA, None, 900)),
        "Los techos del rubro 08 sumarían S/ 1,800.00 y el marco de la institución es S/ 1,000.00: sobran S/ 800.00."
    );
    assert_eq!(refused(&plan, &opp, &marco(Some(1_000), 899)), MARCO_CORTO);
    must(&mut plan, &titular, Command::AprobarTechosVistos(vec![visto(UNIDAD, 100)]));
    must(&mut plan, &opp, proponer(OTRA, None, 900));
}
