//! What the board would be if the row in the hand were let go: reckoned for every step of a drag,
//! from what the board has gathered and not from the plan.

use std::collections::BTreeMap;

use super::{
    lugar::Lugar,
    tablero::{Corte, Cubierta, Tablero},
};
use crate::{
    Dinero, Id,
    plan::Actividad,
    prioridad::{Grupo, Sitio},
    vista::Financiamiento,
};

/// A board as it would be.
#[derive(Clone, Debug, PartialEq)]
pub struct Previsto {
    pub id: Id<Actividad>,
    pub lugar: Lugar,
    pub sitio: Sitio,
    /// Where each line of the board would be drawn; funding lines stay, for they are told apart.
    pub lugares: Vec<usize>,
    /// Where the row in the hand would be.
    pub hueco: usize,
    /// Where the funding lines would be drawn.
    pub lineas: Vec<(usize, Corte)>,
    /// What is covered in another way, with the running totals, which change for all in between.
    pub cambian: BTreeMap<Id<Actividad>, Cubierta>,
    /// Places it would go up; negative is down.
    pub sube: isize,
    pub propio: Financiamiento,
}

impl Previsto {
    /// "sube 3 lugares · queda financiada · la línea baja a S/ 12,300.00"
    #[must_use]
    pub fn frase(&self, antes: &Tablero) -> String {
        let mut said = vec![lugares(self.sube)];
        said.push(match &self.propio {
            Financiamiento::Financiada => "queda financiada".to_owned(),
            Financiamiento::Parcial { .. } => format!("queda parcial: faltan {}", self.propio.falta()),
            Financiamiento::SinFinanciamiento { .. } => "queda sin financiamiento".to_owned(),
        });
        let over = |cortes: &mut dyn Iterator<Item = &Corte>| -> Dinero { cortes.map(|it| it.hasta).sum() };
        let (before, now) = (over(&mut antes.cortes().iter()), over(&mut self.lineas.iter().map(|(_, it)| it)));
        match now.cmp(&before) {
            std::cmp::Ordering::Less => said.push(format!("la línea sube a {now}")),
            std::cmp::Ordering::Greater => said.push(format!("la línea baja a {now}")),
            std::cmp::Ordering::Equal => {}
        }
        said.join(" · ")
    }
}

fn lugares(sube: isize) -> String {
    match sube {
        0 => "sigue en su puesto".to_owned(),
        1 => "sube 1 lugar".to_owned(),
        -1 => "baja 1 lugar".to_owned(),
        up if up > 0 => format!("sube {up} lugares"),
        down => format!("baja {} lugares", down.unsigned_abs()),
    }
}

impl Tablero {
    /// The board with an activity in a gap; `None` where no activity goes.
    #[must_use]
    pub fn prever(&self, id: Id<Actividad>, lugar: Lugar) -> Option<Previsto> {
        let held = self.puesto(id)?;
        let (lugar, sitio) = self.sitio(held, lugar)?;
        let hole = self.puestos[held].secuencia;
        let to = self.puestos.iter().filter(|row| row.secuencia - usize::from(row.secuencia > hole) < lugar.0);
        let to = to.filter(|row| row.id != id).count();
        let order = self.permutar(held, to, sitio.grupo);
        let moved_unit = self.puestos[held].unidad != order[to].1;
        // Who comes before both places, or after both, is covered as before: what was spent by then is the same.
        let (low, high) = if moved_unit { (0, order.len() - 1) } else { (held.min(to), held.max(to)) };
        let fresh = self.repartir(order[..=high].iter().map(|(at, unit)| (&self.puestos[*at], *unit)), low);
        let covered: Vec<&Cubierta> =
            self.cubiertas[..low].iter().chain(&fresh).chain(&self.cubiertas[high + 1..]).collect();
        let units: Vec<usize> = order.iter().map(|(_, unit)| *unit).collect();
        let lines = self.cortar(&units, &covered);
        let differs = (low..=high).filter_map(|place| {
            let at = order[place].0;
            (self.cubiertas[at] != *covered[place]).then(|| (self.puestos[at].id, covered[place].clone()))
        });
        let mut seen = Previsto {
            id,
            lugar,
            sitio,
            lugares: vec![],
            hueco: 0,
            lineas: vec![],
            cambian: differs.collect(),
            sube: held.cast_signed() - to.cast_signed(),
            propio: covered[to].0.clone(),
        };
        self.dibujar_previsto(&mut seen, hole, &order, &lines);
        Some(seen)
    }

    /// The order with one taken out and put in again, each with the unit that pays for it.
    fn permutar(&self, held: usize, to: usize, grupo: Grupo) -> Vec<(usize, usize)> {
        let mut order: Vec<(usize, usize)> =
            self.puestos.iter().enumerate().filter(|(at, _)| *at != held).map(|(at, row)| (at, row.unidad)).collect();
        let own = self.puestos[held].unidad;
        let unit = match grupo {
            Grupo::Unidad(id) => self.unidades.iter().position(|it| *it == id).unwrap_or(own),
            Grupo::Ninguno | Grupo::Accion(_) => own,
        };
        order.insert(to.min(order.len()), (held, unit));
        order
    }

    fn dibujar_previsto(&self, seen: &mut Previsto, hole: usize, order: &[(usize, usize)], lines: &[Corte]) {
        // By its place in what is drawn: which activity a line comes before.
        let before: Vec<Option<usize>> =
            lines.iter().map(|it| it.puesto.map(|place| self.puestos[order[place].0].secuencia)).collect();
        seen.lugares = (0..self.renglones().len()).collect();
        let (mut drawn, mut next) = (0, 0);
        let others = (0..self.secuencia.len()).filter(|at| *at != hole);
        let mut put = |at: usize, seen: &mut Previsto| {
            if before.get(next) == Some(&Some(at)) {
                seen.lineas.push((drawn, lines[next]));
                (drawn, next) = (drawn + 1, next + 1);
            }
            if at == hole {
                seen.hueco = drawn;
            }
            seen.lugares[self.dibujo[at]] = drawn;
            drawn += 1;
        };
        for (gap, at) in others.enumerate() {
            if gap == seen.lugar.0 {
                put(hole, seen);
            }
            put(at, seen);
        }
        if seen.lugar.0 + 1 >= self.secuencia.len() {
            put(hole, seen);
        }
        if before.get(next) == Some(&None) {
            seen.lineas.push((drawn, lines[next]));
        }
    }
}
