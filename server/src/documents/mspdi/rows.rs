//! The rows of a schedule, numbered as Project numbers them.

use std::collections::{BTreeMap, BTreeSet};

use domain::plan::{Actividad, Desfase, Ventana};
use domain::vista::cronograma::{Barra, Consulta, Despliegue, Nivel, Nodo, barra, esqueleto};
use domain::{Dinero, Id, Plan};

use super::Baseline;

/// Everything a task of Project is written from.
pub struct Row {
    /// Both `UID` and `ID`, 1 at the top.
    pub number: usize,
    /// "1.2.3".
    pub outline: String,
    pub nivel: u8,
    pub kind: Kind,
    pub barra: Barra,
    pub ventana: Ventana,
    /// The rows of this file it follows; those of elsewhere are not in it.
    pub predecesoras: Vec<(usize, Desfase)>,
    /// 1 to 999: the first of its unit is the highest.
    pub prioridad: usize,
    pub base: Option<(Ventana, Dinero)>,
}

/// What a row is to Project.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// OEI and AEI: from their first day to their last, whatever is inside.
    Group,
    /// An activity with tasks, which has days of its own.
    Summary,
    Leaf,
}

pub fn rows(plan: &Plan, consulta: &Consulta, base: Option<&Baseline<'_>>) -> Vec<Row> {
    let despliegue = Despliegue { hasta: Nivel::Tareas, ..Despliegue::default() };
    let consulta = Consulta { despliegue, ..consulta.clone() };
    let skeleton = esqueleto(plan, &consulta);
    let numbers: BTreeMap<Nodo, usize> = (1..).zip(&skeleton).map(|(number, row)| (row.nodo, number)).collect();
    let with_tasks: BTreeSet<Nodo> =
        skeleton.windows(2).filter(|pair| pair[0].nivel < pair[1].nivel).map(|pair| pair[0].nodo).collect();
    let mut outline = Outline::default();
    let mut priorities = Priorities { plan, known: BTreeMap::new() };
    skeleton
        .iter()
        .filter_map(|row| {
            let barra = barra(plan, &consulta, row.nodo)?;
            let links = barra.vinculos.iter();
            Some(Row {
                number: numbers[&row.nodo],
                outline: outline.next(row.nivel),
                nivel: row.nivel,
                kind: kind(row.nodo, &with_tasks),
                ventana: barra.ventana?,
                predecesoras: links.filter_map(|it| Some((*numbers.get(&it.antes.into())?, it.desfase))).collect(),
                prioridad: priorities.of(row.nodo),
                base: base.and_then(|base| before(base.plan, &consulta, row.nodo)),
                barra,
            })
        })
        .collect()
}

fn kind(nodo: Nodo, with_tasks: &BTreeSet<Nodo>) -> Kind {
    match nodo {
        Nodo::Objetivo(_) | Nodo::Accion(_) | Nodo::Unidad(_) => Kind::Group,
        Nodo::Actividad(_) if with_tasks.contains(&nodo) => Kind::Summary,
        Nodo::Actividad(_) | Nodo::Tarea(_) => Kind::Leaf,
    }
}

/// The days and the cost a row had; none where it was not in the plan, or was withdrawn.
fn before(plan: &Plan, consulta: &Consulta, nodo: Nodo) -> Option<(Ventana, Dinero)> {
    let there = match nodo {
        Nodo::Actividad(id) => plan.get(id).is_some_and(|row| row.estado.es_vigente()),
        Nodo::Tarea(id) => plan.get(id).is_some_and(|row| row.estado.es_vigente()),
        Nodo::Objetivo(_) | Nodo::Accion(_) | Nodo::Unidad(_) => true,
    };
    let row = there.then(|| barra(plan, consulta, nodo)).flatten()?;
    Some((row.ventana?, row.costo))
}

/// How many rows there were at each level above the last one.
#[derive(Default)]
struct Outline(Vec<usize>);

impl Outline {
    fn next(&mut self, nivel: u8) -> String {
        self.0.resize(usize::from(nivel), 0);
        if let Some(last) = self.0.last_mut() {
            *last += 1;
        }
        self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
    }
}

/// Places in the order of priority of each unit, as Project counts: 1,000 would mean "never level".
struct Priorities<'a> {
    plan: &'a Plan,
    known: BTreeMap<Id<Actividad>, usize>,
}

impl Priorities<'_> {
    fn of(&mut self, nodo: Nodo) -> usize {
        match nodo {
            Nodo::Actividad(id) => self.of_activity(id),
            Nodo::Tarea(id) => self.plan.get(id).map_or(500, |task| self.of_activity(task.actividad)),
            Nodo::Objetivo(_) | Nodo::Accion(_) | Nodo::Unidad(_) => 500,
        }
    }

    fn of_activity(&mut self, id: Id<Actividad>) -> usize {
        let Some(row) = self.plan.get(id) else { return 500 };
        if !self.known.contains_key(&id) {
            let inside = self.plan.actividades_de(row.unidad).filter(|row| row.estado.es_vigente());
            self.known.extend(inside.enumerate().map(|(place, row)| (row.id, 999_usize.saturating_sub(place).max(1))));
        }
        self.known.get(&id).copied().unwrap_or(500)
    }
}
