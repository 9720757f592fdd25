//! Two rows under the bars: the months of what is chosen, physical and money.

use domain::Dinero;
use domain::vista::cronograma::{Seleccion, seleccion};
use leptos::prelude::*;

use super::hoja::Hoja;

/// Of both rows together, as in `style/cronograma.css`.
const ALTO: i64 = 48;

#[component]
pub(super) fn Meses(hoja: Hoja) -> impl IntoView {
    let now = Memo::new(move |_| {
        let ids = hoja.actividades_elegidas();
        hoja.visto(|plan| seleccion(plan, &ids)).filter(|it| it.actividades > 0)
    });
    let title = move || match now.get() {
        None => "Elija una actividad".to_owned(),
        Some(Seleccion { actividades: 1, fisico, .. }) => fisico.map(|(unit, _)| unit).unwrap_or_default(),
        Some(it) => match it.fisico {
            Some((unit, _)) => format!("{} actividades · {unit}", it.actividades),
            None => format!("{} actividades · en unidades distintas", it.actividades),
        },
    };
    let said = move || now.get().as_ref().map(leido).unwrap_or_default();
    view! {
        <div class="gantt__foot" role="group" aria-label="Meses de lo elegido">
            <div class="gantt__corner">
                <span>{title}</span>
                <span class="gantt__days">"S/"</span>
                <span class="hidden-text">{said}</span>
            </div>
            <svg
                class="gantt__months"
                aria-hidden="true"
                focusable="false"
                width=move || hoja.escala.get().ancho(hoja.ejercicio).to_string()
                height=ALTO.to_string()
            >
                {move || now.get().map(|it| cifras(hoja, &it))}
            </svg>
        </div>
    }
}

fn cifras(hoja: Hoja, it: &Seleccion) -> impl IntoView + use<> {
    let escala = hoja.escala.get();
    let month = |at: usize| hoja.ejercicio.inicio() + chrono::Months::new(u32::try_from(at).unwrap_or_default());
    let fisico = it.fisico.as_ref().map(|(_, months)| months.map(|value| value.to_string()));
    (0..12)
        .map(|at| {
            let middle = i64::midpoint(escala.x(hoja.ejercicio, month(at)), escala.x(hoja.ejercicio, month(at + 1)));
            let value = fisico.as_ref().map(|months| months[at].clone()).filter(|text| text != "0").unwrap_or_default();
            let money = Some(it.dinero[at]).filter(|amount| !amount.es_cero()).map(Dinero::cifra).unwrap_or_default();
            view! {
                <text class="gantt__figure" x=middle.to_string() y="17">
                    {value}
                </text>
                <text class="gantt__figure" x=middle.to_string() y="39">
                    {money}
                </text>
            }
        })
        .collect_view()
}

/// The same, aloud.
fn leido(it: &Seleccion) -> String {
    let month = |mes: domain::Mes| {
        let value = it.fisico.as_ref().map(|(unit, months)| format!("{} {unit}, ", months[mes])).unwrap_or_default();
        format!("{}: {value}{}. ", mes.nombre(), it.dinero[mes])
    };
    domain::Mes::todos()
        .filter(|mes| {
            !it.dinero[*mes].es_cero() || it.fisico.as_ref().is_some_and(|(_, all)| all[*mes].to_string() != "0")
        })
        .map(month)
        .collect()
}
