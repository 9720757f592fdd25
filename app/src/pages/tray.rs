//! The tray of the frame: the replica's state in words, and what is asked of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::motor::{Pending, Stage};
use domain::undo::Way;
use domain::vista::{Acto, NodoUnidad, acto};
use domain::{Command, Plan};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use leptos::web_sys::{File, HtmlFormElement};
use leptos_router::hooks::use_location;
use leptos_router::location::{Location, Url};

use super::lugar::address;
use crate::api::session::{Salir, salir};
use crate::components::download;
use crate::components::frame::SignOut;
use crate::components::sync::SyncState;
use crate::components::tag::Tone;
use crate::components::tray::{Note, Refused, ToMend, Tray, Waiting};
use crate::components::undo::{Stepped, Steps};
use crate::state::replica::{Browser, Keeping, Rechazo, Replica, Room, Sync, Whose, tell_gone};
use crate::state::unwritten::Unwritten;

/// What stops everything is said first, then what waits for the person.
fn sync_state(replica: Replica) -> Signal<SyncState> {
    let (sync, refused, to_mend) = (replica.sync(), replica.rechazos(), replica.unwritten());
    Signal::derive(move || match (refused.with(Vec::len), sync.get()) {
        (0, Sync::AlDia) if to_mend.with(|all| !all.is_empty()) => SyncState::ToMend(to_mend.with(BTreeMap::len)),
        (0, Sync::Abriendo) => SyncState::Opening,
        (0, Sync::AlDia) => SyncState::UpToDate,
        (0, Sync::SinEnviar(waiting)) => SyncState::Pending(waiting),
        (_, Sync::SinConexion(waiting)) => SyncState::Offline(waiting),
        (_, Sync::SinSesion(waiting)) => SyncState::SignedOut(waiting),
        (_, Sync::OtraPersona(waiting)) => SyncState::OtherPerson(waiting),
        (_, Sync::NoEsMiembro(waiting)) => SyncState::NotMember(waiting),
        (_, Sync::Anterior(waiting)) => SyncState::Outdated(waiting),
        (refused, _) => SyncState::Rejected(refused),
    })
}

/// Whether closing the window loses something: what is unsent is kept, unless it could not be.
pub fn to_lose(replica: Replica) -> Signal<bool> {
    Signal::derive(move || {
        let unsent = || replica.pending().with(|all| all.iter().any(Pending::is_unsent));
        let typed = || replica.unwritten().with(|all| !all.is_empty());
        replica.browser().with(|browser| browser.keeping != Keeping::Kept) && (unsent() || typed())
    })
}

pub fn tray(replica: Replica, units: Arc<[NodoUnidad]>) -> Tray {
    let loaded = RwSignal::new(String::new());
    Tray {
        state: sync_state(replica),
        waiting: waiting(replica),
        refused: refused(replica, units),
        to_mend: to_mend(replica),
        notes: notes(replica),
        newer: Signal::derive(move || replica.browser().with(|browser| browser.outdated)),
        on_read: Callback::new(move |id| replica.descartar(id)),
        on_drop: Callback::new(move |place: String| replica.drop_unwritten(vec![place])),
        on_retry: Callback::new(move |id| replica.reintentar(id).err().map(|why| replica.sentence(&why))),
        on_save: Callback::new(move |()| {
            download::save("poi-sin-enviar.json", "application/json", &replica.to_file());
            loaded.set("Se guardó poi-sin-enviar.json. Lo de aquí también se enviará.".to_owned());
        }),
        on_load: Callback::new(move |file| load(replica, file, loaded)),
        loaded: loaded.into(),
        on_check: Callback::new(move |()| match replica.huella() {
            Some((version, digest)) => format!("Versión {version} · {digest}"),
            None => "El plan todavía no ha llegado a este equipo.".to_owned(),
        }),
    }
}

/// The plan, followed until there is one and not in each of its changes: what is told of an act
/// stays as it was told.
fn at_hand(replica: Replica) -> Callback<(), Option<Plan>> {
    let plan = replica.plan();
    let is_there = Memo::new(move |_| plan.with(Option::is_some));
    Callback::new(move |()| if is_there.get() { plan.get_untracked() } else { None })
}

fn told(plan: Option<&Plan>, command: &Command) -> Acto {
    plan.map_or_else(|| Acto { frase: "Un cambio".to_owned(), lugar: None }, |plan| acto(plan, command))
}

