//! One entry per activity: itself, its targets, tasks, critical elements and insumos.

use chrono::{Days, Months, NaiveDate};
use domain::{
    Actor, Command, Ejercicio, Id,
    catalogo::DISTRITOS,
    command::NuevaActividad,
    entry::Body,
    plan::{
        Actividad, CampoActividad, ClaseElemento, Criterio, ElementoCritico, Estado, Indicador, Orden, Predecesora,
        SituacionElemento, Tarea, TipoIndicador, Ubigeo, Ventana,
    },
    texto::{Nombre, Parrafo, Puesto, Texto},
    tiempo::Mes,
    valor::Cantidad,
};

use super::{
    super::{
        actividades::{self, Modelo},
        canasta::Perfil,
    },
    Incoherencia, Parametros,
    base::{Base, Dependencia},
    history::History,
    insumos, metas,
    seeded::Seeded,
};

/// Where the writing of each unit got to.
#[derive(Default)]
struct Progress {
    prioridad: Option<Orden>,
    /// Activities already there, with the day they end.
    earlier: Vec<(Id<Actividad>, NaiveDate)>,
}

/// One activity on its way: the model, the how-manieth time it is used, and where.
struct Draft<'a> {
    modelo: &'static Modelo,
    round: usize,
    number: usize,
    id: Id<Actividad>,
    ventana: Ventana,
    unidad: &'a Dependencia,
}

/// All the activities asked for: the models in turn, then again district by district.
pub fn write<S: FnMut(Body)>(
    history: &mut History<S>,
    base: &mut Base,
    params: Parametros,
) -> Result<(), Incoherencia> {
    let known: Vec<_> = actividades::todos().collect();
    let mut progress: Vec<Progress> = base.dependencias.iter().map(|_| Progress::default()).collect();
    for number in 0..params.actividades {
        let (modelo, round) = (known[number % known.len()], number / known.len());
        let at = home(&base.dependencias, modelo.unidad, round)?;
        let unidad = &base.dependencias[at];
        let ventana = window(&mut history.seeded, modelo, round, history.plan.ejercicio());
        let draft = Draft { modelo, round, number, id: history.seeded.id(), ventana, unidad };
        let mut commands = draft.begin(base, &mut progress[at])?;
        commands.extend(draft.describe(base, &mut history.seeded, &progress[at])?);
        commands.push(metas::program(&mut history.seeded, base, modelo, round, draft.id, ventana)?);
        commands.extend(draft.tasks(&mut history.seeded)?);
        commands.extend(draft.elements(&mut history.seeded)?);
        let count = (params.insumos_por_actividad + number * 3 % 5).saturating_sub(2).max(1);
        commands.extend(insumos::write(&mut history.seeded, base, modelo.perfil, draft.id, ventana, count)?);
        let editor: Actor = unidad.editor;
        progress[at].earlier.push((draft.id, ventana.fin));
        history.record(editor, &Command::Varios(commands))?;
    }
    Ok(())
}

/// The unit of a model; in later rounds its sub-units take turns with it.
fn home(units: &[Dependencia], key: &str, round: usize) -> Result<usize, Incoherencia> {
    let family = || units.iter().enumerate().filter(|(_, unit)| unit.familia == key && !unit.vacia);
    let turn = round % family().count().max(1);
    family().nth(turn).map(|(at, _)| at).ok_or_else(|| Incoherencia::Dato(format!("ninguna unidad es «{key}»")))
}

/// Office work runs all year more often than not; works, events and studies have a season.
fn window(seeded: &mut Seeded, modelo: &Modelo, round: usize, ejercicio: Ejercicio) -> Ventana {
    let all_year = Ventana::anual(ejercicio);
    if is_real_form(modelo, round) {
        return all_year;
    }
    let seasonal = match modelo.perfil {
        Perfil::Oficina | Perfil::Sistema => 30,
        Perfil::Campo => 45,
        Perfil::Evento | Perfil::Estudio | Perfil::Obra => 85,
    };
    if !seeded.chance(seasonal) {
        return all_year;
    }
    let (start, length) = (seeded.between(0, 6), seeded.between(3, 6));
    let inicio = ejercicio.inicio() + Months::new(start);
    let after = inicio + Months::new(length);
    Ventana { inicio, fin: (after - Days::new(1)).min(ejercicio.fin()) }
}

/// Whether it is A.O.1 itself, whose targets are the real form's.
pub fn is_real_form(modelo: &Modelo, round: usize) -> bool {
    round == 0 && modelo.nombre == actividades::REGISTRO_SIAF.nombre
}

