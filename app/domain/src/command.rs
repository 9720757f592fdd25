//! Acts: what a person asks for. [`decide`](crate::decide) accepts or refuses each.
//!
//! A command that overwrites carries `seen`, the value its author saw, so that
//! nobody silently undoes another's work. Variants are added, never edited.

mod asunto;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use asunto::Asunto;

use crate::{
    Cantidad, Change, Dinero, Id, Mes, Plan,
    actor::Persona,
    catalogo::{Clasificador, CodigoRubro, Rubro, UnidadMedida},
    cronograma::Reparto,
    plan::{
        AccionEstrategica, Actividad, Acto, Agregacion, CampoAccion, CampoActividad, CampoBorrador, CampoElemento,
        CampoInsumo, CampoObjetivo, CampoTarea, CampoUnidad, Causa, ClaseModificacion, ClaveGasto, ClaveTecho,
        CodigoActividad, ElementoCritico, Fase, Genericas, Indicador, Insumo, Modificacion, ObjetivoEstrategico, Orden,
        Periodo, RevisionRuta, Tarea, UnidadOrganica, Ventana, VersionNombrada,
    },
    texto::{Nombre, Parrafo},
};

/// The id of a command, minted by its client; the same id is never carried out twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommandId(pub Uuid);

/// A command on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    pub id: CommandId,
    pub command: Command,
}

/// What it takes to begin an activity; the rest is edited afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NuevaActividad {
    pub id: Id<Actividad>,
    /// `None`: the next correlative.
    pub codigo: Option<CodigoActividad>,
    pub unidad: Id<UnidadOrganica>,
    pub accion: Id<AccionEstrategica>,
    pub nombre: Nombre,
    pub indicador: Indicador,
    pub agregacion: Agregacion,
    /// `None`: the whole Ejercicio.
    pub ventana: Option<Ventana>,
    pub prioridad: Orden,
}

/// One target to program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CeldaMeta {
    pub actividad: Id<Actividad>,
    pub periodo: Periodo,
    pub seen: Option<Cantidad>,
    pub nueva: Option<Cantidad>,
}

/// The executed quantity of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CeldaAvance {
    pub actividad: Id<Actividad>,
    pub mes: Mes,
    pub seen: Option<Cantidad>,
    pub nueva: Option<Cantidad>,
}

/// What was spent in a month, as far as `fase`. Negative: a reversal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CeldaGasto {
    pub clave: ClaveGasto,
    pub mes: Mes,
    pub fase: Fase,
    pub seen: Option<Dinero>,
    pub nuevo: Option<Dinero>,
}

/// A Modificacion on its way to the plan in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presentacion {
    pub id: Id<Modificacion>,
    pub titulo: Nombre,
    pub rama: Id<Plan>,
    pub base: u64,
    pub causa: Causa,
    pub clase: ClaseModificacion,
    pub sustento: Parrafo,
    pub ruta: Option<RevisionRuta>,
    pub autores: BTreeSet<Id<Persona>>,
    /// The net difference of the branch. The server compares it with the branch itself.
    pub cambios: Vec<Change>,
}

/// A row of the schedule that has a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fila {
    Actividad(Id<Actividad>),
    Tarea(Id<Tarea>),
}

/// A window that changes, with all it holds: tasks of an activity go along with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reprogramacion {
    pub fila: Fila,
    pub seen: Ventana,
    pub nueva: Ventana,
    pub reparto: Reparto,
}

