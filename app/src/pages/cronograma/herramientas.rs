//! Above the board: what one sees of it, and what a gesture takes along.

use domain::cronograma::Reparto;
use domain::vista::Ambito;
use domain::vista::cronograma::{Agrupacion, Despliegue, Escala, Filtro, Nivel};
use leptos::prelude::*;

use super::hoja::Hoja;
use super::intercambio::Intercambio;
use super::versiones::Versiones;
use crate::state::unit::use_units;

#[component]
pub(super) fn Herramientas(hoja: Hoja) -> impl IntoView {
    let below = use_units().tree.iter().any(|node| node.superior == Some(hoja.unidad()));
    view! {
        <div class="gantt-tools" role="group" aria-label="Qué se ve del cronograma">
            <label class="field field--inline">
                <span class="field__label">"Buscar"</span>
                <input
                    class="input"
                    id="gantt-buscar"
                    type="search"
                    placeholder="Nombre, código o responsable"
                    prop:value=move || hoja.consulta.with(|consulta| consulta.busqueda.clone())
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        hoja.consulta.update(|consulta| consulta.busqueda = text);
                    }
                />
            </label>
            <Eleccion
                id="gantt-escala"
                label="Escala"
                options=Escala::TODAS.map(Escala::nombre).to_vec()
                chosen=Signal::derive(move || Escala::TODAS.iter().position(|one| *one == hoja.escala.get()).unwrap_or_default())
                on_choose=Callback::new(move |at: usize| hoja.escala.set(Escala::TODAS[at]))
            />
            <Eleccion
                id="gantt-nivel"
                label="Ver hasta"
                options=vec!["Objetivos", "Acciones", "Actividades", "Tareas"]
                chosen=Signal::derive(move || hoja.consulta.with(|consulta| nivel_en(consulta.despliegue.hasta)))
                on_choose=Callback::new(move |at: usize| {
                    let despliegue = Despliegue { hasta: NIVELES[at], ..Despliegue::default() };
                    hoja.consulta.update(|consulta| consulta.despliegue = despliegue);
                })
            />
            <Show when=move || below>
                <Eleccion
                    id="gantt-ambito"
                    label="De"
                    options=vec!["Esta unidad", "Con sus dependientes", "Dependientes, por unidad"]
                    chosen=Signal::derive(move || hoja.consulta.with(|consulta| match (consulta.ambito, consulta.agrupacion) {
                        (Ambito::Propio, _) => 0,
                        (Ambito::ConDependientes, Agrupacion::Estrategia) => 1,
                        (Ambito::ConDependientes, Agrupacion::Unidad) => 2,
                    }))
                    on_choose=Callback::new(move |at: usize| {
                        hoja.consulta.update(|consulta| {
                            consulta.ambito = if at == 0 { Ambito::Propio } else { Ambito::ConDependientes };
                            consulta.agrupacion = if at == 2 { Agrupacion::Unidad } else { Agrupacion::Estrategia };
                        });
                    })
                />
            </Show>
            <Eleccion
                id="gantt-filtro"
                label="Actividades"
                options=Filtro::TODOS.map(Filtro::nombre).to_vec()
                chosen=Signal::derive(move || {
                    let now = hoja.consulta.with(|consulta| consulta.filtro);
                    Filtro::TODOS.iter().position(|one| *one == now).unwrap_or_default()
                })
                on_choose=Callback::new(move |at: usize| {
                    hoja.consulta.update(|consulta| consulta.filtro = Filtro::TODOS[at]);
                })
            />
            <Eleccion
                id="gantt-reparto"
                label="Al alargar o acortar"
                options=vec!["Repartir en proporción", "Conservar los montos"]
                chosen=Signal::derive(move || usize::from(hoja.reparto.get() == Reparto::Conservar))
                on_choose=Callback::new(move |at: usize| {
                    hoja.reparto.set(if at == 1 { Reparto::Conservar } else { Reparto::Repartir });
                })
            />
            <Versiones hoja />
            <Casilla label="Empujar sucesoras" on=hoja.empujar />
            <Casilla label="Ruta crítica" on=hoja.critica />
            <Casilla label="Meses de lo elegido" on=hoja.meses />
            <Intercambio hoja />
        </div>
    }
}

const NIVELES: [Nivel; 4] = [Nivel::Objetivos, Nivel::Grupos, Nivel::Actividades, Nivel::Tareas];

fn nivel_en(nivel: Nivel) -> usize {
    NIVELES.iter().position(|one| *one == nivel).unwrap_or_default()
}

/// One of a few, by its place in the list.
#[component]
fn Eleccion(
    id: &'static str,
    label: &'static str,
    options: Vec<&'static str>,
    chosen: Signal<usize>,
    on_choose: Callback<usize>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .enumerate()
        .map(|(at, name)| {
            view! {
                <option value=at.to_string() selected=move || chosen.get() == at>
                    {name}
                </option>
            }
        })
        .collect_view();
    view! {
        <label class="field field--inline" for=id>
            <span class="field__label">{label}</span>
            <select
                class="input"
                id=id
                prop:value=move || chosen.get().to_string()
                on:change=move |event| {
                    event_target_value(&event).parse().iter().for_each(|at| on_choose.run(*at));
                }
            >
                {options}
            </select>
        </label>
    }
}

#[component]
fn Casilla(label: &'static str, on: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=on on:change=move |event| on.set(event_target_checked(&event)) />
            {label}
        </label>
    }
}
