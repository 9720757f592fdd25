//! What a change does to OEI and AEI.

use domain::vista::modificacion::{EfectoEstrategico, Nivel, Parte};
use leptos::prelude::*;

/// Each OEI reached, and under it its AEI.
#[component]
pub fn Efecto(filas: Vec<EfectoEstrategico>) -> impl IntoView {
    if filas.is_empty() {
        return view! { <p class="muted">"No llega a ningún objetivo ni acción estratégica."</p> }.into_any();
    }
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label="Efecto en objetivos y acciones estratégicas">
            <table class="table efecto">
                <thead>
                    <tr>
                        <th scope="col">"Objetivo o acción"</th>
                        <th scope="col" class="figure">"Actividades"</th>
                        <th scope="col" class="figure">"Antes S/"</th>
                        <th scope="col" class="figure">"Después S/"</th>
                        <th scope="col" class="figure">"Diferencia S/"</th>
                        <th scope="col">"Qué cubren sus actividades"</th>
                    </tr>
                </thead>
                <tbody>{filas.into_iter().map(|fila| view! { <Alcanzado fila /> }).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Alcanzado(fila: EfectoEstrategico) -> impl IntoView {
    let class = if fila.nivel == Nivel::Objetivo { "efecto__objetivo" } else { "efecto__accion" };
    let diferencia = fila.ahora.costo.menos(fila.antes.costo).cifra();
    let campos = fila.campos.into_iter().map(|campo| {
        view! { <div>{campo.campo} ": " <del>{campo.antes}</del> " → " <ins>{campo.ahora}</ins></div> }
    });
    let aportes = fila.aportes.into_iter().map(|aporte| {
        let percent = aporte.cobertura.map(|(antes, ahora)| format!(" ({antes:.1} % → {ahora:.1} % de su meta)"));
        view! { <div>{aporte.unidad} ": " {aporte.antes.to_string()} " → " {aporte.ahora.to_string()} {percent}</div> }
    });
    view! {
        <tr class=class>
            <th scope="row">
                {fila.codigo} " " <span class="efecto__text">{fila.enunciado}</span> {campos.collect_view()}
            </th>
            <td class="figure">{count(fila.antes, fila.ahora)}</td>
            <td class="figure">{fila.antes.costo.cifra()}</td>
            <td class="figure">{fila.ahora.costo.cifra()}</td>
            <td class="figure">{diferencia}</td>
            <td>{aportes.collect_view()}</td>
        </tr>
    }
}

fn count(antes: Parte, ahora: Parte) -> String {
    if antes.actividades == ahora.actividades {
        ahora.actividades.to_string()
    } else {
        format!("{} → {}", antes.actividades, ahora.actividades)
    }
}