/// An act of a person on one plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    RegistrarUnidad(UnidadOrganica),
    EditarUnidad {
        id: Id<UnidadOrganica>,
        seen: CampoUnidad,
        nuevo: CampoUnidad,
    },
    RegistrarObjetivo(ObjetivoEstrategico),
    EditarObjetivo {
        id: Id<ObjetivoEstrategico>,
        seen: CampoObjetivo,
        nuevo: CampoObjetivo,
    },
    RegistrarAccion(AccionEstrategica),
    EditarAccion {
        id: Id<AccionEstrategica>,
        seen: CampoAccion,
        nuevo: CampoAccion,
    },
    CrearActividad(NuevaActividad),
    EditarActividad {
        id: Id<Actividad>,
        seen: CampoActividad,
        nuevo: CampoActividad,
    },
    /// One cell or a pasted block: all of it or nothing.
    ProgramarMetas(Vec<CeldaMeta>),
    CrearTarea(Tarea),
    EditarTarea {
        id: Id<Tarea>,
        seen: CampoTarea,
        nuevo: CampoTarea,
    },
    CrearElemento(ElementoCritico),
    EditarElemento {
        id: Id<ElementoCritico>,
        seen: CampoElemento,
        nuevo: CampoElemento,
    },
    CrearInsumo(Insumo),
    EditarInsumo {
        id: Id<Insumo>,
        seen: CampoInsumo,
        nuevo: CampoInsumo,
    },
    ProponerTecho {
        unidad: Id<UnidadOrganica>,
        rubro: CodigoRubro,
        seen: Option<Dinero>,
        nuevo: Dinero,
    },
    /// Refused: it does not say what the Titular saw. Kept so that what was sent still reads.
    AprobarTechos,
    FijarMarcoPresupuestal {
        rubro: CodigoRubro,
        seen: Option<Dinero>,
        nuevo: Dinero,
    },
    RegistrarRubro(Rubro),
    RegistrarClasificador(Clasificador),
    RegistrarUnidadMedida(UnidadMedida),
    FijarFeriados {
        seen: Vec<NaiveDate>,
        nuevos: Vec<NaiveDate>,
    },
    /// Several acts as one: all or nothing, one entry, one undo.
    Varios(Vec<Command>),
    /// The Titular approves the proposals that wait, each at the amount seen.
    AprobarTechosVistos(Vec<(ClaveTecho, Dinero)>),
    /// Bars of the schedule moved or resized, one or many: all of it or nothing. Targets and
    /// money go with them; no annual one changes.
    Reprogramar(Vec<Reprogramacion>),
    NombrarVersion {
        id: Id<VersionNombrada>,
        nombre: Nombre,
    },
    /// The Titular records the two acts that approve the plan (Art. 9, 10-II).
    AprobarPoi {
        version: Id<VersionNombrada>,
        acuerdo: Acto,
        resolucion: Acto,
    },
    /// Executed quantities (Art. 11): one cell or a pasted block, all of it or nothing.
    RegistrarAvances(Vec<CeldaAvance>),
    /// Certificado and devengado: one cell or a whole import, all of it or nothing.
    RegistrarGastos(Vec<CeldaGasto>),
    /// What is executed in a month is final, and a Modificacion leaves it as it is.
    CerrarMes {
        mes: Mes,
    },
    /// Which genéricas no Modificacion of the year takes from, or gives to.
    FijarGenericas {
        seen: Genericas,
        nuevas: Genericas,
    },
    /// What a branch changed, on the plan in force (Art. 8.2.3). Again, once it was observed.
    PresentarModificacion(Presentacion),
    /// The OPP finds that it may be approved.
    OpinarModificacion {
        id: Id<Modificacion>,
        opinion: Parrafo,
    },
    ObservarModificacion {
        id: Id<Modificacion>,
        comentario: Parrafo,
    },
    RechazarModificacion {
        id: Id<Modificacion>,
        motivo: Parrafo,
    },
    /// Its authors take it back.
    RetirarModificacion {
        id: Id<Modificacion>,
    },
    /// The Titular records its acts: it is merged, all of it, and in force (Art. 11).
    AprobarModificacion {
        id: Id<Modificacion>,
        version: Id<VersionNombrada>,
        actos: Vec<Acto>,
    },
    /// Of the draft itself: title, cause, kind, support, revision of the ruta.
    EditarBorrador {
        seen: CampoBorrador,
        nuevo: CampoBorrador,
    },
    InvitarMiembro {
        persona: Id<Persona>,
    },
    RetirarMiembro {
        persona: Id<Persona>,
    },
    /// Brings a branch up to a later version of the plan in force: what changed there, as its
    /// author accepted it.
    ActualizarBase {
        base: u64,
        cambios: Vec<Change>,
    },
}

impl Command {
    /// Acts that are only taken with the server at hand (SPEC §10).
    #[must_use]
    pub fn needs_network(&self) -> bool {
        match self {
            Self::ProponerTecho { .. }
            | Self::AprobarTechos
            | Self::AprobarTechosVistos(_)
            | Self::FijarMarcoPresupuestal { .. }
            | Self::NombrarVersion { .. }
            | Self::AprobarPoi { .. }
            | Self::CerrarMes { .. }
            | Self::PresentarModificacion(_)
            | Self::OpinarModificacion { .. }
            | Self::ObservarModificacion { .. }
            | Self::RechazarModificacion { .. }
            | Self::RetirarModificacion { .. }
            | Self::AprobarModificacion { .. } => true,
            Self::Varios(commands) => commands.iter().any(Self::needs_network),
            _ => false,
        }
    }
}
