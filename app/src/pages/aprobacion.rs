//! The approval of the plan at `/aprobacion` (Art. 9, 10-II): what is missing, each where it is put
//! right; the two acts; and then the budget it was approved with, and its versions.

use domain::plan::ClaseActo;
use domain::vista::Edicion;
use domain::vista::aprobacion::{self, Aprobado, Falta, LugarFalta, PaginaAprobacion, RubroAprobado};
use domain::{Command, Dinero};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::acto::{ActoEscrito, CamposActo};
use super::edit::Attempt;
use super::modificaciones::versiones::LineaDeVersiones;
use super::{marco, programacion};
use crate::api::vigente;
use crate::components::editable::{Articulo, Reason};
use crate::components::page::Page;
use crate::components::solo_lectura::SoloLectura;
use crate::components::tag::{Notice, Tag, Tone};
use crate::lectura::Lectura;
use crate::state::page::of_plan;
use crate::state::replica::{nuevo_id, use_replica};
use crate::state::session::use_reader;
use crate::state::unit::use_units;

#[component]
pub fn AprobacionPage() -> impl IntoView {
    let first = of_plan(|| (), |lectura: &Lectura, ()| lectura.aprobacion(), |of, ()| vigente::leer_aprobacion(of));
    let (replica, context) = (use_replica().plan(), use_reader());
    let now = move || replica.with(|plan| plan.as_ref().map(|plan| aprobacion::aprobacion(plan, &context)));
    view! {
        <Page title="Aprobación del POI">
            <Transition>
                {move || Suspend::new(async move {
                    match first.await {
                        Ok(first) => {
                            let page = Memo::new(move |_| now().unwrap_or_else(|| first.clone()));
                            view! { <Aprobacion page /> }.into_any()
                        }
                        Err(error) => view! { <Notice tone=Tone::Bad>{error.message}</Notice> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

#[component]
fn Aprobacion(page: Memo<PaginaAprobacion>) -> impl IntoView {
    let done = Memo::new(move |_| page.with(|page| page.aprobado.clone()));
    let rubros = Memo::new(move |_| page.with(|page| page.rubros.clone()));
    let versiones = Memo::new(move |_| page.with(|page| page.versiones.clone()));
    view! {
        <div class="aprobacion">
            {move || match done.get() {
                Some(aprobado) => view! { <Hecha aprobado /> }.into_any(),
                None => view! { <Pendiente page /> }.into_any(),
            }}
            {move || {
                let momento = if done.with(Option::is_some) { Momento::Aprobado } else { Momento::PorAprobar };
                view! { <Presupuesto rubros=rubros.get() momento /> }
            }}
            {move || view! { <LineaDeVersiones versiones=versiones.get() /> }}
        </div>
    }
}

#[component]
fn Hecha(aprobado: Aprobado) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="aprobado">
            <div class="panel__head">
                <h2 id="aprobado">"El POI está aprobado"</h2>
                <Tag tone=Tone::Good>"aprobado"</Tag>
            </div>
            <div class="panel__body prose">
                <p>{aprobado.acuerdo}</p>
                <p>{aprobado.resolucion}</p>
                <p class="muted">
                    "Desde entonces cambia solo por una modificación (" <Articulo articulo="8.2.3" /> ")."
                </p>
            </div>
        </section>
    }
}

#[component]
fn Pendiente(page: Memo<PaginaAprobacion>) -> impl IntoView {
    let faltan = Memo::new(move |_| page.with(|page| page.faltan.clone()));
    let edicion = Memo::new(move |_| page.with(|page| page.edicion.clone()));
    view! {
        <section class="panel" aria-labelledby="falta">
            <div class="panel__head">
                <h2 id="falta">"Qué falta para aprobarlo"</h2>
                <Articulo articulo="10-II" />
            </div>
            <div class="panel__body">{move || view! { <Faltas faltan=faltan.get() /> }}</div>
        </section>
        {move || match edicion.get() {
            Edicion::Abierta => view! { <Documentos /> }.into_any(),
            edicion => view! { <SoloLectura edicion /> }.into_any(),
        }}
    }
}

#[component]
fn Faltas(faltan: Vec<Falta>) -> impl IntoView {
    if faltan.is_empty() {
        return view! { <p>"Nada: se puede registrar su aprobación."</p> }.into_any();
    }
    let units = use_units();
    let address = move |lugar: LugarFalta| match lugar {
        LugarFalta::Accion(id) => Some(marco::lugar::de_accion(id, None)),
        LugarFalta::Insumos { unidad, actividad } => {
            let page = programacion::lugar::de_unidad(&units.tree, unidad);
            Some(programacion::lugar::con_panel(&page, actividad) + "&parte=insumos")
        }
        LugarFalta::Unidad(id) => Some(programacion::lugar::de_unidad(&units.tree, id)),
        LugarFalta::Plan => None,
    };
    let rows = faltan.into_iter().map(|falta| {
        let open = address(falta.lugar).map(|href| view! { " " <a href=href>"Ir a corregirlo"</a> });
        view! { <li>{falta.texto} {open}</li> }
    });
    view! { <ul class="lista">{rows.collect_view()}</ul> }.into_any()
}

/// The Titular records them.
#[component]
fn Documentos() -> impl IntoView {
    let attempt = Attempt::new(use_replica());
    let acuerdo = ActoEscrito::new(ClaseActo::AcuerdoConcejo);
    let resolucion = ActoEscrito::new(ClaseActo::ResolucionAlcaldia);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if let (Some(acuerdo), Some(resolucion)) = (acuerdo.leer(), resolucion.leer()) {
            attempt.send(Command::AprobarPoi { version: nuevo_id(), acuerdo, resolucion });
        }
    };
    view! {
        <section class="panel" aria-labelledby="documentos">
            <div class="panel__head">
                <h2 id="documentos">"Registrar los documentos que lo aprueban"</h2>
            </div>
            <form class="panel__body actos" novalidate on:submit=send>
                <div class="actos__two">
                    <CamposActo acto=acuerdo id="acuerdo" />
                    <CamposActo acto=resolucion id="resolucion" />
                </div>
                <p class="muted">"Al registrarlos, el plan deja de escribirse: cambia solo por una modificación."</p>
                <div aria-live="polite">
                    {move || attempt.refused.get().map(|refusal| view! { <Reason refusal /> })}
                </div>
                <p>
                    <button class="button button--primary">"Registrar la aprobación del POI"</button>
                </p>
            </form>
        </section>
    }
}

/// Before the approval the table says what would become the PIA.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Momento {
    PorAprobar,
    Aprobado,
}

#[component]
fn Presupuesto(rubros: Vec<RubroAprobado>, momento: Momento) -> impl IntoView {
    let aprobado = momento == Momento::Aprobado;
    let sum = |read: fn(&RubroAprobado) -> Dinero| rubros.iter().map(read).sum::<Dinero>().cifra();
    let (pia, pim) = (sum(|row| row.pia), sum(|row| row.pim));
    let title = if aprobado { "Presupuesto inicial y modificado" } else { "Presupuesto que se aprobaría" };
    let rows = rubros.into_iter().map(|row| {
        view! {
            <tr>
                <th scope="row">{row.rubro.to_string()} " " {row.nombre}</th>
                <td class="figure">{row.pia.cifra()}</td>
                {aprobado.then(|| view! { <td class="figure">{row.pim.cifra()}</td> })}
            </tr>
        }
    });
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2 id="pia">{title}</h2>
            </div>
            <div class="table-box" tabindex="0" role="region" aria-labelledby="pia">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Rubro"</th>
                            <th scope="col" class="figure">"PIA S/"</th>
                            {aprobado.then(|| view! { <th scope="col" class="figure">"PIM S/"</th> })}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">"Total"</th>
                            <td class="figure">{pia}</td>
                            {aprobado.then(|| view! { <td class="figure">{pim}</td> })}
                        </tr>
                    </tfoot>
                </table>
            </div>
        </section>
    }
}
