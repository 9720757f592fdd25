//! The schedule as a file of MS Project: what it says, and who may have it.

use std::collections::BTreeMap;

use app::api::cronograma::address;
use axum::http::{StatusCode, header};
use domain::command::{Fila, Reprogramacion};
use domain::cronograma::Reparto;
use domain::plan::{Actividad, CampoActividad, Desfase, Estado, Predecesora, UnidadOrganica, Ventana};
use domain::texto::Nombre;
use domain::vista::{Ambito, arbol};
use domain::{Command, Id, Plan};

use crate::element::Element;
use crate::support::{Database, Site, accepted, demonstration, fresh, on_both, read};

on_both!(
    a_version_is_the_plan_as_it_was,
    the_file_says_what_the_plan_says,
    a_named_version_is_the_baseline,
    the_schedule_is_for_whoever_is_signed_in,
);

const ADDRESS: &str = "/api/documentos/cronograma.xml";

/// The unit with the most activities of its own, and these in order of priority.
pub fn busiest(plan: &Plan) -> (Id<UnidadOrganica>, Vec<Id<Actividad>>) {
    let of = |id| plan.actividades_de(id).filter(|row| row.estado.es_vigente()).map(|row| row.id).collect::<Vec<_>>();
    let units = arbol(plan).into_iter().map(|node| (node.id, of(node.id)));
    units.max_by_key(|(_, rows)| rows.len()).unwrap()
}

pub async fn export(site: &Site, cookie: &str, query: &str) -> String {
    let (status, headers, bytes) = read(site.get(&format!("{ADDRESS}?{query}"), cookie).await).await;
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_eq!(headers[header::CONTENT_TYPE], "application/xml; charset=utf-8");
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().starts_with("default-src 'none'"));
    let disposition = headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(disposition.starts_with("attachment; filename=\"cronograma-2017-"), "{disposition}");
    text
}

/// Tasks by what their field of ours says: the second is the identifier.
fn tasks(root: &Element) -> BTreeMap<String, &Element> {
    let field = |task: &Element| {
        let fields = task.all("ExtendedAttribute");
        let ours =
            fields.filter(|field| field.said("FieldID") == "188743734").map(|field| field.said("Value").to_owned());
        ours.collect::<Vec<_>>().pop().unwrap()
    };
    root.at("Tasks").all("Task").map(|task| (field(task), task)).collect()
}

fn days(of: &Element) -> (&str, &str) {
    (of.said("Start"), of.said("Finish"))
}

fn written(ventana: Ventana) -> (String, String) {
    (format!("{}T08:00:00", ventana.inicio), format!("{}T17:00:00", ventana.fin))
}

#[track_caller]
fn assert_days(of: &Element, ventana: Ventana) {
    let (start, finish) = written(ventana);
    assert_eq!(days(of), (start.as_str(), finish.as_str()));
}

async fn a_version_is_the_plan_as_it_was(database: &Database) {
    let site = Site::new(database).await;
    let made = demonstration();
    let mut plan = Plan::new(made.plan.id(), made.plan.ejercicio(), made.plan.entidad().clone());
    let wanted = [0, 1, plan.version() + 17, made.plan.version() - 1, made.plan.version()];
    assert_eq!(site.server.0.vivo.plan_at(0).await.unwrap(), plan);
    for body in &made.asientos {
        plan.apply_entry(body);
        if wanted.contains(&body.version) {
            assert_eq!(site.server.0.vivo.plan_at(body.version).await.unwrap(), plan, "version {}", body.version);
        }
    }
    assert_eq!(site.server.0.vivo.plan_at(u64::MAX).await.unwrap(), plan);
}

