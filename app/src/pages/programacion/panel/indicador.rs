//! The indicator, built from its three parts and previewed as a sentence (Art. 8.1.2).

use domain::Command;
use domain::plan::{CampoActividad, Indicador};
use domain::texto::Nombre;
use domain::vista::DetalleActividad;
use leptos::prelude::*;

use super::campos::{TIPOS, choices, de_palabra, palabra};
use super::use_panel;
use crate::components::editable::{Access, Binding, Choice, Control, Editable};
use crate::components::icon::{Glyph, Icon};
use crate::components::tag::{Notice, Tone};
use crate::pages::edit::{Reading, send};

#[component]
pub fn IndicadorView() -> impl IntoView {
    let panel = use_panel();
    let sentence = move || panel.detalle.with(|all| all.as_ref().map(|all| all.indicador.clone()));
    view! {
        <section class="actividad__section">
            <h3>"Indicador"</h3>
            <p class="actividad__sentence" aria-live="polite">
                "«"
                {sentence}
                "»"
            </p>
            <div class="actividad__grid">
                <Editable
                    id="a-medida"
                    label="Unidad de medida"
                    access=panel.access
                    control=Control::Choice(medidas())
                    binding=part_of(MEDIDA)
                />
                <Editable
                    id="a-sujeto"
                    label="Sujeto"
                    hint="Qué o quiénes se miden."
                    access=panel.access
                    binding=part_of(SUJETO)
                />
                <Editable
                    id="a-atributo"
                    label="Atributo"
                    hint="Lo que se logra en ellos."
                    access=panel.access
                    binding=part_of(ATRIBUTO)
                />
                <Editable
                    id="a-tipo"
                    label="Tipo"
                    access=panel.access
                    control=Control::Choice(choices(TIPOS))
                    binding=part_of(TIPO)
                />
            </div>
            <Otros />
        </section>
    }
}

/// One part of an indicator: how it reads and how it is put.
#[derive(Clone, Copy)]
struct Parte {
    show: fn(&Indicador) -> String,
    put: fn(&mut Indicador, &str) -> Result<(), String>,
}

const MEDIDA: Parte = Parte {
    show: |row| row.unidad_medida.to_string(),
    put: |row, text| {
        row.unidad_medida = text.parse().map_err(|_| "Elija una unidad de la lista.".to_owned())?;
        Ok(())
    },
};
const SUJETO: Parte = Parte { show: |row| row.sujeto.to_string(), put: |row, text| put(&mut row.sujeto, text) };
const ATRIBUTO: Parte = Parte { show: |row| row.atributo.to_string(), put: |row, text| put(&mut row.atributo, text) };
const TIPO: Parte = Parte {
    show: |row| palabra(TIPOS, &row.tipo),
    put: |row, text| {
        row.tipo = de_palabra(TIPOS, text)?;
        Ok(())
    },
};

fn put(place: &mut Nombre, text: &str) -> Result<(), String> {
    *place = Nombre::new(text).map_err(|why| why.to_string())?;
    Ok(())
}

fn part_of(part: Parte) -> Binding {
    let reading = Reading::new(part.show, move |row: &Indicador, text| {
        let mut row = row.clone();
        (part.put)(&mut row, text)?;
        Ok(row)
    });
    use_panel().campos.bind(CampoActividad::Indicador, |row| row.indicador.clone(), reading)
}

fn medidas() -> Signal<Vec<Choice>> {
    let all = use_panel().opciones.medidas;
    Memo::new(move |_| all.with(|rows| rows.iter().map(|row| Choice::new(row.id.to_string(), &*row.nombre)).collect()))
        .into()
}

/// Further indicators: the directive suggests one, so a second one warns.
#[component]
fn Otros() -> impl IntoView {
    let panel = use_panel();
    let others = Memo::new(move |_| panel.campos.get(|row| row.otros_indicadores.clone()).unwrap_or_default());
    let change = move |edit: &dyn Fn(&mut Vec<Indicador>)| {
        let seen = others.get_untracked();
        let mut nuevo = seen.clone();
        edit(&mut nuevo);
        let (seen, nuevo) = (CampoActividad::OtrosIndicadores(seen), CampoActividad::OtrosIndicadores(nuevo));
        // A list of copies of what is already there is never refused but by permission,
        // and who may not write is not offered the button.
        let _ = send(panel.replica(), Command::EditarActividad { id: panel.id, seen, nuevo });
    };
    let own = move || panel.detalle.with_untracked(|all| all.as_ref().map(indicator_of));
    let name = move |row: &Indicador| {
        let unit = panel.opciones.medidas.with(|all| {
            all.iter().find(|unit| unit.id == row.unidad_medida).map(|unit| unit.nombre.to_string()).unwrap_or_default()
        });
        format!("{unit} {} {}", row.sujeto, row.atributo)
    };
    let writes = panel.access == Access::Write;
    view! {
        <Show when=move || !others.with(Vec::is_empty)>
            <Notice tone=Tone::Warn>"Se sugiere un solo indicador por actividad (Art. 8.1.2)."</Notice>
            <ul class="actividad__bullets">
                <For each=move || others.get().into_iter().enumerate() key=|(at, row)| (*at, row.sujeto.clone()) let:one>
                    <li>
                        {name(&one.1)}
                        <Show when=move || writes>
                            <button
                                class="button button--quiet button--small"
                                type="button"
                                on:click=move |_| change(&|all| drop(all.remove(one.0)))
                            >
                                <Icon glyph=Glyph::Close class="icon--small" />
                                "Quitar"
                            </button>
                        </Show>
                    </li>
                </For>
            </ul>
        </Show>
        <Show when=move || writes>
            <button
                class="button button--small"
                type="button"
                on:click=move |_| {
                    if let Some(copy) = own() {
                        change(&|all| all.push(copy.clone()));
                    }
                }
            >
                <Icon glyph=Glyph::Add class="icon--small" />
                "Guardar este como indicador adicional"
            </button>
        </Show>
    }
}

fn indicator_of(all: &DetalleActividad) -> Indicador {
    all.actividad.indicador.clone()
}
