//! Lines of the cuadro de necesidades. `s1`…`s12` are kept for every kind of line, so
//! that SQL alone can recount the money; of a line por cantidad they are derived and
//! not read back.

use domain::plan::{Insumo, Valor};
use domain::{Cantidad, Dinero, Precio};

use crate::store::{
    Reading, StoreError,
    fila::{Cells, Fila},
};

impl Fila for Insumo {
    const TABLE: &'static str = "insumo";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "actividad",
        "clasificador",
        "detalle",
        "unidad_medida",
        "rubro",
        "forma",
        "precio",
        "q1",
        "q2",
        "q3",
        "q4",
        "q5",
        "q6",
        "q7",
        "q8",
        "q9",
        "q10",
        "q11",
        "q12",
        "s1",
        "s2",
        "s3",
        "s4",
        "s5",
        "s6",
        "s7",
        "s8",
        "s9",
        "s10",
        "s11",
        "s12",
        "orden",
        "estado",
    ];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        let (forma, precio, cantidades, importes) = match &self.valor {
            Valor::PorCantidad { precio, cantidades } => {
                ("PorCantidad", Some(*precio), cantidades.map(Some), self.valor.importes().unwrap_or_default())
            }
            Valor::PorImporte { importes } => ("PorImporte", None, [None; 12], *importes),
            Valor::PorDetallar { importes } => ("PorDetallar", None, [None; 12], *importes),
        };
        cells.put(&self.id);
        cells.put(&self.actividad);
        cells.put(&self.clasificador);
        cells.put(&self.detalle);
        cells.put(&self.unidad_medida);
        cells.put(&self.rubro);
        cells.put(&forma);
        cells.int(precio);
        for month in cantidades {
            cells.int(month);
        }
        for month in importes {
            cells.int(Some(month.centimos()));
        }
        cells.put(&self.orden);
        cells.put(&self.estado);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: cells.text()?,
            actividad: cells.text()?,
            clasificador: cells.text()?,
            detalle: cells.text()?,
            unidad_medida: cells.text()?,
            rubro: cells.text()?,
            valor: read_valor(cells)?,
            orden: cells.text()?,
            estado: cells.text()?,
        })
    }
}

fn read_valor(cells: &mut Reading<'_>) -> Result<Valor, StoreError> {
    let forma: String = cells.text()?;
    let precio: Option<Precio> = cells.opt_int()?;
    let cantidades = cells.doce::<Cantidad>()?.map(Option::unwrap_or_default);
    let importes = cells.doce::<Dinero>()?.map(Option::unwrap_or_default);
    match (forma.as_str(), precio) {
        ("PorCantidad", Some(precio)) => Ok(Valor::PorCantidad { precio, cantidades }),
        ("PorImporte", None) => Ok(Valor::PorImporte { importes }),
        ("PorDetallar", None) => Ok(Valor::PorDetallar { importes }),
        _ => cells.refuse("el precio no corresponde a la forma de la línea"),
    }
}
