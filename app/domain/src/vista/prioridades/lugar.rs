//! Where on the board a row is let go, and what that place is in the plan.

use super::tablero::{Renglon, Tablero};
use crate::{
    Command, Id, Plan,
    plan::{AccionEstrategica, Actividad, ObjetivoEstrategico},
    prioridad::{Grupo, Sitio, colocar, colocar_accion, colocar_objetivo},
};

/// A gap between two lines of the board, counted among those that stay: without the row that is
/// held and without the funding lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lugar(pub usize);

/// On which side of another.
#[derive(Clone, Copy)]
enum Lado {
    Antes,
    Despues,
}

impl Tablero {
    /// The gap that is drawn as a line of the board, for the activity that is held.
    #[must_use]
    pub fn lugar_en(&self, dibujada: usize) -> Lugar {
        Lugar(dibujada.saturating_sub(self.lineas_sobre(dibujada)))
    }

    fn lineas_sobre(&self, dibujada: usize) -> usize {
        let above = self.renglones().get(..dibujada.min(self.renglones().len()));
        above.unwrap_or_default().iter().filter(|it| matches!(it, Renglon::Linea(_))).count()
    }

    /// The gap that puts an activity so many places of the order further; negative is up.
    #[must_use]
    pub fn lugar_a(&self, id: Id<Actividad>, places: isize) -> Option<Lugar> {
        let at = self.puesto(id)?;
        let last = self.puestos.len().checked_sub(1)?;
        let to = at.saturating_add_signed(places).min(last);
        let there = self.puestos.get(to)?.secuencia;
        (to != at).then_some(Lugar(there))
    }

    /// What a gap is in the plan, for an activity; headings that hold none push it to the next that does.
    pub(super) fn sitio(&self, held: usize, lugar: Lugar) -> Option<(Lugar, Sitio)> {
        let hole = self.puestos.get(held)?.secuencia;
        let count = self.secuencia.len() - 1;
        let at = |place: usize| self.secuencia.get(if place < hole { place } else { place + 1 }).copied();
        let mut gap = lugar.0.min(count);
        let headed = !matches!(self.secuencia.first(), Some(Renglon::Actividad(_)));
        if headed {
            gap = gap.max(1);
            // Between an OEI and its first AEI there is no place of its own.
            while matches!(at(gap - 1), Some(Renglon::Objetivo(_))) && matches!(at(gap), Some(Renglon::Accion(_))) {
                gap += 1;
            }
            while gap > 0 && matches!(at(gap - 1), Some(Renglon::Objetivo(_))) {
                gap -= 1;
            }
            if gap == 0 {
                return None;
            }
        }
        let activity = |renglon| match renglon {
            Some(Renglon::Actividad(id)) => Some(id),
            _ => None,
        };
        let heading = (0..gap).rev().find_map(|place| match at(place) {
            Some(Renglon::Accion(id)) => Some(Grupo::Accion(id)),
            Some(Renglon::Unidad(id)) => Some(Grupo::Unidad(id)),
            _ => None,
        });
        let antes = gap.checked_sub(1).and_then(|place| activity(at(place)));
        let sitio = Sitio { grupo: heading.unwrap_or(Grupo::Ninguno), antes, despues: activity(at(gap)) };
        Some((Lugar(gap), sitio))
    }

    /// The act that puts an activity in a gap; `None` when it stands there already.
    #[must_use]
    pub fn poner(&self, plan: &Plan, id: Id<Actividad>, lugar: Lugar) -> Option<Command> {
        let (_, sitio) = self.sitio(self.puesto(id)?, lugar)?;
        colocar(plan, id, sitio)
    }

    /// The act that puts a heading of the ruta where a line of the board is drawn: before the one
    /// of its kind that the line is of, or after it from further up; `None` where it stands already.
    #[must_use]
    pub fn poner_grupo(&self, plan: &Plan, held: Renglon, dibujada: usize) -> Option<Command> {
        let here = self.renglones().iter().position(|it| *it == held)?;
        let upto = self.renglones().get(..=dibujada.min(self.renglones().len().checked_sub(1)?))?;
        let lado = if dibujada > here { Lado::Despues } else { Lado::Antes };
        match held {
            Renglon::Objetivo(id) => {
                let over = upto.iter().rev().find_map(objetivo)?;
                (over != id).then(|| colocar_objetivo(plan, id, self.junto(objetivo, id, over, lado)))?
            }
            Renglon::Accion(id) => {
                let goal = upto.iter().rev().find_map(objetivo)?;
                let over = upto.iter().rev().map_while(|it| objetivo(it).is_none().then_some(it)).find_map(accion);
                match over {
                    Some(over) if over == id => None,
                    Some(over) => colocar_accion(plan, id, goal, self.entre_acciones(plan, id, over, lado)),
                    None => colocar_accion(plan, id, goal, (None, self.primera(plan, id, goal))),
                }
            }
            _ => None,
        }
    }

    /// The neighbours that `id` gets beside `over`, among those of its kind.
    fn junto<T: PartialEq + Copy>(
        &self,
        of: fn(&Renglon) -> Option<T>,
        id: T,
        over: T,
        lado: Lado,
    ) -> (Option<T>, Option<T>) {
        let others: Vec<T> = self.renglones().iter().filter_map(of).filter(|it| *it != id).collect();
        vecinos(&others, over, lado)
    }

    fn entre_acciones(
        &self,
        plan: &Plan,
        id: Id<AccionEstrategica>,
        over: Id<AccionEstrategica>,
        lado: Lado,
    ) -> (Option<Id<AccionEstrategica>>, Option<Id<AccionEstrategica>>) {
        let goal = |id| plan.get::<AccionEstrategica>(id).map(|row| row.objetivo);
        let same = |it: &Id<AccionEstrategica>| *it != id && goal(*it) == goal(over);
        let others: Vec<_> = self.renglones().iter().filter_map(accion).filter(same).collect();
        vecinos(&others, over, lado)
    }

    fn primera(
        &self,
        plan: &Plan,
        id: Id<AccionEstrategica>,
        goal: Id<ObjetivoEstrategico>,
    ) -> Option<Id<AccionEstrategica>> {
        let of_goal = |it: &Id<AccionEstrategica>| plan.get(*it).is_some_and(|row| row.objetivo == goal);
        self.renglones().iter().filter_map(accion).find(|it| *it != id && of_goal(it))
    }
}

fn vecinos<T: PartialEq + Copy>(others: &[T], over: T, lado: Lado) -> (Option<T>, Option<T>) {
    let at = others.iter().position(|it| *it == over).unwrap_or_default();
    let gap = match lado {
        Lado::Antes => at,
        Lado::Despues => at + 1,
    };
    (gap.checked_sub(1).and_then(|before| others.get(before)).copied(), others.get(gap).copied())
}

fn objetivo(renglon: &Renglon) -> Option<Id<ObjetivoEstrategico>> {
    match renglon {
        Renglon::Objetivo(id) => Some(*id),
        _ => None,
    }
}

fn accion(renglon: &Renglon) -> Option<Id<AccionEstrategica>> {
    match renglon {
        Renglon::Accion(id) => Some(*id),
        _ => None,
    }
}
