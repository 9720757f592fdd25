//! The draft on screen: what it rests on, who writes it, how it stands with the plan in force, and
//! its presentation (Art. 8.2.3). What it changes is written on the other pages, inside it.

mod al_dia;
mod balance;
mod miembros;
mod presentar;
mod sustento;

use domain::Plan;
use domain::plan::Rama;
use leptos::prelude::*;

use crate::components::page::Page;
use crate::components::tag::{Notice, Tone};
use crate::pages::asked::{focus_within, go_where_asked};
use crate::pages::unwritten::provide_shelf;
use crate::state::replica::use_replica;
use crate::state::vigente::use_vigente;

#[component]
pub fn BorradorPage() -> impl IntoView {
    let replica = use_replica();
    let is_here = Memo::new(move |_| rama(replica.plan(), |_| ()).is_some());
    view! {
        <Page title="Sustento y presentación">
            {match replica.borrador() {
                Some(_) => view! { <Show when=move || is_here.get() fallback=Abriendo><Borrador /></Show> }.into_any(),
                None => view! { <Ninguno /> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn Abriendo() -> impl IntoView {
    view! { <p class="muted" role="status">"Abriendo el borrador…"</p> }
}

#[component]
fn Ninguno() -> impl IntoView {
    view! {
        <Notice tone=Tone::Plain>
            "Esta página es de un borrador. Elija uno, o abra uno nuevo, en "
            <a href="/modificaciones">"Modificaciones"</a> "."
        </Notice>
    }
}

#[component]
fn Borrador() -> impl IntoView {
    let (vigente, replica) = (use_vigente(), use_replica());
    if let Some(borrador) = replica.borrador() {
        provide_shelf(replica, format!("/modificacion?borrador={borrador}"), || "Sustento y presentación".to_owned());
    }
    go_where_asked(|id| focus_within(".borrador *", id));
    view! {
        <div class="borrador">
            <div class="borrador__column">
                <sustento::Sustento />
                <miembros::Miembros />
            </div>
            <div class="borrador__column">
                <balance::Balance />
                <al_dia::AlDia vigente />
                <presentar::Presentar vigente />
            </div>
        </div>
    }
}

/// Something of the draft on screen, once it is here.
fn rama<T>(plan: Signal<Option<Plan>>, of: impl Fn(&Rama) -> T) -> Option<T> {
    plan.with(|plan| plan.as_ref()?.rama().map(of))
}
