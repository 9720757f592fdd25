//! The live stream: exactly what is missing, in order, for as long as the session lasts.

use std::time::{Duration, Instant};

use app::api::session::Entorno;
use axum::body::{Body, BodyDataStream};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use domain::plan::{Actividad, CampoActividad, Campos as _};
use domain::texto::{Parrafo, Texto};
use domain::{Command, Plan};
use server::backend::{Cursor, Pace};
use server::bootstrap::Installation;
use server::clock::Clock;
use server::session::{Sessions, password::Passwords};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::timeout;
use tokio_stream::StreamExt as _;

use crate::support::{Database, PATIENCE, Site, accepted, demonstration, on_both, once, read};
use server::store::Registro;

on_both!(
    a_stream_delivers_exactly_what_is_missing,
    a_change_reaches_a_browser_that_is_open,
    a_slow_browser_loses_nothing,
    a_place_that_is_no_part_of_this_history_begins_again,
    a_long_entry_is_announced_and_asked_for,
    a_session_has_so_many_streams_and_no_more,
    a_stream_ends_with_its_session,
    a_stream_ends_on_shutdown,
    a_stream_of_another_plan_is_not_found,
);
once!(
    two_programs_on_one_database_follow_each_other,
    word_of_a_change_reaches_the_other_program,
    the_program_ends_at_once_with_streams_open,
);

#[derive(Debug, PartialEq, Eq)]
pub struct Event {
    pub name: String,
    pub id: String,
    pub data: String,
}

/// An open stream, read event by event.
pub struct Following {
    body: BodyDataStream,
    text: String,
}

impl Following {
    pub async fn open(site: &Site, cookie: &str, since: Option<&str>, last_event: Option<&str>) -> Self {
        let response = Self::ask(site, cookie, since, last_event).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
        Self { body: response.into_body().into_data_stream(), text: String::new() }
    }

    async fn ask(site: &Site, cookie: &str, since: Option<&str>, last_event: Option<&str>) -> Response {
        let since = since.map(|cursor| format!("?since={cursor}")).unwrap_or_default();
        let path = format!("/api/plan/{}/corriente{since}", site.plan_id());
        let mut request = Request::get(path).header(header::COOKIE, cookie);
        if let Some(id) = last_event {
            request = request.header("last-event-id", id);
        }
        site.call(request.body(Body::empty()).unwrap()).await
    }

    /// The next event; `None` when the stream ended.
    pub async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let event = parse(block);
                self.text = rest.into();
                if let Some(event) = event {
                    return Some(event);
                }
                continue;
            }
            let chunk = timeout(PATIENCE, self.body.next()).await.expect("an event in time")?.unwrap();
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    pub async fn versions(&mut self, count: usize) -> Vec<u64> {
        let mut versions = Vec::new();
        while versions.len() < count {
            let event = self.next().await.unwrap();
            assert_eq!(event.name, "asiento");
            versions.push(event.id.split('.').nth(1).unwrap().parse().unwrap());
        }
        versions
    }
}

fn parse(block: &str) -> Option<Event> {
    let field = |name: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_default().to_owned()
    };
    let event = Event { name: field("event"), id: field("id"), data: field("data") };
    (!event.name.is_empty()).then_some(event)
}

/// Where every log begins.
const BEGINNING: &str = "1.0.00000000";

/// The first activity of the editor's unit.
pub fn first(plan: &Plan) -> &Actividad {
    let unidad = demonstration().cuentas.iter().find(|it| it.usuario == "editor").unwrap().unidad.unwrap();
    plan.actividades_de(unidad).find(|row| row.estado.es_vigente()).unwrap()
}

/// Writes the sec. func. of the first activity of the editor's unit.
pub fn cell(plan: &Plan, number: u32) -> Command {
    let row = first(plan);
    let nuevo = CampoActividad::SecFunc(Texto::new(&number.to_string()).unwrap());
    Command::EditarActividad { id: row.id, seen: row.leer(&nuevo), nuevo }
}

pub async fn change(site: &Site, cookie: &str, units: u32) -> u64 {
    let command = cell(&site.plan().await, units);
    accepted(&site.send(cookie, command).await)
}

