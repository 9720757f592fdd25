//! Which rows a fact touches. Exhaustive: a new fact does not compile until it says.

use std::collections::BTreeSet;

use domain::catalogo::{CodigoClasificador, CodigoRubro, UnidadMedida};
use domain::plan::{
    AccionEstrategica, Actividad, CampoActividad, CampoTarea, Celda, ClaveTecho, ElementoCritico, Insumo,
    ObjetivoEstrategico, Tarea, UnidadOrganica, VersionNombrada,
};
use domain::{Change, Id};

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
    pub feriados: Feriados,
}

#[derive(Default, PartialEq, Eq)]
pub(super) enum Feriados {
    #[default]
    Same,
    Replaced,
}

impl Touched {
    pub(super) fn add(&mut self, change: &Change) {
        self.celdas.extend(Celda::of(change));
        match change {
            Change::UnidadRegistrada(row) => drop(self.unidades.insert(row.id)),
            Change::UnidadEditada { id, .. } => drop(self.unidades.insert(*id)),
            Change::ObjetivoRegistrado(row) => drop(self.objetivos.insert(row.id)),
            Change::ObjetivoEditado { id, .. } => drop(self.objetivos.insert(*id)),
            Change::AccionRegistrada(row) => drop(self.acciones.insert(row.id)),
            Change::AccionEditada { id, .. } => drop(self.acciones.insert(*id)),
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
            Change::TechoFijado { clave, .. } => drop(self.techos.insert(*clave)),
            Change::MarcoPresupuestalFijado { rubro, .. } => drop(self.marcos.insert(*rubro)),
            Change::RubroRegistrado(row) => drop(self.rubros.insert(row.codigo)),
            Change::ClasificadorRegistrado(row) => drop(self.clasificadores.insert(row.codigo.clone())),
            Change::UnidadMedidaRegistrada(row) => drop(self.unidades_medida.insert(row.id)),
            Change::VersionNombrada(row) => drop(self.versiones.insert(row.id)),
            Change::FeriadosFijados { .. } => self.feriados = Feriados::Replaced,
            other => self.add_en_marcha(other),
        }
    }

    /// Of what is done once the plan is approved: until its tables come, the log alone keeps it. A
    /// draft has none: its log alone, over the plan it began as.
    #[expect(clippy::unused_self, reason = "its tables are to come")]
    fn add_en_marcha(&mut self, _change: &Change) {}
}
