//! The server's side of `app::backend::Backend`: who asks, the plan they read, and the
//! commit. What never lives here: SQL (that is `store`) and rules (that is `domain`).

mod checkpoints;
mod commit;
mod cursor;
mod draft;
mod elsewhere;
mod others;
mod past;
mod queue;
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
use chrono::NaiveDate;
use domain::entry::Entry;
use domain::{Actor, Context, Envelope, Hash, Online};
use http::{HeaderValue, request::Parts};
use tokio::sync::{Notify, watch};
use uuid::Uuid;

pub use checkpoints::Packed;
pub use cursor::Cursor;
pub use others::Pace;
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
    pub(crate) packed: checkpoints::Cache,
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
        let (ended, packed, streams, asked) = Default::default();
        let process = Uuid::now_v7();
        Self { sessions, vivo, entorno, cuentas, packed, ended, streams, process, asked }
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
        let missing = || StoreError::corrupt("plan", "id", self.vivo.id.to_string(), "no existe");
        self.store().read().await?.cabecera(self.vivo.id).await?.ok_or_else(missing).map(drop)
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

    async fn sesion(&self, request: &Parts) -> Result<Option<Sesion>, AppError> {
        let visitor = match self.0.visitor(request).await {
            Ok(visitor) => visitor,
            Err(AppError { code: Code::NoSession, .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let cuenta = &visitor.sesion.cuenta;
        let people = self.directory().await?;
        let own = people.into_iter().find(|person| person.id == cuenta.persona);
        let (nombre, puesto) = own.map(|person| (person.nombre, person.puesto)).unwrap_or_default();
        let state = self.0.vivo.state().await.map_err(internal)?;
        Ok(Some(Sesion {
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
            tx.ultimos(self.0.vivo.id, u32::try_from(cuantos.min(100)).unwrap_or(100)).await
        };
        let entries = latest.await.map_err(internal)?;
        Ok(entries.into_iter().map(|entry| Entry { body: entry.body, hash: entry.hash }).collect())
    }

    async fn leer(&self, request: &Parts) -> Result<Lectura, AppError> {
        let visitor = self.0.visitor(request).await?;
        let state = self.0.vivo.state().await.map_err(internal)?;
        let context = Context { actor: actor(&visitor.sesion.cuenta), hoy: visitor.hoy, online: Online::Si };
        Ok(Lectura { plan: state.plan.clone(), context })
    }

    async fn leer_en(&self, request: &Parts, version: u64) -> Result<Lectura, AppError> {
        let now = self.leer(request).await?;
        let plan = self.0.plan_at(version).await.map_err(internal)?;
        Ok(Lectura { plan, ..now })
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
        self.0.carry_out(digest, de, envelopes).await
    }

    async fn enviar(&self, request: &Parts, de: Remitente, envelope: Envelope) -> Result<Respuesta, AppError> {
        let answers = self.enviar_varios(request, de, vec![envelope]).await?;
        answers.into_iter().next().ok_or_else(|| internal("a command without an answer"))
    }

    async fn estar(&self, request: &Parts, lugar: Lugar) -> Result<(), AppError> {
        let digest = token::of(request).ok_or_else(AppError::no_session)?;
        self.0.streams.count_move(digest, self.0.clock().now()).map_err(|TooOften| too_often())?;
        self.0.visitor(request).await?;
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
