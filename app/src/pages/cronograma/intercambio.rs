//! The schedule for other programs, and the dates that come back: first what they would
//! change, then, if the person says so, one command.

use domain::vista::cronograma::{Cotejo, Encuadre, lamina};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::File;

use super::hoja::Hoja;
use crate::api::cronograma::{address, cotejar_fechas};
use crate::components::dialog::Dialog;
use crate::components::exportar::Exportar;
use crate::components::tag::{Notice, Tone};
use crate::state::replica::use_replica;

#[component]
pub(super) fn Intercambio(hoja: Hoja) -> impl IntoView {
    let borrador = use_replica().borrador();
    let found = RwSignal::new(None::<Cotejo>);
    let project = Signal::derive(move || {
        let base = hoja.base.with(|base| base.as_ref().and_then(|base| base.version));
        hoja.consulta.with(|consulta| address(borrador, consulta.unidad, consulta.ambito, base))
    });
    let draw = Callback::new(move |()| {
        let (consulta, days) = (hoja.consulta.get_untracked(), hoja.base.get_untracked());
        let days = days.map(|base| base.dias).unwrap_or_default();
        let encuadre = Encuadre { escala: hoja.escala.get_untracked(), hoy: hoja.context().hoy, base: &days };
        hoja.con_plan(|plan| lamina(plan, &consulta, &encuadre))
    });
    let on_dates = Callback::new(move |file: File| {
        spawn_local(async move {
            match cotejar_fechas(borrador, &file).await {
                Ok(cotejo) => drop(found.try_set(Some(cotejo))),
                Err(error) => drop(hoja.aviso.try_set(Some(error.message))),
            }
        });
    });
    let name = Signal::stored(format!("cronograma-{}", hoja.ejercicio.year()));
    view! {
        <Exportar project name lamina=draw dates=Signal::stored(hoja.es_abierta()) on_dates />
        <Dialog
            id="gantt-fechas"
            title="Fechas de MS Project"
            open=Signal::derive(move || found.with(Option::is_some))
            on_close=Callback::new(move |()| found.set(None))
        >
            {move || found.get().map(|cotejo| view! { <Ensayo hoja cotejo found /> })}
        </Dialog>
    }
}

/// What would change, what cannot, and nothing done yet.
#[component]
fn Ensayo(hoja: Hoja, cotejo: Cotejo, found: RwSignal<Option<Cotejo>>) -> impl IntoView {
    let count = cotejo.cambios.len();
    let impediment = cotejo.impedimento.as_ref().map(|why| hoja.replica().sentence(why));
    let may = count > 0 && impediment.is_none();
    let command = StoredValue::new(cotejo.command());
    let apply = move |_| {
        match hoja.replica().intentar(command.get_value()) {
            Ok(_) => hoja.dicho.set(format!("Se cambiaron las fechas de {count} filas.")),
            Err(rejections) => hoja.aviso.set(Some(hoja.replica().sentence(&rejections))),
        }
        found.set(None);
    };
    let same = cotejo.iguales;
    view! {
        <div class="mover">
            <p>"Todavía no se ha cambiado nada. Filas que ya tienen esas fechas: " {same} "."</p>
            {impediment.map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> })}
            <Lista title="Cambiarían" rows=cotejo.cambios.into_iter().map(|it| (it.nombre, it.efecto)).collect() />
            <Lista title="No se pueden" rows=cotejo.rechazos.into_iter().map(|it| (it.nombre, it.motivo)).collect() />
            <Lista
                title="No están en este plan"
                rows=cotejo.desconocidas.into_iter().map(|name| (name, String::new())).collect()
            />
            <button class="button button--primary" type="button" disabled=!may on:click=apply>
                {if count == 1 { "Cambiar 1 fila".to_owned() } else { format!("Cambiar {count} filas") }}
            </button>
        </div>
    }
}

#[component]
fn Lista(title: &'static str, rows: Vec<(String, String)>) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let rows = rows.into_iter().map(|(name, what)| {
            view! {
                <li>
                    <strong>{name}</strong>
                    " "
                    {what}
                </li>
            }
        });
        view! {
            <section>
                <h3>{title}</h3>
                <ul class="gantt-list">{rows.collect_view()}</ul>
            </section>
        }
    })
}
