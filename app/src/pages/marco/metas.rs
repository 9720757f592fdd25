//! The structured targets of one indicator: value, unit, ≥ or =, each year or by a year.

use domain::Cantidad;
use domain::plan::{Comparador, IndicadorEstrategico, MetaEstrategica, Vencimiento};
use domain::texto::Texto;
use domain::valor::Decimales;
use leptos::prelude::*;

use super::actos::{meta_leida, vencimiento_leido};
use super::indicadores::{Indicado, Lista, put};
use super::use_marco;
use crate::components::editable::{Access, Binding, Choice, Control, Editable};
use crate::components::icon::{Glyph, Icon};
use crate::pages::edit::{Reading, bind};

#[component]
pub fn Metas(at: usize, indicado: Indicado) -> impl IntoView {
    let access = use_marco().access;
    let count = Memo::new(move |_| indicado.now.with(|all| all.get(at).map_or(0, |row| row.metas.len())));
    let read =
        move |place: usize| indicado.now.with(|all| all.get(at).and_then(|row| row.metas.get(place)).map(meta_leida));
    view! {
        <div class="ficha__targets">
            <For each=move || 0..count.get() key=|place| *place let:place>
                <Show
                    when=move || access == Access::Write
                    fallback=move || view! { <p class="field__value">{move || read(place)}</p> }
                >
                    <Meta at place indicado />
                </Show>
            </For>
            <Show when=move || access == Access::Write>
                <button
                    class="button button--quiet button--small"
                    type="button"
                    on:click=move |_| indicado.cambiar(|all| all[at].metas.push(first_target()))
                >
                    <Icon glyph=Glyph::Add class="icon--small" />
                    "Agregar meta"
                </button>
            </Show>
        </div>
    }
}

/// The commonest of the annex.
fn first_target() -> MetaEstrategica {
    MetaEstrategica {
        valor: Cantidad::enteras(100),
        unidad: Texto::new("%").unwrap_or_default(),
        comparador: Comparador::AlMenos,
        vencimiento: Vencimiento::AlCierre,
    }
}

#[component]
fn Meta(at: usize, place: usize, indicado: Indicado) -> impl IntoView {
    let id = move |part: &str| format!("meta-{at}-{place}-{part}");
    let bind = move |show: fn(&MetaEstrategica) -> String, put: Put| bind_part(indicado, at, place, show, put);
    let valor = bind(|meta| meta.valor.to_string(), put_valor);
    let unidad = bind(|meta| meta.unidad.to_string(), |meta, text| put(&mut meta.unidad, text));
    let comparador = bind(
        |meta| sign(meta.comparador).to_owned(),
        |meta, text| {
            meta.comparador = if text == "=" { Comparador::Igual } else { Comparador::AlMenos };
            Ok(())
        },
    );
    let vencimiento = bind(|meta| term(meta.vencimiento), put_vencimiento);
    view! {
        <div class="ficha__target">
            <Editable
                id=id("comparador")
                label="Compara"
                control=Control::Choice(signs())
                binding=comparador
                class="field--bare"
            />
            <Editable id=id("valor") label="Valor" control=Control::Figure binding=valor class="field--bare" />
            <Editable id=id("unidad") label="Unidad" binding=unidad class="field--bare" />
            <Editable
                id=id("vencimiento")
                label="Vencimiento"
                control=Control::Choice(terms())
                binding=vencimiento
                class="field--bare"
            />
            <button
                class="button button--quiet button--icon button--small"
                type="button"
                aria-label=format!("Quitar la meta {}", place + 1)
                on:click=move |_| indicado.cambiar(|all| drop(all[at].metas.remove(place)))
            >
                <Icon glyph=Glyph::Close class="icon--small" />
            </button>
        </div>
    }
}

type Put = fn(&mut MetaEstrategica, &str) -> Result<(), String>;

fn bind_part(indicado: Indicado, at: usize, place: usize, show: fn(&MetaEstrategica) -> String, put: Put) -> Binding {
    let find = move |all: &Lista| all.get(at).and_then(|row: &IndicadorEstrategico| row.metas.get(place)).cloned();
    let reading = Reading::new(
        move |all: &Lista| find(all).map(|meta| show(&meta)).unwrap_or_default(),
        move |all: &Lista, text| {
            let mut all = all.clone();
            let meta = all.get_mut(at).and_then(|row| row.metas.get_mut(place)).ok_or("Esa meta ya no está.")?;
            put(meta, text)?;
            Ok(all)
        },
    );
    bind(
        indicado.attempt.replica,
        move || Some(indicado.now.get()),
        reading,
        move |seen, nuevo| indicado.command.run((seen, nuevo)),
    )
}

fn put_valor(meta: &mut MetaEstrategica, text: &str) -> Result<(), String> {
    let four = Decimales::new(4)?;
    meta.valor = Cantidad::leer(text, four, &meta.unidad).map_err(|why| why.to_string())?;
    Ok(())
}

fn put_vencimiento(meta: &mut MetaEstrategica, text: &str) -> Result<(), String> {
    meta.vencimiento = match text {
        "cada" => Vencimiento::CadaEjercicio,
        "cierre" => Vencimiento::AlCierre,
        year => Vencimiento::AlEjercicio(year.parse().map_err(|_| "Elija un año de la lista.".to_owned())?),
    };
    Ok(())
}

fn sign(comparador: Comparador) -> &'static str {
    match comparador {
        Comparador::Igual => "=",
        Comparador::AlMenos => "≥",
    }
}

fn signs() -> Signal<Vec<Choice>> {
    Signal::stored(vec![Choice::new("≥", "≥ al menos"), Choice::new("=", "= igual a")])
}

fn term(vencimiento: Vencimiento) -> String {
    match vencimiento {
        Vencimiento::CadaEjercicio => "cada".to_owned(),
        Vencimiento::AlCierre => "cierre".to_owned(),
        Vencimiento::AlEjercicio(year) => year.to_string(),
    }
}

/// Each year, by the end of the PDI, or by one of its years.
fn terms() -> Signal<Vec<Choice>> {
    let page = use_marco().page;
    Memo::new(move |_| {
        let (first, last) = page.with(|page| page.pdi);
        let years = (first..=last).map(|year| (year.to_string(), Vencimiento::AlEjercicio(year)));
        let fixed = [("cada".to_owned(), Vencimiento::CadaEjercicio), ("cierre".to_owned(), Vencimiento::AlCierre)];
        fixed.into_iter().chain(years).map(|(key, term)| Choice::new(key, vencimiento_leido(term))).collect()
    })
    .into()
}
