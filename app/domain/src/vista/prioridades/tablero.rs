//! The order of the board, and how far its activities are covered.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::super::financiamiento::{Financiamiento, Parte, cubrir, gastar, pedido, techos};
use crate::{
    Dinero, Id, Plan,
    plan::{AccionEstrategica, Actividad, ObjetivoEstrategico, UnidadOrganica},
    prioridad::{Alcance, acciones, bajo, en_orden, objetivos},
    vista::arbol,
};

/// Under which headings the activities of many units come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Agrupacion {
    /// OEI and AEI, in the order of the ruta estratégica.
    #[default]
    Ruta,
    /// Units, each with its own line.
    Unidad,
}

/// What is on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consulta {
    pub alcance: Alcance,
    pub agrupacion: Agrupacion,
}

impl Consulta {
    /// Whether the board has a line for each unit.
    pub(super) fn por_unidad(self) -> bool {
        self.agrupacion == Agrupacion::Unidad && !matches!(self.alcance, Alcance::Unidad(_))
    }
}

/// One line of the board, all of one height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Renglon {
    Objetivo(Id<ObjetivoEstrategico>),
    Accion(Id<AccionEstrategica>),
    Unidad(Id<UnidadOrganica>),
    Actividad(Id<Actividad>),
    /// The funding line: which of them, counted from 0.
    Linea(usize),
}

impl Renglon {
    /// A heading of the ruta estratégica, which is put in order too.
    #[must_use]
    pub fn es_de_ruta(self) -> bool {
        matches!(self, Self::Objetivo(_) | Self::Accion(_))
    }
}

/// A funding line: above the first activity not fully covered, at the foot when all are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corte {
    /// The place of that activity in the order; `None` at the foot.
    pub puesto: Option<usize>,
    /// What the activities above it cost.
    pub hasta: Dinero,
    pub total: Dinero,
    pub no_financiada: Dinero,
}

impl Corte {
    #[must_use]
    pub fn frase(&self) -> String {
        if self.puesto.is_none() {
            return format!("Línea de financiamiento: los techos cubren todo lo programado, {}", self.total);
        }
        let (hasta, total, more) = (self.hasta, self.total, self.no_financiada);
        format!("Línea de financiamiento: hasta aquí, {hasta} de {total}; demanda no financiada, {more}")
    }
}

/// An activity in the order, with what it asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Puesto {
    pub id: Id<Actividad>,
    /// Of [`Tablero::unidades`].
    pub unidad: usize,
    pub partes: Arc<[Parte]>,
    pub costo: Dinero,
    /// Its place among the lines of the board without the funding lines.
    pub secuencia: usize,
}

/// How an activity is covered, and the running total up to it.
pub(super) type Cubierta = (Financiamiento, Dinero);

/// The board of a plan: what a gesture starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct Tablero {
    pub(super) consulta: Consulta,
    /// Headings and activities, without the funding lines.
    pub(super) secuencia: Vec<Renglon>,
    pub(super) puestos: Vec<Puesto>,
    pub(super) cubiertas: Vec<Cubierta>,
    pub(super) unidades: Vec<Id<UnidadOrganica>>,
    /// The balances of each unit, one for each rubro.
    pub(super) techos: Vec<Dinero>,
    pub(super) rubros: usize,
    /// Where each of `secuencia` is drawn.
    pub(super) dibujo: Vec<usize>,
    pub(super) lugares: BTreeMap<Id<Actividad>, usize>,
    renglones: Vec<Renglon>,
    cortes: Vec<Corte>,
}

