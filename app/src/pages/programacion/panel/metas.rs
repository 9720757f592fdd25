//! The targets: annual and twelve months, read aloud, and how much of the AEI's own
//! target its activities cover (Art. 8.1.3).

use domain::command::CeldaMeta;
use domain::plan::{Agregacion, CampoActividad, Periodo};
use domain::vista::{Aporte, DetalleActividad};
use domain::{Cantidad, Command, Mes};
use leptos::prelude::*;

use super::campos::{Palabras, choices, reading};
use super::use_panel;
use crate::components::editable::{Binding, Control, Editable};
use crate::pages::edit::{Reading, bind};

const AGREGACIONES: Palabras<Agregacion> = &[
    (Agregacion::Suma, "Suma de los meses"),
    (Agregacion::UltimoValor, "Último valor"),
    (Agregacion::Promedio, "Promedio"),
    (Agregacion::Maximo, "Máximo"),
];

#[component]
pub fn Metas() -> impl IntoView {
    let panel = use_panel();
    let access = panel.access;
    let sentence = move || {
        panel
            .detalle
            .with(|all| all.as_ref().and_then(|all| all.meta.clone()))
            .unwrap_or_else(|| "Sin meta todavía".into())
    };
    view! {
        <section class="actividad__section">
            <h3>"Metas"</h3>
            <p class="actividad__sentence" aria-live="polite">
                {sentence}
            </p>
            <div class="actividad__pair">
                <Editable
                    id="a-agregacion"
                    label="Cómo los meses hacen la meta anual"
                    access
                    control=Control::Choice(choices(AGREGACIONES))
                    binding=panel.campos.bind(CampoActividad::Agregacion, |row| row.agregacion, reading(AGREGACIONES))
                />
                <Editable
                    id="a-anual"
                    label="Meta anual"
                    hint="En blanco, es la que resulta de los meses."
                    access
                    control=Control::Figure
                    binding=meta(Periodo::Anual)
                />
            </div>
            <div class="actividad__months">
                {Mes::todos()
                    .map(|mes| {
                        view! {
                            <Editable
                                id=format!("a-mes-{}", mes.number())
                                label=mes.abreviado()
                                access
                                control=Control::Figure
                                binding=meta(Periodo::Mes(mes))
                            />
                        }
                    })
                    .collect_view()}
            </div>
            <Aportes />
        </section>
    }
}

/// Binds one of the thirteen targets; a blank one is none.
fn meta(periodo: Periodo) -> Binding {
    let panel = use_panel();
    let now = move || panel.campos.get(|row| row.meta.clone()).map(|meta| meta.get(periodo));
    let unit = move || {
        let of = |all: &DetalleActividad| (all.decimales, all.unidad_nombre.clone());
        panel.detalle.with_untracked(|all| all.as_ref().map(of)).unwrap_or_default()
    };
    let reading = Reading::new(
        |cantidad: &Option<Cantidad>| cantidad.map(|cantidad| cantidad.to_string()).unwrap_or_default(),
        move |_, text: &str| {
            if text.trim().is_empty() {
                return Ok(None);
            }
            let (decimales, name) = unit();
            Cantidad::leer(text, decimales, &name).map(Some).map_err(|why| why.to_string())
        },
    );
    let actividad = panel.id;
    bind(panel.replica(), now, reading, move |seen, nueva| {
        Command::ProgramarMetas(vec![CeldaMeta { actividad, periodo, seen, nueva }])
    })
}

/// What the activities of the AEI add up to, unit by unit.
#[component]
fn Aportes() -> impl IntoView {
    let detalle = use_panel().detalle;
    let rows = Memo::new(move |_| detalle.with(|all| all.as_ref().map(|all| all.aportes.clone()).unwrap_or_default()));
    let literal = move || {
        let metas = detalle.with(|all| {
            let accion = all.as_ref()?.accion.as_ref()?;
            Some(
                accion
                    .indicadores
                    .iter()
                    .map(|one| format!("{}: {}", one.nombre, one.meta_literal))
                    .collect::<Vec<_>>(),
            )
        });
        let metas = metas.unwrap_or_default();
        if metas.is_empty() { "sin indicador ni meta todavía".to_owned() } else { metas.join("; ") }
    };
    view! {
        <p class="muted">"Meta de la acción estratégica: " {literal}</p>
        <ul class="actividad__bullets muted">
            <For each=move || rows.get() key=|row| (row.unidad.clone(), row.cantidad, row.actividades) let:row>
                <li>{aporte(&row)}</li>
            </For>
        </ul>
    }
}

/// "Sus 3 actividades en Persona suman 1,200 (60.0 % de la meta de la acción)."
fn aporte(row: &Aporte) -> String {
    let who = match row.actividades {
        1 => format!("Una actividad en {} aporta {}", row.unidad, row.cantidad),
        many => format!("{many} actividades en {} aportan {}", row.unidad, row.cantidad),
    };
    match row.porcentaje {
        Some(part) => format!("{who}: {part:.1} % de la meta de la acción."),
        None => format!("{who}."),
    }
}
