//! What a reader of the exported file must find, row by row.

use std::collections::BTreeMap;

use domain::calendario::Laboral;
use domain::plan::{Actividad, Predecesora, Tabla, Tarea, UnidadOrganica, Ventana};
use domain::{Dinero, Id, Plan};
use serde_json::{Value, json};

pub fn of(plan: &Plan, top: Id<UnidadOrganica>, before: Option<&Plan>) -> Value {
    let activities = below(plan, top);
    let mut rows = BTreeMap::new();
    for row in &activities {
        rows.insert(row.id.uuid().to_string(), activity(plan, row, before, &activities));
        for task in plan.tareas_de(row.id).filter(|task| task.estado.es_vigente()) {
            rows.insert(task.id.uuid().to_string(), tarea(plan, task, before));
        }
    }
    let old = before.map(|plan| groups(plan, top)).unwrap_or_default();
    rows.extend(groups(plan, top).into_iter().map(|(id, group)| {
        let base = old.get(&id).map(Group::days_and_cost);
        (id, group.told(base.as_ref()))
    }));
    json!({ "feriados": plan.feriados(), "ejercicio": plan.ejercicio().year(), "rows": rows })
}

fn below(plan: &Plan, top: Id<UnidadOrganica>) -> Vec<&Actividad> {
    let inside = |row: &&Actividad| row.estado.es_vigente() && plan.linea(row.unidad).contains(&top);
    plan.todos::<Actividad>().values().map(|row| &**row).filter(inside).collect()
}

fn groups(plan: &Plan, top: Id<UnidadOrganica>) -> BTreeMap<String, Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for row in below(plan, top) {
        let Some(action) = plan.get(row.accion) else { continue };
        let cost = plan.totales().actividad(row.id).total();
        let goal = action.objetivo.uuid().to_string();
        groups.entry(action.id.uuid().to_string()).or_insert_with(|| Group::new(Some(&goal))).take(row.ventana, cost);
        groups.entry(goal).or_insert_with(|| Group::new(None)).take(row.ventana, cost);
    }
    groups
}

/// An OEI or an AEI: from the first day inside to the last.
struct Group {
    parent: Option<String>,
    ventana: Option<Ventana>,
    cost: i64,
}

impl Group {
    fn new(parent: Option<&String>) -> Self {
        Self { parent: parent.cloned(), ventana: None, cost: 0 }
    }

    fn take(&mut self, ventana: Ventana, cost: Dinero) {
        self.ventana = Some(self.ventana.map_or(ventana, |whole| whole.con(ventana)));
        self.cost += cost.centimos();
    }

    fn days_and_cost(&self) -> Value {
        json!({ "days": self.ventana.map(|days| (days.inicio, days.fin)), "cost": self.cost })
    }

    fn told(&self, base: Option<&Value>) -> Value {
        let days = self.ventana.map(|days| (days.inicio, days.fin));
        json!({ "kind": "group", "parent": self.parent, "days": days, "cost": self.cost, "base": base })
    }
}

fn activity(plan: &Plan, row: &Actividad, before: Option<&Plan>, exported: &[&Actividad]) -> Value {
    let old = before.and_then(|plan| Some((plan, plan.get(row.id).filter(|row| row.estado.es_vigente())?)));
    let base = old.map(|(plan, row)| {
        json!({ "days": (row.ventana.inicio, row.ventana.fin), "cost": plan.totales().actividad(row.id).total().centimos() })
    });
    let known = |id: Id<Actividad>| exported.iter().any(|row| row.id == id);
    let place = plan.actividades_de(row.unidad).filter(|row| row.estado.es_vigente()).position(|it| it.id == row.id);
    json!({
        "kind": "activity",
        "parent": row.accion.uuid().to_string(),
        "name": row.nombre.to_string(),
        "code": row.codigo.to_string(),
        "days": (row.ventana.inicio, row.ventana.fin),
        "working": working(plan, row.ventana),
        "cost": plan.totales().actividad(row.id).total().centimos(),
        "before": links(&row.predecesoras, known),
        "priority": 999 - place.unwrap_or_default(),
        "base": base,
    })
}

fn tarea(plan: &Plan, task: &Tarea, before: Option<&Plan>) -> Value {
    let old = before.and_then(|plan| plan.get(task.id)).filter(|task| task.estado.es_vigente());
    let base = old.map(|task| json!({ "days": (task.ventana.inicio, task.ventana.fin), "cost": 0 }));
    json!({
        "kind": "task",
        "parent": task.actividad.uuid().to_string(),
        "name": task.nombre.to_string(),
        "days": (task.ventana.inicio, task.ventana.fin),
        "working": working(plan, task.ventana),
        "cost": 0,
        "before": links(&task.predecesoras, |id| plan.get(id).is_some_and(|it| it.estado.es_vigente())),
        "base": base,
    })
}

fn working(plan: &Plan, days: Ventana) -> usize {
    let laboral = Laboral(plan.feriados());
    days.inicio.iter_days().take_while(|day| *day <= days.fin).filter(|day| laboral.es_habil(*day)).count()
}

fn links<T: Tabla>(list: &[Predecesora<T>], exported: impl Fn(Id<T>) -> bool) -> Vec<(String, i16)> {
    list.iter().filter(|it| exported(it.id)).map(|it| (it.id.uuid().to_string(), it.desfase.dias())).collect()
}
