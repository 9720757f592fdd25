//! What every request must pass and every answer carries; a command at the door.

use std::io::Read as _;

use app::api::plan::Respuesta;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use domain::plan::Checkpoint;
use domain::{CommandId, Envelope, Rejection};
use serde_json::{Value, json};
use server::backend::Cursor;
use uuid::Uuid;

use crate::live::cell;
use crate::support::{Database, Site, accepted, on_both, read};

on_both!(
    what_another_site_sends_is_refused,
    a_body_over_the_limit_is_refused,
    a_large_command_of_who_is_known_is_carried_out,
    a_command_of_an_unknown_format_changes_nothing,
    without_a_session_nothing_is_answered,
    pages_carry_a_policy_with_their_nonce,
    a_checkpoint_is_the_plan_in_every_encoding,
    a_checkpoint_may_be_some_entries_old_and_says_where_it_stands,
    a_repeated_command_is_answered_as_before,
    the_second_of_two_people_on_one_cell_is_told_who,
    what_would_change_nothing_is_no_entry,
    health_is_told_and_unknown_addresses_are_not_found,
);

const MEGABYTE: usize = 1024 * 1024;

fn envelope(site_command: domain::Command) -> Value {
    json!({ "envelope": Envelope { id: CommandId(Uuid::now_v7()), command: site_command } })
}

async fn what_another_site_sends_is_refused(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let before = site.plan().await;
    for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://otro")]
    {
        for method in [Method::POST, Method::PUT, Method::DELETE] {
            let request = Request::builder()
                .method(method)
                .uri("/api/enviar")
                .header(header::COOKIE, &cookie)
                .header(header::HOST, "poi")
                .header(header::CONTENT_TYPE, "application/json")
                .header(name, value)
                .body(Body::from(envelope(cell(&before, 7)).to_string()))
                .unwrap();
            let (status, _, body) = read(site.call(request).await).await;
            assert_eq!(status, StatusCode::FORBIDDEN);
            assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["code"], "forbidden");
        }
    }
    assert_eq!(site.plan().await, before);
}

async fn a_body_over_the_limit_is_refused(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let (known, nobody) = (cookie.as_str(), "");
    // Only who is known may send much, and has to say how much it is.
    for (path, cookie, size, announced, sentence) in [
        ("/api/enviar", known, 8 * MEGABYTE + 1, true, "8 MB"),
        ("/api/enviar", known, MEGABYTE + 1, false, "1 MB"),
        ("/api/enviar", nobody, MEGABYTE + 1, false, "1 MB"),
        ("/api/enviar-varios", known, 8 * MEGABYTE + 1, true, "8 MB"),
        ("/api/entrar", known, 64 * 1024 + 1, true, "64 kB"),
        ("/api/entrar", known, 64 * 1024 + 1, false, "64 kB"),
    ] {
        let mut request = Request::post(path).header(header::COOKIE, cookie);
        if announced {
            request = request.header(header::CONTENT_LENGTH, size);
        }
        let (status, _, body) = read(site.call(request.body(Body::from(vec![b' '; size])).unwrap()).await).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "{path}: {size}");
        let message = serde_json::from_slice::<Value>(&body).unwrap()["message"].as_str().unwrap().to_owned();
        assert!(message.contains(sentence) && message.contains("no se cambió nada"), "{message}");
    }
    // Whoever's session ended is told so, and keeps what waits.
    for path in ["/api/enviar", "/api/enviar-varios"] {
        let request = Request::post(path).header(header::CONTENT_LENGTH, MEGABYTE + 1);
        let (status, _, body) =
            read(site.call(request.body(Body::from(vec![b' '; MEGABYTE + 1])).unwrap()).await).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["code"], "no-session");
    }
}

async fn a_large_command_of_who_is_known_is_carried_out(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let before = site.plan().await;
    // What follows the JSON is its own to ignore.
    let mut command = envelope(cell(&before, 7));
    command["de"] = json!({});
    let body = format!("{command}{}", " ".repeat(4 * MEGABYTE));
    let request = Request::post("/api/enviar")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::CONTENT_LENGTH, body.len())
        .body(Body::from(body))
        .unwrap();
    let (status, _, body) = read(site.call(request).await).await;
    assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&body));
    assert_eq!(site.plan().await.version(), before.version() + 1);
}

