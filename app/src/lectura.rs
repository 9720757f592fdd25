//! A consistent reading of the plan, and the pages that are pure functions of it: the server
//! draws them from its copy, a browser from its own.

use domain::plan::{Actividad, Modificacion, UnidadOrganica, VersionNombrada};
use domain::vista::aprobacion::PaginaAprobacion;
use domain::vista::cronograma::{self, PaginaCronograma};
use domain::vista::modificacion::{FichaModificacion, PaginaModificaciones};
use domain::vista::prioridades::{self, PaginaPrioridades};
use domain::vista::seguimiento::PaginaSeguimiento;
use domain::vista::{self, Ambito, CuadroResumen, DetalleActividad, PaginaInicio, PaginaMarco, PaginaProgramacion};
use domain::{Context, Id, Plan};

use crate::api::inicio::Institucion;
use crate::api::plan::TableroPedido;
use crate::error::{AppError, Code};

/// The plan as it is, and who reads it when; copying one costs nothing.
pub struct Lectura {
    pub plan: Plan,
    pub context: Context,
}

impl Lectura {
    /// The unit asked for, if it exists; else the reader's own; else the first of the tree.
    fn unidad(&self, wanted: Option<Id<UnidadOrganica>>) -> Result<Id<UnidadOrganica>, AppError> {
        let known = |id: &Id<UnidadOrganica>| self.plan.get(*id).is_some();
        let first = || vista::arbol(&self.plan).first().map(|unit| unit.id);
        let found = match wanted {
            Some(id) => Some(id).filter(known),
            None => self.context.actor.unidad.filter(known).or_else(first),
        };
        found.ok_or_else(|| AppError::new(Code::NotFound, "Esa unidad orgánica no está en el plan de este ejercicio."))
    }

    /// Programación of a unit; of the reader's own when none is named.
    ///
    /// # Errors
    /// Not found, when the plan has no such unit or none at all.
    pub fn programacion(&self, unidad: Option<Id<UnidadOrganica>>) -> Result<PaginaProgramacion, AppError> {
        Ok(vista::programacion(&self.plan, &self.context.actor, self.unidad(unidad)?))
    }

    /// The schedule of a unit; of the reader's own when none is named.
    ///
    /// # Errors
    /// As [`Self::programacion`].
    pub fn cronograma(&self, unidad: Option<Id<UnidadOrganica>>) -> Result<PaginaCronograma, AppError> {
        Ok(cronograma::cronograma(&self.plan, &self.context.actor, self.unidad(unidad)?))
    }

    /// The board of priorities of a unit; of the reader's own when none is named.
    ///
    /// # Errors
    /// As [`Self::programacion`].
    pub fn prioridades(
        &self,
        unidad: Option<Id<UnidadOrganica>>,
        asked: TableroPedido,
    ) -> Result<PaginaPrioridades, AppError> {
        let unidad = self.unidad(unidad)?;
        Ok(prioridades::prioridades(&self.plan, &self.context.actor, unidad, asked.consulta(unidad)))
    }

    /// The panel of one activity.
    ///
    /// # Errors
    /// None.
    pub fn detalle(&self, actividad: Id<Actividad>) -> Result<Option<DetalleActividad>, AppError> {
        Ok(vista::detalle(&self.plan, actividad))
    }

    /// The Cuadro Resumen de presupuesto of a unit, alone or with all below it (Art. 8.4).
    ///
    /// # Errors
    /// As [`Self::programacion`].
    pub fn cuadro(&self, unidad: Option<Id<UnidadOrganica>>, ambito: Ambito) -> Result<CuadroResumen, AppError> {
        Ok(vista::cuadro_resumen(&self.plan, self.unidad(unidad)?, ambito))
    }

    /// The strategic framework.
    ///
    /// # Errors
    /// None.
    pub fn marco(&self) -> Result<PaginaMarco, AppError> {
        Ok(vista::marco(&self.plan, &self.context.actor))
    }

    /// What stands in the way of the approval, and how the plan was approved (Art. 10-II).
    ///
    /// # Errors
    /// None.
    pub fn aprobacion(&self) -> Result<PaginaAprobacion, AppError> {
        Ok(vista::aprobacion::aprobacion(&self.plan, &self.context))
    }

    /// The place in the log of a version; of the plan in force when none is named.
    #[must_use]
    pub fn version_de(&self, version: Option<Id<VersionNombrada>>) -> u64 {
        version.and_then(|id| self.plan.get(id)).map_or(self.plan.version(), |row| row.version)
    }

    /// Monthly follow-up of a unit; of the reader's own when none is named (Art. 11).
    ///
    /// # Errors
    /// As [`Self::programacion`].
    pub fn seguimiento(&self, unidad: Option<Id<UnidadOrganica>>) -> Result<PaginaSeguimiento, AppError> {
        Ok(vista::seguimiento::seguimiento(&self.plan, &self.context, self.unidad(unidad)?))
    }

    /// Every Modificacion, and the line of versions (Art. 8.2.3).
    ///
    /// # Errors
    /// None.
    pub fn modificaciones(&self) -> Result<PaginaModificaciones, AppError> {
        Ok(vista::modificacion::modificaciones(&self.plan))
    }

    /// One Modificacion, if there is such a one.
    ///
    /// # Errors
    /// None.
    pub fn modificacion(&self, id: Option<Id<Modificacion>>) -> Result<Option<FichaModificacion>, AppError> {
        Ok(id.and_then(|id| vista::modificacion::ficha(&self.plan, &self.context, id)))
    }

    /// What is due and where a unit stands; the reader's own when none is named.
    ///
    /// # Errors
    /// None.
    pub fn inicio(&self, unidad: Option<Id<UnidadOrganica>>) -> Result<PaginaInicio, AppError> {
        let unidad = unidad.or(self.context.actor.unidad);
        Ok(vista::inicio(&self.plan, unidad, self.context.hoy))
    }

    /// Whose plan it is, and its units.
    ///
    /// # Errors
    /// None.
    pub fn institucion(&self) -> Result<Institucion, AppError> {
        let entidad = self.plan.entidad().nombre.to_string();
        let borrador = self.plan.rama().map(|rama| rama.modificacion.titulo.to_string());
        Ok(Institucion { entidad, unidades: vista::arbol(&self.plan), borrador })
    }
}
