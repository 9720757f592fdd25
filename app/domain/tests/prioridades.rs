//! The board: its order, its funding line, what a drag would do before it is let go, and what a
//! draft did to it.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::command::NuevaActividad;
use domain::plan::{CampoActividad, ClaveTecho, Orden, Techo, Valor};
use domain::prioridad::{Alcance, Opciones, en_orden, proponer_recorte};
use domain::vista::modificacion::balance;
use domain::vista::prioridades::{Agrupacion, Consulta, Lugar, Renglon, Tablero, cambio};
use domain::vista::{Financiamiento, linea_financiamiento};
use domain::{Change, Command, Dinero, Id, Plan, decide};
use soporte::aprobado::*;
use soporte::rama::*;
use soporte::*;

const SEGUNDA: u128 = 13;

/// A draft with nine activities of two units under two AEI; keys of priority repeat, as where each
/// unit has its own order. Each costs S/ 100 in rubro 08, and the techos pay for a few.
fn borrador() -> (Plan, Plan) {
    let mut plan = plan();
    debe(&mut plan, &coordinador(), Command::RegistrarAccion(accion(SEGUNDA, "AEI.99")));
    let mut key = Orden::primero();
    for number in 0..9_u128 {
        let unidad = if number % 2 == 0 { UNIDAD } else { OTRA };
        if number % 2 == 0 {
            key = Orden::entre(Some(&key), None);
        }
        let accion = id(if number % 3 == 0 { SEGUNDA } else { AEI });
        let row =
            NuevaActividad { id: id(100 + number), unidad: id(unidad), accion, prioridad: key.clone(), ..nueva(100) };
        plan.apply(&facts(&plan, unidad, &Command::CrearActividad(row)));
        let mut importes = [soles(0); 12];
        importes[11] = soles(100);
        let line = insumo(200 + number, 100 + number, Valor::PorImporte { importes });
        plan.apply(&facts(&plan, unidad, &Command::CrearInsumo(line)));
    }
    for (unidad, amount) in [(UNIDAD, 250), (OTRA, 300)] {
        let clave = ClaveTecho { unidad: id(unidad), rubro: rubro(8) };
        let antes = plan.techos().get(&clave).copied();
        let ahora = Techo { propuesto: soles(amount), aprobado: Some(soles(amount)) };
        plan.apply(&Change::TechoFijado { clave, antes, ahora });
    }
    let branch = rama(&plan);
    (plan, branch)
}

fn facts(plan: &Plan, unidad: u128, command: &Command) -> Change {
    decide(plan, &como(domain::Rol::JefeUnidad, Some(unidad)), command).unwrap().remove(0)
}

fn consultas() -> [Consulta; 4] {
    let with = |alcance, agrupacion| Consulta { alcance, agrupacion };
    [
        with(Alcance::Unidad(id(UNIDAD)), Agrupacion::Ruta),
        with(Alcance::Institucion, Agrupacion::Ruta),
        with(Alcance::Institucion, Agrupacion::Unidad),
        with(Alcance::Rama(id(GERENCIA)), Agrupacion::Ruta),
    ]
}

#[test]
fn the_board_of_a_unit_has_its_funding_line() {
    let (_, branch) = borrador();
    let board = Tablero::new(&branch, consultas()[0]);
    let line = linea_financiamiento(&branch, id(UNIDAD));
    let same = line.filas.iter().enumerate().all(|(at, (id, state, running))| {
        board.en(at) == Some(*id) && board.cubierta(*id) == Some(&(state.clone(), *running))
    });
    assert!(same && board.actividades() == line.filas.len());
    let [corte] = board.cortes() else { panic!("one line") };
    assert_eq!(corte.puesto.and_then(|at| board.en(at)), line.corte);
    assert_eq!((corte.hasta, corte.total, corte.no_financiada), (soles(200), soles(500), soles(250)));
    assert_eq!(board.renglones()[2], Renglon::Linea(0));
    let by_unit = Tablero::new(&branch, consultas()[2]);
    assert_eq!(by_unit.cortes().len(), 2, "each unit has its own");
}

