//! The rows and the words of the schedule.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::command::{CeldaMeta, Fila, NuevaActividad, Reprogramacion};
use domain::cronograma::Reparto;
use domain::plan::{
    CampoElemento, CampoTarea, ClaseElemento, ElementoCritico, Estado, Orden, Periodo, SituacionElemento, Tarea,
    Ventana,
};
use domain::vista::Ambito;
use domain::vista::cronograma::{
    Agrupacion, Consulta, Despliegue, Enlace, Filtro, Hijos, Nivel, Nodo, barra, cronograma, efecto, enlaces,
    esqueleto, mismos_enlaces, mismos_renglones, seleccion, tocadas,
};
use domain::{Cantidad, Command, Dinero, Mes, Plan};
use soporte::aprobado::*;
use soporte::*;

fn ventana(from: (u32, u32), to: (u32, u32)) -> Ventana {
    Ventana { inicio: dia(2017, from.0, from.1), fin: dia(2017, to.0, to.1) }
}

/// Two activities under one AEI, the first with two tasks.
fn con_tareas() -> Plan {
    let mut plan = plan();
    for (number, name) in [(100, "Elaborar expedientes"), (101, "Atender trámites")] {
        let new = NuevaActividad {
            nombre: nombre(name),
            ventana: Some(ventana((3, 1), (6, 30))),
            prioridad: if number == 100 { Orden::primero() } else { Orden::entre(Some(&Orden::primero()), None) },
            ..nueva(number)
        };
        must(&mut plan, &editor(), Command::CrearActividad(new));
    }
    for (number, name, from) in [(300, "Diagnóstico", (3, 1)), (301, "Redacción", (4, 1))] {
        let row = Tarea {
            id: id(number),
            actividad: id(100),
            nombre: nombre(name),
            ventana: ventana(from, (4, 30)),
            predecesoras: if number == 301 { predecesoras([300]) } else { vec![] },
            orden: Orden::primero(),
            estado: Estado::Vigente,
        };
        must(&mut plan, &editor(), Command::CrearTarea(row));
    }
    must(
        &mut plan,
        &editor(),
        Command::CrearInsumo(insumo(500, 100, por_cantidad("2.50", [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]))),
    );
    plan
}

fn nodos(plan: &Plan, consulta: &Consulta) -> Vec<(Nodo, u8)> {
    esqueleto(plan, consulta).into_iter().map(|row| (row.nodo, row.nivel)).collect()
}

#[test]
fn activities_hang_from_the_framework_and_tasks_wait_to_be_asked_for() {
    let plan = con_tareas();
    let mut consulta = Consulta::new(id(UNIDAD));
    let (a, b) = (Nodo::Actividad(id(100)), Nodo::Actividad(id(101)));
    let above = [(Nodo::Objetivo(id(OEI)), 1), (Nodo::Accion(id(AEI)), 2)];
    assert_eq!(nodos(&plan, &consulta), [above[0], above[1], (a, 3), (b, 3)]);
    consulta.despliegue.alternar(a);
    let tasks = [(Nodo::Tarea(id(300)), 4), (Nodo::Tarea(id(301)), 4)];
    assert_eq!(nodos(&plan, &consulta), [above[0], above[1], (a, 3), tasks[0], tasks[1], (b, 3)]);
    consulta.despliegue.alternar(Nodo::Accion(id(AEI)));
    assert_eq!(nodos(&plan, &consulta), above);
    consulta.despliegue = Despliegue { hasta: Nivel::Objetivos, ..Despliegue::default() };
    assert_eq!(esqueleto(&plan, &consulta)[0].hijos, Hijos::Cerrados);
}

#[test]
fn units_may_take_the_place_of_the_framework() {
    let plan = con_tareas();
    let consulta =
        Consulta { ambito: Ambito::ConDependientes, agrupacion: Agrupacion::Unidad, ..Consulta::new(id(GERENCIA)) };
    let rows = nodos(&plan, &consulta);
    assert_eq!(rows[0], (Nodo::Unidad(id(UNIDAD)), 1));
    assert_eq!(rows.len(), 3);
}

#[test]
fn a_search_shows_what_it_finds_and_what_leads_there() {
    let plan = con_tareas();
    let mut consulta = Consulta { busqueda: "REDACCION".into(), ..Consulta::new(id(UNIDAD)) };
    consulta.despliegue.hasta = Nivel::Objetivos;
    let found: Vec<Nodo> = nodos(&plan, &consulta).into_iter().map(|(nodo, _)| nodo).collect();
    let path = [Nodo::Objetivo(id(OEI)), Nodo::Accion(id(AEI)), Nodo::Actividad(id(100)), Nodo::Tarea(id(301))];
    assert_eq!(found, path);
    consulta.busqueda = "no está".into();
    assert!(nodos(&plan, &consulta).is_empty());
}

