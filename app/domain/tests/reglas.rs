//! One table of cases per rule: the command, and the words of its refusal.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::catalogo::CodigoClasificador;
use domain::plan::{
    CampoAccion, CampoActividad, CampoInsumo, CampoObjetivo, CampoTarea, CampoUnidad, Estado, Indicador, Orden, Tarea,
    TipoIndicador, Valor, Ventana,
};
use domain::{Cantidad, Command, Dinero, Mes, Precio, Rol};
use soporte::*;

#[test]
fn only_their_own_unit_writes_its_rows() {
    let plan = con_actividad();
    let edit = Command::EditarActividad {
        id: id(100),
        seen: CampoActividad::Nombre(actividad(&plan, 100).nombre.clone()),
        nuevo: CampoActividad::Nombre(nombre("Otro nombre")),
    };
    for (rol, unidad, allowed) in [
        (Rol::EditorUnidad, Some(UNIDAD), true),
        (Rol::JefeUnidad, Some(UNIDAD), true),
        (Rol::GerenciaMunicipal, Some(UNIDAD), true),
        (Rol::Coordinador, Some(UNIDAD), true),
        (Rol::Analista, Some(UNIDAD), true),
        (Rol::EditorUnidad, Some(OTRA), false),
        (Rol::JefeUnidad, Some(GERENCIA), false),
        (Rol::Coordinador, None, false),
        (Rol::Titular, Some(UNIDAD), false),
        (Rol::Abastecimiento, Some(UNIDAD), false),
        (Rol::Consulta, Some(UNIDAD), false),
        (Rol::Administrador, Some(UNIDAD), false),
    ] {
        let outcome = act(&mut plan.clone(), &como(rol, unidad), &edit);
        assert_eq!(outcome.is_ok(), allowed, "{rol:?} {unidad:?}");
    }
}

#[test]
fn each_act_is_for_its_role_and_no_other() {
    let plan = con_actividad();
    let acts: [(Command, &[Rol]); 5] = [
        (Command::AprobarTechosVistos(vec![]), &[Rol::Titular]),
        (Command::FijarMarcoPresupuestal { rubro: rubro(8), seen: None, nuevo: soles(10) }, &[Rol::Coordinador]),
        (
            Command::EditarUnidad {
                id: id(OTRA),
                seen: CampoUnidad::Nombre(nombre("Oficina de Asesoría Jurídica")),
                nuevo: CampoUnidad::Nombre(nombre("Asesoría")),
            },
            &[Rol::Administrador],
        ),
        (Command::RegistrarAccion(accion(50, "AEI.06.03")), &[Rol::Coordinador, Rol::Analista]),
        (Command::FijarFeriados { seen: vec![], nuevos: vec![dia(2017, 7, 28)] }, &[Rol::Administrador]),
    ];
    for (command, allowed) in &acts {
        for rol in Rol::TODOS {
            let outcome = act(&mut plan.clone(), &como(rol, Some(UNIDAD)), command);
            assert_eq!(outcome.is_ok(), allowed.contains(&rol), "{rol:?} {command:?}");
        }
    }
}

#[test]
fn a_withdrawn_aei_takes_no_activity_and_one_with_activities_is_not_withdrawn() {
    let mut plan = con_actividad();
    let under = Command::CrearActividad(domain::command::NuevaActividad { accion: id(AEI_RETIRADA), ..nueva(101) });
    let sentence = "La AEI.06.02 fue retirada del marco estratégico; elija otra acción estratégica.";
    assert_eq!(refused(&plan, &editor(), &under), sentence);
    let opp = como(Rol::Coordinador, None);
    let withdraw = Command::EditarAccion {
        id: id(AEI),
        seen: CampoAccion::Estado(Estado::Vigente),
        nuevo: CampoAccion::Estado(Estado::Retirado),
    };
    assert_eq!(
        refused(&plan, &opp, &withdraw),
        "AEI.06.01 tiene una actividad; pase lo que tiene a otra acción antes de retirarla."
    );
    let objective = Command::EditarObjetivo {
        id: id(OEI),
        seen: CampoObjetivo::Estado(Estado::Vigente),
        nuevo: CampoObjetivo::Estado(Estado::Retirado),
    };
    assert_eq!(
        refused(&plan, &opp, &objective),
        "OEI.06 tiene una acción estratégica; pase lo que tiene a otro objetivo antes de retirarlo."
    );
    must(&mut plan, &editor(), retire(100));
    must(&mut plan, &opp, withdraw);
    let back = Command::EditarActividad {
        id: id(100),
        seen: CampoActividad::Estado(Estado::Retirado),
        nuevo: CampoActividad::Estado(Estado::Vigente),
    };
    assert_eq!(
        refused(&plan, &editor(), &back),
        "La AEI.06.01 fue retirada del marco estratégico; elija otra acción estratégica."
    );
}

fn retire(number: u128) -> Command {
    Command::EditarActividad {
        id: id(number),
        seen: CampoActividad::Estado(Estado::Vigente),
        nuevo: CampoActividad::Estado(Estado::Retirado),
    }
}

