//! The plan: one Ejercicio of one Entidad, self-contained, cheap to copy.

mod actividad;
mod apply;
mod aprobacion;
mod autoria;
mod campo;
mod checkpoint;
mod ejecucion;
mod insumo;
mod marco;
mod modificacion;
mod orden;
mod predecesora;
mod rama;
mod tabla;
mod totales;
mod unidad;
mod ventana;
mod version;

use std::sync::Arc;

use chrono::NaiveDate;
use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};

pub use actividad::{
    Actividad, Agregacion, CampoActividad, CampoElemento, CampoTarea, ClaseElemento, CodigoActividad, Continuidad,
    Criterio, ElementoCritico, Indicador, MetaFisica, Periodo, SituacionElemento, Tarea, TipoIndicador,
};
pub use aprobacion::{Acto, Aprobacion, ClaseActo};
pub use autoria::{Autor, Celda};
pub use campo::Campos;
pub use checkpoint::Checkpoint;
pub use ejecucion::{Avances, ClaveGasto, Fase, Gasto};
pub use insumo::{CampoInsumo, Insumo, Valor};
pub use marco::{
    AccionEstrategica, CampoAccion, CampoObjetivo, Comparador, Estado, Frecuencia, IndicadorEstrategico,
    MetaEstrategica, ObjetivoEstrategico, Vencimiento,
};
pub use modificacion::{
    Borrador, CampoBorrador, Causa, ClaseModificacion, ClasePaso, EstadoModificacion, Genericas, Modificacion, Paso,
    RevisionRuta,
};
pub use orden::Orden;
pub use predecesora::{Desfase, Predecesora};
pub use rama::{Apertura, Rama};
pub use tabla::Tabla;
pub(crate) use tabla::distintas;
pub use totales::{Desglose, Totales};
pub use unidad::{CampoUnidad, ClaseUnidad, Entidad, Ubigeo, UnidadOrganica};
pub use ventana::Ventana;
pub use version::VersionNombrada;

use ejecucion::Ejecucion;

use crate::{
    Dinero, Ejercicio, Id,
    catalogo::{Clasificador, CodigoClasificador, CodigoRubro, Rubro, UnidadMedida},
};

/// A techo: the ceiling of a unit in a rubro, and how far it got (Art. 5 d).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Techo {
    pub propuesto: Dinero,
    /// As the Titular approved it; `None` until then.
    pub aprobado: Option<Dinero>,
}

impl Techo {
    /// The ceiling in force: the approved one, else the proposed.
    #[must_use]
    pub fn vigente(&self) -> Dinero {
        self.aprobado.unwrap_or(self.propuesto)
    }
}

/// Whose ceiling, in which rubro.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaveTecho {
    pub unidad: Id<UnidadOrganica>,
    pub rubro: CodigoRubro,
}

/// The plan as a value. Copying it is O(1); only [`Plan::apply`] changes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    id: Id<Plan>,
    ejercicio: Ejercicio,
    version: u64,
    entidad: Arc<Entidad>,
    feriados: Arc<Vec<NaiveDate>>,
    unidades: OrdMap<Id<UnidadOrganica>, Arc<UnidadOrganica>>,
    objetivos: OrdMap<Id<ObjetivoEstrategico>, Arc<ObjetivoEstrategico>>,
    acciones: OrdMap<Id<AccionEstrategica>, Arc<AccionEstrategica>>,
    actividades: OrdMap<Id<Actividad>, Arc<Actividad>>,
    tareas: OrdMap<Id<Tarea>, Arc<Tarea>>,
    elementos: OrdMap<Id<ElementoCritico>, Arc<ElementoCritico>>,
    insumos: OrdMap<Id<Insumo>, Arc<Insumo>>,
    versiones: OrdMap<Id<VersionNombrada>, Arc<VersionNombrada>>,
    aprobacion: Option<Arc<Aprobacion>>,
    modificaciones: OrdMap<Id<Modificacion>, Arc<Modificacion>>,
    genericas: Arc<Genericas>,
    ejecucion: Ejecucion,
    /// `None` of the plan in force.
    rama: Option<Arc<Rama>>,
    techos: OrdMap<ClaveTecho, Techo>,
    /// The institution's frame per rubro.
    marco_presupuestal: OrdMap<CodigoRubro, Dinero>,
    rubros: OrdMap<CodigoRubro, Arc<Rubro>>,
    clasificadores: OrdMap<CodigoClasificador, Arc<Clasificador>>,
    unidades_medida: OrdMap<Id<UnidadMedida>, Arc<UnidadMedida>>,
    autores: OrdMap<Celda, Autor>,
    /// Derived, kept in step by `apply`.
    indices: Indices,
    totales: Totales,
}

/// What is looked up by something other than the id.
#[derive(Clone, Debug, Default, PartialEq)]
struct Indices {
    por_unidad: OrdMap<Id<UnidadOrganica>, OrdSet<(Orden, Id<Actividad>)>>,
    por_codigo: OrdMap<CodigoActividad, Id<Actividad>>,
    /// Every number from 1 up to this one is given; the next is the first that is free.
    corridos: u32,
    insumos: OrdMap<Id<Actividad>, OrdSet<(Orden, Id<Insumo>)>>,
    tareas: OrdMap<Id<Actividad>, OrdSet<(Orden, Id<Tarea>)>>,
    elementos: OrdMap<Id<Actividad>, OrdSet<Id<ElementoCritico>>>,
    por_accion: OrdMap<Id<AccionEstrategica>, OrdSet<Id<Actividad>>>,
}

