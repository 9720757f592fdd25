//! Bringing a branch up to date: what the plan in force changed since its base, with a side
//! chosen for each field that both changed.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{
    cierre::devolver,
    cotejo::{Conflicto, Cotejo, cotejar, es_parte_de},
    diferencia::{actividad_de, diferencia, seguimiento},
    fusion::es_estado,
};
use crate::{
    Change, Command, Mes, Plan,
    plan::{Actividad, CampoActividad, CampoInsumo, Celda, Periodo},
};

/// Which of the two a conflict is decided for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lado {
    /// What the branch says.
    Propio,
    /// What the plan in force says.
    Vigente,
}

/// The act that brings `punta`, a branch of `vieja`, up to `nueva`. What only the plan in force
/// changed is taken; what both changed is as `eleccion` says. A month that is closed by now is as
/// the plan in force has it.
///
/// # Errors
/// The conflicts for which no side was chosen.
pub fn actualizacion(
    vieja: &Plan,
    nueva: &Plan,
    punta: &Plan,
    eleccion: &BTreeMap<Celda, Lado>,
) -> Result<Command, Vec<Conflicto>> {
    let mut update = Actualizacion { nueva, working: punta.clone(), cambios: vec![], abiertos: vec![], eleccion };
    let own = tocadas(punta, &diferencia(vieja, punta));
    for change in seguimiento(vieja, nueva).into_iter().chain(diferencia(vieja, nueva)) {
        update.tomar(&change, &own);
    }
    update.cerrar(vieja.cerrado());
    if update.abiertos.is_empty() {
        Ok(Command::ActualizarBase { base: nueva.version(), cambios: update.cambios })
    } else {
        Err(update.abiertos)
    }
}

/// Whether a fact of an update is one: what `nueva`, the plan in force, says; or that a row which only
/// the branch has gives way to it, with its code or in a month that is closed by now.
#[must_use]
pub fn trae(nueva: &Plan, change: &Change) -> bool {
    match change {
        Change::MesCerrado { mes } => nueva.esta_cerrado(*mes),
        Change::ActividadEditada { id, ahora: CampoActividad::Codigo(_), .. } if nueva.get(*id).is_none() => true,
        Change::MetaProgramada { id, periodo: Periodo::Mes(mes), ahora: None, .. } if nueva.get(*id).is_none() => {
            nueva.esta_cerrado(*mes)
        }
        Change::InsumoEditado { id, ahora, .. } if nueva.get(*id).is_none() => match ahora {
            CampoInsumo::ImporteMes(mes, amount) => nueva.esta_cerrado(*mes) && amount.es_cero(),
            CampoInsumo::CantidadMes(mes, quantity) => nueva.esta_cerrado(*mes) && quantity.es_cero(),
            _ => false,
        },
        other => cotejar(nueva, other) == Cotejo::Ya,
    }
}

/// The rows that facts write in, and the activities they are of.
fn tocadas(plan: &Plan, facts: &[Change]) -> BTreeSet<Uuid> {
    let rows = facts.iter().flat_map(Celda::of).map(|celda| celda.fila);
    rows.chain(facts.iter().filter_map(|fact| actividad_de(plan, fact)).map(crate::Id::uuid)).collect()
}

struct Actualizacion<'a> {
    nueva: &'a Plan,
    working: Plan,
    cambios: Vec<Change>,
    abiertos: Vec<Conflicto>,
    eleccion: &'a BTreeMap<Celda, Lado>,
}

