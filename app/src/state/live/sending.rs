//! Emptying the queue: commands in order, those that wait together, each until it is answered.

use std::cell::Cell;
use std::pin::pin;
use std::time::Duration;

use domain::{CommandId, Envelope, Rejections};
use futures_util::future::{Either, select};
use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::super::replica::{Link, Rechazo, Replica};
use super::{PAUSE, epoch, keeping, leading, set_link, stream, tabs};
use crate::api::plan::{JUNTOS, Remitente, Respuesta, enviar_varios};
use crate::error::{AppError, Code};

/// How long an answer is waited for, in milliseconds.
const LONGEST: usize = 30_000;
/// And for each megabyte of what is sent, as long as the server does.
const LONGEST_PER_MEGABYTE: usize = 15_000;
/// A command that the server fails on so many times is set aside with its reason.
const ATTEMPTS: u8 = 3;
/// Bytes of commands that go together: half of what the server takes in of anybody.
const BYTES: usize = 512 * 1024;

thread_local! {
    /// A send is under way; commands go in order.
    static SENDING: Cell<bool> = const { Cell::new(false) };
    /// So many have yet to go alone: one of them is to blame that nothing came of them together.
    static ALONE: Cell<usize> = const { Cell::new(0) };
    /// The command that failed inside the server, and how many times.
    static FAILED: Cell<Option<(CommandId, u8)>> = const { Cell::new(None) };
}

/// Sends what is waiting, if it is for this tab to send: once what came of the gesture that
/// queued it has been done, and all that came meanwhile together.
pub(in super::super) fn pump(replica: Replica) {
    if !leading::follows() && !SENDING.replace(true) {
        set_timeout(move || spawn_local(send_all(replica)), Duration::ZERO);
    }
}

async fn send_all(replica: Replica) {
    while let Some((envelopes, bytes)) = next(replica) {
        if send(replica, envelopes, bytes).await.is_err() {
            break;
        }
    }
    SENDING.set(false);
}

/// The first commands without an answer, from now on in doubt: one at once, or all that came meanwhile;
/// and about how many bytes they are.
fn next(replica: Replica) -> Option<(Vec<Envelope>, usize)> {
    if leading::follows() {
        return None;
    }
    let most = if ALONE.get() > 0 { 1 } else { JUNTOS };
    let (mut count, mut bytes) = (0, 0);
    let fit = |envelope: &Envelope| {
        count += 1;
        bytes += serde_json::to_string(envelope).map_or(BYTES, |text| text.len());
        count <= most && bytes <= BYTES
    };
    let sent = replica.motor.try_update_value(|motor| motor.send(fit))?;
    (!sent.is_empty()).then(|| (sent.iter().map(|envelope| Envelope::clone(envelope)).collect(), bytes))
}

/// `Err` when there is no use in sending the next ones now.
async fn send(replica: Replica, envelopes: Vec<Envelope>, bytes: usize) -> Result<(), ()> {
    let ids: Vec<CommandId> = envelopes.iter().map(|envelope| envelope.id).collect();
    let persona = replica.session.try_with_value(|session| session.persona).ok_or(())?;
    let de = Remitente { persona: Some(persona), epoch: epoch(), plan: replica.borrador() };
    match in_time(bytes, enviar_varios(de, envelopes)).await {
        // No server of ours: nothing is asked for in vain without a pause.
        Ok(answers) if answers.is_empty() => try_later(replica),
        Ok(answers) => {
            if stream::silent_for().is_some() {
                set_link(replica, Link::Open);
            }
            went(answers.len());
            take(replica, ids.into_iter().zip(answers));
            Ok(())
        }
        Err(error) => failed(replica, &ids, error),
    }
}

/// An answer that does not come is no answer: the commands go out again, under the same ids.
async fn in_time<T>(bytes: usize, sent: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
    let most = i32::try_from(LONGEST + bytes / (1024 * 1024) * LONGEST_PER_MEGABYTE).unwrap_or(i32::MAX);
    let late = JsFuture::from(Promise::new(&mut |resolve, _| {
        // Without timers there is no limit either: the promise is never kept.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, most);
    }));
    match select(pin!(sent), late).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => Err(AppError::new(Code::Offline, "El servidor no respondió a tiempo.")),
    }
}

