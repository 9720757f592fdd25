//! The links between bars: those that end on screen, and those that only pass by.

use domain::command::Fila;
use domain::vista::cronograma::{Barra, Nodo, Vinculo};
use leptos::prelude::*;

use super::hoja::Hoja;

#[component]
pub(super) fn Enlaces(hoja: Hoja) -> impl IntoView {
    view! {
        <g class="gantt__links">
            <For each=move || hoja.enlaces.get() key=|link| (link.antes, link.despues) let:link>
                <Uno hoja antes=link.antes despues=link.despues />
            </For>
        </g>
    }
}

#[component]
fn Uno(hoja: Hoja, antes: Fila, despues: Fila) -> impl IntoView {
    let bars = [antes, despues].map(|fila| RwSignal::from(hoja.filas().una(hoja, Nodo::from(fila))));
    let broken = move || vinculo(bars[1], antes).is_some_and(|link| link.faltan > 0);
    let critical =
        move || hoja.holguras.with(|all| [antes, despues].iter().all(|one| all.get(one).is_some_and(|it| it.critica)));
    let class = move || match (broken(), critical()) {
        (true, _) => "gantt__link gantt__link--broken",
        (false, true) => "gantt__link gantt__link--critical",
        (false, false) => "gantt__link",
    };
    let path = Memo::new(move |_| trazo(hoja, bars, antes, despues).unwrap_or_default());
    view! { <path class=class d=path /> }
}

/// The link as the later row has it.
fn vinculo(despues: RwSignal<Option<Barra>>, antes: Fila) -> Option<Vinculo> {
    despues.with(|barra| barra.as_ref()?.vinculos.iter().find(|link| link.antes == antes).copied())
}

/// From the end of the one to the start of the other, and the tip of its arrow.
fn trazo(hoja: Hoja, [from, to]: [RwSignal<Option<Barra>>; 2], antes: Fila, despues: Fila) -> Option<String> {
    let places = (hoja.sitio(Nodo::from(antes))?, hoja.sitio(Nodo::from(despues))?);
    let days = |barra: RwSignal<Option<Barra>>| barra.with(|barra| barra.as_ref()?.ventana);
    let (first, last) = (days(from)?, days(to)?);
    vinculo(to, antes)?;
    let (escala, alto) = (hoja.escala.get(), hoja.alto.get());
    let (x, width) = escala.tramo(hoja.ejercicio, first);
    let (x1, x2) = (x + width, escala.x(hoja.ejercicio, last.inicio));
    let middle = |at: usize| i64::try_from(at * alto + alto / 2).unwrap_or_default();
    let half = i64::try_from(alto / 2).unwrap_or_default();
    let (y1, y2) = (middle(places.0), middle(places.1));
    let way = if x2 >= x1 + 12 {
        format!("M{x1} {y1}H{}V{y2}H{x2}", x1 + 6)
    } else {
        // Around: down between two rows, and back to before the start.
        let between = y2 - if y2 > y1 { half } else { -half };
        format!("M{x1} {y1}H{}V{between}H{}V{y2}H{x2}", x1 + 6, x2 - 8)
    };
    Some(format!("{way}M{} {}l5 4-5 4", x2 - 5, y2 - 4))
}
