//! Gestures of the board (SPEC §7): money dragged between activities, cuts from the lowest
//! priority upwards, activities that change unit or give place to another.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::catalogo::CodigoClasificador;
use domain::plan::{
    Actividad, CampoActividad, ClaseElemento, Continuidad, ElementoCritico, Estado, Fase, Insumo, Orden,
    SituacionElemento, UnidadOrganica, Valor,
};
use domain::prioridad::{
    Alcance, Criticos, Destino, Modo, Opciones, OpcionesAumento, TrasladoDinero, clasificador_mayor, disponible,
    meses_de_traslado, porcentaje, programado, proponer_aumento, proponer_recorte, repartir, trasladar_dinero,
};
use domain::{Command, Dinero, Id, Mes, Plan};
use soporte::aprobado::*;
use soporte::rama::*;
use soporte::*;

fn mover(de: u128, a: u128, month: u32, amount: Dinero) -> TrasladoDinero {
    let mut meses = [Dinero::CERO; 12];
    meses[mes(month)] = amount;
    let destino = Destino { clasificador: CodigoClasificador::new("2.3.1.5.1.2").unwrap(), linea: id(300) };
    TrasladoDinero { de: id(de), a: id(a), rubro: rubro(8), meses, destino }
}
fn costo(plan: &Plan, number: u128) -> Dinero {
    plan.totales().actividad(id::<Actividad>(number)).de_rubro(rubro(8))
}
fn editar(number: u128, seen: CampoActividad, nuevo: CampoActividad) -> Command {
    Command::EditarActividad { id: id(number), seen, nuevo }
}

/// Approved with the price of line 200 at S/ 7.50, and its branch.
fn borrador() -> (Plan, Plan) {
    let mut plan = aprobable();
    let campo = |text| domain::plan::CampoInsumo::Precio(domain::Precio::leer(text).unwrap());
    must(&mut plan, &editor(), Command::EditarInsumo { id: id(200), seen: campo("1"), nuevo: campo("0.75") });
    debe(&mut plan, &titular(), aprobar_poi());
    let branch = rama(&plan);
    (plan, branch)
}

#[test]
fn money_goes_to_a_line_por_detallar_and_the_sum_stays() {
    let (_, mut branch) = borrador();
    let before = branch.totales().institucion().total();
    for (amount, cost) in [(40, 130), (60, 190)] {
        let (command, resto) = trasladar_dinero(&branch, &mover(101, 100, 12, soles(amount))).unwrap();
        assert_eq!(resto, [Dinero::CERO; 12]);
        debe(&mut branch, &coordinador(), command);
        assert_eq!(costo(&branch, 100), soles(cost));
    }
    let line: &Insumo = branch.get(id(300)).unwrap();
    assert_eq!(
        (line.total(), matches!(line.valor, Valor::PorDetallar { .. })),
        (soles(100), true),
        "one line that grew"
    );
    assert_eq!(branch.totales().institucion().total(), before);
}

#[test]
fn whole_units_stay_whole_and_the_remainder_is_shown() {
    let (_, mut branch) = borrador();
    let before = branch.totales().institucion().total();
    let (command, resto) = trasladar_dinero(&branch, &mover(100, 101, 12, soles(2))).unwrap();
    debe(&mut branch, &coordinador(), command);
    // Two units of S/ 0.75 fit in S/ 2.
    assert_eq!(resto[mes(12)], Dinero::from_centimos(50));
    let Valor::PorCantidad { cantidades, .. } = &branch.get(id::<Insumo>(200)).unwrap().valor else { panic!() };
    assert_eq!(cantidades[mes(12)], domain::Cantidad::enteras(8));
    assert_eq!(branch.totales().institucion().total(), before);
}

