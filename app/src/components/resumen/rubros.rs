//! A bar per rubro: what is programmed against the techo.

use domain::Dinero;
use domain::vista::{Resumen, ResumenRubro};
use leptos::prelude::*;

use crate::components::money::Money;

/// Width of a bar, in its own units.
const WIDTH: i64 = 1000;

#[component]
pub fn Rubros(resumen: Signal<Resumen>) -> impl IntoView {
    let codes = Memo::new(move |_| resumen.with(|row| row.rubros.iter().map(|rubro| rubro.codigo).collect::<Vec<_>>()));
    let find = move |code| {
        Memo::new(move |_| resumen.with(|row| row.rubros.iter().find(|rubro| rubro.codigo == code).cloned()))
    };
    view! {
        <section>
            <h3>"Por rubro"</h3>
            <ul class="resumen__rubros">
                <For each=move || codes.get() key=|code| *code let:code>
                    <Rubro rubro=find(code).into() />
                </For>
            </ul>
            <Show when=move || codes.with(Vec::is_empty)>
                <p class="muted">"Sin techo ni insumos todavía."</p>
            </Show>
        </section>
    }
}

#[component]
fn Rubro(rubro: Signal<Option<ResumenRubro>>) -> impl IntoView {
    let of = move |pick: fn(&ResumenRubro) -> Dinero| -> Signal<Dinero> {
        Memo::new(move |_| rubro.with(|row| row.as_ref().map(pick).unwrap_or_default())).into()
    };
    let (techo, programado, saldo) = (of(|row| row.techo), of(|row| row.programado), of(|row| row.saldo));
    let apart = Memo::new(move |_| saldo.with(|saldo| Dinero::from_centimos(saldo.centimos().abs()))).into();
    let name = move || rubro.with(|row| row.as_ref().map(|row| format!("{} {}", row.codigo, row.nombre)));
    let bar = Memo::new(move |_| Bar::of(techo.get(), programado.get()));
    view! {
        <li class="resumen__rubro">
            <span class="resumen__name">{name}</span>
            <span class="resumen__amount">
                <Money amount=programado />
                " de "
                <Money amount=techo />
            </span>
            <svg class="bar" viewBox=format!("0 0 {WIDTH} 10") preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar__ground" width=move || bar.get().ground height="10" />
                <rect class="bar__part" width=move || bar.get().within height="10" />
                <rect
                    class="bar__part bar__part--over"
                    x=move || bar.get().within
                    width=move || bar.get().over
                    height="10"
                />
            </svg>
            <span class="resumen__amount">
                {move || if saldo.get().es_negativo() { "Pasa el techo por " } else { "Saldo " }}
                <Money amount=apart />
            </span>
        </li>
    }
}

/// The three widths of a bar whose whole is the larger of techo and programmed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bar {
    ground: i64,
    within: i64,
    over: i64,
}

impl Bar {
    fn of(techo: Dinero, programado: Dinero) -> Self {
        let (techo, programado) = (techo.centimos().max(0), programado.centimos().max(0));
        let whole = techo.max(programado).max(1);
        let part =
            |amount: i64| i64::try_from(i128::from(amount) * i128::from(WIDTH) / i128::from(whole)).unwrap_or(WIDTH);
        let within = part(techo.min(programado));
        Self { ground: part(techo), within, over: part(programado) - within }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bar, Dinero};

    #[test]
    fn a_bar_shows_what_passes_the_techo_beyond_it() {
        let bar = |techo, programado| Bar::of(Dinero::from_centimos(techo), Dinero::from_centimos(programado));
        assert_eq!(bar(100, 25), Bar { ground: 1000, within: 250, over: 0 });
        assert_eq!(bar(100, 200), Bar { ground: 500, within: 500, over: 500 });
        assert_eq!(bar(0, 0), Bar::default());
        assert_eq!(bar(0, 5), Bar { ground: 0, within: 0, over: 1000 });
    }
}
