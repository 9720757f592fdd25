//! The branches of the plan in force that are open: alive as a plan is, each for its members only.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use app::AppError;
use app::error::Code;
use domain::plan::Apertura;
use domain::{Context, Id, Instante, Online, Persona, Plan, Rejection, Rejections, decide};

use super::{Servidor, Visitor, Vivo, actor};
use crate::store::{RamaAbierta, StoreError};
use crate::telemetry::internal;

/// So many are kept at hand; one that is not is read from its log when it is asked for.
const AT_HAND: usize = 32;

/// Those that were asked for last, and all that somebody is in.
#[derive(Default)]
pub(crate) struct Ramas(Mutex<AtHand<Vivo>>);

impl Ramas {
    fn lock(&self) -> MutexGuard<'_, AtHand<Vivo>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nobody finds it any more.
    pub fn forget(&self, id: Id<Plan>) {
        self.lock().all.remove(&id);
    }

    pub fn all(&self) -> Vec<Arc<Vivo>> {
        self.lock().all.values().map(|(vivo, _)| vivo.clone()).collect()
    }
}

struct AtHand<T> {
    all: HashMap<Id<Plan>, (Arc<T>, u64)>,
    /// How many times one was asked for.
    turn: u64,
}

impl<T> Default for AtHand<T> {
    fn default() -> Self {
        Self { all: HashMap::new(), turn: 0 }
    }
}

impl<T> AtHand<T> {
    fn get(&mut self, id: Id<Plan>) -> Option<Arc<T>> {
        self.turn += 1;
        let (one, last) = self.all.get_mut(&id)?;
        *last = self.turn;
        Some(one.clone())
    }

    /// Whoever comes second takes what the first one put there. Those that made room are handed over:
    /// they are large, and are dropped where nobody waits for it.
    fn put(&mut self, id: Id<Plan>, one: T) -> (Arc<T>, Vec<Arc<T>>) {
        if let Some(there) = self.get(id) {
            return (there, vec![]);
        }
        let gone = self.make_room();
        let one = Arc::new(one);
        self.all.insert(id, (one.clone(), self.turn));
        (one, gone)
    }

    /// One that is only looked at: it is kept where there is room, and makes none.
    fn glance(&mut self, id: Id<Plan>, one: impl FnOnce() -> T) -> Arc<T> {
        if let Some((there, _)) = self.all.get(&id) {
            return there.clone();
        }
        let one = Arc::new(one());
        if self.all.len() < AT_HAND {
            self.all.insert(id, (one.clone(), 0));
        }
        one
    }

    /// Lets go of those that nobody is in, asked for longest ago first. Nobody can come to be in one
    /// meanwhile: they would have to find it here.
    fn make_room(&mut self) -> Vec<Arc<T>> {
        let many = (self.all.len() + 1).saturating_sub(AT_HAND);
        let idle = self.all.iter().filter(|(_, (one, _))| Arc::strong_count(one) == 1);
        let mut idle: Vec<_> = idle.map(|(id, (_, last))| (*last, *id)).collect();
        idle.sort_unstable();
        let gone = idle.into_iter().take(many).filter_map(|(_, id)| self.all.remove(&id));
        gone.map(|(one, _)| one).collect()
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
        if let Some(rama) = self.ramas.lock().get(id) {
            return Ok(Some(rama));
        }
        let found = self.store().read().await?.rama(id).await?.filter(|rama| rama.de == self.vivo.id);
        let Some(_) = found else { return Ok(None) };
        let (rama, gone) = self.ramas.lock().put(id, Vivo::rama(id, self.vivo.clone()));
        drop(gone);
        Ok(Some(rama))
    }

    /// The branches of a person, newest first, with when each was last written in. Those at
    /// hand stay so.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(super) async fn ramas_of(&self, persona: Id<Persona>) -> Result<Vec<(Plan, Instante)>, StoreError> {
        let ids = self.store().read().await?.ramas_de(self.vivo.id, persona).await?;
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            let rama = self.ramas.lock().glance(id, || Vivo::rama(id, self.vivo.clone()));
            let state = rama.state().await?;
            all.push((state.plan.clone(), state.last));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_nobody_is_in_make_room_and_the_others_stay() {
        let id = |number: u128| Id::new(uuid::Uuid::from_u128(number));
        let mut known = AtHand::default();
        let (held, _) = known.put(id(100), 100);
        for number in 101..=200 {
            drop(known.put(id(number), number));
        }
        assert_eq!(known.all.len(), AT_HAND);
        assert!(Arc::ptr_eq(&held, &known.put(id(100), 0).0), "somebody is in it");
        assert_eq!(known.get(id(200)).as_deref(), Some(&200), "it was asked for last");
        assert!(known.get(id(101)).is_none(), "it was asked for longest ago");
        drop(known.glance(id(300), || 300));
        assert!(known.get(id(300)).is_none(), "a list makes no room");
    }
}
