//! Amounts that a gesture begins with: what an activity has in a rubro, how an amount is spread
//! over its months, and what all on the board come to.

use super::orden::{Alcance, en_orden};
use crate::{
    Dinero, Id, Mes, Plan,
    catalogo::{CodigoClasificador, CodigoRubro},
    plan::Actividad,
    valor::Doce,
};

/// What an activity has programmed in a rubro, month by month.
#[must_use]
pub fn disponible(plan: &Plan, actividad: Id<Actividad>, rubro: CodigoRubro) -> Doce<Dinero> {
    let mut months = [Dinero::CERO; 12];
    for (_, _, amounts) in plan.totales().actividad(actividad).filas().filter(|(code, ..)| *code == rubro) {
        for (month, amount) in months.iter_mut().zip(amounts) {
            *month = month.mas(*amount);
        }
    }
    months
}

/// Months in which money may leave one activity for another: not closed, and inside the window of
/// the one that receives.
#[must_use]
pub fn meses_de_traslado(plan: &Plan, a: Id<Actividad>) -> Vec<Mes> {
    let window = plan.get(a).map(|row| row.ventana);
    let open = |mes: &Mes| !plan.esta_cerrado(*mes) && window.is_none_or(|window| window.contiene(*mes));
    Mes::todos().filter(open).collect()
}

/// Spreads an amount over what there is, from the last month back: what is nearer is more likely
/// to be under way. What does not fit is left out.
#[must_use]
pub fn repartir(importe: Dinero, hay: &Doce<Dinero>, meses: &[Mes]) -> Doce<Dinero> {
    let (mut out, mut left) = ([Dinero::CERO; 12], importe.max(Dinero::CERO));
    for mes in meses.iter().rev() {
        let part = left.min(hay[*mes]).max(Dinero::CERO);
        out[*mes] = part;
        left = left.menos(part);
    }
    out
}

/// The classifier that most of an activity's money in a rubro is of.
#[must_use]
pub fn clasificador_mayor(plan: &Plan, actividad: Id<Actividad>, rubro: CodigoRubro) -> Option<CodigoClasificador> {
    let lines = plan.insumos_de(actividad).filter(|line| line.estado.es_vigente() && line.rubro == rubro);
    lines.max_by_key(|line| line.total()).map(|line| line.clasificador.clone())
}

/// What the activities of a board come to in each rubro, ascending.
#[must_use]
pub fn programado(plan: &Plan, alcance: Alcance) -> Vec<(CodigoRubro, Dinero)> {
    let mut sums = std::collections::BTreeMap::<CodigoRubro, Dinero>::new();
    for row in en_orden(plan, alcance) {
        for (rubro, amount) in plan.totales().actividad(row.id).por_rubro() {
            let sum = sums.entry(rubro).or_default();
            *sum = sum.mas(amount);
        }
    }
    sums.into_iter().collect()
}

/// So many per cent of an amount, in tenths of one, to the céntimo and rounded half up.
#[must_use]
pub fn porcentaje(total: Dinero, decimos: u32) -> Dinero {
    let whole = i128::from(total.centimos()) * i128::from(decimos);
    let rounded = (whole + 500) / 1_000;
    Dinero::from_centimos(i64::try_from(rounded).unwrap_or(i64::MAX))
}