async fn a_stream_delivers_exactly_what_is_missing(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let start = site.plan().await.version();
    let place = Cursor::from(&*site.vivo.state().await.unwrap()).to_string();
    for units in 1..=3 {
        change(&site, &cookie, 1000 + units).await;
    }
    let mut following = Following::open(&site, &cookie, Some(&place), None).await;
    let hello = following.next().await.unwrap();
    assert_eq!(hello.name, "inicio");
    let hello: serde_json::Value = serde_json::from_str(&hello.data).unwrap();
    assert_eq!((&hello["epoch"], &hello["version"]), (&1.into(), &(start + 3).into()));
    assert!(hello["build"].as_str().unwrap().ends_with(server::assets::site()), "{hello}");
    let first = following.next().await.unwrap();
    assert_eq!(following.versions(2).await, [start + 2, start + 3]);
    let stored =
        site.store.read().await.unwrap().asientos(Registro::Plan(site.plan_id()), start, 1).await.unwrap().remove(0);
    assert_eq!(first.data, stored.text, "the bytes the hash covers");
    assert_eq!(first.id, format!("1.{}.{}", start + 1, stored.hash.short()));
    let mut resumed = Following::open(&site, &cookie, Some(BEGINNING), Some(&first.id)).await;
    assert_eq!(resumed.next().await.unwrap().name, "inicio");
    assert_eq!(resumed.versions(2).await, [start + 2, start + 3]);
    // A server that has just started reads on from the log.
    let restarted = Site::on(site.store.clone(), Entorno::Institucional);
    let mut passed = Following::open(&restarted, &cookie, Some(&place), None).await;
    assert_eq!(passed.next().await.unwrap().name, "inicio");
    assert_eq!(passed.versions(3).await, [start + 1, start + 2, start + 3]);
    let mut whole = Following::open(&restarted, &cookie, Some(BEGINNING), None).await;
    assert_eq!(whole.next().await.unwrap().name, "inicio");
    let every: Vec<u64> = (1..=start + 3).collect();
    assert_eq!(whole.versions(every.len()).await, every);
}

async fn a_change_reaches_a_browser_that_is_open(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, other) = (site.sign_in("editor").await, site.sign_in("consulta").await);
    let mut following = Following::open(&site, &other, None, None).await;
    assert_eq!(following.next().await.unwrap().name, "inicio");
    for units in 1..=5 {
        let begun = Instant::now();
        let version = change(&site, &cookie, 2000 + units).await;
        assert_eq!(following.versions(1).await, [version]);
        println!("from command to second browser: {} ms", begun.elapsed().as_millis());
    }
}

async fn a_slow_browser_loses_nothing(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let start = site.plan().await.version();
    let mut following = Following::open(&site, &cookie, None, None).await;
    for units in 1..=60 {
        change(&site, &cookie, 3000 + units).await;
    }
    assert_eq!(following.next().await.unwrap().name, "inicio");
    let every: Vec<u64> = (start + 1..=start + 60).collect();
    assert_eq!(following.versions(60).await, every);
}

/// A backup was restored, with its epoch or without: the browser begins again.
async fn a_place_that_is_no_part_of_this_history_begins_again(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let now = Cursor::from(&*site.vivo.state().await.unwrap());
    let (epoch, tip, version) = (now.epoch, now.version, now.version - 1);
    let elsewhere = [
        format!("{}.{tip}.{}", epoch + 6, now.short),
        format!("{epoch}.{}.{}", tip + 1, now.short),
        format!("{epoch}.{tip}.00000000"),
        format!("{epoch}.{version}.{}", now.short),
        format!("{epoch}.0.{}", now.short),
        format!("{epoch}.{tip}"),
        tip.to_string(),
        "nada".to_owned(),
        String::new(),
    ];
    for place in &elsewhere {
        let mut following = Following::open(&site, &cookie, Some(place), None).await;
        assert_eq!(following.next().await.unwrap().name, "inicio");
        let again = following.next().await.unwrap();
        assert_eq!((again.name.as_str(), again.data.is_empty()), ("reinicio", false), "{place}");
        assert_eq!(following.next().await, None);
    }
    let before = format!("{epoch}.{tip}.{}", now.short);
    let mut resumed = Following::open(&site, &cookie, Some(&before), Some("7.1.00000000")).await;
    assert_eq!(resumed.next().await.unwrap().name, "inicio");
    assert_eq!(resumed.next().await.unwrap().name, "reinicio", "where it was last is what counts");
    let mut following = Following::open(&site, &cookie, Some(&before), None).await;
    assert_eq!(following.next().await.unwrap().name, "inicio");
    let next = change(&site, &cookie, 4000).await;
    assert_eq!(following.versions(1).await, [next]);
}

