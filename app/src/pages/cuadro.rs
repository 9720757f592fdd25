//! The printable Cuadro Resumen de presupuesto of a unit (Art. 8.4), at
//! `/cuadro-resumen?unidad=…&ambito=dependientes`.

use domain::vista::{Ambito, CuadroResumen, GrupoCuadro, cuadro_resumen};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::plan;
use crate::components::page::{Heading, Imprimir, Page};
use crate::components::tag::{Notice, Tone};
use crate::state::page::of_plan;
use crate::state::replica::use_replica;
use crate::state::unit::use_units;

#[component]
pub fn CuadroPage() -> impl IntoView {
    let (unidad, query) = (use_units().current, use_query_map());
    let ambito = Memo::new(move |_| match query.with(|query| query.get("ambito")).as_deref() {
        Some("dependientes") => Ambito::ConDependientes,
        _ => Ambito::Propio,
    });
    let first = of_plan(
        move || (unidad.get(), ambito.get()),
        |lectura, (unidad, ambito)| lectura.cuadro(unidad, ambito),
        |of, (unidad, ambito)| plan::cuadro(of, unidad, ambito),
    );
    let replica = use_replica().plan();
    let now = move || {
        let unidad = unidad.get()?;
        replica.with(|plan| plan.as_ref().map(|plan| cuadro_resumen(plan, unidad, ambito.get())))
    };
    view! {
        <Page title="Cuadro Resumen de presupuesto" actions=|| view! { <Imprimir /> }>
            <Suspense>
                {move || Suspend::new(async move {
                    match first.await {
                        Ok(first) => {
                            let cuadro = Memo::new(move |_| now().unwrap_or_else(|| first.clone()));
                            view! { {move || view! { <Cuadro cuadro=cuadro.get() /> }} }.into_any()
                        }
                        Err(error) => view! { <Notice tone=Tone::Bad>{error.message}</Notice> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

#[component]
fn Cuadro(cuadro: CuadroResumen) -> impl IntoView {
    // The unit on screen, which the heading names with its code.
    let unidad = use_context::<Heading>().map_or(cuadro.unidad.into(), |heading| heading.unidad);
    let scope = match cuadro.ambito {
        Ambito::Propio => "",
        Ambito::ConDependientes => " y sus dependientes",
    };
    view! {
        <div class="table-box cuadro" tabindex="0" role="region" aria-label="Cuadro resumen de presupuesto">
            <table class="table">
                <caption>{unidad} {scope} " · ejercicio " {cuadro.ejercicio.year()}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Código"</th>
                        <th scope="col">"Detalle de insumos o servicios"</th>
                        <th scope="col" class="figure">"Costo S/"</th>
                    </tr>
                </thead>
                {cuadro.grupos.into_iter().map(|grupo| view! { <Grupo grupo /> }).collect_view()}
                <tfoot>
                    <tr>
                        <th scope="row" colspan="2">"Total"</th>
                        <td class="figure">{cuadro.total.cifra()}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}

#[component]
fn Grupo(grupo: GrupoCuadro) -> impl IntoView {
    view! {
        <tbody>
            <tr class="cuadro__sum">
                <th scope="rowgroup" colspan="2">{grupo.tipo.to_string()}</th>
                <td class="figure">{grupo.subtotal.cifra()}</td>
            </tr>
            {grupo
                .lineas
                .into_iter()
                .map(|line| {
                    view! {
                        <tr>
                            <td>{line.codigo.to_string()}</td>
                            <td>{line.detalle}</td>
                            <td class="figure">{line.costo.cifra()}</td>
                        </tr>
                    }
                })
                .collect_view()}
        </tbody>
    }
}
