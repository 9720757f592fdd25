//! Drafts: a plan of their own for their members, and nothing at all to anybody else.

use std::sync::Arc;

use app::api::plan::Respuesta;
use app::api::session::Entorno;
use axum::http::StatusCode;
use domain::plan::{Actividad, Apertura, CampoBorrador, ClaseModificacion};
use domain::texto::{Nombre, Parrafo};
use domain::{Command, CommandId, Envelope, Id, Persona, Plan, Rejection};
use serde_json::{Value, json};
use server::archive::{self, Onto};
use server::clock::Clock;
use server::store::Store;
use server::verify;
use uuid::Uuid;

use crate::archive::backup;
use crate::live::cell;
use crate::support::{Database, Folder, Site, accepted, demonstration, fresh, on_both, once, read};

on_both!(
    a_draft_is_a_plan_of_its_own_and_leaves_the_plan_in_force_alone,
    a_draft_is_not_there_for_who_is_no_member,
    drafts_come_back_from_a_backup,
    drafts_beyond_those_at_hand_are_read_again,
    what_a_draft_says_is_checked_with_everything_else,
);
once!(another_program_follows_a_draft,);

const EDITOR: &str = "editor";
const ANOTHER: &str = "jefe";

pub fn apertura(number: u128) -> Apertura {
    Apertura {
        id: fresh(number),
        modificacion: fresh(number + 1),
        titulo: Nombre::new("Emergencia vial").unwrap(),
        clase: ClaseModificacion::FuncionalProgramatico,
    }
}

fn persona(usuario: &str) -> Id<Persona> {
    demonstration().cuentas.iter().find(|it| it.usuario == usuario).unwrap().persona
}

pub async fn open(site: &Site, cookie: &str, it: &Apertura) -> Value {
    let (status, answer) = site.post("/api/abrir-borrador", cookie, &json!({ "apertura": it })).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer
}

pub async fn send_in(site: &Site, cookie: &str, plan: Id<Plan>, command: Command) -> (StatusCode, Value) {
    let envelope = Envelope { id: CommandId(Uuid::now_v7()), command };
    site.post("/api/enviar", cookie, &json!({ "de": { "plan": plan }, "envelope": envelope })).await
}

pub async fn write_in(site: &Site, cookie: &str, plan: Id<Plan>, command: Command) -> Respuesta {
    let (status, answer) = send_in(site, cookie, plan, command).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    serde_json::from_value(answer).unwrap()
}

async fn draft(site: &Site, usuario: &str, id: Id<Plan>) -> Plan {
    site.server.0.reach(persona(usuario), id).await.unwrap().state().await.unwrap().plan.clone()
}

fn support(text: &str) -> Command {
    let (seen, nuevo) =
        (CampoBorrador::Sustento(Parrafo::default()), CampoBorrador::Sustento(Parrafo::new(text).unwrap()));
    Command::EditarBorrador { seen, nuevo }
}

async fn a_draft_is_a_plan_of_its_own_and_leaves_the_plan_in_force_alone(database: &Database) {
    let site = Site::new(database).await;
    let (editor, titular) = (site.sign_in(EDITOR).await, site.sign_in("titular").await);
    let it = apertura(1);
    assert_eq!(open(&site, &editor, &it).await, json!({ "Ok": null }));
    assert_eq!(open(&site, &editor, &it).await, json!({ "Ok": null }), "asked again, it is the same one");
    let refused = open(&site, &site.sign_in(ANOTHER).await, &it).await;
    assert_eq!(refused["Err"], json!(domain::Rejections::from(Rejection::IdentificadorRepetido)));
    assert!(
        open(&site, &titular, &apertura(10)).await["Err"].to_string().contains("Titular"),
        "it is not theirs to do"
    );

    let before = site.plan().await;
    assert_eq!(accepted(&write_in(&site, &editor, it.id, cell(&before, 11)).await), 1);
    assert_eq!(accepted(&write_in(&site, &editor, it.id, support("Lluvias")).await), 2);
    let there = draft(&site, EDITOR, it.id).await;
    assert_eq!((there.version(), there.rama().unwrap().base), (2, before.version()));
    assert_eq!(there.rama().unwrap().autores.len(), 1);
    assert_eq!(site.plan().await, before, "nothing of it is in force");
    // Written in force meanwhile, the draft is what it was.
    let version = accepted(&site.send(&editor, cell(&before, 12)).await);
    assert_eq!(draft(&site, EDITOR, it.id).await, there);
    let command = Command::ActualizarBase { base: version + 1, cambios: vec![] };
    let answer = write_in(&site, &editor, it.id, command).await;
    assert_eq!(answer, Respuesta::Rechazada(Rejection::VersionPorVenir { vigente: version }.into()));

    let (_, list) = site.post("/api/borradores", &editor, &json!({})).await;
    assert_eq!((list[0]["id"].clone(), list[0]["titulo"].clone()), (json!(it.id), json!("Emergencia vial")));
    // A server that has just begun reads it from its log.
    let again = Site::on(site.store.clone(), Entorno::Institucional);
    assert_eq!(draft(&again, EDITOR, it.id).await, there);
    let (status, _, bytes) = read(site.get(&format!("/api/plan/{}/version/1", it.id), &editor).await).await;
    assert_eq!(status, StatusCode::OK);
    let first = Plan::from_checkpoint(serde_json::from_slice(&bytes).unwrap());
    assert_eq!((first.version(), first.rama().unwrap().modificacion.sustento.is_empty()), (1, true));
}

