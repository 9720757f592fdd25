//! Scenarios: up to three of one's drafts beside the plan in force, on totals, on what the techos
//! cover and on how much of the targets is reached. Nobody has to present any of them.

use domain::vista::{CoberturaComparada, Cuenta, Escenario, MAXIMO_DE_ESCENARIOS, PaginaEscenarios};
use domain::{Dinero, Id, Plan};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::api::borradores::{FichaBorrador, borradores, leer_escenarios};
use crate::components::page::Page;
use crate::components::tag::{Notice, Tone};
use crate::state::session::use_session;
use crate::wire::load;

/// Those that the address names, in its order.
fn named(text: Option<String>) -> Vec<Id<Plan>> {
    let mut all: Vec<Id<Plan>> = Vec::new();
    for id in text.unwrap_or_default().split(',').filter_map(|id| id.parse().ok()) {
        if !all.contains(&id) && all.len() < MAXIMO_DE_ESCENARIOS {
            all.push(id);
        }
    }
    all
}

#[component]
pub fn EscenariosPage() -> impl IntoView {
    let query = use_query_map();
    let chosen = Memo::new(move |_| named(query.with(|query| query.get("de"))));
    let vigente = use_session().vigente;
    let own = load(|| (), |()| borradores());
    let page = load(move || chosen.get(), move |chosen| leer_escenarios(vigente, chosen));
    view! {
        <Page title="Escenarios">
            <div class="escenarios">
                <Transition>
                    {move || Suspend::new(async move {
                        match own.await {
                            Ok(all) => view! { <Elegir all chosen /> }.into_any(),
                            Err(error) => view! { <Notice tone=Tone::Bad>{error.message}</Notice> }.into_any(),
                        }
                    })}
                    {move || Suspend::new(async move {
                        match page.await {
                            Ok(page) => view! { <Comparados page /> }.into_any(),
                            Err(error) => view! { <Notice tone=Tone::Bad>{error.message}</Notice> }.into_any(),
                        }
                    })}
                </Transition>
            </div>
        </Page>
    }
}

