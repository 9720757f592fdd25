//! The technical report of a Modificacion, written from the data, at
//! `/modificaciones/informe?modificacion=…`; it prints on A4 with its letterhead.

use domain::plan::{ClasePaso, Paso};
use domain::tiempo::fecha;
use domain::vista::modificacion::{CambioActividad, FichaModificacion};
use leptos::prelude::*;

use super::comparada::{Balance, Efecto, Metas, Movimientos};
use super::ficha::{causa_dicha, dictamen, ruta_dicha};
use super::nombres::Nombres;
use super::{asked, asked_for, followed};
use crate::components::page::{Imprimir, Page};
use crate::components::tag::{Notice, Tone};
use crate::state::page::people;

#[component]
pub fn InformePage() -> impl IntoView {
    let wanted = asked();
    let (one, known) = (asked_for(wanted), people());
    let back = move || {
        let id = wanted.get().map(|id| format!("?modificacion={id}")).unwrap_or_default();
        ["/modificaciones", &id].concat()
    };
    let actions = move || {
        view! {
            <a class="button" href=back>"Volver a la modificación"</a>
            <Imprimir class="button--primary" />
        }
    };
    view! {
        <Page title="Informe técnico de modificación" actions=actions>
            <Transition>
                {move || Suspend::new(async move {
                    let nombres = Nombres::new(known.await);
                    match one.await {
                        Ok(Some(first)) => {
                            let ficha = followed(first);
                            view! { {move || view! { <Informe ficha=ficha.get() nombres=nombres.clone() /> }} }.into_any()
                        }
                        Ok(None) => {
                            view! { <Notice tone=Tone::Warn>"Esa modificación no está en este plan."</Notice> }.into_any()
                        }
                        Err(error) => view! { <Notice tone=Tone::Bad>{error.message}</Notice> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

#[component]
fn Informe(ficha: FichaModificacion, nombres: Nombres) -> impl IntoView {
    let all = ficha.comparacion.clone();
    let opinion = dictamen(&ficha.estado);
    view! {
        <article class="informe">
            <Encabezado ficha=ficha.clone() nombres=nombres.clone() />
            <h2>"1. Causa"</h2>
            <p>{causa_dicha(&ficha.causa)} " (Art. 8.2.3)."</p>
            <h2>"2. Sustento"</h2>
            <p>{ficha.sustento.clone()}</p>
            <h2>"3. Revisión de la ruta estratégica"</h2>
            <p>{ruta_dicha(ficha.ruta.as_ref())}</p>
            <h2>"4. Habilitaciones y anulaciones"</h2>
            <p>{resumen(&ficha)}</p>
            <Balance filas=all.balance />
            <Movimientos filas=all.movimientos />
            <h2>"5. Metas antes y después"</h2>
            <Metas filas=all.metas />
            <h2>"6. Efecto en objetivos y acciones estratégicas"</h2>
            <Efecto filas=all.efecto />
            {opinion
                .map(|(name, said)| {
                    view! {
                        <h2>"7. " {name}</h2>
                        <p>{said}</p>
                    }
                })}
            <Firmas ficha nombres />
        </article>
    }
}

#[component]
fn Encabezado(ficha: FichaModificacion, nombres: Nombres) -> impl IntoView {
    let presented = ultimo(&ficha.historia, ClasePaso::Presentacion);
    let day = presented.map(|paso| fecha(paso.fecha)).unwrap_or_default();
    let who = presented.map(|paso| [nombres.nombre(paso.persona), nombres.puesto(paso.persona)].join(", "));
    view! {
        <dl class="datos informe__datos">
            <dt>"Asunto"</dt>
            <dd>
                <strong>{ficha.titulo}</strong>
            </dd>
            <dt>"De"</dt>
            <dd>{who}</dd>
            <dt>"Unidades"</dt>
            <dd>{ficha.unidades.join(", ")}</dd>
            <dt>"Nivel"</dt>
            <dd>"Modificación presupuestaria en el nivel " {ficha.clase.nombre()} " (Art. 11)"</dd>
            <dt>"Presentada"</dt>
            <dd>{day} ", sobre la versión " {ficha.base.to_string()} " del plan"</dd>
            <dt>"Situación"</dt>
            <dd>{ficha.estado.nombre()}</dd>
        </dl>
    }
}

fn ultimo(historia: &[Paso], clase: ClasePaso) -> Option<Paso> {
    historia.iter().rev().find(|paso| paso.clase == clase).copied()
}

/// One sentence before the tables.
fn resumen(ficha: &FichaModificacion) -> String {
    let rows = &ficha.comparacion.movimientos;
    let new = rows.iter().filter(|row| row.cambio == CambioActividad::Nueva).count();
    let sum = ficha.comparacion.balance.iter().map(|row| row.habilitado.max(row.anulado)).sum::<domain::Dinero>();
    let level = if ficha.comparacion.balance.iter().all(|row| row.diferencia.es_cero()) {
        "Cada rubro queda en equilibrio, al céntimo."
    } else {
        "El total del presupuesto cambia."
    };
    let created = match new {
        0 => String::new(),
        1 => ", una de ellas nueva".to_owned(),
        many => format!(", {many} de ellas nuevas"),
    };
    format!("Mueve {sum} entre {} actividades{created}. {level}", rows.len())
}

/// A line for each who signs.
#[component]
fn Firmas(ficha: FichaModificacion, nombres: Nombres) -> impl IntoView {
    let authors = ficha.autores.iter().map(|id| ("Elaborado por", *id));
    let step = |clase, said: &'static str| ultimo(&ficha.historia, clase).map(|paso| (said, paso.persona));
    let opinion = step(ClasePaso::Opinion, "Opinión de la OPP");
    let approval = step(ClasePaso::Aprobacion, "Registrado por");
    let rows = authors.chain(opinion).chain(approval).map(|(said, id)| {
        view! {
            <div class="firma">
                <span class="firma__linea"></span>
                <strong>{nombres.nombre(id)}</strong>
                <span>{nombres.puesto(id)}</span>
                <span class="muted">{said}</span>
            </div>
        }
    });
    view! { <div class="firmas">{rows.collect_view()}</div> }
}
