//! Navigation by task, in the words of the directive. A new page adds a row here.

use domain::Rol;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::icon::{Glyph, Icon};

/// A place of the navigation, and which roles can use it.
pub struct Place {
    pub name: &'static str,
    pub path: &'static str,
    pub glyph: Glyph,
    pub serves: fn(Rol) -> bool,
    pub inside: Inside,
}

/// Whether a place is of the plan in force, of a draft, or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    Both,
    InForce,
    Draft,
}

impl Inside {
    fn shows(self, place: Self) -> bool {
        place == Self::Both || place == self
    }
}

/// Whoever is signed in reads the plan (SPEC §1).
fn everyone(_: Rol) -> bool {
    true
}

pub const PLACES: &[Place] = &[
    place("Inicio", "/", Glyph::Inicio, Inside::InForce),
    place("Sustento y presentación", "/modificacion", Glyph::Send, Inside::Draft),
    place("Marco estratégico", "/marco", Glyph::Marco, Inside::Both),
    place("Programación", "/programacion", Glyph::Programacion, Inside::Both),
    place("Cronograma", "/cronograma", Glyph::Cronograma, Inside::Both),
    place("Prioridades", "/prioridades", Glyph::Prioridades, Inside::Both),
    place("Modificaciones", "/modificaciones", Glyph::Modificaciones, Inside::InForce),
    place("Seguimiento", "/seguimiento", Glyph::Seguimiento, Inside::InForce),
    place("Criterios de la UPP", "/criterios", Glyph::Criterios, Inside::Both),
];

const fn place(name: &'static str, path: &'static str, glyph: Glyph, inside: Inside) -> Place {
    Place { name, path, glyph, serves: everyone, inside }
}

#[component]
pub fn Nav(
    rol: Rol,
    /// What is on screen.
    inside: Inside,
    /// Kept in every address, `?unidad=…` or empty: the unit on screen stays on screen.
    query: Signal<String>,
) -> impl IntoView {
    let here = use_location().pathname;
    view! {
        <nav class="nav" aria-label="Tareas">
            <ul class="nav__list">
                {PLACES
                    .iter()
                    .filter(|place| (place.serves)(rol) && inside.shows(place.inside))
                    .map(|place| {
                        view! {
                            <li>
                                <a
                                    class="nav__place"
                                    href=move || format!("{}{}", place.path, query.get())
                                    aria-current=move || (here.get() == place.path).then_some("page")
                                >
                                    <Icon glyph=place.glyph />
                                    <span class="nav__name">{place.name}</span>
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </nav>
    }
}