async fn a_command_of_an_unknown_format_changes_nothing(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let before = site.plan().await;
    let id = Uuid::now_v7();
    for command in [
        json!({ "Inventar": 1 }),
        json!({ "ProgramarMetas": [{ "actividad": id, "periodo": "Anual", "seen": null, "nueva": -1 }] }),
        json!({ "EditarActividad": { "id": id, "seen": { "Nombre": "a" }, "nuevo": { "Nombre": "a\u{0}" } } }),
    ] {
        let body = json!({ "envelope": { "id": id, "command": command } });
        let (status, answer) = site.post("/api/enviar", &cookie, &body).await;
        assert_eq!((status, &answer["code"]), (StatusCode::BAD_REQUEST, &"malformed".into()));
        assert!(!answer["message"].as_str().unwrap().is_empty());
    }
    assert_eq!(site.plan().await, before);
}

async fn without_a_session_nothing_is_answered(database: &Database) {
    let site = Site::new(database).await;
    let plan = site.plan_id();
    for cookie in ["", "poi=inventado"] {
        for path in [format!("/api/plan/{plan}/checkpoint"), format!("/api/plan/{plan}/corriente?since=0")] {
            let (status, _, body) = read(site.get(&path, cookie).await).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED);
            assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["code"], "no-session");
        }
        let command = envelope(cell(&site.plan().await, 7));
        let several = json!({ "de": {}, "envelopes": [command["envelope"]] });
        for path in ["enviar", "enviar-varios", "directorio", "inicio", "marco", "programacion"] {
            let body = match path {
                "enviar" => command.clone(),
                "enviar-varios" => several.clone(),
                _ => json!({}),
            };
            let (status, answer) = site.post(&format!("/api/{path}"), cookie, &body).await;
            assert_eq!((status, &answer["code"]), (StatusCode::UNAUTHORIZED, &"no-session".into()), "{path}");
        }
        assert_eq!(site.get("/programacion", cookie).await.status(), StatusCode::FOUND);
    }
}

async fn pages_carry_a_policy_with_their_nonce(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    for path in ["/", "/programacion", "/marco", "/criterios"] {
        let (status, headers, body) = read(site.get(path, &cookie).await).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"));
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        let html = String::from_utf8(body).unwrap();
        for script in html.split("<script").skip(1) {
            assert!(script.split('>').next().unwrap().contains(nonce), "{path}: {script:.80}");
        }
        assert!(!html.contains(" style="), "{path}");
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert!(headers.contains_key("x-request-id"));
    }
}

async fn a_checkpoint_is_the_plan_in_every_encoding(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("consulta").await;
    let path = format!("/api/plan/{}/checkpoint", site.plan_id());
    let expected = site.plan().await.checkpoint();
    for encoding in ["br", "gzip", "identity"] {
        let request = Request::get(&path).header(header::COOKIE, &cookie).header(header::ACCEPT_ENCODING, encoding);
        let (status, headers, body) = read(site.call(request.body(Body::empty()).unwrap()).await).await;
        assert_eq!((status, &headers[header::CONTENT_ENCODING]), (StatusCode::OK, &encoding.parse().unwrap()));
        let mut plain = Vec::new();
        match encoding {
            "br" => brotli::BrotliDecompress(&mut body.as_slice(), &mut plain).unwrap(),
            "gzip" => _ = flate2::read::GzDecoder::new(body.as_slice()).read_to_end(&mut plain).unwrap(),
            _ => plain = body,
        }
        assert_eq!(serde_json::from_slice::<Checkpoint>(&plain).unwrap(), expected);
    }
}

