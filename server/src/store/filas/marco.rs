//! The strategic framework.

use domain::plan::{AccionEstrategica, ObjetivoEstrategico};

use crate::store::{
    Reading, StoreError,
    fila::{Cells, Fila},
};

impl Fila for ObjetivoEstrategico {
    const TABLE: &'static str = "objetivo";
    const COLUMNS: &'static [&'static str] =
        &["id", "codigo", "enunciado", "indicadores", "claves", "responsable", "orden", "estado"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.id);
        cells.put(&self.codigo);
        cells.put(&self.enunciado);
        cells.json(&self.indicadores);
        cells.json(&self.claves);
        cells.text(self.responsable.as_ref());
        cells.put(&self.orden);
        cells.put(&self.estado);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: cells.text()?,
            codigo: cells.text()?,
            enunciado: cells.text()?,
            indicadores: cells.json()?,
            claves: cells.json()?,
            responsable: cells.opt_text()?,
            orden: cells.text()?,
            estado: cells.text()?,
        })
    }
}

impl Fila for AccionEstrategica {
    const TABLE: &'static str = "accion";
    const COLUMNS: &'static [&'static str] =
        &["id", "objetivo", "codigo", "enunciado", "indicadores", "evidencias", "responsable", "orden", "estado"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.id);
        cells.put(&self.objetivo);
        cells.put(&self.codigo);
        cells.put(&self.enunciado);
        cells.json(&self.indicadores);
        cells.json(&self.evidencias);
        cells.text(self.responsable.as_ref());
        cells.put(&self.orden);
        cells.put(&self.estado);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: cells.text()?,
            objetivo: cells.text()?,
            codigo: cells.text()?,
            enunciado: cells.text()?,
            indicadores: cells.json()?,
            evidencias: cells.json()?,
            responsable: cells.opt_text()?,
            orden: cells.text()?,
            estado: cells.text()?,
        })
    }
}
