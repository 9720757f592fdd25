//! Rows that the plan holds under something other than an id of their own.

use chrono::NaiveDate;
use domain::catalogo::CodigoRubro;
use domain::plan::{Actividad, Autor, Celda, ClaveTecho, Predecesora, Tarea, Techo, VersionNombrada};
use domain::{Dinero, Id};

use crate::store::{
    Reading, StoreError,
    fila::{Cells, Fila},
};

pub(in crate::store) struct FilaFeriado {
    pub posicion: i64,
    pub fecha: NaiveDate,
}

impl Fila for FilaFeriado {
    const TABLE: &'static str = "feriado";
    const COLUMNS: &'static [&'static str] = &["posicion", "fecha"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.posicion);
        cells.put(&self.fecha);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self { posicion: cells.int()?, fecha: cells.text()? })
    }
}

impl Fila for VersionNombrada {
    const TABLE: &'static str = "version_nombrada";
    const COLUMNS: &'static [&'static str] = &["id", "nombre", "version"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.id);
        cells.put(&self.nombre);
        cells.put(&self.version);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self { id: cells.text()?, nombre: cells.text()?, version: cells.int()? })
    }
}

pub(in crate::store) struct FilaMarco {
    pub rubro: CodigoRubro,
    pub importe: Dinero,
}

impl Fila for FilaMarco {
    const TABLE: &'static str = "marco_presupuestal";
    const COLUMNS: &'static [&'static str] = &["rubro", "importe"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.rubro);
        cells.put(&self.importe);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self { rubro: cells.text()?, importe: cells.int()? })
    }
}

pub(in crate::store) struct FilaTecho {
    pub clave: ClaveTecho,
    pub techo: Techo,
}

impl Fila for FilaTecho {
    const TABLE: &'static str = "techo";
    const COLUMNS: &'static [&'static str] = &["unidad", "rubro", "propuesto", "aprobado"];
    const KEYS: usize = 2;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.clave.unidad);
        cells.put(&self.clave.rubro);
        cells.put(&self.techo.propuesto);
        cells.int(self.techo.aprobado.map(Dinero::centimos));
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        let clave = ClaveTecho { unidad: cells.text()?, rubro: cells.text()? };
        Ok(Self { clave, techo: Techo { propuesto: cells.int()?, aprobado: cells.opt_int()? } })
    }
}

pub(in crate::store) struct FilaAutoria {
    pub celda: Celda,
    pub autor: Autor,
}

impl Fila for FilaAutoria {
    const TABLE: &'static str = "autoria";
    const COLUMNS: &'static [&'static str] = &["fila", "campo", "persona", "instante"];
    const KEYS: usize = 2;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.celda.fila);
        cells.put(&self.celda.campo);
        cells.put(&self.autor.persona);
        cells.put(&self.autor.instante);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        let celda = Celda { fila: cells.text()?, campo: cells.int()? };
        Ok(Self { celda, autor: Autor { persona: cells.text()?, instante: cells.text()? } })
    }
}

/// A row that waits for another of its kind, in the order its author gave them.
macro_rules! predecessors {
    ($name:ident, $row:ty, $table:literal, $owner:literal) => {
        pub(in crate::store) struct $name {
            pub fila: Id<$row>,
            pub posicion: i64,
            pub predecesora: Predecesora<$row>,
        }

        impl Fila for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$owner, "posicion", "predecesora", "desfase"];
            const KEYS: usize = 2;

            fn write(&self, cells: &mut Cells) {
                cells.put(&self.fila);
                cells.put(&self.posicion);
                cells.put(&self.predecesora.id);
                cells.put(&self.predecesora.desfase);
            }

            fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
                let (fila, posicion) = (cells.text()?, cells.int()?);
                Ok(Self { fila, posicion, predecesora: Predecesora { id: cells.text()?, desfase: cells.int()? } })
            }
        }

        impl $name {
            /// One row per predecessor of `fila`.
            pub fn of(fila: Id<$row>, predecesoras: &[Predecesora<$row>]) -> impl Iterator<Item = Self> {
                (0..).zip(predecesoras).map(move |(posicion, predecesora)| Self {
                    fila,
                    posicion,
                    predecesora: *predecesora,
                })
            }
        }
    };
}

predecessors!(FilaPredecesora, Actividad, "actividad_predecesora", "actividad");
predecessors!(FilaPredecesoraTarea, Tarea, "tarea_predecesora", "tarea");
