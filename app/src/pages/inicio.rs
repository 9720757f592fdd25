//! Inicio.

use leptos::prelude::*;

#[component]
pub fn InicioPage() -> impl IntoView {
    view! { <h1>"Inicio"</h1> }
}