impl Tablero {
    #[must_use]
    pub fn new(plan: &Plan, consulta: Consulta) -> Self {
        let secuencia = secuencia(plan, consulta);
        let unidades: Vec<_> = arbol(plan).into_iter().map(|unit| unit.id).collect();
        let at: BTreeMap<_, _> = unidades.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let place = |(number, renglon): (usize, &Renglon)| {
            let Renglon::Actividad(id) = *renglon else { return None };
            let partes: Arc<[Parte]> = pedido(plan, id).into();
            let costo = partes.iter().map(|part| part.importe).sum();
            let unidad = *at.get(&plan.get(id)?.unidad)?;
            Some(Puesto { id, unidad, partes, costo, secuencia: number })
        };
        let puestos: Vec<Puesto> = secuencia.iter().enumerate().filter_map(place).collect();
        let mut board = Self {
            consulta,
            techos: unidades.iter().flat_map(|unit| techos(plan, *unit)).collect(),
            rubros: plan.rubros().len(),
            lugares: puestos.iter().enumerate().map(|(at, row)| (row.id, at)).collect(),
            secuencia,
            puestos,
            unidades,
            cubiertas: vec![],
            dibujo: vec![],
            renglones: vec![],
            cortes: vec![],
        };
        board.cubiertas = board.repartir(board.puestos.iter().map(|row| (row, row.unidad)), 0);
        let units: Vec<usize> = board.puestos.iter().map(|row| row.unidad).collect();
        board.cortes = board.cortar(&units, &board.cubiertas.iter().collect::<Vec<_>>());
        board.dibujar();
        board
    }

    #[must_use]
    pub fn consulta(&self) -> Consulta {
        self.consulta
    }

    /// All lines of the board, as they are drawn.
    #[must_use]
    pub fn renglones(&self) -> &[Renglon] {
        &self.renglones
    }

    #[must_use]
    pub fn cortes(&self) -> &[Corte] {
        &self.cortes
    }

    /// How many activities there are.
    #[must_use]
    pub fn actividades(&self) -> usize {
        self.puestos.len()
    }

    /// The place of an activity in the order, from 0.
    #[must_use]
    pub fn puesto(&self, id: Id<Actividad>) -> Option<usize> {
        self.lugares.get(&id).copied()
    }

    /// The activity at a place of the order.
    #[must_use]
    pub fn en(&self, puesto: usize) -> Option<Id<Actividad>> {
        self.puestos.get(puesto).map(|row| row.id)
    }

    /// How an activity is covered, and the running total up to it.
    #[must_use]
    pub fn cubierta(&self, id: Id<Actividad>) -> Option<&(Financiamiento, Dinero)> {
        self.puesto(id).and_then(|at| self.cubiertas.get(at))
    }

    /// How many activities come under a heading, and what they cost.
    #[must_use]
    pub fn bajo(&self, heading: Renglon) -> (usize, Dinero) {
        let Some(from) = self.secuencia.iter().position(|it| *it == heading) else { return (0, Dinero::CERO) };
        let after = self.secuencia.iter().enumerate().skip(from + 1);
        let ends = |it: &Renglon| match heading {
            Renglon::Objetivo(_) => matches!(it, Renglon::Objetivo(_)),
            _ => !matches!(it, Renglon::Actividad(_)),
        };
        let under = after.take_while(|(_, it)| !ends(it)).filter_map(|(_, it)| match it {
            Renglon::Actividad(id) => self.puesto(*id).map(|at| self.puestos[at].costo),
            _ => None,
        });
        under.fold((0, Dinero::CERO), |(count, sum), cost| (count + 1, sum.mas(cost)))
    }

    /// Covers activities in an order, each from the balances of a unit; those of the first places only
    /// spend, and are not told.
    pub(super) fn repartir<'a>(
        &self,
        filas: impl Iterator<Item = (&'a Puesto, usize)>,
        primero: usize,
    ) -> Vec<Cubierta> {
        let mut saldos = self.techos.clone();
        let (mut running, mut before) = (Dinero::CERO, None);
        let cover = |(place, (row, unidad)): (usize, (&Puesto, usize))| {
            if self.consulta.por_unidad() && before.replace(unidad) != Some(unidad) {
                running = Dinero::CERO;
            }
            running = running.mas(row.costo);
            let own = saldos.get_mut(unidad * self.rubros..(unidad + 1) * self.rubros).unwrap_or_default();
            if place < primero {
                gastar(own, &row.partes);
                return None;
            }
            Some((cubrir(own, &row.partes), running))
        };
        filas.enumerate().filter_map(cover).collect()
    }

