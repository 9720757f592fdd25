//! Adding an OEI, or an AEI under the one that is open: code and text; the rest is
//! written in its place afterwards.

use domain::Id;
use domain::plan::ObjetivoEstrategico;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::actos::{codigo_siguiente, nueva_accion, nuevo_objetivo};
use super::ficha::Hoja;
use super::lineas::{Nodo, objetivo};
use super::{Contexto, use_marco};
use crate::components::editable::Refusal;
use crate::components::tag::{Notice, Tone};
use crate::pages::edit::send;
use crate::state::replica::{Replica, nuevo_id, use_replica};

#[component]
pub fn NuevaFila(
    /// The OEI it hangs from; none for a new OEI.
    padre: Option<Id<ObjetivoEstrategico>>,
) -> impl IntoView {
    let (marco, replica) = (use_marco(), use_replica());
    let codigo = RwSignal::new(suggested(marco, padre));
    let enunciado = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<Refusal>);
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        match register(marco, replica, padre, &codigo.get_untracked(), &enunciado.get_untracked()) {
            Ok(nodo) => marco.lugar.abrir(Some(nodo)),
            Err(refusal) => refused.set(Some(refusal)),
        }
    };
    let titulo = if padre.is_some() { "Nueva acción estratégica" } else { "Nuevo objetivo estratégico" };
    view! {
        <Hoja titulo=titulo.to_owned()>
            <form class="ficha__body" on:submit=add>
                <div class="field">
                    <label class="field__label" for="nuevo-codigo">
                        "Código"
                    </label>
                    <input
                        class="input"
                        id="nuevo-codigo"
                        autocomplete="off"
                        prop:value=codigo
                        on:input=move |event| codigo.set(event_target_value(&event))
                    />
                </div>
                <div class="field">
                    <label class="field__label" for="nuevo-enunciado">
                        "Enunciado"
                    </label>
                    <textarea
                        class="input"
                        id="nuevo-enunciado"
                        rows="3"
                        autofocus
                        prop:value=enunciado
                        on:input=move |event| enunciado.set(event_target_value(&event))
                    ></textarea>
                </div>
                {move || refused.get().map(|refusal| view! { <Notice tone=Tone::Bad>{refusal.why}</Notice> })}
                <div class="ficha__actions">
                    <button class="button button--primary">"Agregar"</button>
                    <button class="button" type="button" on:click=move |_| marco.lugar.agregar(None)>
                        "Cancelar"
                    </button>
                </div>
            </form>
        </Hoja>
    }
}

/// The code after the last of its list.
fn suggested(marco: Contexto, padre: Option<Id<ObjetivoEstrategico>>) -> String {
    marco.page.with_untracked(|page| match padre {
        None => codigo_siguiente(page.objetivos.iter().map(|row| &*row.objetivo.codigo), "OEI.01"),
        Some(id) => {
            let row = objetivo(page, id);
            let stem = row.map(|row| row.objetivo.codigo.replace("OEI", "AEI")).unwrap_or_default();
            let codes = row.map(|row| row.acciones.as_slice()).unwrap_or_default();
            codigo_siguiente(codes.iter().map(|row| &*row.accion.codigo), &format!("{stem}.01"))
        }
    })
}

fn register(
    marco: Contexto,
    replica: Replica,
    padre: Option<Id<ObjetivoEstrategico>>,
    codigo: &str,
    enunciado: &str,
) -> Result<Nodo, Refusal> {
    let (command, nodo) = marco
        .page
        .with_untracked(|page| match padre {
            None => {
                let id = nuevo_id();
                nuevo_objetivo(page, id, codigo, enunciado).map(|command| (command, Nodo::Objetivo(id)))
            }
            Some(padre) => {
                let id = nuevo_id();
                nueva_accion(page, id, padre, codigo, enunciado).map(|command| (command, Nodo::Accion(id)))
            }
        })
        .map_err(Refusal::of)?;
    send(replica, command).map(|_| nodo)
}
