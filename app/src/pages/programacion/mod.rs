//! Programación.

use leptos::prelude::*;

#[component]
pub fn ProgramacionPage() -> impl IntoView {
    view! { <h1>"Programación"</h1> }
}
