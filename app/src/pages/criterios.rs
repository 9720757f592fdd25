//! Criterios de la UPP: the settled rules, article by article, where refusals lead.

use domain::criterios::{SECCIONES, Seccion};
use leptos::prelude::*;

use crate::components::page::Page;

#[component]
pub fn CriteriosPage() -> impl IntoView {
    view! {
        <Page title="Criterios de la UPP">
            <p class="prose muted">
                "Lo que la Directiva N° 003-2016-MPH/17 no contempla lo resuelve la Oficina de Planeamiento y Presupuesto, a través de la Unidad de Presupuesto y Planes (Cuarta disposición complementaria). Así está resuelto, y así lo aplica este sistema."
            </p>
            <div class="criterios">
                <nav class="criterios__index" aria-label="Artículos">
                    {SECCIONES
                        .iter()
                        .map(|seccion| {
                            view! {
                                <a href=format!("#{}", seccion.ancla())>
                                    <b>{seccion.articulo}</b>
                                    <span>{seccion.titulo}</span>
                                </a>
                            }
                        })
                        .collect_view()}
                </nav>
                <div class="criterios__body">
                    {SECCIONES.iter().map(|seccion| view! { <SeccionView seccion /> }).collect_view()}
                </div>
            </div>
        </Page>
    }
}

#[component]
fn SeccionView(seccion: &'static Seccion) -> impl IntoView {
    view! {
        <section class="criterios__section" id=seccion.ancla()>
            <h2>"Art. " {seccion.articulo} " · " {seccion.titulo}</h2>
            <dl>
                {seccion
                    .criterios
                    .iter()
                    .map(|regla| {
                        view! {
                            <dt>{regla.titulo}</dt>
                            <dd>{regla.texto}</dd>
                        }
                    })
                    .collect_view()}
            </dl>
        </section>
    }
}
