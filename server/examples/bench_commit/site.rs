//! A server with a plan of some size, and people who write it.

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc, time::Instant};

use anyhow::{Context as _, Result, bail};
use app::api::plan::{Remitente, Respuesta};
use app::api::session::Entorno;
use app::backend::Backend as _;
use axum::http::{Request, header, request::Parts};
use domain::plan::{Actividad, CampoActividad, CampoInsumo, Campos as _, Insumo, UnidadOrganica, Valor};
use domain::texto::Texto;
use domain::{Cantidad, Command, CommandId, Envelope, Hash, Id, Mes, Plan};
use server::backend::{Pace, Servidor, Shared, Vivo};
use server::bootstrap;
use server::clock::Clock;
use server::connections::{self, Limits};
use server::demo::{EDITOR, Parametros};
use server::router::router;
use server::session::{Sessions, password::Passwords};
use server::store::{Cuenta, Store};
use tokio::{net::TcpListener, sync::watch, task::JoinSet};
use uuid::Uuid;

use crate::browser::Browser;

/// How many write at once.
pub const WRITERS: usize = 50;

pub struct Site {
    pub store: Store,
    pub server: Shared,
    pub address: SocketAddr,
    pub writers: Vec<Writer>,
    /// Where each commit ended, and the last one looked at.
    tips: tokio::sync::mpsc::UnboundedReceiver<u64>,
    noted: u64,
    _stop: watch::Sender<bool>,
}

impl Site {
    /// With a demonstration of so many activities, on an empty database.
    pub async fn new(database: &str, activities: usize) -> Result<Self> {
        let store = Store::open(database).await?;
        let sessions = Sessions { store: store.clone(), clock: Clock::real(), passwords: Passwords::default() };
        let params = Parametros { actividades: activities, unidades: 60, ..Parametros::demostracion() };
        let made = bootstrap::demonstration(&store, &sessions.clock, &sessions.passwords, params).await?;
        let vivo = Arc::new(Vivo::new(store.clone(), made.plan));
        let plan = vivo.state().await?.plan.clone();
        let tips = note_tips(&vivo);
        let server = Shared(Arc::new(Servidor::new(sessions, vivo, Entorno::Institucional, Vec::new())));
        let (stop, stopped) = watch::channel(false);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(connections::serve(listener, router(server.clone(), stopped.clone()), Limits::default(), stopped));
        if store.is_shared() {
            let following = server.0.clone();
            tokio::spawn(async move { following.follow_others(Pace::default()).await });
        }
        let clave = made.cuentas.iter().find(|it| it.usuario == EDITOR).context("an editor")?.clave.clone();
        let mut site = Self { store, server, address, writers: Vec::new(), tips, noted: plan.version(), _stop: stop };
        site.writers = site.admit(&plan, &clave).await?;
        Ok(site)
    }

    /// Fifty people with a session each; each writes an activity that nobody else writes.
    async fn admit(&self, plan: &Plan, clave: &str) -> Result<Vec<Writer>> {
        let units = editors(&self.store, plan).await?;
        let lines = lines_by_activity(plan);
        let rows = plan.todos::<Actividad>().values();
        let rows: Vec<_> = rows.filter(|row| row.estado.es_vigente() && lines.contains_key(&row.id)).collect();
        let mut writers = Vec::with_capacity(WRITERS);
        for row in rows.iter().step_by(rows.len() / WRITERS).take(WRITERS) {
            let mut browser = Browser::connect(self.address, "").await?;
            let cookie = browser.enter(&units[&row.unidad], clave).await?;
            writers.push(Writer { cookie, row: row.id, line: lines[&row.id], turn: 0 });
        }
        Ok(writers)
    }

    pub fn plan(&self) -> Id<Plan> {
        self.server.0.vivo.id
    }

    pub async fn now(&self) -> Result<Plan> {
        Ok(self.server.0.vivo.state().await?.plan.clone())
    }

    /// Where each commit ended since this was last asked, up to the one at `last`.
    pub async fn commits(&mut self, last: u64) -> Vec<u64> {
        let mut commits = Vec::new();
        while self.noted < last
            && let Some(tip) = self.tips.recv().await
        {
            self.noted = tip;
            commits.push(tip);
        }
        commits
    }

    /// Everybody sends what they have ready, one command after another, straight to the
    /// backend; commands per second.
    pub async fn by_backend(&mut self, each: usize) -> Result<f64> {
        let ready = self.ready(each).await?;
        let mut tasks = JoinSet::new();
        let start = Instant::now();
        for (parts, _, envelopes) in ready {
            let server = self.server.clone();
            tasks.spawn(async move {
                for envelope in envelopes {
                    accepted(&server.enviar(&parts, Remitente::default(), envelope).await?)?;
                }
                anyhow::Ok(())
            });
        }
        finish(tasks, start, each).await
    }

