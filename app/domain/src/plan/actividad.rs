//! Activities, tasks and critical elements (Art. 8.1, 8.3).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AccionEstrategica, Estado, Orden, Predecesora, Ubigeo, UnidadOrganica, Ventana};
use crate::{
    Cantidad, Id, Mes,
    catalogo::UnidadMedida,
    texto::{Nombre, Parrafo, Puesto, Texto},
    valor::Doce,
};

/// Activities break an AEI down by one of these criteria (Art. 8.1.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Criterio {
    Territorial,
    Sectorial,
    Temporal,
    #[default]
    Acumulativa,
    Organizacional,
    Otro,
}

/// At activity level only these two kinds exist (Art. 8.1.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TipoIndicador {
    #[default]
    Proceso,
    Insumo,
}

/// Unidad de medida + sujeto + atributo (Art. 8.1.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicador {
    pub unidad_medida: Id<UnidadMedida>,
    pub sujeto: Nombre,
    pub atributo: Nombre,
    pub tipo: TipoIndicador,
}

/// How twelve monthly quantities make the annual one (SPEC §4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Agregacion {
    /// Months add up to the annual, enforced.
    #[default]
    Suma,
    UltimoValor,
    Promedio,
    Maximo,
}

impl Agregacion {
    pub const TODAS: [Self; 4] = [Self::Suma, Self::UltimoValor, Self::Promedio, Self::Maximo];

    #[must_use]
    pub fn nombre(self) -> &'static str {
        match self {
            Self::Suma => "Suma",
            Self::UltimoValor => "Último valor",
            Self::Promedio => "Promedio",
            Self::Maximo => "Máximo",
        }
    }

    /// What months amount to; `None` when none has a value. An average keeps four decimals, half up.
    #[must_use]
    pub fn agregar(self, months: impl IntoIterator<Item = Option<Cantidad>>) -> Option<Cantidad> {
        let values: Vec<Cantidad> = months.into_iter().flatten().collect();
        let last = *values.last()?;
        Some(match self {
            Self::Suma => values.into_iter().sum(),
            Self::UltimoValor => last,
            Self::Maximo => values.into_iter().max().unwrap_or(last),
            Self::Promedio => {
                let count = i64::try_from(values.len()).unwrap_or(1);
                let sum: i64 = values.into_iter().map(Cantidad::diezmilesimos).sum();
                Cantidad::from_diezmilesimos((sum + count / 2) / count).unwrap_or(last)
            }
        })
    }
}

/// The targets of an activity: twelve months, and the annual one where it was set first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetaFisica {
    /// Set by hand, to be broken down into months (Art. 8.1.3); `None`: it follows the months.
    pub anual: Option<Cantidad>,
    pub meses: Doce<Option<Cantidad>>,
}

impl MetaFisica {
    /// The annual target: the one set, or what the months amount to.
    #[must_use]
    pub fn anual(&self, agregacion: Agregacion) -> Option<Cantidad> {
        self.anual.or_else(|| agregacion.agregar(self.meses))
    }

    #[must_use]
    pub fn get(&self, periodo: Periodo) -> Option<Cantidad> {
        match periodo {
            Periodo::Anual => self.anual,
            Periodo::Mes(mes) => self.meses[mes],
        }
    }

    pub(crate) fn put(&mut self, periodo: Periodo, cantidad: Option<Cantidad>) {
        match periodo {
            Periodo::Anual => self.anual = cantidad,
            Periodo::Mes(mes) => self.meses[mes] = cantidad,
        }
    }
}

/// Which of the thirteen targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Periodo {
    Anual,
    Mes(Mes),
}

impl fmt::Display for Periodo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anual => f.write_str("la meta anual"),
            Self::Mes(mes) => mes.fmt(f),
        }
    }
}

/// `AOI` + six digits of the UE + a five-digit correlative: `AOI30044000001`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodigoActividad(String);

impl CodigoActividad {
    /// `None` past correlative 99,999.
    #[must_use]
    pub fn correlativo(pliego: &str, number: u32) -> Option<Self> {
        (number <= 99_999).then(|| Self(format!("AOI{pliego}{number:05}")))
    }

    #[must_use]
    pub fn numero(&self) -> u32 {
        self.0[9..].parse().unwrap_or_default()
    }