#[test]
fn what_is_committed_stays_and_what_cannot_be_is_said() {
    let (plan, _) = borrador();
    let mut plan = plan;
    debe(&mut plan, &jefe(), Command::RegistrarGastos(vec![gasto(Fase::Certificado, 2, None, Some(1_150))]));
    debe(&mut plan, &analista(), Command::CerrarMes { mes: Mes::ENERO });
    let (_, resto) = trasladar_dinero(&plan, &mover(101, 100, 12, soles(80))).unwrap();
    assert_eq!(resto[mes(12)], soles(30), "S/ 50 are free");
    for (it, sentence) in [
        (mover(100, 101, 12, Dinero::from_centimos(74)), "no tiene qué dar en esos meses en el rubro 08"),
        (mover(101, 101, 12, soles(5)), "no tiene qué dar"),
        (mover(101, 999, 12, soles(5)), "La actividad ya no existe"),
        (mover(101, 100, 12, soles(-5)), "no tiene qué dar"),
    ] {
        let said = trasladar_dinero(&plan, &it).unwrap_err().to_string();
        assert!(said.contains(sentence), "{said}");
    }
}

#[test]
fn months_that_are_closed_are_refused_by_the_decision() {
    let (mut plan, _) = borrador();
    debe(&mut plan, &analista(), Command::CerrarMes { mes: Mes::ENERO });
    let branch = rama(&plan);
    let (command, _) = trasladar_dinero(&branch, &mover(101, 100, 1, soles(5))).unwrap();
    let said = refused(&branch, &coordinador(), &command);
    assert!(
        said.contains("enero está cerrado y su dinero en el rubro 08 pasaría de S/ 100.00 a S/ 95.00 (Art. 11)"),
        "{said}"
    );
}

#[test]
fn an_amount_is_spread_from_the_last_month_back() {
    let (_, branch) = borrador();
    let hay = disponible(&branch, id(101), rubro(8));
    assert_eq!((hay, disponible(&branch, id(101), rubro(7))), ([soles(100); 12], [soles(0); 12]));
    let months = meses_de_traslado(&branch, id(100));
    assert_eq!(months.len(), 12);
    let spread = repartir(soles(250), &hay, &months);
    assert_eq!((spread[11], spread[10], spread[9], spread[8]), (soles(100), soles(100), soles(50), soles(0)));
    assert_eq!(repartir(soles(9_999), &hay, &months[..2]).iter().sum::<Dinero>(), soles(200));
    let code = clasificador_mayor(&branch, id(101), rubro(8)).unwrap();
    assert_eq!((code.as_str(), clasificador_mayor(&branch, id(101), rubro(7))), ("2.3.1.5.1.2", None));
    assert_eq!(programado(&branch, Alcance::Unidad(id(UNIDAD))), [(rubro(8), soles(1_290))]);
    assert_eq!(porcentaje(soles(1_290), 80), Dinero::from_centimos(10_320));
    assert_eq!(porcentaje(Dinero::from_centimos(1), 500), Dinero::from_centimos(1));
}

/// Activity 101 after 100 in the order of the unit.
fn con_orden() -> (Plan, Plan) {
    let mut plan = aprobable();
    let last = Orden::entre(Some(&Orden::primero()), None);
    let (seen, nuevo) = (CampoActividad::Prioridad(Orden::primero()), CampoActividad::Prioridad(last));
    must(&mut plan, &editor(), editar(101, seen, nuevo));
    debe(&mut plan, &titular(), aprobar_poi());
    let branch = rama(&plan);
    (plan, branch)
}

#[test]
fn cuts_go_from_the_lowest_priority_upwards() {
    let (_, branch) = con_orden();
    let with = |modo, amount| {
        let opciones = Opciones { modo, ..Opciones::default() };
        let it = proponer_recorte(&branch, Alcance::Unidad(id(UNIDAD)), rubro(8), soles(amount), &opciones);
        let cuts: Vec<(Id<Actividad>, Dinero)> = it.cortes.iter().map(|cut| (cut.actividad, cut.importe)).collect();
        (cuts, it.resto)
    };
    assert_eq!(with(Modo::Parcial, 250), (vec![(id(101), soles(250))], soles(0)));
    assert_eq!(with(Modo::Parcial, 1_250), (vec![(id(101), soles(1_200)), (id(100), soles(50))], soles(0)));
    assert_eq!(with(Modo::Parcial, 2_000), (vec![(id(101), soles(1_200)), (id(100), soles(120))], soles(680)));
    assert_eq!(with(Modo::Entera, 250), (vec![(id(100), soles(120))], soles(130)));
    let nothing = proponer_recorte(&branch, Alcance::Rama(id(OTRA)), rubro(8), soles(5), &Opciones::default());
    assert_eq!((nothing.comando(), nothing.resto), (None, soles(5)));
}

