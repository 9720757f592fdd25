//! What a command speaks of that is not in its plan: the branch that a presentation is of, the
//! people whom an invitation names, the plan in force that a branch is brought up to. It is read
//! before the batch is judged, each once, and only for those who may be answered.

use std::collections::{BTreeSet, HashMap};

use domain::{Actor, Command, Id, Persona, Plan, Rejections, decide};

use super::{Servidor, State, ramas::is_member};
use crate::store::{StoreError, Tx};

/// All of it that a batch needs.
#[derive(Default)]
pub(super) struct Others {
    /// It is the batch of a branch, in which nothing is presented: `decide` says so.
    is_rama: bool,
    /// Branches by their id: as the plan in force was at their base, and as they are.
    ramas: HashMap<Id<Plan>, (Plan, Plan)>,
    /// The plan in force at the versions that branches are brought up to.
    bases: HashMap<u64, Plan>,
    /// Where it stands, for a branch.
    vigente: u64,
    personas: BTreeSet<Id<Persona>>,
}

impl Others {
    pub async fn read<'a>(
        server: &Servidor,
        tx: &mut Tx,
        state: &State,
        orders: impl Iterator<Item = (Actor, &'a Command)>,
    ) -> Result<Self, StoreError> {
        let is_rama = state.plan.rama().is_some();
        let mut others = Self { is_rama, ..Self::default() };
        for (actor, command) in orders {
            match command {
                Command::PresentarModificacion(it) if !is_rama => {
                    others.read_rama(server, tx, (it.rama, actor.persona)).await?;
                }
                Command::ActualizarBase { base, .. } if is_member(&state.plan, actor.persona) => {
                    others.read_base(server, tx, *base).await?;
                }
                Command::InvitarMiembro { .. } | Command::Varios(_) if is_rama && others.personas.is_empty() => {
                    others.personas = tx.personas().await?.into_iter().map(|one| one.id).collect();
                }
                _ => {}
            }
        }
        Ok(others)
    }

    /// Of a member only: nobody else's presentation needs the base.
    async fn read_rama(
        &mut self,
        server: &Servidor,
        tx: &mut Tx,
        (id, persona): (Id<Plan>, Id<Persona>),
    ) -> Result<(), StoreError> {
        if self.ramas.contains_key(&id) {
            return Ok(());
        }
        let Some(vivo) = server.rama(id).await? else { return Ok(()) };
        let punta = vivo.latest(tx).await?;
        if let Some(base) = punta.rama().map(|rama| rama.base).filter(|_| is_member(&punta, persona)) {
            let base = server.vivo.at(tx, base).await?;
            self.ramas.insert(id, (base, punta));
        }
        Ok(())
    }

    async fn read_base(&mut self, server: &Servidor, tx: &mut Tx, base: u64) -> Result<(), StoreError> {
        self.vigente = tx.cabecera(server.vivo.log).await?.map_or(0, |it| it.version);
        if base <= self.vigente && !self.bases.contains_key(&base) {
            let plan = server.vivo.at(tx, base).await?;
            self.bases.insert(base, plan);
        }
        Ok(())
    }

    /// Whether a command says of them what is so.
    pub fn look(&self, actor: &Actor, command: &Command) -> Result<(), Rejections> {
        match command {
            Command::PresentarModificacion(it) if !self.is_rama => {
                let rama = self.ramas.get(&it.rama).map(|(base, punta)| (base, punta));
                decide::conforme(rama, actor.persona, it)?;
            }
            Command::ActualizarBase { base, cambios } => {
                decide::al_dia(self.vigente, self.bases.get(base), cambios)?;
            }
            other => {
                for act in other.actos() {
                    if let Command::InvitarMiembro { persona } = act {
                        decide::conocida(&self.personas, *persona)?;
                    }
                }
            }
        }
        Ok(())
    }
}