impl Actualizacion<'_> {
    fn tomar(&mut self, change: &Change, own: &BTreeSet<Uuid>) {
        match cotejar(&self.working, change) {
            Cotejo::Ya => {}
            Cotejo::Aplica if retira_lo_escrito(change, own) => {
                let celda = Celda::of(change).first().copied().unwrap_or(Celda::FERIADOS);
                self.elegir(change, retiro(self.nueva, &self.working, change, celda));
            }
            Cotejo::Aplica => self.poner(change.clone()),
            Cotejo::Choca(conflicto) => {
                // There, what the fact says is what the plan in force says.
                let Conflicto { propio, vigente, celda, .. } = conflicto;
                let autor = self.nueva.autor(celda);
                self.elegir(change, Conflicto { propio: vigente, vigente: propio, autor, ..conflicto });
            }
        }
    }

    fn elegir(&mut self, change: &Change, conflicto: Conflicto) {
        match self.eleccion.get(&conflicto.celda) {
            Some(Lado::Propio) => {}
            Some(Lado::Vigente) => {
                let change = desde(&self.working, self.nueva, change);
                self.poner(change);
            }
            None if self.abiertos.iter().any(|open| open.celda == conflicto.celda) => {}
            None => self.abiertos.push(conflicto),
        }
    }

    /// Nothing that it wrote in months closed since stays: there is nobody left to choose.
    fn cerrar(&mut self, before: Option<Mes>) {
        if self.nueva.cerrado() == before {
            return;
        }
        let own = diferencia(self.nueva, &self.working);
        for change in devolver(self.nueva, &self.working, &own) {
            self.sumar(change);
        }
    }

    /// A code that one of the branch's new activities took meanwhile is the plan in force's.
    fn poner(&mut self, change: Change) {
        if let Change::ActividadCreada(row) = &change
            && let Some(own) = self.working.actividad_con_codigo(&row.codigo)
            && let Some(libre) = self.working.siguiente_codigo()
        {
            let (antes, ahora) = (CampoActividad::Codigo(row.codigo.clone()), CampoActividad::Codigo(libre));
            self.sumar(Change::ActividadEditada { id: own, antes, ahora });
        }
        self.sumar(change);
    }

    fn sumar(&mut self, change: Change) {
        self.working.apply(&change);
        self.cambios.push(change);
    }
}

/// Whether the plan in force withdraws a row that the branch wrote in.
fn retira_lo_escrito(change: &Change, own: &BTreeSet<Uuid>) -> bool {
    es_estado(change) && Celda::of(change).iter().any(|celda| own.contains(&celda.fila))
}

fn retiro(nueva: &Plan, working: &Plan, change: &Change, celda: Celda) -> Conflicto {
    let activity = actividad_de(working, change).and_then(|id| working.get::<Actividad>(id));
    let fila = activity.map(|row| row.nombre.to_string()).unwrap_or_default();
    let (campo, propio, vigente) = ("el estado".into(), "lo que usted escribió".into(), "otro".into());
    Conflicto { celda, fila, campo, propio, vigente, autor: nueva.autor(celda) }
}

/// The fact from what the branch has to what the plan in force has.
fn desde(working: &Plan, nueva: &Plan, change: &Change) -> Change {
    macro_rules! now {
        ($variant:ident, $id:expr, $antes:expr, $ahora:expr) => {{
            let antes =
                working.get(*$id).map_or_else(|| $antes.clone(), |row| crate::plan::Campos::leer(&**row, $antes));
            Change::$variant { id: *$id, antes, ahora: $ahora.clone() }
        }};
    }
    match change {
        Change::ObjetivoEditado { id, antes, ahora } => now!(ObjetivoEditado, id, antes, ahora),
        Change::AccionEditada { id, antes, ahora } => now!(AccionEditada, id, antes, ahora),
        Change::ActividadEditada { id, antes, ahora } => now!(ActividadEditada, id, antes, ahora),
        Change::TareaEditada { id, antes, ahora } => now!(TareaEditada, id, antes, ahora),
        Change::ElementoEditado { id, antes, ahora } => now!(ElementoEditado, id, antes, ahora),
        Change::InsumoEditado { id, antes, ahora } => {
            let (mine, theirs) = (working.get(*id), nueva.get(*id));
            match (mine, theirs) {
                // Valued in another way there: the whole of it.
                (Some(mine), Some(theirs)) if !es_parte_de(ahora, &mine.valor) => Change::InsumoEditado {
                    id: *id,
                    antes: CampoInsumo::Valor(mine.valor.clone()),
                    ahora: CampoInsumo::Valor(theirs.valor.clone()),
                },
                _ => now!(InsumoEditado, id, antes, ahora),
            }
        }
        Change::MetaProgramada { id, periodo, ahora, .. } => {
            let antes = working.get(*id).and_then(|row| row.meta.get(*periodo));
            Change::MetaProgramada { id: *id, periodo: *periodo, antes, ahora: *ahora }
        }
        other => other.clone(),
    }
}