#[test]
fn a_proposal_is_one_act_that_cuts_the_last_months_first() {
    let (plan, _) = con_orden();
    let mut plan = plan;
    debe(&mut plan, &jefe(), Command::RegistrarGastos(vec![gasto(Fase::Certificado, 2, None, Some(1_000))]));
    let mut branch = rama(&plan);
    let it = proponer_recorte(&branch, Alcance::Institucion, rubro(8), soles(250), &Opciones::default());
    debe(&mut branch, &coordinador(), it.comando().unwrap());
    assert_eq!((costo(&branch, 101), costo(&branch, 100)), (soles(1_000), soles(70)), "what is committed stays");
    let line: &Insumo = branch.get(id(201)).unwrap();
    assert_eq!((line.importes()[mes(10)], line.importes()[mes(11)]), (soles(100), soles(0)));
    assert!(domain::rama::conflictos(&domain::rama::diferencia(&plan, &branch), &plan).is_empty());
}

#[test]
fn critical_elements_and_what_the_person_protects_are_left() {
    let (_, mut branch) = con_orden();
    let element = ElementoCritico {
        id: id(400),
        actividad: id(101),
        descripcion: nombre("Convenio firmado"),
        clase: ClaseElemento::Evento,
        mes: mes(9),
        situacion: SituacionElemento::Pendiente,
        estado: Estado::Vigente,
    };
    debe(&mut branch, &jefe(), Command::CrearElemento(element));
    let first = |opciones: &Opciones| {
        let it = proponer_recorte(&branch, Alcance::Unidad(id(UNIDAD)), rubro(8), soles(10), opciones);
        it.cortes.first().map(|cut| cut.actividad)
    };
    let mut opciones = Opciones::default();
    assert_eq!(first(&opciones), Some(id(100)));
    opciones.criticos = Criticos::Cortar;
    assert_eq!(first(&opciones), Some(id(101)));
    opciones.protegidas = [id(100), id(101)].into();
    assert_eq!(first(&opciones), None);
}

#[test]
fn what_a_techo_brings_goes_from_the_highest_priority_downwards() {
    let (_, mut branch) = con_orden();
    let with = |branch: &Plan, amount, tope: Option<i64>, out: &[u128]| {
        let excluidas = out.iter().map(|number| id(*number)).collect();
        let opciones = OpcionesAumento { tope: tope.map(soles), excluidas };
        let line = |row: Id<Actividad>| if row == id(100) { id(310) } else { id(311) };
        proponer_aumento(branch, Alcance::Unidad(id(UNIDAD)), (rubro(8), soles(amount)), &opciones, line)
    };
    let told = |it: &domain::prioridad::PropuestaAumento| {
        let rows: Vec<(Id<Actividad>, Dinero)> = it.aumentos.iter().map(|one| (one.actividad, one.importe)).collect();
        (it.cubre, rows, it.resto)
    };
    let uncovered = told(&with(&branch, 1_000_000, None, &[])).0;
    let of = |extra: i64| uncovered.centimos() / 100 + extra;
    assert_eq!(told(&with(&branch, of(90), None, &[])), (uncovered, vec![(id(100), soles(90))], soles(0)));
    assert_eq!(
        told(&with(&branch, of(90), Some(40), &[])),
        (uncovered, vec![(id(100), soles(40)), (id(101), soles(40))], soles(10))
    );
    assert_eq!(told(&with(&branch, of(90), None, &[100])), (uncovered, vec![(id(101), soles(90))], soles(0)));
    assert_eq!(told(&with(&branch, of(90), None, &[100, 101])), (uncovered, vec![], soles(90)));
    let before = (costo(&branch, 100), costo(&branch, 101));
    let act = with(&branch, of(90), Some(50), &[]).comando().unwrap();
    debe(&mut branch, &coordinador(), act);
    assert_eq!((costo(&branch, 100), costo(&branch, 101)), (before.0.mas(soles(50)), before.1.mas(soles(40))));
    let line: &Insumo = branch.get(id(311)).unwrap();
    assert!(matches!(line.valor, Valor::PorDetallar { .. }));
    assert_eq!(line.importes().iter().copied().sum::<Dinero>(), soles(40), "spread to the céntimo");
}

