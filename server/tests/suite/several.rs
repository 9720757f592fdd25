//! Several commands in one request: as if each had been sent after the answer to the one before it.

use app::AppError;
use app::api::plan::{JUNTOS, Remitente, Respuesta};
use app::backend::Backend as _;
use app::error::Code;
use axum::http::{Request, StatusCode, header};
use domain::{Command, Envelope, Id, Rejection};
use serde_json::json;
use uuid::Uuid;

use crate::commit::{a_unit, ask, new, rewritten, secuencia};
use crate::history::check;
use crate::support::{Database, Site, accepted, on_both};

on_both!(
    each_is_decided_after_those_before_it_and_a_refusal_stops_none,
    what_was_sent_before_is_answered_as_before,
    what_follows_a_failure_is_not_tried,
    nothing_of_them_is_carried_out_under_anothers_name_or_on_another_history,
    more_than_go_together_are_refused_whole,
    without_a_database_all_are_kept,
);

pub async fn ask_all(site: &Site, cookie: &str, envelopes: &[Envelope]) -> Result<Vec<Respuesta>, AppError> {
    ask_all_as(site, cookie, Remitente::default(), envelopes).await
}

async fn ask_all_as(
    site: &Site,
    cookie: &str,
    de: Remitente,
    envelopes: &[Envelope],
) -> Result<Vec<Respuesta>, AppError> {
    let request = Request::post("/").header(header::COOKIE, cookie).body(()).unwrap();
    site.server.enviar_varios(&request.into_parts().0, de, envelopes.to_vec()).await
}

pub fn envelopes(commands: impl IntoIterator<Item = Command>) -> Vec<Envelope> {
    commands.into_iter().map(|command| Envelope { id: new(), command }).collect()
}

async fn each_is_decided_after_those_before_it_and_a_refusal_stops_none(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, rows) = a_unit(&site).await;
    let plan = site.plan().await;
    let twice = rewritten(&plan, rows[0], 2);
    let late = secuencia(&plan, rows[0], 77);
    let nothing = secuencia(&plan, rows[0], 1_001);
    let all = envelopes([twice[0].clone(), twice[1].clone(), late, nothing, secuencia(&plan, rows[1], 31)]);
    let (status, answers) = site.post("/api/enviar-varios", &cookie, &json!({ "de": {}, "envelopes": all })).await;
    assert_eq!(status, StatusCode::OK, "{answers}");
    let answers: Vec<Respuesta> = serde_json::from_value(answers).unwrap();
    let next = plan.version() + 1;
    let [first, second, third, fourth, fifth] = &answers[..] else { panic!("{answers:?}") };
    assert_eq!((accepted(first), accepted(second), accepted(fifth)), (next, next + 1, next + 2));
    let Respuesta::Rechazada(why) = third else { panic!("{third:?}") };
    assert!(matches!(why.first(), Rejection::CambioAjeno { .. }));
    assert_eq!(fourth, &Respuesta::SinCambio, "as the second left it");
    assert_eq!(site.plan().await.version(), next + 2);
    check(&site.store, &site.plan().await).await;
}

async fn what_was_sent_before_is_answered_as_before(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, rows) = a_unit(&site).await;
    let plan = site.plan().await;
    let mut all = envelopes(rewritten(&plan, rows[0], 3));
    let first = ask_all(&site, &cookie, &all[..2]).await.unwrap();
    let again = ask_all(&site, &cookie, &all).await.unwrap();
    let versions: Vec<u64> = again.iter().map(accepted).collect();
    assert_eq!(versions, [plan.version() + 1, plan.version() + 2, plan.version() + 3]);
    assert_eq!(first, again[..2]);
    // The same once more within one request, and another command under an id that was used.
    let used = Envelope { id: all[0].id, command: secuencia(&plan, rows[1], 5) };
    all.extend([all[2].clone(), used]);
    let answers = ask_all(&site, &cookie, &all).await.unwrap();
    assert_eq!(answers[..3], again);
    assert_eq!(answers[3..], [again[2].clone(), Respuesta::Rechazada(Rejection::IdentificadorRepetido.into())]);
    assert_eq!(site.plan().await.version(), plan.version() + 3);
    check(&site.store, &site.plan().await).await;
}

/// A rule accepts what a table does not: whoever sent it finds out before anything that may
/// build on it is carried out.
async fn what_follows_a_failure_is_not_tried(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, rows) = a_unit(&site).await;
    let plan = site.plan().await;
    let [one, two, three, four, ..] = rows[..] else { panic!("four activities") };
    let mut tx = site.store.begin().await.unwrap();
    let unique = "CREATE UNIQUE INDEX veneno ON actividad (sec_func) WHERE sec_func = '666'";
    tx.execute(unique, vec![]).await.unwrap();
    tx.commit().await.unwrap();
    let all = envelopes([secuencia(&plan, one, 666), secuencia(&plan, two, 666), secuencia(&plan, three, 31)]);
    let answers = ask_all(&site, &cookie, &all).await.unwrap();
    assert_eq!(answers, [Respuesta::Aceptada { version: plan.version() + 1 }]);
    let failed = ask_all(&site, &cookie, &all[1..]).await.unwrap_err();
    assert_eq!(failed.code, Code::Internal);
    assert_eq!(site.plan().await.version(), plan.version() + 1, "the third waits for what is told of the second");
    let other = ask(&site.server, &cookie, new(), secuencia(&plan, four, 41)).await.unwrap();
    assert_eq!(accepted(&other), plan.version() + 2, "another's is");
    let answers = ask_all(&site, &cookie, &all[2..]).await.unwrap();
    assert_eq!(answers, [Respuesta::Aceptada { version: plan.version() + 3 }]);
    check(&site.store, &site.plan().await).await;
}

async fn nothing_of_them_is_carried_out_under_anothers_name_or_on_another_history(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, rows) = a_unit(&site).await;
    let before = site.plan().await;
    let all = envelopes(rewritten(&before, rows[0], 3));
    let other = Remitente { persona: Some(Id::new(Uuid::now_v7())), epoch: None, plan: None };
    let elsewhere = Remitente { persona: None, epoch: Some(0), plan: None };
    for (de, code) in [(other, Code::OtherPerson), (elsewhere, Code::OtherHistory)] {
        assert_eq!(ask_all_as(&site, &cookie, de, &all).await.unwrap_err().code, code);
    }
    let nobody = ask_all(&site, "poi=inventado", &all).await;
    assert_eq!(nobody.unwrap_err().code, Code::NoSession);
    assert_eq!(site.plan().await, before);
    assert_eq!(ask_all(&site, &cookie, &[]).await.unwrap(), []);
}

async fn more_than_go_together_are_refused_whole(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, rows) = a_unit(&site).await;
    let before = site.plan().await;
    let all = envelopes(rewritten(&before, rows[0], u32::try_from(JUNTOS).unwrap() + 1));
    let refused = ask_all(&site, &cookie, &all).await.unwrap_err();
    assert_eq!(refused.code, Code::Malformed);
    assert!(refused.message.contains("no se cambió nada"), "{refused}");
    assert_eq!(site.plan().await, before);
    assert_eq!(ask_all(&site, &cookie, &all[..JUNTOS]).await.unwrap().len(), JUNTOS);
    assert_eq!(site.plan().await.version(), before.version() + JUNTOS as u64);
}

async fn without_a_database_all_are_kept(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, rows) = a_unit(&site).await;
    let all = envelopes(rewritten(&site.plan().await, rows[0], 3));
    site.store.close().await;
    assert_eq!(ask_all(&site, &cookie, &all).await.unwrap_err().code, Code::Offline);
}