#[test]
fn a_bar_tells_its_days_its_cost_and_the_links_that_do_not_hold() {
    let plan = con_tareas();
    let consulta = Consulta::new(id(UNIDAD));
    let group = barra(&plan, &consulta, Nodo::Objetivo(id(OEI))).unwrap();
    assert_eq!((group.ventana, group.costo), (Some(ventana((3, 1), (6, 30))), soles(5)));
    let task = barra(&plan, &consulta, Nodo::Tarea(id(301))).unwrap();
    assert_eq!(task.vinculos.iter().map(|link| link.faltan).collect::<Vec<_>>(), [30]);
    assert_eq!(task.fechas(), "Del 01/04/2017 al 30/04/2017");
}

#[test]
fn the_chip_says_what_becomes_of_the_year() {
    let plan = con_tareas();
    let seen = ventana((3, 1), (6, 30));
    let to = |nueva| Reprogramacion { fila: Fila::Actividad(id(100)), seen, nueva, reparto: Reparto::Mover };
    assert_eq!(efecto(&plan, &to(ventana((4, 1), (7, 31)))), "mar–jun → abr–jul · S/ 5.00 igual");
    assert_eq!(efecto(&plan, &to(ventana((3, 6), (6, 20)))), "01/03–30/06 → 06/03–20/06 · S/ 5.00 igual");
}

#[test]
fn the_months_of_a_selection_add_up() {
    let plan = con_tareas();
    let both = seleccion(&plan, &[id(100), id(101)]);
    assert_eq!(both.actividades, 2);
    assert_eq!(both.dinero.iter().sum::<Dinero>(), soles(5));
    assert_eq!(both.fisico.unwrap().0, "registros");
}

#[test]
fn only_what_changes_the_rows_has_them_unfolded_again() {
    let before = con_tareas();
    let after = |command| {
        let mut plan = before.clone();
        must(&mut plan, &editor(), command);
        plan
    };
    let (seen, nueva) = (ventana((3, 1), (6, 30)), ventana((4, 1), (7, 31)));
    let moved = Reprogramacion { fila: Fila::Actividad(id(100)), seen, nueva, reparto: Reparto::Mover };
    assert!(mismos_renglones(&before, &after(Command::Reprogramar(vec![moved]))));
    let name = |text| CampoTarea::Nombre(nombre(text));
    let renamed = Command::EditarTarea { id: id(300), seen: name("Diagnóstico"), nuevo: name("Estudio") };
    assert!(!mismos_renglones(&before, &after(renamed)));
    let another = Command::CrearActividad(soporte::nueva(102));
    assert!(!mismos_renglones(&before, &after(another)));
}

#[test]
fn the_page_begins_with_the_first_rows() {
    let plan = con_tareas();
    let page = cronograma(&plan, &editor().actor, id(UNIDAD));
    assert_eq!((page.total, page.renglones.len(), page.barras.len()), (4, 4, 4));
    assert!(page.edicion.es_abierta());
}

#[test]
fn a_link_is_drawn_wherever_it_passes_between_rows_that_are_unfolded() {
    let plan = con_tareas();
    let task = |number| Fila::Tarea(id(number));
    let of = |rows: &[(Fila, usize)]| {
        enlaces(&plan, |nodo| rows.iter().find(|(fila, _)| nodo.fila() == Some(*fila)).map(|(_, at)| *at))
    };
    let link = Enlace { antes: task(300), despues: task(301), lugares: (2, 40) };
    assert_eq!(of(&[(task(300), 2), (task(301), 40)]), [link]);
    assert_eq!(of(&[(task(301), 40)]), [], "the other one is folded away");
    let seen = [(0, 2), (0, 3), (10, 20), (40, 60), (41, 60)];
    assert_eq!(seen.map(|rows| link.cruza(rows)), [false, true, true, true, false]);
}

#[test]
fn what_moves_a_bar_changes_no_link() {
    let plan = con_tareas();
    let mut after = plan.clone();
    let it = Reprogramacion {
        fila: Fila::Actividad(id(100)),
        seen: ventana((3, 1), (6, 30)),
        nueva: ventana((4, 1), (7, 31)),
        reparto: Reparto::Mover,
    };
    must(&mut after, &editor(), Command::Reprogramar(vec![it]));
    assert!(mismos_enlaces(&plan, &after));
    let seen = CampoTarea::Predecesoras(predecesoras([300]));
    must(&mut after, &editor(), Command::EditarTarea { id: id(301), seen, nuevo: CampoTarea::Predecesoras(vec![]) });
    assert!(!mismos_enlaces(&plan, &after));
}

