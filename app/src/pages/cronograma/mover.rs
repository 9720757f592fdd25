//! The dialog "Mover…": every drag, without dragging (WCAG 2.5.7).

use chrono::NaiveDate;
use domain::command::Fila;
use domain::cronograma::Reparto;
use domain::plan::{Desfase, Ventana};
use domain::vista::cronograma::{Nodo, efecto};
use leptos::prelude::*;

use super::acto::{nombre, reprogramar};
use super::arbol::id_de;
use super::gesto::{leer_id, vincular};
use super::hoja::Hoja;
use crate::components::dialog::Dialog;

/// What becomes of the months, as one chooses it.
const REPARTOS: [(Reparto, &str); 3] = [
    (Reparto::Mover, "Mover: metas y montos van con la barra"),
    (Reparto::Repartir, "Repartir en proporción entre los meses nuevos"),
    (Reparto::Conservar, "Conservar los montos; lo cortado va al borde"),
];

#[component]
pub(super) fn Mover(hoja: Hoja) -> impl IntoView {
    let open = Signal::derive(move || hoja.moviendo.with(Option::is_some));
    let close = Callback::new(move |()| hoja.moviendo.set(None));
    view! {
        <Dialog id="gantt-mover" title="Mover…" open on_close=close>
            {move || hoja.moviendo.get().map(|fila| view! { <Formulario hoja fila /> })}
        </Dialog>
    }
}

#[component]
fn Formulario(hoja: Hoja, fila: Fila) -> impl IntoView {
    let seen = hoja.ventana(fila).unwrap_or_else(|| Ventana::anual(hoja.ejercicio));
    let (inicio, fin) = (RwSignal::new(seen.inicio), RwSignal::new(seen.fin));
    let reparto = RwSignal::new(Reparto::Mover);
    let name = hoja.con_plan(|plan| nombre(plan, fila)).unwrap_or_default();
    let wanted = move || Ventana { inicio: inicio.get(), fin: fin.get() };
    let may = hoja.mueve(fila);
    let effect = move || {
        let it = hoja.traslado(fila, wanted(), reparto.get())?;
        (it.seen != it.nueva).then(|| hoja.con_plan(|plan| efecto(plan, &it)))?
    };
    let send = move || {
        if let Some(it) = hoja.traslado(fila, wanted(), reparto.get_untracked()) {
            hoja.moviendo.set(None);
            reprogramar(hoja, vec![it]);
        }
    };
    view! {
        <form
            class="mover"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <p>
                <strong>{name}</strong>
            </p>
            <div class="mover__pair">
                <Fecha id="mover-inicio" label="Inicio" day=inicio may />
                <Fecha id="mover-fin" label="Fin" day=fin may />
            </div>
            <fieldset class="mover__modes" disabled=!may>
                <legend class="field__label">"Metas y montos"</legend>
                {REPARTOS
                    .map(|(one, label)| {
                        view! {
                            <label class="check">
                                <input
                                    type="radio"
                                    name="mover-reparto"
                                    prop:checked=move || reparto.get() == one
                                    on:change=move |_| reparto.set(one)
                                />
                                {label}
                            </label>
                        }
                    })}
            </fieldset>
            <p class="muted" aria-live="polite">
                {move || effect().unwrap_or_else(|| "Nada cambia todavía.".to_owned())}
            </p>
            <button class="button button--primary" type="submit" disabled=!may>
                "Mover"
            </button>
            <Seguir hoja fila may />
        </form>
    }
}

#[component]
fn Fecha(id: &'static str, label: &'static str, day: RwSignal<NaiveDate>, may: bool) -> impl IntoView {
    view! {
        <label class="field" for=id>
            <span class="field__label">{label}</span>
            <input
                class="input"
                id=id
                type="date"
                readonly=!may
                value=day.get_untracked().to_string()
                on:input=move |event| {
                    event_target_value(&event).parse().iter().for_each(|value| day.set(*value));
                }
            />
        </label>
    }
}

/// The row after which this one begins, and by how much: a link without drawing it.
#[component]
fn Seguir(hoja: Hoja, fila: Fila, may: bool) -> impl IntoView {
    let (chosen, lag) = (RwSignal::new(None::<Fila>), RwSignal::new("0".to_owned()));
    let options = move || {
        let others = hoja.renglones.get();
        let name = |other: Fila| hoja.con_plan(|plan| nombre(plan, other)).unwrap_or_default();
        let fits = |other: &Fila| *other != fila && misma_red(hoja, *other, fila);
        let all = others.iter().filter_map(|row| row.nodo.fila()).filter(fits);
        all.map(|other| (id_de(Nodo::from(other)), name(other))).collect::<Vec<_>>()
    };
    let link = move || {
        let Some(before) = chosen.get_untracked() else { return };
        let days = lag.with_untracked(|text| text.trim().parse::<i16>().ok()).unwrap_or_default();
        match Desfase::new(days) {
            Ok(desfase) => {
                hoja.moviendo.set(None);
                vincular(hoja, before, fila, desfase);
            }
            Err(why) => hoja.aviso.set(Some(why)),
        }
    };
    view! {
        <fieldset class="mover__modes" disabled=!may>
            <legend class="field__label">"Empieza cuando termina"</legend>
            <select
                class="input"
                aria-label="Predecesora"
                on:change=move |event| chosen.set(leer_id(&event_target_value(&event)).and_then(Nodo::fila))
            >
                <option value="">"Elegir una predecesora…"</option>
                {move || options().into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }).collect_view()}
            </select>
            <label class="field" for="mover-desfase">
                <span class="field__label">"Desfase en días hábiles (negativo: se traslapan)"</span>
                <input
                    class="input"
                    id="mover-desfase"
                    inputmode="numeric"
                    prop:value=lag
                    on:input=move |event| lag.set(event_target_value(&event))
                />
            </label>
            <button class="button" type="button" disabled=move || chosen.with(Option::is_none) on:click=move |_| link()>
                "Enlazar"
            </button>
        </fieldset>
    }
}

/// Activities follow activities of their unit; tasks, tasks of their activity.
fn misma_red(hoja: Hoja, one: Fila, other: Fila) -> bool {
    hoja.con_plan(|plan| match (one, other) {
        (Fila::Actividad(one), Fila::Actividad(other)) => {
            plan.get(one).map(|row| row.unidad) == plan.get(other).map(|row| row.unidad)
        }
        (Fila::Tarea(one), Fila::Tarea(other)) => {
            plan.get(one).map(|row| row.actividad) == plan.get(other).map(|row| row.actividad)
        }
        _ => false,
    })
    .unwrap_or_default()
}