impl Plan {
    /// An empty plan, at version 0.
    #[must_use]
    pub fn new(id: Id<Self>, ejercicio: Ejercicio, entidad: Entidad) -> Self {
        Self {
            id,
            ejercicio,
            version: 0,
            entidad: Arc::new(entidad),
            feriados: Arc::default(),
            unidades: OrdMap::new(),
            objetivos: OrdMap::new(),
            acciones: OrdMap::new(),
            actividades: OrdMap::new(),
            tareas: OrdMap::new(),
            elementos: OrdMap::new(),
            insumos: OrdMap::new(),
            versiones: OrdMap::new(),
            aprobacion: None,
            modificaciones: OrdMap::new(),
            genericas: Arc::default(),
            ejecucion: Ejecucion::default(),
            rama: None,
            techos: OrdMap::new(),
            marco_presupuestal: OrdMap::new(),
            rubros: OrdMap::new(),
            clasificadores: OrdMap::new(),
            unidades_medida: OrdMap::new(),
            autores: OrdMap::new(),
            indices: Indices::default(),
            totales: Totales::default(),
        }
    }

    #[must_use]
    pub fn id(&self) -> Id<Self> {
        self.id
    }
    #[must_use]
    pub fn ejercicio(&self) -> Ejercicio {
        self.ejercicio
    }
    /// The version of the last entry applied; 0 for the empty plan.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }
    #[must_use]
    pub fn entidad(&self) -> &Entidad {
        &self.entidad
    }
    #[must_use]
    pub fn feriados(&self) -> &[NaiveDate] {
        &self.feriados
    }
    #[must_use]
    pub fn totales(&self) -> &Totales {
        &self.totales
    }
    #[must_use]
    pub fn techos(&self) -> &OrdMap<ClaveTecho, Techo> {
        &self.techos
    }
    #[must_use]
    pub fn techo(&self, unidad: Id<UnidadOrganica>, rubro: CodigoRubro) -> Option<Techo> {
        self.techos.get(&ClaveTecho { unidad, rubro }).copied()
    }
    #[must_use]
    pub fn marco_presupuestal(&self) -> &OrdMap<CodigoRubro, Dinero> {
        &self.marco_presupuestal
    }
    #[must_use]
    pub fn rubros(&self) -> &OrdMap<CodigoRubro, Arc<Rubro>> {
        &self.rubros
    }
    #[must_use]
    pub fn clasificadores(&self) -> &OrdMap<CodigoClasificador, Arc<Clasificador>> {
        &self.clasificadores
    }

    /// Activities of a unit in order of priority, withdrawn ones included.
    pub fn actividades_de(&self, unidad: Id<UnidadOrganica>) -> impl Iterator<Item = &Arc<Actividad>> {
        let places = self.indices.por_unidad.get(&unidad);
        places.into_iter().flatten().filter_map(|(_, id)| self.actividades.get(id))
    }

    /// The activity that has a code.
    #[must_use]
    pub fn actividad_con_codigo(&self, codigo: &CodigoActividad) -> Option<Id<Actividad>> {
        self.indices.por_codigo.get(codigo).copied()
    }

    /// Who last overwrote a field; `None` while it is as it was created.
    #[must_use]
    pub fn autor(&self, celda: Celda) -> Option<Autor> {
        self.autores.get(&celda).copied()
    }

    /// The first code of the entity not yet given; `None` when all 99,999 are.
    #[must_use]
    pub fn siguiente_codigo(&self) -> Option<CodigoActividad> {
        CodigoActividad::correlativo(&self.entidad.pliego, self.indices.corridos + 1)
    }

    /// Activities under an AEI, of every unit.
    pub fn actividades_bajo(&self, accion: Id<AccionEstrategica>) -> impl Iterator<Item = &Arc<Actividad>> {
        let ids = self.indices.por_accion.get(&accion);
        ids.into_iter().flatten().filter_map(|id| self.actividades.get(id))
    }

    /// Lines of an activity in order, withdrawn ones included.
    pub fn insumos_de(&self, actividad: Id<Actividad>) -> impl Iterator<Item = &Arc<Insumo>> {
        let places = self.indices.insumos.get(&actividad);
        places.into_iter().flatten().filter_map(|(_, id)| self.insumos.get(id))
    }

    /// Tasks of an activity in order, withdrawn ones included.
    pub fn tareas_de(&self, actividad: Id<Actividad>) -> impl Iterator<Item = &Arc<Tarea>> {
        let places = self.indices.tareas.get(&actividad);
        places.into_iter().flatten().filter_map(|(_, id)| self.tareas.get(id))
    }

    /// Critical elements of an activity, withdrawn ones included.
    pub fn elementos_de(&self, actividad: Id<Actividad>) -> impl Iterator<Item = &Arc<ElementoCritico>> {
        let ids = self.indices.elementos.get(&actividad);
        ids.into_iter().flatten().filter_map(|id| self.elementos.get(id))
    }

    /// Whether an activity waits for a critical element: one that is not there yet (Art. 8.3).
    #[must_use]
    pub fn espera_elemento(&self, actividad: Id<Actividad>) -> bool {
        let waits = |it: &ElementoCritico| it.estado.es_vigente() && it.situacion != SituacionElemento::Logrado;
        self.elementos_de(actividad).any(|element| waits(element))
    }

    /// A unit and its superiors, from it to the top; each once, whatever the tree holds.
    #[must_use]
    pub fn linea(&self, unidad: Id<UnidadOrganica>) -> Vec<Id<UnidadOrganica>> {
        let mut line = vec![unidad];
        let mut above = self.superior_de(unidad);
        while let Some(superior) = above.filter(|superior| !line.contains(superior)) {
            line.push(superior);
            above = self.superior_de(superior);
        }
        line
    }

    fn superior_de(&self, unidad: Id<UnidadOrganica>) -> Option<Id<UnidadOrganica>> {
        self.unidades.get(&unidad).and_then(|unit| unit.superior)
    }
}