#[component]
fn Elegir(all: Vec<FichaBorrador>, chosen: Memo<Vec<Id<Plan>>>) -> impl IntoView {
    if all.is_empty() {
        return view! {
            <Notice tone=Tone::Plain>
                "No tiene borradores que comparar. Abra uno en " <a href="/modificaciones">"Modificaciones"</a>
                ": un escenario es un borrador que nadie presenta."
            </Notice>
        }
        .into_any();
    }
    let known = StoredValue::new(all.iter().map(|one| one.id).collect::<Vec<_>>());
    let navigate = use_navigate();
    let toggle = move |id: Id<Plan>| {
        let mut now = chosen.get_untracked();
        now.retain(|one| known.with_value(|known: &Vec<Id<Plan>>| known.contains(one)));
        match now.iter().position(|one| *one == id) {
            Some(at) => drop(now.remove(at)),
            None => now.push(id),
        }
        let ids: Vec<String> = now.iter().map(ToString::to_string).collect();
        let place = if ids.is_empty() { "/escenarios".to_owned() } else { format!("/escenarios?de={}", ids.join(",")) };
        navigate(&place, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    let each = all.into_iter().map(|one| {
        let (id, toggle) = (one.id, toggle.clone());
        let is_chosen = move || chosen.with(|all| all.contains(&id));
        let mine = move |one: &&Id<Plan>| known.with_value(|known| known.contains(one));
        let is_full = move || chosen.with(|all| all.iter().filter(mine).count() >= MAXIMO_DE_ESCENARIOS);
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_chosen
                    disabled=move || is_full() && !is_chosen()
                    on:change=move |_| toggle(id)
                />
                <span>{one.titulo}</span>
            </label>
        }
    });
    view! {
        <fieldset class="escenarios__choices">
            <legend>"Borradores que se comparan con el plan vigente (hasta tres)"</legend>
            {each.collect_view()}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Comparados(page: PaginaEscenarios) -> impl IntoView {
    let PaginaEscenarios { escenarios, coberturas } = page;
    let titles: Vec<String> = escenarios.iter().map(|one| one.titulo.clone()).collect();
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label="Escenarios, uno al lado del otro">
            <table class="table">
                <Cabeza titles=titles.clone() first="" />
                <tbody>
                    <Importe texto="Programado S/" all=escenarios.clone() of=|one| one.total />
                    <Actividades texto="Financiadas" all=escenarios.clone() of=|one| one.financiadas />
                    <Actividades texto="Parciales" all=escenarios.clone() of=|one| one.parciales />
                    <Actividades texto="Sin financiamiento" all=escenarios.clone() of=|one| one.sin_financiamiento />
                    <tr>
                        <th scope="row">"AEI con su meta cubierta"</th>
                        {escenarios.iter().map(|one| view! { <td class="figure">{one.metas_cubiertas}</td> }).collect_view()}
                    </tr>
                    <Rubros all=escenarios />
                </tbody>
            </table>
        </div>
        {(!coberturas.is_empty()).then(|| view! { <Coberturas titles coberturas /> })}
    }
}

#[component]
fn Cabeza(titles: Vec<String>, first: &'static str) -> impl IntoView {
    view! {
        <thead>
            <tr>
                <th scope="col">{if first.is_empty() { "Cifra" } else { first }}</th>
                {titles.into_iter().map(|title| view! { <th scope="col" class="figure">{title}</th> }).collect_view()}
            </tr>
        </thead>
    }
}

#[component]
fn Importe(texto: &'static str, all: Vec<Escenario>, of: fn(&Escenario) -> Dinero) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{texto}</th>
            {all.iter().map(|one| view! { <td class="figure">{of(one).cifra()}</td> }).collect_view()}
        </tr>
    }
}

#[component]
fn Actividades(texto: &'static str, all: Vec<Escenario>, of: fn(&Escenario) -> Cuenta) -> impl IntoView {
    let said = move |one: &Escenario| {
        let Cuenta { actividades, costo } = of(one);
        format!("{actividades} · S/ {}", costo.cifra())
    };
    view! {
        <tr>
            <th scope="row">{texto}</th>
            {all.iter().map(|one| view! { <td class="figure">{said(one)}</td> }).collect_view()}
        </tr>
    }
}

/// Programmed of each rubro, and its techo under it.
#[component]
fn Rubros(all: Vec<Escenario>) -> impl IntoView {
    let mut rubros: Vec<_> = all.iter().flat_map(|one| one.rubros.iter().map(|(rubro, ..)| *rubro)).collect();
    rubros.sort_unstable();
    rubros.dedup();
    let each = rubros.into_iter().map(move |rubro| {
        let cells = all.iter().map(|one| {
            let found = one.rubros.iter().find(|(of, ..)| *of == rubro);
            let (techo, programado) = found.map(|(_, techo, programmed)| (*techo, *programmed)).unwrap_or_default();
            view! { <td class="figure">{programado.cifra()} " de " {techo.cifra()}</td> }
        });
        view! {
            <tr>
                <th scope="row">"Rubro " {rubro.to_string()} ": programado de techo"</th>
                {cells.collect_view()}
            </tr>
        }
    });
    each.collect_view()
}

#[component]
fn Coberturas(titles: Vec<String>, coberturas: Vec<CoberturaComparada>) -> impl IntoView {
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label="Cobertura de las metas de las AEI">
            <table class="table">
                <Cabeza titles first="AEI cuya cobertura difiere" />
                <tbody>
                    {coberturas
                        .into_iter()
                        .map(|row| {
                            view! {
                                <tr>
                                    <th scope="row">{row.codigo.clone()} " " {row.enunciado.clone()}</th>
                                    {row
                                        .dichas()
                                        .into_iter()
                                        .map(|one| view! { <td class="figure">{one}</td> })
                                        .collect_view()}
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
}
