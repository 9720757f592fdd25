//! Signing in, staying in, and who is kept out.

use app::api::session::{Entorno, Sesion};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use domain::Hash;
use serde_json::{Value, json};
use server::session::limits::{self, Turn};

use crate::support::{CLAVE, Database, Site, on_both, read, store_demonstration};

on_both!(
    the_right_password_opens_a_session,
    wrong_and_unknown_are_told_the_same,
    a_plain_form_is_taken_back_to_the_sentence,
    an_account_has_ten_attempts_in_a_quarter_of_an_hour,
    an_address_has_a_hundred,
    a_session_lasts_while_it_is_used,
    signing_out_ends_it,
    a_closed_account_is_out_at_once,
    a_new_password_ends_the_sessions_of_the_account,
    only_a_demonstration_moves_today,
);

async fn enter(site: &Site, usuario: &str, clave: &str) -> Response {
    site.form("/api/entrar", "", &format!("usuario={usuario}&clave={}", clave.replace(' ', "+"))).await
}

async fn code(response: Response) -> Value {
    let (_, _, body) = read(response).await;
    serde_json::from_slice::<Value>(&body).unwrap()["code"].clone()
}

async fn who(site: &Site, cookie: &str) -> Option<Sesion> {
    let (status, answer) = site.post("/api/sesion", cookie, &json!({})).await;
    assert_eq!(status, StatusCode::OK);
    serde_json::from_value(answer).unwrap()
}

