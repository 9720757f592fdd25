//! A Modificacion through the plan in force (Art. 8.2.3, 11): who does what, and every rule on
//! what the plan would be.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::catalogo::CodigoClasificador;
use domain::command::CeldaMeta;
use domain::plan::{
    Acto, CampoActividad, CampoBorrador, CampoInsumo, Causa, ClaseModificacion, ClaveTecho, Estado, EstadoModificacion,
    Fase, Genericas, Insumo, Modificacion, Periodo, RevisionRuta, Valor, VersionNombrada,
};
use domain::rama::{diferencia, presentacion};
use domain::texto::{Parrafo, Texto};
use domain::{Cantidad, Change, Command, Context, Mes, Online, Plan, Rol};
use soporte::aprobado::*;
use soporte::rama::*;
use soporte::*;

fn parrafo(text: &str) -> Parrafo {
    Parrafo::new(text).unwrap()
}
fn importe(line: u128, month: u32, seen: i64, nuevo: i64) -> Command {
    let campo = |amount| CampoInsumo::ImporteMes(mes(month), soles(amount));
    Command::EditarInsumo { id: id(line), seen: campo(seen), nuevo: campo(nuevo) }
}
fn cantidad(month: u32, seen: u32, nuevo: u32) -> Command {
    let campo = |units| CampoInsumo::CantidadMes(mes(month), Cantidad::enteras(units));
    Command::EditarInsumo { id: id(200), seen: campo(seen), nuevo: campo(nuevo) }
}
fn meta(month: u32, seen: Option<u32>, nueva: Option<u32>) -> Command {
    let quantity = |it: Option<u32>| it.map(Cantidad::enteras);
    let periodo = Periodo::Mes(mes(month));
    Command::ProgramarMetas(vec![CeldaMeta {
        actividad: id(100),
        periodo,
        seen: quantity(seen),
        nueva: quantity(nueva),
    }])
}
fn editar(seen: CampoBorrador, nuevo: CampoBorrador) -> Command {
    Command::EditarBorrador { seen, nuevo }
}
fn institucional() -> Command {
    let clase = CampoBorrador::Clase;
    editar(clase(ClaseModificacion::FuncionalProgramatico), clase(ClaseModificacion::Institucional))
}
fn retirar(number: u128) -> Command {
    let campo = CampoActividad::Estado;
    Command::EditarActividad { id: id(number), seen: campo(Estado::Vigente), nuevo: campo(Estado::Retirado) }
}

/// Approved, with targets in activity 100, S/ 150 certified in activity 101 and 12 units done in
/// activity 100.
fn abierto() -> Plan {
    let mut plan = aprobable();
    for month in 1..=12 {
        must(&mut plan, &editor(), meta(month, None, Some(2)));
    }
    debe(&mut plan, &titular(), aprobar_poi());
    debe(&mut plan, &jefe(), Command::RegistrarGastos(vec![gasto(Fase::Certificado, 2, None, Some(150))]));
    debe(&mut plan, &jefe(), Command::RegistrarGastos(vec![gasto(Fase::Devengado, 2, None, Some(100))]));
    debe(&mut plan, &jefe(), Command::RegistrarAvances(vec![avance(100, 3, None, Some(12))]));
    plan
}

/// The same, with January and February closed.
fn vigente() -> Plan {
    let mut plan = abierto();
    debe(&mut plan, &analista(), Command::CerrarMes { mes: Mes::ENERO });
    debe(&mut plan, &analista(), Command::CerrarMes { mes: mes(2) });
    plan
}

/// What presents a branch in which these acts were done by the chief or the OPP.
fn presentar(plan: &Plan, acts: &[Command]) -> Command {
    let mut branch = rama(plan);
    motivar(&mut branch, &jefe());
    for command in acts {
        let by = if decide_as(&branch, command) { jefe() } else { coordinador() };
        debe(&mut branch, &by, command.clone());
    }
    Command::PresentarModificacion(presentacion(plan, &branch).unwrap())
}

fn decide_as(plan: &Plan, command: &Command) -> bool {
    domain::decide(plan, &jefe(), command).is_ok()
}

