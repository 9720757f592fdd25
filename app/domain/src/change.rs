//! Facts: what an accepted command changed. Applying one cannot fail.
//!
//! Variants are added, never edited: the log of every year ever run is read with them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Cantidad, Dinero, Id, Mes,
    catalogo::{Clasificador, CodigoRubro, Rubro, UnidadMedida},
    plan::{
        AccionEstrategica, Actividad, Aprobacion, CampoAccion, CampoActividad, CampoElemento, CampoInsumo,
        CampoObjetivo, CampoTarea, CampoUnidad, ClaveGasto, ClaveTecho, ElementoCritico, Fase, Insumo,
        ObjetivoEstrategico, Periodo, Tarea, Techo, UnidadOrganica, VersionNombrada,
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
    UnidadEditada { id: Id<UnidadOrganica>, antes: CampoUnidad, ahora: CampoUnidad },
    ObjetivoRegistrado(ObjetivoEstrategico),
    ObjetivoEditado { id: Id<ObjetivoEstrategico>, antes: CampoObjetivo, ahora: CampoObjetivo },
    AccionRegistrada(AccionEstrategica),
    AccionEditada { id: Id<AccionEstrategica>, antes: CampoAccion, ahora: CampoAccion },
    ActividadCreada(Actividad),
    ActividadEditada { id: Id<Actividad>, antes: CampoActividad, ahora: CampoActividad },
    MetaProgramada { id: Id<Actividad>, periodo: Periodo, antes: Option<Cantidad>, ahora: Option<Cantidad> },
    TareaCreada(Tarea),
    TareaEditada { id: Id<Tarea>, antes: CampoTarea, ahora: CampoTarea },
    ElementoCreado(ElementoCritico),
    ElementoEditado { id: Id<ElementoCritico>, antes: CampoElemento, ahora: CampoElemento },
    InsumoCreado(Insumo),
    InsumoEditado { id: Id<Insumo>, antes: CampoInsumo, ahora: CampoInsumo },
    TechoFijado { clave: ClaveTecho, antes: Option<Techo>, ahora: Techo },
    MarcoPresupuestalFijado { rubro: CodigoRubro, antes: Option<Dinero>, ahora: Dinero },
    RubroRegistrado(Rubro),
    ClasificadorRegistrado(Clasificador),
    UnidadMedidaRegistrada(UnidadMedida),
    FeriadosFijados { antes: Vec<NaiveDate>, ahora: Vec<NaiveDate> },
    VersionNombrada(VersionNombrada),
    PoiAprobado(Aprobacion),
    AvanceRegistrado { actividad: Id<Actividad>, mes: Mes, antes: Option<Cantidad>, ahora: Option<Cantidad> },
    GastoRegistrado { clave: ClaveGasto, mes: Mes, fase: Fase, antes: Option<Dinero>, ahora: Option<Dinero> },
    MesCerrado { mes: Mes },
}
