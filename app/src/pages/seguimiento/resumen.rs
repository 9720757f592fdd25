//! How the budget of the unit goes: one line, and all of it by rubro.

use domain::Dinero;
use domain::vista::seguimiento::{EjecucionRubro, ResumenEjecucion};
use leptos::prelude::*;

use crate::components::bar::Bar;
use crate::components::money::Money;
use crate::components::page::SummaryView;

pub(super) fn summary(resumen: Memo<ResumenEjecucion>) -> SummaryView {
    SummaryView::new(move || view! { <Linea resumen /> }, move || view! { <Entero resumen /> })
}

fn amount(resumen: Memo<ResumenEjecucion>, of: fn(&EjecucionRubro) -> Dinero) -> Signal<Dinero> {
    Memo::new(move |_| resumen.with(|row| of(&row.total))).into()
}

#[component]
fn Linea(resumen: Memo<ResumenEjecucion>) -> impl IntoView {
    view! {
        <dl class="resumen-linea">
            <div>
                <dt>"PIM"</dt>
                <dd>
                    <Money amount=amount(resumen, |row| row.pim) />
                </dd>
            </div>
            <div>
                <dt>"Certificado"</dt>
                <dd>
                    <Money amount=amount(resumen, |row| row.certificado) />
                </dd>
            </div>
            <div>
                <dt>"Devengado"</dt>
                <dd>
                    <Money amount=amount(resumen, |row| row.devengado) />
                    " "
                    {move || resumen.with(|row| percent(row.total.avances.1))}
                </dd>
            </div>
        </dl>
    }
}

#[component]
fn Entero(resumen: Memo<ResumenEjecucion>) -> impl IntoView {
    let (pim, devengado) = (amount(resumen, |row| row.pim), amount(resumen, |row| row.devengado));
    view! {
        <div class="resumen">
            <div class="resumen__head">
                <h2>{move || resumen.with(|row| row.nombre.clone())}</h2>
            </div>
            <dl class="figures resumen__totals">
                <dt>"PIA"</dt>
                <dd>
                    <Money amount=amount(resumen, |row| row.pia) />
                </dd>
                <dt>"PIM"</dt>
                <dd>
                    <Money amount=pim />
                </dd>
                <dt>"Certificado " {move || resumen.with(|row| percent(row.total.avances.0))}</dt>
                <dd>
                    <Money amount=amount(resumen, |row| row.certificado) />
                </dd>
                <dt>"Devengado " {move || resumen.with(|row| percent(row.total.avances.1))}</dt>
                <dd>
                    <Money amount=devengado />
                </dd>
            </dl>
            <Bar part=devengado whole=pim />
            {move || resumen.with(|row| row.rubros.iter().map(|one| view! { <Rubro fila=one.clone() /> }).collect_view())}
        </div>
    }
}

#[component]
fn Rubro(fila: EjecucionRubro) -> impl IntoView {
    let code = fila.rubro.map(|rubro| rubro.to_string()).unwrap_or_default();
    view! {
        <section>
            <h3>{code} " " {fila.nombre}</h3>
            <dl class="figures">
                <dt>"PIA"</dt>
                <dd>{fila.pia.to_string()}</dd>
                <dt>"PIM"</dt>
                <dd>{fila.pim.to_string()}</dd>
                <dt>"Certificado " {percent(fila.avances.0)}</dt>
                <dd>{fila.certificado.to_string()}</dd>
                <dt>"Devengado " {percent(fila.avances.1)}</dt>
                <dd>{fila.devengado.to_string()}</dd>
            </dl>
        </section>
    }
}

/// "(95.0 %)", or nothing where there is no PIM.
fn percent<D: std::fmt::Display>(avance: Option<D>) -> String {
    avance.map(|percent| format!("({percent:.1} %)")).unwrap_or_default()
}
