//! Identification: what the activity is, which AEI it contributes to and on what
//! evidence, who answers for it (Art. 8.1.1).

use domain::plan::CampoActividad;
use leptos::prelude::*;

use super::campos::{CRITERIOS, choices, reading};
use super::use_panel;
use crate::components::editable::{Choice, Control, Editable};
use crate::pages::edit::Reading;

/// The guiding question, as the directive asks it.
const PREGUNTA: &str =
    "¿Qué actividades son las mínimas necesarias para el desarrollo de la acción estratégica institucional?";

#[component]
pub fn Ficha() -> impl IntoView {
    let panel = use_panel();
    let (campos, access) = (panel.campos, panel.access);
    let codigo = Reading::new(ToString::to_string, |_, text: &str| text.trim().to_uppercase().try_into());
    view! {
        <div class="actividad__grid">
            <Editable
                id="a-nombre"
                label="Nombre de la actividad"
                access
                binding=campos.texto(CampoActividad::Nombre, |row| row.nombre.clone())
                class="field--wide"
            />
            <Editable
                id="a-codigo"
                label="Código"
                access
                binding=campos.bind(CampoActividad::Codigo, |row| row.codigo.clone(), codigo)
            />
            <Accion />
            <Editable
                id="a-funcion"
                label="Función del ROF a la que responde"
                access
                control=Control::Area
                binding=campos.texto(CampoActividad::FuncionRof, |row| row.funcion_rof.clone())
                class="field--wide"
            />
            <Editable
                id="a-criterio"
                label="Criterio de desagregación"
                access
                control=Control::Choice(choices(CRITERIOS))
                binding=campos.bind(CampoActividad::Criterio, |row| row.criterio, reading(CRITERIOS))
            />
            <Editable
                id="a-responsable"
                label="Responsable"
                hint="El puesto, no el nombre de la persona."
                access
                binding=campos.texto(CampoActividad::Responsable, |row| row.responsable.clone())
            />
            <Editable
                id="a-verificacion"
                label="Medio de verificación"
                access
                binding=campos.texto(CampoActividad::Verificacion, |row| row.verificacion.clone())
            />
            <Editable
                id="a-categoria"
                label="Categoría presupuestal"
                hint="9001 Acciones Centrales, 9002 APNOP, o el programa presupuestal."
                access
                binding=campos.texto(CampoActividad::Categoria, |row| row.categoria.clone())
            />
            <Editable
                id="a-secfunc"
                label="Sec. func."
                access
                binding=campos.texto(CampoActividad::SecFunc, |row| row.sec_func.clone())
            />
        </div>
    }
}

/// The AEI, with its evidencias and the guiding question at hand.
#[component]
fn Accion() -> impl IntoView {
    let panel = use_panel();
    let all = Memo::new(move |_| {
        let choice = |row: &domain::vista::OpcionAccion| {
            Choice::new(row.id.to_string(), [row.codigo.as_str(), " ", &row.enunciado].concat())
        };
        panel.opciones.acciones.with(|rows| rows.iter().map(choice).collect::<Vec<_>>())
    });
    let objetivo = move || panel.detalle.with(|all| all.as_ref().map(|all| all.objetivo.clone()));
    let evidencias = Memo::new(move |_| {
        panel.detalle.with(|all| {
            let accion = all.as_ref().and_then(|all| all.accion.as_ref());
            accion
                .map(|accion| accion.evidencias.iter().map(ToString::to_string).collect::<Vec<_>>())
                .unwrap_or_default()
        })
    });
    view! {
        <div class="field--wide actividad__accion">
            <Editable
                id="a-accion"
                label="Acción estratégica a la que contribuye"
                access=panel.access
                control=Control::Choice(all.into())
                binding=panel.campos.fila(CampoActividad::Accion, |row| row.accion)
            />
            <p class="muted">{objetivo}</p>
            <details class="actividad__guide">
                <summary>{PREGUNTA}</summary>
                <Show
                    when=move || !evidencias.with(Vec::is_empty)
                    fallback=|| view! { <p class="muted">"La acción no tiene evidencias registradas todavía."</p> }
                >
                    <p>"Evidencias en que se apoya la acción:"</p>
                    <ul class="actividad__bullets">
                        <For each=move || evidencias.get() key=Clone::clone let:text>
                            <li>{text}</li>
                        </For>
                    </ul>
                </Show>
            </details>
        </div>
    }
}
