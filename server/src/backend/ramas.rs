//! The branches of the plan in force that are open: alive as a plan is, each for its members only.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use app::AppError;
use app::error::Code;
use domain::plan::Apertura;
use domain::{Context, Id, Instante, Online, Persona, Plan, Rejection, Rejections, decide};

use super::{Servidor, Visitor, Vivo, actor};
use crate::store::{RamaAbierta, StoreError};
use crate::telemetry::internal;

/// Those that somebody has asked for since the program began.
#[derive(Default)]
pub(crate) struct Ramas(RwLock<HashMap<Id<Plan>, Arc<Vivo>>>);

impl Ramas {
    fn get(&self, id: Id<Plan>) -> Option<Arc<Vivo>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// Whoever comes second takes what the first one put there.
    fn put(&self, vivo: Vivo) -> Arc<Vivo> {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.entry(vivo.id).or_insert_with(|| Arc::new(vivo)).clone()
    }

    /// Nobody finds it any more.
    pub fn forget(&self, id: Id<Plan>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    pub fn all(&self) -> Vec<Arc<Vivo>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

impl Servidor {
    /// The plan in force, or a branch of which this person is a member. To anybody else a branch
    /// is not there (SPEC §1).
    ///
    /// # Errors
    /// `not-found`.
    pub async fn reach(&self, persona: Id<Persona>, plan: Id<Plan>) -> Result<Arc<Vivo>, AppError> {
        if plan == self.vivo.id {
            return Ok(self.vivo.clone());
        }
        let rama = self.rama(plan).await.map_err(internal)?.ok_or_else(missing)?;
        let state = rama.state().await.map_err(internal)?;
        if is_member(&state.plan, persona) { Ok(rama) } else { Err(missing()) }
    }

    /// A branch, whoever its members are.
    pub(super) async fn rama(&self, id: Id<Plan>) -> Result<Option<Arc<Vivo>>, StoreError> {
        if let Some(rama) = self.ramas.get(id) {
            return Ok(Some(rama));
        }
        let found = self.store().read().await?.rama(id).await?.filter(|rama| rama.de == self.vivo.id);
        Ok(found.map(|_| self.ramas.put(Vivo::rama(id, self.vivo.clone()))))
    }

    /// The branches of a person, newest first, with when each was last written in.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(super) async fn ramas_of(&self, persona: Id<Persona>) -> Result<Vec<(Plan, Instante)>, StoreError> {
        let ids = self.store().read().await?.ramas_de(self.vivo.id, persona).await?;
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(rama) = self.rama(id).await? {
                let state = rama.state().await?;
                all.push((state.plan.clone(), state.last));
            }
        }
        Ok(all)
    }

    /// Opens a branch of the plan in force as it is now. Asked again, it is the same one.
    pub(super) async fn open_rama(
        &self,
        visitor: &Visitor,
        it: Apertura,
    ) -> Result<Result<(), Rejections>, StoreError> {
        let mut tx = self.store().begin().await?;
        let cabecera = tx.lock(self.vivo.log).await?.ok_or_else(|| self.vivo.missing())?;
        // Takes no gate: whoever holds it may be waiting for this very lock.
        let vigente = self.vivo.latest(&mut tx).await?;
        let persona = visitor.sesion.cuenta.persona;
        if let Some(before) = tx.rama(it.id).await? {
            // Asked again under another title: it is edited inside.
            let same = before.apertura.modificacion == it.modificacion && before.persona == persona;
            return Ok(if same { Ok(()) } else { Err(Rejection::IdentificadorRepetido.into()) });
        }
        let context = Context { actor: actor(&visitor.sesion.cuenta), hoy: visitor.hoy, online: Online::Si };
        let own = tx.ramas_de(self.vivo.id, persona).await?.len();
        if let Err(rejections) = decide::abrir(&vigente, &context, &it, own) {
            return Ok(Err(rejections));
        }
        let instante = self.clock().now();
        let rama = RamaAbierta { apertura: it, de: self.vivo.id, origen: cabecera.version, persona, instante };
        match tx.insert_rama(&rama, cabecera.epoch).await {
            Err(failure) if failure.is_refusal() => return Ok(Err(Rejection::IdentificadorRepetido.into())),
            written => written?,
        }
        tx.commit().await?;
        Ok(Ok(()))
    }
}

pub(crate) fn is_member(rama: &Plan, persona: Id<Persona>) -> bool {
    rama.rama().is_some_and(|rama| rama.miembros.contains(&persona))
}

fn missing() -> AppError {
    AppError::new(
        Code::NotFound,
        "Ese plan no existe en esta instalación, o es un borrador del que usted no es miembro.",
    )
}
