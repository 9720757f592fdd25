//! Entrar: user and password.

use leptos::prelude::*;

use crate::api::session::Entrar;

#[component]
pub fn EntrarPage() -> impl IntoView {
    let entrar = ServerAction::<Entrar>::new();
    view! {
        <main>
            <h1>"Entrar"</h1>
            <ActionForm action=entrar>
                <input name="usuario" />
                <input name="clave" type="password" />
                <button>"Entrar"</button>
            </ActionForm>
        </main>
    }
}