fn opinar() -> Command {
    Command::OpinarModificacion { id: id(700), opinion: parrafo("Procede") }
}
fn observar() -> Command {
    Command::ObservarModificacion { id: id(700), comentario: parrafo("Falta sustento") }
}
fn aprobar(actos: Vec<Acto>) -> Command {
    Command::AprobarModificacion { id: id(700), version: id(601), actos }
}
fn traslado() -> [Command; 2] {
    [importe(201, 12, 100, 90), cantidad(12, 10, 20)]
}

#[test]
fn one_goes_all_the_way_and_is_in_force_as_modificado_1() {
    let mut plan = vigente();
    let before = plan.clone();
    debe(&mut plan, &jefe(), presentar(&before, &traslado()));
    debe(&mut plan, &analista(), opinar());
    let facts = asentar(&mut plan, &titular(), &aprobar(vec![resolucion(agosto())])).unwrap();
    assert_eq!(facts.len(), 4, "{facts:?}");
    let row: &Modificacion = plan.get(id(700)).unwrap();
    let EstadoModificacion::Aprobada { numero, efecto, .. } = &row.estado else { panic!("{:?}", row.estado) };
    assert_eq!((*numero, efecto.as_slice()), (1, [].as_slice()), "inside one unit nothing of its budget moves");
    assert_eq!(row.historia.len(), 3);
    let version = plan.get(id::<VersionNombrada>(601)).unwrap();
    assert_eq!((&*version.nombre, version.version), ("Modificado 1", plan.version()));
    let line: &Insumo = plan.get(id(201)).unwrap();
    assert_eq!(line.total(), soles(1_190));
    assert_eq!(Plan::from_checkpoint(plan.checkpoint()), plan);
    assert!(refused(&plan, &jefe(), &Command::RetirarModificacion { id: id(700) }).contains("está aprobada"));
}

#[test]
fn pim_is_pia_and_what_was_approved() {
    let mut plan = vigente();
    let mut acts = vec![institucional(), importe(202, 12, 50, 80), importe(201, 12, 100, 0)];
    acts.rotate_left(1);
    let present = presentar(&plan, &acts);
    debe(
        &mut plan,
        &coordinador(),
        Command::FijarMarcoPresupuestal { rubro: rubro(7), seen: Some(soles(600)), nuevo: soles(629) },
    );
    assert_eq!(
        refused(&plan, &jefe(), &present),
        "En el rubro 07 se programarían S/ 630.00 y el marco de la institución es S/ 629.00: sobran S/ 1.00 (Art. 11)."
    );
    debe(
        &mut plan,
        &coordinador(),
        Command::FijarMarcoPresupuestal { rubro: rubro(7), seen: Some(soles(629)), nuevo: soles(700) },
    );
    debe(&mut plan, &jefe(), present);
    debe(&mut plan, &analista(), opinar());
    let one = vec![resolucion(agosto())];
    assert_eq!(
        refused(&plan, &titular(), &aprobar(one)),
        "Una modificación institucional se aprueba con un Acuerdo de Concejo y una Resolución de Alcaldía (Art. 11)."
    );
    debe(&mut plan, &titular(), aprobar(vec![acuerdo(agosto()), resolucion(agosto())]));
    for (unidad, code, amount) in [(UNIDAD, 8, 1_220), (OTRA, 7, 630), (OTRA, 8, 0)] {
        let clave = ClaveTecho { unidad: id(unidad), rubro: rubro(code) };
        assert_eq!((plan.pim(clave), plan.programado_en(clave)), (soles(amount), soles(amount)));
    }
}

type Actos = Vec<Command>;

