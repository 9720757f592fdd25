//! When a techo rises (SPEC §7): what it brings is proposed from the highest priority downwards.
//!
//! It first pays for what is programmed already and was not covered; the rest is given to
//! activities, as lines por detallar, in their open months.

use std::collections::BTreeSet;

use super::{
    monto::{clasificador_mayor, disponible, meses_de_traslado},
    orden::{Alcance, en_orden},
    traslado::{Destino, recibir},
};
use crate::{
    Command, Dinero, Id, Plan,
    catalogo::CodigoRubro,
    plan::{Actividad, Insumo},
    valor::{Doce, prorratear},
    vista::{Financiamiento, linea_financiamiento},
};

/// What the person chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpcionesAumento {
    /// No activity receives more than this, so that the next ones receive too; none is no limit.
    pub tope: Option<Dinero>,
    /// Left as they are.
    pub excluidas: BTreeSet<Id<Actividad>>,
}

/// What one activity receives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aumento {
    pub actividad: Id<Actividad>,
    pub importe: Dinero,
    comandos: Vec<Command>,
}

/// A proposal: the person looks at it, leaves some out, and asks again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropuestaAumento {
    pub rubro: CodigoRubro,
    pub pedido: Dinero,
    /// What of it pays for what is programmed already and was not covered.
    pub cubre: Dinero,
    /// From the highest priority downwards.
    pub aumentos: Vec<Aumento>,
    /// What nobody may receive.
    pub resto: Dinero,
}

impl PropuestaAumento {
    /// The act that gives all of it; `None` when nobody receives.
    #[must_use]
    pub fn comando(&self) -> Option<Command> {
        let acts: Vec<Command> = self.aumentos.iter().flat_map(|one| one.comandos.iter().cloned()).collect();
        (!acts.is_empty()).then_some(Command::Varios(acts))
    }
}

/// Gives `importe` of a rubro, from the highest priority downwards. `linea` names the line of an
/// activity, should one be made.
#[must_use]
pub fn proponer_aumento(
    plan: &Plan,
    alcance: Alcance,
    (rubro, importe): (CodigoRubro, Dinero),
    opciones: &OpcionesAumento,
    linea: impl Fn(Id<Actividad>) -> Id<Insumo>,
) -> PropuestaAumento {
    let cubre = sin_cubrir(plan, alcance, rubro).min(importe).max(Dinero::CERO);
    let mut left = importe.menos(cubre);
    let mut aumentos = Vec::new();
    for row in en_orden(plan, alcance) {
        if left <= Dinero::CERO {
            break;
        }
        let part = opciones.tope.map_or(left, |most| left.min(most));
        if part <= Dinero::CERO || opciones.excluidas.contains(&row.id) {
            continue;
        }
        if let Some(comandos) = dar(plan, &row, (rubro, part), linea(row.id)) {
            left = left.menos(part);
            aumentos.push(Aumento { actividad: row.id, importe: part, comandos });
        }
    }
    PropuestaAumento { rubro, pedido: importe, cubre, aumentos, resto: left.max(Dinero::CERO) }
}

/// What the activities of a board ask for in a rubro beyond the techos of their units.
fn sin_cubrir(plan: &Plan, alcance: Alcance, rubro: CodigoRubro) -> Dinero {
    let units: BTreeSet<_> = en_orden(plan, alcance).iter().map(|row| row.unidad).collect();
    let lines = units.into_iter().flat_map(|unit| linea_financiamiento(plan, unit).filas);
    let missing = lines.flat_map(|(_, state, _)| match state {
        Financiamiento::Financiada => vec![],
        Financiamiento::Parcial { faltan } | Financiamiento::SinFinanciamiento { faltan } => faltan,
    });
    missing.filter(|(code, _)| *code == rubro).map(|(_, amount)| amount).sum()
}

/// In proportion to what it has programmed in the rubro in its open months, or all alike where it
/// has nothing in them; `None` where it has no open month or never had money of the rubro.
fn dar(
    plan: &Plan,
    row: &Actividad,
    (rubro, importe): (CodigoRubro, Dinero),
    linea: Id<Insumo>,
) -> Option<Vec<Command>> {
    let clasificador = clasificador_mayor(plan, row.id, rubro)?;
    let open = meses_de_traslado(plan, row.id);
    let has = disponible(plan, row.id, rubro);
    let any = open.iter().any(|mes| !has[*mes].es_cero());
    let mut weights: Doce<i64> = [0; 12];
    for mes in open {
        weights[mes] = if any { has[mes].centimos() } else { 1 };
    }
    let months = prorratear(importe, &weights);
    (!months.iter().all(|amount| amount.es_cero()))
        .then(|| recibir(plan, row, (rubro, &Destino { clasificador, linea }), &months))
}
