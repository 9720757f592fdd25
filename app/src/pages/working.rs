//! The layout of every page that needs a session: the frame, and the page inside.
//! Whoever has none is taken to Entrar and brought back afterwards.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::{use_query_map, use_url};
use leptos_router::location::Url;

use super::presence::presence;
use super::tray;
use crate::api::inicio::Institucion;
use crate::api::session::{Entorno, MoverHoy, Sesion};
use crate::components::demo_strip::DemoStrip;
use crate::components::draft_strip::DraftStrip;
use crate::components::frame::{Frame, Person};
use crate::components::leaving::ask_before_leaving;
use crate::components::nav::Inside;
use crate::components::page::{Heading, Page};
use crate::components::tag::{Notice, Tone};
use crate::components::unit_tree::label;
use crate::error::{AppError, Code};
use crate::state::page::institution;
use crate::state::presence::provide_presence;
use crate::state::replica::{provide_replica, use_replica};
use crate::state::session::use_session_resource;
use crate::state::unit::{Units, pick_unit, provide_units, stay_in};
use crate::state::vigente::provide_renovacion;
use crate::unit_address::addressed;

#[component]
pub fn WorkingLayout() -> impl IntoView {
    let signed_in = use_session_resource().0;
    let whose = institution();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match (signed_in.await, whose.await) {
                    (Ok(Some(sesion)), Ok(whose)) => view! { <Framed sesion whose /> }.into_any(),
                    (Ok(None), _) => view! { <Redirect path=entrar_and_return() /> }.into_any(),
                    (Err(error), _) | (_, Err(error)) => view! { <Unreachable error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// `/entrar?volver=…` with the address one wanted.
fn entrar_and_return() -> String {
    let url = use_url().get_untracked();
    let search = url.search();
    let wanted = if search.is_empty() { url.path().to_owned() } else { format!("{}?{search}", url.path()) };
    if wanted == "/" { "/entrar".to_owned() } else { format!("/entrar?volver={}", Url::escape(&wanted)) }
}

#[component]
fn Framed(sesion: Sesion, whose: Institucion) -> impl IntoView {
    let units = provide_units(whose.unidades, sesion.unidad, sesion.borrador());
    provide_context(heading(whose.entidad, &sesion, &units));
    let (on_screen, tree) = (units.clone(), units.tree.clone());
    let units_of_tray = tree.clone();
    provide_replica(sesion.clone());
    let replica = use_replica();
    ask_before_leaving(tray::to_lose(replica));
    let others = presence(provide_presence(&units), &units);
    let person = Person { nombre: sesion.nombre.clone(), puesto: sesion.puesto.clone(), rol: sesion.rol };
    let (hoy, ejercicio) = (sesion.hoy, sesion.ejercicio);
    let inside = sesion.borrador().map_or(Inside::InForce, |_| Inside::Draft);
    if sesion.borrador().is_some() {
        provide_renovacion();
    }
    let strips = strips(&sesion, whose.borrador, &units);
    provide_context(sesion);
    view! {
        <Frame
            person
            ejercicio
            etapa=domain::calendario::etapa(ejercicio, hoy).nombre()
            units=tree
            unit=units.current
            unit_query=Signal::derive(move || on_screen.query())
            on_unit=pick_unit(units)
            tray=tray::tray(replica, units_of_tray)
            steps=tray::steps(replica)
            presence=others
            sign_out=tray::sign_out(replica)
            inside
            strips
        >
            <Outlet />
        </Frame>
    }
}

/// What every page says of the plan on screen.
fn strips(sesion: &Sesion, titulo: Option<String>, units: &Units) -> ViewFn {
    let demo = sesion.entorno == Entorno::Demostracion;
    let (hoy, borrador) = (sesion.hoy, sesion.borrador());
    if let Some(borrador) = borrador {
        stay_in(borrador);
    }
    let (plan, units) = (use_replica().plan(), units.clone());
    let called = Memo::new(move |_| {
        let now = plan.with(|plan| Some(plan.as_ref()?.rama()?.modificacion.titulo.to_string()));
        now.or_else(|| titulo.clone()).unwrap_or_default()
    });
    let place = Signal::derive(move || ["/modificacion", &units.query()].concat());
    ViewFn::from(move || {
        view! {
            {borrador.map(|_| view! { <DraftStrip titulo=called modificacion=place /> })}
            {demo.then(|| view! { <DemoStrip hoy action=MoverHoy::url() /> })}
        }
    })
}

fn heading(entidad: String, sesion: &Sesion, units: &Units) -> Heading {
    let (on_screen, tree, asked) = (units.clone(), units.tree.clone(), use_query_map());
    Heading {
        entidad,
        ejercicio: sesion.ejercicio,
        hoy: sesion.hoy,
        unidad: Signal::derive(move || {
            let current = on_screen.current.get();
            on_screen.tree.iter().find(|node| Some(node.id) == current).map(label).unwrap_or_default()
        }),
        desconocida: Signal::derive(move || {
            let named = asked.with(|asked| asked.get("unidad"));
            named.filter(|named| !named.is_empty() && addressed(&tree, named).is_none())
        }),
    }
}

/// The server could not say who one is, or refused the plan.
#[component]
fn Unreachable(error: AppError) -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(match error.code {
            Code::NotFound => http::StatusCode::NOT_FOUND,
            _ => http::StatusCode::INTERNAL_SERVER_ERROR,
        });
    }
    let (title, way) = match error.code {
        Code::Offline => ("Sin conexión", "Volver a intentar"),
        Code::NotFound => ("No se encontró", "Ir al plan vigente"),
        _ => ("No se pudo abrir la página", "Volver a intentar"),
    };
    view! {
        <Page title>
            <Notice tone=Tone::Bad>{error.message}</Notice>
            <p>
                <a class="button" href="/" rel="external">
                    {way}
                </a>
            </p>
        </Page>
    }
}
