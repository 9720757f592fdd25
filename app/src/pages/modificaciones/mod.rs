//! Modificaciones (Art. 8.2.3, 11): all of them at `/modificaciones`, one with
//! `?modificacion=…`, its technical report beside it.

pub mod borradores;
pub mod comparada;
mod estrategico;
mod ficha;
mod informe;
mod lista;
mod nombres;
mod tramite;
pub mod versiones;

pub use informe::InformePage;

use domain::Id;
use domain::plan::{EstadoModificacion, Modificacion};
use domain::vista::modificacion::{self as vista, FichaModificacion, PaginaModificaciones};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::borradores::Borradores;
use self::ficha::Ficha;
use self::lista::Lista;
use self::nombres::Nombres;
use self::versiones::LineaDeVersiones;
use crate::api::borradores::{FichaBorrador, borradores};
use crate::api::vigente;
use crate::components::page::Page;
use crate::components::tag::{Notice, Tone};
use crate::error::AppError;
use crate::lectura::Lectura;
use crate::state::page::{of_plan, people};
use crate::state::replica::use_replica;
use crate::state::session::use_reader;
use crate::wire::{Loaded, load};

#[component]
pub fn ModificacionesPage() -> impl IntoView {
    let wanted = asked();
    let all =
        of_plan(|| (), |lectura: &Lectura, ()| lectura.modificaciones(), |of, ()| vigente::leer_modificaciones(of));
    let (one, known) = (asked_for(wanted), people());
    // Asked for here: what is asked for inside of what waits has another name on either side.
    let own = load(|| (), |()| borradores());
    let actions = || view! { <a class="button" href="/aprobacion">"Aprobación del POI"</a> };
    view! {
        <Page title="Modificaciones" actions=actions>
            <Transition>
                {move || Suspend::new(async move {
                    let nombres = Nombres::new(known.await);
                    let own = own.await;
                    match (all.await, one.await) {
                        (Ok(_), Ok(Some(first))) => view! { <Una first nombres /> }.into_any(),
                        (Ok(first), Ok(None)) => view! { <Todas first own wanted=wanted.get_untracked() /> }.into_any(),
                        (Err(error), _) | (_, Err(error)) => {
                            view! { <Notice tone=Tone::Bad>{error.message}</Notice> }.into_any()
                        }
                    }
                })}
            </Transition>
        </Page>
    }
}

/// The one that the address names.
fn asked() -> Memo<Option<Id<Modificacion>>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get("modificacion")).and_then(|text| text.parse().ok()))
}

fn asked_for(wanted: Memo<Option<Id<Modificacion>>>) -> Loaded<Result<Option<FichaModificacion>, AppError>> {
    of_plan(move || wanted.get(), Lectura::modificacion, vigente::leer_modificacion)
}

/// It, as it is by now.
fn followed(first: FichaModificacion) -> Memo<FichaModificacion> {
    let (replica, context) = (use_replica().plan(), use_reader());
    let id = first.id;
    Memo::new(move |_| {
        let now = replica.with(|plan| plan.as_ref().and_then(|plan| vista::ficha(plan, &context, id)));
        now.unwrap_or_else(|| first.clone())
    })
}

#[component]
fn Una(first: FichaModificacion, nombres: Nombres) -> impl IntoView {
    let ficha = followed(first);
    view! { <Ficha ficha nombres /> }
}

#[component]
fn Todas(
    first: PaginaModificaciones,
    own: Result<Vec<FichaBorrador>, AppError>,
    /// What the address names and is not there.
    wanted: Option<Id<Modificacion>>,
) -> impl IntoView {
    let replica = use_replica().plan();
    let page = Memo::new(move |_| {
        let now = replica.with(|plan| plan.as_ref().map(vista::modificaciones));
        now.unwrap_or_else(|| first.clone())
    });
    let unknown = wanted.map(|_| {
        view! { <Notice tone=Tone::Warn>"Esa modificación no está en este plan. Se muestran todas."</Notice> }
    });
    view! {
        {unknown}
        <Borradores all=own />
        {move || page.with(|page| view! { <Lista filas=page.filas.clone() aprobado=page.aprobado.into() /> })}
        {move || page.with(|page| view! { <LineaDeVersiones versiones=page.versiones.clone() /> })}
    }
}

/// How a state looks; its word says it too.
fn tono(estado: &EstadoModificacion) -> Tone {
    match estado {
        EstadoModificacion::Presentada => Tone::Draft,
        EstadoModificacion::ConOpinion { .. } | EstadoModificacion::Aprobada { .. } => Tone::Good,
        EstadoModificacion::Observada { .. } => Tone::Warn,
        EstadoModificacion::Rechazada { .. } => Tone::Bad,
        EstadoModificacion::Retirada => Tone::Plain,
    }
}
