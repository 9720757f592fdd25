//! Marco estratégico: the OEI and AEI as a tree that is edited in place, and the cadena
//! de valor público drawn from the same data (Art. 7, 8.2.1, Anexo 01).
//!
//! The address says what is on screen: `?vista=cadena`, `objetivo=`, `accion=`,
//! `filtro=`, `buscar=`.

mod actos;
mod barra;
mod cadena;
mod dibujo;
mod ficha;
mod fila;
mod indicadores;
mod lineas;
pub mod lugar;
mod metas;
mod nuevo;
mod retiro;
mod tabla;
mod textos;

use domain::vista::{self, PaginaMarco};
use leptos::prelude::*;

use self::barra::Barra;
use self::cadena::Cadena;
use self::ficha::Ficha;
use self::lugar::{Lugar, Vista, provide_lugar};
use self::tabla::Tabla;
use crate::api::plan;
use crate::components::editable::Access;
use crate::components::page::Page;
use crate::components::solo_lectura::SoloLectura;
use crate::components::tag::{Notice, Tone};
use crate::pages::asked::{focus_within, go_where_asked};
use crate::state::page::of_plan;
use crate::state::replica::use_replica;
use crate::state::session::use_session;

#[component]
pub fn MarcoPage() -> impl IntoView {
    let first = of_plan(|| (), |lectura, ()| lectura.marco(), |of, ()| plan::marco(of));
    view! {
        <Page title="Marco estratégico">
            <Suspense>
                {move || Suspend::new(async move {
                    match first.await {
                        Ok(first) => view! { <Marco first /> }.into_any(),
                        Err(error) => view! { <Notice tone=Tone::Bad>{error.message}</Notice> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

/// What every part of the page works with.
#[derive(Clone, Copy)]
struct Contexto {
    page: Memo<PaginaMarco>,
    access: Access,
    lugar: Lugar,
    /// Read aloud, once.
    aviso: RwSignal<String>,
}

fn use_marco() -> Contexto {
    expect_context()
}

/// The page: what the server rendered, until the replica takes over.
#[component]
fn Marco(first: PaginaMarco) -> impl IntoView {
    let (replica, actor) = (use_replica().plan(), use_session().actor());
    let access = if first.edicion.es_abierta() { Access::Write } else { Access::Read };
    let edicion = first.edicion.clone();
    let page = Memo::new(move |_| {
        replica.with(|plan| plan.as_ref().map(|plan| vista::marco(plan, &actor))).unwrap_or_else(|| first.clone())
    });
    let lugar = provide_lugar();
    let aviso = RwSignal::new(String::new());
    provide_context(Contexto { page, access, lugar, aviso });
    view! {
        <Barra />
        <SoloLectura edicion />
        <p class="hidden-text" aria-live="polite">
            {aviso}
        </p>
        {move || match lugar.vista.get() {
            Vista::Arbol => view! { <Arbol /> }.into_any(),
            Vista::Cadena => view! { <Cadena /> }.into_any(),
        }}
    }
}

/// The tree, and beside it the row that is open.
#[component]
fn Arbol() -> impl IntoView {
    let lugar = use_marco().lugar;
    let open = Memo::new(move |_| lugar.nodo.get().is_some() || lugar.nuevo.get().is_some());
    go_where_asked(|id| focus_within(".ficha *", id));
    view! {
        <div class="marco" data-open=move || open.get().then_some("si")>
            <Tabla />
            <Ficha />
        </div>
    }
}
