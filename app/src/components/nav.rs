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
}

/// Whoever is signed in reads the plan (SPEC §1).
fn everyone(_: Rol) -> bool {
    true
}

pub const PLACES: &[Place] = &[
    Place { name: "Inicio", path: "/", glyph: Glyph::Inicio, serves: everyone },
    Place { name: "Marco estratégico", path: "/marco", glyph: Glyph::Marco, serves: everyone },
    Place { name: "Programación", path: "/programacion", glyph: Glyph::Programacion, serves: everyone },
    Place { name: "Cronograma", path: "/cronograma", glyph: Glyph::Cronograma, serves: everyone },
    Place { name: "Criterios de la UPP", path: "/criterios", glyph: Glyph::Criterios, serves: everyone },
];

#[component]
pub fn Nav(
    rol: Rol,
    /// Kept in every address, `?unidad=…` or empty: the unit on screen stays on screen.
    query: Signal<String>,
) -> impl IntoView {
    let here = use_location().pathname;
    view! {
        <nav class="nav" aria-label="Tareas">
            <ul class="nav__list">
                {PLACES
                    .iter()
                    .filter(|place| (place.serves)(rol))
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
