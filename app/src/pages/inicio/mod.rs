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
use crate::state::session::use_session;
use crate::state::unit::use_units;
use crate::wire::load;

use due::Due;
use matrix::Matrix;
use recent::Recent;
use standing::Standing;

#[component]
pub fn InicioPage() -> impl IntoView {
    let unit = use_units().current;
    let page = of_plan(move || unit.get(), Lectura::inicio, inicio);
    let latest = load(|| (), |()| recientes());
    view! {
        <Page title="Inicio">
            <Transition>
                {move || Suspend::new(async move { answers(page.await, latest.await) })}
            </Transition>
        </Page>
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
                Err(error) => view! { <Notice tone=Tone::Warn>{error.message}</Notice> }.into_any(),
            }}
            {sees_all.then(|| view! { <Matrix rows=page.matriz /> })}
        </div>
    }
    .into_any()
}
