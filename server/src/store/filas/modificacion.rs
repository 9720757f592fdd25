//! A Modificacion and its lists, each in a table of its own.

use domain::plan::{Acto, Causa, ClaveTecho, EstadoModificacion, Modificacion, Paso, RevisionRuta};
use domain::texto::{Nombre, Parrafo};
use domain::{Dinero, Id, Persona};

use crate::store::{
    Reading, StoreError,
    fila::{Cells, Fila},
};

/// Its lists are read apart: authors, steps, acts and effect are empty here.
impl Fila for Modificacion {
    const TABLE: &'static str = "modificacion";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "titulo",
        "rama",
        "base",
        "causa",
        "evaluacion",
        "clase",
        "sustento",
        "ruta",
        "motivo",
        "cambios",
        "estado",
        "texto",
        "numero",
        "version",
    ];
    const KEYS: usize = 1;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.id);
        cells.put(&self.titulo);
        cells.put(&self.rama);
        cells.put(&self.base);
        write_causa(cells, &self.causa);
        cells.put(&self.clase);
        cells.put(&self.sustento);
        let motivo = match &self.ruta {
            Some(RevisionRuta::RevisadaSinCambio { motivo }) => Some(motivo),
            Some(RevisionRuta::Cambiada) | None => None,
        };
        let ruta = self.ruta.as_ref().map(|_| if motivo.is_some() { "RevisadaSinCambio" } else { "Cambiada" });
        cells.text(ruta.as_ref());
        cells.text(motivo);
        cells.json(&self.cambios);
        write_estado(cells, &self.estado);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: cells.text()?,
            titulo: cells.text()?,
            rama: cells.text()?,
            base: cells.int()?,
            causa: read_causa(cells)?,
            clase: cells.text()?,
            sustento: cells.text()?,
            ruta: read_ruta(cells)?,
            autores: std::collections::BTreeSet::new(),
            cambios: cells.json()?,
            estado: read_estado(cells)?,
            historia: Vec::new(),
        })
    }
}

fn write_causa(cells: &mut Cells, causa: &Causa) {
    let (name, evaluacion) = match causa {
        Causa::Entorno => ("Entorno", None),
        Causa::Estrategias { evaluacion } => ("Estrategias", Some(evaluacion)),
        Causa::DecisionGobierno => ("DecisionGobierno", None),
        Causa::IncrementoOReduccion => ("IncrementoOReduccion", None),
        Causa::NormaDeTecho => ("NormaDeTecho", None),
    };
    cells.put(&name);
    cells.text(evaluacion);
}

fn read_causa(cells: &mut Reading<'_>) -> Result<Causa, StoreError> {
    Ok(match (cells.text::<String>()?.as_str(), cells.opt_text::<Nombre>()?) {
        ("Entorno", None) => Causa::Entorno,
        ("Estrategias", Some(evaluacion)) => Causa::Estrategias { evaluacion },
        ("DecisionGobierno", None) => Causa::DecisionGobierno,
        ("IncrementoOReduccion", None) => Causa::IncrementoOReduccion,
        ("NormaDeTecho", None) => Causa::NormaDeTecho,
        _ => return cells.refuse("no corresponde a su causa"),
    })
}

fn read_ruta(cells: &mut Reading<'_>) -> Result<Option<RevisionRuta>, StoreError> {
    Ok(match (cells.opt_text::<String>()?.as_deref(), cells.opt_text::<Parrafo>()?) {
        (None, None) => None,
        (Some("Cambiada"), None) => Some(RevisionRuta::Cambiada),
        (Some("RevisadaSinCambio"), Some(motivo)) => Some(RevisionRuta::RevisadaSinCambio { motivo }),
        _ => return cells.refuse("no corresponde a su revisión"),
    })
}

fn write_estado(cells: &mut Cells, estado: &EstadoModificacion) {
    let (name, texto) = match estado {
        EstadoModificacion::Presentada => ("Presentada", None),
        EstadoModificacion::ConOpinion { opinion } => ("ConOpinion", Some(opinion)),
        EstadoModificacion::Observada { comentario } => ("Observada", Some(comentario)),
        EstadoModificacion::Rechazada { motivo } => ("Rechazada", Some(motivo)),
        EstadoModificacion::Retirada => ("Retirada", None),
        EstadoModificacion::Aprobada { .. } => ("Aprobada", None),
    };
    cells.put(&name);
    cells.text(texto);
    let (numero, version) = match estado {
        EstadoModificacion::Aprobada { numero, version, .. } => (Some(*numero), Some(version)),
        _ => (None, None),
    };
    cells.int(numero);
    cells.text(version);
}

