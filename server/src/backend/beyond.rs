//! What a command speaks of that is not in its plan: the branch that a presentation is of, the
//! people whom an invitation names, the plan in force that a branch is brought up to. It is read
//! before the batch is judged.

use std::collections::{HashMap, HashSet};

use domain::{Actor, Command, Id, Persona, Plan, Rejection, Rejections, decide};

use super::queue::Order;
use super::{Servidor, State};
use crate::store::{StoreError, Tx};

/// All of it that a batch needs.
#[derive(Default)]
pub(super) struct Others {
    /// Branches by their id: as the plan in force was at their base, and as they are.
    ramas: HashMap<Id<Plan>, (Plan, Plan)>,
    personas: HashSet<Id<Persona>>,
    /// Where the plan in force stands, for a branch.
    vigente: Option<u64>,
}

impl Others {
    pub async fn read(server: &Servidor, tx: &mut Tx, state: &State, orders: &[&Order]) -> Result<Self, StoreError> {
        let mut others = Self::default();
        if state.plan.rama().is_some() {
            others.vigente = tx.cabecera(server.vivo.log).await?.map(|it| it.version);
        }
        for order in orders {
            for it in order.envelope.command.presentaciones() {
                others.read_rama(server, tx, it.rama).await?;
            }
        }
        if orders.iter().any(|order| invites(&order.envelope.command).next().is_some()) {
            others.personas = tx.personas().await?.into_iter().map(|one| one.id).collect();
        }
        Ok(others)
    }

    async fn read_rama(&mut self, server: &Servidor, tx: &mut Tx, id: Id<Plan>) -> Result<(), StoreError> {
        let Some(vivo) = server.rama(id).await? else { return Ok(()) };
        let punta = vivo.latest(tx).await?;
        if let Some(rama) = punta.rama() {
            let latest = server.vivo.latest(tx).await?;
            let base = if latest.version() <= rama.base { latest } else { server.vivo.replay(tx, rama.base).await? };
            self.ramas.insert(id, (base, punta));
        }
        Ok(())
    }

    /// Whether a command says of them what is so.
    pub fn look(&self, actor: &Actor, command: &Command) -> Result<(), Rejections> {
        for it in command.presentaciones() {
            let (base, punta) = self.ramas.get(&it.rama).ok_or(Rejection::BorradorAjeno)?;
            decide::conforme(base, punta, actor.persona, it)?;
        }
        if invites(command).any(|persona| !self.personas.contains(&persona)) {
            return Err(Rejection::NoExiste { que: "La persona".into() }.into());
        }
        match (bases(command).max(), self.vigente) {
            (Some(base), Some(vigente)) if base > vigente => Err(Rejection::VersionPorVenir { vigente }.into()),
            _ => Ok(()),
        }
    }
}

fn invites(command: &Command) -> impl Iterator<Item = Id<Persona>> {
    command.actos().iter().filter_map(|act| match act {
        Command::InvitarMiembro { persona } => Some(*persona),
        _ => None,
    })
}

fn bases(command: &Command) -> impl Iterator<Item = u64> {
    command.actos().iter().filter_map(|act| match act {
        Command::ActualizarBase { base, .. } => Some(*base),
        _ => None,
    })
}