    /// The six digits of the entity that gave it.
    #[must_use]
    pub fn pliego(&self) -> &str {
        &self.0[3..9]
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CodigoActividad {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let digits = text.strip_prefix("AOI").filter(|d| d.len() == 11 && d.bytes().all(|b| b.is_ascii_digit()));
        match digits {
            Some(_) => Ok(Self(text)),
            None => Err(format!("«{text}» no es un código de actividad: AOI y once dígitos")),
        }
    }
}
impl From<CodigoActividad> for String {
    fn from(code: CodigoActividad) -> Self {
        code.0
    }
}
impl fmt::Display for CodigoActividad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An activity of a unit under an AEI (Art. 7.m, 8.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actividad {
    pub id: Id<Actividad>,
    pub codigo: CodigoActividad,
    pub unidad: Id<UnidadOrganica>,
    pub accion: Id<AccionEstrategica>,
    pub nombre: Nombre,
    /// The function of the ROF it answers to.
    pub funcion_rof: Parrafo,
    pub criterio: Criterio,
    pub lugares: Vec<Ubigeo>,
    pub responsable: Puesto,
    pub verificacion: Nombre,
    pub indicador: Indicador,
    /// Beyond the one suggested (Art. 8.1.2); each warns.
    pub otros_indicadores: Vec<Indicador>,
    pub agregacion: Agregacion,
    pub meta: MetaFisica,
    pub ventana: Ventana,
    /// Finish-to-start predecessors, ascending, without repetition.
    pub predecesoras: Vec<Predecesora<Actividad>>,
    /// Categoría presupuestal: 9001, 9002 or a programme.
    pub categoria: Texto<10>,
    pub sec_func: Texto<10>,
    /// Its place in the unit's order of priority.
    pub prioridad: Orden,
    pub estado: Estado,
    /// What became of it in a Modificacion.
    #[serde(default, skip_serializing_if = "Continuidad::es_en_curso")]
    pub continuidad: Continuidad,
}

/// What a Modificacion made of an activity that it did not withdraw (Art. 8.2.3): it keeps its
/// history and the money it spent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Continuidad {
    #[default]
    EnCurso,
    Suspendida,
    /// Another one goes on with what it was for.
    Reemplazada(Id<Actividad>),
}

impl Continuidad {
    /// By reference, as serde hands it over.
    fn es_en_curso(&self) -> bool {
        *self == Self::EnCurso
    }
}

/// One field of an activity. Targets have their own command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CampoActividad {
    Codigo(CodigoActividad),
    Accion(Id<AccionEstrategica>),
    Nombre(Nombre),
    FuncionRof(Parrafo),
    Criterio(Criterio),
    Lugares(Vec<Ubigeo>),
    Responsable(Puesto),
    Verificacion(Nombre),
    Indicador(Indicador),
    OtrosIndicadores(Vec<Indicador>),
    Agregacion(Agregacion),
    Ventana(Ventana),
    Predecesoras(Vec<Predecesora<Actividad>>),
    Categoria(Texto<10>),
    SecFunc(Texto<10>),
    Prioridad(Orden),
    Estado(Estado),
    /// Only in the draft of a Modificacion.
    Unidad(Id<UnidadOrganica>),
    /// Only in the draft of a Modificacion.
    Continuidad(Continuidad),
}

/// A dated piece of an activity; no money of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tarea {
    pub id: Id<Tarea>,
    pub actividad: Id<Actividad>,
    pub nombre: Nombre,
    pub ventana: Ventana,
    pub predecesoras: Vec<Predecesora<Tarea>>,
    pub orden: Orden,
    pub estado: Estado,
}

/// One field of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CampoTarea {
    Nombre(Nombre),
    Ventana(Ventana),
    Predecesoras(Vec<Predecesora<Tarea>>),
    Orden(Orden),
    Estado(Estado),
}

/// What is indispensable for an activity: event, quantity or proportion (Art. 7.p, 8.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClaseElemento {
    Evento,
    Cantidad(Cantidad),
    /// Per cent.
    Proporcion(Cantidad),
}

/// How a critical element stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SituacionElemento {
    #[default]
    Pendiente,
    Logrado,
    EnRiesgo,
}

/// A critical element with the month it is needed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElementoCritico {
    pub id: Id<ElementoCritico>,
    pub actividad: Id<Actividad>,
    pub descripcion: Nombre,
    pub clase: ClaseElemento,
    pub mes: Mes,
    pub situacion: SituacionElemento,
    pub estado: Estado,
}

/// One field of a critical element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CampoElemento {
    Descripcion(Nombre),
    Clase(ClaseElemento),
    Mes(Mes),
    Situacion(SituacionElemento),
    Estado(Estado),
}
