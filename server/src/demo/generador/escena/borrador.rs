//! A Modificacion as it was written: a branch in memory, its commands decided one by one, and what
//! it presents. The branch itself is over by the day on which the scene opens.

use std::collections::BTreeSet;

use domain::{
    Actor, Command, CommandId, Context, Dinero, Id, Mes, Online, Plan, Rejections,
    catalogo::CodigoRubro,
    decide,
    entry::Body,
    plan::{
        Actividad, Borrador, CampoInsumo, Causa, ClaseModificacion, Insumo, Modificacion, Rama, RevisionRuta,
        UnidadOrganica, Valor,
    },
    rama::presentacion,
    texto::{Nombre, Parrafo},
};

use super::super::{Incoherencia, history::History};

/// Why it is written.
pub struct Motivo {
    pub titulo: &'static str,
    pub causa: Causa,
    pub clase: ClaseModificacion,
    pub sustento: &'static str,
    /// Why the ruta stays as it is, where the cause asks for its revision.
    pub ruta: &'static str,
}

/// A draft with its only member.
pub struct Draft {
    base: Plan,
    branch: Plan,
    actor: Actor,
}

impl Draft {
    pub fn begin<S: FnMut(Body)>(
        history: &mut History<S>,
        actor: Actor,
        motivo: &Motivo,
    ) -> Result<Self, Incoherencia> {
        let ruta = match motivo.ruta {
            "" => None,
            why => Some(RevisionRuta::RevisadaSinCambio { motivo: Parrafo::new(why)? }),
        };
        let modificacion = Borrador {
            id: history.seeded.id(),
            titulo: Nombre::new(motivo.titulo)?,
            causa: Some(motivo.causa.clone()),
            clase: motivo.clase,
            sustento: Parrafo::new(motivo.sustento)?,
            ruta,
        };
        let base = history.plan.clone();
        let rama = Rama {
            de: base.id(),
            base: base.version(),
            miembros: BTreeSet::from([actor.persona]),
            autores: BTreeSet::new(),
            modificacion,
        };
        let branch = base.ramificar(history.seeded.id(), rama);
        Ok(Self { base, branch, actor })
    }

    pub fn write<S: FnMut(Body)>(&mut self, history: &mut History<S>, command: &Command) -> Result<(), Incoherencia> {
        let instante = history.next_instant();
        let context = Context { actor: self.actor, hoy: instante.fecha_lima(), online: Online::Si };
        let changes = decide(&self.branch, &context, command)?;
        let (version, command_id) = (self.branch.version() + 1, CommandId(history.seeded.uuid()));
        self.branch.apply_entry(&Body { version, command_id, persona: self.actor.persona, instante, changes });
        Ok(())
    }

    /// Its net difference, on the plan in force.
    pub fn present<S: FnMut(Body)>(self, history: &mut History<S>) -> Result<Id<Modificacion>, Incoherencia> {
        let it = presentacion(&self.base, &self.branch).map_err(Rejections::from)?;
        let id = it.id;
        history.record(self.actor, &Command::PresentarModificacion(it))?;
        Ok(id)
    }
}

/// A line whose amount of one month can be moved.
#[derive(Clone, Copy)]
pub struct Linea {
    pub id: Id<Insumo>,
    pub actividad: Id<Actividad>,
    pub rubro: CodigoRubro,
    pub mes: Mes,
    pub importe: Dinero,
}

impl Linea {
    /// The command that makes its month so much more, or less.
    pub fn mas(self, amount: Dinero) -> Command {
        let campo = |amount| CampoInsumo::ImporteMes(self.mes, amount);
        Command::EditarInsumo { id: self.id, seen: campo(self.importe), nuevo: campo(self.importe.mas(amount)) }
    }
}

/// Lines por importe of a unit that cost at least S/ 200 in a month, but for personnel.
pub fn lineas(plan: &Plan, unidad: Id<UnidadOrganica>, mes: Mes) -> Vec<Linea> {
    let lines = plan.actividades_de(unidad).flat_map(|row| plan.insumos_de(row.id));
    let known = lines.filter(|line| line.clasificador.generica() != "2.1");
    let movable = known.filter_map(|line| match &line.valor {
        Valor::PorImporte { importes } => {
            let (id, actividad, rubro, importe) = (line.id, line.actividad, line.rubro, importes[mes]);
            (importe.centimos() >= 20_000).then_some(Linea { id, actividad, rubro, mes, importe })
        }
        Valor::PorCantidad { .. } | Valor::PorDetallar { .. } => None,
    });
    movable.collect()
}

/// A part of an amount, in whole soles.
pub fn parte(amount: Dinero, entre: i64) -> Dinero {
    Dinero::from_centimos(amount.centimos() / entre / 100 * 100)
}