#[test]
fn what_the_plan_would_be_is_judged() {
    let (name, none) = ("«Registro SIAF fase compromiso anual»", "S/ 0.00");
    let cases: Vec<(&str, Actos, String)> = vec![
        ("nothing", vec![], "La modificación no cambia nada del plan vigente.".into()),
        (
            "unbalanced by one sol",
            vec![importe(201, 12, 100, 91), cantidad(12, 10, 20)],
            "En el rubro 08 se habilitan S/ 10.00 y se anulan S/ 9.00: la diferencia es S/ 1.00 y debe ser cero (Art. 11).".into(),
        ),
        (
            "balanced in total and not per rubro",
            vec![importe(201, 12, 100, 90), importe(202, 12, 50, 60)],
            format!(
                "En el rubro 07 se habilitan S/ 10.00 y se anulan {none}: la diferencia es S/ 10.00 y debe ser cero (Art. 11). \
                 En el rubro 08 se habilitan {none} y se anulan S/ 10.00: la diferencia es S/ -10.00 y debe ser cero (Art. 11)."
            ),
        ),
        (
            "the money of a closed month",
            vec![importe(201, 1, 100, 90), cantidad(12, 10, 20)],
            format!("{name}: enero está cerrado y su dinero en el rubro 08 pasaría de S/ 100.00 a S/ 90.00 (Art. 11)."),
        ),
        (
            "the target of a closed month",
            vec![meta(2, Some(2), Some(3))],
            format!("{name}: febrero está cerrado y su meta pasaría de 2 a 3 (Art. 11)."),
        ),
        (
            "less than what is executed",
            (3..=12).map(|month| meta(month, Some(2), None)).collect(),
            format!("{name} quedaría con una meta anual de 4 y ya ejecutó 12 (Art. 11)."),
        ),
        (
            "a line por detallar",
            vec![Command::CrearInsumo(insumo(203, 100, Valor::PorDetallar { importes: [soles(0); 12] }))],
            format!("{name} tiene por detallar la línea «Papel bond A4 80 g», de {none} en el rubro 08: detállela primero (Art. 8.2.2)."),
        ),
    ];
    // Written before the months were closed, and presented afterwards.
    let (base, plan) = (abierto(), vigente());
    for (case, acts, sentence) in cases {
        assert_eq!(refused(&plan, &jefe(), &presentar(&base, &acts)), sentence, "{case}");
    }
}

#[test]
fn what_is_committed_is_not_annulled() {
    let (base, plan) = (abierto(), vigente());
    let cut = (3..=12).map(|month| importe(201, month, 100, 0)).chain([importe(201, 2, 100, 40)]);
    let said = refused(&plan, &jefe(), &presentar(&base, &cut.collect::<Vec<_>>()));
    let sentence = "«Registro SIAF fase compromiso anual» quedaría con S/ 140.00 en el rubro 08 y tiene S/ 150.00 de certificado y S/ 100.00 de devengado: eso no se anula (Art. 11).";
    assert!(said.contains(sentence), "{said}");
    let said = refused(&plan, &jefe(), &presentar(&base, &[retirar(101)]));
    assert!(said.contains("quedaría con S/ 0.00 en el rubro 08 y tiene S/ 150.00 de certificado"), "{said}");
    assert!(said.contains("enero está cerrado y su dinero en el rubro 08 pasaría de S/ 100.00 a S/ 0.00"), "{said}");
}

#[test]
fn cents_of_rounding_in_a_closed_month_are_no_cut() {
    let mut plan = aprobable();
    let campo = |text| CampoInsumo::Precio(domain::Precio::leer(text).unwrap());
    must(&mut plan, &editor(), Command::EditarInsumo { id: id(200), seen: campo("1"), nuevo: campo("0.3333") });
    debe(&mut plan, &titular(), aprobar_poi());
    (1..=4).for_each(|month| debe(&mut plan, &analista(), Command::CerrarMes { mes: mes(month) }));
    let mut branch = rama(&plan);
    motivar(&mut branch, &jefe());
    debe(&mut branch, &jefe(), institucional());
    debe(&mut branch, &jefe(), cantidad(12, 10, 3));
    let line = |plan: &Plan| plan.get(id::<Insumo>(200)).unwrap().importes()[mes(4)];
    assert_eq!((line(&plan).centimos(), line(&branch).centimos()), (334, 333));
    let present = presentacion(&plan, &branch).unwrap();
    debe(&mut plan, &jefe(), Command::PresentarModificacion(present));
}

