//! The program killed in the middle of its work, beside another of its kind, or asked to end:
//! nothing acknowledged is lost, and nothing is written twice.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    time::{Duration, Instant},
};

use domain::plan::{Actividad, UnidadOrganica};
use domain::{CommandId, Envelope, Id, Plan};
use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
use server::config::campaign;
use server::store::{Registro, Store};
use tokio::{sync::watch, task::JoinSet, time::timeout};
use uuid::Uuid;

use crate::browser::{Browser, Stream};
use crate::commit::{activities, rewritten};
use crate::history::check;
use crate::program::Poi;
use crate::support::{
    CLAVE, Database, PATIENCE, accepted, demonstration, on_both, once, put_editor, store_demonstration,
};

on_both!(
    a_server_killed_amid_its_writes_loses_nothing_and_repeats_nothing,
    the_program_ends_within_two_seconds_with_fifty_streams_open,
);
once!(one_of_two_servers_is_killed_and_the_other_goes_on,);

/// Commands of a round, and who sends them.
const ACTS: usize = 500;
const WRITERS: usize = 10;
/// What some of them send at once; the others send one after another.
const TOGETHER: usize = 7;

/// A command with what is known of it where it was given.
struct Act {
    envelope: Envelope,
    version: Option<u64>,
}

/// Someone who writes one activity over and over, and sends what had no answer again.
struct Writer {
    usuario: String,
    cookie: String,
    row: Id<Actividad>,
    acts: Vec<Act>,
    /// How many go in one request.
    together: usize,
}

impl Writer {
    fn intend(&mut self, plan: &Plan, acts: usize) {
        let commands = rewritten(plan, self.row, acts.try_into().unwrap());
        let act = |command| Act { envelope: Envelope { id: CommandId(Uuid::now_v7()), command }, version: None };
        self.acts = commands.into_iter().map(act).collect();
    }

    /// Until all is answered or the server is gone; tells of each answer.
    async fn work(&mut self, address: SocketAddr, answered: &watch::Sender<usize>) {
        let Ok(mut browser) = Browser::connect(address, &self.cookie).await else { return };
        loop {
            let mut next: Vec<_> =
                self.acts.iter_mut().filter(|act| act.version.is_none()).take(self.together).collect();
            let envelopes: Vec<Envelope> = next.iter().map(|act| act.envelope.clone()).collect();
            if envelopes.is_empty() {
                return;
            }
            let Ok(answers) = browser.send_all(&envelopes).await else { return };
            for (act, answer) in next.iter_mut().zip(&answers) {
                act.version = Some(accepted(answer));
                answered.send_modify(|count| *count += 1);
            }
        }
    }

    async fn enter(&mut self, address: SocketAddr) {
        let mut browser = Browser::connect(address, "").await.unwrap();
        self.cookie = browser.enter(&self.usuario, CLAVE).await.unwrap();
    }
}

/// The demonstration, with one who writes each of its first activities.
async fn prepare(database: &Database) -> Vec<Writer> {
    let store = database.open().await;
    store_demonstration(&store).await;
    let plan = &demonstration().plan;
    let mut writers = Vec::new();
    for unidad in plan.todos::<UnidadOrganica>().keys() {
        let usuario = put_editor(&store, *unidad).await;
        for row in activities(plan, *unidad) {
            let together = if writers.len() % 2 == 0 { 1 } else { TOGETHER };
            writers.push(Writer { usuario: usuario.clone(), cookie: String::new(), row, acts: Vec::new(), together });
        }
    }
    store.close().await;
    writers.truncate(WRITERS);
    writers
}

/// All work at once; `until` may end the server.
async fn work_together(
    writers: Vec<Writer>,
    address: SocketAddr,
    until: impl AsyncFnOnce(watch::Receiver<usize>),
) -> Vec<Writer> {
    let (answered, count) = watch::channel(0);
    let mut tasks = JoinSet::new();
    for mut writer in writers {
        let answered = answered.clone();
        tasks.spawn(async move {
            writer.work(address, &answered).await;
            writer
        });
    }
    until(count).await;
    timeout(PATIENCE, tasks.join_all()).await.unwrap()
}