#[test]
fn cuts_are_proposed_from_the_foot_of_the_board() {
    let (_, branch) = borrador();
    for consulta in consultas().into_iter().filter(|it| it.agrupacion == Agrupacion::Ruta) {
        let board = Tablero::new(&branch, consulta);
        let order: Vec<_> = (0..board.actividades()).filter_map(|at| board.en(at)).collect();
        assert_eq!(order, en_orden(&branch, consulta.alcance).iter().map(|row| row.id).collect::<Vec<_>>());
        let all = proponer_recorte(&branch, consulta.alcance, rubro(8), soles(100_000), &Opciones::default());
        let cut: Vec<_> = all.cortes.iter().rev().map(|cut| cut.actividad).collect();
        assert_eq!(cut, order);
    }
}

/// Each activity in each gap of each board: what was foreseen is what comes of the act.
#[test]
fn what_a_drag_foresees_is_what_letting_go_does() {
    let (_, branch) = borrador();
    let mut acts = 0;
    for consulta in consultas() {
        let board = Tablero::new(&branch, consulta);
        for held in (0..board.actividades()).filter_map(|at| board.en(at)) {
            for gap in 0..=board.renglones().len() {
                let lugar = board.lugar_en(gap);
                let Some(seen) = board.prever(held, lugar) else { continue };
                let mut after = branch.clone();
                if let Some(command) = board.poner(&branch, held, lugar) {
                    debe(&mut after, &coordinador(), command);
                    acts += 1;
                }
                comprobar(&board, &seen, &Tablero::new(&after, consulta), held);
            }
        }
    }
    assert!(acts > 200, "{acts}");
}

fn comprobar(
    before: &Tablero,
    seen: &domain::vista::prioridades::Previsto,
    after: &Tablero,
    held: Id<domain::plan::Actividad>,
) {
    assert_eq!(after.renglones()[seen.hueco], Renglon::Actividad(held), "{:?}", seen.lugar);
    for (at, renglon) in before.renglones().iter().enumerate() {
        let Renglon::Linea(_) = renglon else {
            assert_eq!(after.renglones()[seen.lugares[at]], *renglon, "{:?}", seen.lugar);
            continue;
        };
    }
    let drawn: Vec<_> = seen.lineas.iter().map(|(at, corte)| (after.renglones()[*at], *corte)).collect();
    let lines = after.cortes().iter().enumerate().map(|(number, corte)| (Renglon::Linea(number), *corte));
    assert_eq!(drawn, lines.collect::<Vec<_>>());
    for at in 0..after.actividades() {
        let id = after.en(at).unwrap();
        let foreseen = seen.cambian.get(&id).or_else(|| before.cubierta(id));
        assert_eq!(foreseen, after.cubierta(id), "{at}");
    }
    let moved = before.puesto(held).unwrap().cast_signed() - after.puesto(held).unwrap().cast_signed();
    assert_eq!((seen.sube, &seen.propio), (moved, &after.cubierta(held).unwrap().0));
}

#[test]
fn the_ruta_is_put_in_order_on_the_board() {
    let (_, branch) = borrador();
    let board = Tablero::new(&branch, consultas()[1]);
    let place = |board: &Tablero, it| board.renglones().iter().position(|row| *row == it).unwrap();
    let (first, second) = (Renglon::Accion(id(AEI)), Renglon::Accion(id(SEGUNDA)));
    let (held, over) = if place(&board, first) < place(&board, second) { (second, first) } else { (first, second) };
    let command = board.poner_grupo(&branch, held, place(&board, over)).unwrap();
    let mut after = branch.clone();
    debe(&mut after, &coordinador(), command.clone());
    let then = Tablero::new(&after, consultas()[1]);
    assert!(place(&then, held) < place(&then, over));
    assert_eq!(board.poner_grupo(&branch, held, place(&board, held)), None);
    assert!(refused(&branch, &jefe(), &command).contains("no permite cambiar el marco estratégico"));
}

/// Four more AEI of one key under the same OEI, as an import leaves them.
fn ruta_empatada() -> Plan {
    let (_, mut branch) = borrador();
    for number in 0..4_u128 {
        let row = accion(900 + number, &format!("AEI.9{number}"));
        branch.apply(&Change::AccionRegistrada(domain::plan::AccionEstrategica { orden: Orden::primero(), ..row }));
    }
    branch
}

