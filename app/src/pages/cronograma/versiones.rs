//! Comparing with a named version: its days as a ghost under the bars; and naming one.

use domain::command::Command;
use domain::plan::VersionNombrada;
use domain::texto::Nombre;
use domain::vista::cronograma::{linea_base, versiones};
use domain::{Id, Plan};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::hoja::{Base, Hoja};
use crate::components::dialog::Dialog;
use crate::state::base::use_base;
use crate::state::replica::nuevo_id;

#[component]
pub(super) fn Versiones(hoja: Hoja) -> impl IntoView {
    let all = Memo::new(move |_| {
        let now = hoja.replica().plan().with(|plan| plan.as_ref().map(versiones));
        now.unwrap_or_else(|| hoja.versiones_al_abrir())
    });
    let vigente = use_base();
    // A draft begins beside the plan in force.
    Effect::new(move |_| {
        if hoja.base.with_untracked(Option::is_none) {
            vigente.with(|plan| frente_a(hoja, plan.as_ref()));
        }
    });
    let choose = move |text: String| match text.parse::<Id<VersionNombrada>>() {
        Ok(id) => comparar(hoja, all.get_untracked().into_iter().find(|one| one.id == id)),
        Err(_) if text == VIGENTE => vigente.with_untracked(|plan| frente_a(hoja, plan.as_ref())),
        Err(_) => comparar(hoja, None),
    };
    let is_draft = hoja.replica().borrador().is_some();
    let names = hoja.context().actor.rol.conduce();
    view! {
        <label class="field field--inline" for="gantt-base">
            <span class="field__label">"Comparar con"</span>
            <select class="input" id="gantt-base" on:change=move |event| choose(event_target_value(&event))>
                {is_draft.then(|| view! { <option value=VIGENTE>"El plan vigente"</option> })}
                <option value="">"Ninguna versión"</option>
                <For each=move || all.get() key=|one| one.id let:one>
                    <option value=one.id.to_string()>{one.nombre.to_string()}</option>
                </For>
            </select>
        </label>
        {(names && !is_draft).then(|| view! { <Nombrar hoja /> })}
    }
}

/// How the list names the plan in force, of a draft.
const VIGENTE: &str = "vigente";

fn frente_a(hoja: Hoja, vigente: Option<&Plan>) {
    if let Some(plan) = vigente {
        hoja.base.set(Some(Base { version: None, dias: linea_base(plan).into_iter().collect() }));
    }
}

/// The days of a version come from the server; without one, from this browser if it was the last.
fn comparar(hoja: Hoja, version: Option<VersionNombrada>) {
    let Some(version) = version else { return hoja.base.set(None) };
    spawn_local(async move {
        match hoja.replica().baseline(&version).await {
            Ok(base) => {
                hoja.base.try_set(Some(Base { version: Some(base.version), dias: base.days.into_iter().collect() }));
                hoja.dicho.try_set(format!("Se compara con «{}».", version.nombre));
            }
            Err(error) => drop(hoja.aviso.try_set(Some(error.message))),
        }
    });
}

/// The OPP names the plan as it stands.
#[component]
fn Nombrar(hoja: Hoja) -> impl IntoView {
    let (open, why) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let text = RwSignal::new(String::new());
    let send = move || {
        let named = Nombre::new(&text.get_untracked()).map_err(|error| error.to_string()).and_then(|nombre| {
            let command = Command::NombrarVersion { id: nuevo_id(), nombre };
            hoja.replica().intentar(command).map_err(|rejections| hoja.replica().sentence(&rejections))
        });
        match named {
            Ok(_) => {
                hoja.dicho.set(format!("La versión «{}» tiene nombre.", text.get_untracked()));
                text.set(String::new());
                open.set(false);
                why.set(None);
            }
            Err(sentence) => why.set(Some(sentence)),
        }
    };
    view! {
        <button class="button" type="button" on:click=move |_| open.set(true)>
            "Nombrar esta versión…"
        </button>
        <Dialog
            id="gantt-nombrar"
            title="Nombrar esta versión"
            open=open.into()
            on_close=Callback::new(move |()| open.set(false))
        >
            <form
                class="mover"
                on:submit=move |event| {
                    event.prevent_default();
                    send();
                }
            >
                <p class="muted">"El plan, tal como está ahora, queda con este nombre para comparar después. No se cambia ni se borra."</p>
                <label class="field" for="gantt-nombre">
                    <span class="field__label">"Nombre"</span>
                    <input
                        class="input"
                        id="gantt-nombre"
                        placeholder="Propuesta"
                        aria-describedby="gantt-nombre-nota"
                        aria-invalid=move || why.with(Option::is_some).then_some("true")
                        prop:value=text
                        on:input=move |event| text.set(event_target_value(&event))
                    />
                    <span id="gantt-nombre-nota" role="alert">
                        {move || why.get()}
                    </span>
                </label>
                <button class="button button--primary" type="submit">
                    "Nombrar"
                </button>
            </form>
        </Dialog>
    }
}
