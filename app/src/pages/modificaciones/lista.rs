//! All of them, the last presented first: state, cause, kind, units, effect per rubro, dates.

use domain::tiempo::fecha;
use domain::vista::modificacion::FilaModificacion;
use leptos::prelude::*;

use super::tono;
use crate::components::editable::Articulo;
use crate::components::tag::Tag;

/// Whether there is a plan in force to change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Vigente {
    Si,
    No,
}

impl From<bool> for Vigente {
    fn from(approved: bool) -> Self {
        if approved { Self::Si } else { Self::No }
    }
}

#[component]
pub fn Lista(filas: Vec<FilaModificacion>, aprobado: Vigente) -> impl IntoView {
    if filas.is_empty() {
        return view! { <Ninguna aprobado /> }.into_any();
    }
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2 id="todas">"Presentadas y en vigor"</h2>
                <span class="muted">"La última presentada, primero"</span>
            </div>
            <div class="table-box" tabindex="0" role="region" aria-labelledby="todas">
                <table class="table modificaciones">
                    <thead>
                        <tr>
                            <th scope="col">"Modificación"</th>
                            <th scope="col">"Situación"</th>
                            <th scope="col">"Causa y nivel"</th>
                            <th scope="col">"Unidades"</th>
                            <th scope="col" class="figure">"Mueve S/"</th>
                            <th scope="col" class="figure">"Efecto S/"</th>
                            <th scope="col">"Presentada y último paso"</th>
                        </tr>
                    </thead>
                    <tbody>{filas.into_iter().map(|fila| view! { <Fila fila /> }).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Fila(fila: FilaModificacion) -> impl IntoView {
    let (tone, estado) = (tono(&fila.estado), fila.estado.nombre());
    let each = |read: fn(&(domain::catalogo::CodigoRubro, domain::Dinero, domain::Dinero)) -> domain::Dinero| {
        let rows = fila.rubros.iter().map(|row| {
            view! { <div><span class="muted">{row.0.to_string()}</span>" "{read(row).cifra()}</div> }
        });
        rows.collect_view()
    };
    let (moves, effect) = (each(|row| row.1), each(|row| row.2));
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/modificaciones?modificacion={}", fila.id)>{fila.titulo}</a>
            </th>
            <td>
                <Tag tone>{estado}</Tag>
            </td>
            <td>{fila.causa.nombre()} <div class="muted">{fila.clase.nombre()}</div></td>
            <td>{fila.unidades.join(", ")}</td>
            <td class="figure">{moves}</td>
            <td class="figure">{effect}</td>
            <td>{fecha(fila.presentada)} <div class="muted">{fecha(fila.ultimo)}</div></td>
        </tr>
    }
}

#[component]
fn Ninguna(aprobado: Vigente) -> impl IntoView {
    let said = match aprobado {
        Vigente::Si => "Una modificación cambia el POI aprobado. Cuando alguien presente una, estará aquí.",
        Vigente::No => {
            "El POI todavía se formula: se escribe en Programación. Cuando esté aprobado, cambiará por modificaciones."
        }
    };
    view! {
        <section class="panel empty">
            <h2>"Todavía no hay modificaciones"</h2>
            <p>{said} " (" <Articulo articulo="8.2.3" /> ")"</p>
        </section>
    }
}
