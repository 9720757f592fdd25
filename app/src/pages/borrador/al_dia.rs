//! What the plan in force changed since the draft began, brought into it: what only it changed is
//! taken, what both changed is for the person to choose, field by field.

use std::collections::BTreeMap;

use domain::Plan;
use domain::plan::Celda;
use domain::rama::{Conflicto, Lado, actualizacion};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::rama;
use crate::components::page::go_on;
use crate::components::tag::{Notice, Tone};
use crate::pages::lugar::Dato;
use crate::state::base::use_base;
use crate::state::presence::use_presence;
use crate::state::replica::{Replica, use_replica};
use crate::state::vigente::{Renovacion, Vigente};

/// Updating under way.
#[derive(Clone, Copy)]
struct Renewal {
    replica: Replica,
    vigente: Vigente,
    base: Signal<Option<Plan>>,
    de: Renovacion,
    said: RwSignal<Option<(Tone, String)>>,
}

#[component]
pub(super) fn AlDia(vigente: Vigente) -> impl IntoView {
    let renewal =
        Renewal { replica: use_replica(), vigente, base: use_base(), de: expect_context(), said: RwSignal::new(None) };
    let own = Memo::new(move |_| rama(renewal.replica.plan(), |rama| rama.base));
    let now = move || renewal.vigente.situacion.get().map(|it| it.version);
    let behind = move || own.get().zip(now()).is_some_and(|(own, now)| own < now);
    let undecided = move || renewal.de.conflictos.with(|all| !all.is_empty());
    renewal.follow(own);
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Frente al plan vigente"</h2>
            </div>
            <div class="panel__body borrador__fields">
                <p>
                    {move || own.get().map(|own| format!("El borrador se compara con la versión {own} del plan vigente"))}
                    {move || match now() {
                        Some(now) if behind() => format!(", que ya va por la {now}."),
                        Some(_) => ", que es la de ahora.".to_owned(),
                        None => ".".to_owned(),
                    }}
                </p>
                <Show when=move || behind() || undecided()>
                    <Conflictos renewal />
                    <button class="button" type="button" on:click=move |_| renewal.run()>
                        "Poner el borrador al día"
                    </button>
                </Show>
                {move || renewal.said.get().map(|(tone, said)| view! { <Notice tone>{said}</Notice> })}
            </div>
        </section>
    }
}

impl Renewal {
    /// What is being decided is about the draft as it is by now: where one wrote since, one chooses
    /// again; where it was brought up to date by somebody else, nothing is left to decide.
    fn follow(self, own: Memo<Option<u64>>) {
        let plan = self.replica.plan();
        Effect::new(move || {
            let (Some(base), Some(nueva)) = (self.base.get(), self.de.nueva.get()) else { return };
            if own.get().is_some_and(|own| own >= nueva.version()) {
                self.forget();
                return;
            }
            let open = plan.with(|punta| actualizacion(&base, &nueva, punta.as_ref()?, &BTreeMap::new()).err());
            let open = open.unwrap_or_default();
            if self.de.conflictos.with_untracked(|before| *before != open) {
                let before = self.de.conflictos.get_untracked();
                let same = |celda: &Celda| open.iter().any(|one| one.celda == *celda && before.contains(one));
                self.de.eleccion.update(|all| all.retain(|celda, _| same(celda)));
                self.de.conflictos.set(open);
            }
        });
    }

    fn forget(self) {
        self.de.nueva.set(None);
        self.de.conflictos.set(Vec::new());
        self.de.eleccion.set(BTreeMap::new());
    }

    /// With what was chosen so far; asks for what is still open. Without a network, with the later
    /// version that is here.
    fn run(self) {
        let told = self.vigente.situacion.with_untracked(|it| it.as_ref().map(|it| it.version));
        let here = || self.de.nueva.with_untracked(|plan| plan.as_ref().map(Plan::version));
        let Some(version) = told.or_else(here) else { return };
        spawn_local(async move {
            let before = self.de.nueva.try_get_untracked().flatten();
            let kept = before.clone().filter(|plan| plan.version() == version);
            if before.is_some() && kept.is_none() {
                // It went on since: what was chosen was chosen of other values.
                self.de.eleccion.try_set(BTreeMap::new());
            }
            let fetched = match kept {
                Some(plan) => Ok(plan),
                None => self.vigente.plan_at(version).await,
            };
            match fetched {
                Ok(nueva) => self.bring(nueva),
                Err(error) => drop(self.said.try_set(Some((Tone::Warn, error.message)))),
            }
        });
    }

    fn bring(self, nueva: Plan) {
        let found = self.base.with_untracked(|vieja| {
            let (vieja, punta) = (vieja.as_ref()?, self.replica.plan().get_untracked()?);
            Some(actualizacion(vieja, &nueva, &punta, &self.de.eleccion.get_untracked()))
        });
        match found {
            None => {
                self.said.set(Some((Tone::Warn, "Todavía se lee el plan vigente; vuelva a intentarlo.".to_owned())));
            }
            Some(Err(open)) => {
                let asked = self.de.conflictos.with_untracked(|all| !all.is_empty());
                let left = format!("Falta elegir qué queda en {} de los datos.", open.len());
                self.said.set(asked.then_some((Tone::Warn, left)));
                self.de.nueva.set(Some(nueva));
            }
            Some(Ok(command)) => match self.replica.intentar(command) {
                Ok(_) => {
                    self.forget();
                    self.said.set(Some((Tone::Good, "El borrador está al día con el plan vigente.".to_owned())));
                    go_on();
                }
                Err(why) => self.said.set(Some((Tone::Bad, self.replica.sentence(&why)))),
            },
        }
    }
}

#[component]
fn Conflictos(renewal: Renewal) -> impl IntoView {
    let are_there = move || renewal.de.conflictos.with(|all| !all.is_empty());
    view! {
        <Show when=are_there>
            <p role="status">
                <strong>"Los dos cambiaron lo mismo."</strong>
                " Elija qué queda en el borrador y póngalo al día:"
            </p>
            <ul class="borrador__conflicts">
                <For each=move || renewal.de.conflictos.get() key=|one| (one.celda, one.propio.clone(), one.vigente.clone()) let:one>
                    <UnConflicto one renewal />
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn UnConflicto(one: Conflicto, renewal: Renewal) -> impl IntoView {
    let presence = use_presence();
    let Conflicto { celda, fila, campo, propio, vigente, autor } = one;
    let who = autor.map(|autor| format!(", de {}", presence.nombre(autor.persona))).unwrap_or_default();
    view! {
        <li>
            <fieldset>
                <legend>
                    {fila} ": " <Dato celda nombre=campo />
                </legend>
                <Opcion celda lado=Lado::Propio text="Lo del borrador" value=propio renewal />
                <Opcion celda lado=Lado::Vigente text=format!("Lo vigente{who}") value=vigente renewal />
            </fieldset>
        </li>
    }
}

#[component]
fn Opcion(celda: Celda, lado: Lado, #[prop(into)] text: String, value: String, renewal: Renewal) -> impl IntoView {
    let name = format!("{}-{}", celda.fila, celda.campo);
    let id = format!("{name}-{lado:?}");
    let chosen = move || renewal.de.eleccion.with(|all| all.get(&celda) == Some(&lado));
    let choose = move |_| {
        renewal.de.eleccion.update(|all| {
            all.insert(celda, lado);
        });
    };
    view! {
        <label class="borrador__side" for=id.clone()>
            <input type="radio" id=id.clone() name=name prop:checked=chosen on:change=choose />
            <span>{text} ": " <b>{value}</b></span>
        </label>
    }
}
