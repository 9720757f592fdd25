//! Several replicas on a bad network: requests, answers and entries are lost, repeated and
//! come out of order, browsers are closed and opened again. In the end all hold one plan, and
//! nothing was carried out twice.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::command::CeldaMeta;
use domain::entry::Body;
use domain::motor::{Arrival, Motor, Taken};
use domain::plan::{CampoActividad, Periodo};
use domain::{Cantidad, Command, CommandId, Context, Envelope, Id, Instante, Mes, Persona, Plan, decide};
use proptest::prelude::*;
use soporte::*;
use uuid::Uuid;

const BROWSERS: usize = 3;

/// What happens next in a history.
#[derive(Clone, Debug)]
enum Event {
    Type {
        browser: usize,
        act: Act,
        stale: bool,
    },
    /// The next commands of a browser go out together, perhaps for the second time.
    Send {
        browser: usize,
        together: usize,
    },
    /// One of the requests on the way arrives; a copy may stay on the way. The server may fail
    /// after some of its commands, and does not try the rest.
    Request {
        which: usize,
        copy: bool,
        answer_lost: bool,
        tried: usize,
    },
    /// One of the answers on the way arrives.
    Answer {
        which: usize,
    },
    /// Entries from a place up to some more: they may repeat, and they may miss some.
    Entries {
        browser: usize,
        from: usize,
        count: usize,
    },
    /// A new checkpoint, some entries old.
    Checkpoint {
        browser: usize,
        old: usize,
    },
    /// The browser is killed, and opened again with what it kept.
    Killed {
        browser: usize,
    },
}

#[derive(Clone, Debug)]
enum Act {
    Target { activity: u8, month: u32, value: u32 },
    Name { activity: u8, number: u8 },
    Create,
}

fn event() -> impl Strategy<Value = Event> {
    let browser = || 0..BROWSERS;
    let act = prop_oneof![
        5 => (0_u8..3, 1_u32..5, 0_u32..6).prop_map(|(activity, month, value)| Act::Target { activity, month, value }),
        2 => (0_u8..3, 0_u8..4).prop_map(|(activity, number)| Act::Name { activity, number }),
        1 => Just(Act::Create),
    ];
    prop_oneof![
        6 => (browser(), act, any::<bool>()).prop_map(|(browser, act, stale)| Event::Type { browser, act, stale }),
        6 => (browser(), 1_usize..6).prop_map(|(browser, together)| Event::Send { browser, together }),
        6 => (any::<usize>(), any::<bool>(), any::<bool>(), prop_oneof![3 => Just(usize::MAX), 1 => 0_usize..4])
            .prop_map(|(which, copy, answer_lost, tried)| Event::Request { which, copy, answer_lost, tried }),
        4 => any::<usize>().prop_map(|which| Event::Answer { which }),
        6 => (browser(), 0_usize..6, 1_usize..6).prop_map(|(browser, from, count)| Event::Entries { browser, from, count }),
        1 => (browser(), 0_usize..8).prop_map(|(browser, old)| Event::Checkpoint { browser, old }),
        1 => browser().prop_map(|browser| Event::Killed { browser }),
    ]
}

#[derive(Clone, Debug)]
enum Answer {
    Accepted(u64),
    Nothing,
    Refused,
}

struct Server {
    plan: Plan,
    log: Vec<Body>,
    history: Vec<Plan>,
    known: BTreeMap<CommandId, u64>,
}

impl Server {
    fn receive(&mut self, context: &Context, envelope: &Envelope) -> Answer {
        if let Some(version) = self.known.get(&envelope.id) {
            return Answer::Accepted(*version);
        }
        match decide(&self.plan, context, &envelope.command) {
            Err(_) => Answer::Refused,
            Ok(changes) if changes.is_empty() => Answer::Nothing,
            Ok(changes) => {
                let version = self.plan.version() + 1;
                let instante = Instante::from_micros(i64::try_from(version).unwrap());
                let (command_id, persona) = (envelope.id, context.actor.persona);
                let body = Body { version, command_id, persona, instante, changes };
                self.plan.apply_entry(&body);
                self.history.push(self.plan.clone());
                self.known.insert(envelope.id, version);
                self.log.push(body);
                Answer::Accepted(version)
            }
        }
    }
}

