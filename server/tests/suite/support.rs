//! A database per test, a server on it, and what a browser would do.

use std::{
    path::PathBuf,
    sync::{
        Arc, LazyLock, OnceLock,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
    time::Duration,
};

use app::api::plan::Respuesta;
use app::api::session::Entorno;
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode, header},
    response::Response,
};
use domain::plan::UnidadOrganica;
use domain::{Command, CommandId, Envelope, Id, Instante, Plan};
use serde_json::Value;
use server::backend::{Servidor, Shared, Vivo};
use server::bootstrap::put_history;
use server::clock::Clock;
use server::config::postgres_of_tests;
use server::demo::{self, Demostracion, Escena, Parametros};
use server::router::router;
use server::session::{Sessions, password::Passwords, token};
use server::store::{Cuenta, EstadoCuenta, PersonaRegistrada, Store};
use sqlx::{AssertSqlSafe, Connection as _};
use tokio::{runtime::Runtime, sync::watch};
use tower::ServiceExt as _;
use uuid::Uuid;

/// Runs a test on the one runtime of all, with several threads, as the program has one.
pub fn run(test: impl Future<Output = ()>) {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
    RUNTIME.block_on(test);
}

/// Runs each test once.
macro_rules! once {
    ($($name:ident),* $(,)?) => {
        mod once {$(
            #[test]
            fn $name() {
                crate::support::run(super::$name());
            }
        )*}
    };
}
pub(crate) use once;

/// Runs each test on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod sqlite {$(
            #[test]
            fn $name() {
                crate::support::run(async { super::$name(&crate::support::Database::sqlite()).await });
            }
        )*}
        mod postgres {$(
            #[test]
            fn $name() {
                crate::support::run(async { super::$name(&crate::support::Database::postgres().await).await });
            }
        )*}
    };
}
pub(crate) use on_both;

/// Nothing that is waited for takes this long.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Where a test keeps its data.
pub struct Database {
    pub address: String,
    /// Of its schema, and of the connections to it.
    pub name: String,
    pub folder: Option<PathBuf>,
}

fn unique() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("poi_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

impl Database {
    pub fn sqlite() -> Self {
        let name = unique();
        let folder = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&folder).unwrap();
        Self { address: format!("sqlite:{}", folder.join("poi.db").display()), name, folder: Some(folder) }
    }

    pub async fn postgres() -> Self {
        let server = postgres_of_tests().expect(
            "POI_TEST_PG is not set: these tests need a PostgreSQL, and `cargo xtask test` starts one and says where",
        );
        let name = unique();
        let mut connection = sqlx::PgConnection::connect(&server).await.unwrap();
        let drop_and_create = format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}");
        sqlx::raw_sql(AssertSqlSafe(drop_and_create)).execute(&mut connection).await.unwrap();
        let joint = if server.contains('?') { '&' } else { '?' };
        let address = format!("{server}{joint}application_name={name}&options=-csearch_path%3D{name}");
        Self { address, name, folder: None }
    }

    pub async fn open(&self) -> Store {
        Store::open(&self.address).await.unwrap()
    }
}

/// A folder of a test's own, gone with it.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let folder = std::env::temp_dir().join(unique());
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            std::fs::remove_dir_all(folder).unwrap_or_default();
        }
    }
}

/// The demonstration, generated once per run.
pub fn demonstration() -> &'static Demostracion {
    static MADE: OnceLock<Demostracion> = OnceLock::new();
    MADE.get_or_init(|| demo::plan(Parametros { actividades: 40, ..Parametros::demostracion() }).unwrap())
}

/// The same municipality's plan, approved, executed to July and being changed.
pub fn approved() -> &'static Demostracion {
    static MADE: OnceLock<Demostracion> = OnceLock::new();
    MADE.get_or_init(|| demo::plan(Parametros { actividades: 40, ..Parametros::de(Escena::Modificacion) }).unwrap())
}

/// The password of every account of a test's server.
pub const CLAVE: &str = "ayacucho 2016";

async fn clave_hash() -> String {
    static HASH: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
    HASH.get_or_init(async || Passwords::default().hash(CLAVE.into()).await.unwrap()).await.clone()
}

/// Stores the demonstration without marking it as one.
pub async fn store_demonstration(store: &Store) {
    store_made(store, demonstration()).await;
}

async fn store_made(store: &Store, made: &Demostracion) {
    let mut tx = store.begin().await.unwrap();
    for it in &made.personas {
        let persona = PersonaRegistrada { id: it.id, nombre: it.nombre.clone(), puesto: it.puesto.clone() };
        tx.put_persona(&persona).await.unwrap();
    }
    for it in &made.cuentas {
        let cuenta = Cuenta {
            usuario: it.usuario.to_owned(),
            persona: it.persona,
            clave: clave_hash().await,
            rol: it.rol,
            unidad: it.unidad,
            estado: EstadoCuenta::Activa,
        };
        tx.put_cuenta(&cuenta).await.unwrap();
    }
    put_history(&mut tx, &made.plan, made.asientos.clone()).await.unwrap();
    tx.commit().await.unwrap();
}

