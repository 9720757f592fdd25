//! Behind a proxy: what it says is believed; what anybody else says is not.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use server::caller::{Door, Scheme};
use server::session::limits::{self, Turn};

use crate::support::{CLAVE, Database, Site, once};

once!(
    attempts_are_counted_for_whom_the_proxy_speaks,
    the_cookie_is_secure_when_the_proxy_says_so,
    the_host_that_the_proxy_was_asked_for_is_this_site,
    over_plain_http_without_a_proxy_nothing_is_believed,
);

/// The peer of every request of a [`Site`].
const PEER: &str = "10.0.0.1";

/// Signs in with the right password and these headers, from a peer that is a proxy of ours or is not.
async fn enter(site: &Site, proxies: &[&str], headers: &[(&str, &str)]) -> Response {
    let mut request = Request::post("/api/entrar").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = format!("usuario=editor&clave={}", CLAVE.replace(' ', "+"));
    let mut request = request.body(Body::from(body)).unwrap();
    let proxies: Arc<[_]> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
    request.extensions_mut().insert(Door { scheme: Scheme::Http, proxies });
    site.call(request).await
}

async fn exhaust(site: &Site, address: &str) {
    let mut tx = site.store.begin().await.unwrap();
    for attempt in 0..limits::PER_ADDRESS {
        let turn = limits::take(&mut tx, &format!("{address} {attempt}"), address, site.hands.clock().now()).await;
        assert_eq!(turn.unwrap(), Turn::Taken);
    }
    tx.commit().await.unwrap();
}

async fn attempts_are_counted_for_whom_the_proxy_speaks() {
    let database = Database::sqlite();
    let site = Site::new(&database).await;
    exhaust(&site, "190.1.1.1").await;
    let from = |hops: &'static str| [("x-forwarded-for", hops)];
    for (hops, status) in [
        ("190.1.1.1", StatusCode::TOO_MANY_REQUESTS),
        ("190.2.2.2", StatusCode::OK),
        ("190.2.2.2, 190.1.1.1", StatusCode::TOO_MANY_REQUESTS),
        ("190.1.1.1, 190.2.2.2", StatusCode::OK),
    ] {
        assert_eq!(enter(&site, &[PEER], &from(hops)).await.status(), status, "{hops}");
    }
    // Who is no proxy spends its own attempts, whatever it says.
    assert_eq!(enter(&site, &["10.9.9.9"], &from("190.1.1.1")).await.status(), StatusCode::OK);
    exhaust(&site, PEER).await;
    for proxies in [&[][..], &["10.9.9.9"]] {
        assert_eq!(enter(&site, proxies, &from("190.3.3.3")).await.status(), StatusCode::TOO_MANY_REQUESTS);
    }
}

async fn the_cookie_is_secure_when_the_proxy_says_so() {
    let database = Database::sqlite();
    let site = Site::new(&database).await;
    let told = [("x-forwarded-proto", "https")];
    let entered = enter(&site, &[PEER], &told).await;
    let cookie = entered.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("__Host-poi=") && cookie.ends_with("; Secure"), "{cookie}");
    assert!(entered.headers().contains_key(header::STRICT_TRANSPORT_SECURITY));
    let entered = enter(&site, &[PEER], &[("x-forwarded-proto", "http")]).await;
    assert!(entered.headers()[header::SET_COOKIE].to_str().unwrap().starts_with("poi="));
}

async fn the_host_that_the_proxy_was_asked_for_is_this_site() {
    let database = Database::sqlite();
    let site = Site::new(&database).await;
    let told = |origin: &'static str| {
        [
            ("host", "interno:3000"),
            ("origin", origin),
            ("x-forwarded-host", "poi.munihuamanga.gob.pe"),
            ("x-forwarded-proto", "https"),
        ]
    };
    let own = told("https://poi.munihuamanga.gob.pe");
    assert_eq!(enter(&site, &[PEER], &own).await.status(), StatusCode::OK);
    for other in ["https://otro.pe", "http://poi.munihuamanga.gob.pe", "null"] {
        assert_eq!(enter(&site, &[PEER], &told(other)).await.status(), StatusCode::FORBIDDEN, "{other}");
    }
    assert_eq!(enter(&site, &[], &own).await.status(), StatusCode::FORBIDDEN, "who is no proxy may not name the site");
}

async fn over_plain_http_without_a_proxy_nothing_is_believed() {
    let database = Database::sqlite();
    let site = Site::new(&database).await;
    let told = [("x-forwarded-proto", "https"), ("x-forwarded-host", "otro"), ("x-forwarded-for", "1.1.1.1")];
    let entered = enter(&site, &[], &told).await;
    assert_eq!(entered.status(), StatusCode::OK);
    let cookie = entered.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("poi=") && !cookie.contains("Secure"), "{cookie}");
    assert!(!entered.headers().contains_key(header::STRICT_TRANSPORT_SECURITY));
    let acts = site.store.read().await.unwrap().actos("", 100).await.unwrap();
    assert_eq!(acts.last().unwrap().detalle, PEER);
}
