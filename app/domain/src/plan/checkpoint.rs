//! A plan as rows: what is stored every 500 entries and sent to a browser that begins.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    AccionEstrategica, Actividad, Aprobacion, Autor, Avances, Celda, ClaveGasto, ClaveTecho, ElementoCritico, Entidad,
    Gasto, Genericas, Insumo, Modificacion, ObjetivoEstrategico, Plan, Rama, Tarea, Techo, UnidadOrganica,
    VersionNombrada,
};
use crate::{
    Change, Dinero, Ejercicio, Id, Mes,
    catalogo::{Clasificador, CodigoRubro, Rubro, UnidadMedida},
    entry::Hash,
};

/// Every row of a plan at a version, in the order of ids; indices and totals are rebuilt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    pub id: Id<Plan>,
    pub ejercicio: Ejercicio,
    pub version: u64,
    pub entidad: Arc<Entidad>,
    pub feriados: Arc<Vec<NaiveDate>>,
    pub rubros: Vec<Arc<Rubro>>,
    pub clasificadores: Vec<Arc<Clasificador>>,
    pub unidades_medida: Vec<Arc<UnidadMedida>>,
    pub unidades: Vec<Arc<UnidadOrganica>>,
    pub objetivos: Vec<Arc<ObjetivoEstrategico>>,
    pub acciones: Vec<Arc<AccionEstrategica>>,
    pub marco_presupuestal: Vec<(CodigoRubro, Dinero)>,
    pub techos: Vec<(ClaveTecho, Techo)>,
    pub actividades: Vec<Arc<Actividad>>,
    pub tareas: Vec<Arc<Tarea>>,
    pub elementos: Vec<Arc<ElementoCritico>>,
    pub insumos: Vec<Arc<Insumo>>,
    /// Plans were kept before versions had names.
    #[serde(default)]
    pub versiones: Vec<Arc<VersionNombrada>>,
    /// Plans were kept before any was approved.
    #[serde(default)]
    pub aprobacion: Option<Arc<Aprobacion>>,
    #[serde(default)]
    pub avances: Vec<(Id<Actividad>, Arc<Avances>)>,
    #[serde(default)]
    pub gastos: Vec<(ClaveGasto, Arc<Gasto>)>,
    #[serde(default)]
    pub cerrado: Option<Mes>,
    #[serde(default)]
    pub modificaciones: Vec<Arc<Modificacion>>,
    #[serde(default)]
    pub genericas: Arc<Genericas>,
    #[serde(default)]
    pub rama: Option<Arc<Rama>>,
    pub autores: Vec<(Celda, Autor)>,
}

impl Plan {
    /// Its rows.
    #[must_use]
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            id: self.id,
            ejercicio: self.ejercicio,
            version: self.version,
            entidad: self.entidad.clone(),
            feriados: self.feriados.clone(),
            rubros: self.rubros.values().cloned().collect(),
            clasificadores: self.clasificadores.values().cloned().collect(),
            unidades_medida: self.unidades_medida.values().cloned().collect(),
            unidades: self.unidades.values().cloned().collect(),
            objetivos: self.objetivos.values().cloned().collect(),
            acciones: self.acciones.values().cloned().collect(),
            marco_presupuestal: self.marco_presupuestal.iter().map(|(rubro, amount)| (*rubro, *amount)).collect(),
            techos: self.techos.iter().map(|(key, techo)| (*key, *techo)).collect(),
            actividades: self.actividades.values().cloned().collect(),
            tareas: self.tareas.values().cloned().collect(),
            elementos: self.elementos.values().cloned().collect(),
            insumos: self.insumos.values().cloned().collect(),
            versiones: self.versiones.values().cloned().collect(),
            aprobacion: self.aprobacion.clone(),
            avances: self.ejecucion.avances.iter().map(|(id, row)| (*id, row.clone())).collect(),
            gastos: self.ejecucion.gastos.iter().map(|(key, row)| (*key, row.clone())).collect(),
            cerrado: self.ejecucion.cerrado,
            modificaciones: self.modificaciones.values().cloned().collect(),
            genericas: self.genericas.clone(),
            rama: self.rama.clone(),
            autores: self.autores.iter().map(|(celda, autor)| (*celda, *autor)).collect(),
        }
    }

    /// The plan these rows are, with indices and totals counted anew.
    #[must_use]
    pub fn from_checkpoint(rows: Checkpoint) -> Self {
        let entidad = Arc::unwrap_or_clone(rows.entidad);
        let mut plan = Self::new(rows.id, rows.ejercicio, entidad);
        plan.version = rows.version;
        plan.feriados = rows.feriados;
        plan.rubros = rows.rubros.into_iter().map(|row| (row.codigo, row)).collect();
        plan.clasificadores = rows.clasificadores.into_iter().map(|row| (row.codigo.clone(), row)).collect();
        plan.unidades_medida = rows.unidades_medida.into_iter().map(|row| (row.id, row)).collect();
        plan.unidades = rows.unidades.into_iter().map(|row| (row.id, row)).collect();
        plan.objetivos = rows.objetivos.into_iter().map(|row| (row.id, row)).collect();
        plan.acciones = rows.acciones.into_iter().map(|row| (row.id, row)).collect();
        plan.marco_presupuestal = rows.marco_presupuestal.into_iter().collect();
        plan.techos = rows.techos.into_iter().collect();
        plan.versiones = rows.versiones.into_iter().map(|row| (row.id, row)).collect();
        plan.aprobacion = rows.aprobacion;
        plan.modificaciones = rows.modificaciones.into_iter().map(|row| (row.id, row)).collect();
        plan.genericas = rows.genericas;
        plan.rama = rows.rama;
        plan.autores = rows.autores.into_iter().collect();
        for row in rows.actividades {
            plan.apply(&Change::ActividadCreada(Arc::unwrap_or_clone(row)));
        }
        for row in rows.tareas {
            plan.apply(&Change::TareaCreada(Arc::unwrap_or_clone(row)));
        }
        for row in rows.elementos {
            plan.apply(&Change::ElementoCreado(Arc::unwrap_or_clone(row)));
        }
        for row in rows.insumos {
            plan.apply(&Change::InsumoCreado(Arc::unwrap_or_clone(row)));
        }
        plan.load_ejecucion(rows.avances, rows.gastos, rows.cerrado);
        plan
    }

    /// A digest of every row: two replicas are equal when theirs are.
    ///
    /// # Errors
    /// A sentence when a row cannot be written as JSON.
    pub fn state_hash(&self) -> Result<Hash, String> {
        serde_json::to_vec(&self.checkpoint()).map(|bytes| Hash::of(&bytes)).map_err(|error| error.to_string())
    }
}
