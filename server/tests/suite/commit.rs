//! Commands that share a commit: each is answered for itself, and nothing is lost or written twice.

use std::{future::poll_fn, pin::Pin, task::Poll};

use app::AppError;
use app::api::plan::{Remitente, Respuesta};
use app::backend::Backend as _;
use app::error::Code;
use axum::http::{Request, header};
use domain::plan::{Actividad, CampoActividad, Campos as _, Insumo, UnidadOrganica};
use domain::texto::Texto;
use domain::{Command, CommandId, Envelope, Hash, Id, Plan, Rejection};
use server::backend::Shared;
use server::store::Registro;
use tokio::task::JoinSet;
use tokio::time::timeout;
use uuid::Uuid;

use crate::history::check;
use crate::support::{Database, PATIENCE, Site, accepted, fresh, on_both};

on_both!(
    a_refusal_amid_a_batch_disturbs_no_other,
    an_id_repeated_within_a_batch_is_one_command,
    what_the_database_refuses_fails_alone,
    who_left_is_refused_and_the_others_go_on,
    nothing_is_carried_out_under_anothers_name_or_on_another_history,
    a_command_is_carried_out_though_nobody_waits_for_it,
    many_writers_at_once_lose_nothing,
    without_a_database_a_command_is_kept_and_not_refused,
);

type Answer = Result<Respuesta, AppError>;
type Asked = Pin<Box<dyn Future<Output = Answer> + Send>>;

pub fn ask(server: &Shared, cookie: &str, id: CommandId, command: Command) -> Asked {
    ask_as(server, cookie, Remitente::default(), id, command)
}

fn ask_as(server: &Shared, cookie: &str, de: Remitente, id: CommandId, command: Command) -> Asked {
    let (server, request) = (server.clone(), Request::post("/").header(header::COOKIE, cookie));
    let (request, ()) = request.body(()).unwrap().into_parts();
    Box::pin(async move { server.enviar(&request, de, Envelope { id, command }).await })
}

