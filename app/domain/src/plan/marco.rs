//! The strategic framework: OEI and AEI, with their indicators (Art. 7, Anexo 01).

use serde::{Deserialize, Serialize};

use super::{Orden, UnidadOrganica};
use crate::{
    Cantidad, Id,
    texto::{Nombre, Parrafo, Texto},
};

/// Whether a row counts; nothing is deleted, things are withdrawn (SPEC §12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Estado {
    #[default]
    Vigente,
    Retirado,
}

impl Estado {
    #[must_use]
    pub fn es_vigente(self) -> bool {
        self == Self::Vigente
    }
}

/// How the value must compare with the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparador {
    Igual,
    AlMenos,
}

/// When a structured target is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vencimiento {
    CadaEjercicio,
    /// By the end of a year.
    AlEjercicio(u16),
    /// By the end of the PDI.
    AlCierre,
}

/// One structured target; the literal text of the annex is kept beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetaEstrategica {
    pub valor: Cantidad,
    /// "%", "informes": free text, as the annex gives it.
    pub unidad: Texto<80>,
    pub comparador: Comparador,
    pub vencimiento: Vencimiento,
}

/// How often an indicator is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Frecuencia {
    Mensual,
    Trimestral,
    Semestral,
    Anual,
}

/// An indicator of resultado (OEI) or producto (AEI).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicadorEstrategico {
    pub nombre: Nombre,
    pub fuente: Nombre,
    pub frecuencia: Frecuencia,
    pub metas: Vec<MetaEstrategica>,
    /// The target exactly as the PDI prints it.
    pub meta_literal: Texto<200>,
}

/// OEI: the purpose, its indicators, its targets (Art. 7.g).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjetivoEstrategico {
    pub id: Id<ObjetivoEstrategico>,
    pub codigo: Texto<20>,
    pub enunciado: Parrafo,
    pub indicadores: Vec<IndicadorEstrategico>,
    /// The actividades claves of Anexo 01, kept as text.
    pub claves: Vec<Parrafo>,
    pub responsable: Option<Id<UnidadOrganica>>,
    /// Its place in the ruta estratégica (Art. 7.k).
    pub orden: Orden,
    pub estado: Estado,
}

/// AEI: belongs to one OEI (Art. 7.h).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccionEstrategica {
    pub id: Id<AccionEstrategica>,
    pub objetivo: Id<ObjetivoEstrategico>,
    pub codigo: Texto<20>,
    pub enunciado: Parrafo,
    pub indicadores: Vec<IndicadorEstrategico>,
    /// The evidencias it rests on, consulted in Paso 1 (Art. 8.1.1).
    pub evidencias: Vec<Parrafo>,
    pub responsable: Option<Id<UnidadOrganica>>,
    pub orden: Orden,
    pub estado: Estado,
}

impl AccionEstrategica {
    /// Without indicator or target: never blocks drafting, blocks final approval (SPEC §3).
    #[must_use]
    pub fn es_provisional(&self) -> bool {
        self.indicadores.is_empty() || self.indicadores.iter().all(|indicador| indicador.metas.is_empty())
    }
}

/// One field of an OEI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CampoObjetivo {
    Codigo(Texto<20>),
    Enunciado(Parrafo),
    Indicadores(Vec<IndicadorEstrategico>),
    Claves(Vec<Parrafo>),
    Responsable(Option<Id<UnidadOrganica>>),
    Orden(Orden),
    Estado(Estado),
}

/// One field of an AEI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CampoAccion {
    Objetivo(Id<ObjetivoEstrategico>),
    Codigo(Texto<20>),
    Enunciado(Parrafo),
    Indicadores(Vec<IndicadorEstrategico>),
    Evidencias(Vec<Parrafo>),
    Responsable(Option<Id<UnidadOrganica>>),
    Orden(Orden),
    Estado(Estado),
}
