//! Refusals: one variant per rule, each a sentence that says what is wrong and
//! what to do, and cites the article it rests on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Cantidad, Dinero, Ejercicio, Mes, Rol,
    catalogo::{CodigoRubro, ResolucionError},
    plan::{Autor, ClaseActo, ClaseModificacion, Fase, Periodo, Ventana},
    rama::Conflicto,
    texto::TextoError,
    tiempo::fecha,
    valor::LecturaError,
};

/// Why a command was refused. Nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Rejection {
    #[error("Su rol ({}) no permite {accion}.", rol.nombre())]
    SinPermiso { rol: Rol, accion: String },
    #[error("Este acto necesita conexión con el servidor. Inténtelo de nuevo cuando la tenga.")]
    SinConexion,
    #[error("{que} ya no existe en este plan.")]
    NoExiste { que: String },
    #[error("Ya existe una fila con ese identificador; el acto no se repite.")]
    IdentificadorRepetido,
    #[error("La orden no tiene el formato que este programa conoce: {detalle}")]
    Formato { detalle: String },
    #[error("Otra persona cambió {campo} mientras usted escribía: ahora es {actual}.")]
    CambioAjeno { campo: String, actual: String, autor: Option<Autor> },
    #[error("{campo} no puede quedar en blanco.")]
    EnBlanco { campo: String },
    #[error("{campo}: {error}")]
    Texto { campo: String, error: TextoError },
    #[error("{error}")]
    Lectura { campo: String, error: LecturaError },
    #[error("El código {codigo} ya lo tiene «{otra}».")]
    CodigoRepetido { codigo: String, otra: String },
    #[error("El código {codigo} es de otra entidad: los de esta empiezan con AOI{pliego}.")]
    CodigoAjeno { codigo: String, pliego: String },
    #[error("Se agotaron los 99,999 códigos de actividad del ejercicio.")]
    CodigosAgotados,
    #[error("La {codigo} fue retirada del marco estratégico; elija otra acción estratégica.")]
    AccionRetirada { codigo: String },
    #[error("La {codigo} fue retirada del marco estratégico; elija otro objetivo.")]
    ObjetivoRetirado { codigo: String },
    #[error("«{nombre}» está retirada; restitúyala antes de cambiarla.")]
    Retirada { nombre: String },
    #[error("{codigo} tiene {}; pase lo que tiene a otra acción antes de retirarla.", cuenta(*cuantas, "actividad", "actividades"))]
    AccionConActividades { codigo: String, cuantas: usize },
    #[error(
        "{codigo} tiene {}; pase lo que tiene a otro objetivo antes de retirarlo.",
        cuenta(*cuantas, "acción estratégica", "acciones estratégicas")
    )]
    ObjetivoConAcciones { codigo: String, cuantas: usize },
    #[error("{cantidad} no cabe en {unidad}: {}.", admite(*decimales))]
    Fraccion { cantidad: Cantidad, unidad: String, decimales: u8 },
    #[error(
        "{} está fuera de la ventana de la actividad ({} a {}): no lleva meta ni dinero.",
        mayuscula(mes.nombre()), fecha(*inicio), fecha(*fin)
    )]
    MesFueraDeVentana { mes: Mes, inicio: NaiveDate, fin: NaiveDate },
    #[error("La ventana dejaría fuera a {mes}, que tiene {que}. Muévalo o bórrelo primero.")]
    VentanaDejaFuera { mes: Mes, que: String },
    #[error("Las fechas van del {} al {}: el fin es anterior al inicio.", fecha(*inicio), fecha(*fin))]
    VentanaInvertida { inicio: NaiveDate, fin: NaiveDate },
    #[error("Las fechas deben estar entre el {} y el {}.", fecha(*desde), fecha(*hasta))]
    FueraDePlazo { desde: NaiveDate, hasta: NaiveDate },
    #[error(
        "Las metas de los meses suman {suma} y la meta anual es {anual}: sobran {exceso}. Baje otro mes o cambie la meta anual."
    )]
    MetasNoSuman { suma: Cantidad, anual: Cantidad, exceso: Cantidad },
    #[error("Las metas de los meses suman más que el máximo de {}.", Cantidad::MAXIMA)]
    MetaExcesiva,
    #[error("{periodo} aparece dos veces en el mismo bloque.")]
    CeldaRepetida { periodo: Periodo },
    #[error("Una unidad no puede depender de sí misma ni de una que depende de ella.")]
    CicloDeUnidades,
    #[error("El árbol de unidades orgánicas tiene {maximo} niveles como máximo.")]
    ArbolProfundo { maximo: usize },
    #[error("«{nombre}» no está en vigor en el ejercicio {ejercicio}.")]
    UnidadSinVigencia { nombre: String, ejercicio: Ejercicio },
    #[error("«{nombre}» no puede cerrarse el {}: todavía {que}.", fecha(*fin))]
    UnidadEnUso { nombre: String, fin: NaiveDate, que: String },
    #[error("«{nombre}» está en vigor hasta el {}: no puede tener a su cargo una unidad que sigue después.", fecha(*fin))]
    SuperiorCerrado { nombre: String, fin: NaiveDate },
    #[error("«{nombre}» no puede ser predecesora: {motivo}.")]
    PredecesoraAjena { nombre: String, motivo: String },
    #[error("«{nombre}» ya depende de esta: las predecesoras formarían un círculo.")]
    CicloDePredecesoras { nombre: String },
    #[error("{0}")]
    Clasificador(ResolucionError),
    #[error("El rubro {rubro} no está en el catálogo del ejercicio.")]
    RubroDesconocido { rubro: CodigoRubro },
    #[error("La línea cuesta más que el máximo de {}.", Dinero::MAXIMO)]
    ImporteExcesivo,
    #[error("Las cantidades de los meses suman más que el máximo de {}.", Cantidad::MAXIMA)]
    CantidadExcesiva,
    #[error("La actividad costaría más que el máximo de {}.", Dinero::MAXIMO)]
    ActividadExcesiva,
    #[error("No se aceptan importes negativos en la programación.")]
    ImporteNegativo,
    #[error("Esta línea se valoriza {forma}: no lleva {campo}.")]
    FormaDeValor { forma: String, campo: String },
    #[error("Los techos del rubro {rubro} sumarían {suma} y el marco de la institución es {marco}: sobran {exceso}.")]
    TechoSobreMarco { rubro: CodigoRubro, suma: Dinero, marco: Dinero, exceso: Dinero },
    #[error("Para aprobar los techos vuelva a leerlos: la orden no dice qué montos vio usted.")]
    TechosSinVer,
    #[error("Otra persona cambió el techo de «{unidad}» en el rubro {rubro} mientras usted lo revisaba: {actual}.")]
    TechoCambiado { unidad: String, rubro: CodigoRubro, actual: String, autor: Option<Autor> },
    #[error("{suma}: ese total no se puede guardar.")]
    Desborde { suma: String },
    #[error("{campo}: son {cuantas} y el máximo es {maximo}.")]
    ListaLarga { campo: String, cuantas: usize, maximo: usize },
    #[error("{campo}: {valor} aparece dos veces.")]
    Repetido { campo: String, valor: String },
    #[error("«{ubigeo}» no es el ubigeo de un distrito.")]
    LugarDesconocido { ubigeo: String },
    #[error("Una proporción llega a 100 % como máximo.")]
    ProporcionExcesiva,
    #[error("Son {cuantas} y el máximo de una vez es {maximo}.")]
    Demasiadas { cuantas: usize, maximo: usize },
    #[error(
        "«{nombre}» quedaría del {} al {}: las fechas deben estar entre el {} y el {}.",
        fecha(ventana.inicio), fecha(ventana.fin), fecha(*desde), fecha(*hasta)
    )]
    QuedaFuera { nombre: String, ventana: Ventana, desde: NaiveDate, hasta: NaiveDate },
    #[error("El POI está aprobado por {resolucion}: cambia solo por una modificación (Art. 8.2.3).")]
    PlanAprobado { resolucion: String },
    #[error("El POI ya fue aprobado por {resolucion}.")]
    YaAprobado { resolucion: String },
    #[error("El plan no tiene ninguna actividad en vigor: no hay qué aprobar.")]
    SinActividades,
    #[error(
        "{codigo} está sin indicador ni meta y tiene {}: complétela en el marco estratégico antes de aprobar.",
        cuenta(*cuantas, "actividad", "actividades")
    )]
    AccionProvisional { codigo: String, cuantas: usize },
    #[error(
        "«{actividad}» tiene por detallar la línea «{detalle}», de {importe} en el rubro {rubro}: detállela primero (Art. 8.2.2)."
    )]
    SinDetallar { actividad: String, detalle: String, rubro: CodigoRubro, importe: Dinero },
    #[error(
        "«{unidad}» programa {programado} en el rubro {rubro} y su techo aprobado es {techo}: sobran {exceso} (Art. 8.2.2)."
    )]
    SobreTecho { unidad: String, rubro: CodigoRubro, programado: Dinero, techo: Dinero, exceso: Dinero },
    #[error("Aquí va un documento de clase «{}» y se registró «{}».", esperada.nombre(), recibida.nombre())]
    ActoDeOtraClase { esperada: ClaseActo, recibida: ClaseActo },
    #[error("{acto}: la fecha es posterior a hoy, {}.", fecha(*hoy))]
    ActoFuturo { acto: String, hoy: NaiveDate },
    #[error("El POI todavía no está aprobado: lo ejecutado se registra sobre el POI aprobado (Art. 11).")]
    SinAprobar,
    #[error("{} está cerrado: lo ejecutado en ese mes ya no cambia (Art. 11).", mayuscula(mes.nombre()))]
    MesCerrado { mes: Mes },
    #[error("{} no ha empezado: no se registra lo que todavía no se ejecuta (Art. 11).", mayuscula(mes.nombre()))]
    MesPorEmpezar { mes: Mes },
    #[error("Los meses se cierran en orden: ahora corresponde {siguiente}.")]
    CierreFueraDeOrden { siguiente: Mes },
    #[error("Ya se cerraron los doce meses del ejercicio.")]
    EjercicioCerrado,
    #[error("{} termina el {}: no se cierra antes.", mayuscula(mes.nombre()), fecha(*fin))]
    MesSinTerminar { mes: Mes, fin: NaiveDate },
    #[error(
        "«{actividad}»: hasta {mes} el devengado del rubro {rubro} sería {devengado} y el certificado es {certificado} (Art. 11)."
    )]
    DevengadoSobreCertificado {
        actividad: String,
        rubro: CodigoRubro,
        mes: Mes,
        devengado: Dinero,
        certificado: Dinero,
    },
    #[error("«{actividad}»: hasta {mes} el {} del rubro {rubro} sería {acumulado}, menos que nada (Art. 11).", fase.nombre())]
    GastoNegativo { actividad: String, rubro: CodigoRubro, mes: Mes, fase: Fase, acumulado: Dinero },
    #[error("{mes} aparece dos veces en el mismo bloque.")]
    MesRepetido { mes: Mes },
    #[error("Este borrador es de sus miembros: pida a uno de ellos que le invite (Art. 8.2.3).")]
    BorradorAjeno,
    #[error("Esto se hace en el plan vigente, no en el borrador de una modificación.")]
    SoloEnVigente,
    #[error("Esto se hace en el borrador de una modificación, no en el plan vigente (Art. 8.2.3).")]
    SoloEnBorrador,
    #[error("Un borrador tiene al menos un miembro.")]
    SinMiembros,
    #[error("El borrador cambió mientras usted lo leía: vuelva a mirarlo y preséntelo de nuevo (Art. 8.2.3).")]
    BorradorCambiado,
    #[error("El borrador ya está al día con la versión {base} del plan vigente.")]
    BaseAnterior { base: u64 },
    #[error("El plan vigente va por la versión {vigente}: el borrador no puede ir más allá.")]
    VersionPorVenir { vigente: u64 },
    #[error("{0}")]
    Conflicto(Box<Conflicto>),
    #[error(
        "«{actividad}» no tiene qué dar en esos meses en el rubro {rubro}: lo demás está comprometido o no alcanza para una unidad (Art. 11)."
    )]
    NadaQueTrasladar { actividad: String, rubro: CodigoRubro },
    #[error("Pasar una actividad a otra unidad le toca a la OPP (Art. 8.2.3).")]
    CambioDeUnidad,
    #[error("Diga la causa de la modificación: es una de las cinco del artículo 8.2.3.")]
    SinCausa,
    #[error("La modificación no cambia nada del plan vigente.")]
    SinCambios,
    #[error(
        "La causa «{causa}» cambia prioridades: diga si la ruta estratégica cambió o fue revisada sin cambio (Art. 8.2.3)."
    )]
    RutaSinRevisar { causa: String },
    #[error("Dice que la ruta estratégica cambió, y no cambia ningún objetivo ni acción estratégica (Art. 8.2.3).")]
    RutaNoCambiada,
    #[error(
        "Dice que la ruta estratégica quedó sin cambio, y cambia el orden de objetivos o acciones estratégicas (Art. 8.2.3)."
    )]
    RutaCambiada,
    #[error("La modificación está {estado}: ya no se puede {accion}.")]
    EstadoDeModificacion { estado: String, accion: String },
    #[error("Usted escribió en esta modificación o ya actuó en otro de sus pasos: le toca a otra persona (Art. 5).")]
    DosPasos,
    #[error(
        "En el rubro {rubro} se habilitan {habilitado} y se anulan {anulado}: la diferencia es {diferencia} y debe ser cero (Art. 11)."
    )]
    Desequilibrio { rubro: CodigoRubro, habilitado: Dinero, anulado: Dinero, diferencia: Dinero },
    #[error(
        "En el rubro {rubro} se programarían {programado} y el marco de la institución es {marco}: sobran {exceso} (Art. 11)."
    )]
    SobreMarco { rubro: CodigoRubro, programado: Dinero, marco: Dinero, exceso: Dinero },
    #[error("La genérica {generica} no puede dar este año, y en el rubro {rubro} daría {importe} (Art. 11).")]
    GenericaNoDa { generica: String, rubro: CodigoRubro, importe: Dinero },
    #[error("La genérica {generica} no puede recibir este año, y en el rubro {rubro} recibiría {importe} (Art. 11).")]
    GenericaNoRecibe { generica: String, rubro: CodigoRubro, importe: Dinero },
    #[error(
        "«{actividad}» quedaría con {programado} en el rubro {rubro} y tiene {certificado} de certificado y {devengado} de devengado: eso no se anula (Art. 11)."
    )]
    BajoComprometido {
        actividad: String,
        rubro: CodigoRubro,
        programado: Dinero,
        certificado: Dinero,
        devengado: Dinero,
    },
    #[error(
        "«{actividad}»: {mes} está cerrado y su dinero en el rubro {rubro} pasaría de {antes} a {ahora} (Art. 11)."
    )]
    DineroDeMesCerrado { actividad: String, rubro: CodigoRubro, mes: Mes, antes: Dinero, ahora: Dinero },
    #[error("«{actividad}»: {mes} está cerrado y su meta pasaría de {antes} a {ahora} (Art. 11).")]
    MetaDeMesCerrado { actividad: String, mes: Mes, antes: Cantidad, ahora: Cantidad },
    #[error("«{actividad}» quedaría con una meta anual de {programado} y ya ejecutó {ejecutado} (Art. 11).")]
    BajoEjecutado { actividad: String, programado: Cantidad, ejecutado: Cantidad },
    #[error("{}", actos_de(*clase))]
    ActosDeModificacion { clase: ClaseModificacion },
}

