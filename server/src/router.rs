//! Addresses: pages, server functions, the live stream, assets and health.

use std::sync::{Arc, OnceLock};

use app::backend::Backend;
use app::error::Code;
use app::{App, AppError, AssetNames, Bare, Shell};
use axum::{
    Json, Router,
    body::Body,
    extract::{DefaultBodyLimit, FromRef, Path, Query, State},
    http::{HeaderMap, HeaderValue, Request, StatusCode, header, request::Parts},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use domain::{Id, Plan};
use leptos::prelude::{LeptosOptions, provide_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes as _, generate_route_list, render_app_async_with_context};
use serde::Deserialize;
use tokio::sync::watch;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    trace::TraceLayer,
};

use crate::assets;
use crate::backend::Shared;
use crate::documents;
use crate::imports;
use crate::live::{self, Live, build_id};
use crate::security::{self, Largest, refusal};
use crate::service_worker;
use crate::telemetry::internal;

/// What every handler may need.
#[derive(Clone)]
pub struct AppState {
    pub server: Shared,
    pub options: LeptosOptions,
    pub live: Live,
}

impl FromRef<AppState> for Live {
    fn from_ref(state: &AppState) -> Self {
        state.live.clone()
    }
}

impl FromRef<AppState> for Shared {
    fn from_ref(state: &AppState) -> Self {
        state.server.clone()
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}

/// The whole application.
pub fn router(server: Shared, shutdown: watch::Receiver<bool>) -> Router {
    let options = LeptosOptions::builder().output_name("poi").build();
    let backend: Arc<dyn Backend> = Arc::new(server.clone());
    let live = Live { server: server.0.clone(), shutdown };
    let state = AppState { server, options, live };
    let limits = from_fn_with_state(state.clone(), limit_body);
    Router::new()
        .merge(pages(&state, backend))
        .merge(files())
        .route("/api/plan/{id}/corriente", get(live::stream))
        .route("/salud", get(health))
        .with_state(state)
        .layer(limits)
        .layer(from_fn(security::same_site))
        .layer(from_fn(security::patience))
        .layer(CatchPanicLayer::custom(|_| refusal(&internal("a handler panicked"))))
        .layer(from_fn(security::headers))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
}

/// What is drawn or answered from the plan.
fn pages(state: &AppState, backend: Arc<dyn Backend>) -> Router<AppState> {
    let names = asset_names();
    let context = move || {
        provide_context(backend.clone());
        provide_context(names.clone());
        security::provide_policy();
    };
    let common = context.clone();
    let bare = move || {
        common();
        provide_context(Bare);
    };
    Router::new()
        .leptos_routes_with_context(state, routes(), context.clone(), Shell)
        .route("/api/plan/{id}/checkpoint", get(checkpoint))
        .route("/api/plan/{id}/asiento/{version}", get(live::entry))
        .route("/api/plan/{id}/version/{version}", get(version))
        .route("/api/documentos/cronograma.xml", get(documents::cronograma::export))
        .route("/api/documentos/cronograma/fechas", post(imports::cronograma::compare))
        .route("/shell", get(render_app_async_with_context(bare, Shell)))
        .fallback(render_app_async_with_context(context, Shell))
        // What server functions take was taken in whole, within its limit, before it comes here; files
        // have a limit of their own.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(security::honest_status))
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest))
}

fn asset_names() -> AssetNames {
    AssetNames {
        css: assets::address("poi.css"),
        js: assets::address("poi.js"),
        start: assets::address("start.wasm"),
        rest: assets::address("rest.wasm"),
        icon: assets::address("icons/favicon.svg"),
        touch_icon: assets::address("icons/icon-192.png"),
        build: build_id(),
    }
}

/// The files of the program; those that browsers look for by a fixed name have one.
fn files() -> Router<AppState> {
    let named = |name| get(async move |headers: HeaderMap| assets::serve_named(name, &headers));
    Router::new()
        .route("/pkg/{*path}", get(assets::serve))
        .route("/sw.js", get(service_worker::answer))
        .route("/manifest.webmanifest", named("manifest.webmanifest"))
        .route("/favicon.svg", named("icons/favicon.svg"))
}

