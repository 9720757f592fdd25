//! Every unit at a glance, what needs attention first.

use domain::vista::FilaMatriz;
use leptos::prelude::*;

use super::standing::situation;
use crate::components::tag::Tag;
use crate::components::unit_tree::label;
use crate::unit_address::query;

#[component]
pub fn Matrix(rows: Vec<FilaMatriz>) -> impl IntoView {
    view! {
        <section class="panel inicio__matrix">
            <div class="panel__head">
                <h2 id="unidades-todas">"Todas las unidades"</h2>
                <span class="muted">"Primero lo que pide atención"</span>
            </div>
            <div class="table-box" tabindex="0" role="region" aria-labelledby="unidades-todas">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Unidad"</th>
                            <th scope="col">"Situación"</th>
                            <th scope="col" class="figure">"Actividades"</th>
                            <th scope="col" class="figure">"Por completar"</th>
                            <th scope="col" class="figure">"Techo"</th>
                            <th scope="col" class="figure">"Programado"</th>
                            <th scope="col" class="figure">"Saldo"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(|row| view! { <MatrixRow row /> }).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn MatrixRow(row: FilaMatriz) -> impl IntoView {
    let (tone, said) = situation(row.actividades, row.por_completar, row.saldo);
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/programacion{}", query(&row.unidad))>{label(&row.unidad)}</a>
            </th>
            <td>
                <Tag tone>{said}</Tag>
            </td>
            <td class="figure">{row.actividades}</td>
            <td class="figure">{row.por_completar}</td>
            <td class="figure">{row.techo.to_string()}</td>
            <td class="figure">{row.programado.to_string()}</td>
            <td class="figure">{row.saldo.to_string()}</td>
        </tr>
    }
}
