//! What happened lately, as the server last told it: without a network that is still what one knows.

use leptos::prelude::*;

use super::replica::Replica;
use crate::api::inicio::Reciente;

impl Replica {
    /// Empty until it was told once.
    #[must_use]
    pub fn recientes(self) -> Signal<Vec<Reciente>> {
        self.recientes.into()
    }

    pub fn keep_recientes(self, told: Vec<Reciente>) {
        if self.recientes.with_untracked(|known| *known != told) {
            self.recientes.set(told.clone());
            #[cfg(feature = "hydrate")]
            super::live::keep_recientes(self, told);
        }
    }
}
