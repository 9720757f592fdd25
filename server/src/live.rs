//! The live stream: entries of the log to every open browser, exactly as stored.
//!
//! Nothing is queued per browser: a stream remembers the last version it sent and reads
//! on from there, from memory or from the log, so that a slow one loses nothing.

use std::{convert::Infallible, sync::Arc, time::Duration};

use app::AppError;
use app::api::presencia::Presente;
use app::error::Code;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, header, request::Parts},
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use domain::{Hash, Id, Persona, Plan};
use serde::Deserialize;
use tokio::sync::{mpsc, watch};
use tokio::time::MissedTickBehavior;
use tokio_stream::wrappers::ReceiverStream;

use crate::assets;
use crate::backend::{Asiento, Cursor, Place, Servidor, Tip, Vivo, is_member};
use crate::security::refusal;
use crate::telemetry::internal;

/// Between two comments that keep the connection open and look at the session again.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// However fast others walk about, where they are is told so often at most.
const PEOPLE: Duration = Duration::from_millis(250);
/// Events that may wait for a slow connection.
const AHEAD: usize = 16;
/// A longer entry is announced, and whoever follows asks for it: nobody's stream waits for it.
const LARGEST_PUSHED: usize = 256 * 1024;

/// What a stream needs.
#[derive(Clone)]
pub struct Live {
    pub server: Arc<Servidor>,
    /// True once the program is asked to stop.
    pub shutdown: watch::Receiver<bool>,
}

#[derive(Deserialize)]
pub struct Since {
    since: Option<String>,
}

/// `GET /api/plan/{id}/corriente?since=epoch.version.hash8`.
pub async fn stream(
    State(live): State<Live>,
    Path(plan): Path<Id<Plan>>,
    Query(Since { since }): Query<Since>,
    request: Parts,
) -> Response {
    match open(&live, plan, since, &request).await {
        Ok(events) => ([(header::CACHE_CONTROL, "no-store"), (X_ACCEL_BUFFERING, "no")], events).into_response(),
        Err(error) => refusal(&error),
    }
}

/// A proxy must not hold events back.
const X_ACCEL_BUFFERING: header::HeaderName = header::HeaderName::from_static("x-accel-buffering");

type Events = Sse<ReceiverStream<Result<Event, Infallible>>>;

async fn open(live: &Live, plan: Id<Plan>, since: Option<String>, request: &Parts) -> Result<Events, AppError> {
    let server = live.server.clone();
    let visitor = server.visitor(request).await?;
    let (digest, persona) = (visitor.digest, visitor.sesion.cuenta.persona);
    let vivo = server.reach(persona, plan).await?;
    let place = server.streams.enter(digest, persona).ok_or_else(too_many)?;
    let now = vivo.state().await.map_err(internal)?;
    let tip = Tip { epoch: now.epoch, version: now.plan.version() };
    let asked = last_event(&request.headers).or(since);
    let start = match asked.map(|text| text.parse::<Cursor>()) {
        None => Start::At(tip.version),
        Some(Ok(cursor)) if vivo.passed(&now, &cursor).await.map_err(internal)? => Start::At(cursor.version),
        Some(_) => Start::Again,
    };
    let (out, events) = mpsc::channel(AHEAD);
    let follower = Follower { server, vivo, digest, persona, cursor: 0, epoch: tip.epoch, out, _place: place };
    tokio::spawn(follower.run(tip, start, live.shutdown.clone()));
    Ok(Sse::new(ReceiverStream::new(events)))
}

fn too_many() -> AppError {
    AppError::new(
        Code::TooMany,
        "Hay demasiadas ventanas abiertas con esta sesión. Cierre alguna; lo que escribió se conserva.",
    )
}

/// `GET /api/plan/{id}/asiento/{version}`: an entry that was only announced, as it is stored.
pub async fn entry(State(live): State<Live>, Path((plan, version)): Path<(Id<Plan>, u64)>, request: Parts) -> Response {
    let read = async {
        let (vivo, _) = live.server.visited(&request, Some(plan)).await?;
        let missing = || AppError::new(Code::NotFound, "Ese asiento no existe en este plan.");
        vivo.entry(version).await.map_err(internal)?.ok_or_else(missing)
    };
    match read.await {
        Ok(entry) => ([(header::CONTENT_TYPE, "application/json")], entry.text.clone()).into_response(),
        Err(error) => refusal(&error),
    }
}

/// Where a stream begins.
enum Start {
    At(u64),
    /// What the browser has is no part of this history: it takes a new checkpoint.
    Again,
}

/// Where a browser that reconnects was, which is later than where it began.
fn last_event(headers: &HeaderMap) -> Option<String> {
    let id = headers.get("last-event-id")?.to_str().ok()?;
    (!id.is_empty()).then(|| id.to_owned())
}

struct Follower {
    server: Arc<Servidor>,
    vivo: Arc<Vivo>,
    digest: Hash,
    /// Whose session it is: a page of someone else follows nothing here.
    persona: Id<Persona>,
    /// The last version sent.
    cursor: u64,
    epoch: u64,
    out: mpsc::Sender<Result<Event, Infallible>>,
    _place: Place,
}

