//! Criterios de la UPP.

use leptos::prelude::*;

#[component]
pub fn CriteriosPage() -> impl IntoView {
    view! { <h1>"Criterios de la UPP"</h1> }
}
