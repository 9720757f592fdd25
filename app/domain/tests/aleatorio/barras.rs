//! Random bars: an activity with targets, lines of each kind and tasks, and where it is taken.

use chrono::TimeDelta;
use domain::command::{CeldaMeta, NuevaActividad};
use domain::cronograma::Reparto;
use domain::plan::{Agregacion, Estado, Orden, Periodo, Tarea, Valor, Ventana};
use domain::{Cantidad, Command, Dinero, Mes, Plan, Precio};
use proptest::prelude::*;

use super::soporte::*;

pub const REPARTOS: [Reparto; 3] = [Reparto::Mover, Reparto::Repartir, Reparto::Conservar];

fn ventana() -> impl Strategy<Value = Ventana> {
    (0_i64..365, 0_i64..365).prop_map(|(a, b)| {
        let day = |at: i64| dia(2017, 1, 1) + TimeDelta::days(at);
        Ventana { inicio: day(a.min(b)), fin: day(a.max(b)) }
    })
}

#[derive(Clone, Debug)]
pub struct Semilla {
    ventana: Ventana,
    agregacion: usize,
    entera: bool,
    anual: Option<u32>,
    metas: [Option<u16>; 12],
    lineas: Vec<(u8, i64, [u16; 12])>,
    tareas: Vec<(u16, u16)>,
    pub gestos: Vec<(Ventana, usize)>,
}

pub fn semilla() -> impl Strategy<Value = Semilla> {
    let lines = prop::collection::vec((0_u8..3, 0_i64..50_000_000, prop::array::uniform12(0_u16..300)), 0..4);
    (
        (ventana(), 0_usize..4, any::<bool>()),
        prop::option::of(0_u32..400_000),
        prop::array::uniform12(prop::option::of(0_u16..500)),
        lines,
        prop::collection::vec((any::<u16>(), any::<u16>()), 0..3),
        prop::collection::vec((ventana(), 0_usize..3), 1..5),
    )
        .prop_map(|((ventana, agregacion, entera), anual, metas, lineas, tareas, gestos)| Semilla {
            ventana,
            agregacion,
            entera,
            anual,
            metas,
            lineas,
            tareas,
            gestos,
        })
}

fn cantidad(value: u16, entera: bool) -> Cantidad {
    let piece = if entera { 10_000 } else { 100 };
    Cantidad::from_diezmilesimos(i64::from(value) * piece).unwrap()
}

pub fn construir(seed: &Semilla) -> Plan {
    let mut plan = plan();
    let mut new =
        NuevaActividad { ventana: Some(seed.ventana), agregacion: Agregacion::TODAS[seed.agregacion], ..nueva(100) };
    new.indicador.unidad_medida = if seed.entera { id(REGISTRO) } else { id(HECTAREA) };
    must(&mut plan, &editor(), Command::CrearActividad(new));
    let months = Mes::todos().filter(|mes| seed.ventana.contiene(*mes));
    let cell = |periodo, nueva| CeldaMeta { actividad: id(100), periodo, seen: None, nueva: Some(nueva) };
    let mut cells: Vec<CeldaMeta> = months
        .filter_map(|mes| seed.metas[mes].map(|value| cell(Periodo::Mes(mes), cantidad(value, seed.entera))))
        .collect();
    cells.extend(seed.anual.map(|anual| cell(Periodo::Anual, Cantidad::enteras(10_000 + anual))));
    must(&mut plan, &editor(), Command::ProgramarMetas(cells));
    for (at, (kind, price, months)) in seed.lineas.iter().enumerate() {
        let inside = |mes: usize| seed.ventana.meses().contains(&mes);
        let months: [u16; 12] = std::array::from_fn(|mes| if inside(mes) { months[mes] } else { 0 });
        let importes = months.map(|value| Dinero::from_centimos(i64::from(value) * 37));
        let valor = match kind {
            0 => Valor::PorCantidad {
                precio: Precio::from_diezmilesimos(*price).unwrap(),
                cantidades: months.map(|value| cantidad(value, seed.entera)),
            },
            1 => Valor::PorImporte { importes },
            _ => Valor::PorDetallar { importes },
        };
        let mut row = insumo(500 + at as u128, 100, valor);
        row.unidad_medida = if seed.entera { id(REGISTRO) } else { id(HECTAREA) };
        must(&mut plan, &editor(), Command::CrearInsumo(row));
    }
    for (at, (from, long)) in seed.tareas.iter().enumerate() {
        let days = seed.ventana.dias();
        let inicio = i64::from(*from) % days;
        let fin = inicio + i64::from(*long) % (days - inicio);
        let day = |at: i64| seed.ventana.inicio + TimeDelta::days(at);
        let row = Tarea {
            id: id(300 + at as u128),
            actividad: id(100),
            nombre: nombre("Una tarea"),
            ventana: Ventana { inicio: day(inicio), fin: day(fin) },
            predecesoras: vec![],
            orden: Orden::primero(),
            estado: Estado::Vigente,
        };
        must(&mut plan, &editor(), Command::CrearTarea(row));
    }
    plan
}
