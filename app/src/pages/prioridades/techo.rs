//! When a techo falls (SPEC §7): cuts are proposed from the lowest priority upwards, the person
//! adjusts them, and one command makes them.

use std::collections::BTreeSet;

use domain::plan::Actividad;
use domain::prioridad::{Criticos, Modo, Opciones, Propuesta, proponer_recorte};
use domain::vista::prioridades::Renglon;
use domain::{Id, decide};
use leptos::prelude::*;

use super::acto::hacer;
use super::cuanto::{Cuanto, CuantoView};
use super::hoja::Hoja;
use super::hojita::Hojita;
use super::teclas::volver;

#[component]
pub(super) fn Techo(hoja: Hoja) -> impl IntoView {
    let close = Callback::new(move |()| {
        hoja.techo.set(false);
        volver(hoja);
    });
    move || {
        hoja.techo.get().then(|| {
            view! {
                <Hojita id="board-techo" title="Recortar por techo" on_close=close>
                    <Formulario hoja recorte=Recorte::new(hoja) />
                </Hojita>
            }
        })
    }
}

/// What is being chosen.
#[derive(Clone, Copy)]
struct Recorte {
    cuanto: Cuanto,
    modo: RwSignal<Modo>,
    criticos: RwSignal<Criticos>,
    protegidas: RwSignal<BTreeSet<Id<Actividad>>>,
}

impl Recorte {
    fn new(hoja: Hoja) -> Self {
        Self {
            cuanto: Cuanto::new(hoja),
            modo: RwSignal::default(),
            criticos: RwSignal::default(),
            protegidas: RwSignal::default(),
        }
    }

    fn proponer(self, hoja: Hoja) -> Option<Propuesta> {
        let (rubro, importe) = self.cuanto.leer(hoja)?;
        let opciones =
            Opciones { modo: self.modo.get(), criticos: self.criticos.get(), protegidas: self.protegidas.get() };
        let alcance = hoja.consulta().alcance;
        hoja.leido.with(|it| it.as_ref().map(|it| proponer_recorte(&it.plan, alcance, rubro, importe, &opciones)))
    }
}

#[component]
fn Formulario(hoja: Hoja, recorte: Recorte) -> impl IntoView {
    let seen = Memo::new(move |_| recorte.proponer(hoja));
    let refused = move || {
        let command = seen.with(|it| it.as_ref().and_then(Propuesta::comando))?;
        let context = hoja.context();
        let why = hoja.leido.with(|it| it.as_ref().and_then(|it| decide(&it.plan, &context, &command).err()))?;
        Some(hoja.replica().sentence(&why))
    };
    let ready = move || seen.with(|it| it.as_ref().is_some_and(|it| !it.cortes.is_empty())) && refused().is_none();
    let send = move || {
        let Some((command, said)) = seen.get_untracked().and_then(|it| Some((it.comando()?, decir(&it)))) else {
            return;
        };
        if hacer(hoja, command, || said) {
            hoja.techo.set(false);
            volver(hoja);
        }
    };
    view! {
        <form
            class="sheet__form"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <CuantoView hoja cuanto=recorte.cuanto id="techo" />
            <Como recorte />
            <p class="sheet__said" aria-live="polite" data-ready=move || if ready() { "si" } else { "no" }>
                {move || refused().or_else(|| seen.with(|it| it.as_ref().map(decir))).unwrap_or_else(|| "Escriba cuánto se recorta.".to_owned())}
            </p>
            <Cortes hoja recorte seen />
            <button class="button button--primary" type="submit" disabled=move || !ready()>
                "Recortar"
            </button>
        </form>
    }
}

/// "Se recortan S/ 1,200.00 del rubro 08 en 3 actividades; faltan S/ 50.00."
fn decir(it: &Propuesta) -> String {
    let cut = it.pedido.menos(it.resto);
    let rows = if it.cortes.len() == 1 { "1 actividad".to_owned() } else { format!("{} actividades", it.cortes.len()) };
    let left =
        if it.resto.es_cero() { String::new() } else { format!("; quedan {} que no se pueden recortar", it.resto) };
    format!("De {} se recortan {cut} del rubro {} en {rows}{left}.", it.pedido, it.rubro)
}

#[component]
fn Como(recorte: Recorte) -> impl IntoView {
    let modes = [
        (Modo::Parcial, "En parte: lo que haga falta de cada una"),
        (Modo::Entera, "Enteras: la actividad completa o nada"),
    ];
    view! {
        <fieldset class="mover__modes">
            <legend class="field__label">"Cómo se recorta, desde la última prioridad hacia arriba"</legend>
            {modes
                .map(|(one, label)| {
                    view! {
                        <label class="check">
                            <input
                                type="radio"
                                name="techo-modo"
                                prop:checked=move || recorte.modo.get() == one
                                on:change=move |_| recorte.modo.set(one)
                            />
                            {label}
                        </label>
                    }
                })}
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || recorte.criticos.get() == Criticos::Proteger
                    on:change=move |event| {
                        let keep = event_target_checked(&event);
                        recorte.criticos.set(if keep { Criticos::Proteger } else { Criticos::Cortar });
                    }
                />
                "Proteger las que esperan un elemento crítico"
            </label>
            <p class="muted">"Lo certificado y lo devengado no se recorta nunca (Art. 11)."</p>
        </fieldset>
    }
}

/// What is cut of each, from the lowest priority upwards, with a mark to leave it as it is. Those left
/// so stay in their place.
#[component]
fn Cortes(hoja: Hoja, recorte: Recorte, seen: Memo<Option<Propuesta>>) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let mut all = recorte.protegidas.get();
        seen.with(|it| all.extend(it.iter().flat_map(|it| &it.cortes).map(|cut| cut.actividad)));
        let mut rows: Vec<_> = all.into_iter().collect();
        rows.sort_by_key(|id| std::cmp::Reverse(hoja.con(|_, board| board.puesto(*id)).flatten()));
        rows
    });
    view! {
        <ul class="sheet__list" aria-label="Actividades que se recortan">
            <For each=move || rows.get() key=|id| *id let:id>
                <Corte hoja recorte seen id />
            </For>
        </ul>
    }
}

#[component]
fn Corte(hoja: Hoja, recorte: Recorte, seen: Memo<Option<Propuesta>>, id: Id<Actividad>) -> impl IntoView {
    let name = hoja.nombre(Renglon::Actividad(id));
    let kept = move || recorte.protegidas.with(|all| all.contains(&id));
    let amount = move || {
        let cut = seen.with(|it| it.as_ref()?.cortes.iter().find(|cut| cut.actividad == id).map(|cut| cut.importe));
        cut.map(|amount| format!("−{}", amount.cifra())).unwrap_or_default()
    };
    let protect = move |keep: bool| {
        recorte.protegidas.update(|all| {
            if keep {
                all.insert(id);
            } else {
                all.remove(&id);
            }
        });
    };
    view! {
        <li class="sheet__cut">
            <span>{name.clone()}</span>
            <span class="sheet__amount">{move || if kept() { "protegida".to_owned() } else { amount() }}</span>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=kept
                    aria-label=format!("Proteger «{name}»")
                    on:change=move |event| protect(event_target_checked(&event))
                />
                "Proteger"
            </label>
        </li>
    }
}
