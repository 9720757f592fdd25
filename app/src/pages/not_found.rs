//! An address that names nothing: says so, answers 404 and shows the way back.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::band::Band;
use crate::components::theme::ThemeMenu;

#[component]
pub fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text="Página no encontrada" />
        <header class="entrar__head">
            <p>"Plan Operativo Institucional"</p>
            <ThemeMenu />
        </header>
        <Band />
        <main id="contenido" class="message">
            <h1>"No hay nada en esta dirección"</h1>
            <p>
                "La página pudo cambiar de lugar o la dirección está incompleta. No se perdió ningún dato."
            </p>
            <p>
                <a class="button button--primary" href="/">
                    "Ir a Inicio"
                </a>
            </p>
        </main>
    }
}
