//! The unit's live budget summary (SPEC §5): one line, and all of it.
//!
//! Receives the [`Resumen`] and says which scope the person wants; it never counts.

mod meses;
mod rubros;

use std::time::Duration;

use domain::Dinero;
use domain::vista::{Ambito, Resumen};
use leptos::prelude::*;

use self::meses::Meses;
use self::rubros::Rubros;
use super::money::Money;
use super::page::SummaryView;
use super::tag::{Tag, Tone};

/// After the last change, before the summary is read aloud.
const QUIET: Duration = Duration::from_millis(1500);

/// What the summary shows and asks for.
#[derive(Clone, Copy)]
pub struct Resumido {
    pub resumen: Signal<Resumen>,
    /// The unit alone, or with all below it; none where nothing is below.
    pub on_ambito: Option<Callback<Ambito>>,
    /// Address of the printable Cuadro Resumen de presupuesto (Art. 8.4).
    pub cuadro: Signal<String>,
}

/// Both forms, for [`Page`](super::page::Page).
#[must_use]
pub fn summary_view(resumido: Resumido) -> SummaryView {
    let resumen = resumido.resumen;
    SummaryView::new(move || view! { <Linea resumen /> }, move || view! { <Entero resumido /> })
}

fn amount(resumen: Signal<Resumen>, of: impl Fn(&Resumen) -> Dinero + Send + Sync + 'static) -> Signal<Dinero> {
    Memo::new(move |_| resumen.with(|row| of(row))).into()
}

/// Techo, programado and saldo in one line.
#[component]
fn Linea(resumen: Signal<Resumen>) -> impl IntoView {
    view! {
        <dl class="resumen-linea">
            <div>
                <dt>"Techo"</dt>
                <dd>
                    <Money amount=amount(resumen, |row| row.techo) />
                </dd>
            </div>
            <div>
                <dt>"Programado"</dt>
                <dd>
                    <Money amount=amount(resumen, |row| row.programado) />
                </dd>
            </div>
            <div>
                <dt>"Saldo"</dt>
                <dd>
                    <Money amount=amount(resumen, |row| row.saldo) />
                    <Exceso resumen />
                </dd>
            </div>
        </dl>
        <Anuncio resumen />
    }
}

/// A negative balance, in words too.
#[component]
fn Exceso(resumen: Signal<Resumen>) -> impl IntoView {
    let over = Memo::new(move |_| resumen.with(|row| row.saldo.es_negativo()));
    move || over.get().then(|| view! { <Tag tone=Tone::Bad>"pasa el techo"</Tag> })
}

/// Read aloud once the figures have been quiet for a while, and never at first.
#[component]
fn Anuncio(resumen: Signal<Resumen>) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let figures = Memo::new(move |_| resumen.with(|row| (row.programado, row.saldo)));
    Effect::new(move |before: Option<(Dinero, Dinero, Option<TimeoutHandle>)>| {
        let (programado, saldo) = figures.get();
        let (seen, waiting) = before.map_or((None, None), |(p, s, waiting)| (Some((p, s)), waiting));
        if let Some(waiting) = waiting {
            waiting.clear();
        }
        let changed = seen.is_some_and(|seen| seen != (programado, saldo));
        let say = move || said.set(format!("Programado {programado}, saldo {saldo}."));
        (programado, saldo, if changed { set_timeout_with_handle(say, QUIET).ok() } else { None })
    });
    view! {
        <p class="hidden-text" aria-live="polite">
            {said}
        </p>
    }
}

#[component]
fn Entero(resumido: Resumido) -> impl IntoView {
    let Resumido { resumen, on_ambito, cuadro } = resumido;
    view! {
        <div class="resumen">
            <div class="resumen__head">
                <h2>{move || resumen.with(|row| row.nombre.clone())}</h2>
                {on_ambito.map(|on_ambito| view! { <Alcance resumen on_ambito /> })}
            </div>
            <Totales resumen />
            <Rubros resumen />
            <Tipos resumen />
            <Meses resumen />
            <p class="resumen__print">
                <a href=cuadro>"Cuadro Resumen de presupuesto"</a>
            </p>
        </div>
    }
}

/// The scope: a switch.
#[component]
fn Alcance(resumen: Signal<Resumen>, on_ambito: Callback<Ambito>) -> impl IntoView {
    let whole = Memo::new(move |_| resumen.with(|row| row.ambito == Ambito::ConDependientes));
    view! {
        <button
            class="button button--small resumen__scope"
            type="button"
            aria-pressed=move || if whole.get() { "true" } else { "false" }
            on:click=move |_| {
                on_ambito.run(if whole.get_untracked() { Ambito::Propio } else { Ambito::ConDependientes });
            }
        >
            "Con dependientes"
        </button>
    }
}

#[component]
fn Totales(resumen: Signal<Resumen>) -> impl IntoView {
    let unfunded = amount(resumen, |row| row.no_financiada);
    view! {
        <dl class="figures resumen__totals">
            <dt>"Techo"</dt>
            <dd>
                <Money amount=amount(resumen, |row| row.techo) />
            </dd>
            <dt>"Programado"</dt>
            <dd>
                <Money amount=amount(resumen, |row| row.programado) />
            </dd>
            <dt>"Saldo " <Exceso resumen /></dt>
            <dd class="resumen__balance">
                <Money amount=amount(resumen, |row| row.saldo) />
            </dd>
            <Show when=move || !unfunded.get().es_cero()>
                <dt>
                    "Demanda no financiada "
                    {move || resumen.with(|row| (row.ambito == Ambito::ConDependientes).then_some("(solo de la unidad)"))}
                </dt>
                <dd>
                    <Money amount=unfunded />
                </dd>
            </Show>
        </dl>
    }
}

/// Bienes, Servicios, Otros and their total.
#[component]
fn Tipos(resumen: Signal<Resumen>) -> impl IntoView {
    let rows = resumen.with_untracked(|row| row.tipos.map(|(tipo, _)| tipo));
    view! {
        <section>
            <h3>"Por tipo de gasto"</h3>
            <dl class="figures">
                {rows
                    .into_iter()
                    .enumerate()
                    .map(|(at, tipo)| {
                        view! {
                            <dt>{tipo.to_string()}</dt>
                            <dd>
                                <Money amount=amount(resumen, move |row| row.tipos[at].1) />
                            </dd>
                        }
                    })
                    .collect_view()}
                <dt class="figures--total">"Total"</dt>
                <dd class="figures--total">
                    <Money amount=amount(resumen, |row| row.programado) />
                </dd>
            </dl>
        </section>
    }
}
