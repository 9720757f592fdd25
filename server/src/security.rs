//! What every request must pass and every answer carries.

use std::time::Duration;

use app::AppError;
use app::error::Code;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use leptos::nonce::use_nonce;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::caller::{Caller, Scheme};

/// Commands, one or several together: a pasted block is far below it.
const LARGEST_COMMAND: usize = MEGABYTE;
/// Of whoever is known here: what brings a draft up to date carries all that was executed meanwhile,
/// some 200 bytes for each activity, rubro and month.
const LARGEST_COMMAND_OF_KNOWN: usize = 8 * MEGABYTE;
const MEGABYTE: usize = 1024 * 1024;
/// Everything else that is posted: forms.
const LARGEST_FORM: usize = 64 * 1024;
const COMMANDS: [&str; 2] = ["/api/enviar", "/api/enviar-varios"];
/// What takes files in looks first who sends them, and has a limit of its own.
const FILES: &str = "/api/documentos/";
/// To receive a body; to answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// For each megabyte that a body says it has: a line of half a megabit takes no longer.
const PATIENCE_PER_MEGABYTE: Duration = Duration::from_secs(15);

/// Of answers that are not pages.
const CSP_CLOSED: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
];

/// Over TLS. Half a year in which a browser asks this host over nothing else; and a page of its
/// own for who opened it, which over plain http browsers ignore, and complain of on the console.
const OVER_TLS: [(HeaderName, HeaderValue); 2] = [
    (header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=15552000")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// The policy of the page under way, with its nonce. Runs where Leptos renders.
pub fn provide_policy() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Adds what every answer carries, unless it has its own.
pub async fn headers(request: Request, next: Next) -> Response {
    let scheme = Caller::of(request.headers(), request.extensions()).scheme;
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if scheme == Scheme::Https {
        headers.extend(OVER_TLS);
    }
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(value);
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(CSP_CLOSED);
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Refuses what another site makes a browser send.
pub async fn same_site(request: Request, next: Next) -> Response {
    let harmless = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let caller = Caller::of(request.headers(), request.extensions());
    if harmless || comes_from_here(request.headers(), &caller) {
        return next.run(request).await;
    }
    refusal(&AppError::new(
        Code::Forbidden,
        "El pedido vino de otro sitio y no se atendió. Abra el sistema y hágalo ahí.",
    ))
}

/// By `Sec-Fetch-Site`; by `Origin` where a browser sends none. A program that is no
/// browser sends neither, and carries nobody's cookie.
fn comes_from_here(headers: &HeaderMap, caller: &Caller) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin.split_once("://").is_some_and(|(scheme, host)| {
            // Behind a proxy that is not known as one, a page over TLS asks over plain http.
            let same_scheme = caller.scheme == Scheme::Http || scheme == "https";
            same_scheme && caller.host.as_deref() == Some(host)
        }),
        (None, None) => true,
    }
}

/// The largest body that a request may have.
#[derive(Clone, Copy, Debug)]
pub struct Largest {
    pub of_anybody: usize,
    pub of_known: usize,
}

impl Largest {
    /// `None` for what is read without its body, and for files, whose limit is their own.
    #[must_use]
    pub fn of(request: &Request) -> Option<Self> {
        let path = request.uri().path();
        if matches!(*request.method(), Method::GET | Method::HEAD) || path.starts_with(FILES) {
            return None;
        }
        Some(if COMMANDS.contains(&path) {
            Self { of_anybody: LARGEST_COMMAND, of_known: LARGEST_COMMAND_OF_KNOWN }
        } else {
            Self { of_anybody: LARGEST_FORM, of_known: LARGEST_FORM }
        })
    }
}

/// How large a body says that it is.
#[must_use]
pub fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok())
}

/// Takes the whole body in before anything looks at it, up to its limit.
pub async fn take_in(request: Request, next: Next, most: usize) -> Response {
    let (parts, body) = request.into_parts();
    if announced(&parts.headers).is_some_and(|length| length > most) {
        return too_large(most);
    }
    match tokio::time::timeout(patient(&parts.headers), to_bytes(body, most)).await {
        Ok(Ok(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(_)) => too_large(most),
        Err(_) => late(),
    }
}

/// Server functions answer every error with 500; this gives each the status of its code,
/// so that a mistake of the browser is not logged as a failure of the server.
pub async fn honest_status(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_FORM).await else { return parts.status.into_response() };
    if let Ok(error) = serde_json::from_slice::<AppError>(&bytes) {
        parts.status = status(error.code);
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// How long a body may take to come, by what it says of itself.
fn patient(headers: &HeaderMap) -> Duration {
    let length = announced(headers).unwrap_or_default().min(LARGEST_COMMAND_OF_KNOWN);
    PATIENCE + PATIENCE_PER_MEGABYTE * u32::try_from(length / MEGABYTE).unwrap_or_default()
}

/// Gives an answer some time; streams have answered once they begin.
pub async fn patience(request: Request, next: Next) -> Response {
    let most = patient(request.headers()) + PATIENCE;
    tokio::time::timeout(most, next.run(request)).await.unwrap_or_else(|_| late())
}

fn too_large(most: usize) -> Response {
    let size = if most >= MEGABYTE { format!("{} MB", most / MEGABYTE) } else { format!("{} kB", most / 1024) };
    let sentence = format!(
        "Lo que envió es demasiado grande (el máximo es {size}) y no se cambió nada. Divídalo en partes más pequeñas."
    );
    let mut response = refusal(&AppError::new(Code::Malformed, sentence));
    *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
    response
}

fn late() -> Response {
    let sentence = "El servidor tardó demasiado en responder. Lo que escribió se conserva; vuelva a intentarlo.";
    let mut response = refusal(&AppError::new(Code::Offline, sentence));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}

/// An error as the browser reads it: the same JSON as a server function's.
#[must_use]
pub fn refusal(error: &AppError) -> Response {
    (status(error.code), axum::Json(error)).into_response()
}

fn status(code: Code) -> StatusCode {
    match code {
        Code::NoSession | Code::WrongCredentials => StatusCode::UNAUTHORIZED,
        Code::Forbidden | Code::OtherPerson => StatusCode::FORBIDDEN,
        Code::OtherHistory => StatusCode::CONFLICT,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::Rejected => StatusCode::UNPROCESSABLE_ENTITY,
        Code::Malformed => StatusCode::BAD_REQUEST,
        Code::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Code::Offline => StatusCode::SERVICE_UNAVAILABLE,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Extensions;

    use super::*;

    #[test]
    fn only_this_site_may_make_a_browser_write() {
        let from = |headers: &[(&'static str, &'static str)]| {
            let pairs =
                headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
            let headers = pairs.collect();
            comes_from_here(&headers, &Caller::of(&headers, &Extensions::new()))
        };
        assert!(from(&[("sec-fetch-site", "same-origin")]));
        assert!(from(&[("sec-fetch-site", "none")]));
        assert!(!from(&[("sec-fetch-site", "cross-site")]));
        assert!(!from(&[("sec-fetch-site", "same-site"), ("origin", "http://poi"), ("host", "poi")]));
        assert!(from(&[("origin", "https://poi:3000"), ("host", "poi:3000")]));
        assert!(!from(&[("origin", "https://otro"), ("host", "poi")]));
        assert!(!from(&[("origin", "null"), ("host", "poi")]));
        assert!(from(&[("host", "poi")]));
    }
}
