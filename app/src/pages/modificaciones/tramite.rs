//! What the reader may do with a Modificacion now, each in a panel of its own that opens in its place.
//! What a rule refuses keeps the text, and says why.

use domain::plan::{ClaseActo, ClaseModificacion, ClasePaso, Modificacion};
use domain::texto::Parrafo;
use domain::{Command, Id};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::components::editable::{Reason, Refusal};
use crate::components::field::Field;
use crate::components::page::go_on;
use crate::pages::acto::{ActoEscrito, CamposActo};
use crate::pages::edit::Attempt;
use crate::state::replica::{nuevo_id, use_replica};

/// What is being written, and of which act.
#[derive(Clone, Copy)]
struct Escrito {
    id: Id<Modificacion>,
    abierto: RwSignal<Option<ClasePaso>>,
    texto: RwSignal<String>,
    acuerdo: ActoEscrito,
    resolucion: ActoEscrito,
    attempt: Attempt,
}

#[component]
pub fn Tramite(id: Id<Modificacion>, acts: Memo<(Vec<ClasePaso>, ClaseModificacion)>) -> impl IntoView {
    let escrito = Escrito {
        id,
        abierto: RwSignal::new(None),
        texto: RwSignal::default(),
        acuerdo: ActoEscrito::new(ClaseActo::AcuerdoConcejo),
        resolucion: ActoEscrito::new(ClaseActo::ResolucionAlcaldia),
        attempt: Attempt::new(use_replica()),
    };
    // What is no longer one's to do is no longer open.
    let open = Memo::new(move |_| acts.with(|(acts, _)| escrito.abierto.get().filter(|act| acts.contains(act))));
    let any = Memo::new(move |_| acts.with(|(acts, _)| !acts.is_empty()));
    view! {
        <Show when=move || any.get()>
            <section class="panel tramite" aria-labelledby="tramite">
                <div class="panel__head">
                    <h2 id="tramite">"Lo que usted puede hacer"</h2>
                    <div class="tramite__acts">
                        {move || acts.with(|(acts, _)| acts.iter().map(|act| view! { <Abrir escrito act=*act /> }).collect_view())}
                    </div>
                </div>
                {move || {
                    let clase = acts.with_untracked(|(_, clase)| *clase);
                    open.get().map(|act| view! { <Panel escrito act clase /> })
                }}
                <div class="tramite__why" aria-live="polite">
                    {move || escrito.attempt.refused.get().map(|refusal| view! { <Reason refusal /> })}
                </div>
            </section>
        </Show>
    }
}

#[component]
fn Abrir(escrito: Escrito, act: ClasePaso) -> impl IntoView {
    let is_open = move || escrito.abierto.get() == Some(act);
    let toggle = move |_| {
        escrito.attempt.refused.set(None);
        escrito.abierto.update(|open| *open = if *open == Some(act) { None } else { Some(act) });
    };
    view! {
        <button
            class="button"
            type="button"
            aria-expanded=move || if is_open() { "true" } else { "false" }
            on:click=toggle
        >
            {verbo(act)}
        </button>
    }
}

fn verbo(act: ClasePaso) -> &'static str {
    match act {
        ClasePaso::Opinion => "Dar opinión",
        ClasePaso::Observacion => "Observar",
        ClasePaso::Rechazo => "Rechazar",
        ClasePaso::Retiro => "Retirar",
        ClasePaso::Aprobacion => "Aprobar con sus documentos",
        ClasePaso::Presentacion => "Presentar",
    }
}

#[component]
fn Panel(escrito: Escrito, act: ClasePaso, clase: ClaseModificacion) -> impl IntoView {
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        enviar(&escrito, act, clase);
    };
    let (question, done) = pregunta(act);
    let fields = match act {
        ClasePaso::Aprobacion => view! { <Documentos escrito clase /> }.into_any(),
        ClasePaso::Retiro | ClasePaso::Presentacion => view! { <p>{question}</p> }.into_any(),
        ClasePaso::Opinion | ClasePaso::Observacion | ClasePaso::Rechazo => view! {
            <Field id="dictamen" label=question>
                <textarea
                    class="input"
                    id="dictamen"
                    rows="4"
                    aria-describedby="dictamen-nota"
                    prop:value=escrito.texto
                    on:input=move |event| escrito.texto.set(event_target_value(&event))
                ></textarea>
            </Field>
        }
        .into_any(),
    };
    view! {
        <form class="panel__body actos" novalidate on:submit=send>
            {fields}
            <p class="actos__send">
                <button class="button button--primary">{done}</button>
                <button class="button" type="button" on:click=move |_| escrito.abierto.set(None)>
                    "Cancelar"
                </button>
            </p>
        </form>
    }
}

/// What is asked, and what sending it does.
fn pregunta(act: ClasePaso) -> (&'static str, &'static str) {
    match act {
        ClasePaso::Opinion => ("¿Por qué puede aprobarse?", "Registrar la opinión favorable"),
        ClasePaso::Observacion => ("¿Qué deben corregir sus autores?", "Observar la modificación"),
        ClasePaso::Rechazo => ("¿Por qué se rechaza?", "Rechazar la modificación"),
        ClasePaso::Retiro => {
            ("Queda registrada como retirada y no se puede presentar otra vez.", "Retirar la modificación")
        }
        ClasePaso::Aprobacion | ClasePaso::Presentacion => ("", "Registrar la aprobación"),
    }
}

/// Inside the frame a Resolución is enough; what changes the total has the Acuerdo too.
#[component]
fn Documentos(escrito: Escrito, clase: ClaseModificacion) -> impl IntoView {
    let acuerdo =
        (clase == ClaseModificacion::Institucional).then(|| view! { <CamposActo acto=escrito.acuerdo id="acuerdo" /> });
    view! {
        <div class="actos__two">{acuerdo} <CamposActo acto=escrito.resolucion id="resolucion" /></div>
        <p class="muted">"Al registrarlos entra en vigor toda, como una versión nueva del plan."</p>
    }
}

fn enviar(escrito: &Escrito, act: ClasePaso, clase: ClaseModificacion) {
    let id = escrito.id;
    let text = match Parrafo::new(&escrito.texto.get_untracked()) {
        Ok(text) => text,
        Err(error) => return escrito.attempt.refused.set(Some(Refusal::of(error.to_string()))),
    };
    let command = match act {
        ClasePaso::Opinion => Some(Command::OpinarModificacion { id, opinion: text }),
        ClasePaso::Observacion => Some(Command::ObservarModificacion { id, comentario: text }),
        ClasePaso::Rechazo => Some(Command::RechazarModificacion { id, motivo: text }),
        ClasePaso::Retiro => Some(Command::RetirarModificacion { id }),
        ClasePaso::Aprobacion => aprobar(escrito, clase),
        ClasePaso::Presentacion => None,
    };
    if let Some(command) = command {
        escrito.attempt.send(command);
        go_on();
    }
}

fn aprobar(escrito: &Escrito, clase: ClaseModificacion) -> Option<Command> {
    let resolucion = escrito.resolucion.leer();
    let actos = match clase {
        ClaseModificacion::FuncionalProgramatico => vec![resolucion?],
        ClaseModificacion::Institucional => {
            let acuerdo = escrito.acuerdo.leer();
            vec![acuerdo?, resolucion?]
        }
    };
    Some(Command::AprobarModificacion { id: escrito.id, version: nuevo_id(), actos })
}
