//! The bars and their critical elements.

use domain::Mes;
use domain::command::Fila;
use domain::plan::SituacionElemento;
use domain::vista::cronograma::{Barra, Nodo};
use leptos::prelude::*;

use super::hoja::Hoja;

/// Pixels.
const HECHO: usize = 6;

#[component]
pub(super) fn Barras(hoja: Hoja) -> impl IntoView {
    view! {
        <g class="gantt__bars">
            <For each=move || hoja.visibles.get() key=|(_, row)| row.nodo let:row>
                <Una hoja nodo=row.1.nodo />
            </For>
        </g>
    }
}

/// What a pointer takes hold of, by these attributes.
#[component]
fn Una(hoja: Hoja, nodo: Nodo) -> impl IntoView {
    let at = Memo::new(move |_| hoja.lugar(nodo));
    let barra = RwSignal::from(hoja.filas().una(hoja, nodo));
    let ventana = Memo::new(move |_| barra.with(|barra| barra.as_ref().and_then(|barra| barra.ventana)));
    let tramo = move || ventana.get().map_or((0, 0), |ventana| hoja.escala.get().tramo(hoja.ejercicio, ventana));
    let (inicio, ancho) = (Memo::new(move |_| tramo().0), Memo::new(move |_| tramo().1));
    let thick = match nodo {
        Nodo::Objetivo(_) | Nodo::Accion(_) | Nodo::Unidad(_) => 8,
        Nodo::Actividad(_) => 20,
        Nodo::Tarea(_) => 14,
    };
    let critical =
        move || nodo.fila().is_some_and(|fila| hoja.holguras.with(|all| all.get(&fila).is_some_and(|it| it.critica)));
    let class = move || {
        let kind = match nodo {
            Nodo::Objetivo(_) | Nodo::Accion(_) | Nodo::Unidad(_) => "gantt__bar gantt__bar--group",
            Nodo::Actividad(_) => "gantt__bar",
            Nodo::Tarea(_) => "gantt__bar gantt__bar--task",
        };
        if critical() { format!("{kind} gantt__bar--critical") } else { kind.to_owned() }
    };
    let top = move || at.get() * hoja.alto.get();
    let y = move || (hoja.alto.get() - thick) / 2;
    view! {
        <g
            class="gantt__item"
            data-bar=super::arbol::id_de(nodo)
            transform=move || format!("translate(0 {})", top())
            hidden=move || ventana.get().is_none()
        >
            // All that goes along with the bar hangs from its beginning: moving it writes once.
            <g transform=move || format!("translate({} 0)", inicio.get())>
                <rect
                    class=class
                    data-part="cuerpo"
                    rx="3"
                    y=move || y().to_string()
                    width=move || ancho.get().max(3).to_string()
                    height=thick.to_string()
                />
                {matches!(nodo, Nodo::Actividad(_)).then(|| hecho(hoja, barra, ancho, thick))}
                {nodo.fila().map(|_| view! { <Asas hoja ancho /> })}
            </g>
            {nodo.fila().map(|fila| fantasma(hoja, fila, thick))}
            {move || elementos(hoja, barra)}
        </g>
    }
}

/// How much of its target is executed: along the foot of the bar.
fn hecho(hoja: Hoja, barra: RwSignal<Option<Barra>>, ancho: Memo<i64>, thick: usize) -> impl IntoView {
    let is_some = Memo::new(move |_| barra.with(|barra| barra.as_ref().is_some_and(|barra| barra.avance.is_some())));
    let filled = move || barra.with(|barra| barra.as_ref().map(|barra| barra.lleno(ancho.get())).unwrap_or_default());
    move || {
        is_some.get().then(|| {
            let y = usize::midpoint(hoja.alto.get(), thick) - HECHO;
            view! {
                <rect
                    class="gantt__done"
                    y=y.to_string()
                    width=move || filled().to_string()
                    height=HECHO.to_string()
                />
            }
        })
    }
}

/// Where it was in the version compared with: thin, under the bar.
fn fantasma(hoja: Hoja, fila: Fila, thick: usize) -> impl IntoView {
    let then = move || {
        let ventana = hoja.base.with(|base| base.as_ref().and_then(|base| base.dias.get(&fila).copied()))?;
        Some(hoja.escala.get().tramo(hoja.ejercicio, ventana))
    };
    move || {
        then().map(|(x, width)| {
            let y = usize::midpoint(hoja.alto.get(), thick) + 1;
            view! { <rect class="gantt__ghost" x=x.to_string() y=y.to_string() width=width.to_string() height="4" rx="1" /> }
        })
    }
}

/// Where a bar is taken to resize it, and to draw a link from: larger than they look.
#[component]
fn Asas(hoja: Hoja, ancho: Memo<i64>) -> impl IntoView {
    let wide = move || if hoja.alto.get() > super::hoja::ALTO { 22 } else { 8 };
    let height = move || hoja.alto.get().to_string();
    let radius = move || (wide() / 2 + 1).to_string();
    let middle = move || (hoja.alto.get() / 2).to_string();
    view! {
        <rect
            class="gantt__grip"
            data-part="inicio"
            x=move || (-wide() / 2).to_string()
            y="0"
            width=move || wide().to_string()
            height=height
        />
        <rect
            class="gantt__grip"
            data-part="fin"
            x=move || (ancho.get() - wide() / 2).to_string()
            y="0"
            width=move || wide().to_string()
            height=height
        />
        <circle
            class="gantt__port"
            data-part="vinculo"
            cx=move || (ancho.get() + 6 + wide() / 2).to_string()
            cy=middle
            r=radius
        />
    }
}

/// A diamond in the month in which each is needed.
fn elementos(hoja: Hoja, barra: RwSignal<Option<Barra>>) -> impl IntoView {
    let (alto, escala) = (hoja.alto.get(), hoja.escala.get());
    let all = barra.with(|barra| barra.as_ref().map(|barra| barra.elementos.clone()).unwrap_or_default());
    all.into_iter()
        .map(|(mes, situacion)| {
            let x = escala.x(hoja.ejercicio, dia_central(hoja, mes));
            let class = match situacion {
                SituacionElemento::Pendiente => "gantt__element",
                SituacionElemento::Logrado => "gantt__element gantt__element--done",
                SituacionElemento::EnRiesgo => "gantt__element gantt__element--risk",
            };
            let y = i64::try_from(alto / 2).unwrap_or_default();
            let d = format!("M{x} {}l6 6-6 6-6-6z", y - 6);
            view! { <path class=class d=d /> }
        })
        .collect_view()
}

fn dia_central(hoja: Hoja, mes: Mes) -> chrono::NaiveDate {
    hoja.ejercicio.inicio() + chrono::Months::new(mes.number() - 1) + chrono::Days::new(14)
}