#[test]
fn a_withdrawn_activity_leaves_the_totals_and_comes_back_with_its_money() {
    let mut plan = con_actividad();
    must(&mut plan, &editor(), Command::CrearInsumo(insumo(200, 100, por_cantidad("10", [1; 12]))));
    assert_eq!(plan.totales().institucion().total(), soles(120));
    must(&mut plan, &editor(), retire(100));
    assert_eq!(plan.totales().institucion().total(), Dinero::CERO);
    let edit = Command::EditarActividad {
        id: id(100),
        seen: CampoActividad::Nombre(actividad(&plan, 100).nombre.clone()),
        nuevo: CampoActividad::Nombre(nombre("Otro")),
    };
    assert_eq!(
        refused(&plan, &editor(), &edit),
        "«Registro SIAF fase compromiso anual» está retirada; restitúyala antes de cambiarla."
    );
    let back = Command::EditarActividad {
        id: id(100),
        seen: CampoActividad::Estado(Estado::Retirado),
        nuevo: CampoActividad::Estado(Estado::Vigente),
    };
    must(&mut plan, &editor(), back);
    assert_eq!(plan.totales().acumulado(id(GERENCIA)).total(), soles(120));
}

#[test]
fn bad_lines_are_refused_with_every_reason_at_once() {
    let plan = con_actividad();
    let mut line = insumo(200, 100, Valor::PorImporte { importes: [Dinero::from_centimos(-1); 12] });
    line.detalle = nombre("");
    line.rubro = rubro(18);
    line.clasificador = CodigoClasificador::new("2.3.1.99.1.1").unwrap();
    let sentence = refused(&plan, &editor(), &Command::CrearInsumo(line));
    for part in [
        "El detalle del insumo no puede quedar en blanco.",
        "«2.3.1.99.1.1» no está en el catálogo de clasificadores del ejercicio.",
        "El rubro 18 no está en el catálogo del ejercicio.",
        "No se aceptan importes negativos en la programación.",
    ] {
        assert!(sentence.contains(part), "{sentence}");
    }
    let dear = insumo(201, 100, por_cantidad("999999999.9999", [99_999; 12]));
    assert_eq!(
        refused(&plan, &editor(), &Command::CrearInsumo(dear)),
        "La línea cuesta más que el máximo de S/ 99,999,999,999.99."
    );
    let mut cantidades = [Cantidad::CERO; 12];
    (cantidades[0], cantidades[1]) = (Cantidad::MAXIMA, Cantidad::enteras(1));
    let many = insumo(202, 100, Valor::PorCantidad { precio: Precio::CERO, cantidades });
    assert_eq!(
        refused(&plan, &editor(), &Command::CrearInsumo(many)),
        "Las cantidades de los meses suman más que el máximo de 99,999,999,999."
    );
}

#[test]
fn an_activity_costs_no_more_than_a_line_may() {
    let mut plan = con_actividad();
    let line = |number, amount: Dinero| {
        let mut importes = [Dinero::CERO; 12];
        importes[0] = amount;
        Command::CrearInsumo(insumo(number, 100, Valor::PorImporte { importes }))
    };
    must(&mut plan, &editor(), line(200, Dinero::MAXIMO));
    let sentence = "La actividad costaría más que el máximo de S/ 99,999,999,999.99.";
    assert_eq!(refused(&plan, &editor(), &line(201, Dinero::from_centimos(1))), sentence);
    let state = |seen, nuevo| Command::EditarInsumo {
        id: id(200),
        seen: CampoInsumo::Estado(seen),
        nuevo: CampoInsumo::Estado(nuevo),
    };
    must(&mut plan, &editor(), state(Estado::Vigente, Estado::Retirado));
    must(&mut plan, &editor(), line(201, Dinero::from_centimos(1)));
    assert_eq!(refused(&plan, &editor(), &state(Estado::Retirado, Estado::Vigente)), sentence);
}

#[test]
fn a_line_takes_only_what_its_kind_takes() {
    let mut plan = con_actividad();
    let enero = Mes::ENERO;
    must(&mut plan, &editor(), Command::CrearInsumo(insumo(200, 100, por_cantidad("10", [1; 12]))));
    let importes = [soles(5); 12];
    must(&mut plan, &editor(), Command::CrearInsumo(insumo(201, 100, Valor::PorImporte { importes })));
    let edit = |line: u128, seen, nuevo| Command::EditarInsumo { id: id(line), seen, nuevo };
    assert_eq!(
        refused(
            &plan,
            &editor(),
            &edit(200, CampoInsumo::ImporteMes(enero, Dinero::CERO), CampoInsumo::ImporteMes(enero, soles(1)))
        ),
        "Esta línea se valoriza por cantidad: no lleva importes: se calculan."
    );
    assert_eq!(
        refused(
            &plan,
            &editor(),
            &edit(201, CampoInsumo::Precio(Precio::CERO), CampoInsumo::Precio(Precio::leer("1").unwrap()))
        ),
        "Esta línea se valoriza por importe: no lleva precio."
    );
    let half = Cantidad::from_diezmilesimos(5_000).unwrap();
    assert_eq!(
        refused(
            &plan,
            &editor(),
            &edit(200, CampoInsumo::CantidadMes(enero, Cantidad::enteras(1)), CampoInsumo::CantidadMes(enero, half))
        ),
        "0.5 no cabe en Registro: es una unidad entera y no admite fracciones."
    );
    let february = Mes::from_number(2).unwrap();
    assert!(
        refused(
            &plan,
            &editor(),
            &edit(
                200,
                CampoInsumo::CantidadMes(enero, Cantidad::enteras(1)),
                CampoInsumo::CantidadMes(february, Cantidad::enteras(2))
            )
        )
        .contains("campos distintos")
    );
    must(
        &mut plan,
        &editor(),
        edit(200, CampoInsumo::Precio(Precio::leer("10").unwrap()), CampoInsumo::Precio(Precio::leer("20").unwrap())),
    );
    assert_eq!(plan.totales().propio(id(UNIDAD)).total(), soles(240 + 60));
}

