//! Which rows a fact touches. Exhaustive: a new fact does not compile until it says.

use std::collections::BTreeSet;

use domain::catalogo::{CodigoClasificador, CodigoRubro, UnidadMedida};
use domain::plan::{
    AccionEstrategica, Actividad, CampoActividad, CampoTarea, Celda, ClaveGasto, ClaveTecho, Continuidad,
    ElementoCritico, Insumo, Modificacion, ObjetivoEstrategico, Tarea, UnidadOrganica, VersionNombrada,
};
use domain::{Change, Id, Mes};

/// The rows of a plan to write again.
#[derive(Default)]
pub(super) struct Touched {
    pub rubros: BTreeSet<CodigoRubro>,
    pub clasificadores: BTreeSet<CodigoClasificador>,
    pub unidades_medida: BTreeSet<Id<UnidadMedida>>,
    pub unidades: BTreeSet<Id<UnidadOrganica>>,
    pub objetivos: BTreeSet<Id<ObjetivoEstrategico>>,
    pub acciones: BTreeSet<Id<AccionEstrategica>>,
    pub marcos: BTreeSet<CodigoRubro>,
    pub techos: BTreeSet<ClaveTecho>,
    pub actividades: BTreeSet<Id<Actividad>>,
    pub predecesoras: BTreeSet<Id<Actividad>>,
    pub tareas: BTreeSet<Id<Tarea>>,
    pub predecesoras_tarea: BTreeSet<Id<Tarea>>,
    pub elementos: BTreeSet<Id<ElementoCritico>>,
    pub insumos: BTreeSet<Id<Insumo>>,
    pub versiones: BTreeSet<Id<VersionNombrada>>,
    pub celdas: BTreeSet<Celda>,
    pub feriados: Lista,
    pub aprobacion: Lista,
    pub avances: BTreeSet<Id<Actividad>>,
    pub gastos: BTreeSet<ClaveGasto>,
    pub meses: BTreeSet<Mes>,
    pub genericas: Lista,
    pub continuidades: BTreeSet<Id<Actividad>>,
    pub modificaciones: BTreeSet<Id<Modificacion>>,
}

/// What is written anew as a whole.
#[derive(Default, PartialEq, Eq)]
pub(super) enum Lista {
    #[default]
    Same,
    Replaced,
}

impl Touched {
    pub(super) fn add(&mut self, change: &Change) {
        self.celdas.extend(Celda::of(change));
        if let Change::ActividadCreada(row) = change
            && row.continuidad != Continuidad::EnCurso
        {
            self.continuidades.insert(row.id);
        }
        match change {
            Change::ObjetivoRegistrado(row) => drop(self.objetivos.insert(row.id)),
            Change::ObjetivoEditado { id, .. } => drop(self.objetivos.insert(*id)),
            Change::AccionRegistrada(row) => drop(self.acciones.insert(row.id)),
            Change::AccionEditada { id, .. } => drop(self.acciones.insert(*id)),
            Change::ActividadEditada { id, ahora: CampoActividad::Continuidad(_), .. } => {
                self.actividades.insert(*id);
                self.continuidades.insert(*id);
            }
            Change::ActividadCreada(Actividad { id, .. })
            | Change::ActividadEditada { id, ahora: CampoActividad::Predecesoras(_), .. } => {
                self.actividades.insert(*id);
                self.predecesoras.insert(*id);
            }
            Change::ActividadEditada { id, .. } | Change::MetaProgramada { id, .. } => {
                self.actividades.insert(*id);
            }
            Change::TareaCreada(Tarea { id, .. })
            | Change::TareaEditada { id, ahora: CampoTarea::Predecesoras(_), .. } => {
                self.tareas.insert(*id);
                self.predecesoras_tarea.insert(*id);
            }
            Change::TareaEditada { id, .. } => drop(self.tareas.insert(*id)),
            Change::ElementoCreado(row) => drop(self.elementos.insert(row.id)),
            Change::ElementoEditado { id, .. } => drop(self.elementos.insert(*id)),
            Change::InsumoCreado(row) => drop(self.insumos.insert(row.id)),
            Change::InsumoEditado { id, .. } => drop(self.insumos.insert(*id)),
            other => self.add_administracion(other),
        }
    }

    /// Of the administration of the year, and of what is done once the plan is approved.
    fn add_administracion(&mut self, change: &Change) {
        match change {
            Change::UnidadRegistrada(row) => drop(self.unidades.insert(row.id)),
            Change::UnidadEditada { id, .. } => drop(self.unidades.insert(*id)),
            Change::TechoFijado { clave, .. } => drop(self.techos.insert(*clave)),
            Change::MarcoPresupuestalFijado { rubro, .. } => drop(self.marcos.insert(*rubro)),
            Change::RubroRegistrado(row) => drop(self.rubros.insert(row.codigo)),
            Change::ClasificadorRegistrado(row) => drop(self.clasificadores.insert(row.codigo.clone())),
            Change::UnidadMedidaRegistrada(row) => drop(self.unidades_medida.insert(row.id)),
            Change::VersionNombrada(row) => drop(self.versiones.insert(row.id)),
            Change::FeriadosFijados { .. } => self.feriados = Lista::Replaced,
            Change::PoiAprobado(_) => self.aprobacion = Lista::Replaced,
            Change::AvanceRegistrado { actividad, .. } => drop(self.avances.insert(*actividad)),
            Change::GastoRegistrado { clave, .. } => drop(self.gastos.insert(*clave)),
            Change::MesCerrado { mes } => drop(self.meses.insert(*mes)),
            Change::GenericasFijadas { .. } => self.genericas = Lista::Replaced,
            Change::ModificacionPresentada(row) => drop(self.modificaciones.insert(row.id)),
            Change::ModificacionTramitada { id, .. } => drop(self.modificaciones.insert(*id)),
            // A draft has no tables: it is its log, over the plan it began as. What the plan says was
            // told above.
            Change::BorradorEditado { .. }
            | Change::MiembroInvitado { .. }
            | Change::MiembroRetirado { .. }
            | Change::BaseActualizada { .. }
            | Change::ObjetivoRegistrado(_)
            | Change::ObjetivoEditado { .. }
            | Change::AccionRegistrada(_)
            | Change::AccionEditada { .. }
            | Change::ActividadCreada(_)
            | Change::ActividadEditada { .. }
            | Change::MetaProgramada { .. }
            | Change::TareaCreada(_)
            | Change::TareaEditada { .. }
            | Change::ElementoCreado(_)
            | Change::ElementoEditado { .. }
            | Change::InsumoCreado(_)
            | Change::InsumoEditado { .. } => {}
        }
    }
}
