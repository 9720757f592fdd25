//! When a techo rises (SPEC §7): what it brings is proposed from the highest priority downwards, the
//! person adjusts it, and one command gives it.

use std::collections::{BTreeMap, BTreeSet};

use domain::plan::{Actividad, Insumo};
use domain::prioridad::{OpcionesAumento, PropuestaAumento, proponer_aumento};
use domain::vista::prioridades::Renglon;
use domain::{Dinero, Id, decide};
use leptos::prelude::*;

use super::acto::hacer;
use super::cuanto::{Cuanto, CuantoView};
use super::hoja::Hoja;
use super::hojita::Hojita;
use super::teclas::volver;
use crate::state::replica::nuevo_id;

#[component]
pub(super) fn Ampliar(hoja: Hoja) -> impl IntoView {
    let close = Callback::new(move |()| {
        hoja.ampliar.set(false);
        volver(hoja);
    });
    move || {
        hoja.ampliar.get().then(|| {
            view! {
                <Hojita id="board-ampliar" title="Ampliar por techo" on_close=close>
                    <Formulario hoja aumento=Ampliacion::new(hoja) />
                </Hojita>
            }
        })
    }
}

/// What is being chosen.
#[derive(Clone, Copy)]
struct Ampliacion {
    cuanto: Cuanto,
    tope: RwSignal<String>,
    excluidas: RwSignal<BTreeSet<Id<Actividad>>>,
    /// The ids of lines that would be made: the same however often it is asked.
    lineas: StoredValue<BTreeMap<Id<Actividad>, Id<Insumo>>>,
}

impl Ampliacion {
    fn new(hoja: Hoja) -> Self {
        Self {
            cuanto: Cuanto::new(hoja),
            tope: RwSignal::default(),
            excluidas: RwSignal::default(),
            lineas: StoredValue::default(),
        }
    }

    fn linea(self, id: Id<Actividad>) -> Id<Insumo> {
        let known = self.lineas.with_value(|all| all.get(&id).copied());
        known.unwrap_or_else(|| {
            let line = nuevo_id();
            self.lineas.update_value(|all| {
                let _ = all.insert(id, line);
            });
            line
        })
    }

    fn proponer(self, hoja: Hoja) -> Option<PropuestaAumento> {
        let ask = self.cuanto.leer(hoja)?;
        let text = self.tope.get();
        let tope = if text.trim().is_empty() { None } else { Some(Dinero::leer(&text).ok()?) };
        let opciones = OpcionesAumento { tope, excluidas: self.excluidas.get() };
        let alcance = hoja.consulta().alcance;
        hoja.leido
            .with(|it| it.as_ref().map(|it| proponer_aumento(&it.plan, alcance, ask, &opciones, |id| self.linea(id))))
    }
}

#[component]
fn Formulario(hoja: Hoja, aumento: Ampliacion) -> impl IntoView {
    let seen = Memo::new(move |_| aumento.proponer(hoja));
    let refused = move || {
        let command = seen.with(|it| it.as_ref().and_then(PropuestaAumento::comando))?;
        let context = hoja.context();
        let why = hoja.leido.with(|it| it.as_ref().and_then(|it| decide(&it.plan, &context, &command).err()))?;
        Some(hoja.replica().sentence(&why))
    };
    let ready = move || seen.with(|it| it.as_ref().is_some_and(|it| !it.aumentos.is_empty())) && refused().is_none();
    let said = move || seen.with(|it| it.as_ref().map(decir));
    let send = move || {
        let Some((command, said)) = seen.get_untracked().and_then(|it| Some((it.comando()?, decir(&it)))) else {
            return;
        };
        if hacer(hoja, command, || said) {
            hoja.ampliar.set(false);
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
            <CuantoView hoja cuanto=aumento.cuanto id="ampliar" />
            <Tope aumento />
            <p class="sheet__said" aria-live="polite" data-ready=move || if ready() { "si" } else { "no" }>
                {move || refused().or_else(said).unwrap_or_else(|| "Escriba cuánto aumenta el techo.".to_owned())}
            </p>
            <Aumentos hoja aumento seen />
            <button class="button button--primary" type="submit" disabled=move || !ready()>
                "Ampliar"
            </button>
        </form>
    }
}

#[component]
fn Tope(aumento: Ampliacion) -> impl IntoView {
    view! {
        <label class="field" for="ampliar-tope">
            <span class="field__label">"Hasta cuánto por actividad, en S/ (opcional)"</span>
            <input
                class="input"
                id="ampliar-tope"
                inputmode="decimal"
                autocomplete="off"
                prop:value=aumento.tope
                on:input=move |event| aumento.tope.set(event_target_value(&event))
            />
        </label>
        <p class="muted">
            "Desde la primera prioridad hacia abajo, en líneas por detallar y en los meses abiertos de cada una."
        </p>
    }
}

/// "De S/ 1,000.00 reciben S/ 900.00 del rubro 08, por detallar, 2 actividades; quedan S/ 100.00 sin asignar."
fn decir(it: &PropuestaAumento) -> String {
    let given = it.pedido.menos(it.cubre).menos(it.resto);
    let rows =
        if it.aumentos.len() == 1 { "1 actividad".to_owned() } else { format!("{} actividades", it.aumentos.len()) };
    let covers = if it.cubre.es_cero() {
        String::new()
    } else {
        format!("{} cubren lo ya programado sin financiamiento; ", it.cubre)
    };
    let left = if it.resto.es_cero() { String::new() } else { format!("; quedan {} sin asignar", it.resto) };
    format!("De {}, {covers}{given} del rubro {} van, por detallar, a {rows}{left}.", it.pedido, it.rubro)
}

/// What each receives, from the highest priority downwards, with a mark to leave it out. Those left
/// out stay in their place.
#[component]
fn Aumentos(hoja: Hoja, aumento: Ampliacion, seen: Memo<Option<PropuestaAumento>>) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let mut all = aumento.excluidas.get();
        seen.with(|it| all.extend(it.iter().flat_map(|it| &it.aumentos).map(|one| one.actividad)));
        let mut rows: Vec<_> = all.into_iter().collect();
        rows.sort_by_key(|id| hoja.con(|_, board| board.puesto(*id)).flatten());
        rows
    });
    view! {
        <ul class="sheet__list" aria-label="Actividades que reciben">
            <For each=move || rows.get() key=|id| *id let:id>
                <Recibe hoja aumento seen id />
            </For>
        </ul>
    }
}

#[component]
fn Recibe(hoja: Hoja, aumento: Ampliacion, seen: Memo<Option<PropuestaAumento>>, id: Id<Actividad>) -> impl IntoView {
    let name = hoja.nombre(Renglon::Actividad(id));
    let out = move || aumento.excluidas.with(|all| all.contains(&id));
    let amount = move || {
        let given = seen.with(|it| it.as_ref()?.aumentos.iter().find(|one| one.actividad == id).map(|one| one.importe));
        given.map(|amount| format!("+{}", amount.cifra())).unwrap_or_default()
    };
    let leave_out = move |out: bool| {
        aumento.excluidas.update(|all| {
            if out {
                all.insert(id);
            } else {
                all.remove(&id);
            }
        });
    };
    view! {
        <li class="sheet__cut">
            <span>{name.clone()}</span>
            <span class="sheet__amount">{move || if out() { "no recibe".to_owned() } else { amount() }}</span>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=out
                    aria-label=format!("Sin aumento para «{name}»")
                    on:change=move |event| leave_out(event_target_checked(&event))
                />
                "No recibe"
            </label>
        </li>
    }
}