/// The addresses of the pages, listed once: it draws the application to find them, which a
/// page drawn at the same time does not always survive.
fn routes() -> Vec<AxumRouteListing> {
    static ROUTES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    ROUTES.get_or_init(|| generate_route_list(App)).clone()
}

fn span<B>(request: &Request<B>) -> tracing::Span {
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    tracing::info_span!("request", method = %request.method(), path = request.uri().path(), id)
}

/// `GET /salud`: whether the database answers.
async fn health(State(state): State<AppState>) -> Response {
    match state.server.0.alive().await {
        Ok(()) => Json(serde_json::json!({ "estado": "bien", "build": build_id() })).into_response(),
        Err(failure) => {
            tracing::error!(%failure, "the database does not answer");
            let problem = serde_json::json!({ "estado": "sin base de datos", "build": build_id() });
            (StatusCode::SERVICE_UNAVAILABLE, Json(problem)).into_response()
        }
    }
}

/// Only who is known here may send what is larger than anybody may, and says so before it is taken in.
/// Anybody else is told that, and not that it is large: what waits for a session is not lost.
async fn limit_body(State(Shared(server)): State<Shared>, request: Request<Body>, next: Next) -> Response {
    let Some(Largest { of_anybody, of_known }) = Largest::of(&request) else { return next.run(request).await };
    let large = security::announced(request.headers()).is_some_and(|length| length > of_anybody);
    if !large || of_known == of_anybody {
        return security::take_in(request, next, of_anybody).await;
    }
    let (parts, body) = request.into_parts();
    match server.visitor(&parts).await {
        Ok(_) => security::take_in(Request::from_parts(parts, body), next, of_known).await,
        Err(error) => refusal(&error),
    }
}

#[derive(Deserialize)]
struct Reaching {
    /// A version that whoever asks has seen.
    #[serde(default)]
    reaching: u64,
}

/// `GET /api/plan/{id}/checkpoint?reaching=version`: what a browser that begins takes.
async fn checkpoint(
    State(state): State<AppState>,
    Path(plan): Path<Id<Plan>>,
    Query(Reaching { reaching }): Query<Reaching>,
    request: Parts,
) -> Response {
    match packed(&state, plan, reaching, &request).await {
        Ok(response) => response,
        Err(error) => refusal(&error),
    }
}

/// `GET /api/plan/{id}/version/{version}`: the plan as it stood then, which never changes.
async fn version(
    State(Shared(server)): State<Shared>,
    Path((plan, version)): Path<(Id<Plan>, u64)>,
    request: Parts,
) -> Response {
    let read = async {
        let (vivo, _) = server.visited(&request, Some(plan)).await?;
        let plan = vivo.plan_at(version).await.map_err(internal)?;
        if plan.version() != version {
            return Err(AppError::new(Code::NotFound, "Esa versión del plan todavía no existe."));
        }
        Ok(plan.checkpoint())
    };
    match read.await {
        Ok(checkpoint) => Json(checkpoint).into_response(),
        Err(error) => refusal(&error),
    }
}

async fn packed(state: &AppState, plan: Id<Plan>, reaching: u64, request: &Parts) -> Result<Response, AppError> {
    let server = &state.server.0;
    let (vivo, _) = server.visited(request, Some(plan)).await?;
    let packed = vivo.checkpoint(reaching).await.map_err(internal)?;
    let accepts = request.headers.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let offers = |name: &str| accepts.split(',').any(|offer| offer.trim() == name);
    let (encoding, bytes) = if offers("br") {
        ("br", packed.br.clone())
    } else if offers("gzip") {
        ("gzip", packed.gz.clone())
    } else {
        ("identity", packed.raw.clone())
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let cursor = HeaderValue::from_str(&packed.cursor.to_string()).map_err(internal)?;
    headers.insert("x-cursor", cursor);
    Ok(response)
}