#[test]
fn genericas_that_are_barred_neither_give_nor_receive() {
    let mut plan = vigente();
    let barred = |no_dan: &[&str], no_reciben: &[&str]| {
        let list = |codes: &[&str]| codes.iter().map(|code| CodigoClasificador::new(code).unwrap()).collect();
        Genericas { no_dan: list(no_dan), no_reciben: list(no_reciben) }
    };
    let works = Insumo {
        clasificador: CodigoClasificador::new("2.6.3.2.3.1").unwrap(),
        ..insumo(203, 100, Valor::PorImporte { importes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10].map(soles) })
    };
    let present = presentar(&plan, &[importe(201, 12, 100, 90), Command::CrearInsumo(works)]);
    let mut seen = Genericas::default();
    for (setting, sentence) in [
        (barred(&["2.3"], &[]), "La genérica 2.3 no puede dar este año, y en el rubro 08 daría S/ 10.00 (Art. 11)."),
        (
            barred(&[], &["2.6"]),
            "La genérica 2.6 no puede recibir este año, y en el rubro 08 recibiría S/ 10.00 (Art. 11).",
        ),
    ] {
        debe(&mut plan, &coordinador(), Command::FijarGenericas { seen, nuevas: setting.clone() });
        assert_eq!(refused(&plan, &jefe(), &present), sentence);
        seen = setting;
    }
    let wrong = Command::FijarGenericas { seen: seen.clone(), nuevas: barred(&["2.3.1"], &[]) };
    assert!(refused(&plan, &coordinador(), &wrong).contains("dos niveles"));
    assert!(
        refused(&plan, &jefe(), &Command::FijarGenericas { seen: seen.clone(), nuevas: barred(&[], &[]) })
            .contains("no permite")
    );
    debe(&mut plan, &coordinador(), Command::FijarGenericas { seen, nuevas: barred(&["2.6"], &["2.3"]) });
    debe(&mut plan, &jefe(), present);
}

#[test]
fn a_cause_says_what_it_rests_on_and_revises_the_ruta() {
    let plan = vigente();
    let causa = |causa| editar(CampoBorrador::Causa(Some(Causa::Entorno)), CampoBorrador::Causa(Some(causa)));
    let ruta = |ruta| {
        let motivo = parrafo("Las prioridades siguen siendo las mismas");
        editar(CampoBorrador::Ruta(Some(RevisionRuta::RevisadaSinCambio { motivo })), CampoBorrador::Ruta(ruta))
    };
    let [give, take] = traslado();
    let sin_ruta = "La causa «Cambios en el entorno o eventos no previstos» cambia prioridades: diga si la ruta estratégica cambió o fue revisada sin cambio (Art. 8.2.3).";
    for (acts, sentence) in [
        (vec![give.clone(), take.clone(), ruta(None)], sin_ruta),
        (
            vec![give.clone(), take.clone(), ruta(Some(RevisionRuta::Cambiada))],
            "Dice que la ruta estratégica cambió, y no cambia ningún objetivo ni acción estratégica (Art. 8.2.3).",
        ),
    ] {
        assert_eq!(refused(&plan, &jefe(), &presentar(&plan, &acts)), sentence);
    }
    let mut plan = plan;
    let present = presentar(&plan, &[give, take, ruta(None), causa(Causa::NormaDeTecho)]);
    debe(&mut plan, &jefe(), present);
    let mut branch = rama(&plan);
    debe(&mut branch, &jefe(), importe(201, 12, 100, 90));
    assert_eq!(presentacion(&plan, &branch), Err(domain::Rejection::SinCausa));
}

