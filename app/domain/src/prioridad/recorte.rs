//! When a techo falls (SPEC §7): cuts are proposed from the lowest priority upwards.

use std::collections::BTreeSet;

use super::{
    orden::{Alcance, en_orden},
    tijera::Tijera,
};
use crate::{
    Command, Dinero, Id, Mes, Plan,
    catalogo::CodigoRubro,
    plan::{Actividad, ClaveGasto},
};

/// How an activity is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Modo {
    /// All of it or nothing: only what is free as a whole and fits in what is still to be cut.
    Entera,
    /// As much of it as is still to be cut.
    #[default]
    Parcial,
}

/// What becomes of an activity with a critical element that is not there yet (Art. 8.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Criticos {
    #[default]
    Proteger,
    Cortar,
}

/// What the person chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opciones {
    pub modo: Modo,
    pub criticos: Criticos,
    /// Left as they are.
    pub protegidas: BTreeSet<Id<Actividad>>,
}

/// What is cut of one activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corte {
    pub actividad: Id<Actividad>,
    pub importe: Dinero,
    comandos: Vec<Command>,
}

/// A proposal: the person looks at it, protects what must stay, and asks again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Propuesta {
    pub rubro: CodigoRubro,
    pub pedido: Dinero,
    /// From the lowest priority upwards.
    pub cortes: Vec<Corte>,
    /// What could not be cut.
    pub resto: Dinero,
}

impl Propuesta {
    /// The act that cuts all of it; `None` when there is nothing to cut.
    #[must_use]
    pub fn comando(&self) -> Option<Command> {
        let acts: Vec<Command> = self.cortes.iter().flat_map(|cut| cut.comandos.iter().cloned()).collect();
        (!acts.is_empty()).then_some(Command::Varios(acts))
    }
}

/// Cuts `importe` of a rubro, from the lowest priority upwards. Inside a unit the priority is its
/// own order; among units the ruta estratégica goes before it (Art. 7.k).
#[must_use]
pub fn proponer_recorte(
    plan: &Plan,
    alcance: Alcance,
    rubro: CodigoRubro,
    importe: Dinero,
    opciones: &Opciones,
) -> Propuesta {
    let mut left = importe;
    let mut cortes = Vec::new();
    for row in en_orden(plan, alcance).into_iter().rev() {
        if left <= Dinero::CERO {
            break;
        }
        if protegida(plan, &row, opciones) {
            continue;
        }
        if let Some(cut) = cortar(plan, &row, rubro, (left, opciones.modo)) {
            left = left.menos(cut.importe);
            cortes.push(cut);
        }
    }
    Propuesta { rubro, pedido: importe, cortes, resto: left.max(Dinero::CERO) }
}

/// From the last month back to the first that is open.
fn cortar(plan: &Plan, row: &Actividad, rubro: CodigoRubro, (left, modo): (Dinero, Modo)) -> Option<Corte> {
    let cost = plan.totales().actividad(row.id).de_rubro(rubro);
    if modo == Modo::Entera && (cost > left || !es_libre(plan, row, rubro)) {
        return None;
    }
    let mut scissors = Tijera::new(plan, row.id, rubro);
    let mut cut = Dinero::CERO;
    for mes in Mes::todos().rev().filter(|mes| !plan.esta_cerrado(*mes)) {
        let more = left.menos(cut).min(scissors.libre());
        if more <= Dinero::CERO {
            break;
        }
        cut = cut.mas(scissors.cortar(mes, more));
    }
    if cut.es_cero() || (modo == Modo::Entera && cut != cost) {
        return None;
    }
    Some(Corte { actividad: row.id, importe: cut, comandos: scissors.comandos() })
}

/// Nothing of it is committed in the rubro.
fn es_libre(plan: &Plan, row: &Actividad, rubro: CodigoRubro) -> bool {
    plan.gasto(ClaveGasto { actividad: row.id, rubro }).comprometido().es_cero()
}

fn protegida(plan: &Plan, row: &Actividad, opciones: &Opciones) -> bool {
    let critical = opciones.criticos == Criticos::Proteger && plan.espera_elemento(row.id);
    opciones.protegidas.contains(&row.id) || critical
}