/// Why a stream ends; none of them needs telling.
struct Ended;

impl Follower {
    async fn run(mut self, tip: Tip, start: Start, mut shutdown: watch::Receiver<bool>) {
        let gone = self.out.clone();
        tokio::select! {
            Err(Ended) = self.follow(tip, start) => {}
            _ = shutdown.wait_for(|stopping| *stopping) => {}
            () = gone.closed() => {}
        }
    }

    async fn follow(&mut self, tip: Tip, begin: Start) -> Result<(), Ended> {
        let mut log = self.vivo.follow();
        let mut sessions = self.server.ended.subscribe();
        let mut people = self.server.streams.follow();
        let (mut seen, mut moved) = (Vec::new(), true);
        let mut pace = tokio::time::interval(PEOPLE);
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut beat = tokio::time::interval(KEEP_ALIVE);
        beat.reset();
        self.send(start(tip, self.persona)).await?;
        match begin {
            Start::At(version) => self.cursor = version,
            Start::Again => return self.again().await,
        }
        loop {
            let tip = *log.borrow_and_update();
            if tip.epoch != self.epoch {
                return self.again().await;
            }
            self.check_member().await?;
            self.send_up_to(tip.version).await?;
            tokio::select! {
                changed = log.changed() => changed.map_err(|_| Ended)?,
                _ = pace.tick(), if moved => {
                    moved = false;
                    self.send_people(&mut seen).await?;
                }
                changed = people.changed(), if !moved => {
                    changed.map_err(|_| Ended)?;
                    moved = true;
                }
                changed = sessions.changed() => {
                    changed.map_err(|_| Ended)?;
                    self.check_session().await?;
                }
                _ = beat.tick() => {
                    self.check_session().await?;
                    self.send(Event::default().event("latido").data(tip.version.to_string())).await?;
                }
            }
        }
    }

    async fn send_up_to(&mut self, version: u64) -> Result<(), Ended> {
        while self.cursor < version {
            let entries = self.vivo.entries(self.cursor).await.map_err(|failure| {
                tracing::error!(%failure, "a stream could not read the log");
                Ended
            })?;
            if entries.is_empty() {
                return Ok(());
            }
            for entry in entries {
                self.send(event(self.epoch, &entry)).await?;
                self.cursor = entry.body.version;
            }
        }
        Ok(())
    }

    /// Who else has the plan open and where they are, when that changed.
    async fn send_people(&self, seen: &mut Vec<Presente>) -> Result<(), Ended> {
        let now = self.server.streams.others(self.persona, self.borrador());
        if now == *seen {
            return Ok(());
        }
        let text = serde_json::to_string(&now).map_err(|_| Ended)?;
        *seen = now;
        self.send(Event::default().event("presencia").data(text)).await
    }

    /// Tells the browser to take a new checkpoint, and ends. Browsers drop an event without data.
    async fn again(&self) -> Result<(), Ended> {
        self.send(Event::default().event("reinicio").data("checkpoint")).await?;
        Err(Ended)
    }

    /// A stream ends with its session.
    async fn check_session(&self) -> Result<(), Ended> {
        match self.server.find_visitor(self.digest).await {
            Ok(Some(_)) => Ok(()),
            Ok(None) => Err(Ended),
            Err(failure) => {
                tracing::error!(%failure, "a stream could not look at its session");
                Err(Ended)
            }
        }
    }

    /// Whoever is no member of a draft any more follows it no longer; what they were told of it stays theirs.
    async fn check_member(&self) -> Result<(), Ended> {
        if self.borrador().is_none() {
            return Ok(());
        }
        match self.vivo.state().await {
            Ok(state) if is_member(&state.plan, self.persona) => Ok(()),
            _ => Err(Ended),
        }
    }

    fn borrador(&self) -> Option<Id<Plan>> {
        (self.vivo.id != self.server.vivo.id).then_some(self.vivo.id)
    }

    async fn send(&self, event: Event) -> Result<(), Ended> {
        self.out.send(Ok(event)).await.map_err(|_| Ended)
    }
}

/// The program that answers: a browser with another one reloads.
#[must_use]
pub fn build_id() -> String {
    format!("{}-{}", env!("CARGO_PKG_VERSION"), assets::site())
}

fn start(tip: Tip, persona: Id<Persona>) -> Event {
    let Tip { epoch, version } = tip;
    let hello = serde_json::json!({ "build": build_id(), "epoch": epoch, "version": version, "persona": persona });
    Event::default().event("inicio").data(hello.to_string())
}

fn event(epoch: u64, entry: &Asiento) -> Event {
    let version = entry.body.version;
    let event = Event::default().id(Cursor::new(epoch, version, entry.hash).to_string());
    if entry.text.len() > LARGEST_PUSHED {
        event.event("grande").data(version.to_string())
    } else {
        event.event("asiento").data(&entry.text)
    }
}