#[test]
fn a_unit_of_measure_must_take_the_decimals_already_there() {
    let mut plan = con_actividad();
    let with = |unit: u128| Indicador {
        unidad_medida: id(unit),
        sujeto: nombre("de compromiso anual"),
        atributo: nombre(""),
        tipo: TipoIndicador::Proceso,
    };
    let swap = |from, to| Command::EditarActividad {
        id: id(100),
        seen: CampoActividad::Indicador(with(from)),
        nuevo: CampoActividad::Indicador(with(to)),
    };
    must(&mut plan, &editor(), swap(REGISTRO, HECTAREA));
    let cell = domain::command::CeldaMeta {
        actividad: id(100),
        periodo: domain::plan::Periodo::Anual,
        seen: None,
        nueva: Cantidad::from_diezmilesimos(25_000),
    };
    must(&mut plan, &editor(), Command::ProgramarMetas(vec![cell]));
    assert_eq!(
        refused(&plan, &editor(), &swap(HECTAREA, REGISTRO)),
        "2.5 no cabe en Registro: es una unidad entera y no admite fracciones."
    );
}

#[test]
fn tasks_stay_inside_their_activity() {
    let mut plan = con_actividad();
    let window = |from, to| Ventana { inicio: from, fin: to };
    let task = |number: u128, ventana, before: Vec<u128>| {
        Command::CrearTarea(Tarea {
            id: id(number),
            actividad: id(100),
            nombre: nombre("Elaborar el registro"),
            ventana,
            predecesoras: predecesoras(before),
            orden: Orden::primero(),
            estado: Estado::Vigente,
        })
    };
    must(&mut plan, &editor(), task(300, window(dia(2017, 2, 1), dia(2017, 2, 28)), vec![]));
    must(&mut plan, &editor(), task(301, window(dia(2017, 3, 1), dia(2017, 3, 1)), vec![300]));
    assert_eq!(
        refused(&plan, &editor(), &task(302, window(dia(2016, 12, 31), dia(2017, 1, 5)), vec![])),
        "Las fechas deben estar entre el 01/01/2017 y el 31/12/2017."
    );
    assert!(
        refused(&plan, &editor(), &task(303, window(dia(2017, 5, 2), dia(2017, 5, 1)), vec![]))
            .contains("el fin es anterior al inicio")
    );
    let follow = |row: u128, seen: Vec<u128>, list: Vec<u128>| Command::EditarTarea {
        id: id(row),
        seen: CampoTarea::Predecesoras(predecesoras(seen)),
        nuevo: CampoTarea::Predecesoras(predecesoras(list)),
    };
    let circle = "«Elaborar el registro» ya depende de esta: las predecesoras formarían un círculo.";
    assert_eq!(refused(&plan, &editor(), &follow(300, vec![], vec![301])), circle);
    assert_eq!(refused(&plan, &editor(), &follow(301, vec![300], vec![300, 301])), circle);
    let shrink = Command::EditarActividad {
        id: id(100),
        seen: CampoActividad::Ventana(actividad(&plan, 100).ventana),
        nuevo: CampoActividad::Ventana(window(dia(2017, 2, 10), dia(2017, 12, 31))),
    };
    assert_eq!(
        refused(&plan, &editor(), &shrink),
        "La ventana dejaría fuera a febrero, que tiene la tarea «Elaborar el registro». Muévalo o bórrelo primero."
    );
}

#[test]
fn several_acts_are_one_or_none() {
    let mut plan = plan();
    let both = |second: u128| {
        Command::Varios(vec![Command::CrearActividad(nueva(100)), Command::CrearActividad(nueva(second))])
    };
    assert!(refused(&plan, &editor(), &both(100)).contains("no se repite"));
    must(&mut plan, &editor(), both(101));
    assert_eq!(actividad(&plan, 101).codigo.as_str(), "AOI30044000002");
    let nested = Command::Varios(vec![Command::Varios(vec![])]);
    assert!(refused(&plan, &editor(), &nested).contains("un grupo dentro de otro"));
}