/// Lets it do what it can now, which is to take its place among those that wait.
async fn join(asked: &mut Asked) {
    poll_fn(|context| {
        assert!(asked.as_mut().poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
}

/// Carries all out in one batch: they gather while the plan is locked and a first one has the turn.
pub async fn together(site: &Site, (cookie, last): (&str, Id<Actividad>), mut all: Vec<Asked>) -> Vec<Answer> {
    let mut held = site.store.begin().await.unwrap();
    held.lock(Registro::Plan(site.plan_id())).await.unwrap();
    let plan = site.plan().await;
    let mut first = ask(&site.server, cookie, new(), secuencia(&plan, last, 7_000));
    join(&mut first).await;
    while site.vivo.waiting() > 0 {
        tokio::task::yield_now().await;
    }
    for asked in &mut all {
        join(asked).await;
    }
    assert_eq!(site.vivo.waiting(), all.len());
    drop(held);
    accepted(&first.await.unwrap());
    let mut answers = Vec::new();
    for asked in all {
        answers.push(timeout(PATIENCE, asked).await.unwrap());
    }
    answers
}

pub fn new() -> CommandId {
    CommandId(Uuid::now_v7())
}

/// Activities in force of one unit.
pub fn activities(plan: &Plan, unidad: Id<UnidadOrganica>) -> Vec<Id<Actividad>> {
    plan.actividades_de(unidad).filter(|row| row.estado.es_vigente()).map(|row| row.id).collect()
}

/// The activities of the unit that has most, and someone who writes them.
pub async fn a_unit(site: &Site) -> (String, Vec<Id<Actividad>>) {
    let plan = site.plan().await;
    let units = plan.todos::<UnidadOrganica>().keys();
    let unidad = *units.max_by_key(|unidad| plan.actividades_de(**unidad).count()).unwrap();
    (site.editor_of(unidad).await, activities(&plan, unidad))
}

/// Writes the sec. func. of an activity over the one it has.
pub fn secuencia(plan: &Plan, id: Id<Actividad>, number: u32) -> Command {
    let nuevo = CampoActividad::SecFunc(Texto::new(&number.to_string()).unwrap());
    Command::EditarActividad { id, seen: plan.get(id).unwrap().leer(&nuevo), nuevo }
}

pub fn versions(answers: &[Answer]) -> Vec<Option<u64>> {
    let version = |answer: &Answer| match answer {
        Ok(Respuesta::Aceptada { version }) => Some(*version),
        _ => None,
    };
    answers.iter().map(version).collect()
}

async fn a_refusal_amid_a_batch_disturbs_no_other(database: &Database) {
    let site = Site::new(database).await;
    let ((cookie, rows), reader) = (a_unit(&site).await, site.sign_in("consulta").await);
    let plan = site.plan().await;
    let [one, two, three, last, ..] = rows[..] else { panic!("four activities") };
    let late = secuencia(&plan, one, 12);
    let all = vec![
        ask(&site.server, &cookie, new(), secuencia(&plan, one, 11)),
        ask(&site.server, &reader, new(), secuencia(&plan, two, 21)),
        ask(&site.server, &cookie, new(), secuencia(&plan, two, 22)),
        ask(&site.server, &cookie, new(), late),
        ask(&site.server, &cookie, new(), secuencia(&plan, three, 31)),
    ];
    let answers = together(&site, (&cookie, last), all).await;
    let next = plan.version() + 2;
    assert_eq!(versions(&answers), [Some(next), None, Some(next + 1), None, Some(next + 2)]);
    let refused = |at: usize| match &answers[at] {
        Ok(Respuesta::Rechazada(why)) => why.first().clone(),
        other => panic!("{other:?}"),
    };
    assert!(matches!(refused(1), Rejection::SinPermiso { .. }));
    assert!(matches!(refused(3), Rejection::CambioAjeno { .. }), "decided after the first of its batch");
    check(&site.store, &site.plan().await).await;
}

async fn an_id_repeated_within_a_batch_is_one_command(database: &Database) {
    let site = Site::new(database).await;
    let ((cookie, rows), other) = (a_unit(&site).await, site.sign_in("jefe").await);
    let plan = site.plan().await;
    let [one, two, last, ..] = rows[..] else { panic!("three activities") };
    let (id, command) = (new(), secuencia(&plan, one, 11));
    let all = vec![
        ask(&site.server, &cookie, id, command.clone()),
        ask(&site.server, &cookie, id, command.clone()),
        ask(&site.server, &cookie, id, secuencia(&plan, two, 21)),
        ask(&site.server, &other, id, command),
    ];
    let answers = together(&site, (&cookie, last), all).await;
    let version = plan.version() + 2;
    assert_eq!(versions(&answers), [Some(version), Some(version), None, None]);
    for answer in &answers[2..] {
        assert_eq!(answer, &Ok(Respuesta::Rechazada(Rejection::IdentificadorRepetido.into())));
    }
    assert_eq!(site.plan().await.version(), version);
    check(&site.store, &site.plan().await).await;
}

/// A defect of the program, or a hand in its tables: what a rule accepts and a table does not,
/// when it is written or when the commit looks at what refers to what.
async fn what_the_database_refuses_fails_alone(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, rows) = a_unit(&site).await;
    let plan = site.plan().await;
    let [one, two, three, last, ..] = rows[..] else { panic!("four activities") };
    let lines = plan.todos::<Insumo>();
    let used = |code: &_| lines.values().any(|line| line.clasificador == *code);
    let gone = plan.clasificadores().values().rfind(|row| !used(&row.codigo)).unwrap().clone();
    let mut tx = site.store.begin().await.unwrap();
    let unique = "CREATE UNIQUE INDEX veneno ON actividad (sec_func) WHERE sec_func = '666'";
    tx.execute(unique, vec![]).await.unwrap();
    let code = gone.codigo.to_string();
    let forget = "DELETE FROM clasificador WHERE codigo = $1";
    assert_eq!(tx.execute(forget, vec![code.clone().into()]).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let like = lines.values().next().unwrap();
    let orphan = Insumo { id: fresh(1), actividad: three, clasificador: gone.codigo.clone(), ..(**like).clone() };
    let all = vec![
        ask(&site.server, &cookie, new(), secuencia(&plan, one, 666)),
        ask(&site.server, &cookie, new(), secuencia(&plan, two, 666)),
        ask(&site.server, &cookie, new(), Command::CrearInsumo(orphan)),
        ask(&site.server, &cookie, new(), secuencia(&plan, three, 31)),
    ];
    let answers = together(&site, (&cookie, last), all).await;
    let next = plan.version() + 2;
    assert_eq!(versions(&answers), [Some(next), None, None, Some(next + 1)]);
    for answer in &answers[1..3] {
        assert_eq!(answer.as_ref().unwrap_err().code, Code::Internal);
    }
    let again = secuencia(&site.plan().await, two, 22);
    assert_eq!(accepted(&site.send(&cookie, again).await), next + 2, "it goes on");
    let mut tx = site.store.begin().await.unwrap();
    let put_back = "INSERT INTO clasificador (plan, codigo, nombre) VALUES ($1, $2, $3)";
    let values = vec![plan.id().to_string().into(), code.into(), gone.nombre.to_string().into()];
    tx.execute(put_back, values).await.unwrap();
    tx.commit().await.unwrap();
    check(&site.store, &site.plan().await).await;
}

async fn who_left_is_refused_and_the_others_go_on(database: &Database) {
    let site = Site::new(database).await;
    let ((cookie, rows), gone) = (a_unit(&site).await, site.sign_in("analista").await);
    let plan = site.plan().await;
    let [one, two, three, last, ..] = rows[..] else { panic!("four activities") };
    let mut tx = site.store.begin().await.unwrap();
    tx.end_sesion(Hash::of(gone.trim_start_matches("poi=").as_bytes())).await.unwrap();
    tx.commit().await.unwrap();
    let all = vec![
        ask(&site.server, &cookie, new(), secuencia(&plan, one, 11)),
        ask(&site.server, &gone, new(), secuencia(&plan, two, 21)),
        ask(&site.server, &cookie, new(), secuencia(&plan, three, 31)),
    ];
    let answers = together(&site, (&cookie, last), all).await;
    let next = plan.version() + 2;
    assert_eq!(versions(&answers), [Some(next), None, Some(next + 1)]);
    assert_eq!(answers[1].as_ref().unwrap_err().code, Code::NoSession);
    check(&site.store, &site.plan().await).await;
}

async fn nothing_is_carried_out_under_anothers_name_or_on_another_history(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, rows) = a_unit(&site).await;
    let before = site.plan().await;
    let command = secuencia(&before, rows[0], 1);
    let other = Remitente { persona: Some(Id::new(Uuid::now_v7())), epoch: None, plan: None };
    let refused = ask_as(&site.server, &cookie, other, new(), command.clone()).await.unwrap_err();
    assert_eq!(refused.code, Code::OtherPerson);
    let elsewhere = Remitente { persona: None, epoch: Some(0), plan: None };
    let refused = ask_as(&site.server, &cookie, elsewhere, new(), command.clone()).await.unwrap_err();
    assert_eq!(refused.code, Code::OtherHistory);
    assert_eq!(site.plan().await, before);
    accepted(&ask(&site.server, &cookie, new(), command).await.unwrap());
    let author =
        site.store.read().await.unwrap().ultimos(Registro::Plan(site.plan_id()), 1).await.unwrap()[0].body.persona;
    let own = Remitente { persona: Some(author), epoch: None, plan: None };
    let again = secuencia(&site.plan().await, rows[0], 2);
    accepted(&ask_as(&site.server, &cookie, own, new(), again).await.unwrap());
}

async fn a_command_is_carried_out_though_nobody_waits_for_it(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, rows) = a_unit(&site).await;
    let plan = site.plan().await;
    let mut tips = site.vivo.follow();
    let mut held = site.store.begin().await.unwrap();
    held.lock(Registro::Plan(plan.id())).await.unwrap();
    let mut asked = ask(&site.server, &cookie, new(), secuencia(&plan, rows[0], 11));
    join(&mut asked).await;
    drop(asked);
    drop(held);
    let done = tips.wait_for(|tip| tip.version == plan.version() + 1);
    timeout(PATIENCE, done).await.unwrap().unwrap();
    check(&site.store, &site.plan().await).await;
}

/// The browser sends again what had such an answer, for as long as it takes.
async fn without_a_database_a_command_is_kept_and_not_refused(database: &Database) {
    let site = Site::new(database).await;
    let (cookie, rows) = a_unit(&site).await;
    let command = secuencia(&site.plan().await, rows[0], 11);
    site.store.close().await;
    let answer = ask(&site.server, &cookie, new(), command).await;
    assert_eq!(answer.unwrap_err().code, Code::Offline);
}

/// Every activity has a writer of its own, who writes it over and over.
async fn many_writers_at_once_lose_nothing(database: &Database) {
    const ACTS: u32 = 10;
    let site = Site::new(database).await;
    let plan = site.plan().await;
    let mut writers = JoinSet::new();
    for unidad in plan.todos::<UnidadOrganica>().keys() {
        let cookie = site.editor_of(*unidad).await;
        for row in activities(&plan, *unidad) {
            let plan = plan.clone();
            let (server, cookie) = (site.server.clone(), cookie.clone());
            writers.spawn(async move {
                let mut versions = Vec::new();
                for command in rewritten(&plan, row, ACTS) {
                    versions.push(accepted(&ask(&server, &cookie, new(), command).await.unwrap()));
                }
                versions
            });
        }
    }
    let count = writers.len();
    let mut versions: Vec<u64> = timeout(PATIENCE, writers.join_all()).await.unwrap().concat();
    println!("{} commands of {count} writers", versions.len());
    versions.sort_unstable();
    let every: Vec<u64> = (plan.version() + 1..).take(versions.len()).collect();
    assert_eq!(versions, every, "each has a place of its own, and none is left out");
    check(&site.store, &site.plan().await).await;
}

/// Acts on one cell, each over the one before it.
pub fn rewritten(plan: &Plan, id: Id<Actividad>, acts: u32) -> Vec<Command> {
    let value = |number: u32| CampoActividad::SecFunc(Texto::new(&number.to_string()).unwrap());
    let mut seen = plan.get(id).unwrap().leer(&value(0));
    let next = |number: u32| {
        let nuevo = value(1_000 + number);
        Command::EditarActividad { id, seen: std::mem::replace(&mut seen, nuevo.clone()), nuevo }
    };
    (0..acts).map(next).collect()
}
