//! A plan before and after, as a draft and a Modificacion are both read: the balance of each rubro,
//! habilitaciones and anulaciones, targets, and every field that differs.

use domain::rama::{CambioFila, FilaLeida};
use domain::vista::modificacion::{
    ActividadCitada, BalanceRubro, CambioActividad, GrupoLeido, MetaComparada, MovimientoActividad,
};
use domain::{Cantidad, Dinero};
use leptos::prelude::*;

pub use super::estrategico::Efecto;
use crate::components::tag::{Tag, Tone};

/// Per rubro: what is gained, what is lost, and whether it is level.
#[component]
pub fn Balance(filas: Vec<BalanceRubro>) -> impl IntoView {
    if filas.is_empty() {
        return view! { <p class="muted">"No mueve dinero entre actividades."</p> }.into_any();
    }
    let sum = |read: fn(&BalanceRubro) -> Dinero| filas.iter().map(read).sum::<Dinero>().cifra();
    let (habilitado, anulado, diferencia) =
        (sum(|row| row.habilitado), sum(|row| row.anulado), sum(|row| row.diferencia));
    let rows = filas.into_iter().map(|row| {
        let level = row.diferencia.es_cero();
        view! {
            <tr>
                <th scope="row">{row.rubro.to_string()} " " {row.nombre}</th>
                <td class="figure">{row.habilitado.cifra()}</td>
                <td class="figure">{row.anulado.cifra()}</td>
                <td class="figure">{row.diferencia.cifra()}</td>
                <td>
                    <Tag tone=if level { Tone::Good } else { Tone::Warn }>
                        {if level { "en equilibrio" } else { "cambia el total" }}
                    </Tag>
                </td>
            </tr>
        }
    });
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label="Equilibrio por rubro">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Rubro"</th>
                        <th scope="col" class="figure">"Habilita S/"</th>
                        <th scope="col" class="figure">"Anula S/"</th>
                        <th scope="col" class="figure">"Diferencia S/"</th>
                        <th scope="col">"Equilibrio"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">"Total"</th>
                        <td class="figure">{habilitado}</td>
                        <td class="figure">{anulado}</td>
                        <td class="figure">{diferencia}</td>
                        <td></td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

/// Habilitaciones and anulaciones: each activity in each rubro.
#[component]
pub fn Movimientos(filas: Vec<MovimientoActividad>) -> impl IntoView {
    if filas.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label="Habilitaciones y anulaciones por actividad">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Actividad"</th>
                        <th scope="col">"Rubro"</th>
                        <th scope="col" class="figure">"Antes S/"</th>
                        <th scope="col" class="figure">"Habilita S/"</th>
                        <th scope="col" class="figure">"Anula S/"</th>
                        <th scope="col" class="figure">"Después S/"</th>
                    </tr>
                </thead>
                <tbody>{filas.into_iter().map(|fila| view! { <Movimiento fila /> }).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Movimiento(fila: MovimientoActividad) -> impl IntoView {
    let many = fila.rubros.len().to_string();
    let MovimientoActividad { actividad, cambio, rubros } = fila;
    let amount = |amount: Dinero| if amount.es_cero() { String::new() } else { amount.cifra() };
    let rows = rubros.into_iter().enumerate().map(|(at, rubro)| {
        let name = (at == 0).then(|| {
            let actividad = actividad.clone();
            view! { <th scope="rowgroup" rowspan=many.clone()><Citada actividad cambio /></th> }
        });
        view! {
            <tr>
                {name}
                <td>{rubro.rubro.to_string()}</td>
                <td class="figure">{rubro.antes.cifra()}</td>
                <td class="figure">{amount(rubro.habilitado())}</td>
                <td class="figure">{amount(rubro.anulado())}</td>
                <td class="figure">{rubro.ahora.cifra()}</td>
            </tr>
        }
    });
    rows.collect_view()
}

/// What it is called, of which unit, and whether it is new.
#[component]
fn Citada(actividad: ActividadCitada, cambio: CambioActividad) -> impl IntoView {
    let tag = match cambio {
        CambioActividad::Nueva => Some((Tone::Draft, "nueva")),
        CambioActividad::Retirada => Some((Tone::Warn, "se retira")),
        CambioActividad::Sigue => None,
    };
    view! {
        {actividad.nombre}
        {tag.map(|(tone, said)| view! { " " <Tag tone>{said}</Tag> })}
        <div class="muted">{actividad.codigo} " · " {actividad.unidad_nombre}</div>
    }
}

/// Targets before and after.
#[component]
pub fn Metas(filas: Vec<MetaComparada>) -> impl IntoView {
    if filas.is_empty() {
        return view! { <p class="muted">"No cambia metas físicas."</p> }.into_any();
    }
    let said = |meta: Option<Cantidad>| meta.map_or_else(|| "—".to_owned(), |it| it.to_string());
    let rows = filas.into_iter().map(move |fila| {
        let months = fila
            .meses
            .iter()
            .map(|(mes, antes, ahora)| [mes.nombre(), " ", &said(*antes), " → ", &said(*ahora)].concat());
        let months = months.collect::<Vec<_>>().join(" · ");
        view! {
            <tr>
                <th scope="row">
                    <Citada actividad=fila.actividad cambio=CambioActividad::Sigue />
                </th>
                <td>{fila.medida}</td>
                <td class="figure">{said(fila.antes)}</td>
                <td class="figure">{said(fila.ahora)}</td>
                <td>{months}</td>
            </tr>
        }
    });
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label="Metas antes y después">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Actividad"</th>
                        <th scope="col">"Unidad de medida"</th>
                        <th scope="col" class="figure">"Meta anual antes"</th>
                        <th scope="col" class="figure">"Meta anual después"</th>
                        <th scope="col">"Meses"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Row by row and field by field.
#[component]
pub fn Grupos(grupos: Vec<GrupoLeido>) -> impl IntoView {
    let all = grupos.into_iter().map(|grupo| {
        let (nombre, about) = match grupo.actividad {
            Some(row) => (row.nombre, [row.codigo, row.unidad_nombre].join(" · ")),
            None => ("Marco estratégico".to_owned(), String::new()),
        };
        view! {
            <section class="grupo">
                <h3>{nombre}</h3>
                {(!about.is_empty()).then(|| view! { <p class="muted">{about}</p> })}
                <ul class="lista">{grupo.filas.into_iter().map(|fila| view! { <Leida fila /> }).collect_view()}</ul>
            </section>
        }
    });
    all.collect_view()
}

#[component]
fn Leida(fila: FilaLeida) -> impl IntoView {
    let (tone, said) = match fila.cambio {
        CambioFila::Creada => (Tone::Draft, "se crea"),
        CambioFila::Retirada => (Tone::Warn, "se retira"),
        CambioFila::Restituida => (Tone::Good, "vuelve"),
        CambioFila::Cambiada => (Tone::Plain, "cambia"),
    };
    let fields = fila.campos.into_iter().map(|campo| {
        let before = if campo.antes.is_empty() { "—".to_owned() } else { campo.antes };
        let now = if campo.ahora.is_empty() { "—".to_owned() } else { campo.ahora };
        view! { <div>{campo.campo} ": " <del>{before}</del> " → " <ins>{now}</ins></div> }
    });
    view! {
        <li>
            <span class="muted">{fila.clase.nombre()} ": "</span>
            {fila.titulo}
            " "
            <Tag tone>{said}</Tag>
            {fields.collect_view()}
        </li>
    }
}