/// An account that writes the plan of a unit, with the password of all.
pub async fn put_editor(store: &Store, unidad: Id<UnidadOrganica>) -> String {
    let mut tx = store.begin().await.unwrap();
    let editor = tx.cuenta("editor").await.unwrap().unwrap();
    let usuario = format!("editor de {unidad}");
    tx.put_cuenta(&Cuenta { usuario: usuario.clone(), unidad: Some(unidad), ..editor }).await.unwrap();
    tx.commit().await.unwrap();
    usuario
}

/// A clock that only the test moves.
#[derive(Clone)]
pub struct Hands(Arc<AtomicI64>);

impl Hands {
    fn new() -> Self {
        let start = Instante::try_from("2026-03-02T14:00:00.000000Z".to_owned()).unwrap();
        Self(Arc::new(AtomicI64::new(start.micros())))
    }

    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }

    pub fn clock(&self) -> Clock {
        let hands = self.0.clone();
        Clock::new(move || Instante::from_micros(hands.load(Ordering::SeqCst)))
    }
}

/// A server on a database, called without a network.
pub struct Site {
    pub store: Store,
    pub vivo: Arc<Vivo>,
    pub hands: Hands,
    pub stop: watch::Sender<bool>,
    /// What the router calls.
    pub server: Shared,
    router: Router,
}

impl Site {
    /// With the demonstration's plan, as an institution has it.
    pub async fn new(database: &Database) -> Self {
        let store = database.open().await;
        store_demonstration(&store).await;
        Self::on(store, Entorno::Institucional)
    }

    /// With the plan that is approved and being changed.
    pub async fn approved(database: &Database) -> Self {
        let store = database.open().await;
        store_made(&store, approved()).await;
        Self::of(store, Entorno::Institucional, approved().plan.id())
    }

    /// Another server on the same data.
    pub fn on(store: Store, entorno: Entorno) -> Self {
        Self::of(store, entorno, demonstration().plan.id())
    }

    fn of(store: Store, entorno: Entorno, plan: Id<Plan>) -> Self {
        let hands = Hands::new();
        let vivo = Arc::new(Vivo::new(store.clone(), plan));
        let sessions = Sessions { store: store.clone(), clock: hands.clock(), passwords: Passwords::default() };
        let server = Shared(Arc::new(Servidor::new(sessions, vivo.clone(), entorno, Vec::new())));
        let (stop, stopped) = watch::channel(false);
        let router = router(server.clone(), stopped);
        Self { store, vivo, hands, stop, server, router }
    }

    /// The cookie of a new session, without going through a password.
    pub async fn sign_in(&self, usuario: &str) -> String {
        let (token, digest) = token::mint().unwrap();
        let now = self.hands.clock().now();
        let mut tx = self.store.begin().await.unwrap();
        tx.open_sesion(digest, usuario, now, server::clock::later(now, 12 * 3600)).await.unwrap();
        tx.commit().await.unwrap();
        format!("poi={token}")
    }

    /// The cookie of someone who writes the plan of a unit.
    pub async fn editor_of(&self, unidad: Id<UnidadOrganica>) -> String {
        self.sign_in(&put_editor(&self.store, unidad).await).await
    }

    pub async fn call(&self, mut request: Request<Body>) -> Response {
        request.extensions_mut().insert(ConnectInfo(std::net::SocketAddr::from(([10, 0, 0, 1], 1))));
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Response {
        let request = Request::get(path).header(header::COOKIE, cookie).header(header::ACCEPT, "text/html,*/*");
        self.call(request.body(Body::empty()).unwrap()).await
    }

    /// Posts JSON; status and JSON of the answer.
    pub async fn post(&self, path: &str, cookie: &str, body: &Value) -> (StatusCode, Value) {
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/json")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body.to_string()))
            .unwrap();
        let (status, _, bytes) = read(self.call(request).await).await;
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    /// Posts a plain form, as a page without JavaScript would.
    pub async fn form(&self, path: &str, cookie: &str, body: &str) -> Response {
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.call(request).await
    }

    pub async fn send(&self, cookie: &str, command: Command) -> Respuesta {
        self.send_as(cookie, CommandId(Uuid::now_v7()), command).await
    }

    pub async fn send_as(&self, cookie: &str, id: CommandId, command: Command) -> Respuesta {
        let envelope = serde_json::json!({ "envelope": Envelope { id, command } });
        let (status, answer) = self.post("/api/enviar", cookie, &envelope).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        serde_json::from_value(answer).unwrap()
    }

    pub async fn plan(&self) -> Plan {
        self.vivo.state().await.unwrap().plan.clone()
    }

    pub fn plan_id(&self) -> Id<Plan> {
        self.vivo.id
    }
}

pub async fn read(response: Response) -> (StatusCode, HeaderMap, Vec<u8>) {
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
}

/// The version a command was accepted at.
#[track_caller]
pub fn accepted(answer: &Respuesta) -> u64 {
    match answer {
        Respuesta::Aceptada { version } => *version,
        other => panic!("{other:?}"),
    }
}

/// An id no row has.
pub fn fresh<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 + number))
}