async fn a_draft_is_not_there_for_who_is_no_member(database: &Database) {
    let site = Site::new(database).await;
    let (editor, other) = (site.sign_in(EDITOR).await, site.sign_in(ANOTHER).await);
    let it = apertura(1);
    open(&site, &editor, &it).await;
    let places =
        ["checkpoint", "corriente", "asiento/1", "version/0"].map(|what| format!("/api/plan/{}/{what}", it.id));
    for place in &places {
        assert_eq!(site.get(place, &other).await.status(), StatusCode::NOT_FOUND, "{place}");
    }
    let plan = site.plan().await;
    let (status, answer) = send_in(&site, &other, it.id, cell(&plan, 11)).await;
    assert_eq!((status, answer["code"].clone()), (StatusCode::NOT_FOUND, json!("not-found")));
    let row = crate::live::first(&plan).id;
    let (status, _) = site.post("/api/detalle", &other, &json!({ "plan": it.id, "actividad": row })).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (_, list) = site.post("/api/borradores", &other, &json!({})).await;
    assert_eq!(list, json!([]));
    let page = format!("/programacion?borrador={}", it.id);
    assert_eq!(site.get(&page, &other).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(site.get(&page, &editor).await.status(), StatusCode::OK);

    // Invited, they are; and no longer once they are asked to leave.
    let nobody = write_in(&site, &editor, it.id, Command::InvitarMiembro { persona: fresh(99) }).await;
    assert_eq!(nobody, Respuesta::Rechazada(Rejection::NoExiste { que: "La persona".into() }.into()));
    accepted(&write_in(&site, &editor, it.id, Command::InvitarMiembro { persona: persona(ANOTHER) }).await);
    assert_eq!(site.get(&places[0], &other).await.status(), StatusCode::OK);
    accepted(&write_in(&site, &other, it.id, cell(&plan, 11)).await);
    let mut following = site.get(&places[1], &other).await;
    accepted(&write_in(&site, &editor, it.id, Command::RetirarMiembro { persona: persona(ANOTHER) }).await);
    let (_, _, told) = read(std::mem::take(&mut following)).await;
    assert!(String::from_utf8(told).unwrap().starts_with("event: inicio"), "the stream came to its end");
    assert_eq!(site.get(&places[0], &other).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(send_in(&site, &other, it.id, cell(&plan, 12)).await.0, StatusCode::NOT_FOUND);
}

async fn drafts_come_back_from_a_backup(database: &Database) {
    let site = Site::new(database).await;
    let editor = site.sign_in(EDITOR).await;
    let it = apertura(1);
    open(&site, &editor, &it).await;
    accepted(&write_in(&site, &editor, it.id, cell(&site.plan().await, 11)).await);
    // The plan in force goes on: the branch began before.
    accepted(&site.send(&editor, cell(&site.plan().await, 12)).await);
    accepted(&write_in(&site, &editor, it.id, Command::InvitarMiembro { persona: persona(ANOTHER) }).await);
    open(&site, &editor, &apertura(10)).await;
    let there = draft(&site, EDITOR, it.id).await;
    let folder = Folder::new();
    let place = folder.path("respaldo");
    let contents = backup(database, &place).await;
    assert_eq!(contents.ending.counts.ramas, 2);
    let elsewhere = Database::sqlite();
    let other = Store::open(&elsewhere.address).await.unwrap();
    archive::restore(&other, &Clock::real(), &place, Onto::Empty).await.unwrap();
    let again = Site::on(other, Entorno::Institucional);
    assert_eq!(draft(&again, EDITOR, it.id).await, there);
    assert_eq!(draft(&again, ANOTHER, it.id).await, there);
    assert_eq!(draft(&again, EDITOR, fresh(10)).await.version(), 0);
    let epoch = again.vivo.state().await.unwrap().epoch;
    let rama = again.server.0.reach(persona(EDITOR), it.id).await.unwrap();
    assert_eq!(rama.state().await.unwrap().epoch, epoch, "browsers take it anew");
}

async fn drafts_beyond_those_at_hand_are_read_again(database: &Database) {
    let site = Site::new(database).await;
    let editor = site.sign_in(EDITOR).await;
    let first = apertura(1);
    open(&site, &editor, &first).await;
    accepted(&write_in(&site, &editor, first.id, support("Lo pide la Oficina")).await);
    for number in 1..40 {
        let it = apertura(1 + 10 * number);
        open(&site, &editor, &it).await;
        draft(&site, EDITOR, it.id).await;
    }
    let seen = CampoBorrador::Sustento(Parrafo::new("Lo pide la Oficina").unwrap());
    let nuevo = CampoBorrador::Sustento(Parrafo::new("Lo pide el Concejo").unwrap());
    accepted(&write_in(&site, &editor, first.id, Command::EditarBorrador { seen, nuevo }).await);
    let now = draft(&site, EDITOR, first.id).await;
    assert_eq!(now.rama().unwrap().modificacion.sustento.to_string(), "Lo pide el Concejo");
}

async fn what_a_draft_says_is_checked_with_everything_else(database: &Database) {
    let site = Site::new(database).await;
    let editor = site.sign_in(EDITOR).await;
    let it = apertura(1);
    open(&site, &editor, &it).await;
    accepted(&write_in(&site, &editor, it.id, cell(&site.plan().await, 11)).await);
    let verified = async || verify::database(&mut site.store.read().await.unwrap()).await;
    verified().await.unwrap();
    let change = async |sql: &str| {
        let mut tx = site.store.begin().await.unwrap();
        tx.execute(sql.to_owned(), vec![]).await.unwrap();
        tx.commit().await.unwrap();
    };
    change("DELETE FROM rama_miembro").await;
    assert!(verified().await.unwrap_err().to_string().contains("rama_miembro"));
    change(&format!("INSERT INTO rama_miembro (rama, persona) VALUES ('{}', '{}')", it.id, persona(EDITOR))).await;
    verified().await.unwrap();
    change("UPDATE rama SET origen = 1000000").await;
    assert!(verified().await.unwrap_err().to_string().contains("1000000"));
    change("UPDATE rama SET origen = 1").await;
    change("UPDATE rama_asiento SET body = REPLACE(body, 'SecFunc', 'Secfunc')").await;
    assert!(verified().await.is_err());
}

async fn another_program_follows_a_draft() {
    let database = Database::postgres().await;
    let one = Site::new(&database).await;
    let two = Site::on(Store::open(&database.address).await.unwrap(), Entorno::Institucional);
    let editor = one.sign_in(EDITOR).await;
    let it = apertura(1);
    open(&one, &editor, &it).await;
    let before = draft(&two, EDITOR, it.id).await;
    accepted(&write_in(&one, &editor, it.id, cell(&before, 11)).await);
    // Its lock shows what the other wrote, before it writes itself.
    accepted(&write_in(&two, &editor, it.id, cell(&draft(&one, EDITOR, it.id).await, 12)).await);
    let rama = one.server.0.reach(persona(EDITOR), it.id).await.unwrap();
    rama.poll().await.unwrap();
    assert_eq!(draft(&one, EDITOR, it.id).await, draft(&two, EDITOR, it.id).await);
    let row: Arc<Actividad> = draft(&one, EDITOR, it.id).await.get(crate::live::first(&before).id).unwrap().clone();
    assert_eq!(&*row.sec_func, "12");
}
