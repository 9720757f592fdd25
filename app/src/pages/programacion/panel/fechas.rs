//! When and where: the window, the districts, and what goes before.

use domain::catalogo::DISTRITOS;
use domain::plan::{Actividad, CampoActividad, Ubigeo, Ventana};
use domain::{Command, Id};
use leptos::prelude::*;

use super::campos::leer_fecha;
use super::use_panel;
use crate::components::editable::{Access, Articulo, Control, Editable, Reason, Refusal};
use crate::components::icon::{Glyph, Icon};
use crate::components::tag::{Notice, Tone};
use crate::pages::edit::{Attempt, Reading};

#[component]
pub fn Fechas() -> impl IntoView {
    let panel = use_panel();
    let (campos, access) = (panel.campos, panel.access);
    let inicio =
        Reading::new(|ventana: &Ventana| ventana.inicio.to_string(), |ventana, text| con_inicio(*ventana, text));
    let fin = Reading::new(|ventana: &Ventana| ventana.fin.to_string(), |ventana, text| con_fin(*ventana, text));
    view! {
        <section class="actividad__section">
            <h3>"Fechas, lugar y secuencia"</h3>
            <p class="muted">"Los meses fuera de estas fechas no llevan meta ni dinero."</p>
            <div class="actividad__pair">
                <Editable
                    id="a-inicio"
                    label="Inicio"
                    access
                    control=Control::Date
                    binding=campos.bind(CampoActividad::Ventana, |row| row.ventana, inicio)
                />
                <Editable
                    id="a-fin"
                    label="Fin"
                    access
                    control=Control::Date
                    binding=campos.bind(CampoActividad::Ventana, |row| row.ventana, fin)
                />
            </div>
            <Lugares />
            <Predecesoras />
        </section>
    }
}

/// # Errors
/// When the text is no date.
pub fn con_inicio(ventana: Ventana, text: &str) -> Result<Ventana, String> {
    Ok(Ventana { inicio: leer_fecha(text)?, ..ventana })
}

/// # Errors
/// When the text is no date.
pub fn con_fin(ventana: Ventana, text: &str) -> Result<Ventana, String> {
    Ok(Ventana { fin: leer_fecha(text)?, ..ventana })
}

/// A refusal beside what it refuses.
#[component]
pub fn Negado(refused: RwSignal<Option<Refusal>>) -> impl IntoView {
    move || {
        refused.get().map(|Refusal { why, articulo, .. }| {
            view! {
                <Notice tone=Tone::Bad>{why} " " {articulo.map(|articulo| view! { <Articulo articulo /> })}</Notice>
            }
        })
    }
}

/// The sixteen districts of the province, one or several.
#[component]
fn Lugares() -> impl IntoView {
    let panel = use_panel();
    let chosen = Memo::new(move |_| panel.campos.get(|row| row.lugares.clone()).unwrap_or_default());
    let attempt = Attempt::new(panel.replica());
    let refused = attempt.refused;
    let toggle = move |code: &'static str| {
        let Ok(place) = Ubigeo::try_from(code.to_owned()) else { return };
        let seen = chosen.get_untracked();
        let mut nuevo = seen.clone();
        match nuevo.iter().position(|one| *one == place) {
            Some(at) => drop(nuevo.remove(at)),
            None => nuevo.push(place),
        }
        nuevo.sort();
        let (seen, nuevo) = (CampoActividad::Lugares(seen), CampoActividad::Lugares(nuevo));
        attempt.send(Command::EditarActividad { id: panel.id, seen, nuevo });
    };
    let readonly = panel.access == Access::Read;
    view! {
        <fieldset class="actividad__places">
            <legend class="field__label">"Lugar"</legend>
            {DISTRITOS
                .map(|(code, name)| {
                    let on = move || chosen.with(|all| all.iter().any(|one| one.as_str() == code));
                    view! {
                        <label class="check">
                            <input type="checkbox" disabled=readonly checked=on prop:checked=on on:change=move |_| toggle(code) />
                            {name}
                        </label>
                    }
                })}
        </fieldset>
        <Negado refused />
    }
}

/// Activities of the unit that must end before this one begins.
#[component]
fn Predecesoras() -> impl IntoView {
    let panel = use_panel();
    let chosen = Memo::new(move |_| panel.campos.get(|row| row.predecesoras.clone()).unwrap_or_default());
    let all = Memo::new(move |_| {
        panel.detalle.with(|all| all.as_ref().map(|all| all.candidatas.clone()).unwrap_or_default())
    });
    let change = Callback::new(move |nuevo: Vec<Id<Actividad>>| {
        let (seen, nuevo) = (CampoActividad::Predecesoras(chosen.get_untracked()), CampoActividad::Predecesoras(nuevo));
        Command::EditarActividad { id: panel.id, seen, nuevo }
    });
    let options =
        Signal::derive(move || all.get().into_iter().map(|(id, code, name)| (id, format!("{code} {name}"))).collect());
    view! {
        <Secuencia id="a-predecesoras" label="Empieza cuando terminan" chosen=chosen.into() options change access=panel.access />
    }
}

/// A list of rows that come before, with a way to add and to take out.
#[component]
pub fn Secuencia<T: 'static>(
    #[prop(into)] id: String,
    label: &'static str,
    chosen: Signal<Vec<Id<T>>>,
    options: Signal<Vec<(Id<T>, String)>>,
    /// The command for the whole list, sorted and without repetition.
    change: Callback<Vec<Id<T>>, Command>,
    access: Access,
) -> impl IntoView {
    let attempt = Attempt::new(use_panel().replica());
    let refused = attempt.refused;
    let write = move |all: Vec<Id<T>>| attempt.send(change.run(all));
    let name =
        move |one: Id<T>| options.with(|all| all.iter().find(|(id, _)| *id == one).map(|(_, name)| name.clone()));
    let add = move |text: String| {
        if let Ok(one) = text.parse::<Id<T>>() {
            let mut all = chosen.get_untracked();
            all.push(one);
            all.sort();
            all.dedup();
            write(all);
        }
    };
    let take_out = move |one: Id<T>| write(chosen.get_untracked().into_iter().filter(|other| *other != one).collect());
    let writes = access == Access::Write;
    let free = move || {
        let taken = chosen.get();
        options.get().into_iter().filter(move |(one, _)| !taken.contains(one))
    };
    let note = format!("{id}-nota");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <ul class="actividad__chips">
                <For each=move || chosen.get() key=|one| *one let:one>
                    <li class="tag">
                        {move || name(one)}
                        <button
                            class="tag__close"
                            type="button"
                            hidden=!writes
                            aria-label=move || format!("Quitar {}", name(one).unwrap_or_default())
                            on:click=move |_| take_out(one)
                        >
                            <Icon glyph=Glyph::Close class="icon--small" />
                        </button>
                    </li>
                </For>
            </ul>
            <select
                class="input"
                id=id
                hidden=!writes
                aria-describedby=note.clone()
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                on:change=move |event| add(event_target_value(&event))
            >
                <option value="">"Agregar…"</option>
                {move || {
                    free().map(|(one, name)| view! { <option value=one.to_string()>{name}</option> }).collect_view()
                }}
            </select>
            <div id=note aria-live="polite">
                {move || refused.get().map(|refusal| view! { <Reason refusal /> })}
            </div>
        </div>
    }
}
