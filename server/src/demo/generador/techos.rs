//! Techos and the institution's frame. While it is formulated, some units are funded whole, some in
//! part, and a few activities fall below the line; what is to be approved is funded whole.

use std::collections::BTreeMap;

use domain::{Command, Dinero, Rol, catalogo::CodigoRubro, entry::Body};

use super::{
    Escena, Incoherencia,
    base::{Base, codigo_rubro},
    history::History,
};

/// What the empty unit may spend: rubro and soles.
const DE_LA_VACIA: [(u8, i64); 4] = [(0, 12_000), (7, 36_500), (8, 48_000), (9, 27_300)];

/// How much of what a unit asks for it gets.
#[derive(Clone, Copy)]
enum Cobertura {
    Completa,
    /// The rubro that costs most falls short.
    Parcial,
    /// Every rubro falls short.
    Corta,
}

/// By turns: of fifteen units, four in part and two short.
const TURNOS: [Cobertura; 7] = [
    Cobertura::Completa,
    Cobertura::Parcial,
    Cobertura::Completa,
    Cobertura::Completa,
    Cobertura::Corta,
    Cobertura::Completa,
    Cobertura::Parcial,
];

/// The techos of one unit.
type Reparto = Vec<(CodigoRubro, Dinero)>;

/// The frame first, then one entry of proposals per unit.
pub fn write<S: FnMut(Body)>(history: &mut History<S>, base: &Base, escena: Escena) -> Result<(), Incoherencia> {
    let coordinator = base.actor(Rol::Coordinador)?;
    let mut shares = Vec::new();
    for (position, unit) in base.dependencias.iter().enumerate() {
        let cost = history.plan.totales().propio(unit.id).por_rubro();
        let share = if unit.vacia { of_the_empty_unit()? } else { share(&cost, cobertura(escena, position)) };
        shares.push((unit.id, share));
    }
    let frame = frame(history.plan.rubros().keys(), shares.iter().flat_map(|(_, share)| share));
    let fix = |(rubro, nuevo)| Command::FijarMarcoPresupuestal { rubro, seen: None, nuevo };
    history.record(coordinator, &Command::Varios(frame.into_iter().map(fix).collect()))?;
    for (unidad, share) in shares.into_iter().filter(|(_, share)| !share.is_empty()) {
        let propose = |(rubro, nuevo)| Command::ProponerTecho { unidad, rubro, seen: None, nuevo };
        history.record(coordinator, &Command::Varios(share.into_iter().map(propose).collect()))?;
    }
    Ok(())
}

fn cobertura(escena: Escena, position: usize) -> Cobertura {
    match escena {
        Escena::Formulacion => TURNOS[position % TURNOS.len()],
        Escena::Modificacion => Cobertura::Completa,
    }
}

fn of_the_empty_unit() -> Result<Reparto, Incoherencia> {
    DE_LA_VACIA.iter().map(|(code, soles)| Ok((codigo_rubro(*code)?, Dinero::from_centimos(soles * 100)))).collect()
}

fn share(cost: &[(CodigoRubro, Dinero)], cobertura: Cobertura) -> Reparto {
    let dearest = cost.iter().max_by_key(|(_, amount)| *amount).map(|(rubro, _)| *rubro);
    let percent = |rubro| match cobertura {
        Cobertura::Completa => 103,
        Cobertura::Parcial if dearest == Some(rubro) => 82,
        Cobertura::Parcial => 102,
        Cobertura::Corta => 62,
    };
    cost.iter().map(|(rubro, amount)| (*rubro, round_up(*amount, percent(*rubro), 100))).collect()
}

/// Every rubro of the catalogue, a little above the sum of its techos.
fn frame<'a>(
    rubros: impl Iterator<Item = &'a CodigoRubro>,
    techos: impl Iterator<Item = &'a (CodigoRubro, Dinero)>,
) -> BTreeMap<CodigoRubro, Dinero> {
    let mut sums: BTreeMap<CodigoRubro, Dinero> = rubros.map(|rubro| (*rubro, Dinero::CERO)).collect();
    for (rubro, amount) in techos {
        let sum = sums.entry(*rubro).or_default();
        *sum = sum.mas(*amount);
    }
    sums.into_iter().map(|(rubro, sum)| (rubro, round_up(sum, 102, 10_000))).collect()
}

/// A percentage of an amount, up to the next multiple of so many soles.
fn round_up(amount: Dinero, percent: i64, soles: i64) -> Dinero {
    let step = soles * 100;
    let exact = amount.centimos() / 100 * percent;
    Dinero::from_centimos((exact / step + 1) * step)
}
