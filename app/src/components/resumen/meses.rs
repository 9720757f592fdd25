//! The twelve months: a column each, with its amount to be read.

use domain::vista::Resumen;
use domain::{Dinero, Mes};
use leptos::prelude::*;

use super::amount;

/// Height of the tallest column, in its own units.
const HEIGHT: i64 = 100;

#[component]
pub fn Meses(resumen: Signal<Resumen>) -> impl IntoView {
    let top = amount(resumen, |row| row.meses.iter().copied().max().unwrap_or_default());
    view! {
        <section>
            <h3>"Por mes"</h3>
            <ol class="resumen__months">
                {Mes::todos()
                    .map(|mes| {
                        let value = amount(resumen, move |row| row.meses[mes]);
                        let high = Memo::new(move |_| height(value.get(), top.get()));
                        view! {
                            <li class="resumen__month">
                                <svg class="column" viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
                                    <rect
                                        class="column__part"
                                        y=move || HEIGHT - high.get()
                                        width="10"
                                        height=move || high.get()
                                    />
                                </svg>
                                <span class="resumen__name">{mes.abreviado()}</span>
                                <span class="resumen__amount">{move || value.get().cifra()}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
}

/// Never nothing for something.
fn height(value: Dinero, top: Dinero) -> i64 {
    let (value, top) = (value.centimos().max(0), top.centimos().max(1));
    let high = i64::try_from(i128::from(value) * i128::from(HEIGHT) / i128::from(top)).unwrap_or(HEIGHT);
    if value > 0 { high.max(2) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{Dinero, height};

    #[test]
    fn the_largest_month_fills_the_column_and_a_small_one_is_still_seen() {
        let of = |value| height(Dinero::from_centimos(value), Dinero::from_centimos(1_000_000));
        assert_eq!([of(0), of(1), of(500_000), of(1_000_000)], [0, 2, 50, 100]);
    }
}