fn read_estado(cells: &mut Reading<'_>) -> Result<EstadoModificacion, StoreError> {
    let (name, texto) = (cells.text::<String>()?, cells.opt_text::<Parrafo>()?);
    Ok(match (name.as_str(), texto, cells.opt_int()?, cells.opt_text()?) {
        ("Presentada", None, None, None) => EstadoModificacion::Presentada,
        ("ConOpinion", Some(opinion), None, None) => EstadoModificacion::ConOpinion { opinion },
        ("Observada", Some(comentario), None, None) => EstadoModificacion::Observada { comentario },
        ("Rechazada", Some(motivo), None, None) => EstadoModificacion::Rechazada { motivo },
        ("Retirada", None, None, None) => EstadoModificacion::Retirada,
        ("Aprobada", None, Some(numero), Some(version)) => {
            EstadoModificacion::Aprobada { numero, actos: Vec::new(), version, efecto: Vec::new() }
        }
        _ => return cells.refuse("no corresponde a su estado"),
    })
}

pub(in crate::store) struct FilaAutor {
    pub modificacion: Id<Modificacion>,
    pub persona: Id<Persona>,
}

impl Fila for FilaAutor {
    const TABLE: &'static str = "modificacion_autor";
    const COLUMNS: &'static [&'static str] = &["modificacion", "persona"];
    const KEYS: usize = 2;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.modificacion);
        cells.put(&self.persona);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        Ok(Self { modificacion: cells.text()?, persona: cells.text()? })
    }
}

pub(in crate::store) struct FilaPaso {
    pub modificacion: Id<Modificacion>,
    pub posicion: i64,
    pub paso: Paso,
}

impl Fila for FilaPaso {
    const TABLE: &'static str = "modificacion_paso";
    const COLUMNS: &'static [&'static str] = &["modificacion", "posicion", "persona", "fecha", "clase"];
    const KEYS: usize = 2;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.modificacion);
        cells.put(&self.posicion);
        cells.put(&self.paso.persona);
        cells.put(&self.paso.fecha);
        cells.put(&self.paso.clase);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        let (modificacion, posicion) = (cells.text()?, cells.int()?);
        let paso = Paso { persona: cells.text()?, fecha: cells.text()?, clase: cells.text()? };
        Ok(Self { modificacion, posicion, paso })
    }
}

pub(in crate::store) struct FilaActo {
    pub modificacion: Id<Modificacion>,
    pub posicion: i64,
    pub acto: Acto,
}

impl Fila for FilaActo {
    const TABLE: &'static str = "modificacion_acto";
    const COLUMNS: &'static [&'static str] = &["modificacion", "posicion", "clase", "numero", "fecha"];
    const KEYS: usize = 2;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.modificacion);
        cells.put(&self.posicion);
        cells.put(&self.acto.clase);
        cells.put(&self.acto.numero);
        cells.put(&self.acto.fecha);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        let (modificacion, posicion) = (cells.text()?, cells.int()?);
        let acto = Acto { clase: cells.text()?, numero: cells.text()?, fecha: cells.text()? };
        Ok(Self { modificacion, posicion, acto })
    }
}

pub(in crate::store) struct FilaEfecto {
    pub modificacion: Id<Modificacion>,
    pub clave: ClaveTecho,
    pub importe: Dinero,
}

impl Fila for FilaEfecto {
    const TABLE: &'static str = "modificacion_efecto";
    const COLUMNS: &'static [&'static str] = &["modificacion", "unidad", "rubro", "importe"];
    const KEYS: usize = 3;

    fn write(&self, cells: &mut Cells) {
        cells.put(&self.modificacion);
        cells.put(&self.clave.unidad);
        cells.put(&self.clave.rubro);
        cells.put(&self.importe);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        let modificacion = cells.text()?;
        let clave = ClaveTecho { unidad: cells.text()?, rubro: cells.text()? };
        Ok(Self { modificacion, clave, importe: cells.int()? })
    }
}