async fn the_file_says_what_the_plan_says(database: &Database) {
    let site = Site::new(database).await;
    let (unit, rows) = busiest(&site.plan().await);
    let cookie = site.editor_of(unit).await;
    let link = Predecesora { id: rows[0], desfase: Desfase::new(-3).unwrap() };
    let seen = CampoActividad::Predecesoras(site.plan().await.get(rows[1]).unwrap().predecesoras.clone());
    let nuevo = CampoActividad::Predecesoras(vec![link]);
    accepted(&site.send(&cookie, Command::EditarActividad { id: rows[1], seen, nuevo }).await);
    let plan = site.plan().await;
    let text = export(&site, &cookie, &format!("unidad={unit}")).await;
    let root = Element::parse(&text);
    let tasks = tasks(&root);
    for id in &rows {
        let (row, task) = (plan.get(*id).unwrap(), tasks[&id.to_string()]);
        assert_days(task, row.ventana);
        assert_eq!(task.said("Manual"), "1");
        assert_eq!(task.said("OutlineLevel"), "3");
        assert_eq!(task.said("Name"), &*row.nombre);
        assert_eq!(task.said("FixedCost"), plan.totales().actividad(*id).total().centimos().to_string());
        assert!(task.all("ExtendedAttribute").any(|field| field.said("Value") == row.codigo.as_str()));
    }
    let (first, second) = (tasks[&rows[0].to_string()], tasks[&rows[1].to_string()]);
    let link = second.at("PredecessorLink");
    assert_eq!(link.said("PredecessorUID"), first.said("UID"));
    assert_eq!((link.said("Type"), link.said("LinkLag"), link.said("LagFormat")), ("1", "-14400", "7"));
    let calendar = root.at("Calendars").at("Calendar");
    let holidays: Vec<_> = calendar.all("Exceptions").flat_map(|all| all.all("Exception")).collect();
    assert_eq!(holidays.len(), plan.feriados().len());
    let working = calendar.at("WeekDays").all("WeekDay").filter(|day| day.said("DayWorking") == "1");
    assert_eq!(working.map(|day| day.said("DayType")).collect::<Vec<_>>(), ["2", "3", "4", "5", "6"]);
}

async fn a_named_version_is_the_baseline(database: &Database) {
    let site = Site::new(database).await;
    let before = site.plan().await;
    let (unit, rows) = busiest(&before);
    let (cookie, version) = (site.editor_of(unit).await, fresh(77));
    let nombre = Nombre::new("Propuesta <1>").unwrap();
    accepted(&site.send(&site.sign_in("coordinador").await, Command::NombrarVersion { id: version, nombre }).await);
    let days = one_day(&site, &cookie, rows[0]).await;
    let (seen, nuevo) = (CampoActividad::Estado(Estado::Vigente), CampoActividad::Estado(Estado::Retirado));
    accepted(&site.send(&cookie, Command::EditarActividad { id: rows[1], seen, nuevo }).await);
    // As the page asks for it.
    let asked = address(None, unit, Ambito::Propio, Some(version));
    let query = asked.strip_prefix(ADDRESS).and_then(|rest| rest.strip_prefix('?')).unwrap();
    let text = export(&site, &cookie, query).await;
    let root = Element::parse(&text);
    assert_eq!(root.said("Subject"), "Línea base: Propuesta <1>");
    let tasks = tasks(&root);
    assert_days(tasks[&rows[0].to_string()], days);
    assert!(!tasks.contains_key(&rows[1].to_string()), "withdrawn");
    for id in rows.iter().filter(|id| **id != rows[1]) {
        let base = tasks[&id.to_string()].at("Baseline");
        assert_days(base, before.get(*id).unwrap().ventana);
        assert_eq!(base.said("Number"), "0");
        assert_eq!(base.said("Cost"), before.totales().actividad(*id).total().centimos().to_string());
    }
}

/// Leaves an activity its first day.
async fn one_day(site: &Site, cookie: &str, id: Id<Actividad>) -> Ventana {
    let seen = site.plan().await.get(id).unwrap().ventana;
    let nueva = Ventana { inicio: seen.inicio, fin: seen.inicio };
    let moved = Reprogramacion { fila: Fila::Actividad(id), seen, nueva, reparto: Reparto::Repartir };
    accepted(&site.send(cookie, Command::Reprogramar(vec![moved])).await);
    nueva
}

async fn the_schedule_is_for_whoever_is_signed_in(database: &Database) {
    let site = Site::new(database).await;
    let unit = busiest(&site.plan().await).0;
    let cookie = site.sign_in("editor").await;
    let status = async |query: String, cookie: &str| site.get(&format!("{ADDRESS}?{query}"), cookie).await.status();
    assert_eq!(status(format!("unidad={unit}"), "").await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(format!("unidad={unit}"), "poi=otra").await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(format!("unidad={}", fresh::<UnidadOrganica>(1)), &cookie).await, StatusCode::NOT_FOUND);
    assert_eq!(status(format!("unidad={unit}&base={}", fresh::<Plan>(1)), &cookie).await, StatusCode::NOT_FOUND);
    assert_eq!(status("unidad=17".into(), &cookie).await, StatusCode::BAD_REQUEST);
    let alone = export(&site, &cookie, &format!("unidad={unit}")).await;
    let top = arbol(&site.plan().await)[0].id;
    let whole = export(&site, &cookie, &format!("unidad={top}&ambito={:?}", Ambito::ConDependientes)).await;
    let count = |text: &str| Element::parse(text).at("Tasks").inside.len();
    assert!(count(&whole) > count(&alone));
}