impl Rejection {
    /// The article of the directive the rule rests on.
    #[must_use]
    pub fn articulo(&self) -> &'static str {
        match self {
            Self::SinPermiso { .. } | Self::SinConexion | Self::DosPasos => "5",
            Self::AccionRetirada { .. } | Self::ObjetivoRetirado { .. } | Self::AccionProvisional { .. } => "8.1.1",
            Self::Fraccion { .. } | Self::Lectura { .. } => "8.1.2",
            Self::MetasNoSuman { .. } | Self::MetaExcesiva | Self::CeldaRepetida { .. } => "8.1.3",
            Self::MesFueraDeVentana { .. } | Self::VentanaDejaFuera { .. } | Self::QuedaFuera { .. } => "8.1.4",
            Self::Clasificador(_)
            | Self::RubroDesconocido { .. }
            | Self::ImporteExcesivo
            | Self::CantidadExcesiva
            | Self::ActividadExcesiva
            | Self::ImporteNegativo
            | Self::SinDetallar { .. }
            | Self::SobreTecho { .. }
            | Self::FormaDeValor { .. } => "8.2.2",
            Self::ProporcionExcesiva => "8.3",
            Self::TechoSobreMarco { .. } | Self::TechosSinVer | Self::TechoCambiado { .. } => "5.d",
            Self::CicloDeUnidades
            | Self::ArbolProfundo { .. }
            | Self::UnidadSinVigencia { .. }
            | Self::UnidadEnUso { .. }
            | Self::SuperiorCerrado { .. } => "4",
            other => other.articulo_tras_aprobar().unwrap_or("8.1"),
        }
    }

    /// Of the rules on an approved plan.
    fn articulo_tras_aprobar(&self) -> Option<&'static str> {
        Some(match self {
            Self::YaAprobado { .. } | Self::SinActividades | Self::ActoDeOtraClase { .. } | Self::ActoFuturo { .. } => {
                "10-II"
            }
            Self::AccionConActividades { .. }
            | Self::ObjetivoConAcciones { .. }
            | Self::PlanAprobado { .. }
            | Self::BorradorAjeno
            | Self::SoloEnVigente
            | Self::SoloEnBorrador
            | Self::SinMiembros
            | Self::BorradorCambiado
            | Self::BaseAnterior { .. }
            | Self::VersionPorVenir { .. }
            | Self::Conflicto(_)
            | Self::SinCambios
            | Self::CambioDeUnidad
            | Self::SinCausa
            | Self::RutaSinRevisar { .. }
            | Self::RutaNoCambiada
            | Self::RutaCambiada
            | Self::EstadoDeModificacion { .. } => "8.2.3",
            other if other.es_de_ejecucion() => "11",
            _ => return None,
        })
    }

    /// Of the budget of an approved plan and what is executed of it (Art. 11).
    fn es_de_ejecucion(&self) -> bool {
        matches!(
            self,
            Self::SinAprobar
                | Self::MesCerrado { .. }
                | Self::MesPorEmpezar { .. }
                | Self::CierreFueraDeOrden { .. }
                | Self::EjercicioCerrado
                | Self::MesSinTerminar { .. }
                | Self::DevengadoSobreCertificado { .. }
                | Self::GastoNegativo { .. }
                | Self::MesRepetido { .. }
                | Self::Desequilibrio { .. }
                | Self::NadaQueTrasladar { .. }
                | Self::SobreMarco { .. }
                | Self::GenericaNoDa { .. }
                | Self::GenericaNoRecibe { .. }
                | Self::BajoComprometido { .. }
                | Self::DineroDeMesCerrado { .. }
                | Self::MetaDeMesCerrado { .. }
                | Self::BajoEjecutado { .. }
                | Self::ActosDeModificacion { .. }
        )
    }

    /// Where the change lost was made, when someone else's value was at stake.
    #[must_use]
    pub fn autor(&self) -> Option<Autor> {
        match self {
            Self::CambioAjeno { autor, .. } | Self::TechoCambiado { autor, .. } => *autor,
            Self::Conflicto(conflicto) => conflicto.autor,
            _ => None,
        }
    }

    /// The sentence, with the author's name where one is known.
    #[must_use]
    pub fn sentence(&self, name_of: impl Fn(Autor) -> Option<String>) -> String {
        let plain = self.to_string();
        match self.autor().and_then(name_of) {
            Some(name) => plain.replacen("Otra persona", &name, 1),
            None => plain,
        }
    }
}