fn waiting(replica: Replica) -> Signal<Vec<Waiting>> {
    let (pending, at_hand) = (replica.pending(), at_hand(replica));
    let tell = |plan: Option<&Plan>, one: &Pending| Waiting {
        id: one.envelope.id,
        what: told(plan, &one.envelope.command).frase,
        state: if one.stage == Stage::Unknown { "(sin respuesta todavía)" } else { "" },
    };
    Signal::derive(move || {
        let plan = at_hand.run(());
        let unsent = |one: &&Pending| one.is_unsent();
        pending.with(|all| all.iter().filter(unsent).map(|one| tell(plan.as_ref(), one)).collect())
    })
}

/// All that the server refused: what a cell on screen tells as well, one may have scrolled past.
fn refused(replica: Replica, units: Arc<[NodoUnidad]>) -> Signal<Vec<Refused>> {
    let (all, at_hand) = (replica.rechazos(), at_hand(replica));
    let tell = move |plan: Option<&Plan>, one: &Rechazo| {
        let told = told(plan, &one.command);
        let place = told.lugar.map(|place| address(&units, &place));
        Refused { id: one.id, what: told.frase, why: one.motivo.clone(), place }
    };
    Signal::derive(move || {
        let plan = at_hand.run(());
        all.with(|all| all.iter().map(|one| tell(plan.as_ref(), one)).collect())
    })
}

/// What no plan has: a text that a rule did not take, wherever it was typed.
fn to_mend(replica: Replica) -> Signal<Vec<ToMend>> {
    let tell = |one: &Unwritten| ToMend {
        place: one.place.clone(),
        what: one.name.clone(),
        text: one.text.clone(),
        why: one.why.clone(),
    };
    Signal::derive(move || replica.unwritten().with(|all| all.values().map(tell).collect()))
}

fn notes(replica: Replica) -> Signal<Vec<Note>> {
    let here = use_location();
    Signal::derive(move || {
        let browser = replica.browser().get();
        let mut notes: Vec<Note> = of_session(replica.sync().get(), &here).into_iter().collect();
        notes.extend(of_keeping(&browser));
        if browser.unreadable > 0 {
            let what = changes(browser.unreadable);
            notes.push(warning(format!(
                "En este equipo hay {what} sin enviar que esta versión del programa no entiende. Se conserva lo escrito: \
                 cargue la versión nueva."
            )));
        }
        notes.extend(browser.others.into_iter().map(|(whose, count)| of_others(whose, count)));
        if browser.without_offline {
            let text = "Por esta dirección (http) no se puede trabajar sin conexión: para eso ingrese por https. Todo lo \
                        demás funciona.";
            notes.push(Note { tone: Tone::Plain, text: text.to_owned(), act: None });
        }
        notes
    })
}

fn warning(text: impl Into<String>) -> Note {
    Note { tone: Tone::Warn, text: text.into(), act: None }
}

/// What to do when this window's session is not one's own any more.
fn of_session(sync: Sync, here: &Location) -> Option<Note> {
    match sync {
        Sync::SinSesion(_) => Some(Note {
            act: Some((enter_and_return(here), "Entrar")),
            ..warning("Su sesión terminó. Lo que escribió está guardado en este equipo y se enviará cuando ingrese.")
        }),
        Sync::OtraPersona(_) => Some(Note {
            act: Some(("/".to_owned(), "Abrir el plan de quien ingresó")),
            ..warning(
                "En otra ventana ingresó otra persona. Lo de esta ventana se conserva, y se enviará cuando usted vuelva \
                 a ingresar.",
            )
        }),
        Sync::NoEsMiembro(_) => Some(Note {
            act: Some(("/modificaciones".to_owned(), "Volver al plan vigente")),
            ..warning(
                "Usted ya no es miembro de este borrador. Lo que escribió y no se envió se conserva en este equipo; \
                 guárdelo en un archivo si lo necesita.",
            )
        }),
        _ => None,
    }
}

