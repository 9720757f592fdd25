//! Emptying the queue: one command after another, in order, each until it is answered.

use std::cell::Cell;
use std::pin::pin;

use domain::{CommandId, Envelope, Rejections};
use futures_util::future::{Either, select};
use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::super::replica::{Link, Rechazo, Replica};
use super::{PAUSE, epoch, keeping, leading, set_link, stream, tabs};
use crate::api::plan::{Remitente, Respuesta, enviar};
use crate::error::{AppError, Code};

/// How long an answer is waited for, in milliseconds.
const LONGEST: i32 = 30_000;
/// A command that the server fails on so many times is set aside with its reason.
const ATTEMPTS: u8 = 3;

thread_local! {
    /// A send is under way; commands go one after another, in order.
    static SENDING: Cell<bool> = const { Cell::new(false) };
    /// The command that failed inside the server, and how many times.
    static FAILED: Cell<Option<(CommandId, u8)>> = const { Cell::new(None) };
}

/// Sends what is waiting, if it is for this tab to send.
pub(in super::super) fn pump(replica: Replica) {
    if !leading::follows() && !SENDING.replace(true) {
        spawn_local(send_all(replica));
    }
}

async fn send_all(replica: Replica) {
    while let Some(envelope) = next(replica) {
        if send(replica, envelope).await.is_err() {
            break;
        }
    }
    SENDING.set(false);
}

/// The first command without an answer, from now on in doubt.
fn next(replica: Replica) -> Option<Envelope> {
    if leading::follows() {
        return None;
    }
    let envelope = replica.motor.try_with_value(|motor| motor.next().cloned()).flatten()?;
    replica.motor.try_update_value(|motor| motor.sending(envelope.id));
    Some(envelope)
}

/// `Err` when there is no use in sending the next one now.
async fn send(replica: Replica, envelope: Envelope) -> Result<(), ()> {
    let id = envelope.id;
    let persona = replica.session.try_with_value(|session| session.persona).ok_or(())?;
    let de = Remitente { persona: Some(persona), epoch: epoch() };
    let answer = in_time(enviar(de, envelope)).await;
    if answer.is_ok() && stream::silent_for().is_some() {
        set_link(replica, Link::Open);
    }
    match answer {
        Ok(Respuesta::Aceptada { version }) => answered(replica, id, Some(version)),
        Ok(Respuesta::SinCambio) => answered(replica, id, None),
        Ok(Respuesta::Rechazada(rejections)) => refuse(replica, id, replica.sentence(&rejections), Some(rejections)),
        Err(error) => return failed(replica, id, error),
    }
    Ok(())
}

/// An answer that does not come is no answer: the command goes out again, under the same id.
async fn in_time(sent: impl Future<Output = Result<Respuesta, AppError>>) -> Result<Respuesta, AppError> {
    let late = JsFuture::from(Promise::new(&mut |resolve, _| {
        // Without timers there is no limit either: the promise is never kept.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, LONGEST);
    }));
    match select(pin!(sent), late).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => Err(AppError::new(Code::Offline, "El servidor no respondió a tiempo.")),
    }
}

/// It is durable at a version, or the plan already was as it wanted it.
fn answered(replica: Replica, id: CommandId, version: Option<u64>) {
    take_answer(replica, id, version);
    tabs::tell(&tabs::Word::Answered { id, version, epoch: epoch() });
}

pub(super) fn take_answer(replica: Replica, id: CommandId, version: Option<u64>) {
    replica.motor.try_update_value(|motor| match version {
        Some(version) => motor.acknowledge(id, version),
        None => drop(motor.forget(id, &replica.context())),
    });
    if version.is_none() {
        // It changed nothing there: another's act, which is not ours to undo.
        replica.did_nothing(id);
    }
    replica.show();
}

fn failed(replica: Replica, id: CommandId, error: AppError) -> Result<(), ()> {
    match error.code {
        Code::Internal if fails_for_good(id) => {
            refuse(replica, id, error.message, None);
            Ok(())
        }
        Code::Offline | Code::TooMany | Code::Internal => {
            set_link(replica, Link::Broken);
            set_timeout(move || pump(replica), PAUSE);
            Err(())
        }
        Code::NoSession => {
            set_link(replica, Link::NoSession);
            Err(())
        }
        Code::OtherHistory => {
            stream::again(replica);
            Err(())
        }
        Code::OtherPerson => {
            set_link(replica, Link::OtherPerson);
            Err(())
        }
        _ => {
            refuse(replica, id, error.message, None);
            Ok(())
        }
    }
}

/// Whether a command has failed so often that it only holds back those behind it.
fn fails_for_good(id: CommandId) -> bool {
    let times = FAILED.take().filter(|(failed, _)| *failed == id).map_or(1, |(_, times)| times + 1);
    FAILED.set(Some((id, times)));
    times >= ATTEMPTS
}

/// Keeps a refused command with its reason, where the person can find it.
fn refuse(replica: Replica, id: CommandId, motivo: String, rejections: Option<Rejections>) {
    let command = replica.motor.try_with_value(|motor| {
        motor.pending().iter().find(|it| it.envelope.id == id).map(|it| it.envelope.command.clone())
    });
    let Some(command) = command.flatten() else { return };
    let refused = Rechazo { id, command, motivo, rejections };
    tabs::tell(&tabs::Word::Refused(refused.clone()));
    keeping::keep_refused(replica, refused.clone());
    take_refusal(replica, refused);
}

pub(super) fn take_refusal(replica: Replica, refused: Rechazo) {
    replica.motor.try_update_value(|motor| motor.forget(refused.id, &replica.context()));
    replica.refused(refused);
    replica.show();
}
