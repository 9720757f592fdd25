//! The server's side of `app::backend::Backend`: who asks, the plan they read, and the
//! commit. What never lives here: SQL (that is `store`) and rules (that is `domain`).

mod beyond;
mod checkpoints;
mod commit;
mod cursor;
mod draft;
mod elsewhere;
mod others;
mod past;
mod queue;
mod ramas;
mod streams;
mod vivo;

use std::sync::Arc;

use app::AppError;
use app::api::plan::{JUNTOS, Miembro, Remitente, Respuesta};
use app::api::presencia::Lugar;
use app::api::session::{CuentaDemostracion, Entorno, Sesion};
use app::backend::Backend;
use app::error::Code;
use app::lectura::Lectura;
use async_trait::async_trait;
use axum::extract::Query;
use chrono::NaiveDate;
use domain::entry::Entry;
use domain::plan::Apertura;
use domain::{Actor, Context, Envelope, Hash, Id, Instante, Online, Plan, Rejections};
use http::{HeaderValue, request::Parts};
use serde::Deserialize;
use tokio::sync::{Notify, watch};
use uuid::Uuid;

pub use checkpoints::Packed;
pub use cursor::Cursor;
pub use others::Pace;
pub(crate) use ramas::is_member;
use streams::TooOften;
pub use streams::{Place, Streams};
pub use vivo::{State, Tip, Vivo};

use crate::clock::Clock;
use crate::session::{Sessions, token};
pub use crate::store::Asiento;
use crate::store::{Cuenta, SesionAbierta, Store, StoreError, Tx};
use crate::telemetry::internal;

/// Settings of the installation, by name.
pub const AJUSTE_ENTORNO: &str = "entorno";
pub const AJUSTE_DESFASE: &str = "desfase_de_hoy";
/// Value of [`AJUSTE_ENTORNO`] that marks a demonstration.
pub const DEMOSTRACION: &str = "demostracion";

/// The server: one plan being formulated, the sessions, and the time.
pub struct Servidor {
    pub sessions: Sessions,
    pub vivo: Arc<Vivo>,
    pub entorno: Entorno,
    /// Shown on Entrar; none unless this is a demonstration.
    pub cuentas: Vec<CuentaDemostracion>,
    /// Branches of `vivo`.
    pub(crate) ramas: ramas::Ramas,
    /// Grows when a session ends, so that its streams look again.
    pub(crate) ended: watch::Sender<u64>,
    pub(crate) streams: Streams,
    /// Tells this process from the others of the same database.
    process: Uuid,
    /// Another process has begun to listen.
    asked: Notify,
}

/// Who asks, and as what.
pub struct Visitor {
    pub digest: Hash,
    pub sesion: SesionAbierta,
    pub hoy: NaiveDate,
}

impl Servidor {
    #[must_use]
    pub fn new(sessions: Sessions, vivo: Arc<Vivo>, entorno: Entorno, cuentas: Vec<CuentaDemostracion>) -> Self {
        let (ended, ramas, streams, asked) = Default::default();
        let process = Uuid::now_v7();
        Self { sessions, vivo, entorno, cuentas, ramas, ended, streams, process, asked }
    }

    fn store(&self) -> &Store {
        &self.sessions.store
    }

    fn clock(&self) -> &Clock {
        &self.sessions.clock
    }

    /// Whoever sent this request.
    ///
    /// # Errors
    /// `no-session`.
    pub async fn visitor(&self, request: &Parts) -> Result<Visitor, AppError> {
        let digest = token::of(request).ok_or_else(AppError::no_session)?;
        let visitor = self.find_visitor(digest).await.map_err(internal)?.ok_or_else(AppError::no_session)?;
        self.sessions.keep(digest, &visitor.sesion);
        Ok(visitor)
    }

