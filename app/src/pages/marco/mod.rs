//! Marco estratégico.

use leptos::prelude::*;

#[component]
pub fn MarcoPage() -> impl IntoView {
    view! { <h1>"Marco estratégico"</h1> }
}
