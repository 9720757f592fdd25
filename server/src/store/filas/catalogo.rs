//! The year's catalogues and the tree of units.

use domain::catalogo::{Clasificador, Rubro, UnidadMedida};
use domain::plan::UnidadOrganica;

use crate::store::{
    Reading, StoreError,
    fila::{Cells, Fila},
};

impl Fila for Rubro {
    const TABLE: &'static str = "rubro";
    const COLUMNS: &'static [&'static str] = &["codigo", "nombre", "fuente"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.codigo);
        cells.put(&self.nombre);
        cells.put(&self.fuente);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self { codigo: cells.text()?, nombre: cells.text()?, fuente: cells.text()? })
    }
}

impl Fila for Clasificador {
    const TABLE: &'static str = "clasificador";
    const COLUMNS: &'static [&'static str] = &["codigo", "nombre"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.codigo);
        cells.put(&self.nombre);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self { codigo: cells.text()?, nombre: cells.text()? })
    }
}

impl Fila for UnidadMedida {
    const TABLE: &'static str = "unidad_medida";
    const COLUMNS: &'static [&'static str] = &["id", "nombre", "plural", "decimales"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.id);
        cells.put(&self.nombre);
        cells.put(&self.plural);
        cells.put(&self.decimales);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self { id: cells.text()?, nombre: cells.text()?, plural: cells.text()?, decimales: cells.int()? })
    }
}

impl Fila for UnidadOrganica {
    const TABLE: &'static str = "unidad";
    const COLUMNS: &'static [&'static str] =
        &["id", "codigo", "nombre", "clase", "superior", "vigente_desde", "vigente_hasta", "orden"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.id);
        cells.put(&self.codigo);
        cells.put(&self.nombre);
        cells.put(&self.clase);
        cells.text(self.superior.as_ref());
        cells.put(&self.vigente_desde);
        cells.text(self.vigente_hasta.as_ref());
        cells.put(&self.orden);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: cells.text()?,
            codigo: cells.text()?,
            nombre: cells.text()?,
            clase: cells.text()?,
            superior: cells.opt_text()?,
            vigente_desde: cells.text()?,
            vigente_hasta: cells.opt_text()?,
            orden: cells.text()?,
        })
    }
}
