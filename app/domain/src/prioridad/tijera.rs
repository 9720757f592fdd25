//! Cutting the lines of one activity in one rubro, month by month.

use std::sync::Arc;

use crate::{
    Cantidad, Command, Dinero, Id, Mes, Plan,
    catalogo::CodigoRubro,
    plan::{Actividad, CampoInsumo, ClaveGasto, Insumo, Valor},
    valor::{CantidadTotal, Doce, importe_anual},
};

/// The lines as they are being cut.
pub(super) struct Tijera {
    /// As they were, and as they are by now, the last line first.
    lineas: Vec<(Arc<Insumo>, Insumo, i64)>,
    /// What may still be cut: what is committed stays.
    libre: Dinero,
    /// What was cut of each month. It adds up to what the activity costs less.
    pub liberado: Doce<Dinero>,
}

impl Tijera {
    pub(super) fn new(plan: &Plan, actividad: Id<Actividad>, rubro: CodigoRubro) -> Self {
        let step = |line: &Insumo| plan.get(line.unidad_medida).map_or(1, |unit| unit.decimales.step());
        let lines = plan.insumos_de(actividad).filter(|line| line.estado.es_vigente() && line.rubro == rubro);
        let mut rows: Vec<_> = lines.map(|line| (line.clone(), Insumo::clone(line), step(line))).collect();
        rows.reverse();
        let total: Dinero = rows.iter().map(|(line, ..)| line.total()).sum();
        let committed = plan.gasto(ClaveGasto { actividad, rubro }).comprometido();
        Self { lineas: rows, libre: total.menos(committed).max(Dinero::CERO), liberado: [Dinero::CERO; 12] }
    }

    /// What is left to cut, all months together.
    pub(super) fn libre(&self) -> Dinero {
        self.libre
    }

    /// Cuts up to `pedido` of a month; what it cut.
    pub(super) fn cortar(&mut self, mes: Mes, pedido: Dinero) -> Dinero {
        let mut left = pedido.min(self.libre);
        let wanted = left;
        for (_, line, step) in &mut self.lineas {
            let freed = match &mut line.valor {
                Valor::PorImporte { importes } | Valor::PorDetallar { importes } => {
                    let part = left.min(importes[mes]).max(Dinero::CERO);
                    importes[mes] = importes[mes].menos(part);
                    part
                }
                Valor::PorCantidad { .. } => por_unidades(line, mes, *step, left),
            };
            left = left.menos(freed);
        }
        let cut = wanted.menos(left);
        self.libre = self.libre.menos(cut);
        self.liberado[mes] = self.liberado[mes].mas(cut);
        cut
    }

    /// The act that cuts: a month at a time, so that two cuts of other months do not conflict.
    pub(super) fn comandos(&self) -> Vec<Command> {
        self.lineas.iter().flat_map(|(before, now, _)| meses(before, now)).collect()
    }
}

fn meses(before: &Insumo, now: &Insumo) -> Vec<Command> {
    let edit = |seen, nuevo| Command::EditarInsumo { id: before.id, seen, nuevo };
    let of_month = |mes: Mes| match (&before.valor, &now.valor) {
        (Valor::PorCantidad { cantidades: a, .. }, Valor::PorCantidad { cantidades: b, .. }) => (a[mes] != b[mes])
            .then(|| edit(CampoInsumo::CantidadMes(mes, a[mes]), CampoInsumo::CantidadMes(mes, b[mes]))),
        (
            Valor::PorImporte { importes: a } | Valor::PorDetallar { importes: a },
            Valor::PorImporte { importes: b } | Valor::PorDetallar { importes: b },
        ) => {
            (a[mes] != b[mes]).then(|| edit(CampoInsumo::ImporteMes(mes, a[mes]), CampoInsumo::ImporteMes(mes, b[mes])))
        }
        _ => None,
    };
    Mes::todos().filter_map(of_month).collect()
}

/// Takes as many whole units off a month as `pedido` pays for, and no more of them than free it.
fn por_unidades(line: &mut Insumo, mes: Mes, step: i64, pedido: Dinero) -> Dinero {
    let Valor::PorCantidad { precio, cantidades } = &line.valor else { return Dinero::CERO };
    let (precio, before) = (*precio, *cantidades);
    let annual = |units: i64| -> Option<Dinero> {
        let mut months = before;
        months[mes] = Cantidad::from_diezmilesimos(before[mes].diezmilesimos() - units * step)?;
        importe_anual(precio, months.into_iter().sum::<CantidadTotal>())
    };
    let Some(total) = annual(0) else { return Dinero::CERO };
    let freed = |units: i64| annual(units).map_or(Dinero::MAXIMO, |after| total.menos(after));
    let most = before[mes].diezmilesimos() / step;
    let units = last_that(0, most, |units| freed(units) <= pedido);
    let amount = freed(units);
    if amount.es_cero() {
        return Dinero::CERO;
    }
    // Fewer units may be worth the same céntimos.
    let units = last_that(0, units, |units| freed(units) < amount) + 1;
    if let Valor::PorCantidad { cantidades, .. } = &mut line.valor
        && let Some(left) = Cantidad::from_diezmilesimos(before[mes].diezmilesimos() - units * step)
    {
        cantidades[mes] = left;
    }
    amount
}

/// The last number that holds, of those from `low`, which does, to `high`; what holds comes first.
fn last_that(low: i64, high: i64, holds: impl Fn(i64) -> bool) -> i64 {
    let (mut low, mut high) = (low, high);
    while low < high {
        let middle = high - (high - low) / 2;
        if holds(middle) { low = middle } else { high = middle - 1 }
    }
    low
}
