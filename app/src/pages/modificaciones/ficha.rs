//! One Modificacion: why, how far it came, what it moves and changes, and what may be done with it.

use domain::plan::{Causa, EstadoModificacion, Paso, RevisionRuta};
use domain::rama::Conflicto;
use domain::tiempo::fecha;
use domain::vista::modificacion::FichaModificacion;
use leptos::prelude::*;

use super::comparada::{Balance, Efecto, Grupos, Metas, Movimientos};
use super::nombres::Nombres;
use super::tono;
use super::tramite::Tramite;
use crate::components::editable::Articulo;
use crate::components::tag::{Notice, Tag, Tone};
use crate::pages::lugar::Dato;

#[component]
pub fn Ficha(ficha: Memo<FichaModificacion>, nombres: Nombres) -> impl IntoView {
    let id = ficha.with_untracked(|ficha| ficha.id);
    let names = StoredValue::new(nombres);
    let part = move |draw: fn(FichaModificacion, Nombres) -> AnyView| move || draw(ficha.get(), names.get_value());
    // Drawn once: what is being written there outlives what others change meanwhile.
    let acts = Memo::new(move |_| ficha.with(|ficha| (ficha.actos.clone(), ficha.clase)));
    view! {
        <p class="migas">
            <a href="/modificaciones">"Todas las modificaciones"</a>
            <a href=format!("/modificaciones/informe?modificacion={id}")>"Informe técnico"</a>
        </p>
        {part(|ficha, nombres| view! { <Cabeza ficha nombres /> }.into_any())}
        {part(|ficha, nombres| view! { <Conflictos conflictos=ficha.conflictos nombres /> }.into_any())}
        <Tramite id acts />
        {part(|ficha, _| view! { <Cambios ficha /> }.into_any())}
        {part(|ficha, nombres| view! { <Historia historia=ficha.historia nombres /> }.into_any())}
    }
}

#[component]
fn Cabeza(ficha: FichaModificacion, nombres: Nombres) -> impl IntoView {
    let autores: Vec<String> = ficha.autores.iter().map(|id| nombres.nombre(*id)).collect();
    let ruta = ruta_dicha(ficha.ruta.as_ref());
    let (tone, estado) = (tono(&ficha.estado), ficha.estado.nombre());
    let dictamen = dictamen(&ficha.estado);
    view! {
        <section class="panel" aria-labelledby="titulo">
            <div class="panel__head">
                <h2 id="titulo">{ficha.titulo.clone()}</h2>
                <Tag tone>{estado}</Tag>
            </div>
            <dl class="panel__body datos">
                <dt>"Causa"</dt>
                <dd>{causa_dicha(&ficha.causa)} " (" <Articulo articulo="8.2.3" /> ")"</dd>
                <dt>"Nivel"</dt>
                <dd>{ficha.clase.nombre()} " (" <Articulo articulo="11" /> ")"</dd>
                <dt>"Sustento"</dt>
                <dd>{ficha.sustento}</dd>
                <dt>"Ruta estratégica"</dt>
                <dd>{ruta}</dd>
                <dt>"Autores"</dt>
                <dd>{autores.join(", ")}</dd>
                <dt>"Unidades"</dt>
                <dd>{ficha.unidades.join(", ")}</dd>
                {dictamen.map(|(name, said)| view! { <dt>{name}</dt><dd>{said}</dd> })}
            </dl>
        </section>
    }
}

/// The cause, and the evaluation it rests on if it is that one.
pub fn causa_dicha(causa: &Causa) -> String {
    match causa {
        Causa::Estrategias { evaluacion } => format!("{}: {evaluacion}", causa.nombre()),
        other => other.nombre().to_owned(),
    }
}

pub fn ruta_dicha(ruta: Option<&RevisionRuta>) -> String {
    match ruta {
        None => "La causa no cambia prioridades: no se revisa.".to_owned(),
        Some(RevisionRuta::Cambiada) => "Revisada y cambiada.".to_owned(),
        Some(RevisionRuta::RevisadaSinCambio { motivo }) => format!("Revisada sin cambio: {motivo}"),
    }
}