async fn a_server_killed_amid_its_writes_loses_nothing_and_repeats_nothing(database: &Database) {
    let rounds = campaign(20);
    let mut random = StdRng::seed_from_u64(9);
    let mut writers = prepare(database).await;
    let (mut again, mut written) = (0, 0);
    for _ in 0..rounds {
        let plan = stored(database).await.1;
        for writer in &mut writers {
            writer.intend(&plan, ACTS / WRITERS);
        }
        let poi = Poi::start(&database.address);
        for writer in &mut writers {
            writer.enter(poi.address).await;
        }
        let (fatal, moment) = (random.random_range(ACTS / 10..ACTS * 9 / 10), random.random_range(0..5_000));
        writers = work_together(writers, poi.address, async |mut count| {
            timeout(PATIENCE, count.wait_for(|count| *count >= fatal)).await.unwrap().unwrap();
            // At any moment of a commit: what was written may not have been answered.
            tokio::time::sleep(Duration::from_micros(moment)).await;
            poi.kill();
        })
        .await;
        let unanswered: Vec<CommandId> = next_of(&writers).collect();
        let poi = Poi::start(&database.address);
        let reader = Browser::connect(poi.address, &writers[0].cookie).await.unwrap();
        let (survived, _) = reader.follow(plan.id()).await.unwrap();
        writers = work_together(writers, poi.address, async |_| {}).await;
        assert!(poi.end().await.success());
        let acts = writers.iter().flat_map(|writer| &writer.acts);
        let resent = acts.filter(|act| unanswered.contains(&act.envelope.id));
        again += unanswered.len();
        written += resent.filter(|act| act.version.unwrap() <= survived).count();
        all_written_once(database, plan.version(), &writers).await;
    }
    println!(
        "{rounds} times kill -9 amid {ACTS} writes; {again} without an answer were sent again, \
         {written} of them were written already"
    );
}

/// What each would send next: the ones under way when the server went.
fn next_of(writers: &[Writer]) -> impl Iterator<Item = CommandId> {
    let next = |writer: &Writer| {
        let unanswered = writer.acts.iter().filter(|act| act.version.is_none());
        unanswered.take(writer.together).map(|act| act.envelope.id).collect::<Vec<_>>()
    };
    writers.iter().flat_map(next)
}

/// The plan as a program that starts reads it.
async fn stored(database: &Database) -> (Store, Plan) {
    let store = database.open().await;
    let (plan, _) = store.read().await.unwrap().load_plan(demonstration().plan.id()).await.unwrap().unwrap();
    (store, plan)
}

/// The log since `start` is exactly what was acknowledged, each in the place it was told.
async fn all_written_once(database: &Database, start: u64, writers: &[Writer]) {
    let (store, plan) = stored(database).await;
    let acts = writers.iter().flat_map(|writer| &writer.acts);
    let told: BTreeMap<u64, CommandId> = acts.map(|act| (act.version.expect("an answer"), act.envelope.id)).collect();
    let mut tx = store.read().await.unwrap();
    let log = tx.asientos(Registro::Plan(plan.id()), start, u32::MAX).await.unwrap();
    let log: BTreeMap<u64, CommandId> = log.iter().map(|entry| (entry.body.version, entry.body.command_id)).collect();
    assert_eq!(log, told);
    assert_eq!(told.len(), writers.iter().map(|writer| writer.acts.len()).sum::<usize>());
    drop(tx);
    check(&store, &plan).await;
    store.close().await;
}

/// When each version was heard of.
type Times = BTreeMap<u64, Instant>;

async fn hear(mut stream: Stream, last: u64) -> Times {
    let mut heard = Times::new();
    while !heard.contains_key(&last) {
        let version = timeout(PATIENCE, stream.version()).await.expect("an entry in time").unwrap();
        assert!(heard.insert(version, Instant::now()).is_none(), "twice {version}");
    }
    heard
}

