//! Two versions of the plan row by row, at `/versiones?de=…&a=…`: what was created, withdrawn or
//! changed, and the totals of each rubro. Without `a`, the plan in force; with `desde`, the changes
//! from that one on, where there are more than are told at a time.

use domain::plan::VersionNombrada;
use domain::vista::modificacion::HitoVersion;
use domain::vista::versiones::{TotalComparado, VersionesComparadas};
use domain::{Dinero, Id};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::asked::{focus_within, go_where_asked};
use super::modificaciones::comparada::Grupos;
use super::modificaciones::versiones::LineaDeVersiones;
use crate::api::vigente;
use crate::components::page::Page;
use crate::components::tag::{Notice, Tone};
use crate::error::AppError;
use crate::lectura::Lectura;
use crate::state::page::of_plan;
use crate::wire::load;

/// What the address asks to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Par {
    de: Option<Id<VersionNombrada>>,
    a: Option<Id<VersionNombrada>>,
    /// How many of the activities that differ come before those that are told.
    desde: usize,
}

impl Par {
    /// The address of the same two, told from another of the changes.
    fn direccion(self, desde: usize) -> String {
        let named = |id: Option<Id<VersionNombrada>>| id.map(|id| id.to_string()).unwrap_or_default();
        format!("/versiones?de={}&a={}&desde={desde}#filas", named(self.de), named(self.a))
    }
}

#[component]
pub fn VersionesPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let named = move |name| asked(name).parse().ok();
    let par =
        Memo::new(move |_| Par { de: named("de"), a: named("a"), desde: asked("desde").parse().unwrap_or_default() });
    let all =
        of_plan(|| (), |lectura: &Lectura, ()| lectura.modificaciones(), |of, ()| vigente::leer_modificaciones(of));
    let compared = load(move || par.get(), comparar);
    view! {
        <Page title="Versiones del plan">
            <Transition>
                {move || Suspend::new(async move {
                    match (all.await, compared.await) {
                        (Ok(page), Ok(compared)) => {
                            let versiones = page.versiones;
                            view! {
                                <Elegir versiones=versiones.clone() par=par.get_untracked() />
                                {compared.map(|compared| view! { <Comparadas compared par=par.get_untracked() /> })}
                                <LineaDeVersiones versiones />
                            }
                                .into_any()
                        }
                        (Err(error), _) | (_, Err(error)) => {
                            view! { <Notice tone=Tone::Bad>{error.message}</Notice> }.into_any()
                        }
                    }
                })}
            </Transition>
        </Page>
    }
}

/// The server has every version; a browser, only the plan in force.
async fn comparar(par: Par) -> Result<Option<VersionesComparadas>, AppError> {
    match par.de {
        Some(_) => vigente::comparar_versiones(par.de, par.a, par.desde).await.map(Some),
        None => Ok(None),
    }
}

/// A form that works without JavaScript too.
#[component]
fn Elegir(versiones: Vec<HitoVersion>, par: Par) -> impl IntoView {
    let navigate = use_navigate();
    let (de, a) = (NodeRef::<leptos::html::Select>::new(), NodeRef::<leptos::html::Select>::new());
    let go = move |event: SubmitEvent| {
        event.prevent_default();
        let value =
            |select: NodeRef<leptos::html::Select>| select.get_untracked().map(|it| it.value()).unwrap_or_default();
        let to = ["/versiones?de=", &value(de), "&a=", &value(a)].concat();
        navigate(&to, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    let options = |chosen: Option<Id<VersionNombrada>>| {
        let each = versiones.iter().map(|one| {
            view! { <option value=one.id.to_string() selected=Some(one.id) == chosen>{one.nombre.clone()}</option> }
        });
        each.collect_view()
    };
    let (from, to) = (options(par.de), options(par.a));
    view! {
        <form class="elegir" method="get" action="/versiones" on:submit=go>
            <label class="field field--inline" for="version-de">
                <span class="field__label">"Comparar"</span>
                <select class="input" id="version-de" name="de" node_ref=de>
                    {from}
                </select>
            </label>
            <label class="field field--inline" for="version-a">
                <span class="field__label">"con"</span>
                <select class="input" id="version-a" name="a" node_ref=a>
                    <option value="" selected=par.a.is_none()>"Plan vigente"</option>
                    {to}
                </select>
            </label>
            <button class="button button--primary">"Comparar"</button>
        </form>
    }
}

#[component]
fn Comparadas(compared: VersionesComparadas, par: Par) -> impl IntoView {
    go_where_asked(|id| focus_within("#filas", id));
    let (before, now) = compared.actividades;
    let same = compared.grupos.is_empty();
    let (told, total, vecinas) = (compared.grupos.len(), compared.total, compared.vecinas());
    let upto = (compared.desde + 1, compared.desde + told);
    let more = (told < total).then(|| view! { <Tramo upto total vecinas par /> });
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2 id="totales">"Totales por rubro"</h2>
                <span class="muted">
                    "Actividades vigentes: " {before.to_string()} " → " {now.to_string()}
                </span>
            </div>
            <Totales filas=compared.rubros />
        </section>
        <section class="panel" aria-labelledby="filas">
            <div class="panel__head">
                <h2 id="filas" tabindex="-1">"Qué cambia, fila por fila"</h2>
            </div>
            <div class="panel__body">
                {same.then(|| view! { <p class="muted">"Nada: las dos dicen lo mismo."</p> })}
                <Grupos grupos=compared.grupos />
                {more}
            </div>
        </section>
    }
}

/// Which of what differs is told, and the ways to the rest.
#[component]
fn Tramo(
    /// The first and the last, counted from one.
    upto: (usize, usize),
    total: usize,
    /// Where those before and those after begin.
    vecinas: (Option<usize>, Option<usize>),
    par: Par,
) -> impl IntoView {
    let ((first, last), (before, after)) = (upto, vecinas);
    let way = move |to: Option<usize>, name: &'static str| {
        to.map(|desde| view! { <a class="button" href=par.direccion(desde)>{name}</a> })
    };
    view! {
        <nav class="elegir" aria-label="Los demás cambios">
            <span>{format!("Cambios {first} a {last} de {total}")}</span>
            {way(before, "Anteriores")}
            {way(after, "Siguientes")}
        </nav>
    }
}

#[component]
fn Totales(filas: Vec<TotalComparado>) -> impl IntoView {
    let sum = |read: fn(&TotalComparado) -> Dinero| filas.iter().map(read).sum::<Dinero>();
    let (antes, ahora) = (sum(|row| row.antes), sum(|row| row.ahora));
    let rows = filas.into_iter().map(|row| {
        view! {
            <tr>
                <th scope="row">{row.rubro.to_string()} " " {row.nombre}</th>
                <td class="figure">{row.antes.cifra()}</td>
                <td class="figure">{row.ahora.cifra()}</td>
                <td class="figure">{row.ahora.menos(row.antes).cifra()}</td>
            </tr>
        }
    });
    view! {
        <div class="table-box" tabindex="0" role="region" aria-labelledby="totales">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Rubro"</th>
                        <th scope="col" class="figure">"Antes S/"</th>
                        <th scope="col" class="figure">"Después S/"</th>
                        <th scope="col" class="figure">"Diferencia S/"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">"Total"</th>
                        <td class="figure">{antes.cifra()}</td>
                        <td class="figure">{ahora.cifra()}</td>
                        <td class="figure">{ahora.menos(antes).cifra()}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}
