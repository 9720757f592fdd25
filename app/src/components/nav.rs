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
    Place { name: "Inicio", path: "/", glyph: Glyph::Inicio, serves: everyone, inside: Inside::InForce },
    Place {
        name: "Sustento y presentación",
        path: "/modificacion",
        glyph: Glyph::Send,
        serves: everyone,
        inside: Inside::Draft,
    },
    Place { name: "Marco estratégico", path: "/marco", glyph: Glyph::Marco, serves: everyone, inside: Inside::Both },
    Place {
        name: "Programación",
        path: "/programacion",
        glyph: Glyph::Programacion,
        serves: everyone,
        inside: Inside::Both,
    },
    Place { name: "Cronograma", path: "/cronograma", glyph: Glyph::Cronograma, serves: everyone, inside: Inside::Both },
    Place {
        name: "Criterios de la UPP",
        path: "/criterios",
        glyph: Glyph::Criterios,
        serves: everyone,
        inside: Inside::Both,
    },
];

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
