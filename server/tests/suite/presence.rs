//! Who is where in the plan: seen from every process of a database, for as long as they are there.

use std::time::Duration;

use app::api::presencia::{Lugar, Presente};
use app::api::session::Entorno;
use axum::http::StatusCode;
use domain::{Id, Persona};
use serde_json::{Value, json};
use server::backend::Pace;
use tokio::task::JoinHandle;

use crate::live::{Following, first};
use crate::support::{Database, Site, fresh, on_both, once};

on_both!(who_says_where_they_are_without_end_is_told_to_wait,);
once!(
    people_of_one_program_are_seen_in_the_other,
    a_program_that_dies_takes_its_people_with_it,
    a_program_that_ends_takes_its_people_with_it_at_once,
);

const NEVER: Duration = Duration::from_hours(24);
/// Nothing is said twice, and nobody is gone for being silent.
const ONCE: Pace = Pace { look: NEVER, beat: NEVER };

/// A person with the plan open.
struct Open {
    persona: Id<Persona>,
    cookie: String,
    stream: Following,
}

impl Open {
    async fn on(site: &Site, usuario: &str) -> Self {
        let persona = site.store.read().await.unwrap().cuenta(usuario).await.unwrap().unwrap().persona;
        let cookie = site.sign_in(usuario).await;
        let mut stream = Following::open(site, &cookie, None, None).await;
        assert_eq!(stream.next().await.unwrap().name, "inicio");
        Self { persona, cookie, stream }
    }

    async fn goes(&self, site: &Site, lugar: Lugar) -> (StatusCode, Value) {
        site.post("/api/estoy", &self.cookie, &json!({ "lugar": lugar })).await
    }

    fn at(&self, lugar: Lugar) -> Vec<Presente> {
        vec![Presente { persona: self.persona, lugar }]
    }

    /// Waits until the others are seen so.
    async fn sees(&mut self, expected: &[Presente]) {
        loop {
            let event = self.stream.next().await.unwrap();
            assert_eq!(event.name, "presencia");
            let seen: Vec<Presente> = serde_json::from_str(&event.data).unwrap();
            if seen == expected {
                return;
            }
        }
    }
}

fn follow(site: &Site, pace: Pace) -> JoinHandle<()> {
    let server = site.server.0.clone();
    tokio::spawn(async move { server.follow_others(pace).await })
}

fn somewhere() -> Lugar {
    Lugar { unidad: Some(fresh(1)), actividad: Some(fresh(2)), borrador: None }
}

/// Two programs on one database: somebody writes by way of the one, and is seen by way of the other.
struct Programs {
    one: Site,
    two: Site,
    writer: Open,
    reader: Open,
}

impl Programs {
    async fn on(database: &Database) -> Self {
        let one = Site::new(database).await;
        let two = Site::on(database.open().await, Entorno::Institucional);
        let (writer, reader) = (Open::on(&one, "editor").await, Open::on(&two, "consulta").await);
        Self { one, two, writer, reader }
    }
}

async fn people_of_one_program_are_seen_in_the_other() {
    // Of another installation in the same database nothing is heard.
    let other = Site::new(&Database::postgres().await).await;
    let (_stranger, _listening) = (Open::on(&other, "jefe").await, follow(&other, ONCE));
    let Programs { one, two, writer, mut reader } = Programs::on(&Database::postgres().await).await;
    let _one = follow(&one, ONCE);
    let _two = follow(&two, ONCE);
    reader.sees(&writer.at(Lugar::default())).await;
    let row = first(&one.plan().await).id;
    for lugar in [somewhere(), Lugar { unidad: Some(fresh(1)), actividad: Some(row), borrador: None }] {
        assert_eq!(writer.goes(&one, lugar).await.0, StatusCode::OK);
        reader.sees(&writer.at(lugar)).await;
    }
    // Who comes later is told at once.
    let three = Site::on(two.store.clone(), Entorno::Institucional);
    let mut late = Open::on(&three, "jefe").await;
    let _three = follow(&three, ONCE);
    let there = Lugar { unidad: Some(fresh(1)), actividad: Some(row), borrador: None };
    let mut both = [writer.at(there), reader.at(Lugar::default())].concat();
    both.sort_by_key(|one| one.persona);
    late.sees(&both).await;
    drop(writer);
    reader.sees(&late.at(Lugar::default())).await;
    late.sees(&reader.at(Lugar::default())).await;
}

async fn a_program_that_dies_takes_its_people_with_it() {
    let Programs { one, two, writer, mut reader } = Programs::on(&Database::postgres().await).await;
    let pace = Pace { look: NEVER, beat: Duration::from_millis(200) };
    let dying = follow(&one, pace);
    let _two = follow(&two, pace);
    writer.goes(&one, somewhere()).await;
    reader.sees(&writer.at(somewhere())).await;
    dying.abort();
    reader.sees(&[]).await;
}

async fn a_program_that_ends_takes_its_people_with_it_at_once() {
    let Programs { one, two, writer, mut reader } = Programs::on(&Database::postgres().await).await;
    let ending = follow(&one, ONCE);
    let _two = follow(&two, ONCE);
    reader.sees(&writer.at(Lugar::default())).await;
    ending.abort();
    one.server.0.take_leave().await;
    reader.sees(&[]).await;
}

/// Walking is not stopped, and what is refused costs nobody anything.
async fn who_says_where_they_are_without_end_is_told_to_wait(database: &Database) {
    let site = Site::new(database).await;
    let (writer, other) = (Open::on(&site, "editor").await, Open::on(&site, "jefe").await);
    let places = [Lugar::default(), somewhere()];
    for step in 0..600 {
        assert_eq!(writer.goes(&site, places[step % 2]).await.0, StatusCode::OK, "{step}");
    }
    let (status, answer) = writer.goes(&site, Lugar::default()).await;
    assert_eq!((status, &answer["code"]), (StatusCode::TOO_MANY_REQUESTS, &"too-many".into()));
    assert_eq!(other.goes(&site, Lugar::default()).await.0, StatusCode::OK, "another's steps are their own");
    let mut reader = Open::on(&site, "consulta").await;
    let mut both = [writer.at(somewhere()), other.at(Lugar::default())].concat();
    both.sort_by_key(|one| one.persona);
    reader.sees(&both).await;
    site.hands.advance(60);
    assert_eq!(writer.goes(&site, Lugar::default()).await.0, StatusCode::OK);
}
