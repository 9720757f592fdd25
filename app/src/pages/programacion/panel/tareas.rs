//! Tareas: dated pieces of the activity, in order, each after those it follows.

use domain::plan::{CampoTarea, Estado, Orden, Tarea, Ventana};
use domain::texto::Nombre;
use domain::{Command, Id};
use leptos::prelude::*;

use super::fechas::{Secuencia, con_fin, con_inicio};
use super::retirada::{Agregar, Restituir, Retiradas, Retirar};
use super::use_panel;
use crate::components::editable::{Access, Control, Editable, Refusal};
use crate::pages::edit::{Fields, Reading, send};
use crate::state::replica::nuevo_id;

#[component]
pub fn Tareas() -> impl IntoView {
    let panel = use_panel();
    let rows =
        Memo::new(move |_| panel.detalle.with(|all| all.as_ref().map(|all| all.tareas.clone()).unwrap_or_default()));
    let ids = Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.id).collect::<Vec<_>>()));
    let retiradas = Retiradas::default();
    let add = Callback::new(move |name: String| {
        let nombre = Nombre::new(&name).map_err(|why| Refusal::of(why.to_string()))?;
        let ventana = panel.campos.get(|row| row.ventana).ok_or_else(|| Refusal::of("La actividad ya no está."))?;
        let orden = rows.with_untracked(|rows| Orden::entre(rows.last().map(|row| &row.orden), None));
        let tarea = Tarea {
            id: nuevo_id(),
            actividad: panel.id,
            nombre,
            ventana,
            predecesoras: vec![],
            orden,
            estado: Estado::Vigente,
        };
        send(panel.replica(), Command::CrearTarea(tarea)).map(|_| ())
    });
    view! {
        <section class="actividad__section">
            <h3>"Tareas"</h3>
            <Show when=move || ids.with(Vec::is_empty)>
                <p class="muted">"Divida la actividad en tareas con sus fechas; no llevan dinero propio."</p>
            </Show>
            <ol class="actividad__rows">
                <For each=move || ids.get() key=|id| *id let:id>
                    <Una id rows retiradas />
                </For>
            </ol>
            <Restituir retiradas />
            <Show when=move || panel.access == Access::Write>
                <Agregar id="t-nueva" label="Nueva tarea: escriba su nombre y pulse Enter" add />
            </Show>
        </section>
    }
}

#[component]
fn Una(id: Id<Tarea>, rows: Memo<Vec<Tarea>>, retiradas: Retiradas) -> impl IntoView {
    let panel = use_panel();
    let access = panel.access;
    let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.id == id).cloned()));
    let campos = Fields::<Tarea>::new(row, move |seen, nuevo| Command::EditarTarea { id, seen, nuevo });
    let name = Signal::derive(move || campos.get(|row| row.nombre.to_string()).unwrap_or_default());
    let take_out = Callback::new(move |()| {
        let estado =
            |seen, nuevo| Command::EditarTarea { id, seen: CampoTarea::Estado(seen), nuevo: CampoTarea::Estado(nuevo) };
        let (out, back) = (estado(Estado::Vigente, Estado::Retirado), estado(Estado::Retirado, Estado::Vigente));
        retiradas.retirar(name.get_untracked(), out, back);
    });
    let inicio =
        Reading::new(|ventana: &Ventana| ventana.inicio.to_string(), |ventana, text| con_inicio(*ventana, text));
    let fin = Reading::new(|ventana: &Ventana| ventana.fin.to_string(), |ventana, text| con_fin(*ventana, text));
    view! {
        <li class="actividad__row actividad__row--tarea">
            <Editable
                id=format!("t-{id}-nombre")
                label="Tarea"
                access
                binding=campos.texto(CampoTarea::Nombre, |row| row.nombre.clone())
            />
            <Editable
                id=format!("t-{id}-inicio")
                label="Inicio"
                access
                control=Control::Date
                binding=campos.bind(CampoTarea::Ventana, |row| row.ventana, inicio)
            />
            <Editable
                id=format!("t-{id}-fin")
                label="Fin"
                access
                control=Control::Date
                binding=campos.bind(CampoTarea::Ventana, |row| row.ventana, fin)
            />
            <Despues id rows campos />
            <Show when=move || access == Access::Write>
                <Retirar name on_press=take_out />
            </Show>
        </li>
    }
}

/// The tasks it follows.
#[component]
fn Despues(id: Id<Tarea>, rows: Memo<Vec<Tarea>>, campos: Fields<Tarea>) -> impl IntoView {
    let panel = use_panel();
    let chosen = Signal::derive(move || campos.get(|row| row.predecesoras.clone()).unwrap_or_default());
    let options = Signal::derive(move || {
        let others = |rows: &Vec<Tarea>| {
            rows.iter().filter(|row| row.id != id).map(|row| (row.id, row.nombre.to_string())).collect::<Vec<_>>()
        };
        rows.with(others)
    });
    let write = campos.command(CampoTarea::Predecesoras);
    let change = Callback::new(move |nuevo| write.run((chosen.get_untracked(), nuevo)));
    view! { <Secuencia id=format!("t-{id}-despues") label="Después de" chosen options change access=panel.access /> }
}
