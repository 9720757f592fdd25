//! Title, cause, kind, support and revision of the ruta: what cannot be forgotten (Art. 8.2.3).

use domain::Command;
use domain::plan::{Borrador, CampoBorrador, Causa, ClaseModificacion, RevisionRuta};
use domain::texto::{Nombre, Parrafo};
use leptos::prelude::*;

use super::rama;
use crate::components::editable::{Binding, Choice, Control, Editable, Refusal};
use crate::components::field::Field;
use crate::components::shelf::{Kept, Shelf};
use crate::pages::edit::{Reading, bind};
use crate::state::replica::use_replica;

#[component]
pub(super) fn Sustento() -> impl IntoView {
    let titulo = tied(|it| it.titulo.clone(), Reading::texto(), CampoBorrador::Titulo);
    let sustento = tied(|it| it.sustento.clone(), Reading::texto(), CampoBorrador::Sustento);
    let clase = tied(|it| it.clase, clase(), CampoBorrador::Clase);
    let clases = [ClaseModificacion::FuncionalProgramatico, ClaseModificacion::Institucional];
    let clases = Signal::stored(clases.map(|it| Choice::new(it.nombre(), it.nombre())).to_vec());
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Causa y sustento"</h2>
            </div>
            <div class="panel__body borrador__fields">
                <Editable id="titulo" label="Título" binding=titulo />
                <Causas />
                <Editable
                    id="clase"
                    label="Clase"
                    binding=clase
                    control=Control::Choice(clases)
                    hint="Funcional programático: lo que unas dan, otras reciben, rubro por rubro (Art. 11). Institucional: cambia el total, con Acuerdo de Concejo."
                />
                <Editable id="sustento" label="Sustento" binding=sustento control=Control::Area />
                <Ruta />
            </div>
        </section>
    }
}

fn tied<C>(now: fn(&Borrador) -> C, reading: Reading<C>, campo: fn(C) -> CampoBorrador) -> Binding
where
    C: Clone + PartialEq + Send + 'static,
{
    let replica = use_replica();
    let plan = replica.plan();
    let now = move || rama(plan, |rama| now(&rama.modificacion));
    bind(replica, now, reading, move |seen, nuevo| Command::EditarBorrador { seen: campo(seen), nuevo: campo(nuevo) })
}

fn clase() -> Reading<ClaseModificacion> {
    Reading::new(
        |it: &ClaseModificacion| it.nombre().to_owned(),
        |_, text| match text {
            _ if text == ClaseModificacion::Institucional.nombre() => Ok(ClaseModificacion::Institucional),
            _ => Ok(ClaseModificacion::FuncionalProgramatico),
        },
    )
}

/// A text that the plan knows only together with what it is of: as typed, and as the draft has it.
#[derive(Clone, Copy)]
struct Suelto {
    typed: RwSignal<String>,
    stored: Memo<Option<String>>,
}

/// What the plan knows only together with a text of its own is typed first.
fn text_first(of: impl Fn(&Borrador) -> Option<String> + Send + Sync + 'static) -> Suelto {
    let plan = use_replica().plan();
    let typed = RwSignal::new(String::new());
    let stored = Memo::new(move |_| rama(plan, |rama| of(&rama.modificacion)).flatten());
    // What is being typed stays: another's text comes only where one's own is as it was.
    Effect::new(move |before: Option<String>| {
        let now = stored.get().unwrap_or_default();
        if !now.is_empty() && typed.with_untracked(|typed| typed.is_empty() || Some(typed) == before.as_ref()) {
            typed.set(now.clone());
        }
        now
    });
    Suelto { typed, stored }
}

const CAUSAS: [&str; 5] = ["a", "b", "c", "d", "e"];

fn causa(letter: &str, evaluacion: &str) -> Result<Option<Causa>, String> {
    Ok(match letter {
        "a" => Some(Causa::Entorno),
        "b" if evaluacion.trim().is_empty() => {
            return Err("Escriba primero en qué evaluación se apoya la causa b).".to_owned());
        }
        "b" => Some(Causa::Estrategias { evaluacion: Nombre::new(evaluacion).map_err(|why| why.to_string())? }),
        "c" => Some(Causa::DecisionGobierno),
        "d" => Some(Causa::IncrementoOReduccion),
        "e" => Some(Causa::NormaDeTecho),
        _ => None,
    })
}

fn letter(causa: Option<&Causa>) -> &'static str {
    match causa {
        None => "",
        Some(Causa::Entorno) => "a",
        Some(Causa::Estrategias { .. }) => "b",
        Some(Causa::DecisionGobierno) => "c",
        Some(Causa::IncrementoOReduccion) => "d",
        Some(Causa::NormaDeTecho) => "e",
    }
}

