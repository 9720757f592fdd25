//! Elementos críticos: the event, quantity or proportion without which the activity is
//! not achieved, the month it is needed in and how it stands (Art. 8.3).

use domain::plan::{CampoElemento, ClaseElemento, ElementoCritico, Estado, SituacionElemento, Ventana};
use domain::texto::Nombre;
use domain::valor::Decimales;
use domain::{Cantidad, Command, Id, Mes};
use leptos::prelude::*;

use super::campos::{SITUACIONES, choices, reading};
use super::retirada::{Agregar, Restituir, Retiradas, Retirar};
use super::use_panel;
use crate::components::editable::{Access, Choice, Control, Editable, Refusal};
use crate::pages::edit::{Fields, Reading, send};
use crate::state::replica::nuevo_id;

#[component]
pub fn Elementos() -> impl IntoView {
    let panel = use_panel();
    let rows =
        Memo::new(move |_| panel.detalle.with(|all| all.as_ref().map(|all| all.elementos.clone()).unwrap_or_default()));
    let ids = Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.id).collect::<Vec<_>>()));
    let retiradas = Retiradas::default();
    let add = Callback::new(move |name: String| {
        let descripcion = Nombre::new(&name).map_err(|why| Refusal::of(why.to_string()))?;
        let begins = |ventana: Ventana| Mes::of(ventana.inicio);
        let elemento = ElementoCritico {
            id: nuevo_id(),
            actividad: panel.id,
            descripcion,
            clase: ClaseElemento::Evento,
            mes: panel.campos.get(|row| row.ventana).map_or(Mes::ENERO, begins),
            situacion: SituacionElemento::Pendiente,
            estado: Estado::Vigente,
        };
        send(panel.replica(), Command::CrearElemento(elemento)).map(|_| ())
    });
    view! {
        <section class="actividad__section">
            <h3>"Elementos críticos"</h3>
            <Show when=move || ids.with(Vec::is_empty)>
                <p class="muted">"Lo imprescindible para lograr la actividad: un evento, una cantidad o una proporción."</p>
            </Show>
            <ul class="actividad__rows">
                <For each=move || ids.get() key=|id| *id let:id>
                    <Uno id rows retiradas />
                </For>
            </ul>
            <Restituir retiradas />
            <Show when=move || panel.access == Access::Write>
                <Agregar id="e-nuevo" label="Nuevo elemento crítico: descríbalo y pulse Enter" add />
            </Show>
        </section>
    }
}

#[component]
fn Uno(id: Id<ElementoCritico>, rows: Memo<Vec<ElementoCritico>>, retiradas: Retiradas) -> impl IntoView {
    let panel = use_panel();
    let access = panel.access;
    let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.id == id).cloned()));
    let campos = Fields::<ElementoCritico>::new(row, move |seen, nuevo| Command::EditarElemento { id, seen, nuevo });
    let name = Signal::derive(move || campos.get(|row| row.descripcion.to_string()).unwrap_or_default());
    let take_out = Callback::new(move |()| {
        let wrap = CampoElemento::Estado;
        let estado = |seen, nuevo| Command::EditarElemento { id, seen: wrap(seen), nuevo: wrap(nuevo) };
        let (out, back) = (estado(Estado::Vigente, Estado::Retirado), estado(Estado::Retirado, Estado::Vigente));
        retiradas.retirar(name.get_untracked(), out, back);
    });
    let has_value = Memo::new(move |_| campos.get(|row| row.clase != ClaseElemento::Evento).unwrap_or_default());
    let valor = move || campos.bind(CampoElemento::Clase, |row| row.clase, Reading::new(valor_de, con_valor));
    view! {
        <li class="actividad__row actividad__row--elemento">
            <Editable
                id=format!("e-{id}-descripcion")
                label="Elemento crítico"
                access
                binding=campos.texto(CampoElemento::Descripcion, |row| row.descripcion.clone())
            />
            <Editable
                id=format!("e-{id}-clase")
                label="Clase"
                access
                control=Control::Choice(clases())
                binding=campos.bind(CampoElemento::Clase, |row| row.clase, Reading::new(clase_de, con_clase))
            />
            <Show when=move || has_value.get() fallback=|| view! { <span></span> }>
                <Editable
                    id=format!("e-{id}-valor")
                    label="Valor"
                    access
                    control=Control::Figure
                    binding=valor()
                />
            </Show>
            <Editable
                id=format!("e-{id}-mes")
                label="Mes"
                access
                control=Control::Choice(meses())
                binding=campos.bind(CampoElemento::Mes, |row| row.mes, Reading::new(|mes: &Mes| mes.to_string(), |_, text| leer_mes(text)))
            />
            <Editable
                id=format!("e-{id}-situacion")
                label="Situación"
                access
                control=Control::Choice(choices(SITUACIONES))
                binding=campos.bind(CampoElemento::Situacion, |row| row.situacion, reading(SITUACIONES))
            />
            <Show when=move || access == Access::Write>
                <Retirar name on_press=take_out />
            </Show>
        </li>
    }
}

const CLASES: [&str; 3] = ["Evento", "Cantidad", "Proporción (%)"];

fn clases() -> Signal<Vec<Choice>> {
    Signal::stored(CLASES.map(|word| Choice::new(word, word)).to_vec())
}

fn clase_de(clase: &ClaseElemento) -> String {
    CLASES[match clase {
        ClaseElemento::Evento => 0,
        ClaseElemento::Cantidad(_) => 1,
        ClaseElemento::Proporcion(_) => 2,
    }]
    .to_owned()
}

/// A change of kind keeps the value that was there.
fn con_clase(clase: &ClaseElemento, text: &str) -> Result<ClaseElemento, String> {
    let value = match clase {
        ClaseElemento::Evento => Cantidad::enteras(1),
        ClaseElemento::Cantidad(value) | ClaseElemento::Proporcion(value) => *value,
    };
    match CLASES.iter().position(|word| *word == text) {
        Some(0) => Ok(ClaseElemento::Evento),
        Some(1) => Ok(ClaseElemento::Cantidad(value)),
        Some(_) => Ok(ClaseElemento::Proporcion(value)),
        None => Err("Elija una clase de la lista.".to_owned()),
    }
}

fn valor_de(clase: &ClaseElemento) -> String {
    match clase {
        ClaseElemento::Evento => String::new(),
        ClaseElemento::Cantidad(value) | ClaseElemento::Proporcion(value) => value.to_string(),
    }
}

fn con_valor(clase: &ClaseElemento, text: &str) -> Result<ClaseElemento, String> {
    let value = Cantidad::leer(text, Decimales::new(4)?, "").map_err(|why| why.to_string())?;
    Ok(match clase {
        ClaseElemento::Evento => ClaseElemento::Evento,
        ClaseElemento::Cantidad(_) => ClaseElemento::Cantidad(value),
        ClaseElemento::Proporcion(_) => ClaseElemento::Proporcion(value),
    })
}

fn leer_mes(text: &str) -> Result<Mes, String> {
    Mes::todos().find(|mes| mes.nombre() == text).ok_or_else(|| "Elija un mes de la lista.".to_owned())
}

fn meses() -> Signal<Vec<Choice>> {
    Signal::stored(Mes::todos().map(|mes| Choice::new(mes.nombre(), mes.nombre())).collect())
}
