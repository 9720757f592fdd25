//! Withdrawing a row of the framework and restoring it. Nothing is deleted, so nothing
//! is confirmed: the way back is in the same place.

use domain::plan::Estado;
use leptos::prelude::*;

use super::actos::alternar;
use super::lineas::Nodo;
use super::use_marco;
use crate::components::editable::{Access, Articulo, Refusal};
use crate::components::icon::{Glyph, Icon};
use crate::components::tag::{Notice, Tone};
use crate::pages::edit::Attempt;
use crate::state::replica::use_replica;

#[component]
pub fn Retiro(nodo: Nodo, estado: Signal<Estado>) -> impl IntoView {
    let (replica, access) = (use_replica(), use_marco().access);
    let attempt = Attempt::new(replica);
    let refused = attempt.refused;
    let act = move |_| attempt.send(alternar(nodo, estado.get_untracked()));
    let vigente = move || estado.get().es_vigente();
    view! {
        <Show when=move || access == Access::Write>
            <div class="ficha__part">
                <button class="button button--small" type="button" on:click=act>
                    {move || {
                        let glyph = if vigente() { Glyph::Trash } else { Glyph::Undo };
                        view! { <Icon glyph class="icon--small" /> }
                    }}
                    {move || if vigente() { "Retirar del marco" } else { "Restituir al marco" }}
                </button>
                {move || {
                    refused
                        .get()
                        .map(|Refusal { why, articulo, .. }| {
                            view! {
                                <Notice tone=Tone::Bad>
                                    {why} " " {articulo.map(|articulo| view! { <Articulo articulo /> })}
                                </Notice>
                            }
                        })
                }}
            </div>
        </Show>
    }
}