fn cuenta(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("una {one}") } else { format!("{number} {many}") }
}

fn actos_de(clase: ClaseModificacion) -> &'static str {
    match clase {
        ClaseModificacion::FuncionalProgramatico => {
            "Una modificación en el nivel funcional programático se aprueba con una Resolución de Alcaldía (Art. 11)."
        }
        ClaseModificacion::Institucional => {
            "Una modificación institucional se aprueba con un Acuerdo de Concejo y una Resolución de Alcaldía (Art. 11)."
        }
    }
}

fn admite(decimales: u8) -> String {
    match decimales {
        0 => "es una unidad entera y no admite fracciones".into(),
        1 => "admite un decimal".into(),
        several => format!("admite {several} decimales"),
    }
}

fn mayuscula(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// All that is wrong with one command; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Rejection>", into = "Vec<Rejection>")]
pub struct Rejections(Vec<Rejection>);

impl Rejections {
    #[must_use]
    pub fn first(&self) -> &Rejection {
        &self.0[0]
    }

    pub fn iter(&self) -> impl Iterator<Item = &Rejection> {
        self.0.iter()
    }

    /// `Err` with all of them, or `Ok` when there are none.
    ///
    /// # Errors
    /// Themselves.
    pub fn check(list: Vec<Rejection>) -> Result<(), Self> {
        if list.is_empty() { Ok(()) } else { Err(Self(list)) }
    }
}

impl From<Rejection> for Rejections {
    fn from(one: Rejection) -> Self {
        Self(vec![one])
    }
}
impl TryFrom<Vec<Rejection>> for Rejections {
    type Error = &'static str;

    fn try_from(list: Vec<Rejection>) -> Result<Self, &'static str> {
        if list.is_empty() { Err("un rechazo sin motivo") } else { Ok(Self(list)) }
    }
}
impl From<Rejections> for Vec<Rejection> {
    fn from(rejections: Rejections) -> Self {
        rejections.0
    }
}
impl std::fmt::Display for Rejections {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (position, rejection) in self.0.iter().enumerate() {
            if position > 0 {
                f.write_str(" ")?;
            }
            rejection.fmt(f)?;
        }
        Ok(())
    }
}
impl std::error::Error for Rejections {}
