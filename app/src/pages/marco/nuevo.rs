//! Adding an OEI, or an AEI under the one that is open: code and text; the rest is
//! written in its place afterwards.

use domain::plan::ObjetivoEstrategico;
use domain::texto::{Parrafo, Texto, TextoError};
use domain::{Id, Rejection, Rejections};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::actos::{codigo_siguiente, nueva_accion, nuevo_objetivo};
use super::ficha::Hoja;
use super::lineas::{Nodo, objetivo};
use super::{Contexto, use_marco};
use crate::components::field::Field;
use crate::state::replica::{Replica, nuevo_id, use_replica};

#[component]
pub fn NuevaFila(
    /// The OEI it hangs from; none for a new OEI.
    padre: Option<Id<ObjetivoEstrategico>>,
) -> impl IntoView {
    let (marco, replica) = (use_marco(), use_replica());
    let codigo = RwSignal::new(suggested(marco, padre));
    let enunciado = RwSignal::new(String::new());
    let refused = RwSignal::new(Refused::default());
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        match register(marco, replica, padre, &codigo.get_untracked(), &enunciado.get_untracked()) {
            Ok(nodo) => marco.lugar.abrir(Some(nodo)),
            Err(why) => refused.set(why),
        }
    };
    let titulo = if padre.is_some() { "Nueva acción estratégica" } else { "Nuevo objetivo estratégico" };
    let of_codigo = Signal::derive(move || refused.get().codigo);
    let of_enunciado = Signal::derive(move || refused.get().enunciado);
    view! {
        <Hoja titulo=titulo.to_owned()>
            <form class="ficha__body" on:submit=add>
                <Field id="nuevo-codigo" label="Código" error=of_codigo>
                    <input
                        class="input"
                        id="nuevo-codigo"
                        autocomplete="off"
                        aria-describedby="nuevo-codigo-nota"
                        aria-invalid=move || of_codigo.get().is_some().then_some("true")
                        prop:value=codigo
                        on:input=move |event| codigo.set(event_target_value(&event))
                    />
                </Field>
                <Field id="nuevo-enunciado" label="Enunciado" error=of_enunciado>
                    <textarea
                        class="input"
                        id="nuevo-enunciado"
                        rows="3"
                        autofocus
                        aria-describedby="nuevo-enunciado-nota"
                        aria-invalid=move || of_enunciado.get().is_some().then_some("true")
                        prop:value=enunciado
                        on:input=move |event| enunciado.set(event_target_value(&event))
                    ></textarea>
                </Field>
                <div class="ficha__actions">
                    <button class="button button--primary">"Agregar"</button>
                    <button class="button" type="button" on:click=move |_| marco.lugar.agregar(None)>
                        "Cancelar"
                    </button>
                </div>
            </form>
        </Hoja>
    }
}

/// Why each of the two fields is not taken.
#[derive(Clone, Debug, Default)]
struct Refused {
    codigo: Option<String>,
    enunciado: Option<String>,
}

impl Refused {
    /// Each reason beside the field it is about.
    fn of(replica: Replica, rejections: &Rejections) -> Self {
        let (of_codigo, rest): (Vec<_>, Vec<_>) = rejections.iter().partition(|one| match one {
            Rejection::CodigoRepetido { .. } => true,
            Rejection::EnBlanco { campo } => campo.starts_with("El código"),
            _ => false,
        });
        let say = |some: Vec<&Rejection>| {
            let some = Rejections::check(some.into_iter().cloned().collect()).err();
            some.map(|some| replica.sentence(&some))
        };
        Self { codigo: say(of_codigo), enunciado: say(rest) }
    }
}

/// The code after the last of its list.
fn suggested(marco: Contexto, padre: Option<Id<ObjetivoEstrategico>>) -> String {
    marco.page.with_untracked(|page| match padre {
        None => codigo_siguiente(page.objetivos.iter().map(|row| &*row.objetivo.codigo), "OEI.01"),
        Some(id) => {
            let row = objetivo(page, id);
            let stem = row.map(|row| row.objetivo.codigo.replace("OEI", "AEI")).unwrap_or_default();
            let codes = row.map(|row| row.acciones.as_slice()).unwrap_or_default();
            codigo_siguiente(codes.iter().map(|row| &*row.accion.codigo), &format!("{stem}.01"))
        }
    })
}

fn register(
    marco: Contexto,
    replica: Replica,
    padre: Option<Id<ObjetivoEstrategico>>,
    codigo: &str,
    enunciado: &str,
) -> Result<Nodo, Refused> {
    let (codigo, enunciado) = match (Texto::new(codigo), Parrafo::new(enunciado)) {
        (Ok(codigo), Ok(enunciado)) => (codigo, enunciado),
        (codigo, enunciado) => {
            let why = |error: TextoError| error.to_string();
            return Err(Refused { codigo: codigo.err().map(why), enunciado: enunciado.err().map(why) });
        }
    };
    let (command, nodo) = marco.page.with_untracked(|page| match padre {
        None => {
            let id = nuevo_id();
            (nuevo_objetivo(page, id, codigo, enunciado), Nodo::Objetivo(id))
        }
        Some(padre) => {
            let id = nuevo_id();
            (nueva_accion(page, id, padre, codigo, enunciado), Nodo::Accion(id))
        }
    });
    replica.intentar(command).map(|_| nodo).map_err(|rejections| Refused::of(replica, &rejections))
}