#[test]
fn a_filter_keeps_the_activities_it_names_and_what_leads_to_them() {
    let mut plan = con_tareas();
    let shown = |plan: &Plan, filtro: Filtro| {
        let consulta = Consulta { filtro, ..Consulta::new(id(UNIDAD)) };
        let rows = nodos(plan, &consulta).into_iter().map(|(nodo, _)| nodo);
        rows.filter_map(Nodo::fila).collect::<Vec<_>>()
    };
    let activity = |number| Fila::Actividad(id(number));
    assert_eq!(shown(&plan, Filtro::Todas), [activity(100), activity(101)]);
    assert_eq!(nodos(&plan, &Consulta { filtro: Filtro::PorLograr, ..Consulta::new(id(UNIDAD)) }), []);

    // The second task begins on 1 April, the first ends on the 30th.
    assert_eq!(shown(&plan, Filtro::Adelantadas), [activity(100)]);
    let element = ElementoCritico {
        id: id(400),
        actividad: id(101),
        descripcion: nombre("Convenio suscrito"),
        clase: ClaseElemento::Evento,
        mes: Mes::of(dia(2017, 3, 1)),
        situacion: SituacionElemento::Pendiente,
        estado: Estado::Vigente,
    };
    must(&mut plan, &editor(), Command::CrearElemento(element));
    assert_eq!(shown(&plan, Filtro::PorLograr), [activity(101)]);
    let done = Command::EditarElemento {
        id: id(400),
        seen: CampoElemento::Situacion(SituacionElemento::Pendiente),
        nuevo: CampoElemento::Situacion(SituacionElemento::Logrado),
    };
    must(&mut plan, &editor(), done);
    assert_eq!(shown(&plan, Filtro::PorLograr), []);
    // There is no techo: what costs something is not covered.
    assert_eq!(shown(&plan, Filtro::SinCubrir), [activity(100)]);
}

#[test]
fn a_change_touches_what_it_is_of_what_follows_it_and_the_groups() {
    let plan = con_tareas();
    let shown = |plan: &Plan, nodo| barra(plan, &Consulta::new(id(UNIDAD)), nodo);
    let touched = |after: &Plan, nodo: Nodo| tocadas(&plan, after).toca(nodo, shown(&plan, nodo).as_ref());
    let rows = [Nodo::Actividad(id(100)), Nodo::Actividad(id(101)), Nodo::Tarea(id(300)), Nodo::Tarea(id(301))];
    assert_eq!(rows.map(|nodo| touched(&plan, nodo)), [false; 4]);

    let mut moved = plan.clone();
    let seen = CampoTarea::Ventana(ventana((3, 1), (4, 30)));
    let nuevo = CampoTarea::Ventana(ventana((3, 1), (3, 15)));
    must(&mut moved, &editor(), Command::EditarTarea { id: id(300), seen, nuevo });
    assert_eq!(rows.map(|nodo| touched(&moved, nodo)), [false, false, true, true], "the one after it as well");

    let mut dearer = plan.clone();
    let line = insumo(501, 101, por_cantidad("1.00", [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    must(&mut dearer, &editor(), Command::CrearInsumo(line));
    assert_eq!(rows.map(|nodo| touched(&dearer, nodo)), [false, true, false, false]);
    assert!(touched(&dearer, Nodo::Unidad(id(UNIDAD))));
    assert!(!touched(&dearer, Nodo::Unidad(id(OTRA))), "a group that nothing of it is in");
}

#[test]
fn a_bar_says_how_much_of_its_target_is_executed() {
    let mut plan = aprobable();
    let target =
        CeldaMeta { actividad: id(100), periodo: Periodo::Mes(mes(3)), seen: None, nueva: Some(Cantidad::enteras(16)) };
    must(&mut plan, &editor(), Command::ProgramarMetas(vec![target]));
    must(&mut plan, &titular(), aprobar_poi());
    let shown = |plan: &Plan| barra(plan, &Consulta::new(id(UNIDAD)), Nodo::Actividad(id(100))).unwrap();
    assert_eq!((shown(&plan).avance, shown(&plan).ejecutado(), shown(&plan).lleno(200)), (None, String::new(), 0));

    let before = plan.clone();
    must(&mut plan, &jefe(), Command::RegistrarAvances(vec![avance(100, 3, None, Some(10))]));
    assert_eq!((shown(&plan).ejecutado().as_str(), shown(&plan).lleno(200)), ("ejecutado 62.5 %", 125));
    assert!(tocadas(&before, &plan).toca(Nodo::Actividad(id(100)), Some(&shown(&before))));

    // More than was programmed is told as it is, and fills the bar.
    must(&mut plan, &jefe(), Command::RegistrarAvances(vec![avance(100, 4, None, Some(10))]));
    assert_eq!((shown(&plan).ejecutado().as_str(), shown(&plan).lleno(200)), ("ejecutado 125.0 %", 200));
}
