//! Random histories: tables loaded = log replayed = the plan in memory, and SQL's recount
//! equals the totals, on both engines with the same result.

mod acts;

use std::sync::Arc;

use domain::entry::Body;
use domain::{CommandId, Context, Hash, Instante, Online, Plan, decide};
use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
use server::config::campaign;
use server::store::{Asiento, Registro, Store};
use uuid::Uuid;

use crate::recount::{by_domain, by_sql};
use crate::support::{Database, demonstration, once, store_demonstration};

once!(both_engines_live_the_same_random_histories);

const START: i64 = 1_772_000_000_000_000;

/// Appends random accepted acts, a few at a time; the plan they leave.
async fn live(store: &Store, seed: u64, acts: u32) -> Plan {
    let mut random = StdRng::seed_from_u64(seed);
    let mut plan = demonstration().plan.clone();
    let mut accepted = 0;
    while accepted < acts {
        let mut tx = store.begin().await.unwrap();
        let mut head = tx.lock(Registro::Plan(plan.id())).await.unwrap().unwrap().head;
        let mut entries = Vec::new();
        for _ in 0..random.random_range(1..6) {
            let Some(entry) = one(&mut random, &mut plan, head) else { continue };
            head = entry.hash;
            entries.push(Arc::new(entry));
        }
        accepted += u32::try_from(entries.len()).unwrap();
        tx.append(&plan, &entries).await.unwrap();
        tx.commit().await.unwrap();
    }
    plan
}

fn one(random: &mut StdRng, plan: &mut Plan, head: Hash) -> Option<Asiento> {
    let (actor, command) = acts::any(random, plan)?;
    let version = plan.version() + 1;
    let instante = Instante::from_micros(START + i64::try_from(version).unwrap());
    let context = Context { actor, hoy: instante.fecha_lima(), online: Online::Si };
    let changes = decide(plan, &context, &command).ok().filter(|changes| !changes.is_empty())?;
    let command_id = CommandId(Uuid::from_u128(random.random()));
    let body = Body { version, command_id, persona: actor.persona, instante, changes };
    plan.apply_entry(&body);
    Some(Asiento::write(body, head).unwrap())
}

/// Tables loaded = log replayed = the plan in memory, and SQL counts the same money.
pub async fn check(store: &Store, plan: &Plan) {
    let mut tx = store.read().await.unwrap();
    let (from_tables, cabecera) = tx.load_plan(plan.id()).await.unwrap().unwrap();
    assert_eq!(from_tables.state_hash(), plan.state_hash(), "tables");
    assert_eq!(from_tables.totales(), plan.totales());
    let mut replayed = tx.load_empty_plan(plan.id()).await.unwrap().unwrap();
    let mut head = Hash::GENESIS;
    for entry in tx.asientos(Registro::Plan(plan.id()), 0, u32::MAX).await.unwrap() {
        head = head.follow(entry.text.as_bytes());
        assert_eq!(head, entry.hash, "chain at {}", entry.body.version);
        replayed.apply_entry(&entry.body);
    }
    assert_eq!((replayed.state_hash(), head), (plan.state_hash(), cabecera.head), "log");
    assert_eq!(by_sql(&mut tx, plan).await, by_domain(plan));
}

async fn both_engines_live_the_same_random_histories() {
    let histories = campaign(60);
    println!("{histories} histories of 120 acts on each engine");
    for seed in 0..u64::from(histories) {
        let mut hashes = Vec::new();
        for database in [Database::sqlite(), Database::postgres().await] {
            let store = database.open().await;
            store_demonstration(&store).await;
            let plan = live(&store, seed, 120).await;
            check(&store, &plan).await;
            store.close().await;
            hashes.push(plan.state_hash().unwrap());
        }
        assert_eq!(hashes[0], hashes[1], "seed {seed}");
    }
}
