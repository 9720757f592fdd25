//! The replica of one browser: shown at once, confirmed, refused, landed, offered again.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::entry::Body;
use domain::motor::{Arrival, Motor, Stage, Taken};
use domain::{Command, CommandId, Context, Envelope, Instante, Plan, Rol, decide};
use soporte::{como, id as row, nombre, rubro as codigo};
use uuid::Uuid;

fn plan() -> Plan {
    Plan::new(row(0), domain::Ejercicio::new(2017).unwrap(), soporte::plan().entidad().clone())
}

fn context() -> Context {
    como(Rol::Administrador, None)
}

fn rubro(code: u8) -> Command {
    Command::RegistrarRubro(domain::catalogo::Rubro {
        codigo: codigo(code),
        nombre: nombre("Un rubro"),
        fuente: domain::catalogo::FuenteFinanciamiento::RecursosOrdinarios,
    })
}

fn id(number: u128) -> CommandId {
    CommandId(Uuid::from_u128(number))
}

fn entry(version: u64, command: CommandId, code: u8) -> Body {
    let changes = decide(&plan(), &context(), &rubro(code)).unwrap();
    Body { version, command_id: command, persona: row(900), instante: Instante::from_micros(0), changes }
}

fn started() -> Motor {
    let mut motor = Motor::default();
    motor.land(plan());
    assert_eq!(motor.opened(0, &context()), Arrival::Applied);
    motor
}

/// What goes out when so many go together.
fn sent(motor: &mut Motor, most: usize) -> Vec<CommandId> {
    let mut count = 0;
    let fit = |_: &Envelope| {
        count += 1;
        count <= most
    };
    motor.send(fit).iter().map(|envelope| envelope.id).collect()
}

fn rubros(motor: &Motor) -> usize {
    motor.tip().unwrap().rubros().len()
}

#[test]
fn a_command_is_shown_at_once_and_confirmed_by_its_entry() {
    let mut motor = started();
    assert!(matches!(motor.take(id(1), rubro(0), &context()), Ok(Taken::Queued(_))));
    assert_eq!((rubros(&motor), motor.unsent()), (1, 1));
    motor.acknowledge(id(1), 1);
    assert_eq!((rubros(&motor), motor.unsent()), (1, 0));
    assert_eq!(motor.arrive(&[entry(1, id(1), 0)], &context()), Arrival::Applied);
    assert_eq!((rubros(&motor), motor.version()), (1, Some(1)));
}

#[test]
fn commands_go_out_together_in_order_until_one_does_not_fit() {
    let mut motor = started();
    for (number, code) in [(1, 0), (2, 7), (3, 8), (4, 9)] {
        motor.take(id(number), rubro(code), &context()).unwrap();
    }
    motor.acknowledge(id(2), 5);
    assert_eq!(sent(&mut motor, 2), [id(1), id(3)]);
    let stages: Vec<_> = motor.pending().iter().map(|pending| pending.stage).collect();
    assert_eq!(stages, [Stage::Unknown, Stage::Acknowledged(5), Stage::Unknown, Stage::Waiting]);
    assert_eq!(sent(&mut motor, 2), [id(1), id(3)], "until they are answered, the same");
    assert_eq!(sent(&mut motor, 0), [id(1)], "the first goes in any case");
    motor.acknowledge(id(1), 6);
    assert_eq!(sent(&mut motor, 9), [id(3), id(4)]);
}

#[test]
fn what_a_rule_refuses_is_not_sent() {
    let mut motor = started();
    motor.take(id(1), rubro(0), &context()).unwrap();
    assert!(motor.take(id(2), rubro(0), &context()).is_err());
    assert_eq!(motor.unsent(), 1);
}

#[test]
fn before_the_checkpoint_the_server_decides() {
    let mut motor = Motor::default();
    assert!(matches!(motor.take(id(1), rubro(0), &context()), Ok(Taken::Queued(_))));
    assert_eq!(sent(&mut motor, 1), [id(1)]);
    motor.acknowledge(id(1), 1);
    let mut later = plan();
    later.apply_entry(&entry(1, id(1), 0));
    motor.land(later);
    assert_eq!(motor.opened(1, &context()), Arrival::Applied);
    assert_eq!((rubros(&motor), motor.unsent(), motor.pending().len()), (1, 0, 0));
}

