//! The panel of one activity: everything about it, written in its place, and its
//! insumos as a sheet of their own. It is part of the page, never over it.
//!
//! The address says which part is open: `?actividad=ID&parte=insumos`.

mod avisos;
mod campos;
mod elementos;
mod fechas;
mod ficha;
mod indicador;
mod insumos;
pub mod lugar;
mod metas;
mod retirada;
mod tareas;

use domain::catalogo::UnidadMedida;
use domain::plan::Actividad;
use domain::vista::{self, DetalleActividad, OpcionAccion};
use domain::{Command, Id};
use leptos::ev;
use leptos::html::Section;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::query_signal_with_options;

use self::avisos::Avisos;
use self::elementos::Elementos;
use self::fechas::Fechas;
use self::ficha::Ficha;
use self::indicador::IndicadorView;
use self::insumos::Insumos;
use self::metas::Metas;
use self::tareas::Tareas;
use crate::api::plan;
use crate::components::editable::Access;
use crate::components::grid::keep_in_sight;
use crate::components::icon::{Glyph, Icon};
use crate::components::tag::{Notice, Tone};
use crate::pages::asked::{focus_within, go_where_asked};
use crate::pages::edit::Fields;
use crate::pages::programacion::lugar::{HOJA, con_panel, de_unidad};
use crate::pages::unwritten::provide_shelf;
use crate::state::page::of_plan;
use crate::state::replica::{Replica, use_replica};
use crate::state::unit::use_units;

/// What the lists of the panel are chosen from.
#[derive(Clone, Copy)]
pub struct Opciones {
    pub acciones: Signal<Vec<OpcionAccion>>,
    pub medidas: Signal<Vec<UnidadMedida>>,
}

/// What every part of the panel works with.
#[derive(Clone, Copy)]
struct Panel {
    id: Id<Actividad>,
    detalle: Signal<Option<DetalleActividad>>,
    campos: Fields<Actividad>,
    opciones: Opciones,
    access: Access,
}

impl Panel {
    fn replica(self) -> Replica {
        self.campos.replica
    }

    /// The address of one of its parts, over the page of its unit.
    fn direccion(self, parte: Parte) -> String {
        let unidad = self.detalle.with_untracked(|all| all.as_ref().map(|all| all.actividad.unidad));
        let pagina = unidad.map_or_else(|| "/programacion".to_owned(), |id| de_unidad(&use_units().tree, id));
        con_panel(&pagina, self.id) + &parte.direccion()
    }

    fn nombre(self) -> String {
        self.detalle.with(|all| all.as_ref().map(|all| all.actividad.nombre.to_string()).unwrap_or_default())
    }
}

fn use_panel() -> Panel {
    expect_context()
}

