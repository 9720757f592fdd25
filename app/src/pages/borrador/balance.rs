//! What the draft moves of the budget, as it will be read once it is presented (Art. 11).

use domain::vista::modificacion::{balance, movimientos};
use leptos::prelude::*;

use crate::pages::modificaciones::comparada::{Balance as Equilibrio, Movimientos};
use crate::state::base::use_base;
use crate::state::replica::use_replica;

#[component]
pub(super) fn Balance() -> impl IntoView {
    let (plan, base) = (use_replica().plan(), use_base());
    let both = Memo::new(move |_| {
        plan.with(|plan| {
            base.with(|base| {
                let (base, plan) = (base.as_ref()?, plan.as_ref()?);
                Some((balance(base, plan), movimientos(base, plan)))
            })
        })
    });
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Habilitaciones y anulaciones"</h2>
            </div>
            <div class="panel__body borrador__fields">
                {move || match both.get() {
                    None => view! { <p class="muted">"Leyendo el plan vigente…"</p> }.into_any(),
                    Some((levels, moves)) => {
                        view! {
                            <Equilibrio filas=levels />
                            <Movimientos filas=moves />
                        }
                            .into_any()
                    }
                }}
            </div>
        </section>
    }
}