    /// The same over the network, each on a connection of their own.
    pub async fn by_network(&mut self, each: usize) -> Result<f64> {
        let mut ready = Vec::new();
        for (_, cookie, envelopes) in self.ready(each).await? {
            ready.push((Browser::connect(self.address, &cookie).await?, envelopes));
        }
        let mut tasks = JoinSet::new();
        let start = Instant::now();
        for (mut browser, envelopes) in ready {
            tasks.spawn(async move {
                for envelope in envelopes {
                    accepted(&browser.send(&envelope).await?)?;
                }
                anyhow::Ok(())
            });
        }
        finish(tasks, start, each).await
    }

    async fn ready(&mut self, each: usize) -> Result<Vec<(Parts, String, Vec<Envelope>)>> {
        let plan = self.now().await?;
        let prepare = |writer: &mut Writer| {
            let request = Request::post("/").header(header::COOKIE, &writer.cookie).body(())?.into_parts().0;
            Ok((request, writer.cookie.clone(), writer.rewrite(&plan, each)?))
        };
        self.writers.iter_mut().map(prepare).collect()
    }
}

async fn finish(tasks: JoinSet<Result<()>>, start: Instant, each: usize) -> Result<f64> {
    for done in tasks.join_all().await {
        done?;
    }
    Ok(commands(each) / start.elapsed().as_secs_f64())
}

/// Commands of a round.
pub fn commands(each: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    let commands = (WRITERS * each) as f64;
    commands
}

/// The version of a command that must be taken.
pub fn accepted(answer: &Respuesta) -> Result<u64> {
    match answer {
        Respuesta::Aceptada { version } => Ok(*version),
        other => bail!("{other:?}"),
    }
}

fn note_tips(vivo: &Vivo) -> tokio::sync::mpsc::UnboundedReceiver<u64> {
    let mut tips = vivo.follow();
    let (note, noted) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while tips.changed().await.is_ok() {
            let version = tips.borrow_and_update().version;
            if note.send(version).is_err() {
                return;
            }
        }
    });
    noted
}

/// An account that writes each unit, by unit.
async fn editors(store: &Store, plan: &Plan) -> Result<BTreeMap<Id<UnidadOrganica>, String>> {
    let mut tx = store.begin().await?;
    let like = tx.cuenta(EDITOR).await?.context("the editor")?;
    let mut accounts = BTreeMap::new();
    for unidad in plan.todos::<UnidadOrganica>().keys() {
        let usuario = format!("editor-{unidad}");
        let cuenta = Cuenta { usuario: usuario.clone(), unidad: Some(*unidad), ..like.clone() };
        tx.put_cuenta(&cuenta).await?;
        accounts.insert(*unidad, usuario);
    }
    tx.commit().await?;
    Ok(accounts)
}

/// A line by quantity of each activity that has one.
fn lines_by_activity(plan: &Plan) -> BTreeMap<Id<Actividad>, Id<Insumo>> {
    let lines = plan.todos::<Insumo>().values();
    let by_quantity = lines.filter(|line| line.estado.es_vigente() && matches!(line.valor, Valor::PorCantidad { .. }));
    by_quantity.map(|line| (line.actividad, line.id)).collect()
}

/// Who writes one activity and one of its lines.
pub struct Writer {
    pub cookie: String,
    pub row: Id<Actividad>,
    line: Id<Insumo>,
    turn: u32,
}

impl Writer {
    /// The digest of the session.
    pub fn digest(&self) -> Hash {
        Hash::of(self.cookie.trim_start_matches("poi=").as_bytes())
    }

    /// Commands on one cell, each over what the one before it left.
    fn rewrite(&mut self, plan: &Plan, count: usize) -> Result<Vec<Envelope>> {
        let mut envelopes = Vec::with_capacity(count);
        let mut seen = None;
        for _ in 0..count {
            let (id, nuevo) = (self.row, self.next_number()?);
            let row = plan.get(id).context("the activity")?;
            let seen = seen.replace(nuevo.clone()).unwrap_or_else(|| row.leer(&nuevo));
            envelopes.push(wrap(Command::EditarActividad { id, seen, nuevo }));
        }
        Ok(envelopes)
    }

    /// In turn, a field of the activity and a quantity of its line, whose cost rolls up to the institution.
    pub fn next(&mut self, plan: &Plan) -> Result<Envelope> {
        if self.turn.is_multiple_of(2) {
            let (id, nuevo) = (self.row, self.next_number()?);
            let seen = plan.get(id).context("the activity")?.leer(&nuevo);
            return Ok(wrap(Command::EditarActividad { id, seen, nuevo }));
        }
        self.turn += 1;
        let (id, quantity) = (self.line, Cantidad::enteras(1 + self.turn % 50));
        let nuevo = CampoInsumo::CantidadMes(Mes::todos().next().context("a month")?, quantity);
        let seen = plan.get(id).context("the line")?.leer(&nuevo);
        Ok(wrap(Command::EditarInsumo { id, seen, nuevo }))
    }

    fn next_number(&mut self) -> Result<CampoActividad> {
        self.turn += 1;
        Ok(CampoActividad::SecFunc(Texto::new(&(1_000 + self.turn % 8_999).to_string())?))
    }
}

fn wrap(command: Command) -> Envelope {
    Envelope { id: CommandId(Uuid::now_v7()), command }
}
