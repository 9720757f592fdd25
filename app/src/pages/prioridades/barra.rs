//! Over the board: what one may do with all of it, and in a draft what moves of the budget.

use domain::Dinero;
use domain::vista::modificacion::BalanceRubro;
use leptos::prelude::*;

use super::hoja::Hoja;
use crate::components::bar::Bar;
use crate::components::icon::{Glyph, Icon};

#[component]
pub(super) fn Herramientas(hoja: Hoja) -> impl IntoView {
    let draft = move || hoja.base.with(Option::is_some);
    view! {
        <div class="board-tools">
            {move || {
                hoja.es_abierta()
                    .then(|| {
                        view! {
                            <button class="button" type="button" on:click=move |_| hoja.techo.set(true)>
                                "Recortar por techo…"
                            </button>
                            <button class="button" type="button" on:click=move |_| hoja.ampliar.set(true)>
                                "Ampliar por techo…"
                            </button>
                        }
                    })
            }}
            {move || {
                draft()
                    .then(|| {
                        view! {
                            <label class="check">
                                <input
                                    type="checkbox"
                                    prop:checked=hoja.antes
                                    on:change=move |event| hoja.antes.set(event_target_checked(&event))
                                />
                                "Ver antes y después"
                            </label>
                        }
                    })
            }}
        </div>
    }
}

/// In a draft: habilitado and anulado of each rubro, which must be level (Art. 11).
#[component]
pub(super) fn Movimientos(hoja: Hoja) -> impl IntoView {
    let rows = Memo::new(move |_| hoja.movimientos());
    let level = Memo::new(move |_| rows.with(|rows| rows.as_ref().map(|rows| desnivel(rows))));
    // Told when it changes, not when the page opens.
    Effect::new(move |before: Option<Option<Vec<String>>>| {
        let now = level.get();
        if let (Some(Some(before)), Some(now)) = (before, &now)
            && before != *now
        {
            hoja.decir(if now.is_empty() {
                "Todos los rubros están nivelados.".to_owned()
            } else {
                format!("Sin nivelar: {}.", now.join("; "))
            });
        }
        now
    });
    move || {
        rows.get().map(|rows| {
            view! {
                <section class="level" aria-label="Equilibrio por rubro">
                    <Suma rows=rows.clone() />
                    <ul class="level__list">
                        {rows.into_iter().map(|row| view! { <Rubro row /> }).collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

/// The rubros that are not level, in words that change with the sign only.
fn desnivel(rows: &[BalanceRubro]) -> Vec<String> {
    let open = rows.iter().filter(|row| !row.diferencia.es_cero());
    let said = |row: &BalanceRubro| {
        let what = if row.diferencia.es_negativo() { "falta habilitar" } else { "falta anular" };
        format!("en el rubro {} {what}", row.rubro)
    };
    open.map(said).collect()
}

#[component]
fn Suma(rows: Vec<BalanceRubro>) -> impl IntoView {
    let given: Dinero = rows.iter().map(|row| row.habilitado).sum();
    let taken: Dinero = rows.iter().map(|row| row.anulado).sum();
    let sign = if given == taken { "=" } else { "≠" };
    let said = if rows.is_empty() {
        "Este borrador todavía no mueve dinero.".to_owned()
    } else {
        format!("Habilitaciones {given} {sign} anulaciones {taken}")
    };
    view! { <p class="level__sum">{said}</p> }
}

#[component]
fn Rubro(row: BalanceRubro) -> impl IntoView {
    let level = row.diferencia.es_cero();
    let (given, taken) = (row.habilitado, row.anulado);
    let amount = if row.diferencia.es_negativo() { Dinero::CERO.menos(row.diferencia) } else { row.diferencia };
    let said = match (level, row.diferencia.es_negativo()) {
        (true, _) => "nivelado".to_owned(),
        (false, true) => format!("falta habilitar {amount}"),
        (false, false) => format!("falta anular {amount}"),
    };
    let whole = given.max(taken);
    view! {
        <li class="level__one" data-level=if level { "si" } else { "no" }>
            <span class="level__name" title=row.nombre.clone()>
                <Icon glyph=if level { Glyph::Check } else { Glyph::Alert } class="icon--small" />
                {format!("Rubro {}", row.rubro)}
            </span>
            <span class="level__bars">
                <Bar part=Signal::stored(given) whole=Signal::stored(whole) />
                <Bar part=Signal::stored(taken) whole=Signal::stored(whole) />
            </span>
            <span class="level__figures">{format!("habilita {} · anula {}", given.cifra(), taken.cifra())}</span>
            <strong class="level__said">{said}</strong>
        </li>
    }
}
