//! Two versions of the plan row by row, at `/versiones?de=…&a=…`: what was created, withdrawn or
//! changed, and the totals of each rubro. Without `a`, the plan in force.

use domain::plan::VersionNombrada;
use domain::vista::modificacion::HitoVersion;
use domain::vista::versiones::{TotalComparado, VersionesComparadas};
use domain::{Dinero, Id};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

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
}

#[component]
pub fn VersionesPage() -> impl IntoView {
    let query = use_query_map();
    let named = move |name: &str| query.with(|query| query.get(name)).and_then(|text| text.parse().ok());
    let par = Memo::new(move |_| Par { de: named("de"), a: named("a") });
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
                                {compared.map(|compared| view! { <Comparadas compared /> })}
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
        Some(_) => vigente::comparar_versiones(par.de, par.a).await.map(Some),
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
fn Comparadas(compared: VersionesComparadas) -> impl IntoView {
    let (before, now) = compared.actividades;
    let same = compared.grupos.is_empty();
    let rest = (compared.omitidos > 0).then(|| {
        let said = format!("Hay {} actividades más con cambios, que no caben aquí.", compared.omitidos);
        view! { <Notice tone=Tone::Plain>{said}</Notice> }
    });
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
                <h2 id="filas">"Qué cambia, fila por fila"</h2>
            </div>
            <div class="panel__body">
                {same.then(|| view! { <p class="muted">"Nada: las dos dicen lo mismo."</p> })}
                <Grupos grupos=compared.grupos />
                {rest}
            </div>
        </section>
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
