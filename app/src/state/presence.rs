//! Where others are in the plan, and where this person is. Nothing of it is kept.

use domain::plan::Actividad;
use domain::{Id, Persona};
use leptos::prelude::*;

use super::replica::{Replica, use_replica};
use super::unit::Units;
use crate::api::presencia::{Lugar, Presente};

/// A handle on who is where; copying it costs nothing.
#[derive(Clone, Copy)]
pub struct Presencia {
    replica: Replica,
    lugar: RwSignal<Lugar>,
    visible: RwSignal<bool>,
}

/// Provided once, beside the replica: tells where this person goes from then on.
pub fn provide_presence(units: &Units) -> Presencia {
    let presencia = Presencia { replica: use_replica(), lugar: RwSignal::default(), visible: RwSignal::new(true) };
    provide_context(presencia);
    let (current, borrador) = (units.current, presencia.replica.borrador());
    Effect::new(move || {
        let unidad = current.get();
        presencia.lugar.set(Lugar { unidad, actividad: None, borrador });
    });
    #[cfg(feature = "hydrate")]
    {
        Effect::new(move || presencia.visible.set(remembered()));
        let lugar = Memo::new(move |_| presencia.lugar.get());
        Effect::new(move || presencia.replica.go(lugar.get()));
    }
    presencia
}

#[must_use]
pub fn use_presence() -> Presencia {
    expect_context()
}

impl Presencia {
    /// Everyone else who has the plan open.
    #[must_use]
    pub fn todos(self) -> Signal<Vec<Presente>> {
        Signal::derive(move || self.replica.people.with(|people| people.presentes.clone()))
    }

    /// The names of those who are on an activity, unless one asked not to be shown them.
    #[must_use]
    pub fn en(self, actividad: Id<Actividad>) -> Vec<String> {
        if !self.visible.get() {
            return Vec::new();
        }
        self.replica.people.with(|people| {
            let there = people.presentes.iter().filter(|one| one.lugar.actividad == Some(actividad));
            there.filter_map(|one| people.nombre(one.persona)).collect()
        })
    }

    #[must_use]
    pub fn nombre(self, persona: Id<Persona>) -> String {
        let known = self.replica.people.with(|people| people.nombre(persona));
        known.unwrap_or_else(|| "Otra persona".to_owned())
    }

    /// The name of an activity where someone is.
    #[must_use]
    pub fn actividad(self, id: Id<Actividad>) -> Option<String> {
        self.replica.plan().with(|plan| Some(plan.as_ref()?.get(id)?.nombre.to_string()))
    }

    /// This person is on an activity of the unit on screen, or on none.
    pub fn estoy_en(self, actividad: Option<Id<Actividad>>) {
        self.lugar.update(|lugar| lugar.actividad = actividad);
    }

    /// Whether others are shown.
    #[must_use]
    pub fn visible(self) -> Signal<bool> {
        self.visible.into()
    }

    /// Shows others from now on, or no longer; remembered in this browser.
    pub fn mostrar(self, wanted: bool) {
        self.visible.set(wanted);
        #[cfg(feature = "hydrate")]
        remember(wanted);
    }
}

#[cfg(feature = "hydrate")]
const REMEMBERED: &str = "poi.presencia";

#[cfg(feature = "hydrate")]
fn remembered() -> bool {
    use gloo::storage::{LocalStorage, Storage};
    LocalStorage::get(REMEMBERED).unwrap_or(true)
}

#[cfg(feature = "hydrate")]
fn remember(wanted: bool) {
    use gloo::storage::{LocalStorage, Storage};
    // A browser that remembers nothing shows them again next time.
    let _ = LocalStorage::set(REMEMBERED, wanted);
}
