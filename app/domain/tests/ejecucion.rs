//! What is executed (SPEC §8, Art. 11): quantities, certificado and devengado, closed months.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::plan::{CampoUnidad, ClaveGasto, Fase};
use domain::undo::undoing;
use domain::{Command, Context, Dinero, Id, Mes, Online, Plan, Rol};
use proptest::prelude::*;
use soporte::aprobado::*;
use soporte::*;

fn certificado(month: u32, nuevo: i64) -> Command {
    Command::RegistrarGastos(vec![gasto(Fase::Certificado, month, None, Some(nuevo))])
}
fn devengado(month: u32, nuevo: i64) -> Command {
    Command::RegistrarGastos(vec![gasto(Fase::Devengado, month, None, Some(nuevo))])
}
fn hecho(month: u32, nueva: u32) -> Command {
    Command::RegistrarAvances(vec![avance(100, month, None, Some(nueva))])
}
fn cerrar(month: u32) -> Command {
    Command::CerrarMes { mes: mes(month) }
}
fn en(context: Context, hoy: NaiveDate) -> Context {
    Context { hoy, ..context }
}

/// Approved, with S/ 100 certified in March and January closed.
fn en_marcha() -> Plan {
    let mut plan = aprobado();
    must(&mut plan, &jefe(), certificado(3, 100));
    must(&mut plan, &analista(), cerrar(1));
    plan
}

#[test]
fn what_a_month_takes() {
    let cases: Vec<(&str, Context, Command, &str)> = vec![
        ("a closed month", jefe(), hecho(1, 1), "Enero está cerrado: lo ejecutado en ese mes ya no cambia (Art. 11)."),
        (
            "a closed month",
            jefe(),
            certificado(1, 1),
            "Enero está cerrado: lo ejecutado en ese mes ya no cambia (Art. 11).",
        ),
        (
            "one to come",
            jefe(),
            hecho(9, 1),
            "Setiembre no ha empezado: no se registra lo que todavía no se ejecuta (Art. 11).",
        ),
        (
            "devengado over certificado",
            jefe(),
            devengado(3, 101),
            "«Registro SIAF fase compromiso anual»: hasta marzo el devengado del rubro 08 sería S/ 101.00 y el certificado es S/ 100.00 (Art. 11).",
        ),
        (
            "devengado before its certificado",
            jefe(),
            devengado(2, 1),
            "«Registro SIAF fase compromiso anual»: hasta febrero el devengado del rubro 08 sería S/ 1.00 y el certificado es S/ 0.00 (Art. 11).",
        ),
        (
            "a reversal of more than there was",
            jefe(),
            certificado(4, -101),
            "«Registro SIAF fase compromiso anual»: hasta abril el certificado del rubro 08 sería S/ -1.00, menos que nada (Art. 11).",
        ),
        (
            "another unit's",
            jefe_de_otra(),
            hecho(2, 1),
            "Su rol (Jefe de unidad) no permite escribir en el plan de esta unidad orgánica.",
        ),
        (
            "quantities by the OPP",
            analista(),
            hecho(2, 1),
            "Su rol (Analista OPP/UPP) no permite escribir en el plan de esta unidad orgánica.",
        ),
        (
            "money by one who reads",
            persona(910, como(Rol::Consulta, None), agosto()),
            certificado(2, 1),
            "Su rol (Consulta) no permite registrar lo gastado por esta unidad orgánica.",
        ),
        (
            "what another wrote meanwhile",
            jefe(),
            certificado(3, 7),
            "Otra persona cambió el certificado de marzo mientras usted escribía: ahora es S/ 100.00.",
        ),
        (
            "twice in one block",
            jefe(),
            Command::RegistrarAvances(vec![avance(100, 2, None, Some(1)); 2]),
            "febrero aparece dos veces en el mismo bloque.",
        ),
    ];
    for (case, context, command, sentence) in cases {
        assert_eq!(refused(&en_marcha(), &context, &command), sentence, "{case}");
    }
    assert_eq!(
        refused(&aprobable(), &jefe(), &hecho(2, 1)),
        "El POI todavía no está aprobado: lo ejecutado se registra sobre el POI aprobado (Art. 11)."
    );
}

#[test]
fn months_close_in_order_once_they_are_over() {
    let plan = en_marcha();
    for (context, command, sentence) in [
        (analista(), cerrar(3), "Los meses se cierran en orden: ahora corresponde febrero."),
        (analista(), cerrar(1), "Los meses se cierran en orden: ahora corresponde febrero."),
        (en(analista(), dia(2017, 2, 28)), cerrar(2), "Febrero termina el 28/02/2017: no se cierra antes."),
        (jefe(), cerrar(2), "Su rol (Jefe de unidad) no permite cerrar meses."),
        (
            Context { online: Online::No, ..analista() },
            cerrar(2),
            "Este acto necesita conexión con el servidor. Inténtelo de nuevo cuando la tenga.",
        ),
    ] {
        assert_eq!(refused(&plan, &context, &command), sentence);
    }
    let mut plan = plan;
    let after = en(analista(), dia(2018, 1, 1));
    (2..=12).for_each(|month| must(&mut plan, &after, cerrar(month)));
    assert_eq!(refused(&plan, &after, &cerrar(12)), "Ya se cerraron los doce meses del ejercicio.");
}