#[test]
fn no_person_acts_in_two_steps_and_nobody_reviews_what_they_wrote() {
    let plan = vigente();
    let own = "Usted escribió en esta modificación o ya actuó en otro de sus pasos: le toca a otra persona (Art. 5).";
    let mut by_opp = plan.clone();
    let mut branch = rama(&plan);
    motivar(&mut branch, &analista());
    for command in traslado() {
        debe(&mut branch, &analista(), command);
    }
    debe(&mut by_opp, &jefe(), Command::PresentarModificacion(presentacion(&plan, &branch).unwrap()));
    assert_eq!(refused(&by_opp, &analista(), &opinar()), own);
    debe(&mut by_opp, &coordinador(), opinar());
    assert_eq!(refused(&by_opp, &coordinador(), &observar()), own);
    debe(&mut by_opp, &persona(906, como(Rol::Analista, None), agosto()), observar());
    let again = Command::PresentarModificacion(presentacion(&plan, &branch).unwrap());
    assert!(refused(&by_opp, &jefe_de_otra(), &again).contains("modificación ajena"));
    debe(&mut by_opp, &jefe(), again);
    debe(&mut by_opp, &coordinador(), opinar());
    let titular_author = persona(903, como(Rol::Titular, None), agosto());
    assert_eq!(refused(&by_opp, &titular_author, &aprobar(vec![resolucion(agosto())])), own);
}

#[test]
fn each_step_has_its_state_and_its_person() {
    let mut plan = vigente();
    let base = plan.clone();
    let present = presentar(&base, &traslado());
    let offline = Context { online: Online::No, ..jefe() };
    for (context, command, sentence) in [
        (editor(), present.clone(), "no permite presentar una modificación"),
        (jefe_de_otra(), present.clone(), "no permite presentar una modificación que no toca su unidad orgánica"),
        (offline, present.clone(), "necesita conexión"),
        (analista(), opinar(), "La modificación ya no existe"),
    ] {
        assert!(refused(&plan, &context, &command).contains(sentence), "{sentence}");
    }
    debe(&mut plan, &jefe(), present.clone());
    let acts = vec![resolucion(agosto())];
    let stranger = Command::RetirarModificacion { id: id(700) };
    for (context, command, sentence) in [
        (jefe(), present, "La modificación está presentada: ya no se puede presentarla de nuevo."),
        (titular(), aprobar(acts.clone()), "La modificación está presentada: ya no se puede aprobarla."),
        (jefe_de_otra(), opinar(), "Su rol (Jefe de unidad) no permite revisar una modificación."),
        (jefe_de_otra(), stranger.clone(), "Su rol (Jefe de unidad) no permite retirar una modificación ajena."),
        (
            analista(),
            Command::OpinarModificacion { id: id(700), opinion: Texto::default() },
            "La opinión no puede quedar en blanco.",
        ),
    ] {
        assert_eq!(refused(&plan, &context, &command), sentence);
    }
    let mut back = plan.clone();
    debe(&mut back, &jefe(), stranger);
    assert!(refused(&back, &analista(), &opinar()).contains("está retirada"));
    let refuse = Command::RechazarModificacion { id: id(700), motivo: parrafo("No procede") };
    debe(&mut plan, &analista(), refuse.clone());
    assert!(refused(&plan, &titular(), &refuse).contains("está rechazada"));
    assert!(refused(&plan, &titular(), &aprobar(acts)).contains("está rechazada"));
}

#[test]
fn at_the_approval_it_is_judged_again_and_all_or_nothing() {
    let mut plan = vigente();
    let base = plan.clone();
    let other = |command: Command| match command {
        Command::PresentarModificacion(it) => {
            Command::PresentarModificacion(domain::command::Presentacion { id: id(701), ..it })
        }
        other => other,
    };
    debe(&mut plan, &jefe(), presentar(&base, &traslado()));
    debe(&mut plan, &jefe(), other(presentar(&base, &[importe(201, 12, 100, 80), cantidad(11, 10, 30)])));
    debe(&mut plan, &analista(), opinar());
    let second = Command::OpinarModificacion { id: id(701), opinion: parrafo("Procede") };
    debe(&mut plan, &analista(), second);
    debe(&mut plan, &titular(), aprobar(vec![resolucion(agosto())]));
    let approve = Command::AprobarModificacion { id: id(701), version: id(602), actos: vec![resolucion(agosto())] };
    assert_eq!(
        refused(&plan, &titular(), &approve),
        "Otra persona cambió diciembre de «Papel bond A4 80 g» en el plan vigente: allí es S/ 90.00 y el borrador dice S/ 80.00. Elija uno (Art. 8.2.3)."
    );
    debe(&mut plan, &jefe(), Command::RegistrarGastos(vec![gasto(Fase::Certificado, 3, None, Some(1_040))]));
    assert!(refused(&plan, &titular(), &approve).contains("Elija uno"));
}