/// The panel of `id`; `on_close` is told when the person leaves it.
#[component]
pub fn PanelActividad(id: Id<Actividad>, opciones: Opciones, access: Access, on_close: Callback<()>) -> impl IntoView {
    let first = of_plan(|| (), move |lectura, ()| lectura.detalle(id), move |of, ()| plan::detalle(of, id));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(first) => view! { <Abierto id first opciones access on_close /> }.into_any(),
                    Err(error) => view! { <Notice tone=Tone::Bad>{error.message}</Notice> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Abierto(
    id: Id<Actividad>,
    first: Option<DetalleActividad>,
    opciones: Opciones,
    access: Access,
    on_close: Callback<()>,
) -> impl IntoView {
    let tip = use_replica().plan();
    let detalle: Signal<Option<DetalleActividad>> = Memo::new(move |_| {
        tip.with(|plan| plan.as_ref().map(|plan| vista::detalle(plan, id))).unwrap_or_else(|| first.clone())
    })
    .into();
    let row = Memo::new(move |_| detalle.with(|all| all.as_ref().map(|all| all.actividad.clone())));
    let campos = Fields::new(row, move |seen, nuevo| Command::EditarActividad { id, seen, nuevo });
    provide_context(Panel { id, detalle, campos, opciones, access });
    let panel = NodeRef::<Section>::new();
    take_focus(panel);
    let missing = move || detalle.with(Option::is_none);
    view! {
        <section
            class="actividad panel"
            aria-label="Detalle de la actividad"
            tabindex="-1"
            node_ref=panel
            on:keydown=move |event| on_key(&event, on_close)
        >
            <Cabeza on_close />
            <Show
                when=move || !missing()
                fallback=|| view! { <p class="panel__body">"Esa actividad no está en el plan de este ejercicio."</p> }
            >
                <Partes />
            </Show>
        </section>
    }
}

/// Opened from the activities, it takes the focus; opened with the page, it does not.
fn take_focus(panel: NodeRef<Section>) {
    Effect::new(move || {
        let Some(panel) = panel.get() else { return };
        // It is drawn aside while its data comes: a frame later it is on the page.
        request_animation_frame(move || {
            if has_focus(".programacion *") {
                // An element on the page takes the focus, or leaves it where it was.
                let _ = panel.focus();
                panel.scroll_into_view();
            }
        });
    });
}

/// Whether the element that has the focus is one of these.
fn has_focus(selector: &str) -> bool {
    document().active_element().is_some_and(|one| one.matches(selector).unwrap_or_default())
}

/// Escape that a sheet of the panel had no use for closes the panel.
fn on_key(event: &ev::KeyboardEvent, on_close: Callback<()>) {
    if event.key() == "Escape" && !event.default_prevented() && has_focus(".actividad .grid *") {
        event.prevent_default();
        on_close.run(());
    }
}

/// Code, name, cost, and the way out.
#[component]
fn Cabeza(on_close: Callback<()>) -> impl IntoView {
    let detalle = use_panel().detalle;
    let text = move |pick: fn(&DetalleActividad) -> String| move || detalle.with(|all| all.as_ref().map(pick));
    view! {
        <div class="panel__head">
            <h2 class="actividad__title">
                <span class="muted">{text(|all| all.actividad.codigo.to_string())}</span>
                " "
                {text(|all| all.actividad.nombre.to_string())}
            </h2>
            <b class="actividad__cost">{text(|all| all.costo.to_string())}</b>
            <button
                class="button button--quiet button--icon"
                type="button"
                aria-label="Cerrar el detalle"
                on:click=move |_| on_close.run(())
            >
                <Icon glyph=Glyph::Close />
            </button>
        </div>
    }
}

/// The parts of the panel, in the order of the directive's steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parte {
    Ficha,
    Metas,
    Tareas,
    Insumos,
}

impl Parte {
    const TODAS: [Self; 4] = [Self::Ficha, Self::Metas, Self::Tareas, Self::Insumos];

    fn clave(self) -> &'static str {
        match self {
            Self::Ficha => "ficha",
            Self::Metas => "metas",
            Self::Tareas => "tareas",
            Self::Insumos => "insumos",
        }
    }

    fn nombre(self) -> &'static str {
        match self {
            Self::Ficha => "Identificación",
            Self::Metas => "Indicador, metas y fechas",
            Self::Tareas => "Tareas y elementos críticos",
            Self::Insumos => "Insumos",
        }
    }
}

#[component]
fn Partes() -> impl IntoView {
    let quiet = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
    let (asked, go) = query_signal_with_options::<String>("parte", quiet);
    let panel = use_panel();
    go_where_asked(|id| focus_within(".actividad *", id));
    let open = Memo::new(move |_| {
        let asked = asked.get();
        Parte::TODAS.into_iter().find(|one| asked.as_deref() == Some(one.clave())).unwrap_or(Parte::Ficha)
    });
    // Each part takes as much of the page as it needs from the sheet, in which one sees what one came from.
    Effect::new(move || {
        open.track();
        request_animation_frame(|| keep_in_sight(HOJA));
    });
    view! {
        <div class="actividad__parts" role="group" aria-label="Partes del detalle">
            {Parte::TODAS
                .map(|parte| {
                    view! {
                        <button
                            class="tabs__tab actividad__part"
                            type="button"
                            aria-current=move || (open.get() == parte).then_some("true")
                            on:click=move |_| go.set(Some(parte.clave().to_owned()))
                        >
                            {parte.nombre()}
                        </button>
                    }
                })}
        </div>
        <Avisos />
        <div class="panel__body">
            {move || contenido(panel, open.get())}
        </div>
    }
}

/// What a part holds. What its fields could not save is kept under the address of the part.
fn contenido(panel: Panel, open: Parte) -> AnyView {
    provide_shelf(panel.replica(), panel.direccion(open), move || panel.nombre());
    match open {
        Parte::Ficha => view! { <Ficha /> }.into_any(),
        Parte::Metas => view! {
            <IndicadorView />
            <Metas />
            <Fechas />
        }
        .into_any(),
        Parte::Tareas => view! {
            <Tareas />
            <Elementos />
        }
        .into_any(),
        Parte::Insumos => view! { <Insumos /> }.into_any(),
    }
}
