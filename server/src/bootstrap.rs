//! What is in the database when the program starts, and how it comes to hold something:
//! a demonstration, or the empty plan of an institution with its first account.

use std::sync::Arc;

use anyhow::{Context as _, bail};
use app::api::session::{CuentaDemostracion, Entorno};
use chrono::NaiveDate;
use domain::entry::Body;
use domain::plan::{Entidad, Ubigeo};
use domain::texto::{Nombre, Parrafo, Texto};
use domain::{Ejercicio, Hash, Id, Plan};

use crate::backend::{AJUSTE_DESFASE, AJUSTE_ENTORNO, DEMOSTRACION};
use crate::clock::Clock;
use crate::demo::{Demostracion, Parametros};
use crate::session::password::Passwords;
use crate::store::{Asiento, Cuenta, EstadoCuenta, PersonaRegistrada, Store, Tx};

/// The accounts a demonstration offers, as JSON.
const AJUSTE_CUENTAS: &str = "cuentas_de_demostracion";

/// What a database holds.
pub enum Contents {
    Nothing,
    Plan(Installation),
}

/// An installation: the plan in formulation, the newest year's.
pub struct Installation {
    pub plan: Id<Plan>,
    pub entorno: Entorno,
    pub cuentas: Vec<CuentaDemostracion>,
}

/// Looks at what the database holds.
///
/// # Errors
/// When it cannot be read.
pub async fn look(store: &Store) -> anyhow::Result<Contents> {
    let mut tx = store.read().await?;
    let newest = tx.plans().await?.into_iter().max_by_key(|(_, year)| *year);
    let Some((plan, _)) = newest else { return Ok(Contents::Nothing) };
    let entorno = match tx.ajuste(AJUSTE_ENTORNO).await?.as_deref() {
        Some(DEMOSTRACION) => Entorno::Demostracion,
        _ => Entorno::Institucional,
    };
    let cuentas = match tx.ajuste(AJUSTE_CUENTAS).await? {
        Some(json) => serde_json::from_str(&json).context("ajuste cuentas_de_demostracion")?,
        None => Vec::new(),
    };
    Ok(Contents::Plan(Installation { plan, entorno, cuentas }))
}

/// Fills an empty database with a generated plan, marked as a demonstration.
///
/// # Errors
/// When the database holds something already, or cannot be written.
pub async fn demonstration(
    store: &Store,
    clock: &Clock,
    passwords: &Passwords,
    params: Parametros,
) -> anyhow::Result<Installation> {
    let made = tokio::task::spawn_blocking(move || crate::demo::plan(params)).await??;
    let shown = shown_accounts(&made);
    let mut tx = store.begin().await?;
    if !tx.plans().await?.is_empty() || !tx.cuentas().await?.is_empty() {
        bail!("la base de datos ya tiene datos: la demostración se crea solo en una base vacía");
    }
    for persona in &made.personas {
        let (id, nombre, puesto) = (persona.id, persona.nombre.clone(), persona.puesto.clone());
        tx.put_persona(&PersonaRegistrada { id, nombre, puesto }).await?;
    }
    put_accounts(&mut tx, passwords, &made).await?;
    put_history(&mut tx, &made.plan, made.asientos).await?;
    tx.put_ajuste(AJUSTE_ENTORNO, DEMOSTRACION).await?;
    tx.put_ajuste(AJUSTE_CUENTAS, &serde_json::to_string(&shown)?).await?;
    tx.put_ajuste(AJUSTE_DESFASE, &offset(clock, made.hoy).to_string()).await?;
    tx.audit(clock.now(), "poi", "crear demostración", &made.plan.id().to_string()).await?;
    tx.commit().await?;
    Ok(Installation { plan: made.plan.id(), entorno: Entorno::Demostracion, cuentas: shown })
}

fn offset(clock: &Clock, hoy: NaiveDate) -> i64 {
    (hoy - clock.today(0)).num_days()
}

fn shown_accounts(made: &Demostracion) -> Vec<CuentaDemostracion> {
    let person = |id| made.personas.iter().find(|person| person.id == id);
    made.cuentas
        .iter()
        .map(|cuenta| {
            let holder = person(cuenta.persona);
            let puesto = holder.map(|holder| holder.puesto.clone()).unwrap_or_default();
            let unidad = cuenta.unidad.and_then(|id| made.plan.get(id)).map(|unit| unit.nombre.to_string());
            CuentaDemostracion {
                usuario: cuenta.usuario.to_owned(),
                clave: cuenta.clave.to_owned(),
                nombre: holder.map(|holder| holder.nombre.clone()).unwrap_or_default(),
                puesto: unidad.map_or_else(|| puesto.clone(), |unidad| format!("{puesto} · {unidad}")),
            }
        })
        .collect()
}

async fn put_accounts(tx: &mut Tx, passwords: &Passwords, made: &Demostracion) -> anyhow::Result<()> {
    for cuenta in &made.cuentas {
        let clave = passwords.hash(cuenta.clave.to_owned()).await.map_err(anyhow::Error::msg)?;
        tx.put_cuenta(&Cuenta {
            usuario: cuenta.usuario.to_owned(),
            persona: cuenta.persona,
            clave,
            rol: cuenta.rol,
            unidad: cuenta.unidad,
            estado: EstadoCuenta::Activa,
        })
        .await?;
    }
    Ok(())
}

/// Stores a plan with the whole log it follows from.
///
/// # Errors
/// When it cannot be written.
pub async fn put_history(tx: &mut Tx, plan: &Plan, bodies: Vec<Body>) -> anyhow::Result<()> {
    let mut head = Hash::GENESIS;
    let mut entries = Vec::with_capacity(bodies.len());
    for body in bodies {
        let entry = Asiento::write(body, head)?;
        head = entry.hash;
        entries.push(Arc::new(entry));
    }
    tx.insert_plan(plan).await?;
    tx.append(plan, &entries).await?;
    Ok(())
}

/// Opens the empty plan of a year for the Municipalidad Provincial de Huamanga.
///
/// # Errors
/// When it cannot be written.
pub async fn open_year(store: &Store, clock: &Clock, ejercicio: Ejercicio) -> anyhow::Result<Id<Plan>> {
    let plan = Plan::new(Id::new(uuid::Uuid::now_v7()), ejercicio, municipality()?);
    let mut tx = store.begin().await?;
    tx.insert_plan(&plan).await?;
    tx.audit(clock.now(), "poi", "abrir ejercicio", &ejercicio.to_string()).await?;
    tx.commit().await?;
    Ok(plan.id())
}

/// Pliego, ubigeo and PDI of the MPH (SPEC §0).
fn municipality() -> anyhow::Result<Entidad> {
    Ok(Entidad {
        nombre: Nombre::new("Municipalidad Provincial de Huamanga")?,
        pliego: Texto::new("300440")?,
        ubigeo: Ubigeo::try_from("050101".to_owned()).map_err(anyhow::Error::msg)?,
        mision: Parrafo::default(),
        vision: Parrafo::default(),
        pdi: (2015, 2018),
    })
}