#[test]
fn a_checkpoint_takes_over_once_the_stream_completes_it() {
    let mut motor = started();
    let whole = [entry(1, id(8), 0), entry(2, id(9), 7)];
    assert_eq!(motor.arrive(&whole, &context()), Arrival::Applied);
    motor.take(id(1), rubro(8), &context()).unwrap();
    // A new one that is older than what is on screen.
    motor.land(plan());
    assert_eq!(motor.arrive(&whole[..1], &context()), Arrival::Landing);
    assert_eq!(motor.opened(2, &context()), Arrival::Landing);
    assert_eq!((rubros(&motor), motor.version()), (3, Some(2)), "what was shown stays");
    assert_eq!(motor.arrive(&whole[1..], &context()), Arrival::Applied);
    assert_eq!((rubros(&motor), motor.version(), motor.unsent()), (3, Some(2), 1));
    assert_eq!(motor.opened(2, &context()), Arrival::Known);
}

#[test]
fn a_checkpoint_that_nobody_completes_keeps_nothing_from_being_shown() {
    let mut motor = started();
    motor.land(plan());
    motor.abandon();
    assert_eq!(motor.arrive(&[entry(1, id(8), 0)], &context()), Arrival::Applied);
    assert_eq!((rubros(&motor), motor.version()), (1, Some(1)));
}

#[test]
fn in_another_history_what_was_acknowledged_is_offered_again() {
    let mut motor = started();
    motor.take(id(1), rubro(0), &context()).unwrap();
    motor.acknowledge(id(1), 5);
    assert_eq!(motor.unsent(), 0);
    motor.doubt();
    motor.land(plan());
    motor.opened(0, &context());
    assert_eq!((rubros(&motor), sent(&mut motor, 2)), (1, vec![id(1)]));
}

#[test]
fn a_refused_command_leaves_the_view_and_comes_back_to_the_person() {
    let mut motor = started();
    motor.take(id(1), rubro(0), &context()).unwrap();
    motor.arrive(&[entry(1, id(9), 0)], &context());
    assert_eq!(rubros(&motor), 1);
    let [refused] = &motor.forget(&[id(1), id(7)], &context())[..] else { panic!("one of them is here") };
    assert_eq!((&refused.command, refused.id), (&rubro(0), id(1)));
    assert_eq!((rubros(&motor), motor.unsent()), (1, 0));
}

#[test]
fn entries_that_repeat_are_known_and_those_that_miss_one_are_a_gap() {
    let mut motor = started();
    assert_eq!(motor.arrive(&[entry(2, id(2), 7)], &context()), Arrival::Gap);
    assert_eq!(motor.arrive(&[entry(1, id(1), 0), entry(2, id(2), 7)], &context()), Arrival::Applied);
    assert_eq!(motor.arrive(&[entry(1, id(1), 0)], &context()), Arrival::Known);
    assert_eq!(rubros(&motor), 2);
}

#[test]
fn what_was_kept_is_shown_and_sent_before_what_is_typed_now() {
    let kept = |number, code| Envelope { id: id(number), command: rubro(code) };
    let mut motor = Motor::default();
    motor.adopt([kept(1, 0), kept(2, 7)], &context());
    motor.resume(plan(), &context());
    motor.take(id(3), rubro(8), &context()).unwrap();
    assert_eq!((rubros(&motor), motor.unsent()), (3, 3));
    let stages: Vec<_> = motor.pending().iter().map(|pending| pending.stage).collect();
    assert_eq!(stages, [Stage::Unknown, Stage::Unknown, Stage::Waiting]);
    assert_eq!(sent(&mut motor, 9), [id(1), id(2), id(3)]);
    motor.adopt([kept(2, 7)], &context());
    assert_eq!(motor.unsent(), 3, "what is known already is not taken twice");
}

#[test]
fn in_another_history_what_was_confirmed_lately_is_offered_again_in_its_order() {
    let mut motor = started();
    motor.take(id(1), rubro(0), &context()).unwrap();
    motor.acknowledge(id(1), 1);
    motor.arrive(&[entry(1, id(1), 0)], &context());
    motor.take(id(2), rubro(7), &context()).unwrap();
    assert_eq!(motor.pending().len(), 1);
    motor.doubt();
    motor.land(plan());
    motor.opened(0, &context());
    let again: Vec<_> = motor.pending().iter().map(|pending| pending.envelope.id).collect();
    assert_eq!((again, rubros(&motor)), (vec![id(1), id(2)], 2));
}
