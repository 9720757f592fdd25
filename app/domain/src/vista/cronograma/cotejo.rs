//! Dates that come back from another program, beside those of the plan: what they would change.
//! Nothing is changed here: who asked sends what was found as one command, or does not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::efecto;
use crate::{
    Command, Context, Id, Plan, Rejections,
    command::{Fila, Reprogramacion},
    cronograma::Reparto,
    decide,
    plan::{AccionEstrategica, Actividad, CodigoActividad, ObjetivoEstrategico, Tarea, UnidadOrganica, Ventana},
};

/// A task of a file, as far as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leida {
    /// The id of its row, as the plan gave it away.
    pub identificador: Option<Uuid>,
    pub codigo: Option<CodigoActividad>,
    /// As the file calls it.
    pub nombre: String,
    /// A sentence, where they cannot be read.
    pub ventana: Result<Ventana, String>,
}

/// A row whose days would change, and how that is told beside a bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CambioDeFechas {
    pub nombre: String,
    pub reprogramacion: Reprogramacion,
    pub efecto: String,
}

/// A row of the file that cannot be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FechasRechazadas {
    pub nombre: String,
    pub motivo: String,
}

/// What would become of the plan with the dates of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cotejo {
    /// In the order in which one command does them: an activity before its tasks, for they go
    /// along with it and what each of them sees is where that leaves it.
    pub cambios: Vec<CambioDeFechas>,
    pub rechazos: Vec<FechasRechazadas>,
    /// Names of tasks that are no row of the plan.
    pub desconocidas: Vec<String>,
    /// How many rows are where the file has them.
    pub iguales: usize,
    /// Why the changes cannot be done together, though each alone can.
    pub impedimento: Option<Rejections>,
}

impl Cotejo {
    /// The one command that does it all.
    #[must_use]
    pub fn command(&self) -> Command {
        Command::Reprogramar(self.cambios.iter().map(|it| it.reprogramacion).collect())
    }
}

/// What the dates of a file would change, for whoever asks. A move where a row lasts as long
/// as before; else its months are spread again.
#[must_use]
pub fn cotejar(plan: &Plan, context: &Context, leidas: &[Leida]) -> Cotejo {
    let mut ensayo = Ensayo { plan: plan.clone(), context, cotejo: Cotejo::default() };
    let mut filas: BTreeMap<Fila, Vec<&Leida>> = BTreeMap::new();
    let mut orden = Vec::new();
    for leida in leidas {
        match hallar(plan, leida) {
            Hallada::Fila(fila) => {
                filas.entry(fila).or_default().push(leida);
                orden.push(fila);
            }
            // Their days are those of what is under them.
            Hallada::Grupo => {}
            Hallada::Ninguna => ensayo.cotejo.desconocidas.push(leida.nombre.clone()),
        }
    }
    orden.sort_by_key(|fila| matches!(fila, Fila::Tarea(_)));
    for fila in orden {
        if let Some(found) = filas.remove(&fila) {
            ensayo.una(fila, &found);
        }
    }
    let Ensayo { mut cotejo, .. } = ensayo;
    cotejo.impedimento = decide(plan, context, &cotejo.command()).err();
    cotejo
}

enum Hallada {
    Fila(Fila),
    Grupo,
    Ninguna,
}

/// By the id it was given away with; an activity also by its code.
fn hallar(plan: &Plan, leida: &Leida) -> Hallada {
    let by_code = || leida.codigo.as_ref().and_then(|codigo| plan.actividad_con_codigo(codigo));
    let Some(uuid) = leida.identificador else {
        return by_code().map_or(Hallada::Ninguna, |id| Hallada::Fila(Fila::Actividad(id)));
    };
    let (actividad, tarea) = (Id::<Actividad>::new(uuid), Id::<Tarea>::new(uuid));
    let grupo = plan.get(Id::<ObjetivoEstrategico>::new(uuid)).is_some()
        || plan.get(Id::<AccionEstrategica>::new(uuid)).is_some()
        || plan.get(Id::<UnidadOrganica>::new(uuid)).is_some();
    match () {
        () if plan.get(actividad).is_some() => Hallada::Fila(Fila::Actividad(actividad)),
        () if plan.get(tarea).is_some() => Hallada::Fila(Fila::Tarea(tarea)),
        () if grupo => Hallada::Grupo,
        () => by_code().map_or(Hallada::Ninguna, |id| Hallada::Fila(Fila::Actividad(id))),
    }
}

/// The plan as what was accepted so far leaves it.
struct Ensayo<'a> {
    plan: Plan,
    context: &'a Context,
    cotejo: Cotejo,
}

impl Ensayo<'_> {
    fn una(&mut self, fila: Fila, leidas: &[&Leida]) {
        let Some((nombre, seen)) = actual(&self.plan, fila) else { return };
        let nueva = match leidas {
            [una] => una.ventana.clone(),
            varias => Err(format!("Está {} veces en el archivo, y no se sabe cuál vale.", varias.len())),
        };
        match nueva {
            Ok(nueva) if nueva == seen => self.cotejo.iguales += 1,
            Ok(nueva) => self.probar(nombre, Reprogramacion { fila, seen, nueva, reparto: reparto(seen, nueva) }),
            Err(motivo) => self.cotejo.rechazos.push(FechasRechazadas { nombre, motivo }),
        }
    }

    fn probar(&mut self, nombre: String, reprogramacion: Reprogramacion) {
        match decide(&self.plan, self.context, &Command::Reprogramar(vec![reprogramacion])) {
            Ok(changes) => {
                let efecto = efecto(&self.plan, &reprogramacion);
                for change in &changes {
                    self.plan.apply(change);
                }
                self.cotejo.cambios.push(CambioDeFechas { nombre, reprogramacion, efecto });
            }
            Err(why) => self.cotejo.rechazos.push(FechasRechazadas { nombre, motivo: why.to_string() }),
        }
    }
}

fn actual(plan: &Plan, fila: Fila) -> Option<(String, Ventana)> {
    match fila {
        Fila::Actividad(id) => plan.get(id).map(|row| (row.nombre.to_string(), row.ventana)),
        Fila::Tarea(id) => plan.get(id).map(|row| (row.nombre.to_string(), row.ventana)),
    }
}

fn reparto(seen: Ventana, nueva: Ventana) -> Reparto {
    if seen.dias() == nueva.dias() { Reparto::Mover } else { Reparto::Repartir }
}
