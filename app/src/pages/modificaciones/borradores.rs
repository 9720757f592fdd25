//! The drafts of whoever reads, and the way to begin one: the place for them at the top of the list.

use leptos::prelude::*;

/// Nothing is drawn while there are no drafts.
#[component]
pub fn Borradores() -> impl IntoView {}