#[test]
fn headings_that_share_a_key_are_parted_without_moving_any_other() {
    let branch = ruta_empatada();
    let ruta = |plan: &Plan| -> Vec<Renglon> {
        let board = Tablero::new(plan, consultas()[1]);
        board.renglones().iter().filter(|it| matches!(it, Renglon::Accion(_))).copied().collect()
    };
    let board = Tablero::new(&branch, consultas()[1]);
    let mut moved = 0;
    for held in ruta(&branch) {
        for line in 0..board.renglones().len() {
            let Some(command) = board.poner_grupo(&branch, held, line) else { continue };
            let mut after = branch.clone();
            debe(&mut after, &coordinador(), command);
            let without = |rows: Vec<Renglon>| -> Vec<Renglon> { rows.into_iter().filter(|it| *it != held).collect() };
            assert_eq!(without(ruta(&branch)), without(ruta(&after)), "line {line}");
            assert_ne!(ruta(&branch), ruta(&after), "line {line}: it stands elsewhere");
            moved += 1;
        }
    }
    assert!(moved > 20, "{moved}");
}

#[test]
fn a_chip_says_what_happens() {
    let (_, branch) = borrador();
    let board = Tablero::new(&branch, consultas()[0]);
    let last = board.en(4).unwrap();
    let seen = board.prever(last, Lugar(0)).unwrap();
    assert_eq!(seen.frase(&board), "sube 4 lugares · queda financiada");
    let first = board.en(0).unwrap();
    let seen = board.prever(first, board.lugar_a(first, 10).unwrap()).unwrap();
    assert_eq!(seen.frase(&board), "baja 4 lugares · queda sin financiamiento");
}

#[test]
fn before_and_after_are_told_of_what_the_draft_wrote() {
    let (base, mut branch) = borrador();
    let consulta = consultas()[0];
    let before = Tablero::new(&base, consulta);
    let last = before.en(4).unwrap();
    let command = before.poner(&branch, last, Lugar(0)).unwrap();
    debe(&mut branch, &coordinador(), command);
    let campo = |amount| domain::plan::CampoInsumo::ImporteMes(mes(12), soles(amount));
    debe(&mut branch, &coordinador(), Command::EditarInsumo { id: id(200), seen: campo(100), nuevo: campo(60) });
    let after = Tablero::new(&branch, consulta);
    let of = |id| cambio((&base, &before), (&branch, &after), id);
    let moved = of(last).unwrap();
    assert_eq!((moved.sube, moved.diferencia), (4, Dinero::CERO));
    assert_eq!(moved.nuevamente(&Financiamiento::Financiada), Some("ahora financiada"));
    let poorer = of(id(100)).unwrap();
    assert_eq!((poorer.sube, poorer.diferencia), (0, soles(-40)), "others that give way did not move");
    let rows = balance(&base, &branch);
    assert_eq!((rows[0].anulado, rows[0].habilitado, rows[0].diferencia), (soles(40), soles(0), soles(-40)));
    assert_eq!(balance(&base, &base), vec![]);
}

#[test]
fn rows_that_share_a_key_are_parted_without_moving_any_other() {
    let (_, branch) = borrador();
    let keys = |plan: &Plan, unidad| -> Vec<_> { plan.actividades_de(id(unidad)).map(|row| row.id).collect() };
    let board = Tablero::new(&branch, consultas()[1]);
    let held = board.en(8).unwrap();
    for gap in 0..board.renglones().len() {
        let Some(command) = board.poner(&branch, held, board.lugar_en(gap)) else { continue };
        let mut after = branch.clone();
        debe(&mut after, &coordinador(), command);
        for unidad in [UNIDAD, OTRA] {
            let without = |list: Vec<Id<domain::plan::Actividad>>| -> Vec<_> {
                list.into_iter().filter(|it| *it != held).collect()
            };
            assert_eq!(without(keys(&branch, unidad)), without(keys(&after, unidad)), "gap {gap}");
        }
    }
    let same: Vec<_> =
        branch.actividades_de(id(UNIDAD)).map(|row| CampoActividad::Prioridad(row.prioridad.clone())).collect();
    assert_eq!(same.len(), 5);
}