/// Sends to the one and the other in turn, to the second alone once the first is gone; when
/// the first acknowledged what it did.
async fn alternate(writer: &mut Writer, [one, two]: [SocketAddr; 2], answered: &watch::Sender<usize>) -> Times {
    let mut first = Some(Browser::connect(one, &writer.cookie).await.unwrap());
    let mut second = Browser::connect(two, &writer.cookie).await.unwrap();
    let mut times = Times::new();
    for (turn, act) in writer.acts.iter_mut().enumerate() {
        if turn % 2 == 0
            && let Some(browser) = &mut first
        {
            match browser.send(&act.envelope).await {
                Ok(answer) => {
                    act.version = Some(accepted(&answer));
                    times.extend(act.version.map(|version| (version, Instant::now())));
                }
                Err(_) => first = None,
            }
        }
        if act.version.is_none() {
            act.version = Some(accepted(&second.send(&act.envelope).await.unwrap()));
        }
        answered.send_modify(|count| *count += 1);
    }
    times
}

async fn one_of_two_servers_is_killed_and_the_other_goes_on() {
    const ALTERNATING: usize = 1_000;
    let database = Database::postgres().await;
    let mut writers = prepare(&database).await;
    let plan = demonstration().plan.clone();
    let [one, two] = [Poi::start(&database.address), Poi::start(&database.address)];
    let addresses = [one.address, two.address];
    for writer in &mut writers {
        writer.enter(one.address).await;
        writer.intend(&plan, ALTERNATING / WRITERS);
    }
    let reader = Browser::connect(two.address, &writers[0].cookie).await.unwrap();
    let (start, stream) = reader.follow(plan.id()).await.unwrap();
    assert_eq!(start, plan.version());
    let listening = tokio::spawn(hear(stream, start + ALTERNATING as u64));
    let (answered, mut count) = watch::channel(0);
    let mut tasks = JoinSet::new();
    for mut writer in writers {
        let answered = answered.clone();
        tasks.spawn(async move {
            let times = alternate(&mut writer, addresses, &answered).await;
            (writer, times)
        });
    }
    timeout(PATIENCE, count.wait_for(|count| *count >= ALTERNATING / 2)).await.unwrap().unwrap();
    one.kill();
    let (writers, times): (Vec<_>, Vec<_>) = timeout(PATIENCE, tasks.join_all()).await.unwrap().into_iter().unzip();
    let heard = listening.await.unwrap();
    let every: Vec<u64> = (start + 1..=start + ALTERNATING as u64).collect();
    assert_eq!(heard.keys().copied().collect::<Vec<_>>(), every, "no gap");
    let late = |(version, told): (&u64, &Instant)| heard[version].saturating_duration_since(*told);
    let latest = times.iter().flatten().map(late).max().unwrap();
    let by_one: usize = times.iter().map(Times::len).sum();
    println!(
        "{ALTERNATING} alternating commands, {by_one} of them by the server that was killed; \
         the other's readers heard of each at most {latest:?} after its author"
    );
    assert!(latest <= Duration::from_secs(1), "{latest:?}");
    assert!(two.end().await.success());
    all_written_once(&database, start, &writers).await;
}

async fn the_program_ends_within_two_seconds_with_fifty_streams_open(database: &Database) {
    let mut writers = prepare(database).await;
    let poi = Poi::start(&database.address);
    let mut streams = Vec::new();
    for turn in 0..50 {
        let writer = &mut writers[turn / 16];
        if turn % 16 == 0 {
            writer.enter(poi.address).await;
        }
        let browser = Browser::connect(poi.address, &writer.cookie).await.unwrap();
        streams.push(browser.follow(demonstration().plan.id()).await.unwrap());
    }
    let asked = Instant::now();
    assert_eq!(poi.end().await.code(), Some(0));
    let took = asked.elapsed();
    println!("with {} streams open it ended in {took:?}", streams.len());
    assert!(took < Duration::from_secs(2), "{took:?}");
}
