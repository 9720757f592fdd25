//! What comes before any activity: catalogues, units, people and the framework.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    Actor, Cantidad, Command, Id, Persona, Rol,
    catalogo::{Clasificador, CodigoClasificador, CodigoRubro, DISTRITOS, Rubro, UnidadMedida},
    entry::Body,
    plan::{
        AccionEstrategica, ClaseUnidad, Estado, Frecuencia, IndicadorEstrategico, MetaEstrategica, ObjetivoEstrategico,
        Orden, UnidadOrganica,
    },
    texto::{Nombre, Parrafo, Texto},
    valor::Decimales,
};

use super::{
    super::{
        anexo01::{OBJETIVOS, Objetivo},
        catalogos::{FERIADOS, MEDIDAS, RUBROS},
        clasificadores::CLASIFICADORES,
        cuentas::{APELLIDOS, CUENTAS, NOMBRES},
        unidades::{CONFIRMADAS, INVENTADAS, VACIA},
    },
    CuentaDemostracion, Incoherencia, Parametros, PersonaDemostracion,
    history::History,
};

/// A unit with whoever writes its plan.
pub struct Dependencia {
    pub id: Id<UnidadOrganica>,
    /// Key of the confirmed unit it is, or belongs to.
    pub familia: &'static str,
    pub editor: Actor,
    pub funcion: &'static str,
    pub puestos: Vec<String>,
    pub vacia: bool,
}

/// A unit of measure, as activities look it up.
pub struct MedidaRegistrada {
    pub id: Id<UnidadMedida>,
    pub decimales: Decimales,
    pub verificacion: &'static str,
}

/// What activities rest on.
pub struct Base {
    pub personas: Vec<PersonaDemostracion>,
    pub cuentas: Vec<CuentaDemostracion>,
    pub dependencias: Vec<Dependencia>,
    pub medidas: BTreeMap<&'static str, MedidaRegistrada>,
    /// The AEI of each actividad clave, 0 to 28.
    pub acciones: Vec<Id<AccionEstrategica>>,
}

impl Base {
    pub fn write<S: FnMut(Body)>(history: &mut History<S>, params: Parametros) -> Result<Self, Incoherencia> {
        let mut base = Self {
            personas: Vec::new(),
            cuentas: Vec::new(),
            dependencias: Vec::new(),
            medidas: BTreeMap::new(),
            acciones: Vec::new(),
        };
        base.invite(history);
        let administrator = base.actor(Rol::Administrador)?;
        base.write_catalogues(history, administrator)?;
        base.write_units(history, administrator, params.unidades)?;
        base.write_framework(history)?;
        Ok(base)
    }

    /// The account of a role, acting.
    pub fn actor(&self, rol: Rol) -> Result<Actor, Incoherencia> {
        let account = self.cuentas.iter().find(|account| account.rol == rol);
        account
            .map(|account| Actor { persona: account.persona, rol, unidad: account.unidad })
            .ok_or_else(|| Incoherencia::Dato(format!("falta la cuenta de {}", rol.nombre())))
    }

    pub fn medida(&self, nombre: &str) -> Result<&MedidaRegistrada, Incoherencia> {
        self.medidas.get(nombre).ok_or_else(|| Incoherencia::Dato(format!("no hay unidad de medida «{nombre}»")))
    }

    fn invite<S: FnMut(Body)>(&mut self, history: &mut History<S>) {
        for row in &CUENTAS {
            let persona = self.admit(history, row.nombre.to_owned(), row.puesto.to_owned());
            let account =
                CuentaDemostracion { persona, usuario: row.usuario, clave: row.clave, rol: row.rol, unidad: None };
            self.cuentas.push(account);
        }
    }

    fn admit<S: FnMut(Body)>(&mut self, history: &mut History<S>, nombre: String, puesto: String) -> Id<Persona> {
        let id = history.seeded.id();
        self.personas.push(PersonaDemostracion { id, nombre, puesto });
        id
    }

    fn write_catalogues<S: FnMut(Body)>(
        &mut self,
        history: &mut History<S>,
        administrator: Actor,
    ) -> Result<(), Incoherencia> {
        let rubros = RUBROS.iter().map(rubro).collect::<Result<_, _>>()?;
        history.record(administrator, &Command::Varios(rubros))?;
        let clasificadores = CLASIFICADORES.iter().map(clasificador).collect::<Result<_, _>>()?;
        history.record(administrator, &Command::Varios(clasificadores))?;
        let mut medidas = Vec::new();
        for row in &MEDIDAS {
            let id = history.seeded.id();
            let decimales = Decimales::new(row.decimales)?;
            self.medidas.insert(row.nombre, MedidaRegistrada { id, decimales, verificacion: row.verificacion });
            let (nombre, plural) = (Texto::new(row.nombre)?, Texto::new(row.plural)?);
            medidas.push(Command::RegistrarUnidadMedida(UnidadMedida { id, nombre, plural, decimales }));
        }
        history.record(administrator, &Command::Varios(medidas))?;
        let days = FERIADOS.iter().filter_map(|(year, month, day)| NaiveDate::from_ymd_opt(*year, *month, *day));
        history.record(administrator, &Command::FijarFeriados { seen: Vec::new(), nuevos: days.collect() })
    }

