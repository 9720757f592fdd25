//! What the draft moves of the budget, rubro by rubro: what unas dan, otras reciben (Art. 11).

use domain::Dinero;
use domain::vista::modificacion::{BalanceRubro, balance};
use leptos::prelude::*;

use crate::components::tag::{Tag, Tone};
use crate::state::base::use_base;
use crate::state::replica::use_replica;

#[component]
pub(super) fn Balance() -> impl IntoView {
    let (plan, base) = (use_replica().plan(), use_base());
    let rows = Memo::new(move |_| plan.with(|plan| base.with(|base| Some(balance(base.as_ref()?, plan.as_ref()?)))));
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Habilitaciones y anulaciones"</h2>
            </div>
            {move || match rows.get() {
                None => view! { <p class="panel__body muted">"Leyendo el plan vigente…"</p> }.into_any(),
                Some(rows) if rows.is_empty() => {
                    view! { <p class="panel__body muted">"El borrador todavía no mueve dinero."</p> }.into_any()
                }
                Some(rows) => view! { <Tabla rows /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Tabla(rows: Vec<BalanceRubro>) -> impl IntoView {
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label="Habilitaciones y anulaciones por rubro">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Rubro"</th>
                        <th scope="col" class="figure">"Habilitaciones S/"</th>
                        <th scope="col" class="figure">"Anulaciones S/"</th>
                        <th scope="col" class="figure">"Diferencia S/"</th>
                        <th scope="col">"Equilibrio"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| view! { <Fila row /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Fila(row: BalanceRubro) -> impl IntoView {
    let level = row.diferencia == Dinero::CERO;
    view! {
        <tr>
            <th scope="row">{row.rubro.to_string()} " " {row.nombre}</th>
            <td class="figure">{row.habilitado.cifra()}</td>
            <td class="figure">{row.anulado.cifra()}</td>
            <td class="figure">{row.diferencia.cifra()}</td>
            <td>
                {if level {
                    view! { <Tag tone=Tone::Good>"nivelado"</Tag> }
                } else {
                    view! { <Tag tone=Tone::Bad>"por nivelar"</Tag> }
                }}
            </td>
        </tr>
    }
}
