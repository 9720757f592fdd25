//! A sheet of the board that proposes something of many activities at once: what is asked, what would be
//! done and why not, each of them with its amount and a mark to leave it out, and one command that does it.

use std::collections::BTreeSet;

use domain::plan::Actividad;
use domain::vista::prioridades::Renglon;
use domain::{Command, Dinero, Id, decide};
use leptos::prelude::*;

use super::acto::hacer;
use super::hoja::Hoja;
use super::hojita::Hojita;
use super::teclas::volver;

/// What is proposed.
pub(super) trait Propuesta: Clone + PartialEq + Send + Sync + 'static {
    const TEXTOS: Textos;

    fn comando(&self) -> Option<Command>;
    fn decir(&self) -> String;
    /// What each activity gives or receives.
    fn importes(&self) -> impl Iterator<Item = (Id<Actividad>, Dinero)>;
}

/// How one kind of proposal speaks.
pub(super) struct Textos {
    /// Until the amount can be read.
    pub vacio: &'static str,
    /// What the button does.
    pub verbo: &'static str,
    pub lista: &'static str,
    /// The mark that leaves an activity out, how that is told of one by name, and what one that is out says.
    pub marca: &'static str,
    pub marca_de: &'static str,
    pub marcada: &'static str,
    pub signo: &'static str,
    /// From the lowest priority upwards.
    pub desde_abajo: bool,
}

/// Those left out; they keep their place in the list.
pub(super) type Fuera = RwSignal<BTreeSet<Id<Actividad>>>;

/// The sheet while it is open. `form` begins anew each time.
pub(super) fn hojita(
    hoja: Hoja,
    open: RwSignal<bool>,
    (id, title): (&'static str, &'static str),
    form: impl Fn() -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let close = Callback::new(move |()| cerrar(hoja, open));
    move || open.get().then(|| view! { <Hojita id title on_close=close>{form()}</Hojita> })
}

fn cerrar(hoja: Hoja, open: RwSignal<bool>) {
    open.set(false);
    volver(hoja);
}

#[component]
pub(super) fn Formulario<P: Propuesta>(
    hoja: Hoja,
    open: RwSignal<bool>,
    seen: Memo<Option<P>>,
    fuera: Fuera,
    /// What is asked.
    children: Children,
) -> impl IntoView {
    let command = move || seen.with(|it| it.as_ref().and_then(P::comando));
    let refused = move || {
        let (command, context) = (command()?, hoja.context());
        let why = hoja.leido.with(|it| it.as_ref().and_then(|it| decide(&it.plan, &context, &command).err()))?;
        Some(hoja.replica().sentence(&why))
    };
    let ready = move || command().is_some() && refused().is_none();
    let said = move || seen.with(|it| it.as_ref().map(P::decir));
    let send = move || {
        let proposed = seen.get_untracked().and_then(|it| Some((it.comando()?, it.decir())));
        if let Some((command, said)) = proposed
            && hacer(hoja, command, || said)
        {
            cerrar(hoja, open);
        }
    };
    view! {
        <form
            class="sheet__form"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            {children()}
            <p class="sheet__said" aria-live="polite" data-ready=move || if ready() { "si" } else { "no" }>
                {move || refused().or_else(said).unwrap_or_else(|| P::TEXTOS.vacio.to_owned())}
            </p>
            <Lista hoja seen fuera />
            <button class="button button--primary" type="submit" disabled=move || !ready()>
                {P::TEXTOS.verbo}
            </button>
        </form>
    }
}

#[component]
fn Lista<P: Propuesta>(hoja: Hoja, seen: Memo<Option<P>>, fuera: Fuera) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let mut all = fuera.get();
        seen.with(|it| all.extend(it.iter().flat_map(P::importes).map(|(id, _)| id)));
        let mut rows: Vec<_> = all.into_iter().collect();
        rows.sort_by_key(|id| hoja.con(|_, board| board.puesto(*id)).flatten());
        if P::TEXTOS.desde_abajo {
            rows.reverse();
        }
        rows
    });
    view! {
        <ul class="sheet__list" aria-label=P::TEXTOS.lista>
            <For each=move || rows.get() key=|id| *id let:id>
                <Una hoja seen fuera id />
            </For>
        </ul>
    }
}

#[component]
fn Una<P: Propuesta>(hoja: Hoja, seen: Memo<Option<P>>, fuera: Fuera, id: Id<Actividad>) -> impl IntoView {
    let name = hoja.nombre(Renglon::Actividad(id));
    let out = move || fuera.with(|all| all.contains(&id));
    let amount = move || {
        let found = seen.with(|it| it.as_ref()?.importes().find(|(one, _)| *one == id));
        found.map(|(_, amount)| format!("{}{}", P::TEXTOS.signo, amount.cifra())).unwrap_or_default()
    };
    let leave = move |out: bool| {
        fuera.update(|all| {
            if out {
                all.insert(id);
            } else {
                all.remove(&id);
            }
        });
    };
    view! {
        <li class="sheet__cut">
            <span>{name.clone()}</span>
            <span class="sheet__amount">{move || if out() { P::TEXTOS.marcada.to_owned() } else { amount() }}</span>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=out
                    aria-label=format!("{} «{name}»", P::TEXTOS.marca_de)
                    on:change=move |event| leave(event_target_checked(&event))
                />
                {P::TEXTOS.marca}
            </label>
        </li>
    }
}
