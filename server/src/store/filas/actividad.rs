//! Activities, tasks and critical elements. Predecessors have tables of their own.

use domain::plan::{Actividad, ClaseElemento, Continuidad, ElementoCritico, Indicador, MetaFisica, Tarea, Ventana};

use crate::store::{
    Reading, StoreError,
    fila::{Cells, Fila},
};

impl Fila for Actividad {
    const TABLE: &'static str = "actividad";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "codigo",
        "unidad",
        "accion",
        "nombre",
        "funcion_rof",
        "criterio",
        "lugares",
        "responsable",
        "verificacion",
        "indicador_medida",
        "indicador_sujeto",
        "indicador_atributo",
        "indicador_tipo",
        "otros_indicadores",
        "agregacion",
        "meta_anual",
        "m1",
        "m2",
        "m3",
        "m4",
        "m5",
        "m6",
        "m7",
        "m8",
        "m9",
        "m10",
        "m11",
        "m12",
        "inicio",
        "fin",
        "categoria",
        "sec_func",
        "prioridad",
        "estado",
    ];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.id);
        cells.put(&self.codigo);
        cells.put(&self.unidad);
        cells.put(&self.accion);
        cells.put(&self.nombre);
        cells.put(&self.funcion_rof);
        cells.put(&self.criterio);
        cells.json(&self.lugares);
        cells.put(&self.responsable);
        cells.put(&self.verificacion);
        cells.put(&self.indicador.unidad_medida);
        cells.put(&self.indicador.sujeto);
        cells.put(&self.indicador.atributo);
        cells.put(&self.indicador.tipo);
        cells.json(&self.otros_indicadores);
        cells.put(&self.agregacion);
        cells.int(self.meta.anual);
        self.meta.meses.iter().for_each(|month| cells.int(*month));
        cells.put(&self.ventana.inicio);
        cells.put(&self.ventana.fin);
        cells.put(&self.categoria);
        cells.put(&self.sec_func);
        cells.put(&self.prioridad);
        cells.put(&self.estado);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: cells.text()?,
            codigo: cells.text()?,
            unidad: cells.text()?,
            accion: cells.text()?,
            nombre: cells.text()?,
            funcion_rof: cells.text()?,
            criterio: cells.text()?,
            lugares: cells.json()?,
            responsable: cells.text()?,
            verificacion: cells.text()?,
            indicador: Indicador {
                unidad_medida: cells.text()?,
                sujeto: cells.text()?,
                atributo: cells.text()?,
                tipo: cells.text()?,
            },
            otros_indicadores: cells.json()?,
            agregacion: cells.text()?,
            meta: MetaFisica { anual: cells.opt_int()?, meses: cells.doce()? },
            ventana: Ventana { inicio: cells.text()?, fin: cells.text()? },
            predecesoras: Vec::new(),
            categoria: cells.text()?,
            sec_func: cells.text()?,
            prioridad: cells.text()?,
            estado: cells.text()?,
            continuidad: Continuidad::EnCurso,
        })
    }
}

impl Fila for Tarea {
    const TABLE: &'static str = "tarea";
    const COLUMNS: &'static [&'static str] = &["id", "actividad", "nombre", "inicio", "fin", "orden", "estado"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.id);
        cells.put(&self.actividad);
        cells.put(&self.nombre);
        cells.put(&self.ventana.inicio);
        cells.put(&self.ventana.fin);
        cells.put(&self.orden);
        cells.put(&self.estado);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: cells.text()?,
            actividad: cells.text()?,
            nombre: cells.text()?,
            ventana: Ventana { inicio: cells.text()?, fin: cells.text()? },
            predecesoras: Vec::new(),
            orden: cells.text()?,
            estado: cells.text()?,
        })
    }
}

impl Fila for ElementoCritico {
    const TABLE: &'static str = "elemento";
    const COLUMNS: &'static [&'static str] =
        &["id", "actividad", "descripcion", "clase", "cuanto", "mes", "situacion", "estado"];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        let (clase, cuanto) = match self.clase {
            ClaseElemento::Evento => ("Evento", None),
            ClaseElemento::Cantidad(cuanto) => ("Cantidad", Some(cuanto)),
            ClaseElemento::Proporcion(cuanto) => ("Proporcion", Some(cuanto)),
        };
        cells.put(&self.id);
        cells.put(&self.actividad);
        cells.put(&self.descripcion);
        cells.put(&clase);
        cells.int(cuanto);
        cells.put(&self.mes);
        cells.put(&self.situacion);
        cells.put(&self.estado);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: cells.text()?,
            actividad: cells.text()?,
            descripcion: cells.text()?,
            clase: match (cells.text::<String>()?.as_str(), cells.opt_int()?) {
                ("Evento", None) => ClaseElemento::Evento,
                ("Cantidad", Some(cuanto)) => ClaseElemento::Cantidad(cuanto),
                ("Proporcion", Some(cuanto)) => ClaseElemento::Proporcion(cuanto),
                _ => return cells.refuse("no corresponde a su clase"),
            },
            mes: cells.int()?,
            situacion: cells.text()?,
            estado: cells.text()?,
        })
    }
}
