//! What an act is about: where and when it may be done follows from it (Art. 8.2.3).

use super::Command;

/// The matter of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asunto {
    /// What the plan says: framework, activities, targets, lines. Written while the plan is
    /// formulated, and afterwards only in the draft of a Modificacion.
    Contenido,
    /// Techos: after the approval they move by Modificacion too.
    Techos,
    /// The institution's frame: what the law gives it, before the approval and after.
    Marco,
    /// The unit tree, the catalogues, the settings of the year: always the plan in force.
    Administracion,
    /// Naming a version.
    Version,
    /// The approval by its two acts.
    Aprobacion,
    /// What is executed of an approved plan, always the one in force.
    Ejecucion,
    /// The way of a Modificacion through the plan in force.
    Modificacion,
    /// The draft itself: only in a branch.
    Borrador,
}

impl Command {
    /// What it is about. A group is about what the plan says as soon as one of its acts is.
    #[must_use]
    pub fn asunto(&self) -> Asunto {
        match self {
            Self::RegistrarObjetivo(_)
            | Self::EditarObjetivo { .. }
            | Self::RegistrarAccion(_)
            | Self::EditarAccion { .. }
            | Self::CrearActividad(_)
            | Self::EditarActividad { .. }
            | Self::ProgramarMetas(_)
            | Self::CrearTarea(_)
            | Self::EditarTarea { .. }
            | Self::CrearElemento(_)
            | Self::EditarElemento { .. }
            | Self::CrearInsumo(_)
            | Self::EditarInsumo { .. }
            | Self::Reprogramar(_) => Asunto::Contenido,
            Self::ProponerTecho { .. } | Self::AprobarTechos | Self::AprobarTechosVistos(_) => Asunto::Techos,
            Self::FijarMarcoPresupuestal { .. } => Asunto::Marco,
            Self::RegistrarUnidad(_)
            | Self::EditarUnidad { .. }
            | Self::RegistrarRubro(_)
            | Self::RegistrarClasificador(_)
            | Self::RegistrarUnidadMedida(_)
            | Self::FijarFeriados { .. }
            | Self::FijarGenericas { .. } => Asunto::Administracion,
            Self::NombrarVersion { .. } => Asunto::Version,
            Self::AprobarPoi { .. } => Asunto::Aprobacion,
            Self::RegistrarAvances(_) | Self::RegistrarGastos(_) | Self::CerrarMes { .. } => Asunto::Ejecucion,
            Self::PresentarModificacion(_)
            | Self::OpinarModificacion { .. }
            | Self::ObservarModificacion { .. }
            | Self::RechazarModificacion { .. }
            | Self::RetirarModificacion { .. }
            | Self::AprobarModificacion { .. } => Asunto::Modificacion,
            Self::EditarBorrador { .. }
            | Self::InvitarMiembro { .. }
            | Self::RetirarMiembro { .. }
            | Self::ActualizarBase { .. } => Asunto::Borrador,
            Self::Varios(acts) if acts.iter().any(Self::es_de_contenido) => Asunto::Contenido,
            Self::Varios(acts) => acts.first().map_or(Asunto::Contenido, Self::asunto),
        }
    }

    /// Whether it changes what the plan says: what an approved plan refuses outside a Modificacion.
    #[must_use]
    pub fn es_de_contenido(&self) -> bool {
        self.asunto() == Asunto::Contenido
    }
}