#[component]
fn Causas() -> impl IntoView {
    let evaluacion = text_first(|it| match &it.causa {
        Some(Causa::Estrategias { evaluacion }) => Some(evaluacion.to_string()),
        _ => None,
    });
    let reading = Reading::new(
        |it: &Option<Causa>| letter(it.as_ref()).to_owned(),
        move |_, text| causa(text, &evaluacion.typed.get_untracked()),
    );
    let binding = tied(|it| it.causa.clone(), reading, CampoBorrador::Causa);
    let choices = CAUSAS.iter().filter_map(|key| {
        let named = causa(key, "x").ok()??;
        Some(Choice::new(*key, format!("{key}) {}", named.nombre())))
    });
    let choices = Signal::stored(std::iter::once(Choice::new("", "Elija una de las cinco")).chain(choices).collect());
    view! {
        <Editable id="causa" label="Causa" binding control=Control::Choice(choices) />
        <First
            id="evaluacion"
            label="Evaluación en que se apoya"
            hint="Solo para la causa b): qué evaluación dice que las estrategias no dan resultados."
            pending="Elija la causa b) y quedará guardado."
            text=evaluacion
            again=Callback::new(move |()| again(binding, "b"))
        />
    }
}

/// The text changed of what was chosen already: it is written again with it, or said why not.
fn again(binding: Binding, chosen: &str) -> Option<String> {
    if binding.shown.get_untracked() != chosen {
        return None;
    }
    binding.begin.run(());
    binding.commit.run(chosen.to_owned()).err().map(|refusal| refusal.why)
}

/// Until what it is of is chosen it is kept as every text that could not be saved yet.
#[component]
fn First(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    /// Why it is not saved yet.
    pending: &'static str,
    text: Suelto,
    again: Callback<(), Option<String>>,
) -> impl IntoView {
    let why = RwSignal::new(None::<String>);
    let Suelto { typed, stored } = text;
    let shelf = use_context::<Shelf>();
    // It may be read from the disk after the page is drawn.
    Effect::new(move || {
        let kept = shelf.and_then(|shelf| shelf.find.run(id.to_owned()));
        if let Some(kept) = kept.filter(|_| typed.with_untracked(String::is_empty)) {
            typed.set(kept.text);
        }
    });
    Effect::new(move || {
        let saved = stored.with(|stored| stored.is_some() && typed.with(|typed| stored.as_ref() == Some(typed)));
        if let Some(shelf) = shelf.filter(|_| saved) {
            untrack(|| shelf.clear.run(id.to_owned()));
        }
    });
    let changed = move |_| {
        why.set(again.run(()));
        let (text, Some(shelf)) = (typed.get_untracked(), shelf) else { return };
        if text.is_empty() {
            shelf.clear.run(id.to_owned());
        } else if stored.get_untracked().as_ref() != Some(&text) {
            let refusal = Refusal::of(why.get_untracked().unwrap_or_else(|| pending.to_owned()));
            shelf.put.run((id.to_owned(), Kept { label: label.to_owned(), text, seen: String::new(), refusal }));
        }
    };
    view! {
        <Field id label hint error=why>
            <input
                class="input"
                id=id
                autocomplete="off"
                aria-describedby=format!("{id}-nota")
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
                aria-invalid=move || why.get().is_some().then_some("true")
                on:change=changed
            />
        </Field>
    }
}

fn ruta(key: &str, motivo: &str) -> Result<Option<RevisionRuta>, String> {
    Ok(match key {
        "cambiada" => Some(RevisionRuta::Cambiada),
        "sin-cambio" if motivo.trim().is_empty() => {
            return Err("Escriba primero por qué la ruta estratégica no cambia.".to_owned());
        }
        "sin-cambio" => {
            Some(RevisionRuta::RevisadaSinCambio { motivo: Parrafo::new(motivo).map_err(|why| why.to_string())? })
        }
        _ => None,
    })
}

#[component]
fn Ruta() -> impl IntoView {
    let motivo = text_first(|it| match &it.ruta {
        Some(RevisionRuta::RevisadaSinCambio { motivo }) => Some(motivo.to_string()),
        _ => None,
    });
    let key = |it: &Option<RevisionRuta>| match it {
        None => String::new(),
        Some(RevisionRuta::Cambiada) => "cambiada".to_owned(),
        Some(RevisionRuta::RevisadaSinCambio { .. }) => "sin-cambio".to_owned(),
    };
    let reading = Reading::new(key, move |_, text| ruta(text, &motivo.typed.get_untracked()));
    let binding = tied(|it| it.ruta.clone(), reading, CampoBorrador::Ruta);
    let choices = Signal::stored(vec![
        Choice::new("", "Todavía no se revisa"),
        Choice::new("cambiada", "Cambiada: OEI o AEI cambian en este borrador"),
        Choice::new("sin-cambio", "Revisada sin cambio"),
    ]);
    view! {
        <Editable
            id="ruta"
            label="Revisión de la ruta estratégica"
            binding
            control=Control::Choice(choices)
            hint="Las causas a), b) y c) cambian prioridades: obligan a revisarla."
        />
        <First
            id="motivo"
            label="Por qué la ruta no cambia"
            hint="Solo si fue revisada sin cambio."
            pending="Elija «Revisada sin cambio» y quedará guardado."
            text=motivo
            again=Callback::new(move |()| again(binding, "sin-cambio"))
        />
    }
}