    /// The funding lines of an order: one, or one for each unit that has something uncovered.
    pub(super) fn cortar(&self, unidades: &[usize], cubiertas: &[&Cubierta]) -> Vec<Corte> {
        if !self.consulta.por_unidad() {
            return corte(0, cubiertas).into_iter().collect();
        }
        let mut first = 0;
        let runs = unidades.chunk_by(|one, other| one == other).filter_map(|run| {
            let begins = first;
            first += run.len();
            corte(begins, &cubiertas[begins..first]).filter(|it| it.puesto.is_some())
        });
        runs.collect()
    }

    /// Puts the funding lines among the rest.
    fn dibujar(&mut self) {
        let before: Vec<Option<usize>> =
            self.cortes.iter().map(|it| it.puesto.map(|at| self.puestos[at].secuencia)).collect();
        let mut next = 0;
        for (number, renglon) in self.secuencia.iter().enumerate() {
            if before.get(next) == Some(&Some(number)) {
                self.renglones.push(Renglon::Linea(next));
                next += 1;
            }
            self.dibujo.push(self.renglones.len());
            self.renglones.push(*renglon);
        }
        if before.get(next) == Some(&None) {
            self.renglones.push(Renglon::Linea(next));
        }
    }
}

/// The line of a run of activities; none where nothing costs anything.
fn corte(first: usize, cubiertas: &[&Cubierta]) -> Option<Corte> {
    let total = cubiertas.last()?.1;
    let at = cubiertas.iter().position(|(state, _)| *state != Financiamiento::Financiada);
    let above = at.map_or(Some(total), |at| at.checked_sub(1).map(|before| cubiertas[before].1));
    let no_financiada = cubiertas.iter().map(|(state, _)| state.falta()).sum();
    let it = Corte { puesto: at.map(|at| first + at), hasta: above.unwrap_or_default(), total, no_financiada };
    (!total.es_cero()).then_some(it)
}

/// Headings and activities in order. A heading stays where nothing is under it: something may be
/// put there.
fn secuencia(plan: &Plan, consulta: Consulta) -> Vec<Renglon> {
    match (consulta.alcance, consulta.agrupacion) {
        (alcance @ Alcance::Unidad(_), _) => {
            en_orden(plan, alcance).into_iter().map(|row| Renglon::Actividad(row.id)).collect()
        }
        (alcance, Agrupacion::Ruta) => por_ruta(plan, alcance),
        (alcance, Agrupacion::Unidad) => por_unidad(plan, alcance),
    }
}

fn por_ruta(plan: &Plan, alcance: Alcance) -> Vec<Renglon> {
    let ruta = acciones(plan);
    let mut out = Vec::new();
    for goal in objetivos(plan) {
        let mut under = Vec::new();
        for action in ruta.iter().filter(|row| row.objetivo == goal.id) {
            let rows = bajo(plan, alcance, action.id);
            if action.estado.es_vigente() || !rows.is_empty() {
                under.push(Renglon::Accion(action.id));
                under.extend(rows.into_iter().map(|row| Renglon::Actividad(row.id)));
            }
        }
        if goal.estado.es_vigente() || !under.is_empty() {
            out.push(Renglon::Objetivo(goal.id));
            out.append(&mut under);
        }
    }
    out
}

fn por_unidad(plan: &Plan, alcance: Alcance) -> Vec<Renglon> {
    let units = arbol(plan).into_iter().filter(|unit| alcance.contiene(plan, unit.id));
    let of = |id: Id<UnidadOrganica>| {
        let rows = en_orden(plan, Alcance::Unidad(id)).into_iter().map(|row| Renglon::Actividad(row.id));
        std::iter::once(Renglon::Unidad(id)).chain(rows)
    };
    units.flat_map(|unit| of(unit.id)).collect()
}