struct Browser {
    motor: Motor,
    context: Context,
    /// The durable queue, and the plan kept beside it.
    queue: Vec<Envelope>,
    kept: Plan,
}

impl Browser {
    /// What is confirmed, by its answer or by its entry, is kept no longer.
    fn tidy(&mut self) {
        let pending = self.motor.pending();
        self.queue.retain(|kept| pending.iter().any(|it| it.is_unsent() && it.envelope.id == kept.id));
    }
}

struct World {
    server: Server,
    browsers: Vec<Browser>,
    requests: Vec<(usize, Vec<Arc<Envelope>>)>,
    answers: Vec<(usize, Vec<(CommandId, Answer)>)>,
    fate: BTreeMap<CommandId, &'static str>,
    serial: u128,
}

impl World {
    fn new() -> Self {
        let mut plan = con_actividad();
        must(&mut plan, &editor(), Command::CrearActividad(nueva(101)));
        must(&mut plan, &editor(), Command::CrearActividad(nueva(102)));
        let browser = |number: u128| {
            let mut context = editor();
            context.actor.persona = Id::<Persona>::new(Uuid::from_u128(900 + number));
            let mut motor = Motor::default();
            motor.resume(plan.clone(), &context);
            Browser { motor, context, queue: vec![], kept: plan.clone() }
        };
        let browsers = (0..).take(BROWSERS).map(browser).collect();
        let server = Server { history: vec![plan.clone()], log: vec![], known: BTreeMap::new(), plan };
        Self { server, browsers, requests: vec![], answers: vec![], fate: BTreeMap::new(), serial: 0 }
    }

    fn happen(&mut self, event: &Event) {
        self.carry_out(event);
        self.browsers.iter_mut().for_each(Browser::tidy);
    }

    fn carry_out(&mut self, event: &Event) {
        match event {
            Event::Type { browser, act, stale } => self.write(*browser, act, *stale),
            Event::Send { browser, together } => self.send(*browser, *together),
            Event::Request { which, copy, answer_lost, tried } if !self.requests.is_empty() => {
                let at = which % self.requests.len();
                let (browser, envelopes) = self.requests[at].clone();
                if !copy {
                    self.requests.remove(at);
                }
                let answers = self.receive(browser, &envelopes, *tried);
                if !answer_lost {
                    self.answers.push((browser, answers));
                }
            }
            Event::Answer { which } if !self.answers.is_empty() => {
                let (browser, answers) = self.answers.remove(which % self.answers.len());
                self.hear(browser, &answers);
            }
            Event::Entries { browser, from, count } => self.stream(*browser, *from, *count),
            Event::Checkpoint { browser, old } => self.land(*browser, *old),
            Event::Killed { browser } => self.kill(*browser),
            Event::Request { .. } | Event::Answer { .. } => {}
        }
    }

    fn write(&mut self, at: usize, act: &Act, stale: bool) {
        self.serial += 1;
        let browser = &mut self.browsers[at];
        let tip = browser.motor.tip().unwrap();
        let seen = if stale { &browser.kept } else { tip };
        let row = |activity: u8| actividad(seen, 100 + u128::from(activity));
        let command = match act {
            Act::Target { activity, month, value } => {
                let mes = Mes::from_number(*month).unwrap();
                let cell = CeldaMeta {
                    actividad: row(*activity).id,
                    periodo: Periodo::Mes(mes),
                    seen: row(*activity).meta.meses[mes],
                    nueva: (*value > 0).then(|| Cantidad::enteras(*value)),
                };
                Command::ProgramarMetas(vec![cell])
            }
            Act::Name { activity, number } => Command::EditarActividad {
                id: row(*activity).id,
                seen: CampoActividad::Nombre(row(*activity).nombre.clone()),
                nuevo: CampoActividad::Nombre(nombre(&format!("Nombre {number}"))),
            },
            Act::Create => Command::CrearActividad(nueva(10_000 + self.serial)),
        };
        let envelope = Envelope { id: CommandId(Uuid::from_u128(self.serial)), command };
        let taken = browser.motor.take(envelope.id, envelope.command.clone(), &browser.context);
        if let Ok(Taken::Queued(_)) = taken {
            browser.queue.push(envelope);
        }
    }

