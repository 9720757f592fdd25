//! Where my unit stands: how much it wrote, and its techo, programmed and balance.

use domain::Dinero;
use domain::vista::Resumen;
use leptos::prelude::*;

use crate::components::bar::Bar;
use crate::components::tag::{Tag, Tone};

#[component]
pub fn Standing(
    resumen: Resumen,
    por_completar: usize,
    /// The unit's page of Programación.
    href: String,
) -> impl IntoView {
    let Resumen { nombre, techo, programado, saldo, actividades, .. } = resumen;
    // Where nothing is written yet, straight to the row where one begins.
    let next = if actividades == 0 { href + "#programacion-nueva" } else { href };
    let (tone, said) = situation(actividades, por_completar, saldo);
    view! {
        <section class="panel inicio__unidad" aria-labelledby="unidad">
            <div class="panel__head">
                <h2 id="unidad">"Dónde está mi unidad"</h2>
                <Tag tone>{said}</Tag>
            </div>
            <div class="panel__body">
                <h3>{nombre}</h3>
                <dl class="figures inicio__standing">
                    <dt>"Actividades"</dt>
                    <dd>{actividades}</dd>
                    <dt>"Por completar"</dt>
                    <dd>{por_completar}</dd>
                    <dt>"Techo"</dt>
                    <dd>{techo.to_string()}</dd>
                    <dt>"Programado"</dt>
                    <dd>{programado.to_string()}</dd>
                    <dt class="figures--total">"Saldo"</dt>
                    <dd class="figures--total">{saldo.to_string()}</dd>
                </dl>
                <Bar part=programado whole=techo />
                <p class="inicio__next">
                    <a class="button button--primary" href=next>
                        {if actividades == 0 { "Escribir la primera actividad" } else { "Abrir la programación" }}
                    </a>
                </p>
            </div>
        </section>
    }
}

/// How a unit stands, in a word.
pub fn situation(activities: usize, to_complete: usize, balance: Dinero) -> (Tone, &'static str) {
    match (activities, to_complete) {
        (0, _) => (Tone::Draft, "Sin actividades"),
        _ if balance.es_negativo() => (Tone::Bad, "Pasa el techo"),
        (_, 0) => (Tone::Good, "Completa"),
        _ => (Tone::Warn, "En formulación"),
    }
}
