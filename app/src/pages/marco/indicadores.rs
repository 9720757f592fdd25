//! The indicators of an OEI or an AEI: name, source, frequency, the meta as the PDI
//! prints it, and beside it the structured targets.

use domain::Command;
use domain::plan::{Frecuencia, IndicadorEstrategico};
use domain::texto::Texto;
use leptos::prelude::*;

use super::metas::Metas;
use super::use_marco;
use crate::components::editable::{Access, Binding, Choice, Control, Editable};
use crate::components::icon::{Glyph, Icon};
use crate::components::tag::{Notice, Tone};
use crate::pages::edit::{Attempt, Reading, bind};
use crate::state::replica::use_replica;

pub type Lista = Vec<IndicadorEstrategico>;

/// All the indicators of a row, as one value: a command carries the whole list.
#[derive(Clone, Copy)]
pub struct Indicado {
    pub now: Signal<Lista>,
    pub command: Callback<(Lista, Lista), Command>,
    pub attempt: Attempt,
}

impl Indicado {
    /// Changes the list at once: adding and taking out.
    pub fn cambiar(self, change: impl FnOnce(&mut Lista)) {
        let seen = self.now.get_untracked();
        let mut nuevo = seen.clone();
        change(&mut nuevo);
        self.attempt.send(self.command.run((seen, nuevo)));
    }

    /// Binds one part of one indicator.
    pub fn bind(
        self,
        at: usize,
        show: fn(&IndicadorEstrategico) -> String,
        put: fn(&mut IndicadorEstrategico, &str) -> Result<(), String>,
    ) -> Binding {
        let reading = Reading::new(
            move |all: &Lista| all.get(at).map(show).unwrap_or_default(),
            move |all: &Lista, text| {
                let mut all = all.clone();
                let row = all.get_mut(at).ok_or("Ese indicador ya no está.")?;
                put(row, text)?;
                Ok(all)
            },
        );
        bind(
            self.attempt.replica,
            move || Some(self.now.get()),
            reading,
            move |seen, nuevo| self.command.run((seen, nuevo)),
        )
    }
}

#[component]
pub fn Indicadores(now: Signal<Lista>, command: Callback<(Lista, Lista), Command>) -> impl IntoView {
    let access = use_marco().access;
    let indicado = Indicado { now, command, attempt: Attempt::new(use_replica()) };
    let count = Memo::new(move |_| now.with(Vec::len));
    view! {
        <section class="ficha__part">
            <h3>"Indicadores y metas"</h3>
            <For each=move || 0..count.get() key=|at| *at let:at>
                <Indicador at indicado />
            </For>
            {move || indicado.attempt.refused.get().map(|refusal| view! { <Notice tone=Tone::Bad>{refusal.why}</Notice> })}
            <Show when=move || count.get() == 0>
                <p class="muted">"Sin indicador ni meta: no impide formular, pero sí la aprobación final."</p>
            </Show>
            <Show when=move || access == Access::Write>
                <button class="button button--small" type="button" on:click=move |_| indicado.cambiar(|all| all.push(blank()))>
                    <Icon glyph=Glyph::Add class="icon--small" />
                    "Agregar indicador"
                </button>
            </Show>
        </section>
    }
}

fn blank() -> IndicadorEstrategico {
    IndicadorEstrategico {
        nombre: Texto::default(),
        fuente: Texto::default(),
        frecuencia: Frecuencia::Anual,
        metas: vec![],
        meta_literal: Texto::default(),
    }
}

#[component]
fn Indicador(at: usize, indicado: Indicado) -> impl IntoView {
    let access = use_marco().access;
    let id = move |part: &str| format!("indicador-{at}-{part}");
    let nombre = indicado.bind(at, |row| row.nombre.to_string(), |row, text| put(&mut row.nombre, text));
    let literal = indicado.bind(at, |row| row.meta_literal.to_string(), |row, text| put(&mut row.meta_literal, text));
    let fuente = indicado.bind(at, |row| row.fuente.to_string(), |row, text| put(&mut row.fuente, text));
    let frecuencia = indicado.bind(
        at,
        |row| nombre_de(row.frecuencia).to_owned(),
        |row, text| {
            row.frecuencia = FRECUENCIAS.into_iter().find(|one| nombre_de(*one) == text).unwrap_or(row.frecuencia);
            Ok(())
        },
    );
    view! {
        <fieldset class="ficha__group">
            <legend>"Indicador " {at + 1}</legend>
            <Editable id=id("nombre") label="Indicador" access binding=nombre />
            <Editable
                id=id("literal")
                label="Meta, como la imprime el PDI"
                access
                binding=literal
            />
            <Metas at indicado />
            <div class="ficha__pair">
                <Editable id=id("fuente") label="Fuente" access binding=fuente />
                <Editable
                    id=id("frecuencia")
                    label="Frecuencia"
                    access
                    control=Control::Choice(frequencies())
                    binding=frecuencia
                />
            </div>
            <Show when=move || access == Access::Write>
                <button
                    class="button button--quiet button--small"
                    type="button"
                    on:click=move |_| indicado.cambiar(|all| drop(all.remove(at)))
                >
                    <Icon glyph=Glyph::Trash class="icon--small" />
                    "Quitar este indicador"
                </button>
            </Show>
        </fieldset>
    }
}

/// Puts a text where it belongs, or says why it does not fit.
pub fn put<const MAX: usize>(place: &mut Texto<MAX>, text: &str) -> Result<(), String> {
    *place = Texto::new(text).map_err(|why| why.to_string())?;
    Ok(())
}

const FRECUENCIAS: [Frecuencia; 4] =
    [Frecuencia::Mensual, Frecuencia::Trimestral, Frecuencia::Semestral, Frecuencia::Anual];

fn nombre_de(frecuencia: Frecuencia) -> &'static str {
    match frecuencia {
        Frecuencia::Mensual => "Mensual",
        Frecuencia::Trimestral => "Trimestral",
        Frecuencia::Semestral => "Semestral",
        Frecuencia::Anual => "Anual",
    }
}

fn frequencies() -> Signal<Vec<Choice>> {
    Signal::stored(FRECUENCIAS.map(|one| Choice::new(nombre_de(one), nombre_de(one))).to_vec())
}