    fn write_units<S: FnMut(Body)>(
        &mut self,
        history: &mut History<S>,
        administrator: Actor,
        count: usize,
    ) -> Result<(), Incoherencia> {
        let mut commands = Vec::new();
        let mut orden = None;
        for position in 0..count.max(CONFIRMADAS.len()) {
            let (row, family) = self.unit(history, position, orden.as_ref())?;
            orden = Some(row.orden.clone());
            self.open(history, &row, position, family);
            commands.push(Command::RegistrarUnidad(row));
        }
        for group in commands.chunks(500) {
            history.record(administrator, &Command::Varios(group.to_vec()))?;
        }
        Ok(())
    }

    /// The confirmed units first, then sub-units of theirs.
    fn unit<S: FnMut(Body)>(
        &self,
        history: &mut History<S>,
        position: usize,
        last: Option<&Orden>,
    ) -> Result<(UnidadOrganica, &'static str), Incoherencia> {
        let (family, superior, codigo, nombre, clase) = if let Some(row) = CONFIRMADAS.get(position) {
            (row.llave, row.superior, row.codigo, row.nombre.to_owned(), row.clase)
        } else {
            let (family, nombre, clase) = sub_unit(position - CONFIRMADAS.len());
            (family, Some(family), "", nombre, clase)
        };
        let superior = superior.map(|key| self.confirmed(key)).transpose()?;
        let row = UnidadOrganica {
            id: history.seeded.id(),
            codigo: Texto::new(codigo)?,
            nombre: Nombre::new(&nombre)?,
            clase,
            superior,
            vigente_desde: NaiveDate::from_ymd_opt(2015, 1, 1).unwrap_or_default(),
            vigente_hasta: None,
            orden: Orden::entre(last, None),
        };
        Ok((row, family))
    }

    fn confirmed(&self, key: &str) -> Result<Id<UnidadOrganica>, Incoherencia> {
        let place = CONFIRMADAS.iter().position(|unit| unit.llave == key);
        let unit = place.and_then(|at| self.dependencias.get(at));
        unit.map(|unit| unit.id).ok_or_else(|| Incoherencia::Dato(format!("no hay unidad «{key}»")))
    }

    /// Gives the unit its accounts, or an editor where it has none.
    fn open<S: FnMut(Body)>(
        &mut self,
        history: &mut History<S>,
        row: &UnidadOrganica,
        position: usize,
        familia: &'static str,
    ) {
        let confirmed = CONFIRMADAS.get(position);
        for (account, made) in CUENTAS.iter().zip(&mut self.cuentas) {
            if confirmed.is_some_and(|unit| account.unidad == Some(unit.llave)) {
                made.unidad = Some(row.id);
            }
        }
        let editor =
            self.cuentas.iter().find(|account| account.rol == Rol::EditorUnidad && account.unidad == Some(row.id));
        let persona = match editor {
            Some(account) => account.persona,
            None => self.admit(history, name(position), format!("Responsable del POI, {}", row.nombre)),
        };
        let own = CONFIRMADAS.iter().find(|unit| unit.llave == familia);
        let puestos = match confirmed {
            Some(unit) => unit.puestos.iter().map(|post| (*post).to_owned()).collect(),
            None => vec![format!("Responsable, {}", row.nombre)],
        };
        self.dependencias.push(Dependencia {
            id: row.id,
            familia,
            editor: Actor { persona, rol: Rol::EditorUnidad, unidad: Some(row.id) },
            funcion: own.map(|unit| unit.funcion).unwrap_or_default(),
            puestos,
            vacia: confirmed.is_some_and(|unit| unit.llave == VACIA),
        });
    }

