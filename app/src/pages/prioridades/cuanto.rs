//! By how much a techo falls or rises: a rubro, and an amount in soles or in per cent of what is
//! programmed in it.

use domain::Dinero;
use domain::catalogo::CodigoRubro;
use domain::prioridad::{porcentaje, programado};
use leptos::prelude::*;

use super::hoja::Hoja;

/// In soles, or in per cent of what is programmed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Medida {
    Soles,
    Porcentaje,
}

/// What is being typed; copying the handle costs nothing.
#[derive(Clone, Copy)]
pub(super) struct Cuanto {
    rubro: RwSignal<Option<CodigoRubro>>,
    medida: RwSignal<Medida>,
    texto: RwSignal<String>,
}

impl Cuanto {
    /// Of the rubro with most money on the board.
    pub fn new(hoja: Hoja) -> Self {
        let most = programados(hoja).into_iter().max_by_key(|(_, amount)| *amount).map(|(rubro, _)| rubro);
        Self { rubro: RwSignal::new(most), medida: RwSignal::new(Medida::Porcentaje), texto: RwSignal::default() }
    }

    /// What was typed, once it can be read and is more than nothing.
    pub fn leer(self, hoja: Hoja) -> Option<(CodigoRubro, Dinero)> {
        let (rubro, text) = (self.rubro.get()?, self.texto.get());
        let amount = Dinero::leer(&text).ok().filter(|amount| *amount > Dinero::CERO)?;
        match self.medida.get() {
            Medida::Soles => Some((rubro, amount)),
            Medida::Porcentaje => {
                let total = programados(hoja).into_iter().find(|(code, _)| *code == rubro)?.1;
                // Per cent are read as money is: with two decimals; one of them counts.
                let tenths = u32::try_from(amount.centimos() / 10).ok().filter(|tenths| *tenths <= 1_000)?;
                Some((rubro, porcentaje(total, tenths)))
            }
        }
    }
}

fn programados(hoja: Hoja) -> Vec<(CodigoRubro, Dinero)> {
    hoja.con(|plan, _| programado(plan, hoja.consulta().alcance)).unwrap_or_default()
}

#[component]
pub(super) fn CuantoView(
    hoja: Hoja,
    cuanto: Cuanto,
    /// Its fields are named after it.
    id: &'static str,
) -> impl IntoView {
    let named = move |field| format!("{id}-{field}");
    let read = |text: String| text.parse().ok().and_then(CodigoRubro::new);
    let option = move |(code, amount): (CodigoRubro, Dinero)| {
        view! {
            <option value=code.numero().to_string() selected=cuanto.rubro.get_untracked() == Some(code)>
                {format!("{code}: {amount} programados")}
            </option>
        }
    };
    let measure = move |text: String| {
        cuanto.medida.set(if text == "soles" { Medida::Soles } else { Medida::Porcentaje });
    };
    view! {
        <label class="field" for=named("rubro")>
            <span class="field__label">"Rubro"</span>
            <select class="input" id=named("rubro") on:change=move |event| cuanto.rubro.set(read(event_target_value(&event)))>
                {programados(hoja).into_iter().map(option).collect_view()}
            </select>
        </label>
        <div class="sheet__pair">
            <label class="field" for=named("cuanto")>
                <span class="field__label">"Cuánto"</span>
                <input
                    class="input"
                    id=named("cuanto")
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=cuanto.texto
                    on:input=move |event| cuanto.texto.set(event_target_value(&event))
                />
            </label>
            <label class="field" for=named("medida")>
                <span class="field__label">"En"</span>
                <select class="input" id=named("medida") on:change=move |event| measure(event_target_value(&event))>
                    <option value="porcentaje">"%"</option>
                    <option value="soles">"S/"</option>
                </select>
            </label>
        </div>
    }
}
