//! Lines of the cuadro de necesidades and their arithmetic (Art. 8.2.2, SPEC §5).

use serde::{Deserialize, Serialize};

use super::{Actividad, Estado, Orden};
use crate::{
    Cantidad, Dinero, Id, Mes, Precio,
    catalogo::{CodigoClasificador, CodigoRubro, TipoGasto, UnidadMedida},
    texto::Nombre,
    valor::{CantidadTotal, Doce, importe_anual, prorratear},
};

/// How the money of a line is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Valor {
    /// Price × quantities.
    PorCantidad { precio: Precio, cantidades: Doce<Cantidad> },
    /// A service, a payroll: twelve amounts.
    PorImporte { importes: Doce<Dinero> },
    /// Not yet detailed: allowed in a draft, refused at presentation.
    PorDetallar { importes: Doce<Dinero> },
}

impl Valor {
    /// The annual quantity of a line por cantidad.
    #[must_use]
    pub fn cantidad_anual(&self) -> Option<CantidadTotal> {
        match self {
            Self::PorCantidad { cantidades, .. } => Some(cantidades.iter().copied().sum()),
            Self::PorImporte { .. } | Self::PorDetallar { .. } => None,
        }
    }

    /// The twelve amounts: typed, or the annual amount apportioned by the
    /// monthly quantities. `None` when it costs more than a line may.
    #[must_use]
    pub fn importes(&self) -> Option<Doce<Dinero>> {
        match self {
            Self::PorCantidad { precio, cantidades } => {
                let total = importe_anual(*precio, cantidades.iter().copied().sum())?;
                Some(prorratear(total, &cantidades.map(Cantidad::diezmilesimos)))
            }
            Self::PorImporte { importes } | Self::PorDetallar { importes } => {
                let total = importes.iter().try_fold(Dinero::CERO, |sum, month| sum.checked_add(*month))?;
                (total <= Dinero::MAXIMO).then_some(*importes)
            }
        }
    }

    /// Whether a month holds something.
    #[must_use]
    pub fn ocupa(&self, mes: Mes) -> bool {
        match self {
            Self::PorCantidad { cantidades, .. } => !cantidades[mes].es_cero(),
            Self::PorImporte { importes } | Self::PorDetallar { importes } => !importes[mes].es_cero(),
        }
    }
}

/// One line of the cuadro de necesidades. Its `importes` are derived from its
/// [`Valor`] when it is built and never typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Insumo {
    pub id: Id<Insumo>,
    pub actividad: Id<Actividad>,
    pub clasificador: CodigoClasificador,
    /// The item: "Papel bond A4 80 g".
    pub detalle: Nombre,
    pub unidad_medida: Id<UnidadMedida>,
    pub rubro: CodigoRubro,
    pub valor: Valor,
    pub orden: Orden,
    pub estado: Estado,
}

impl Insumo {
    #[must_use]
    pub fn tipo(&self) -> TipoGasto {
        self.clasificador.tipo()
    }

    /// The twelve amounts it adds to the totals: none when withdrawn.
    #[must_use]
    pub fn importes(&self) -> Doce<Dinero> {
        let amounts = if self.estado.es_vigente() { self.valor.importes() } else { None };
        amounts.unwrap_or_default()
    }

    #[must_use]
    pub fn total(&self) -> Dinero {
        self.importes().iter().sum()
    }
}

/// One field of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CampoInsumo {
    Clasificador(CodigoClasificador),
    Detalle(Nombre),
    UnidadMedida(Id<UnidadMedida>),
    Rubro(CodigoRubro),
    /// The whole of it: for a change of kind.
    Valor(Valor),
    Precio(Precio),
    CantidadMes(Mes, Cantidad),
    ImporteMes(Mes, Dinero),
    Orden(Orden),
    Estado(Estado),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn por_cantidad(precio: &str, cantidades: Doce<u32>) -> Valor {
        Valor::PorCantidad { precio: Precio::leer(precio).unwrap(), cantidades: cantidades.map(Cantidad::enteras) }
    }

    #[test]
    fn a_third_of_a_sol_a_month_adds_to_the_annual_amount() {
        let months = por_cantidad("0.33", [1; 12]).importes().unwrap();
        assert_eq!(months.iter().sum::<Dinero>(), Dinero::from_centimos(396));
        let months = por_cantidad("0.3333", [1; 12]).importes().unwrap();
        assert_eq!(months.iter().sum::<Dinero>(), Dinero::from_centimos(400));
    }

    #[test]
    fn one_laptop_stays_one_laptop() {
        let mut cantidades = [0; 12];
        cantidades[4] = 1;
        let months = por_cantidad("4199.90", cantidades).importes().unwrap();
        assert_eq!(months[4], Dinero::from_centimos(419_990));
        assert_eq!(months.iter().sum::<Dinero>(), Dinero::from_centimos(419_990));
    }

    #[test]
    fn a_line_that_costs_more_than_a_line_may_has_no_amounts() {
        assert_eq!(por_cantidad("999999999.9999", [u32::MAX; 12]).importes(), None);
        assert_eq!(Valor::PorImporte { importes: [Dinero::MAXIMO; 12] }.importes(), None);
    }
}