    fn write_framework<S: FnMut(Body)>(&mut self, history: &mut History<S>) -> Result<(), Incoherencia> {
        let coordinator = self.actor(Rol::Coordinador)?;
        let mut commands = Vec::new();
        let mut place = None;
        for row in &OBJETIVOS {
            let orden = Orden::entre(place.as_ref(), None);
            let id = history.seeded.id();
            commands.push(Command::RegistrarObjetivo(objetivo(row, id, orden.clone())?));
            place = Some(orden);
            let first = commands.len();
            let mut below = None;
            for (at, enunciado) in row.estrategias.iter().enumerate() {
                let orden = Orden::entre(below.as_ref(), None);
                below = Some(orden.clone());
                let codigo = format!("AEI.{:02}.{:02}", row.numero, at + 1);
                let accion = accion(history.seeded.id(), id, &codigo, enunciado, orden)?;
                commands.push(Command::RegistrarAccion(accion));
            }
            for clave in row.claves {
                if let Some(Command::RegistrarAccion(accion)) = commands.get(first + clave.estrategia) {
                    self.acciones.push(accion.id);
                }
            }
        }
        history.record(coordinator, &Command::Varios(commands))
    }
}

fn rubro(row: &(u8, &str, domain::catalogo::FuenteFinanciamiento)) -> Result<Command, Incoherencia> {
    let codigo = codigo_rubro(row.0)?;
    Ok(Command::RegistrarRubro(Rubro { codigo, nombre: Nombre::new(row.1)?, fuente: row.2 }))
}

pub fn codigo_rubro(code: u8) -> Result<CodigoRubro, Incoherencia> {
    CodigoRubro::new(code).ok_or_else(|| Incoherencia::Dato(format!("{code} no es un rubro")))
}

fn clasificador(row: &(&str, &str)) -> Result<Command, Incoherencia> {
    let codigo = CodigoClasificador::new(row.0)?;
    Ok(Command::RegistrarClasificador(Clasificador { codigo, nombre: Nombre::new(row.1)? }))
}

/// An invented sub-unit; past the list, one of a district.
fn sub_unit(position: usize) -> (&'static str, String, ClaseUnidad) {
    let (family, name) = INVENTADAS[position % INVENTADAS.len()];
    let under_gerencia =
        CONFIRMADAS.iter().any(|unit| unit.llave == family && matches!(unit.clase, ClaseUnidad::Gerencia));
    let (clase, kind) =
        if under_gerencia { (ClaseUnidad::SubGerencia, "Sub Gerencia de") } else { (ClaseUnidad::Unidad, "Unidad de") };
    let round = position / INVENTADAS.len();
    let place = match round.checked_sub(1) {
        None => String::new(),
        Some(at) => format!(", sede {} {}", DISTRITOS[at % DISTRITOS.len()].1, at / DISTRITOS.len() + 1),
    };
    (family, format!("{kind} {name}{place}"), clase)
}

fn name(position: usize) -> String {
    let first = NOMBRES[position % NOMBRES.len()];
    let (father, mother) = (APELLIDOS[position % APELLIDOS.len()], APELLIDOS[(position * 5 + 3) % APELLIDOS.len()]);
    format!("{first} {father} {mother}")
}

fn objetivo(row: &Objetivo, id: Id<ObjetivoEstrategico>, orden: Orden) -> Result<ObjetivoEstrategico, Incoherencia> {
    let meta = |meta: &super::super::anexo01::Meta| {
        Ok::<_, Incoherencia>(MetaEstrategica {
            valor: Cantidad::enteras(meta.valor),
            unidad: Texto::new(meta.unidad)?,
            comparador: meta.comparador,
            vencimiento: meta.vencimiento,
        })
    };
    let indicador = IndicadorEstrategico {
        nombre: Nombre::new(row.indicador)?,
        fuente: Nombre::new("PDI 2015-2018")?,
        frecuencia: Frecuencia::Anual,
        metas: row.metas.iter().map(meta).collect::<Result<_, _>>()?,
        meta_literal: Texto::new(row.meta_literal)?,
    };
    Ok(ObjetivoEstrategico {
        id,
        codigo: Texto::new(&format!("OEI.{:02}", row.numero))?,
        enunciado: Parrafo::new(row.enunciado)?,
        indicadores: vec![indicador],
        claves: row.claves.iter().map(|clave| Parrafo::new(clave.texto)).collect::<Result<_, _>>()?,
        responsable: None,
        orden,
        estado: Estado::Vigente,
    })
}

/// Provisional: the annex gives it neither indicator nor target.
fn accion(
    id: Id<AccionEstrategica>,
    objetivo: Id<ObjetivoEstrategico>,
    codigo: &str,
    enunciado: &str,
    orden: Orden,
) -> Result<AccionEstrategica, Incoherencia> {
    Ok(AccionEstrategica {
        id,
        objetivo,
        codigo: Texto::new(codigo)?,
        enunciado: Parrafo::new(enunciado)?,
        indicadores: Vec::new(),
        evidencias: vec![Parrafo::new("Directiva N° 003-2016-MPH/17, Anexo N° 01, columna Estrategias")?],
        responsable: None,
        orden,
        estado: Estado::Vigente,
    })
}
