//! Entrar: user and password. Works without JavaScript; in a demonstration it offers
//! the accounts to try.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_query_map;

use crate::api::session::{CuentaDemostracion, Entrar, cuentas_de_demostracion};
use crate::components::band::Band;
use crate::components::field::TextField;
use crate::components::tag::{Notice, Tone};
use crate::components::theme::ThemeMenu;
use crate::state::session::use_session_resource;
use crate::state::start::forget_who_was_here;
use crate::wire::load;

#[component]
pub fn EntrarPage() -> impl IntoView {
    let session = use_session_resource().0;
    let cuentas = load(|| (), |()| cuentas_de_demostracion());
    let wanted = wanted_address();
    forget_who_was_here();
    view! {
        <Title text="Entrar" />
        <div class="entrar">
            <header class="entrar__head">
                <p>"Municipalidad Provincial de Huamanga"</p>
                <ThemeMenu />
            </header>
            <Band />
            <main class="entrar__main" id="contenido">
                <Suspense>
                    {move || {
                        let wanted = wanted.clone();
                        Suspend::new(async move {
                            let signed_in = matches!(session.await, Ok(Some(_)));
                            signed_in.then(|| view! { <Redirect path=wanted /> })
                        })
                    }}
                </Suspense>
                <SignIn />
                <Suspense>
                    {move || Suspend::new(async move {
                        let cuentas = cuentas.await.unwrap_or_default();
                        (!cuentas.is_empty()).then(|| view! { <Accounts cuentas /> })
                    })}
                </Suspense>
            </main>
        </div>
    }
}

/// Where one wanted to go: an address of this program, never another site's.
fn wanted_address() -> String {
    let asked = use_query_map().with_untracked(|query| query.get("volver"));
    asked.filter(|path| is_local(path)).unwrap_or_else(|| "/".to_owned())
}

fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\n', '\r'])
        && !path.starts_with("/entrar")
}

#[component]
fn SignIn() -> impl IntoView {
    let entrar = ServerAction::<Entrar>::new();
    let error = move || entrar.value().get().and_then(Result::err);
    let field = move |name: &'static str| Signal::derive(move || Some(error()?.field(name)?.to_owned()));
    let wanted = wanted_address();
    Effect::new(move || {
        if matches!(entrar.value().get(), Some(Ok(()))) {
            // Loaded anew, so that nothing of another person stays in memory. The only
            // failure is a malformed address, and this one was checked.
            let _ = window().location().assign(&wanted);
        }
    });
    view! {
        <section class="entrar__form">
            <div>
                <h1>"Plan Operativo Institucional"</h1>
                <p class="entrar__about">"Formulación, monitoreo y evaluación" <br /> "Directiva N° 003-2016-MPH/17"</p>
            </div>
            <ActionForm action=entrar>
                {move || error().map(|error| view! { <Notice tone=Tone::Bad>{error.message}</Notice> })}
                <TextField name="usuario" label="Usuario" autocomplete="username" error=field("usuario") />
                <TextField
                    name="clave"
                    label="Clave"
                    kind="password"
                    autocomplete="current-password"
                    error=field("clave")
                />
                <button class="button button--primary button--wide" disabled=entrar.pending()>
                    {move || if entrar.pending().get() { "Entrando…" } else { "Entrar" }}
                </button>
            </ActionForm>
        </section>
    }
}

/// Each row is a plain form: one press enters as that person.
#[component]
fn Accounts(cuentas: Vec<CuentaDemostracion>) -> impl IntoView {
    view! {
        <section class="entrar__accounts" aria-labelledby="cuentas">
            <h2 id="cuentas">"Cuentas de la demostración"</h2>
            <p class="muted">"Los datos son inventados. Entre como quien quiera: cada puesto ve y puede lo suyo."</p>
            <div class="table-box">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Usuario"</th>
                            <th scope="col">"Clave"</th>
                            <th scope="col">"Puesto"</th>
                            <th scope="col">
                                <span class="hidden-text">"Acción"</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{cuentas.into_iter().map(|cuenta| view! { <Account cuenta /> }).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Account(cuenta: CuentaDemostracion) -> impl IntoView {
    let CuentaDemostracion { usuario, clave, nombre, puesto } = cuenta;
    view! {
        <tr>
            <td>{usuario.clone()}</td>
            <td>
                <code>{clave.clone()}</code>
            </td>
            <td>{puesto} <br /> <span class="muted">{nombre.clone()}</span></td>
            <td>
                <form method="post" action=Entrar::url()>
                    <input type="hidden" name="usuario" value=usuario />
                    <input type="hidden" name="clave" value=clave />
                    <button class="button button--small" aria-label=format!("Entrar como {nombre}")>
                        "Entrar"
                    </button>
                </form>
            </td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn one_is_only_taken_back_inside_the_program() {
        assert!(is_local("/programacion?unidad=17.19"));
        for elsewhere in ["https://example.org", "//example.org", "/\\example.org", "programacion", "/entrar"] {
            assert!(!is_local(elsewhere), "{elsewhere}");
        }
    }
}