#[test]
fn a_reversal_is_legal_and_everything_can_be_taken_back() {
    let mut plan = en_marcha();
    let was = plan.clone();
    let block = Command::RegistrarGastos(vec![
        gasto(Fase::Devengado, 3, None, Some(80)),
        gasto(Fase::Certificado, 4, None, Some(-20)),
    ]);
    let done = act(&mut plan, &analista(), &block).unwrap();
    let clave = ClaveGasto { actividad: id(101), rubro: rubro(8) };
    assert_eq!((plan.gasto(clave).total(Fase::Certificado), plan.gasto(clave).comprometido()), (soles(80), soles(80)));
    assert_eq!(plan.ejecutado().acumulado(id(GERENCIA)).de_tipo(Fase::Devengado), soles(80));
    must(&mut plan, &analista(), undoing(&done).unwrap());
    assert_eq!(plan.ejecutado(), was.ejecutado());
    assert_eq!(plan.gasto(clave), was.gasto(clave));
}

#[derive(Clone, Debug)]
enum Suceso {
    Gasto { actividad: u8, rubro: u8, month: u32, devengado: bool, importe: i64 },
    Avance { actividad: u8, month: u32, cantidad: u32 },
    Cierre,
    Arbol(bool),
}

fn suceso() -> impl Strategy<Value = Suceso> {
    prop_oneof![
        6 => (0_u8..3, 7_u8..9, 1_u32..10, any::<bool>(), -50_i64..100).prop_map(|(actividad, rubro, month, devengado, importe)| {
            Suceso::Gasto { actividad, rubro, month, devengado, importe }
        }),
        2 => (0_u8..3, 1_u32..10, 0_u32..9).prop_map(|(actividad, month, cantidad)| Suceso::Avance { actividad, month, cantidad }),
        1 => Just(Suceso::Cierre),
        1 => any::<bool>().prop_map(Suceso::Arbol),
    ]
}

fn suceder(plan: &mut Plan, suceso: &Suceso) {
    let actividad = |at: u8| id(100 + u128::from(at));
    let (context, command) = match *suceso {
        Suceso::Gasto { actividad: at, rubro: code, month, devengado, importe } => {
            let fase = if devengado { Fase::Devengado } else { Fase::Certificado };
            let cell = gasto(fase, month, None, Some(importe));
            let clave = ClaveGasto { actividad: actividad(at), rubro: rubro(code) };
            let cell = domain::command::CeldaGasto { clave, ..cell };
            (coordinador(), Command::RegistrarGastos(vec![cell]).seeing(plan))
        }
        Suceso::Avance { actividad: at, month, cantidad } => {
            let unit = if at == 2 { jefe_de_otra() } else { jefe() };
            (
                unit,
                Command::RegistrarAvances(vec![avance(100 + u128::from(at), month, None, Some(cantidad))]).seeing(plan),
            )
        }
        Suceso::Cierre => {
            (analista(), Command::CerrarMes { mes: plan.cerrado().and_then(Mes::siguiente).unwrap_or(Mes::ENERO) })
        }
        Suceso::Arbol(under) => {
            let [free, hung] = [None, Some(id(OTRA))].map(CampoUnidad::Superior);
            let now = plan.get(id::<domain::plan::UnidadOrganica>(UNIDAD)).unwrap().superior;
            let nuevo = if under { hung } else { free };
            let seen = CampoUnidad::Superior(now);
            (como(Rol::Administrador, None), Command::EditarUnidad { id: id(UNIDAD), seen, nuevo })
        }
    };
    let _ = act(plan, &context, &command);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: campaign(10_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn totals_of_what_is_executed_equal_a_recount(events in prop::collection::vec(suceso(), 1..40)) {
        let mut plan = aprobado();
        for event in &events {
            suceder(&mut plan, event);
        }
        let mut units: BTreeMap<Id<domain::plan::UnidadOrganica>, Dinero> = BTreeMap::new();
        for (clave, row) in plan.gastos() {
            let unidad = actividad(&plan, clave.actividad.uuid().as_u128()).unidad;
            for fase in [Fase::Certificado, Fase::Devengado] {
                prop_assert!(row.total(fase) >= Dinero::CERO);
                for owner in plan.linea(unidad) {
                    let sum = units.entry(owner).or_default();
                    *sum = sum.mas(row.total(fase));
                }
            }
            prop_assert!(row.total(Fase::Devengado) <= row.total(Fase::Certificado));
        }
        for unidad in [GERENCIA, UNIDAD, OTRA] {
            let counted = units.get(&id(unidad)).copied().unwrap_or_default();
            prop_assert_eq!(plan.ejecutado().acumulado(id(unidad)).total(), counted);
        }
        prop_assert_eq!(Plan::from_checkpoint(plan.checkpoint()), plan);
    }
}