#[test]
fn a_closed_month_receives_nothing_of_what_a_techo_brings() {
    let (mut plan, _) = con_orden();
    debe(&mut plan, &analista(), Command::CerrarMes { mes: Mes::ENERO });
    let branch = rama(&plan);
    let opciones = OpcionesAumento::default();
    let ask = (rubro(8), soles(1_000_000));
    let it = proponer_aumento(&branch, Alcance::Institucion, ask, &opciones, |_| id(310));
    let mut after = branch.clone();
    debe(&mut after, &coordinador(), it.comando().unwrap());
    let line: &Insumo = after.get(id(310)).unwrap();
    assert_eq!(line.importes()[mes(1)], Dinero::CERO);
    assert!(line.importes()[mes(2)] > Dinero::CERO);
}

#[test]
fn an_activity_goes_to_another_unit_with_its_money_and_what_it_spent() {
    let (plan, _) = borrador();
    let mut plan = plan;
    debe(&mut plan, &jefe(), Command::RegistrarGastos(vec![gasto(Fase::Certificado, 2, None, Some(70))]));
    let mut branch = rama(&plan);
    let go = editar(101, CampoActividad::Unidad(id(UNIDAD)), CampoActividad::Unidad(id(OTRA)));
    assert_eq!(refused(&branch, &jefe(), &go), "Pasar una actividad a otra unidad le toca a la OPP (Art. 8.2.3).");
    let mut formulating = aprobable();
    assert_eq!(
        refused(&formulating, &editor(), &go),
        "Esto se hace en el borrador de una modificación, no en el plan vigente (Art. 8.2.3)."
    );
    debe(&mut branch, &coordinador(), go);
    let programmed = |plan: &Plan, unit: u128| plan.totales().propio(id::<UnidadOrganica>(unit)).de_rubro(rubro(8));
    let spent = |plan: &Plan, unit: u128| plan.ejecutado().propio(id::<UnidadOrganica>(unit)).total();
    assert_eq!((programmed(&branch, UNIDAD), programmed(&branch, OTRA)), (soles(90), soles(1_200)));
    assert_eq!((spent(&branch, UNIDAD), spent(&branch, OTRA)), (soles(0), soles(70)));
    assert!(branch.actividades_de(id(OTRA)).any(|row| row.id == id(101)));
    assert_eq!(Plan::from_checkpoint(branch.checkpoint()), branch);
    must(&mut formulating, &editor(), Command::CrearActividad(nueva(103)));
}

#[test]
fn an_activity_is_suspended_or_replaced_by_one_in_force() {
    let (_, mut branch) = borrador();
    let campo = CampoActividad::Continuidad;
    let by = |number| campo(Continuidad::Reemplazada(id(number)));
    assert!(refused(&branch, &jefe(), &editar(100, campo(Continuidad::EnCurso), by(100))).contains("a sí misma"));
    assert!(refused(&branch, &jefe(), &editar(100, campo(Continuidad::EnCurso), by(999))).contains("ya no existe"));
    debe(&mut branch, &jefe(), editar(100, campo(Continuidad::EnCurso), by(101)));
    debe(&mut branch, &jefe(), editar(101, campo(Continuidad::EnCurso), campo(Continuidad::Suspendida)));
    assert_eq!(costo(&branch, 101), soles(1_200), "what it spent and has programmed stays its own");
}