/// What waits here for another session, or for another plan.
fn of_others(whose: Whose, count: usize) -> Note {
    let (what, verb) = (changes(count), if count == 1 { "enviará" } else { "enviarán" });
    match whose {
        Whose::Another(name) => {
            let whose = if name.is_empty() { "otra persona".to_owned() } else { name };
            let text =
                format!("En este equipo hay {what} sin enviar de {whose}: se {verb} cuando esa persona ingrese.");
            Note { tone: Tone::Plain, text, act: None }
        }
        Whose::Draft(borrador) => Note {
            act: Some((format!("/modificacion?borrador={borrador}"), "Abrir el borrador")),
            ..warning(format!("En un borrador suyo quedaron {what} sin enviar: se {verb} cuando lo abra."))
        },
        Whose::InForce => Note {
            act: Some(("/".to_owned(), "Abrir el plan vigente")),
            ..warning(format!("En el plan vigente quedaron {what} sin enviar: se {verb} cuando lo abra."))
        },
        Whose::Own(ejercicio) => {
            let which = ejercicio.map_or_else(|| "de otro ejercicio".to_owned(), |it| format!("del ejercicio {it}"));
            warning(format!(
                "En este equipo usted dejó {what} sin enviar en el plan {which}: se {verb} cuando abra ese ejercicio."
            ))
        }
    }
}

fn of_keeping(browser: &Browser) -> Option<Note> {
    let so = "lo que no se haya enviado se perderá si cierra la ventana. Guárdelo en un archivo.";
    let scarce = "A este equipo le queda poco espacio y pronto podría no conservar lo que usted escriba sin conexión. \
                  Guarde lo no enviado en un archivo y libere espacio.";
    match browser.keeping {
        Keeping::Kept => (browser.room == Room::Scarce).then(|| warning(scarce)),
        Keeping::Full => Some(warning(format!("Este navegador no tiene más espacio: {so}"))),
        Keeping::Unavailable => Some(warning(format!("Este navegador no guarda nada (¿una ventana privada?): {so}"))),
    }
}

/// Entrar, and back to where one is.
fn enter_and_return(here: &Location) -> String {
    let (path, search) = (here.pathname.get_untracked(), here.search.get_untracked());
    let wanted = if search.is_empty() { path } else { format!("{path}?{search}") };
    format!("/entrar?volver={}", Url::escape(&wanted))
}

fn changes(count: usize) -> String {
    if count == 1 { "un cambio".to_owned() } else { format!("{count} cambios") }
}

pub fn steps(replica: Replica) -> Steps {
    let say = move |way| match replica.step(way) {
        Ok(Some(command)) => {
            let did = if way == Way::Back { "Deshecho" } else { "Hecho otra vez" };
            let plan = replica.plan().get_untracked();
            Stepped::Done(format!("{did}. {}.", told(plan.as_ref(), &command).frase))
        }
        Ok(None) => Stepped::Done("No hay nada más que deshacer aquí.".to_owned()),
        Err(why) => {
            let act = if way == Way::Back { "No se deshizo" } else { "No se rehízo" };
            // Nobody was typing: the other's act came after the one that is undone.
            let why = replica.sentence(&why).replace("mientras usted escribía", "después");
            Stepped::Refused(format!("{act} ese paso. {why}"))
        }
    };
    Steps { back: replica.can_step(Way::Back), forth: replica.can_step(Way::Forth), on_step: Callback::new(say) }
}

pub fn sign_out(replica: Replica) -> SignOut {
    let unsent = move || replica.pending().with(|all| all.iter().filter(|one| one.is_unsent()).count());
    let leave = move |form: HtmlFormElement| {
        spawn_local(async move {
            replica.sign_out().await;
            let ended = salir().await;
            // The other windows of this person now find nobody signed in.
            tell_gone();
            // This page is going: there is nobody left to tell.
            let _ = match ended {
                Ok(()) => window().location().assign("/entrar"),
                Err(_) => form.submit(),
            };
        });
    };
    let away = Signal::derive(move || matches!(replica.sync().get(), Sync::SinConexion(_)));
    SignOut { action: Salir::url(), unsent: Signal::derive(unsent), away, on_leave: Callback::new(leave) }
}

fn load(replica: Replica, file: File, said: RwSignal<String>) {
    spawn_local(async move {
        let text = download::read(&file).await;
        let outcome = text.ok_or_else(|| "Ese archivo no se pudo leer.".to_owned());
        said.set(match outcome.and_then(|text| replica.from_file(&text)) {
            Ok(0) => "Todo lo de ese archivo ya estaba aquí.".to_owned(),
            Ok(1) => "Se tomó un cambio del archivo.".to_owned(),
            Ok(count) => format!("Se tomaron {count} cambios del archivo."),
            Err(why) => why,
        });
    });
}