    /// The open session of a digest, without putting its end off.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_visitor(&self, digest: Hash) -> Result<Option<Visitor>, StoreError> {
        let mut tx = self.store().read().await?;
        let Some(sesion) = tx.sesion(digest, self.clock().now()).await? else { return Ok(None) };
        let hoy = self.today(&mut tx).await?;
        Ok(Some(Visitor { digest, sesion, hoy }))
    }

    /// Whether the database answers, and still has the plan.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn alive(&self) -> Result<(), StoreError> {
        self.store().read().await?.cabecera(self.vivo.log).await?.ok_or_else(|| self.vivo.missing()).map(drop)
    }

    /// The plan that a request is about, and who makes it: the one named, else the one of the
    /// page's address, else the one in force.
    ///
    /// # Errors
    /// `no-session`, `not-found`.
    pub async fn visited(&self, request: &Parts, plan: Option<Id<Plan>>) -> Result<(Arc<Vivo>, Context), AppError> {
        let visitor = self.visitor(request).await?;
        let actor = actor(&visitor.sesion.cuenta);
        let plan = plan.or_else(|| asked(request)).unwrap_or(self.vivo.id);
        let vivo = self.reach(actor.persona, plan).await?;
        Ok((vivo, Context { actor, hoy: visitor.hoy, online: Online::Si }))
    }

    /// The date in Lima; a demonstration's is moved.
    async fn today(&self, tx: &mut Tx) -> Result<NaiveDate, StoreError> {
        let offset = match self.entorno {
            Entorno::Institucional => None,
            Entorno::Demostracion => tx.ajuste(AJUSTE_DESFASE).await?,
        };
        Ok(self.clock().today(offset.and_then(|days| days.parse().ok()).unwrap_or(0)))
    }

    async fn move_today(&self, usuario: &str, fecha: NaiveDate) -> Result<(), StoreError> {
        let now = self.clock().now();
        let offset = (fecha - now.fecha_lima()).num_days();
        let mut tx = self.store().begin().await?;
        tx.put_ajuste(AJUSTE_DESFASE, &offset.to_string()).await?;
        tx.audit(now, usuario, "mover hoy", &fecha.to_string()).await?;
        tx.commit().await
    }
}

/// The draft that the address of a page names.
fn asked(request: &Parts) -> Option<Id<Plan>> {
    let Query(Asked { borrador }) = Query::try_from_uri(&request.uri).ok()?;
    borrador
}

#[derive(Deserialize)]
struct Asked {
    borrador: Option<Id<Plan>>,
}

/// An account as the rules see it.
#[must_use]
pub fn actor(cuenta: &Cuenta) -> Actor {
    Actor { persona: cuenta.persona, rol: cuenta.rol, unidad: cuenta.unidad }
}

/// The backend that requests share.
#[derive(Clone)]
pub struct Shared(pub Arc<Servidor>);

#[async_trait]
impl Backend for Shared {
    async fn entrar(&self, request: &Parts, usuario: String, clave: String) -> Result<HeaderValue, AppError> {
        self.0.sessions.open(request, &usuario, clave).await
    }

    async fn salir(&self, request: &Parts) -> Result<HeaderValue, AppError> {
        let cookie = self.0.sessions.close(request).await?;
        self.0.ended.send_modify(|count| *count += 1);
        Ok(cookie)
    }

