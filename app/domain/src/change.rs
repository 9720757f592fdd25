//! Facts: what an accepted command changed. Applying one cannot fail.
//!
//! Variants are added, never edited: the log of every year ever run is read with them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Cantidad, Dinero, Id, Mes,
    actor::Persona,
    catalogo::{Clasificador, CodigoRubro, Rubro, UnidadMedida},
    plan::{
        AccionEstrategica, Actividad, Aprobacion, CampoAccion, CampoActividad, CampoBorrador, CampoElemento,
        CampoInsumo, CampoObjetivo, CampoTarea, CampoUnidad, ClaveGasto, ClaveTecho, ElementoCritico,
        EstadoModificacion, Fase, Genericas, Insumo, Modificacion, ObjetivoEstrategico, Paso, Periodo, Tarea, Techo,
        UnidadOrganica, VersionNombrada,
    },
};

/// One fact, with what was there before where it overwrites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::large_enum_variant,
    reason = "a list of facts is short-lived; a box would be one more allocation each"
)]
pub enum Change {
    UnidadRegistrada(UnidadOrganica),
    UnidadEditada {
        id: Id<UnidadOrganica>,
        antes: CampoUnidad,
        ahora: CampoUnidad,
    },
    ObjetivoRegistrado(ObjetivoEstrategico),
    ObjetivoEditado {
        id: Id<ObjetivoEstrategico>,
        antes: CampoObjetivo,
        ahora: CampoObjetivo,
    },
    AccionRegistrada(AccionEstrategica),
    AccionEditada {
        id: Id<AccionEstrategica>,
        antes: CampoAccion,
        ahora: CampoAccion,
    },
    ActividadCreada(Actividad),
    ActividadEditada {
        id: Id<Actividad>,
        antes: CampoActividad,
        ahora: CampoActividad,
    },
    MetaProgramada {
        id: Id<Actividad>,
        periodo: Periodo,
        antes: Option<Cantidad>,
        ahora: Option<Cantidad>,
    },
    TareaCreada(Tarea),
    TareaEditada {
        id: Id<Tarea>,
        antes: CampoTarea,
        ahora: CampoTarea,
    },
    ElementoCreado(ElementoCritico),
    ElementoEditado {
        id: Id<ElementoCritico>,
        antes: CampoElemento,
        ahora: CampoElemento,
    },
    InsumoCreado(Insumo),
    InsumoEditado {
        id: Id<Insumo>,
        antes: CampoInsumo,
        ahora: CampoInsumo,
    },
    TechoFijado {
        clave: ClaveTecho,
        antes: Option<Techo>,
        ahora: Techo,
    },
    MarcoPresupuestalFijado {
        rubro: CodigoRubro,
        antes: Option<Dinero>,
        ahora: Dinero,
    },
    RubroRegistrado(Rubro),
    ClasificadorRegistrado(Clasificador),
    UnidadMedidaRegistrada(UnidadMedida),
    FeriadosFijados {
        antes: Vec<NaiveDate>,
        ahora: Vec<NaiveDate>,
    },
    VersionNombrada(VersionNombrada),
    PoiAprobado(Aprobacion),
    AvanceRegistrado {
        actividad: Id<Actividad>,
        mes: Mes,
        antes: Option<Cantidad>,
        ahora: Option<Cantidad>,
    },
    GastoRegistrado {
        clave: ClaveGasto,
        mes: Mes,
        fase: Fase,
        antes: Option<Dinero>,
        ahora: Option<Dinero>,
    },
    MesCerrado {
        mes: Mes,
    },
    GenericasFijadas {
        antes: Genericas,
        ahora: Genericas,
    },
    /// The first time, or again once it was observed: then it takes the place of what was presented.
    ModificacionPresentada(Modificacion),
    /// One more step: an opinion, an observation, a refusal, a retreat, or the approval, whose entry
    /// holds what is merged too.
    ModificacionTramitada {
        id: Id<Modificacion>,
        antes: EstadoModificacion,
        ahora: EstadoModificacion,
        paso: Paso,
    },
    BorradorEditado {
        antes: CampoBorrador,
        ahora: CampoBorrador,
    },
    MiembroInvitado {
        persona: Id<Persona>,
    },
    MiembroRetirado {
        persona: Id<Persona>,
    },
    /// The branch is compared with this version of the plan in force from now on.
    BaseActualizada {
        antes: u64,
        ahora: u64,
    },
}

impl Change {
    /// Whether it is about what the plan says: what a branch changes and a Modificacion brings.
    #[must_use]
    pub fn es_de_contenido(&self) -> bool {
        match self {
            Self::ObjetivoRegistrado(_)
            | Self::ObjetivoEditado { .. }
            | Self::AccionRegistrada(_)
            | Self::AccionEditada { .. }
            | Self::ActividadCreada(_)
            | Self::ActividadEditada { .. }
            | Self::MetaProgramada { .. }
            | Self::TareaCreada(_)
            | Self::TareaEditada { .. }
            | Self::ElementoCreado(_)
            | Self::ElementoEditado { .. }
            | Self::InsumoCreado(_)
            | Self::InsumoEditado { .. } => true,
            Self::UnidadRegistrada(_)
            | Self::UnidadEditada { .. }
            | Self::TechoFijado { .. }
            | Self::MarcoPresupuestalFijado { .. }
            | Self::RubroRegistrado(_)
            | Self::ClasificadorRegistrado(_)
            | Self::UnidadMedidaRegistrada(_)
            | Self::FeriadosFijados { .. }
            | Self::VersionNombrada(_)
            | Self::PoiAprobado(_)
            | Self::AvanceRegistrado { .. }
            | Self::GastoRegistrado { .. }
            | Self::MesCerrado { .. }
            | Self::GenericasFijadas { .. }
            | Self::ModificacionPresentada(_)
            | Self::ModificacionTramitada { .. }
            | Self::BorradorEditado { .. }
            | Self::MiembroInvitado { .. }
            | Self::MiembroRetirado { .. }
            | Self::BaseActualizada { .. } => false,
        }
    }

    /// Whether it is about a draft and not about any plan.
    #[must_use]
    pub fn es_de_borrador(&self) -> bool {
        matches!(
            self,
            Self::BorradorEditado { .. }
                | Self::MiembroInvitado { .. }
                | Self::MiembroRetirado { .. }
                | Self::BaseActualizada { .. }
        )
    }
}
