//! Dates that come back from MS Project: what is told of them, and what is not even read.

use app::api::cronograma::MAXIMO_DE_ARCHIVO;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::NaiveDate;
use domain::command::NuevaActividad;
use domain::plan::{Actividad, Ventana};
use domain::vista::cronograma::{Cotejo, Leida};
use domain::{Command, Id};
use serde_json::Value;
use server::imports::mspdi;
use uuid::Uuid;

use crate::cronograma::{busiest, export};
use crate::support::{Database, Site, accepted, fresh, on_both, read};

on_both!(
    a_file_that_comes_back_as_it_left_changes_nothing,
    what_the_dates_would_change_is_told_and_then_one_command_does_it,
    a_file_is_read_for_whoever_is_signed_in,
    a_file_over_the_limit_is_refused,
);

const ADDRESS: &str = "/api/documentos/cronograma/fechas";

async fn post(site: &Site, cookie: &str, file: impl Into<Body>) -> (StatusCode, Value) {
    let request = Request::post(ADDRESS)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/xml")
        .header("sec-fetch-site", "same-origin");
    let (status, headers, bytes) = read(site.call(request.body(file.into()).unwrap()).await).await;
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    (status, serde_json::from_slice(&bytes).unwrap())
}

async fn compared(site: &Site, cookie: &str, file: String) -> Cotejo {
    let (status, answer) = post(site, cookie, file).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    serde_json::from_value(answer).unwrap()
}

async fn a_file_that_comes_back_as_it_left_changes_nothing(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("coordinador").await;
    let before = site.plan().await;
    let top = domain::vista::arbol(&before)[0].id;
    let file = export(&site, &cookie, &format!("unidad={top}&ambito=ConDependientes")).await;
    let rows = file.matches("<Manual>1</Manual>").count();
    assert!(rows > 20, "{rows}");
    assert_eq!(compared(&site, &cookie, file).await, Cotejo { iguales: rows, ..Cotejo::default() });
    assert_eq!(site.plan().await, before);
}

async fn what_the_dates_would_change_is_told_and_then_one_command_does_it(database: &Database) {
    let site = Site::new(database).await;
    let (unit, rows) = busiest(&site.plan().await);
    let cookie = site.editor_of(unit).await;
    let new = accepted_activity(&site, &cookie, rows[0]).await;
    let before = site.plan().await;
    let task = before.tareas_de(rows[0]).find(|task| task.estado.es_vigente()).unwrap();
    let last = before.get(rows[0]).unwrap().ventana.fin;
    let (days, one_day) = (Ventana { inicio: day(5, 6), fin: day(9, 3) }, Ventana { inicio: last, fin: last });
    let file = export(&site, &cookie, &format!("unidad={unit}")).await;
    let count = file.matches("<Manual>1</Manual>").count();
    let file = moved(&file, &new.to_string(), Ventana::anual(before.ejercicio()), days);
    let cotejo = compared(&site, &cookie, moved(&file, &task.id.to_string(), task.ventana, one_day)).await;
    assert_eq!((cotejo.cambios.len(), cotejo.iguales, cotejo.rechazos.len()), (2, count - 2, 0), "{cotejo:?}");
    assert_eq!(cotejo.cambios[0].efecto, "ene–dic → may–set · S/ 0.00 igual");
    assert_eq!(cotejo.cambios[1].nombre, *task.nombre);
    assert_eq!(site.plan().await, before, "nothing was written");
    accepted(&site.send(&cookie, cotejo.command()).await);
    let after = site.plan().await;
    assert_eq!(after.get(new).unwrap().ventana, days);
    assert_eq!(after.get(task.id).unwrap().ventana, one_day);
}

/// One like another, for the whole year and without tasks.
async fn accepted_activity(site: &Site, cookie: &str, like: Id<Actividad>) -> Id<Actividad> {
    let (plan, id) = (site.plan().await, fresh(501));
    let row = plan.get(like).unwrap();
    let new = NuevaActividad {
        id,
        codigo: None,
        unidad: row.unidad,
        accion: row.accion,
        nombre: row.nombre.clone(),
        indicador: row.indicador.clone(),
        agregacion: row.agregacion,
        ventana: None,
        prioridad: row.prioridad.clone(),
    };
    accepted(&site.send(cookie, Command::CrearActividad(new)).await);
    id
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, month, day).unwrap()
}

