//! What follows the approval: its acts, the PIA, what is executed, what is barred.

use std::sync::Arc;

use domain::catalogo::CodigoClasificador;
use domain::plan::{
    Actividad, Acto, Aprobacion, Avances, ClaseActo, ClaveGasto, ClaveTecho, Continuidad, Gasto, VersionNombrada,
};
use domain::{Dinero, Id, Mes};

use crate::store::{
    Reading, StoreError,
    fila::{Cells, Fila},
};

/// The acts; the PIA has a table of its own.
pub(in crate::store) struct FilaAprobacion {
    pub version: Id<VersionNombrada>,
    pub acuerdo: Acto,
    pub resolucion: Acto,
}

impl FilaAprobacion {
    pub fn of(row: &Aprobacion) -> Self {
        Self { version: row.version, acuerdo: row.acuerdo.clone(), resolucion: row.resolucion.clone() }
    }
}

impl Fila for FilaAprobacion {
    const TABLE: &'static str = "aprobacion";
    const COLUMNS: &'static [&'static str] =
        &["version", "acuerdo_numero", "acuerdo_fecha", "resolucion_numero", "resolucion_fecha"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.version);
        for acto in [&self.acuerdo, &self.resolucion] {
            cells.put(&acto.numero);
            cells.put(&acto.fecha);
        }
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        let version = cells.text()?;
        let acuerdo = Acto { clase: ClaseActo::AcuerdoConcejo, numero: cells.text()?, fecha: cells.text()? };
        let resolucion = Acto { clase: ClaseActo::ResolucionAlcaldia, numero: cells.text()?, fecha: cells.text()? };
        Ok(Self { version, acuerdo, resolucion })
    }
}

pub(in crate::store) struct FilaPia {
    pub clave: ClaveTecho,
    pub importe: Dinero,
}

impl Fila for FilaPia {
    const TABLE: &'static str = "pia";
    const COLUMNS: &'static [&'static str] = &["unidad", "rubro", "importe"];
    const KEYS: usize = 2;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.clave.unidad);
        cells.put(&self.clave.rubro);
        cells.put(&self.importe);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        let clave = ClaveTecho { unidad: cells.text()?, rubro: cells.text()? };
        Ok(Self { clave, importe: cells.int()? })
    }
}

pub(in crate::store) struct FilaAvance {
    pub actividad: Id<Actividad>,
    pub meses: Arc<Avances>,
}

impl Fila for FilaAvance {
    const TABLE: &'static str = "avance";
    const COLUMNS: &'static [&'static str] =
        &["actividad", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.actividad);
        self.meses.iter().for_each(|month| cells.int(*month));
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self { actividad: cells.text()?, meses: Arc::new(cells.doce()?) })
    }
}

pub(in crate::store) struct FilaGasto {
    pub clave: ClaveGasto,
    pub gasto: Arc<Gasto>,
}

impl Fila for FilaGasto {
    const TABLE: &'static str = "gasto";
    const COLUMNS: &'static [&'static str] = &[
        "actividad",
        "rubro",
        "c1",
        "c2",
        "c3",
        "c4",
        "c5",
        "c6",
        "c7",
        "c8",
        "c9",
        "c10",
        "c11",
        "c12",
        "d1",
        "d2",
        "d3",
        "d4",
        "d5",
        "d6",
        "d7",
        "d8",
        "d9",
        "d10",
        "d11",
        "d12",
    ];
    const KEYS: usize = 2;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.clave.actividad);
        cells.put(&self.clave.rubro);
        let months = self.gasto.certificado.iter().chain(&self.gasto.devengado);
        months.for_each(|month| cells.int(month.map(Dinero::centimos)));
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        let clave = ClaveGasto { actividad: cells.text()?, rubro: cells.text()? };
        Ok(Self { clave, gasto: Arc::new(Gasto { certificado: cells.doce()?, devengado: cells.doce()? }) })
    }
}

pub(in crate::store) struct FilaMes(pub Mes);

impl Fila for FilaMes {
    const TABLE: &'static str = "mes_cerrado";
    const COLUMNS: &'static [&'static str] = &["mes"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.0);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self(cells.int()?))
    }
}

/// Which way a genérica is barred.
#[derive(Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(in crate::store) enum Sentido {
    NoDa,
    NoRecibe,
}

pub(in crate::store) struct FilaGenerica {
    pub codigo: CodigoClasificador,
    pub sentido: Sentido,
}

impl Fila for FilaGenerica {
    const TABLE: &'static str = "generica_cerrada";
    const COLUMNS: &'static [&'static str] = &["codigo", "sentido"];
    const KEYS: usize = 2;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.codigo);
        cells.put(&self.sentido);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self { codigo: cells.text()?, sentido: cells.text()? })
    }
}

pub(in crate::store) struct FilaContinuidad {
    pub actividad: Id<Actividad>,
    pub continuidad: Continuidad,
}

impl Fila for FilaContinuidad {
    const TABLE: &'static str = "actividad_continuidad";
    const COLUMNS: &'static [&'static str] = &["actividad", "clase", "reemplazo"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        let (clase, other) = match self.continuidad {
            Continuidad::EnCurso => ("EnCurso", None),
            Continuidad::Suspendida => ("Suspendida", None),
            Continuidad::Reemplazada(other) => ("Reemplazada", Some(other)),
        };
        cells.put(&self.actividad);
        cells.put(&clase);
        cells.text(other.as_ref());
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        let actividad = cells.text()?;
        let continuidad = match (cells.text::<String>()?.as_str(), cells.opt_text()?) {
            ("EnCurso", None) => Continuidad::EnCurso,
            ("Suspendida", None) => Continuidad::Suspendida,
            ("Reemplazada", Some(other)) => Continuidad::Reemplazada(other),
            _ => return cells.refuse("no corresponde a su clase"),
        };
        Ok(Self { actividad, continuidad })
    }
}
