//! One's own drafts, and opening another: each is a plan of its own, so that its page is loaded anew.

use domain::plan::{Apertura, ClaseModificacion};
use domain::texto::Nombre;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::borradores::{FichaBorrador, abrir_borrador};
use crate::components::field::Field;
use crate::components::tag::{Notice, Tone};
use crate::error::AppError;
use crate::state::replica::{nuevo_id, use_replica};
use crate::state::session::use_session;

/// Where a draft is worked in.
fn place(id: impl std::fmt::Display) -> String {
    format!("/modificacion?borrador={id}")
}

#[component]
pub(super) fn Borradores(all: Result<Vec<FichaBorrador>, AppError>) -> impl IntoView {
    let writes = use_session().rol.formula();
    view! {
        <section class="panel" aria-labelledby="mis-borradores">
            <div class="panel__head">
                <h2 id="mis-borradores">"Mis borradores"</h2>
            </div>
            <div class="panel__body">
                {match all {
                    Ok(all) => view! { <Lista all /> }.into_any(),
                    Err(error) => view! { <Notice tone=Tone::Bad>{error.message}</Notice> }.into_any(),
                }}
                {writes.then(|| view! { <Nueva /> })}
            </div>
        </section>
    }
}

#[component]
fn Lista(all: Vec<FichaBorrador>) -> impl IntoView {
    if all.is_empty() {
        return view! {
            <p class="muted">
                "No tiene borradores. Un borrador es el plan con sus cambios, aparte del vigente: solo lo ven sus miembros, hasta que se presenta."
            </p>
        }
        .into_any();
    }
    let each = all.into_iter().map(|one| {
        let who = match one.miembros {
            1 => "solo usted".to_owned(),
            count => format!("{count} miembros"),
        };
        let about = format!(
            "{} · {} · desde la versión {} · {who}",
            one.causa.as_deref().unwrap_or("sin causa todavía"),
            one.clase.nombre(),
            one.base
        );
        view! {
            <li>
                <a href=place(one.id) rel="external">
                    <b>{one.titulo}</b>
                </a>
                <span class="muted">{about}</span>
            </li>
        }
    });
    view! {
        <ul class="borradores">{each.collect_view()}</ul>
        <p>
            <a href="/escenarios">"Comparar escenarios"</a>
        </p>
    }
    .into_any()
}

/// The rest of it is written inside.
#[component]
fn Nueva() -> impl IntoView {
    let replica = use_replica();
    let (titulo, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let refused = RwSignal::new(None::<String>);
    // Asked again, it is the same draft.
    let (id, modificacion) = (nuevo_id(), nuevo_id());
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let nombre = match Nombre::new(titulo.get_untracked().trim()) {
            Ok(nombre) => nombre,
            Err(why) => return refused.set(Some(why.to_string())),
        };
        let it = Apertura { id, modificacion, titulo: nombre, clase: ClaseModificacion::FuncionalProgramatico };
        busy.set(true);
        spawn_local(async move {
            let why = match abrir_borrador(it).await {
                Ok(Ok(())) => {
                    let _ = window().location().assign(&place(id));
                    return;
                }
                Ok(Err(why)) => replica.sentence(&why),
                Err(error) => error.message,
            };
            refused.try_set(Some(why));
            busy.try_set(false);
        });
    };
    view! {
        <form class="borradores__new" on:submit=open>
            <Field id="nueva-modificacion" label="Nueva modificación" hint="Su título, en pocas palabras." error=refused>
                <input
                    class="input"
                    id="nueva-modificacion"
                    autocomplete="off"
                    aria-describedby="nueva-modificacion-nota"
                    prop:value=move || titulo.get()
                    on:input=move |event| titulo.set(event_target_value(&event))
                />
            </Field>
            <button class="button button--primary" disabled=move || busy.get()>
                "Abrir un borrador"
            </button>
        </form>
    }
}