#[test]
fn a_code_that_another_was_given_meanwhile_stays_its_own() {
    let mut plan = vigente();
    let mut branch = rama_numero(&plan, 1);
    motivar(&mut branch, &jefe());
    let codes = [actividad(&plan, 101).codigo.clone(), plan.siguiente_codigo().unwrap()].map(CampoActividad::Codigo);
    let [seen, nuevo] = codes;
    debe(&mut branch, &jefe(), Command::EditarActividad { id: id(101), seen, nuevo });
    let it = presentacion(&plan, &branch).unwrap();
    let first = presentar(&plan, &[Command::CrearActividad(nueva(110))]);
    debe(&mut plan, &jefe(), first);
    debe(&mut plan, &analista(), opinar());
    debe(&mut plan, &titular(), aprobar(vec![resolucion(agosto())]));
    let said = refused(&plan, &jefe(), &Command::PresentarModificacion(it));
    assert_eq!(said, "El código AOI30044000004 ya lo tiene «Registro SIAF fase compromiso anual».");
}

#[test]
fn what_is_no_content_and_what_could_not_be_typed_is_refused() {
    let plan = vigente();
    let Command::PresentarModificacion(it) = presentar(&plan, &traslado()) else { panic!() };
    let with = |change: Change| {
        let cambios = it.cambios.iter().cloned().chain([change]).collect();
        Command::PresentarModificacion(domain::command::Presentacion { cambios, ..it.clone() })
    };
    let campo = |month, amount: i64| CampoInsumo::ImporteMes(mes(month), soles(amount));
    let line = |ahora| Change::InsumoEditado { id: id(201), antes: campo(11, 100), ahora };
    let orphan = Insumo { actividad: id(999), ..insumo(203, 100, por_cantidad("1", [0; 12])) };
    for (change, sentence) in [
        (Change::MesCerrado { mes: mes(3) }, "una modificación cambia solo el contenido del plan"),
        (line(campo(11, -5)), "No se aceptan importes negativos en la programación."),
        (Change::InsumoCreado(orphan), "La actividad ya no existe en este plan."),
        (
            Change::ActividadEditada {
                id: id(102),
                antes: CampoActividad::Accion(id(AEI)),
                ahora: CampoActividad::Accion(id(AEI_RETIRADA)),
            },
            "La AEI.06.02 fue retirada del marco estratégico; elija otra acción estratégica.",
        ),
        (
            Change::ActividadEditada {
                id: id(101),
                antes: CampoActividad::Predecesoras(vec![]),
                ahora: CampoActividad::Predecesoras(predecesoras([101])),
            },
            "las predecesoras formarían un círculo",
        ),
    ] {
        assert!(refused(&plan, &jefe(), &with(change)).contains(sentence), "{sentence}");
    }
}

#[test]
fn a_suspended_activity_keeps_what_it_spent() {
    let mut plan = vigente();
    let base = plan.clone();
    let months = 3..=12;
    let mut acts: Vec<Command> = months.clone().map(|month| importe(201, month, 100, 0)).collect();
    acts.extend(months.map(|month| cantidad(month, 10, 110)));
    debe(&mut plan, &jefe(), presentar(&base, &acts));
    debe(&mut plan, &analista(), opinar());
    debe(&mut plan, &titular(), aprobar(vec![resolucion(agosto())]));
    assert_eq!(plan.totales().actividad(id(101)).total(), soles(200));
    assert_eq!(plan.ejecutado().actividad(id(101)).de_tipo(Fase::Certificado), soles(150));
    assert_eq!(diferencia(&plan, &plan), []);
}