impl Draft<'_> {
    fn begin(&self, base: &Base, progress: &mut Progress) -> Result<Vec<Command>, Incoherencia> {
        let modelo = self.modelo;
        let accion = base.acciones.get(modelo.clave).copied();
        let prioridad = Orden::entre(progress.prioridad.as_ref(), None);
        progress.prioridad = Some(prioridad.clone());
        let whole_year = Mes::of(self.ventana.inicio) == Mes::ENERO && Mes::of(self.ventana.fin) == Mes::DICIEMBRE;
        Ok(vec![Command::CrearActividad(NuevaActividad {
            id: self.id,
            codigo: None,
            unidad: self.unidad.id,
            accion: accion.ok_or_else(|| Incoherencia::Dato(format!("no hay actividad clave {}", modelo.clave)))?,
            nombre: Nombre::new(&self.name())?,
            indicador: Indicador {
                unidad_medida: base.medida(modelo.medida)?.id,
                sujeto: Nombre::new(modelo.sujeto)?,
                atributo: Nombre::new(modelo.atributo)?,
                tipo: if modelo.medida == "Equipo" { TipoIndicador::Insumo } else { TipoIndicador::Proceso },
            },
            agregacion: modelo.agregacion,
            ventana: (!whole_year).then_some(self.ventana),
            prioridad,
        })])
    }

    fn name(&self) -> String {
        match self.round.checked_sub(1) {
            None => self.modelo.nombre.to_owned(),
            Some(at) => {
                let (district, zone) = (DISTRITOS[at % DISTRITOS.len()].1, at / DISTRITOS.len() + 1);
                let zone = if zone > 1 { format!(", zona {zone}") } else { String::new() };
                format!("{}, distrito de {district}{zone}", self.modelo.nombre)
            }
        }
    }

    /// The fields edited after it is begun.
    fn describe(&self, base: &Base, seeded: &mut Seeded, progress: &Progress) -> Result<Vec<Command>, Incoherencia> {
        let mut fields = self.texts(base, seeded)?;
        fields.push((CampoActividad::Lugares(Vec::new()), CampoActividad::Lugares(self.places(seeded)?)));
        let criterio = if self.round > 0 { Criterio::Territorial } else { criterion(self.modelo.perfil) };
        if criterio != Criterio::default() {
            fields.push((CampoActividad::Criterio(Criterio::default()), CampoActividad::Criterio(criterio)));
        }
        if let Some(before) = self.predecessor(seeded, progress) {
            fields.push((CampoActividad::Predecesoras(Vec::new()), CampoActividad::Predecesoras(vec![before.into()])));
        }
        let edit = |(seen, nuevo)| Command::EditarActividad { id: self.id, seen, nuevo };
        Ok(fields.into_iter().map(edit).collect())
    }

    /// Text fields, blank until now, with what is written in them.
    fn texts(&self, base: &Base, seeded: &mut Seeded) -> Result<Vec<(CampoActividad, CampoActividad)>, Incoherencia> {
        let posts = &self.unidad.puestos;
        let post = posts.get(seeded.below(posts.len())).map(String::as_str).unwrap_or_default();
        let proof = base.medida(self.modelo.medida)?.verificacion;
        let sec_func = format!("{:04}", self.modelo.clave + 1);
        let funcion = Parrafo::new(self.unidad.funcion)?;
        Ok(vec![
            (CampoActividad::FuncionRof(Parrafo::default()), CampoActividad::FuncionRof(funcion)),
            (CampoActividad::Responsable(Puesto::default()), CampoActividad::Responsable(Puesto::new(post)?)),
            (CampoActividad::Verificacion(Nombre::default()), CampoActividad::Verificacion(Nombre::new(proof)?)),
            (
                CampoActividad::Categoria(Texto::default()),
                CampoActividad::Categoria(Texto::new(category(self.modelo.clave))?),
            ),
            (CampoActividad::SecFunc(Texto::default()), CampoActividad::SecFunc(Texto::new(&sec_func)?)),
        ])
    }

    /// The city; field work also visits other districts.
    fn places(&self, seeded: &mut Seeded) -> Result<Vec<Ubigeo>, Incoherencia> {
        let code = |at: usize| Ubigeo::try_from(DISTRITOS[at % DISTRITOS.len()].0.to_owned());
        if let Some(at) = self.round.checked_sub(1) {
            return Ok(vec![code(at)?]);
        }
        let several = match self.modelo.perfil {
            Perfil::Campo | Perfil::Obra | Perfil::Evento => seeded.below(4),
            Perfil::Oficina | Perfil::Estudio | Perfil::Sistema => 0,
        };
        let first = seeded.below(DISTRITOS.len() - 4);
        let others = (first + 1..=first + several).map(code);
        Ok(std::iter::once(code(0)).chain(others).collect::<Result<_, _>>()?)
    }

    /// Something of the same unit that ends before this begins, now and then.
    fn predecessor(&self, seeded: &mut Seeded, progress: &Progress) -> Option<Id<Actividad>> {
        let last = progress.earlier.iter().rev().find(|(_, fin)| *fin < self.ventana.inicio)?;
        seeded.chance(60).then_some(last.0)
    }

    /// Consecutive pieces of the window, each after the one before.
    fn tasks(&self, seeded: &mut Seeded) -> Result<Vec<Command>, Incoherencia> {
        let names = task_names(self.modelo.perfil);
        let days = (self.ventana.fin - self.ventana.inicio).num_days().unsigned_abs() + 1;
        let step = days / names.len() as u64;
        let mut commands = Vec::new();
        let mut before: Option<(Id<Tarea>, Orden)> = None;
        for (at, name) in names.iter().enumerate() {
            let inicio = self.ventana.inicio + Days::new(step * at as u64);
            let last = at + 1 == names.len();
            let fin = if last { self.ventana.fin } else { inicio + Days::new(step - 1) };
            let orden = Orden::entre(before.as_ref().map(|(_, orden)| orden), None);
            let id = seeded.id();
            commands.push(Command::CrearTarea(Tarea {
                id,
                actividad: self.id,
                nombre: Nombre::new(name)?,
                ventana: Ventana { inicio, fin },
                predecesoras: before.iter().map(|(id, _)| Predecesora::from(*id)).collect(),
                orden: orden.clone(),
                estado: Estado::Vigente,
            }));
            before = Some((id, orden));
        }
        Ok(commands)
    }

    /// One or two, needed in the first months of the window.
    fn elements(&self, seeded: &mut Seeded) -> Result<Vec<Command>, Incoherencia> {
        let known = critical(self.modelo.perfil);
        let mut commands = Vec::new();
        for (descripcion, clase) in known.iter().take(1 + self.number % 2) {
            commands.push(Command::CrearElemento(ElementoCritico {
                id: seeded.id(),
                actividad: self.id,
                descripcion: Nombre::new(descripcion)?,
                clase: *clase,
                mes: Mes::of(self.ventana.inicio),
                situacion: SituacionElemento::Pendiente,
                estado: Estado::Vigente,
            }));
        }
        Ok(commands)
    }
}