/// The function of the ROF of one activity, written over and over as one act of 300 kB.
fn long(plan: &Plan) -> Command {
    let row = first(plan);
    let text =
        |turn: usize| CampoActividad::FuncionRof(Parrafo::new(&format!("{turn:03}{}", "x".repeat(1900))).unwrap());
    let mut seen = row.leer(&text(0));
    let edits = (0..160).map(|turn| {
        let nuevo = text(turn);
        let seen = std::mem::replace(&mut seen, nuevo.clone());
        Command::EditarActividad { id: row.id, seen, nuevo }
    });
    Command::Varios(edits.collect())
}

async fn a_long_entry_is_announced_and_asked_for(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let mut following = Following::open(&site, &cookie, None, None).await;
    assert_eq!(following.next().await.unwrap().name, "inicio");
    let version = accepted(&site.send(&cookie, long(&site.plan().await)).await);
    let next = change(&site, &cookie, 1).await;
    let announced = following.next().await.unwrap();
    assert_eq!((announced.name.as_str(), announced.data), ("grande", version.to_string()));
    let stored = site.vivo.entry(version).await.unwrap().unwrap();
    assert!(stored.text.len() > 256 * 1024);
    assert_eq!(announced.id, format!("1.{version}.{}", stored.hash.short()));
    assert_eq!(following.versions(1).await, [next]);
    let path = |version: u64| format!("/api/plan/{}/asiento/{version}", site.plan_id());
    let (status, headers, body) = read(site.get(&path(version), &cookie).await).await;
    assert_eq!((status, &headers[header::CONTENT_TYPE]), (StatusCode::OK, &"application/json".parse().unwrap()));
    assert_eq!(String::from_utf8(body).unwrap(), stored.text);
    for (version, cookie, expected) in [
        (next + 1, cookie.as_str(), StatusCode::NOT_FOUND),
        (0, cookie.as_str(), StatusCode::NOT_FOUND),
        (version, "", StatusCode::UNAUTHORIZED),
    ] {
        assert_eq!(site.get(&path(version), cookie).await.status(), expected);
    }
}

async fn a_session_has_so_many_streams_and_no_more(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, other) = (site.sign_in("editor").await, site.sign_in("editor").await);
    let mut open = Vec::new();
    for _ in 0..16 {
        open.push(Following::open(&site, &cookie, None, None).await);
    }
    let refused = Following::ask(&site, &cookie, None, None).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    Following::open(&site, &other, None, None).await;
    open.pop();
    let freed = async {
        while Following::ask(&site, &cookie, None, None).await.status() != StatusCode::OK {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, freed).await.expect("a closed window gives its place back");
}

async fn a_stream_ends_with_its_session(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, other) = (site.sign_in("editor").await, site.sign_in("editor").await);
    let mut following = Following::open(&site, &cookie, None, None).await;
    let mut another = Following::open(&site, &other, None, None).await;
    assert_eq!(following.next().await.unwrap().name, "inicio");
    assert_eq!(site.form("/api/salir", &cookie, "").await.status(), StatusCode::OK);
    assert_eq!(following.next().await, None);
    assert_eq!(another.next().await.unwrap().name, "inicio");
    let version = change(&site, &other, 5000).await;
    assert_eq!(another.versions(1).await, [version], "the other session goes on");
}

async fn a_stream_ends_on_shutdown(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let mut following = Following::open(&site, &cookie, None, None).await;
    assert_eq!(following.next().await.unwrap().name, "inicio");
    site.stop.send_replace(true);
    assert_eq!(following.next().await, None);
}