/// What its last reviewer said, or the acts that gave it force.
pub fn dictamen(estado: &EstadoModificacion) -> Option<(&'static str, String)> {
    match estado {
        EstadoModificacion::Presentada | EstadoModificacion::Retirada => None,
        EstadoModificacion::ConOpinion { opinion } => Some(("Opinión de la OPP", opinion.to_string())),
        EstadoModificacion::Observada { comentario } => Some(("Observación", comentario.to_string())),
        EstadoModificacion::Rechazada { motivo } => Some(("Motivo del rechazo", motivo.to_string())),
        EstadoModificacion::Aprobada { actos, numero, .. } => {
            let acts: Vec<String> = actos.iter().map(ToString::to_string).collect();
            Some(("En vigor", format!("Modificado {numero}, por {}", acts.join(" y "))))
        }
    }
}

/// Fields that the plan in force changed meanwhile, to something else.
#[component]
fn Conflictos(conflictos: Vec<Conflicto>, nombres: Nombres) -> impl IntoView {
    if conflictos.is_empty() {
        return ().into_any();
    }
    let rows = conflictos.into_iter().map(|one| {
        let who = one.autor.map(|autor| nombres.nombre(autor.persona)).unwrap_or_default();
        let (_, campo) = one.campo.split_once(' ').unwrap_or(("", &one.campo));
        view! {
            <tr>
                <th scope="row">{one.fila}</th>
                <td>
                    <Dato celda=one.celda nombre=campo.to_owned() />
                </td>
                <td class="figure">{one.propio}</td>
                <td class="figure">{one.vigente}</td>
                <td>{who}</td>
            </tr>
        }
    });
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2 id="conflictos">"Datos que el plan vigente cambió mientras tanto"</h2>
                <Articulo articulo="8.2.3" />
            </div>
            <div class="panel__body">
                <Notice tone=Tone::Warn>
                    "Así no puede entrar en vigor: sus autores la ponen al día en el borrador y eligen qué queda en cada dato."
                </Notice>
            </div>
            <div class="table-box" tabindex="0" role="region" aria-labelledby="conflictos">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Fila"</th>
                            <th scope="col">"Dato"</th>
                            <th scope="col" class="figure">"La modificación dice"</th>
                            <th scope="col" class="figure">"El plan vigente dice"</th>
                            <th scope="col">"Lo cambió"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Cambios(ficha: FichaModificacion) -> impl IntoView {
    let all = ficha.comparacion;
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Habilitaciones y anulaciones"</h2>
                <Articulo articulo="11" />
            </div>
            <div class="panel__body cambios">
                <Balance filas=all.balance />
                <Movimientos filas=all.movimientos />
            </div>
        </section>
        <section class="panel">
            <div class="panel__head">
                <h2>"Metas antes y después"</h2>
            </div>
            <div class="panel__body">
                <Metas filas=all.metas />
            </div>
        </section>
        <section class="panel">
            <div class="panel__head">
                <h2>"Efecto en objetivos y acciones estratégicas"</h2>
            </div>
            <div class="panel__body">
                <Efecto filas=all.efecto />
            </div>
        </section>
        <details class="panel">
            <summary class="panel__head">"Todos los cambios, fila por fila"</summary>
            <div class="panel__body">
                <Grupos grupos=all.grupos />
            </div>
        </details>
    }
}

#[component]
fn Historia(historia: Vec<Paso>, nombres: Nombres) -> impl IntoView {
    let rows = historia.into_iter().map(|paso| {
        let (who, post) = (nombres.nombre(paso.persona), nombres.puesto(paso.persona));
        view! {
            <li class="linea__hito">
                <strong>{paso_dicho(paso)}</strong>
                <div>{who}</div>
                <div class="muted">{post}</div>
            </li>
        }
    });
    view! {
        <section class="panel" aria-labelledby="pasos">
            <div class="panel__head">
                <h2 id="pasos">"Qué se hizo con ella"</h2>
            </div>
            <ol class="linea">{rows.collect_view()}</ol>
        </section>
    }
}

fn paso_dicho(paso: Paso) -> String {
    use domain::plan::ClasePaso::{Aprobacion, Observacion, Opinion, Presentacion, Rechazo, Retiro};
    let done = match paso.clase {
        Presentacion => "Presentada",
        Opinion => "Con opinión de la OPP",
        Observacion => "Observada",
        Rechazo => "Rechazada",
        Retiro => "Retirada",
        Aprobacion => "Aprobada",
    };
    format!("{done} el {}", fecha(paso.fecha))
}
