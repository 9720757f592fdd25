//! Apportioning by largest remainder, earliest month first (SPEC §5, Art. 8.2.2).

use super::{Dinero, Doce};

/// Divides `total` over twelve months in proportion to `pesos`, to the céntimo.
///
/// Every month gets the floor of its share; the céntimos left over go to the
/// largest remainders, the earliest month first among equals, so that the months
/// always add up to `total`. With all weights at zero, every month is zero and
/// nothing is apportioned (a line without quantities costs nothing).
#[must_use]
pub fn prorratear(total: Dinero, pesos: &Doce<i64>) -> Doce<Dinero> {
    repartir(total.centimos(), &pesos.map(i128::from)).map(Dinero::from_centimos)
}

/// The same of anything that is counted in whole pieces; weights are not negative, and
/// times the total they stay far below 2¹²⁷.
#[must_use]
pub fn repartir(total: i64, pesos: &Doce<i128>) -> Doce<i64> {
    let suma: i128 = pesos.iter().sum();
    if suma == 0 {
        return [0; 12];
    }
    let total = i128::from(total);
    let shares: [(i128, i128); 12] = std::array::from_fn(|month| {
        let product = total * pesos[month];
        (product.div_euclid(suma), product.rem_euclid(suma))
    });
    let mut left = total - shares.iter().map(|(floor, _)| floor).sum::<i128>();
    let mut order: [usize; 12] = std::array::from_fn(|month| month);
    order.sort_by_key(|month| (-shares[*month].1, *month));
    let mut months: [i128; 12] = std::array::from_fn(|month| shares[month].0);
    for month in order {
        if left == 0 {
            break;
        }
        months[month] += 1;
        left -= 1;
    }
    months.map(|amount| i64::try_from(amount).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn centimos(months: Doce<Dinero>) -> [i64; 12] {
        months.map(Dinero::centimos)
    }

    #[test]
    fn a_third_of_a_sol_over_twelve_months_adds_up() {
        // 0.33 × 1 each month: 3.96 a year, 0.33 a month.
        assert_eq!(centimos(prorratear(Dinero::from_centimos(396), &[1; 12])), [33; 12]);
        // 0.3333 × 12 = 4.00: four céntimos left over go to the first months.
        let months = centimos(prorratear(Dinero::from_centimos(400), &[1; 12]));
        assert_eq!(months, [34, 34, 34, 34, 33, 33, 33, 33, 33, 33, 33, 33]);
    }

    #[test]
    fn one_laptop_stays_one_laptop() {
        let mut weights = [0; 12];
        weights[4] = 10_000;
        let mut expected = [0; 12];
        expected[4] = 420_000;
        assert_eq!(centimos(prorratear(Dinero::from_centimos(420_000), &weights)), expected);
    }

    #[test]
    fn the_largest_remainder_comes_first() {
        let mut weights = [0; 12];
        weights[0] = 1;
        weights[11] = 2;
        let months = centimos(prorratear(Dinero::from_centimos(100), &weights));
        assert_eq!((months[0], months[11]), (33, 67));
    }

    #[test]
    fn no_weights_no_money() {
        assert_eq!(prorratear(Dinero::from_centimos(100), &[0; 12]), [Dinero::CERO; 12]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(crate::campaign(10_000)))]
        #[test]
        fn months_always_add_up_and_never_leave_their_share(
            total in 0_i64..=9_999_999_999_999,
            weights in prop::array::uniform12(0_i64..=999_999_999_990_000),
        ) {
            let months = prorratear(Dinero::from_centimos(total), &weights);
            let sum: i128 = weights.iter().map(|w| i128::from(*w)).sum();
            if sum > 0 {
                prop_assert_eq!(months.iter().map(|m| m.centimos()).sum::<i64>(), total);
                for (month, weight) in months.iter().zip(weights) {
                    let exact = i128::from(total) * i128::from(weight);
                    prop_assert!((i128::from(month.centimos()) * sum - exact).abs() < sum);
                }
            }
        }
    }
}
