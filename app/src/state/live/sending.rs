//! Emptying the queue: one command after another, in order, each until it is answered.

use std::cell::Cell;

use domain::{CommandId, Envelope, Rejections};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::replica::{Link, Rechazo, Replica};
use super::{PAUSE, ROLE, Role, keeping, set_link, stream, tabs};
use crate::api::plan::{Respuesta, enviar};
use crate::error::{AppError, Code};

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
    let is_ours = match ROLE.get() {
        Role::Undecided => true,
        Role::Leader => stream::is_following(),
        Role::Follower => false,
    };
    if is_ours && !SENDING.replace(true) {
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
    if ROLE.get() == Role::Follower {
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
    match enviar(Some(persona), envelope).await {
        Ok(Respuesta::Aceptada { version }) => {
            answered(replica, id, Some(version));
            set_link(replica, Link::Open);
        }
        Ok(Respuesta::SinCambio) => answered(replica, id, None),
        Ok(Respuesta::Rechazada(rejections)) => refuse(replica, id, replica.sentence(&rejections), Some(rejections)),
        Err(error) => return failed(replica, id, error),
    }
    Ok(())
}

/// It is durable at a version, or the plan already was as it wanted it.
fn answered(replica: Replica, id: CommandId, version: Option<u64>) {
    take_answer(replica, id, version);
    tabs::tell(&tabs::Word::Answered { id, version });
}

pub(super) fn take_answer(replica: Replica, id: CommandId, version: Option<u64>) {
    replica.motor.try_update_value(|motor| match version {
        Some(version) => motor.acknowledge(id, version),
        None => drop(motor.forget(id, &replica.context())),
    });
    replica.show();
}

fn failed(replica: Replica, id: CommandId, error: AppError) -> Result<(), ()> {
    match error.code {
        Code::Internal if fails_for_good(id) => {
            refuse(replica, id, error.message, None);
            Ok(())
        }
        Code::Offline | Code::TooMany | Code::Internal => {
            // While the stream is away, its return says when to go on.
            if stream::is_following() {
                set_timeout(move || pump(replica), PAUSE);
            }
            set_link(replica, Link::Broken);
            Err(())
        }
        Code::NoSession => {
            set_link(replica, Link::NoSession);
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
    spawn_local(keeping::keep_refused(replica, refused.clone()));
    take_refusal(replica, refused);
}

pub(super) fn take_refusal(replica: Replica, refused: Rechazo) {
    replica.motor.try_update_value(|motor| motor.forget(refused.id, &replica.context()));
    replica.refused(refused);
    replica.show();
}