async fn a_stream_of_another_plan_is_not_found(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let other = format!("/api/plan/{}/corriente", uuid::Uuid::nil());
    assert_eq!(site.get(&other, &cookie).await.status(), StatusCode::NOT_FOUND);
}

/// Two programs on one database, and someone who follows the second.
async fn two_programs(database: &Database) -> (Site, Site, String, Following) {
    let one = Site::new(database).await;
    let two = Site::on(database.open().await, Entorno::Institucional);
    let cookie = one.sign_in("editor").await;
    let mut following = Following::open(&two, &cookie, None, None).await;
    assert_eq!(following.next().await.unwrap().name, "inicio");
    (one, two, cookie, following)
}

async fn two_programs_on_one_database_follow_each_other() {
    let database = Database::postgres().await;
    let (one, two, cookie, mut following) = two_programs(&database).await;
    let first = change(&one, &cookie, 6000).await;
    two.vivo.poll().await.unwrap();
    assert_eq!(following.versions(1).await, [first], "found by looking");
    let second = change(&one, &cookie, 6001).await;
    // Written without knowing of the second: the lock tells, and it is published first.
    let stale = cell(&one.plan().await, 6002);
    let third = accepted(&two.send(&cookie, stale).await);
    assert_eq!((first + 1, second + 1), (second, third));
    assert_eq!(following.versions(2).await, [second, third]);
    one.vivo.poll().await.unwrap();
    assert_eq!(one.plan().await.state_hash(), two.plan().await.state_hash());
}

/// Nobody looks during the test: word of it must come, also after every connection was cut.
async fn word_of_a_change_reaches_the_other_program() {
    const NEVER: Duration = Duration::from_hours(24);
    let database = Database::postgres().await;
    let (one, two, cookie, mut following) = two_programs(&database).await;
    let server = two.server.0.clone();
    let listening = tokio::spawn(async move { server.follow_others(Pace { look: NEVER, beat: NEVER }).await });
    for number in 1..=5 {
        let version = change(&one, &cookie, 7000 + number).await;
        assert_eq!(following.versions(1).await, [version]);
    }
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 \
               AND pid <> pg_backend_pid()";
    let mut tx = one.store.begin().await.unwrap();
    assert!(!tx.rows(cut, vec![database.name.as_str().into()]).await.unwrap().is_empty());
    drop(tx);
    for number in 1..=5 {
        let version = change(&one, &cookie, 8000 + number).await;
        assert_eq!(following.versions(1).await, [version]);
    }
    listening.abort();
}

async fn the_program_ends_at_once_with_streams_open() {
    let database = Database::sqlite();
    let site = Site::new(&database).await;
    let cookie = site.sign_in("editor").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let sessions = Sessions { store: site.store.clone(), clock: site.hands.clock(), passwords: Passwords::default() };
    let plan = site.plan_id();
    let installation = Installation { plan, entorno: Entorno::Institucional, cuentas: Vec::new() };
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async move { stopped.await.unwrap_or_default() };
    let running = tokio::spawn(server::serve::run(listener, sessions, installation, stopped));
    let mut browser = TcpStream::connect(address).await.unwrap();
    let request = format!("GET /api/plan/{plan}/corriente HTTP/1.1\r\nhost: poi\r\ncookie: {cookie}\r\n\r\n");
    browser.write_all(request.as_bytes()).await.unwrap();
    let mut seen = String::new();
    while !seen.contains("inicio") {
        let mut chunk = [0; 1024];
        let length = timeout(PATIENCE, browser.read(&mut chunk)).await.unwrap().unwrap();
        assert_ne!(length, 0, "{seen}");
        seen.push_str(&String::from_utf8_lossy(&chunk[..length]));
    }
    let asked = Clock::real().now();
    stop.send(()).unwrap();
    timeout(PATIENCE, running).await.expect("it ends").unwrap().unwrap();
    let took = (Clock::real().now().micros() - asked.micros()) / 1000;
    assert!(took < 2000, "{took} ms");
}