/// However many ask at once and however fast others write, it is made once in a while; the
/// stream brings it to the present.
async fn a_checkpoint_may_be_some_entries_old_and_says_where_it_stands(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let path = format!("/api/plan/{}/checkpoint", site.plan_id());
    let place = async || {
        let response = site.get(&path, &cookie).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.headers()["x-cursor"].to_str().unwrap().parse::<Cursor>().unwrap()
    };
    let start = place().await;
    assert_eq!(start, Cursor::from(&*site.vivo.state().await.unwrap()));
    for number in 1..=20 {
        accepted(&site.send(&cookie, cell(&site.plan().await, number)).await);
    }
    let all = tokio::join!(place(), place(), place(), place());
    assert_eq!(all, (start.clone(), start.clone(), start.clone(), start.clone()), "made once");
    for number in 21..=420 {
        accepted(&site.send(&cookie, cell(&site.plan().await, number)).await);
    }
    let state = site.vivo.state().await.unwrap();
    let late = place().await;
    assert!(late.version + 400 >= state.plan.version() && late.version > start.version);
    assert!(site.vivo.passed(&state, &late).await.unwrap() && site.vivo.passed(&state, &start).await.unwrap());
}

async fn a_repeated_command_is_answered_as_before(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, other) = (site.sign_in("editor").await, site.sign_in("jefe").await);
    let (id, command) = (CommandId(Uuid::now_v7()), cell(&site.plan().await, 4321));
    let version = accepted(&site.send_as(&cookie, id, command.clone()).await);
    let after = site.plan().await;
    assert_eq!(accepted(&site.send_as(&cookie, id, command.clone()).await), version);
    let changed = site.send_as(&cookie, id, cell(&after, 1234)).await;
    assert_eq!(changed, Respuesta::Rechazada(Rejection::IdentificadorRepetido.into()), "another body");
    let stolen = site.send_as(&other, id, command).await;
    assert_eq!(stolen, Respuesta::Rechazada(Rejection::IdentificadorRepetido.into()));
    assert_eq!(site.plan().await, after);
}

async fn the_second_of_two_people_on_one_cell_is_told_who(database: &Database) {
    let site = Site::new(database).await;
    let (editor, jefe) = (site.sign_in("editor").await, site.sign_in("jefe").await);
    let (mine, theirs) = (cell(&site.plan().await, 111), cell(&site.plan().await, 222));
    accepted(&site.send(&editor, mine).await);
    let before = site.plan().await;
    let Respuesta::Rechazada(rejections) = site.send(&jefe, theirs).await else { panic!("it must be refused") };
    let Rejection::CambioAjeno { actual, autor: Some(autor), .. } = rejections.first() else { panic!("{rejections}") };
    let rosa = site.store.read().await.unwrap().cuenta("editor").await.unwrap().unwrap().persona;
    assert_eq!((actual.as_str(), autor.persona), ("111", rosa));
    assert_eq!(site.plan().await, before);
}

async fn what_would_change_nothing_is_no_entry(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    accepted(&site.send(&cookie, cell(&site.plan().await, 555)).await);
    let before = site.plan().await;
    assert_eq!(site.send(&cookie, cell(&before, 555)).await, Respuesta::SinCambio);
    assert_eq!(site.plan().await.version(), before.version());
}

async fn health_is_told_and_unknown_addresses_are_not_found(database: &Database) {
    let site = Site::new(database).await;
    let (status, headers, body) = read(site.get("/salud", "").await).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["estado"], "bien");
    assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().starts_with("default-src 'none'"));
    assert_eq!(site.get("/no-existe", "").await.status(), StatusCode::NOT_FOUND);
    let cookie = site.sign_in("editor").await;
    let (status, answer) = site.post("/api/programacion", &cookie, &json!({ "unidad": Uuid::now_v7() })).await;
    assert_eq!((status, &answer["code"]), (StatusCode::NOT_FOUND, &"not-found".into()));
    assert_eq!(site.get("/pkg/no-existe.js", "").await.status(), StatusCode::NOT_FOUND);
    site.store.close().await;
    assert_eq!(site.get("/salud", "").await.status(), StatusCode::SERVICE_UNAVAILABLE);
}
