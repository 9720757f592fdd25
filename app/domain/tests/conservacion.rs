//! Whatever the gesture, no annual target and no annual cost changes, and nothing leaves its
//! window; the passes over the network agree with trying every day.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

#[path = "aleatorio/barras.rs"]
mod barras;
mod soporte;

use barras::{REPARTOS, construir, semilla};
use chrono::{NaiveDate, TimeDelta};
use domain::calendario::Laboral;
use domain::command::{Fila, Reprogramacion};
use domain::cronograma::{Enlace, Nodo, Reparto, pasar};
use domain::plan::{Actividad, Desfase, Insumo, Valor, Ventana};
use domain::undo::undoing;
use domain::valor::Decimales;
use domain::{Cantidad, Command, Dinero, Mes, Plan};
use proptest::prelude::*;
use soporte::*;

/// The annual target and what each line costs in the year.
fn anual(plan: &Plan) -> (Option<Cantidad>, Vec<Dinero>, Dinero) {
    let row = actividad(plan, 100);
    let lines = plan.insumos_de(row.id).map(|line| line.total()).collect();
    (row.meta.anual(row.agregacion), lines, plan.totales().actividad(row.id).total())
}

fn dentro(plan: &Plan) -> Result<(), TestCaseError> {
    let row = actividad(plan, 100);
    let decimales = if row.indicador.unidad_medida == id(REGISTRO) { 0 } else { 2 };
    let whole = |value: Cantidad| value.cabe_en(Decimales::new(decimales).unwrap());
    for mes in Mes::todos() {
        prop_assert!(row.meta.meses[mes].is_none_or(whole));
        if row.ventana.contiene(mes) {
            continue;
        }
        prop_assert_eq!(row.meta.meses[mes], None);
        for line in plan.insumos_de(row.id) {
            prop_assert!(!line.valor.ocupa(mes));
        }
    }
    for line in plan.insumos_de(row.id) {
        if let Valor::PorCantidad { cantidades, .. } = &line.valor {
            prop_assert!(cantidades.iter().all(|value| whole(*value)));
        }
    }
    for task in plan.tareas_de(row.id) {
        prop_assert!(task.ventana.dentro_de(row.ventana) && task.ventana.dias() >= 1);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: campaign(100_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_gesture_changes_an_annual_figure(seed in semilla()) {
        let mut plan = construir(&seed);
        let before = anual(&plan);
        for (nueva, reparto) in &seed.gestos {
            let seen = actividad(&plan, 100).ventana;
            let it = Reprogramacion { fila: Fila::Actividad(id(100)), seen, nueva: *nueva, reparto: REPARTOS[*reparto] };
            let was = plan.clone();
            let done = act(&mut plan, &editor(), &Command::Reprogramar(vec![it])).unwrap();
            prop_assert_eq!(actividad(&plan, 100).ventana, *nueva);
            prop_assert_eq!(&anual(&plan), &before, "{:?}", it);
            dentro(&plan)?;
            if let Some(undo) = undoing(&done) {
                let mut back = plan.clone();
                act(&mut back, &editor(), &undo).unwrap();
                prop_assert_eq!(&back, &was);
            }
        }
    }

    #[test]
    fn a_move_there_and_back_leaves_every_month_as_it_was(seed in semilla(), by in any::<u8>()) {
        let mut plan = construir(&seed);
        let seen = actividad(&plan, 100).ventana;
        let places = 12 - i32::try_from(seen.meses().count()).unwrap() + 1;
        let nueva = seen.mover_meses(i32::from(by) % places - i32::try_from(*seen.meses().start()).unwrap());
        let before: (Actividad, Vec<_>) = (actividad(&plan, 100).clone(), plan.todos::<Insumo>().values().cloned().collect());
        let fila = Fila::Actividad(id(100));
        for (seen, nueva) in [(seen, nueva), (nueva, seen)] {
            must(&mut plan, &editor(), Command::Reprogramar(vec![Reprogramacion { fila, seen, nueva, reparto: Reparto::Mover }]));
        }
        prop_assert_eq!(actividad(&plan, 100), &before.0);
        prop_assert_eq!(plan.todos::<Insumo>().values().cloned().collect::<Vec<_>>(), before.1);
    }
}

#[derive(Clone, Debug)]
struct Red {
    nodos: Vec<Nodo>,
    feriados: Vec<NaiveDate>,
}

fn red() -> impl Strategy<Value = Red> {
    let node = (0_i64..60, 0_i64..12, prop::collection::vec((any::<u8>(), -4_i16..6), 0..3));
    (prop::collection::vec(node, 1..9), prop::collection::vec(0_i64..90, 0..6)).prop_map(|(nodes, feriados)| {
        let day = |at: i64| dia(2017, 3, 1) + TimeDelta::days(at);
        let link = |at: usize, (to, lag): &(u8, i16)| {
            (at > 0).then(|| Enlace { nodo: usize::from(*to) % at, desfase: Desfase::new(*lag).unwrap() })
        };
        let nodos = nodes.iter().enumerate().map(|(at, (from, long, links))| Nodo {
            ventana: Ventana { inicio: day(*from), fin: day(from + long) },
            predecesoras: links.iter().filter_map(|it| link(at, it)).collect(),
        });
        Red { nodos: nodos.collect(), feriados: feriados.into_iter().map(day).collect() }
    })
}

/// A day later at a time, until every link holds: no order, no passes.
fn a_dia_por_dia(red: &Red, at: usize, slip: i64) -> Vec<Ventana> {
    let laboral = Laboral(&red.feriados);
    let mut windows: Vec<Ventana> = red.nodos.iter().map(|node| node.ventana).collect();
    let settle = |windows: &mut Vec<Ventana>| loop {
        let late = red.nodos.iter().enumerate().find(|(at, node)| {
            node.predecesoras
                .iter()
                .any(|link| windows[*at].inicio < laboral.sigue(windows[link.nodo].fin, link.desfase))
        });
        let Some((at, _)) = late else { break };
        windows[at] = windows[at].mover(1);
    };
    settle(&mut windows);
    windows[at] = windows[at].mover(slip);
    settle(&mut windows);
    windows
}

/// All that hangs together with a node.
fn cadena(red: &Red, at: usize) -> Vec<usize> {
    let mut chain = vec![at];
    loop {
        let more = (0..red.nodos.len()).find(|other| {
            let touches = |a: usize, b: usize| red.nodos[a].predecesoras.iter().any(|link| link.nodo == b);
            !chain.contains(other) && chain.iter().any(|one| touches(*one, *other) || touches(*other, *one))
        });
        match more {
            Some(other) => chain.push(other),
            None => return chain,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: campaign(10_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_passes_agree_with_trying_every_day(red in red()) {
        let limite = dia(2017, 12, 31);
        let passed = pasar(&red.nodos, Laboral(&red.feriados), limite);
        let early = a_dia_por_dia(&red, 0, 0);
        for (at, slack) in passed.iter().enumerate() {
            prop_assert_eq!(slack.temprana, early[at]);
            let chain = cadena(&red, at);
            let end = |windows: &[Ventana]| chain.iter().map(|one| windows[*one].fin).max().unwrap();
            let limit = if chain.len() == 1 { limite } else { end(&early) };
            prop_assert!(end(&a_dia_por_dia(&red, at, slack.dias)) <= limit, "node {} slips {}", at, slack.dias);
            prop_assert!(end(&a_dia_por_dia(&red, at, slack.dias + 1)) > limit, "node {} slips more than {}", at, slack.dias);
            prop_assert_eq!(slack.critica, chain.len() > 1 && slack.dias == 0);
        }
    }
}