/// A file as Project would save it once the dates of one task were typed anew.
fn moved(file: &str, id: &str, was: Ventana, now: Ventana) -> String {
    let mark = format!("<Value>{id}</Value>");
    let typed = |task: &str| {
        let start = task.replace(&format!("{}T08:00:00", was.inicio), &format!("{}T08:00:00", now.inicio));
        start.replace(&format!("{}T17:00:00", was.fin), &format!("{}T17:00:00", now.fin))
    };
    file.split_inclusive("</Task>")
        .map(|task| if task.contains(&mark) { typed(task) } else { task.to_owned() })
        .collect()
}

async fn a_file_is_read_for_whoever_is_signed_in(database: &Database) {
    let site = Site::new(database).await;
    let plan = site.plan().await;
    let (unit, rows) = busiest(&plan);
    let row = plan.get(rows[0]).unwrap();
    let file =
        project(&task("1", &rows[0].to_string(), &format!("{}T08:00:00", row.ventana.fin), "2017-12-31T17:00:00"));
    for cookie in ["", "poi=otra"] {
        assert_eq!(post(&site, cookie, file.clone()).await.0, StatusCode::UNAUTHORIZED);
    }
    let reader = site.sign_in("titular").await;
    let cotejo = compared(&site, &reader, file.clone()).await;
    assert_eq!(cotejo.rechazos.len() + cotejo.iguales, 1, "who reads is told what they may not write: {cotejo:?}");
    let elsewhere = Request::post(ADDRESS).header(header::COOKIE, &reader).header("sec-fetch-site", "cross-site");
    assert_eq!(site.call(elsewhere.body(Body::from(file)).unwrap()).await.status(), StatusCode::FORBIDDEN);
    let cookie = site.editor_of(unit).await;
    let (status, answer) = post(&site, &cookie, vec![0xff, 0xfe, b'<']).await;
    assert_eq!((status, answer["code"].as_str()), (StatusCode::BAD_REQUEST, Some("malformed")));
    assert!(answer["message"].as_str().unwrap().ends_with("No se tomó nada de él."), "{answer}");
    assert_eq!(site.plan().await, plan);
}

async fn a_file_over_the_limit_is_refused(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let (status, answer) = post(&site, &cookie, vec![b' '; MAXIMO_DE_ARCHIVO + 1]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(answer["message"].as_str().unwrap().contains("32 MB"), "{answer}");
    let (status, _) = post(&site, "", vec![b' '; MAXIMO_DE_ARCHIVO + 1]).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "nothing is taken in from nobody");
}

const OPEN: &str = r#"<Project xmlns="http://schemas.microsoft.com/project">"#;

fn project(tasks: &str) -> String {
    format!(r#"<?xml version="1.0"?>{OPEN}<Tasks>{tasks}</Tasks></Project>"#)
}

fn task(uid: &str, id: &str, start: &str, finish: &str) -> String {
    format!(
        "<Task><UID>{uid}</UID><Name>N {uid}</Name><OutlineLevel>1</OutlineLevel><Start>{start}</Start>\
         <Finish>{finish}</Finish><ExtendedAttribute><FieldID>188743734</FieldID><Value>{id}</Value>\
         </ExtendedAttribute></Task>"
    )
}

#[track_caller]
fn refused(file: &str) -> String {
    mspdi::read(file).expect_err("must be refused")
}

#[track_caller]
fn one(file: &str) -> Leida {
    let mut rows = mspdi::read(file).unwrap();
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows.remove(0)
}

#[test]
fn entities_are_neither_declared_nor_expanded() {
    let laughs = (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)));
    let laughs: String = laughs.collect();
    let file = project("").replacen("<Project", &format!("<!DOCTYPE p [<!ENTITY l0 \"ja\">{laughs}]><Project"), 1);
    assert!(refused(&file).contains("DOCTYPE"));
    let outside = "<!DOCTYPE p SYSTEM \"file:///etc/passwd\">";
    assert!(refused(&project("").replacen("<Project", &format!("{outside}<Project"), 1)).contains("DOCTYPE"));
    let file = project(&task("&xxe;", "x", "2017-01-01T08:00:00", "2017-01-01T17:00:00"));
    assert!(refused(&file).contains("«xxe»"));
    let known = project(&task("1", "x", "2017-01-01T08:00:00", "2017-01-01T17:00:00"))
        .replace("N 1", "A &amp; &#241;<![CDATA[<b>]]>");
    assert_eq!(one(&known).nombre, "A & ñ<b>");
}