async fn the_right_password_opens_a_session(database: &Database) {
    let site = Site::new(database).await;
    let response = enter(&site, " Editor ", CLAVE).await;
    assert_eq!(response.status(), StatusCode::OK);
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
    for part in ["poi=", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let carried = cookie.split(';').next().unwrap();
    let sesion = who(&site, carried).await.unwrap();
    assert_eq!((sesion.nombre.as_str(), sesion.plan), ("Rosa Quispe Huamaní", site.plan_id()));
    let kept = "SELECT resumen FROM sesion";
    let rows = site.store.read().await.unwrap().rows(kept, vec![]).await.unwrap();
    let digest = rows[0].text(0).unwrap().unwrap();
    assert_eq!(digest, Hash::of(carried.trim_start_matches("poi=").as_bytes()).to_string(), "only the digest is kept");
}

async fn wrong_and_unknown_are_told_the_same(database: &Database) {
    let site = Site::new(database).await;
    let (wrong, unknown) = (enter(&site, "editor", "otra").await, enter(&site, "nadie", "otra").await);
    assert_eq!((wrong.status(), unknown.status()), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    assert_eq!(read(wrong).await.2, read(unknown).await.2);
    assert_eq!(code(enter(&site, "", "").await).await, "wrong-credentials");
}

/// Without JavaScript the answer is a page: back to Entrar, which tells the sentence.
async fn a_plain_form_is_taken_back_to_the_sentence(database: &Database) {
    let site = Site::new(database).await;
    let request = Request::post("/api/entrar")
        .header(header::ACCEPT, "text/html")
        .header(header::REFERER, "http://poi/entrar")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("usuario=editor&clave=otra"))
        .unwrap();
    let response = site.call(request).await;
    assert_eq!(response.status(), StatusCode::FOUND);
    let place = response.headers()[header::LOCATION].to_str().unwrap().trim_start_matches("http://poi").to_owned();
    let (status, _, page) = read(site.get(&place, "").await).await;
    assert_eq!(status, StatusCode::OK);
    assert!(String::from_utf8(page).unwrap().contains("no coinciden."));
}

async fn an_account_has_ten_attempts_in_a_quarter_of_an_hour(database: &Database) {
    let site = Site::new(database).await;
    for _ in 0..limits::PER_ACCOUNT - 1 {
        assert_eq!(code(enter(&site, "editor", "otra").await).await, "wrong-credentials");
    }
    assert_eq!(enter(&site, "editor", CLAVE).await.status(), StatusCode::OK, "the tenth is right, and clears it");
    for _ in 0..limits::PER_ACCOUNT {
        assert_eq!(code(enter(&site, "editor", "otra").await).await, "wrong-credentials");
    }
    let kept_out = enter(&site, "editor", CLAVE).await;
    assert_eq!(kept_out.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(code(kept_out).await, "too-many");
    assert_eq!(enter(&site, "jefe", CLAVE).await.status(), StatusCode::OK, "others are not kept out");
    site.hands.advance(15 * 60);
    assert_eq!(enter(&site, "editor", CLAVE).await.status(), StatusCode::OK);
}

async fn an_address_has_a_hundred(database: &Database) {
    let site = Site::new(database).await;
    let mut tx = site.store.begin().await.unwrap();
    for attempt in 0..limits::PER_ADDRESS {
        let turn = limits::take(&mut tx, &format!("u{attempt}"), "10.0.0.1", site.hands.clock().now()).await;
        assert_eq!(turn.unwrap(), Turn::Taken);
    }
    tx.commit().await.unwrap();
    assert_eq!(code(enter(&site, "editor", CLAVE).await).await, "too-many");
}

async fn a_session_lasts_while_it_is_used(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let digest = Hash::of(cookie.trim_start_matches("poi=").as_bytes());
    site.hands.advance(11 * 3600);
    assert!(who(&site, &cookie).await.is_some());
    let now = site.hands.clock().now();
    while site.store.read().await.unwrap().sesion(digest, now).await.unwrap().unwrap().vista < now {
        tokio::task::yield_now().await;
    }
    site.hands.advance(11 * 3600);
    assert!(site.get("/programacion", &cookie).await.status().is_success(), "its use was noted");
    site.hands.advance(13 * 3600);
    assert_eq!(who(&site, &cookie).await, None);
    assert_eq!(site.get("/programacion", &cookie).await.status(), StatusCode::FOUND, "to Entrar");
}

async fn signing_out_ends_it(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let response = site.form("/api/salir", &cookie, "").await;
    assert!(response.headers()[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    assert_eq!(who(&site, &cookie).await, None);
}

async fn a_closed_account_is_out_at_once(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let mut tx = site.store.begin().await.unwrap();
    let cuenta = tx.cuenta("editor").await.unwrap().unwrap();
    tx.put_cuenta(&server::store::Cuenta { estado: server::store::EstadoCuenta::Cerrada, ..cuenta }).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(who(&site, &cookie).await, None);
    assert_eq!(code(enter(&site, "editor", CLAVE).await).await, "wrong-credentials");
}

async fn a_new_password_ends_the_sessions_of_the_account(database: &Database) {
    let site = Site::new(database).await;
    let (mine, also, other) = (site.sign_in("editor").await, site.sign_in("editor").await, site.sign_in("jefe").await);
    let mut tx = site.store.begin().await.unwrap();
    let cuenta = tx.cuenta("editor").await.unwrap().unwrap();
    server::session::change_account(&mut tx, &cuenta).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((who(&site, &mine).await, who(&site, &also).await), (None, None));
    assert!(who(&site, &other).await.is_some(), "others stay in");
}

async fn only_a_demonstration_moves_today(database: &Database) {
    let store = database.open().await;
    store_demonstration(&store).await;
    let institution = Site::on(store.clone(), Entorno::Institucional);
    let cookie = institution.sign_in("consulta").await;
    let before = who(&institution, &cookie).await.unwrap().hoy;
    let refused = institution.form("/api/mover-hoy", &cookie, "fecha=2016-03-30").await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    assert_eq!(code(refused).await, "forbidden");
    assert_eq!(who(&institution, &cookie).await.unwrap().hoy, before);
    let demonstration = Site::on(store, Entorno::Demostracion);
    assert_eq!(demonstration.form("/api/mover-hoy", &cookie, "fecha=2016-03-30").await.status(), StatusCode::OK);
    assert_eq!(who(&demonstration, &cookie).await.unwrap().hoy.to_string(), "2016-03-30");
    demonstration.hands.advance(24 * 3600);
    let next = demonstration.sign_in("consulta").await;
    assert_eq!(who(&demonstration, &next).await.unwrap().hoy.to_string(), "2016-03-31", "and it goes on");
}
