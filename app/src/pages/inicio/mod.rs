//! Inicio answers three questions: what is due and when, where my unit stands, and
//! what happened lately. For whoever conducts the process, every unit at a glance.

mod due;
mod matrix;
mod recent;
mod standing;

use domain::vista::PaginaInicio;
use leptos::prelude::*;

use crate::api::inicio::{Reciente, recientes};
use crate::api::plan::inicio;
use crate::components::page::Page;
use crate::components::tag::{Notice, Tone};
use crate::error::AppError;
use crate::lectura::Lectura;
use crate::state::page::of_plan;
use crate::state::replica::use_replica;
use crate::state::session::use_session;
use crate::state::unit::use_units;
use crate::wire::{Loaded, load};

use due::Due;
use matrix::Matrix;
use recent::Recent;
use standing::Standing;

#[component]
pub fn InicioPage() -> impl IntoView {
    let unit = use_units().current;
    let page = of_plan(move || unit.get(), Lectura::inicio, inicio);
    let latest = load(|| (), |()| recientes());
    keep(latest);
    view! {
        <Page title="Inicio">
            <Transition>
                {move || Suspend::new(async move { answers(page.await, latest.await) })}
            </Transition>
        </Page>
    }
}

/// What the server tells is remembered for when it cannot be asked.
fn keep(latest: Loaded<Result<Vec<Reciente>, AppError>>) {
    let replica = use_replica();
    Effect::new(move || {
        if let Some(Ok(told)) = latest.get() {
            replica.keep_recientes(told);
        }
    });
}

/// Nobody can be asked now: what was told last.
#[component]
fn LastKnown(error: AppError) -> impl IntoView {
    let known = use_replica().recientes();
    let said = move || known.with(|known| !known.is_empty()).then_some(" Esto es lo último que llegó a este equipo.");
    view! {
        <div class="inicio__cambios">
            <Notice tone=Tone::Warn>{error.message} {said}</Notice>
            {move || Some(known.get()).filter(|known| !known.is_empty()).map(|latest| view! { <Recent latest /> })}
        </div>
    }
}

fn answers(page: Result<PaginaInicio, AppError>, latest: Result<Vec<Reciente>, AppError>) -> AnyView {
    let page = match page {
        Ok(page) => page,
        Err(error) => return view! { <Notice tone=Tone::Bad>{error.message}</Notice> }.into_any(),
    };
    let sesion = use_session();
    let href = format!("/programacion{}", use_units().query());
    let sees_all = sesion.rol.conduce() || sesion.unidad.is_none();
    view! {
        <div class="inicio">
            <Due ejercicio=sesion.ejercicio plazo=page.plazo dias=page.dias />
            {page.unidad.map(|resumen| view! { <Standing resumen por_completar=page.por_completar href /> })}
            {match latest {
                Ok(latest) => view! { <Recent latest /> }.into_any(),
                Err(error) => view! { <LastKnown error /> }.into_any(),
            }}
            {sees_all.then(|| view! { <Matrix rows=page.matriz /> })}
        </div>
    }
    .into_any()
}