#[test]
fn what_is_no_schedule_is_refused_with_a_sentence() {
    for (file, words) in [
        ("", "no es un cronograma"),
        ("hola", "no es un cronograma"),
        ("PK\u{3}\u{4}", "no es un cronograma"),
        ("<html></html>", "no es un cronograma"),
        ("<Project><Tasks/></Project>", "no es un cronograma"),
        (r#"<Project xmlns="otra"><Tasks/></Project>"#, "no es un cronograma"),
        (r#"<p:Project xmlns:p="http://schemas.microsoft.com/project"/>"#, "no es un cronograma"),
        (&project(""), "ninguna tarea"),
        (&format!("{OPEN}<Tasks>"), "incompleto"),
        (&format!("{OPEN}<Tasks></Project>"), "bien formado"),
        (&format!("{0}{0}", project(&task("1", "x", "a", "b"))), "más de un elemento raíz"),
        (&format!("{OPEN}{}{}</Project>", "<a>".repeat(200), "</a>".repeat(200)), "anida"),
        (&project(&task("1", &"x".repeat(5_000), "a", "b")), "demasiado largo"),
        (&project(&task("1", "x", "a", "b").repeat(20_001)), "más de 20000 tareas"),
    ] {
        assert!(refused(file).contains(words), "{words}: {}", refused(file));
    }
}

#[test]
fn elements_of_others_and_of_other_places_say_nothing() {
    let ours = task("1", "x", "2017-03-01T08:00:00", "2017-03-31T17:00:00");
    let foreign = "<x:Start xmlns:x=\"y\">1999-01-01T00:00:00</x:Start><Start xmlns=\"y\">1999-01-01T00:00:00</Start>\
                   <Baseline><Start>1999-01-01T00:00:00</Start></Baseline><Otro><Start>1999</Start></Otro><Notes>";
    let file = project(&ours.replace("</Task>", &format!("{foreign}{}</Notes></Task>", "n".repeat(9_000))));
    assert_eq!(one(&file).ventana, Ok(Ventana { inicio: day(3, 1), fin: day(3, 31) }));
    let own_summary =
        task("0", "x", "a", "b") + &task("7", "x", "a", "b").replace("</Task>", "<IsNull>1</IsNull></Task>");
    assert_eq!(mspdi::read(&project(&(own_summary + &ours))).unwrap().len(), 1);
    let marked = format!("\u{feff}{}", project(&ours));
    assert_eq!(one(&marked).nombre, "N 1");
}

#[test]
fn dates_are_days_and_what_is_no_date_is_told_of_its_row_alone() {
    let of = |start: &str, finish: &str| one(&project(&task("1", "x", start, finish))).ventana;
    assert_eq!(of("2017-03-01T00:00:00", "2017-04-01T00:00:00"), Ok(Ventana { inicio: day(3, 1), fin: day(3, 31) }));
    assert_eq!(of("2017-03-01T00:00:00", "2017-03-01T00:00:00"), Ok(Ventana { inicio: day(3, 1), fin: day(3, 1) }));
    assert_eq!(of("2017-03-05T09:30:00", "2017-03-05T10:00:00"), Ok(Ventana { inicio: day(3, 5), fin: day(3, 5) }));
    for wrong in ["", "ayer", "2017-02-30T08:00:00", "2017-3-1T08:00:00", "+12017-03-01T08:00:00", "2017-03-01"] {
        assert!(of(wrong, "2017-03-31T17:00:00").unwrap_err().contains("comienzo"), "{wrong}");
        assert!(of("2017-03-01T08:00:00", wrong).unwrap_err().contains("fin"), "{wrong}");
    }
}

#[test]
fn a_row_is_known_by_our_field_then_by_its_guid_and_by_its_code() {
    let id = Uuid::from_u128(7);
    let with = |extra: &str, ours: &str| {
        let plain = task("1", ours, "2017-03-01T08:00:00", "2017-03-01T17:00:00");
        one(&project(&plain.replace("<Name>", &format!("{extra}<Name>"))))
    };
    let guid = format!("<GUID>{}</GUID>", Uuid::from_u128(9).to_string().to_uppercase());
    assert_eq!(with(&guid, &id.to_string()).identificador, Some(id));
    assert_eq!(with(&guid, "nada").identificador, Some(Uuid::from_u128(9)));
    assert_eq!(with("", "nada").identificador, None);
    let code = "<ExtendedAttribute><FieldID>188743731</FieldID><Value>AOI30044000001</Value></ExtendedAttribute>";
    assert_eq!(with(code, "nada").codigo.unwrap().as_str(), "AOI30044000001");
}
