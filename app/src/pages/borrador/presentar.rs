//! The presentation: what is still missing for it, and the act (Art. 8.2.3). Every rule is looked at
//! here, on the plan that the draft is compared with, and again on the plan in force.

use domain::command::Presentacion;
use domain::plan::EstadoModificacion;
use domain::rama::presentacion;
use domain::{Command, Online, Plan, Rejections, decide};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::plan::Respuesta;
use crate::components::editable::Articulo;
use crate::components::tag::{Notice, Tone};
use crate::state::base::use_base;
use crate::state::replica::{Replica, Sync, use_replica};
use crate::state::vigente::Vigente;

#[component]
pub(super) fn Presentar(vigente: Vigente) -> impl IntoView {
    let (replica, base) = (use_replica(), use_base());
    let it = Memo::new(move |_| {
        replica.plan().with(|plan| base.with(|base| missing(replica, base.as_ref()?, plan.as_ref()?)))
    });
    let refused = RwSignal::new(None::<String>);
    let wait = move || match replica.sync().get() {
        Sync::AlDia => None,
        Sync::SinEnviar(_) | Sync::Abriendo => Some("Se está enviando lo que escribió."),
        _ => Some("Presentar necesita conexión con el servidor."),
    };
    let is_ready = move || it.with(|it| matches!(it, Some(Ok(_)))) && wait().is_none();
    let present = move |_| {
        if let Some(Ok(it)) = it.get_untracked() {
            send(replica, vigente, it, refused);
        }
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Presentación"</h2>
            </div>
            <div class="panel__body borrador__fields">
                <Estado vigente />
                {move || match it.get() {
                    Some(Err(why)) => view! { <Faltan why /> }.into_any(),
                    _ => ().into_any(),
                }}
                {move || wait().map(|why| view! { <p class="muted">{why}</p> })}
                <button
                    class="button button--primary"
                    type="button"
                    disabled=move || !is_ready()
                    on:click=present
                >
                    "Presentar la modificación"
                </button>
                {move || refused.get().map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> })}
            </div>
        </section>
    }
}

/// What would be presented, or all that a rule says against it.
fn missing(replica: Replica, base: &Plan, plan: &Plan) -> Option<Result<Presentacion, Rejections>> {
    let it = match presentacion(base, plan) {
        Ok(it) => it,
        Err(why) => return Some(Err(why.into())),
    };
    let context = domain::Context { online: Online::Si, ..replica.lectura()?.context };
    let command = Command::PresentarModificacion(it.clone());
    Some(decide(base, &context, &command).map(|_| it))
}

fn send(replica: Replica, vigente: Vigente, it: Presentacion, refused: RwSignal<Option<String>>) {
    let place = format!("/modificaciones?modificacion={}", it.id);
    refused.set(None);
    spawn_local(async move {
        let why = match vigente.present(it).await {
            Ok(Respuesta::Aceptada { .. } | Respuesta::SinCambio) => {
                // The plan in force is another plan: its page is loaded anew.
                let _ = window().location().assign(&place);
                return;
            }
            Ok(Respuesta::Rechazada(why)) => replica.sentence(&why),
            Err(error) => error.message,
        };
        vigente.ask();
        refused.try_set(Some(why));
    });
}

#[component]
fn Faltan(why: Rejections) -> impl IntoView {
    let replica = use_replica();
    let each = why.iter().map(|one| {
        let articulo = one.articulo();
        let said = replica.sentence(&one.clone().into());
        view! { <li>{said} " " <Articulo articulo /></li> }
    });
    view! {
        <p>"Para presentar falta:"</p>
        <ul class="borrador__missing">{each.collect_view()}</ul>
    }
}

#[component]
fn Estado(vigente: Vigente) -> impl IntoView {
    let estado = move || vigente.situacion.with(|it| it.as_ref().and_then(|it| it.estado.clone()));
    move || {
        estado().map(|estado| {
            let more = match &estado {
                EstadoModificacion::Observada { comentario } => {
                    format!(": {comentario}. Corríjala aquí y preséntela de nuevo.")
                }
                EstadoModificacion::Rechazada { motivo } => format!(": {motivo}"),
                EstadoModificacion::Presentada | EstadoModificacion::ConOpinion { .. } => {
                    ". Lo que se escriba ahora en el borrador no es parte de lo presentado.".to_owned()
                }
                EstadoModificacion::Retirada | EstadoModificacion::Aprobada { .. } => ".".to_owned(),
            };
            view! { <Notice tone=Tone::Draft>"Esta modificación está " {estado.nombre()} {more}</Notice> }
        })
    }
}