/// So many have their answer.
fn went(count: usize) {
    ALONE.set(ALONE.get().saturating_sub(count));
}

fn take(replica: Replica, answers: impl Iterator<Item = (CommandId, Respuesta)>) {
    let (mut answered, mut refused) = (Vec::new(), Vec::new());
    for (id, answer) in answers {
        match answer {
            Respuesta::Aceptada { version } => answered.push((id, Some(version))),
            Respuesta::SinCambio => answered.push((id, None)),
            Respuesta::Rechazada(rejections) => {
                refused.extend(refusal(replica, id, replica.sentence(&rejections), Some(rejections)));
            }
        }
    }
    for (id, version) in &answered {
        tabs::tell(&tabs::Word::Answered { id: *id, version: *version, epoch: epoch() });
    }
    take_answers(replica, &answered);
    refuse(replica, refused);
}

/// Each is durable at a version, or the plan already was as it wanted it.
pub(super) fn take_answers(replica: Replica, answers: &[(CommandId, Option<u64>)]) {
    if answers.is_empty() {
        return;
    }
    let idle: Vec<CommandId> = answers.iter().filter(|(_, version)| version.is_none()).map(|(id, _)| *id).collect();
    replica.motor.try_update_value(|motor| {
        for (id, version) in answers {
            if let Some(version) = version {
                motor.acknowledge(*id, *version);
            }
        }
        motor.forget(&idle, &replica.context());
    });
    for id in idle {
        // It changed nothing there: another's act, which is not ours to undo.
        replica.did_nothing(id);
    }
    replica.show();
}

fn failed(replica: Replica, ids: &[CommandId], error: AppError) -> Result<(), ()> {
    match (error.code, ids) {
        (Code::Offline | Code::TooMany, _) => try_later(replica),
        (Code::NoSession, _) => {
            set_link(replica, Link::NoSession);
            Err(())
        }
        (Code::OtherHistory, _) => {
            stream::again(replica);
            Err(())
        }
        (Code::OtherPerson, _) => {
            set_link(replica, Link::OtherPerson);
            Err(())
        }
        (Code::Internal, [id]) if !fails_for_good(*id) => try_later(replica),
        (_, [id]) => {
            went(1);
            refuse(replica, refusal(replica, *id, error.message, None).into_iter().collect());
            Ok(())
        }
        (_, ids) => {
            ALONE.set(ids.len());
            Ok(())
        }
    }
}

fn try_later(replica: Replica) -> Result<(), ()> {
    set_link(replica, Link::Broken);
    set_timeout(move || pump(replica), PAUSE);
    Err(())
}

/// Whether a command has failed so often that it only holds back those behind it.
fn fails_for_good(id: CommandId) -> bool {
    let times = FAILED.take().filter(|(failed, _)| *failed == id).map_or(1, |(_, times)| times + 1);
    FAILED.set(Some((id, times)));
    times >= ATTEMPTS
}

/// A refused command with its reason.
fn refusal(replica: Replica, id: CommandId, motivo: String, rejections: Option<Rejections>) -> Option<Rechazo> {
    let command = replica.motor.try_with_value(|motor| {
        motor.pending().iter().find(|it| it.envelope.id == id).map(|it| it.envelope.command.clone())
    });
    command.flatten().map(|command| Rechazo { id, command, motivo, rejections })
}

/// Keeps what was refused where the person can find it.
fn refuse(replica: Replica, refused: Vec<Rechazo>) {
    for one in &refused {
        tabs::tell(&tabs::Word::Refused(one.clone()));
        keeping::keep_refused(replica, one.clone());
    }
    take_refusals(replica, refused);
}

pub(super) fn take_refusals(replica: Replica, refused: Vec<Rechazo>) {
    if refused.is_empty() {
        return;
    }
    let ids: Vec<CommandId> = refused.iter().map(|one| one.id).collect();
    replica.motor.try_update_value(|motor| motor.forget(&ids, &replica.context()));
    for one in refused {
        replica.refused(one);
    }
    replica.show();
}
