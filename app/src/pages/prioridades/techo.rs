//! When a techo falls (SPEC §7): cuts are proposed from the lowest priority upwards, the person
//! adjusts them, and one command makes them.

use std::collections::BTreeSet;

use domain::catalogo::CodigoRubro;
use domain::plan::Actividad;
use domain::prioridad::{Criticos, Modo, Opciones, Propuesta, porcentaje, programado, proponer_recorte};
use domain::vista::prioridades::Renglon;
use domain::{Dinero, Id, decide};
use leptos::prelude::*;

use super::acto::hacer;
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

/// In soles, or in per cent of what is programmed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Medida {
    Soles,
    Porcentaje,
}

/// What is being chosen.
#[derive(Clone, Copy)]
struct Recorte {
    rubro: RwSignal<Option<CodigoRubro>>,
    medida: RwSignal<Medida>,
    cuanto: RwSignal<String>,
    modo: RwSignal<Modo>,
    criticos: RwSignal<Criticos>,
    protegidas: RwSignal<BTreeSet<Id<Actividad>>>,
}

impl Recorte {
    fn new(hoja: Hoja) -> Self {
        let all = hoja.con(|plan, _| programado(plan, hoja.consulta().alcance)).unwrap_or_default();
        let most = all.into_iter().max_by_key(|(_, amount)| *amount).map(|(rubro, _)| rubro);
        Self {
            rubro: RwSignal::new(most),
            medida: RwSignal::new(Medida::Porcentaje),
            cuanto: RwSignal::default(),
            modo: RwSignal::default(),
            criticos: RwSignal::default(),
            protegidas: RwSignal::default(),
        }
    }

    fn importe(self, hoja: Hoja) -> Option<Dinero> {
        let (rubro, text) = (self.rubro.get()?, self.cuanto.get());
        let amount = Dinero::leer(&text).ok().filter(|amount| *amount > Dinero::CERO)?;
        match self.medida.get() {
            Medida::Soles => Some(amount),
            Medida::Porcentaje => {
                let all = hoja.con(|plan, _| programado(plan, hoja.consulta().alcance)).unwrap_or_default();
                let total = all.into_iter().find(|(code, _)| *code == rubro)?.1;
                // Per cent are read as money is: with two decimals; one of them counts.
                let tenths = u32::try_from(amount.centimos() / 10).ok().filter(|tenths| *tenths <= 1_000)?;
                Some(porcentaje(total, tenths))
            }
        }
    }

    fn proponer(self, hoja: Hoja) -> Option<Propuesta> {
        let (rubro, importe) = (self.rubro.get()?, self.importe(hoja)?);
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
            <Cuanto hoja recorte />
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
fn Cuanto(hoja: Hoja, recorte: Recorte) -> impl IntoView {
    let all = hoja.con(|plan, _| programado(plan, hoja.consulta().alcance)).unwrap_or_default();
    let read = |text: String| text.parse().ok().and_then(CodigoRubro::new);
    view! {
        <label class="field" for="techo-rubro">
            <span class="field__label">"Rubro"</span>
            <select
                class="input"
                id="techo-rubro"
                on:change=move |event| recorte.rubro.set(read(event_target_value(&event)))
            >
                {all
                    .into_iter()
                    .map(|(code, amount)| {
                        view! {
                            <option value=code.numero().to_string() selected=recorte.rubro.get_untracked() == Some(code)>
                                {format!("{code}: {amount} programados")}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </label>
        <div class="sheet__pair">
            <label class="field" for="techo-cuanto">
                <span class="field__label">"Cuánto"</span>
                <input
                    class="input"
                    id="techo-cuanto"
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=recorte.cuanto
                    on:input=move |event| recorte.cuanto.set(event_target_value(&event))
                />
            </label>
            <label class="field" for="techo-medida">
                <span class="field__label">"En"</span>
                <select
                    class="input"
                    id="techo-medida"
                    on:change=move |event| {
                        let soles = event_target_value(&event) == "soles";
                        recorte.medida.set(if soles { Medida::Soles } else { Medida::Porcentaje });
                    }
                >
                    <option value="porcentaje">"%"</option>
                    <option value="soles">"S/"</option>
                </select>
            </label>
        </div>
    }
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
