//! What makes one plan of another, in words: row by row and field by field, for whoever compares.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    dicha::Dicha,
    diferencia::{actividad_de, diferencia},
};
use crate::{
    Change, Id, Plan,
    plan::{Actividad, Estado, Periodo},
};

/// What kind of row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ClaseFila {
    Objetivo,
    Accion,
    Actividad,
    Tarea,
    Elemento,
    Insumo,
}

impl ClaseFila {
    #[must_use]
    pub fn nombre(self) -> &'static str {
        match self {
            Self::Objetivo => "Objetivo estratégico",
            Self::Accion => "Acción estratégica",
            Self::Actividad => "Actividad",
            Self::Tarea => "Tarea",
            Self::Elemento => "Elemento crítico",
            Self::Insumo => "Insumo",
        }
    }
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CambioFila {
    Creada,
    Retirada,
    Restituida,
    Cambiada,
}

/// One field, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampoLeido {
    pub campo: String,
    pub antes: String,
    pub ahora: String,
}

/// One row that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilaLeida {
    pub fila: Uuid,
    pub clase: ClaseFila,
    pub titulo: String,
    /// The activity it is, or is of.
    pub actividad: Option<Id<Actividad>>,
    pub cambio: CambioFila,
    /// None of a row that was created: all of it is new.
    pub campos: Vec<CampoLeido>,
}

/// Every row that `despues` has otherwise than `antes`, in the order of [`diferencia`].
#[must_use]
pub fn leida(antes: &Plan, despues: &Plan) -> Vec<FilaLeida> {
    let mut reading = Lectura { antes, despues, filas: vec![], lugares: BTreeMap::new() };
    for fact in diferencia(antes, despues) {
        reading.tomar(&fact);
    }
    reading.filas
}

struct Lectura<'a> {
    antes: &'a Plan,
    despues: &'a Plan,
    filas: Vec<FilaLeida>,
    lugares: BTreeMap<Uuid, usize>,
}

impl Lectura<'_> {
    fn tomar(&mut self, fact: &Change) {
        use ClaseFila::{Accion, Elemento, Insumo, Objetivo, Tarea};
        let of = actividad_de(self.despues, fact);
        match fact {
            Change::ObjetivoRegistrado(row) => self.creada(Objetivo, row.id, row, of),
            Change::ObjetivoEditado { id, antes, ahora } => self.editada(Objetivo, *id, (antes, ahora), of),
            Change::AccionRegistrada(row) => self.creada(Accion, row.id, row, of),
            Change::AccionEditada { id, antes, ahora } => self.editada(Accion, *id, (antes, ahora), of),
            Change::ActividadCreada(row) => self.creada(ClaseFila::Actividad, row.id, row, of),
            Change::ActividadEditada { id, antes, ahora } => {
                self.editada(ClaseFila::Actividad, *id, (antes, ahora), of);
            }
            Change::MetaProgramada { id, periodo, antes, ahora } => self.meta(*id, *periodo, (*antes, *ahora)),
            Change::TareaCreada(row) => self.creada(Tarea, row.id, row, of),
            Change::TareaEditada { id, antes, ahora } => self.editada(Tarea, *id, (antes, ahora), of),
            Change::ElementoCreado(row) => self.creada(Elemento, row.id, row, of),
            Change::ElementoEditado { id, antes, ahora } => self.editada(Elemento, *id, (antes, ahora), of),
            Change::InsumoCreado(row) => self.creada(Insumo, row.id, row, of),
            Change::InsumoEditado { id, antes, ahora } => self.editada(Insumo, *id, (antes, ahora), of),
            _ => {}
        }
    }

    fn creada<T: Dicha>(&mut self, clase: ClaseFila, id: Id<T>, row: &T, actividad: Option<Id<Actividad>>) {
        self.fila(clase, id.uuid(), row.titulo(), actividad).cambio = CambioFila::Creada;
    }

    fn editada<T: Dicha>(
        &mut self,
        clase: ClaseFila,
        id: Id<T>,
        (before, now): (&T::Campo, &T::Campo),
        actividad: Option<Id<Actividad>>,
    ) {
        // That a row stays withdrawn is a fact for whoever merges, and no change.
        if before == now {
            return;
        }
        let titulo = self.despues.get(id).map(|row| row.titulo().to_owned()).unwrap_or_default();
        let ((campo, antes), (_, ahora)) = (T::decir(self.antes, before), T::decir(self.despues, now));
        let is = |estado| T::campo_estado(estado).as_ref() == Some(now);
        let cambio = match () {
            () if is(Estado::Retirado) => CambioFila::Retirada,
            () if is(Estado::Vigente) => CambioFila::Restituida,
            () => CambioFila::Cambiada,
        };
        let fila = self.fila(clase, id.uuid(), &titulo, actividad);
        match cambio {
            CambioFila::Cambiada => fila.campos.push(leido(&campo, antes, ahora)),
            other => fila.cambio = other,
        }
    }

    fn meta(
        &mut self,
        id: Id<Actividad>,
        periodo: Periodo,
        (antes, ahora): (Option<crate::Cantidad>, Option<crate::Cantidad>),
    ) {
        let titulo = self.despues.get(id).map(|row| row.nombre.to_string()).unwrap_or_default();
        let said = |value: Option<crate::Cantidad>| value.map_or_else(|| "en blanco".to_owned(), |it| it.to_string());
        let campo = match periodo {
            Periodo::Anual => "la meta anual".to_owned(),
            Periodo::Mes(mes) => format!("la meta de {mes}"),
        };
        let campo = leido(&campo, said(antes), said(ahora));
        self.fila(ClaseFila::Actividad, id.uuid(), &titulo, Some(id)).campos.push(campo);
    }

    fn fila(&mut self, clase: ClaseFila, id: Uuid, titulo: &str, actividad: Option<Id<Actividad>>) -> &mut FilaLeida {
        let at = *self.lugares.entry(id).or_insert(self.filas.len());
        if at == self.filas.len() {
            let (titulo, cambio) = (titulo.to_owned(), CambioFila::Cambiada);
            self.filas.push(FilaLeida { fila: id, clase, titulo, actividad, cambio, campos: vec![] });
        }
        &mut self.filas[at]
    }
}

/// «la meta de marzo» heads a line as «Meta de marzo». A key of order says nothing but that it changed.
fn leido(campo: &str, antes: String, ahora: String) -> CampoLeido {
    let (_, name) = campo.split_once(' ').unwrap_or(("", campo));
    let mut letters = name.chars();
    let campo = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    if antes == ahora {
        return CampoLeido { campo, antes: String::new(), ahora: "cambió".to_owned() };
    }
    CampoLeido { campo, antes, ahora }
}