    async fn sesion(&self, request: &Parts, plan: Option<Id<Plan>>) -> Result<Option<Sesion>, AppError> {
        let visitor = match self.0.visitor(request).await {
            Ok(visitor) => visitor,
            Err(AppError { code: Code::NoSession, .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let cuenta = &visitor.sesion.cuenta;
        let people = self.directory().await?;
        let own = people.into_iter().find(|person| person.id == cuenta.persona);
        let (nombre, puesto) = own.map(|person| (person.nombre, person.puesto)).unwrap_or_default();
        let vigente = self.0.vivo.id;
        let vivo = self.0.reach(cuenta.persona, plan.or_else(|| asked(request)).unwrap_or(vigente)).await?;
        let state = vivo.state().await.map_err(internal)?;
        Ok(Some(Sesion {
            vigente,
            nombre,
            puesto,
            persona: cuenta.persona,
            rol: cuenta.rol,
            unidad: cuenta.unidad,
            plan: state.plan.id(),
            ejercicio: state.plan.ejercicio(),
            hoy: visitor.hoy,
            entorno: self.0.entorno,
        }))
    }

    async fn cuentas_de_demostracion(&self) -> Result<Vec<CuentaDemostracion>, AppError> {
        Ok(self.0.cuentas.clone())
    }

    async fn recientes(&self, request: &Parts, cuantos: usize) -> Result<Vec<Entry>, AppError> {
        self.0.visitor(request).await?;
        let latest = async {
            let mut tx = self.0.store().read().await?;
            tx.ultimos(self.0.vivo.log, u32::try_from(cuantos.min(100)).unwrap_or(100)).await
        };
        let entries = latest.await.map_err(internal)?;
        Ok(entries.into_iter().map(|entry| Entry { body: entry.body, hash: entry.hash }).collect())
    }

    async fn leer(&self, request: &Parts, plan: Option<Id<Plan>>) -> Result<Lectura, AppError> {
        let (vivo, context) = self.0.visited(request, plan).await?;
        let state = vivo.state().await.map_err(internal)?;
        Ok(Lectura { plan: state.plan.clone(), context })
    }

    async fn leer_en(&self, request: &Parts, version: u64) -> Result<Lectura, AppError> {
        let (vivo, context) = self.0.visited(request, Some(self.0.vivo.id)).await?;
        let plan = vivo.plan_at(version).await.map_err(internal)?;
        Ok(Lectura { plan, context })
    }

    async fn borradores(&self, request: &Parts) -> Result<Vec<(Plan, Instante)>, AppError> {
        let visitor = self.0.visitor(request).await?;
        self.0.ramas_of(visitor.sesion.cuenta.persona).await.map_err(internal)
    }

    async fn abrir_borrador(&self, request: &Parts, it: Apertura) -> Result<Result<(), Rejections>, AppError> {
        let visitor = self.0.visitor(request).await?;
        self.0.open_rama(&visitor, it).await.map_err(internal)
    }

    async fn enviar_varios(
        &self,
        request: &Parts,
        de: Remitente,
        envelopes: Vec<Envelope>,
    ) -> Result<Vec<Respuesta>, AppError> {
        let digest = token::of(request).ok_or_else(AppError::no_session)?;
        if envelopes.len() > JUNTOS {
            let sentence = format!("Los cambios se envían de {JUNTOS} en {JUNTOS} a lo más; no se cambió nada.");
            return Err(AppError::new(Code::Malformed, sentence));
        }
        let vivo = match de.plan {
            Some(plan) => self.0.reach(self.0.visitor(request).await?.sesion.cuenta.persona, plan).await?,
            None => self.0.vivo.clone(),
        };
        self.0.carry_out(&vivo, digest, de, envelopes).await
    }

    async fn enviar(&self, request: &Parts, de: Remitente, envelope: Envelope) -> Result<Respuesta, AppError> {
        let answers = self.enviar_varios(request, de, vec![envelope]).await?;
        answers.into_iter().next().ok_or_else(|| internal("a command without an answer"))
    }

    async fn estar(&self, request: &Parts, lugar: Lugar) -> Result<(), AppError> {
        let digest = token::of(request).ok_or_else(AppError::no_session)?;
        self.0.streams.count_move(digest, self.0.clock().now()).map_err(|TooOften| too_often())?;
        let visitor = self.0.visitor(request).await?;
        if let Some(borrador) = lugar.borrador {
            self.0.reach(visitor.sesion.cuenta.persona, borrador).await?;
        }
        self.0.streams.moved_to(digest, lugar);
        Ok(())
    }

    async fn directorio(&self, request: &Parts) -> Result<Vec<Miembro>, AppError> {
        self.0.visitor(request).await?;
        self.directory().await
    }

    async fn mover_hoy(&self, request: &Parts, fecha: NaiveDate) -> Result<(), AppError> {
        let visitor = self.0.visitor(request).await?;
        match self.0.entorno {
            Entorno::Institucional => Err(AppError::forbidden()),
            Entorno::Demostracion => self.0.move_today(&visitor.sesion.cuenta.usuario, fecha).await.map_err(internal),
        }
    }
}

fn too_often() -> AppError {
    AppError::new(
        Code::TooMany,
        "Este navegador avisa dónde está más veces de las que se pueden atender. Lo que escribió se conserva.",
    )
}

impl Shared {
    async fn directory(&self) -> Result<Vec<Miembro>, AppError> {
        let people = async { self.0.store().read().await?.personas().await };
        let people = people.await.map_err(internal)?;
        Ok(people.into_iter().map(|it| Miembro { id: it.id, nombre: it.nombre, puesto: it.puesto }).collect())
    }
}
