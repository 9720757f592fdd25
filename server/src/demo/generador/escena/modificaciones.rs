//! Four Modificaciones, each as far as it came: one in force since May, one observed because that
//! one changed a line it changes too, one that waits for its act and one for an opinion.
//!
//! A plan too small to have the lines for one goes without it.

use domain::{
    Cantidad, Command, Dinero, Id, Mes, Rol,
    catalogo::CodigoClasificador,
    command::{CeldaMeta, NuevaActividad},
    entry::Body,
    plan::{
        Agregacion, Causa, ClaseActo, ClaseModificacion, Estado, Indicador, Insumo, Modificacion, Orden, Periodo,
        TipoIndicador, UnidadOrganica, Valor, Ventana,
    },
    texto::{Nombre, Parrafo},
};

use super::{
    super::{
        Incoherencia,
        base::Base,
        history::{History, day},
    },
    aprobacion::acto,
    borrador::{Draft, Linea, Motivo, lineas, parte},
};

/// The month whose money is moved; still far off when each is written.
const MES: u32 = 11;
/// Contrato administrativo de servicios.
const CONTRATOS: &str = "2.3.2.8";
/// The actividad clave that the works on the riverbeds serve.
const RIESGO: usize = 27;

/// What is presented in May: the one that will be overtaken, and the one that is approved.
pub fn of_may<S: FnMut(Body)>(history: &mut History<S>, base: &Base) -> Result<Option<Id<Modificacion>>, Incoherencia> {
    history.go_on(day(2016, 5, 9), 5, 4);
    let jefe = base.actor(Rol::JefeUnidad)?;
    let Some((from, to)) = pair(history, jefe.unidad) else { return Ok(None) };
    let mut overtaken = Draft::begin(history, jefe, &courier()?)?;
    for command in [from.mas(menos(parte(from.importe, 4))), to.mas(parte(from.importe, 4))] {
        overtaken.write(history, &command)?;
    }
    let mut first = Draft::begin(history, jefe, &rains())?;
    for command in [from.mas(menos(parte(from.importe, 2))), to.mas(parte(from.importe, 2))] {
        first.write(history, &command)?;
    }
    if let Some(command) = more_of(history, to) {
        first.write(history, &command)?;
    }
    let overtaken = overtaken.present(history)?;
    let first = first.present(history)?;
    give_opinion(history, base, first)?;
    let resolucion = acto(ClaseActo::ResolucionAlcaldia, "312-2016-MPH/A", day(2016, 5, 12))?;
    let version = history.seeded.id();
    let approve = Command::AprobarModificacion { id: first, version, actos: vec![resolucion] };
    history.record(base.actor(Rol::Titular)?, &approve)?;
    Ok(Some(overtaken))
}

pub fn observe<S: FnMut(Body)>(
    history: &mut History<S>,
    base: &Base,
    id: Option<Id<Modificacion>>,
) -> Result<(), Incoherencia> {
    let Some(id) = id else { return Ok(()) };
    history.go_on(day(2016, 6, 13), 5, 1);
    let comentario = Parrafo::new(
        "La primera modificación del año cambió una de las líneas de las que esta toma dinero. Póngala al día con el \
         plan vigente y preséntela de nuevo.",
    )?;
    history.record(base.actor(Rol::Analista)?, &Command::ObservarModificacion { id, comentario })
}

/// The decision of government, with its opinion, and the balance of the year before, without one.
pub fn of_august<S: FnMut(Body)>(history: &mut History<S>, base: &Base) -> Result<(), Incoherencia> {
    history.go_on(day(2016, 8, 8), 5, 3);
    if let Some(draft) = riverbeds(history, base)? {
        let id = draft.present(history)?;
        give_opinion(history, base, id)?;
    }
    let jefe = base.actor(Rol::JefeUnidad)?;
    let Some((_, to)) = pair(history, jefe.unidad) else { return Ok(()) };
    let mut draft = Draft::begin(history, jefe, &balance())?;
    draft.write(history, &to.mas(Dinero::from_centimos(500_000)))?;
    draft.present(history).map(|_| ())
}

fn give_opinion<S: FnMut(Body)>(
    history: &mut History<S>,
    base: &Base,
    id: Id<Modificacion>,
) -> Result<(), Incoherencia> {
    let opinion = Parrafo::new("Está dentro del marco presupuestal previsto y no toca lo certificado: procede.")?;
    history.record(base.actor(Rol::Analista)?, &Command::OpinarModificacion { id, opinion })
}

/// Two lines of one rubro and of different activities. Nobody's contract is given away.
fn pair<S: FnMut(Body)>(history: &History<S>, unidad: Option<Id<UnidadOrganica>>) -> Option<(Linea, Linea)> {
    let all = lineas(&history.plan, unidad?, Mes::from_number(MES)?);
    let gives =
        |line: &Linea| history.plan.get(line.id).is_some_and(|row| !row.clasificador.as_str().starts_with(CONTRATOS));
    all.iter().filter(|line| gives(line)).find_map(|from| {
        let to = all.iter().find(|line| line.rubro == from.rubro && line.actividad != from.actividad)?;
        Some((*from, *to))
    })
}

/// A tenth more of what the money is for, where its months add up to no fixed sum.
fn more_of<S: FnMut(Body)>(history: &History<S>, to: Linea) -> Option<Command> {
    let row = history.plan.get(to.actividad)?;
    let step = history.plan.get(row.indicador.unidad_medida)?.decimales.step();
    let seen = row.meta.meses[to.mes].filter(|_| row.agregacion == Agregacion::Suma && row.meta.anual.is_none())?;
    let more = (seen.diezmilesimos() / 10 / step).max(1) * step;
    let nueva = Cantidad::from_diezmilesimos(seen.diezmilesimos() + more);
    let celda = CeldaMeta { actividad: row.id, periodo: Periodo::Mes(to.mes), seen: Some(seen), nueva };
    Some(Command::ProgramarMetas(vec![celda]))
}

