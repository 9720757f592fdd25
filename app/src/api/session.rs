//! Who is signed in, and the acts of a session.

use chrono::NaiveDate;
use domain::plan::UnidadOrganica;
use domain::{Actor, Ejercicio, Id, Persona, Plan, Rol};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// Whether the data are the Municipality's or a demonstration's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entorno {
    Institucional,
    /// Invented data; *today* is a stored date and can be moved.
    Demostracion,
}

/// What every page knows about whoever looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sesion {
    pub persona: Id<Persona>,
    pub nombre: String,
    pub puesto: String,
    pub rol: Rol,
    /// The unit whose rows they may write, if any.
    pub unidad: Option<Id<UnidadOrganica>>,
    /// The plan on screen, which may be a draft, and its fiscal year.
    pub plan: Id<Plan>,
    /// The plan in force.
    pub vigente: Id<Plan>,
    pub ejercicio: Ejercicio,
    /// Today in America/Lima, by the server: views have no clock.
    pub hoy: NaiveDate,
    pub entorno: Entorno,
}

impl Sesion {
    /// The draft on screen; none: the plan in force is.
    #[must_use]
    pub fn borrador(&self) -> Option<Id<Plan>> {
        (self.plan != self.vigente).then_some(self.plan)
    }

    /// Whoever is signed in, as the rules see them.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor { persona: self.persona, rol: self.rol, unidad: self.unidad }
    }
}

/// An account of the demonstration, offered on Entrar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CuentaDemostracion {
    pub usuario: String,
    pub clave: String,
    pub nombre: String,
    /// Post and unit, as one reads them.
    pub puesto: String,
}

/// Opens a session. The page does the rest: it is loaded anew, so that nothing of
/// another person stays in memory.
#[server(endpoint = "entrar", output = Json)]
pub async fn entrar(usuario: String, clave: String) -> Result<(), AppError> {
    let visit = crate::backend::visit()?;
    let cookie = visit.backend.entrar(&visit.request, usuario, clave).await?;
    crate::backend::set_cookie(cookie);
    Ok(())
}

/// Ends the session. Posted by a plain form: the page that follows is loaded anew.
#[server(endpoint = "salir", output = Json)]
pub async fn salir() -> Result<(), AppError> {
    let visit = crate::backend::visit()?;
    crate::backend::set_cookie(visit.backend.salir(&visit.request).await?);
    leptos_axum::redirect("/entrar");
    Ok(())
}

/// Who is signed in, if anyone.
#[server(endpoint = "sesion", input = Json, output = Json)]
pub async fn sesion_actual(#[server(default)] plan: Option<Id<Plan>>) -> Result<Option<Sesion>, AppError> {
    let visit = crate::backend::visit()?;
    visit.backend.sesion(&visit.request, plan).await
}

/// The accounts one may try on Entrar.
#[server(endpoint = "cuentas", input = Json, output = Json)]
pub async fn cuentas_de_demostracion() -> Result<Vec<CuentaDemostracion>, AppError> {
    crate::backend::visit()?.backend.cuentas_de_demostracion().await
}

/// Moves *today* of a demonstration. Posted by a plain form, like [`salir`].
#[server(endpoint = "mover-hoy", output = Json)]
pub async fn mover_hoy(fecha: NaiveDate) -> Result<(), AppError> {
    let visit = crate::backend::visit()?;
    visit.backend.mover_hoy(&visit.request, fecha).await
}
