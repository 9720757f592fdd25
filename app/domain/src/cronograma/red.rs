//! A network of finish-to-start links, and the forward and backward pass over it.

use chrono::{NaiveDate, TimeDelta};

use crate::{
    calendario::Laboral,
    plan::{Desfase, Ventana},
};

/// A link to another node, by its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enlace {
    pub nodo: usize,
    pub desfase: Desfase,
}

/// What runs for some days, after others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nodo {
    pub ventana: Ventana,
    pub predecesoras: Vec<Enlace>,
}

/// How far something may slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holgura {
    /// As early as its predecessors and its own dates let it be.
    pub temprana: Ventana,
    /// As late as it may without putting off the end of its chain.
    pub tardia: Ventana,
    /// Calendar days from one to the other.
    pub dias: i64,
    /// Whether it belongs to a chain and cannot slip.
    pub critica: bool,
}

/// The forward and the backward pass.
///
/// Nothing begins before its own date or before its predecessors let it. A chain (all that
/// hangs together by links) ends when the last of it does; what has no links may slip to
/// `limite`. A circle, which `decide` never lets in, is left as it is.
#[must_use]
pub fn pasar(nodos: &[Nodo], laboral: Laboral<'_>, limite: NaiveDate) -> Vec<Holgura> {
    let order = orden(nodos);
    let early = temprano(nodos, &order, laboral);
    let mut late = finales(nodos, &early, limite);
    for at in order.iter().rev().copied() {
        let inicio = late[at] - TimeDelta::days(nodos[at].ventana.dias() - 1);
        for link in &nodos[at].predecesoras {
            late[link.nodo] = late[link.nodo].min(laboral.precede(inicio, link.desfase));
        }
    }
    let linked = enlazados(nodos);
    let slack = |at: usize| {
        let dias = (late[at] - early[at].fin).num_days();
        Holgura { temprana: early[at], tardia: early[at].mover(dias), dias, critica: linked[at] && dias <= 0 }
    };
    (0..nodos.len()).map(slack).collect()
}

/// The forward pass alone: each as early as it may begin.
#[must_use]
pub(super) fn temprano(nodos: &[Nodo], order: &[usize], laboral: Laboral<'_>) -> Vec<Ventana> {
    let mut early: Vec<Ventana> = nodos.iter().map(|node| node.ventana).collect();
    for at in order.iter().copied() {
        let own = early[at].inicio;
        let starts = nodos[at].predecesoras.iter().map(|link| laboral.sigue(early[link.nodo].fin, link.desfase));
        let inicio = starts.fold(own, NaiveDate::max);
        early[at] = early[at].mover((inicio - own).num_days());
    }
    early
}

/// Predecessors first. What is in a circle, or after one, is left out.
pub(super) fn orden(nodos: &[Nodo]) -> Vec<usize> {
    let after = sucesoras(nodos);
    let mut waiting: Vec<usize> = nodos.iter().map(|node| node.predecesoras.len()).collect();
    let mut order: Vec<usize> = (0..nodos.len()).filter(|at| waiting[*at] == 0).collect();
    let mut next = 0;
    while let Some(at) = order.get(next).copied() {
        next += 1;
        for successor in after[at].iter().copied() {
            waiting[successor] -= 1;
            if waiting[successor] == 0 {
                order.push(successor);
            }
        }
    }
    order
}

/// Who follows each.
pub(super) fn sucesoras(nodos: &[Nodo]) -> Vec<Vec<usize>> {
    let mut after = vec![Vec::new(); nodos.len()];
    for (at, node) in nodos.iter().enumerate() {
        for link in &node.predecesoras {
            after[link.nodo].push(at);
        }
    }
    after
}

fn enlazados(nodos: &[Nodo]) -> Vec<bool> {
    let after = sucesoras(nodos);
    nodos.iter().zip(after).map(|(node, after)| !node.predecesoras.is_empty() || !after.is_empty()).collect()
}

/// The day by which each must have ended: that on which its chain does.
fn finales(nodos: &[Nodo], early: &[Ventana], limite: NaiveDate) -> Vec<NaiveDate> {
    let after = sucesoras(nodos);
    let mut ends: Vec<Option<NaiveDate>> = vec![None; nodos.len()];
    for start in 0..nodos.len() {
        if ends[start].is_some() {
            continue;
        }
        let (mut chain, mut seen) = (vec![start], 0);
        ends[start] = Some(early[start].fin);
        while let Some(at) = chain.get(seen).copied() {
            seen += 1;
            for other in nodos[at].predecesoras.iter().map(|link| link.nodo).chain(after[at].iter().copied()) {
                if ends[other].is_none() {
                    ends[other] = Some(early[other].fin);
                    chain.push(other);
                }
            }
        }
        let last = chain.iter().map(|at| early[*at].fin).max();
        let end = if chain.len() == 1 { last.max(Some(limite)) } else { last };
        for at in chain {
            ends[at] = end;
        }
    }
    ends.into_iter().map(|end| end.unwrap_or(limite)).collect()
}
