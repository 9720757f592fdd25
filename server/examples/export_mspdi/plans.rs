//! The plans that are exported: the demonstration's, and one made of it in which days begin on
//! Sundays, links overlap and wait, and a version was named before all was moved.

use std::sync::Arc;

use anyhow::Result;
use chrono::{Days, NaiveDate};
use domain::command::{Fila, Reprogramacion};
use domain::cronograma::Reparto;
use domain::plan::{Actividad, CampoActividad, Desfase, Estado, Orden, Predecesora, Tarea, UnidadOrganica, Ventana};
use domain::texto::Nombre;
use domain::{Actor, Command, Context, Ejercicio, Id, Online, Plan, Rol, decide};
use server::demo::{self, Parametros};
use uuid::Uuid;

pub fn demonstration() -> Result<Plan> {
    Ok(demo::plan(Parametros::demostracion())?.plan)
}

/// As it is, and as it was when it was named.
pub fn linked(plan: &Plan) -> Result<(Plan, Plan)> {
    let mut plan = plan.clone();
    let (seen, nuevos) = (plan.feriados().to_vec(), feriados(plan.ejercicio()));
    act(&mut plan, None, &Command::FijarFeriados { seen, nuevos })?;
    let rows: Vec<Arc<Actividad>> =
        plan.todos::<Actividad>().values().filter(|row| row.estado.es_vigente()).cloned().collect();
    for (number, row) in (0..).zip(&rows) {
        let year = plan.ejercicio().inicio();
        move_to(&mut plan, row, stretch(year + Days::new(number * 11 % 200), 1 + number * 7 % 120))?;
        tasks(&mut plan, number, row)?;
        follow(&mut plan, number, row)?;
    }
    let before = plan.clone();
    for (number, row) in (0..).zip(&rows).filter(|(number, _)| number % 3 == 0) {
        let now = plan.get(row.id).map_or(row.ventana, |row| row.ventana);
        move_to(&mut plan, row, now.mover(1 + number % 40))?;
    }
    let (seen, nuevo) = (CampoActividad::Estado(Estado::Vigente), CampoActividad::Estado(Estado::Retirado));
    act(&mut plan, Some(rows[1].unidad), &Command::EditarActividad { id: rows[1].id, seen, nuevo })?;
    Ok((plan, before))
}

/// As whoever may: the administrator, or the editor of a unit.
fn act(plan: &mut Plan, unidad: Option<Id<UnidadOrganica>>, command: &Command) -> Result<()> {
    let rol = if unidad.is_some() { Rol::EditorUnidad } else { Rol::Administrador };
    let actor = Actor { persona: Id::new(Uuid::nil()), rol, unidad };
    let context = Context { actor, hoy: plan.ejercicio().inicio(), online: Online::Si };
    let changes = decide(plan, &context, command)?;
    for change in &changes {
        plan.apply(change);
    }
    Ok(())
}

fn feriados(year: Ejercicio) -> Vec<NaiveDate> {
    let days =
        [(1, 1), (4, 13), (4, 14), (5, 1), (6, 29), (7, 28), (7, 29), (8, 30), (10, 8), (11, 1), (12, 8), (12, 25)];
    days.iter().filter_map(|(month, day)| NaiveDate::from_ymd_opt(year.year().into(), *month, *day)).collect()
}

fn stretch(inicio: NaiveDate, days: u64) -> Ventana {
    Ventana { inicio, fin: inicio + Days::new(days - 1) }
}

fn move_to(plan: &mut Plan, row: &Actividad, nueva: Ventana) -> Result<()> {
    let Some(seen) = plan.get(row.id).map(|row| row.ventana) else { return Ok(()) };
    let moved = Reprogramacion { fila: Fila::Actividad(row.id), seen, nueva, reparto: Reparto::Repartir };
    act(plan, Some(row.unidad), &Command::Reprogramar(vec![moved]))
}

/// Three in every second activity, each after the one before it, by another lag.
fn tasks(plan: &mut Plan, number: u64, activity: &Actividad) -> Result<()> {
    let Some(frame) = plan.get(activity.id).map(|row| row.ventana) else { return Ok(()) };
    for place in (0..3_u64).filter(|_| number.is_multiple_of(2)) {
        let id = |place| Id::new(Uuid::from_u128((0x0199 << 112) + u128::from(number * 3 + place)));
        let lag = i16::try_from((number + place) % 9)? - 4;
        let before = place.checked_sub(1).map(|last| Predecesora { id: id(last), desfase: Desfase::NINGUNO });
        let row = Tarea {
            id: id(place),
            actividad: activity.id,
            nombre: Nombre::new(&format!("Tarea {} de «{number}» <y más> & otra", place + 1))?,
            ventana: Ventana { inicio: frame.inicio.max(frame.fin - Days::new(place)), fin: frame.fin },
            predecesoras: before
                .map(|it| Predecesora { desfase: Desfase::new(lag).unwrap_or_default(), ..it })
                .into_iter()
                .collect(),
            orden: Orden::primero(),
            estado: Estado::Vigente,
        };
        act(plan, Some(activity.unidad), &Command::CrearTarea(row))?;
    }
    Ok(())
}

/// The activity after the one before it of its unit, with a lag of −5 to 5 days.
fn follow(plan: &mut Plan, number: u64, row: &Actividad) -> Result<()> {
    let earlier = plan.actividades_de(row.unidad).filter(|it| it.id < row.id && it.estado.es_vigente());
    let Some(id) = earlier.map(|it| it.id).max() else { return Ok(()) };
    let seen = plan.get(row.id).map(|row| row.predecesoras.clone()).unwrap_or_default();
    let desfase = Desfase::new(i16::try_from(number % 11)? - 5).unwrap_or_default();
    let nuevo = CampoActividad::Predecesoras(vec![Predecesora { id, desfase }]);
    act(
        plan,
        Some(row.unidad),
        &Command::EditarActividad { id: row.id, seen: CampoActividad::Predecesoras(seen), nuevo },
    )
}