    fn send(&mut self, at: usize, together: usize) {
        let mut count = 0;
        let sent = self.browsers[at].motor.send(|_| {
            count += 1;
            count <= together
        });
        if !sent.is_empty() {
            self.requests.push((at, sent));
        }
    }

    fn receive(&mut self, at: usize, envelopes: &[Arc<Envelope>], tried: usize) -> Vec<(CommandId, Answer)> {
        let context = &self.browsers[at].context;
        let tried = envelopes.iter().take(tried);
        tried.map(|envelope| (envelope.id, self.server.receive(context, envelope))).collect()
    }

    fn hear(&mut self, at: usize, answers: &[(CommandId, Answer)]) {
        let browser = &mut self.browsers[at];
        let mut forgotten = Vec::new();
        for (id, answer) in answers {
            match answer {
                Answer::Accepted(version) => browser.motor.acknowledge(*id, *version),
                Answer::Nothing | Answer::Refused => forgotten.push(*id),
            }
            self.fate.insert(*id, if matches!(answer, Answer::Accepted(_)) { "accepted" } else { "refused" });
        }
        browser.motor.forget(&forgotten, &browser.context);
    }

    fn stream(&mut self, at: usize, from: usize, count: usize) {
        let browser = &mut self.browsers[at];
        let known = usize::try_from(browser.motor.version().unwrap()).unwrap();
        let first = (known + from).saturating_sub(3).min(self.server.log.len());
        let last = (first + count).min(self.server.log.len());
        let entries = &self.server.log[first..last];
        if browser.motor.arrive(entries, &browser.context) == Arrival::Gap {
            self.land(at, 0);
        }
    }

    /// A checkpoint, completed by the stream.
    fn land(&mut self, at: usize, old: usize) {
        let browser = &mut self.browsers[at];
        let from = (self.server.history.len() - 1).saturating_sub(old);
        browser.motor.land(self.server.history[from].clone());
        browser.motor.opened(self.server.plan.version(), &browser.context);
        browser.motor.arrive(&self.server.log[from..], &browser.context);
        browser.kept = browser.motor.confirmed().unwrap().clone();
    }

    fn kill(&mut self, at: usize) {
        let browser = &mut self.browsers[at];
        browser.motor = Motor::default();
        browser.motor.adopt(browser.queue.clone(), &browser.context);
        browser.motor.resume(browser.kept.clone(), &browser.context);
    }

    /// The network is well again: everything is sent and heard.
    fn settle(&mut self) {
        for at in 0..BROWSERS {
            while self.browsers[at].motor.unsent() > 0 {
                self.send(at, 3);
                let (_, envelopes) = self.requests.pop().unwrap();
                let answers = self.receive(at, &envelopes, usize::MAX);
                self.hear(at, &answers);
            }
        }
        (0..BROWSERS).for_each(|at| self.land(at, 0));
        self.browsers.iter_mut().for_each(Browser::tidy);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: campaign(100_000), ..ProptestConfig::default() })]

    #[test]
    fn every_replica_comes_to_the_plan_of_the_server(events in prop::collection::vec(event(), 1..120)) {
        let mut world = World::new();
        for event in &events {
            world.happen(event);
        }
        world.settle();
        let ids: BTreeSet<_> = world.server.log.iter().map(|body| body.command_id).collect();
        prop_assert_eq!(ids.len(), world.server.log.len(), "nothing is carried out twice");
        let mut replayed = world.server.history[0].clone();
        for body in &world.server.log {
            replayed.apply_entry(body);
        }
        prop_assert_eq!(&replayed, &world.server.plan);
        for browser in &world.browsers {
            prop_assert_eq!(browser.motor.pending(), &[]);
            prop_assert_eq!(browser.motor.confirmed(), Some(&world.server.plan));
            prop_assert_eq!(browser.motor.tip(), Some(&world.server.plan));
            prop_assert_eq!(browser.motor.tip().unwrap().state_hash(), world.server.plan.state_hash());
            prop_assert!(browser.queue.is_empty(), "nothing is left unsaid");
        }
        for (id, fate) in &world.fate {
            prop_assert!(*fate != "accepted" || ids.contains(id), "what was acknowledged is in the log");
        }
    }
}
