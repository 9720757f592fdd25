//! An amount that tells when it changes: a soft flash, never a movement.

use domain::Dinero;
use leptos::prelude::*;

/// `S/ 1,234.50`; a negative one is said in its sign and marked.
#[component]
pub fn Money(amount: Signal<Dinero>) -> impl IntoView {
    let fresh = changes(amount);
    view! {
        <span
            class="money"
            data-sign=move || amount.get().es_negativo().then_some("negativo")
            data-fresh=move || fresh_name(fresh.get())
        >
            {move || amount.get().to_string()}
        </span>
    }
}

/// How many times it has changed since the page came alive.
fn changes(amount: Signal<Dinero>) -> RwSignal<u32> {
    let count = RwSignal::new(0_u32);
    Effect::new(move |before: Option<Dinero>| {
        let now = amount.get();
        if before.is_some_and(|before| before != now) {
            count.update(|count| *count = count.wrapping_add(1));
        }
        now
    });
    count
}

/// Two names for one animation: going from one to the other starts it again.
fn fresh_name(count: u32) -> Option<&'static str> {
    match (count, count % 2) {
        (0, _) => None,
        (_, 0) => Some("par"),
        _ => Some("impar"),
    }
}
