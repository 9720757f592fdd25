//! Money, quantities and prices: integers inside, `rust_decimal` at the doors, no floats.

mod cantidad;
mod dinero;
mod lectura;
mod precio;
mod prorrateo;

use rust_decimal::{Decimal, RoundingStrategy};

pub use cantidad::{Cantidad, CantidadTotal, Decimales};
pub use dinero::Dinero;
pub use lectura::{LecturaError, leer_decimal};
pub use precio::{Precio, importe_anual};
pub use prorrateo::{prorratear, repartir};

/// Twelve of something, January first.
pub type Doce<T> = [T; 12];

/// How many per cent a part is of a whole, with one decimal, half up; `None` of nothing.
#[must_use]
pub fn porcentaje(parte: Decimal, total: Decimal) -> Option<Decimal> {
    let exact = (parte * Decimal::ONE_HUNDRED).checked_div(total)?;
    Some(exact.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
}

/// Groups the digits of an integer part by thousands with commas.
pub(crate) fn agrupar(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