fn criterion(perfil: Perfil) -> Criterio {
    match perfil {
        Perfil::Oficina => Criterio::Acumulativa,
        Perfil::Evento => Criterio::Temporal,
        Perfil::Estudio => Criterio::Sectorial,
        Perfil::Campo | Perfil::Obra => Criterio::Territorial,
        Perfil::Sistema => Criterio::Organizacional,
    }
}

/// A budget programme where one fits the clave, else Acciones Centrales or APNOP.
fn category(clave: usize) -> &'static str {
    match clave {
        22 => "0030",
        23 => "0138",
        26 => "0036",
        27 | 28 => "0068",
        2 | 5 | 8 | 9 | 11..=16 | 21 => "9001",
        _ => "9002",
    }
}

fn task_names(perfil: Perfil) -> &'static [&'static str] {
    match perfil {
        Perfil::Oficina => &["Reunir la información", "Elaborar y revisar", "Aprobar y difundir"],
        Perfil::Evento => &["Convocar a los participantes", "Realizar las sesiones", "Informar los resultados"],
        Perfil::Estudio => {
            &["Aprobar los términos de referencia", "Contratar", "Elaborar el estudio", "Dar conformidad"]
        }
        Perfil::Campo => &["Programar las salidas", "Ejecutar en campo", "Sistematizar y reportar"],
        Perfil::Obra => &["Aprobar la ficha técnica", "Adquirir materiales", "Ejecutar los trabajos", "Liquidar"],
        Perfil::Sistema => &["Definir requerimientos", "Implementar y probar", "Poner en servicio"],
    }
}

fn critical(perfil: Perfil) -> [(&'static str, ClaseElemento); 2] {
    let evento = ClaseElemento::Evento;
    let cantidad = |units| ClaseElemento::Cantidad(Cantidad::enteras(units));
    let proporcion = |percent| ClaseElemento::Proporcion(Cantidad::enteras(percent));
    match perfil {
        Perfil::Oficina => [
            ("Información completa entregada por las áreas", proporcion(100)),
            ("Especialista contratado", cantidad(1)),
        ],
        Perfil::Evento => [("Participación de los convocados", proporcion(80)), ("Local y equipos reservados", evento)],
        Perfil::Estudio => [("Buena pro consentida", evento), ("Consultores con contrato firmado", cantidad(1))],
        Perfil::Campo => [("Vehículos operativos", cantidad(2)), ("Combustible disponible en almacén", evento)],
        Perfil::Obra => [("Disponibilidad física del terreno", evento), ("Maquinaria operativa", cantidad(3))],
        Perfil::Sistema => [("Equipos entregados y conformes", proporcion(100)), ("Fluido eléctrico estable", evento)],
    }
}
