//! The layout of every page that needs a session: the frame, and the page inside.
//! Whoever has none is taken to Entrar and brought back afterwards.

use leptos::prelude::*;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_url;

use crate::api::session::Sesion;
use crate::state::replica::provide_replica;
use crate::state::session::use_session_resource;

#[component]
pub fn WorkingLayout() -> impl IntoView {
    let session = use_session_resource().0;
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match session.await {
                    Ok(Some(sesion)) => view! { <Framed sesion /> }.into_any(),
                    Ok(None) => view! { <Redirect path=entrar_and_return() /> }.into_any(),
                    Err(error) => view! { <main><h1>"No se pudo abrir la página"</h1><p>{error.message}</p></main> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// `/entrar?volver=…` with the address one wanted.
fn entrar_and_return() -> String {
    let url = use_url().get_untracked();
    let wanted =
        if url.search().is_empty() { url.path().to_owned() } else { format!("{}?{}", url.path(), url.search()) };
    format!("/entrar?volver={}", leptos_router::location::Url::escape(&wanted))
}

#[component]
fn Framed(sesion: Sesion) -> impl IntoView {
    provide_replica(sesion.clone());
    provide_context(sesion);
    view! { <main><Outlet /></main> }
}
