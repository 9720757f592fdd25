//! When and where: the window, the districts, and what goes before.

use domain::catalogo::DISTRITOS;
use domain::plan::{Actividad, CampoActividad, Desfase, Predecesora, Ubigeo, Ventana};
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
        <fieldset class="actividad__places" id="a-lugares" tabindex="-1">
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
    let change = Callback::new(move |nuevo: Vec<Predecesora<Actividad>>| {
        let (seen, nuevo) = (CampoActividad::Predecesoras(chosen.get_untracked()), CampoActividad::Predecesoras(nuevo));
        Command::EditarActividad { id: panel.id, seen, nuevo }
    });
    let options =
        Signal::derive(move || all.get().into_iter().map(|(id, code, name)| (id, format!("{code} {name}"))).collect());
    view! {
        <Secuencia id="a-predecesoras" label="Empieza cuando terminan" chosen=chosen.into() options change access=panel.access />
    }
}

/// A list of rows that come before, with a way to add, to put off and to take out.
#[component]
pub fn Secuencia<T: 'static>(
    #[prop(into)] id: String,
    label: &'static str,
    chosen: Signal<Vec<Predecesora<T>>>,
    options: Signal<Vec<(Id<T>, String)>>,
    /// The command for the whole list, sorted and without repetition.
    change: Callback<Vec<Predecesora<T>>, Command>,
    access: Access,
) -> impl IntoView {
    let attempt = Attempt::new(use_panel().replica());
    let refused = attempt.refused;
    let write = move |all: Vec<Predecesora<T>>| attempt.send(change.run(all));
    let add = move |text: String| {
        if let Ok(one) = text.parse::<Id<T>>() {
            let mut all = chosen.get_untracked();
            all.push(one.into());
            all.sort_by_key(|before| before.id);
            all.dedup_by_key(|before| before.id);
            write(all);
        }
    };
    let replace = Callback::new(move |(one, with): (Id<T>, Option<Predecesora<T>>)| {
        let changed = |before: Predecesora<T>| if before.id == one { with } else { Some(before) };
        write(chosen.get_untracked().into_iter().filter_map(changed).collect());
    });
    let writes = access == Access::Write;
    let free = move || {
        let taken = chosen.get();
        options.get().into_iter().filter(move |(one, _)| !taken.iter().any(|before| before.id == *one))
    };
    let note = format!("{id}-nota");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <ul class="actividad__chips">
                <For each=move || chosen.get() key=|before| before.id let:before>
                    <Anterior id=before.id chosen options replace refused writes />
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

/// One that comes before, and how many working days of lag it leaves.
#[component]
fn Anterior<T: 'static>(
    id: Id<T>,
    chosen: Signal<Vec<Predecesora<T>>>,
    options: Signal<Vec<(Id<T>, String)>>,
    /// Another in its place, or none.
    replace: Callback<(Id<T>, Option<Predecesora<T>>)>,
    refused: RwSignal<Option<Refusal>>,
    writes: bool,
) -> impl IntoView {
    let name = move || {
        options.with(|all| all.iter().find(|(one, _)| *one == id).map(|(_, name)| name.clone())).unwrap_or_default()
    };
    let lag =
        move || chosen.with(|all| all.iter().find(|before| before.id == id).map_or(0, |before| before.desfase.dias()));
    let put_off = move |text: String| {
        let days = if text.trim().is_empty() { Ok(0) } else { text.trim().parse::<i16>() };
        let read =
            days.map_err(|_| "El desfase es un número entero de días hábiles.".to_owned()).and_then(Desfase::new);
        match read {
            Ok(desfase) => replace.run((id, Some(Predecesora { id, desfase }))),
            Err(why) => refused.set(Some(Refusal::of(why))),
        }
    };
    view! {
        <li class="tag">
            {name}
            <input
                class="tag__lag"
                type="text"
                inputmode="numeric"
                size="4"
                readonly=!writes
                aria-label=move || format!("Desfase en días hábiles después de {}", name())
                prop:value=move || lag().to_string()
                value=lag().to_string()
                on:change=move |event| put_off(event_target_value(&event))
            />
            <span aria-hidden="true">"d. h."</span>
            <button
                class="tag__close"
                type="button"
                hidden=!writes
                aria-label=move || format!("Quitar {}", name())
                on:click=move |_| replace.run((id, None))
            >
                <Icon glyph=Glyph::Close class="icon--small" />
            </button>
        </li>
    }
}