/// Money of three activities of as many units, for one that is new.
fn riverbeds<S: FnMut(Body)>(history: &mut History<S>, base: &Base) -> Result<Option<Draft>, Incoherencia> {
    let mes = Mes::from_number(MES).unwrap_or(Mes::DICIEMBRE);
    let units = base.dependencias.iter().rev();
    let first: Vec<Linea> = units.filter_map(|unit| lineas(&history.plan, unit.id, mes).first().copied()).collect();
    let same = |one: &Linea| first.iter().filter(|line| line.rubro == one.rubro).copied().collect::<Vec<_>>();
    let Some(givers) = first.iter().map(same).max_by_key(Vec::len).filter(|lines| lines.len() > 1) else {
        return Ok(None);
    };
    let givers = &givers[..givers.len().min(3)];
    let mut draft = Draft::begin(history, base.actor(Rol::Coordinador)?, &emergency())?;
    let mut sum = Dinero::CERO;
    for line in givers {
        let part = parte(line.importe, 2);
        sum = sum.mas(part);
        draft.write(history, &line.mas(menos(part)))?;
    }
    for command in new_activity(history, base, Linea { importe: sum, ..givers[0] })? {
        draft.write(history, &command)?;
    }
    Ok(Some(draft))
}

fn new_activity<S: FnMut(Body)>(
    history: &mut History<S>,
    base: &Base,
    money: Linea,
) -> Result<Vec<Command>, Incoherencia> {
    let unit = base.dependencias.iter().find(|unit| unit.familia == "territorial");
    let unidad = unit.ok_or_else(|| Incoherencia::Dato("no hay gerencia territorial".to_owned()))?.id;
    let (kilometro, servicio) = (base.medida("Kilómetro")?.id, base.medida("Servicio")?.id);
    let first = history.plan.actividades_de(unidad).map(|row| &row.prioridad).min().cloned();
    let id = history.seeded.id();
    let begin = Command::CrearActividad(NuevaActividad {
        id,
        codigo: None,
        unidad,
        accion: *base.acciones.get(RIESGO).ok_or_else(|| Incoherencia::Dato("falta una clave".to_owned()))?,
        nombre: Nombre::new("Limpieza y descolmatación de los cauces que cruzan la ciudad")?,
        indicador: Indicador {
            unidad_medida: kilometro,
            sujeto: Nombre::new("de cauce")?,
            atributo: Nombre::new("limpios y descolmatados")?,
            tipo: TipoIndicador::Proceso,
        },
        agregacion: Agregacion::Suma,
        ventana: Some(Ventana { inicio: day(2016, 9, 1), fin: day(2016, 12, 31) }),
        prioridad: Orden::entre(None, first.as_ref()),
    });
    let (periodo, nueva) = (Periodo::Mes(money.mes), Some(Cantidad::enteras(4)));
    let meta = Command::ProgramarMetas(vec![CeldaMeta { actividad: id, periodo, seen: None, nueva }]);
    let mut importes = [Dinero::CERO; 12];
    importes[money.mes] = money.importe;
    let insumo = Command::CrearInsumo(Insumo {
        id: history.seeded.id(),
        actividad: id,
        clasificador: CodigoClasificador::new("2.3.2.5.1.4")?,
        detalle: Nombre::new("Alquiler de excavadora y volquetes")?,
        unidad_medida: servicio,
        rubro: money.rubro,
        valor: Valor::PorImporte { importes },
        orden: Orden::primero(),
        estado: Estado::Vigente,
    });
    Ok(vec![begin, meta, insumo])
}

fn menos(amount: Dinero) -> Dinero {
    Dinero::CERO.menos(amount)
}

fn rains() -> Motivo {
    Motivo {
        titulo: "Atención de los daños de las lluvias de marzo",
        causa: Causa::Entorno,
        clase: ClaseModificacion::FuncionalProgramatico,
        sustento: "Las lluvias de marzo obligaron a adelantar contrataciones; lo que se programó para noviembre en una \
                   actividad se necesita en otra.",
        ruta: "Los objetivos y las acciones estratégicas conservan su orden: cambia con qué se atienden.",
    }
}

fn courier() -> Result<Motivo, Incoherencia> {
    Ok(Motivo {
        titulo: "Refuerzo del servicio de noviembre",
        causa: Causa::Estrategias { evaluacion: Nombre::new("Evaluación del POI 2016, primer trimestre")? },
        clase: ClaseModificacion::FuncionalProgramatico,
        sustento: "La evaluación del primer trimestre muestra que el servicio no alcanza para la meta del año.",
        ruta: "La evaluación no pide cambiar el orden de las acciones estratégicas.",
    })
}

fn emergency() -> Motivo {
    Motivo {
        titulo: "Limpieza de cauces por decisión del Concejo",
        causa: Causa::DecisionGobierno,
        clase: ClaseModificacion::FuncionalProgramatico,
        sustento: "El Concejo Municipal dispuso, en sesión del 2 de agosto, limpiar los cauces antes de la temporada \
                   de lluvias, con dinero de actividades de menor prioridad.",
        ruta: "La gestión del riesgo de desastres ya tiene su lugar en la ruta estratégica.",
    }
}

fn balance() -> Motivo {
    Motivo {
        titulo: "Incorporación del saldo de balance de 2015",
        causa: Causa::IncrementoOReduccion,
        clase: ClaseModificacion::Institucional,
        sustento: "El saldo de balance de 2015 se incorpora al presupuesto de la unidad para cubrir lo que falta de \
                   noviembre.",
        ruta: "",
    }
}
