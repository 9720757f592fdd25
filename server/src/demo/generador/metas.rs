//! Monthly targets, by the kind of aggregation of the indicator.

use domain::{
    Cantidad, Command, Dinero, Id, Mes,
    command::CeldaMeta,
    plan::{Actividad, Agregacion, Periodo, Ventana},
    valor::{Doce, prorratear},
};

use super::{
    super::actividades::{METAS_REGISTRO_SIAF, Modelo},
    Incoherencia,
    actividad::is_real_form,
    base::Base,
    seeded::Seeded,
};

/// The command that programs the thirteen targets of an activity that has none.
pub fn program(
    seeded: &mut Seeded,
    base: &Base,
    modelo: &Modelo,
    round: usize,
    actividad: Id<Actividad>,
    ventana: Ventana,
) -> Result<Command, Incoherencia> {
    let step = base.medida(modelo.medida)?.decimales.step();
    let real = is_real_form(modelo, round);
    let months = if real {
        METAS_REGISTRO_SIAF.map(|units| i64::from(units) * 10_000)
    } else {
        let level = level(seeded, modelo, round) * 10_000 / step;
        shape(seeded, modelo.agregacion, level, ventana).map(|steps| steps * step)
    };
    let quantity = |tenths: i64| {
        Cantidad::from_diezmilesimos(tenths).ok_or_else(|| Incoherencia::Dato(format!("{tenths} no es una meta")))
    };
    let mut celdas = Vec::new();
    let mut cell = |periodo, cantidad| celdas.push(CeldaMeta { actividad, periodo, seen: None, nueva: Some(cantidad) });
    // The real form breaks a fixed annual target down; the others let it follow the months,
    // so that whoever tries the demonstration types freely.
    if real {
        cell(Periodo::Anual, quantity(months.iter().sum())?);
    }
    for mes in Mes::todos().filter(|mes| months[*mes] > 0) {
        cell(Periodo::Mes(mes), quantity(months[mes])?);
    }
    Ok(Command::ProgramarMetas(celdas))
}

/// The annual level in whole units: the model's own, or a share of it in a district.
fn level(seeded: &mut Seeded, modelo: &Modelo, round: usize) -> i64 {
    let whole = i64::from(modelo.nivel);
    if round == 0 || modelo.medida == "Porcentaje" {
        return whole;
    }
    (whole * i64::from(seeded.between(10, 60)) / 100).max(1)
}

/// Twelve figures in steps of the unit of measure, none outside the window.
fn shape(seeded: &mut Seeded, agregacion: Agregacion, level: i64, ventana: Ventana) -> Doce<i64> {
    let open: Vec<Mes> = Mes::todos().filter(|mes| ventana.contiene(*mes)).collect();
    let mut months = [0; 12];
    match agregacion {
        Agregacion::Suma => return spread(seeded, level, &open),
        Agregacion::UltimoValor => {
            // From half of it on, in even steps.
            let steps = i64::try_from(open.len()).unwrap_or(12);
            for (position, mes) in (1_i64..).zip(&open) {
                months[*mes] = (level * (steps + position) / (2 * steps)).max(1);
            }
        }
        Agregacion::Promedio => {
            for mes in &open {
                months[*mes] = (level * i64::from(seeded.between(97, 101)) / 100).max(1);
            }
        }
        Agregacion::Maximo => {
            let peak = seeded.below(open.len());
            for (position, mes) in open.iter().enumerate() {
                let part = if position == peak { 100 } else { i64::from(seeded.between(60, 95)) };
                months[*mes] = (level * part / 100).max(1);
            }
        }
    }
    months
}

/// A total over the open months by chance weights; small totals fall in few months.
fn spread(seeded: &mut Seeded, total: i64, open: &[Mes]) -> Doce<i64> {
    let few = usize::try_from(total).unwrap_or(usize::MAX).min(open.len());
    let mut weights = [0; 12];
    for place in seeded.shuffled(open.len()).into_iter().take(few) {
        weights[open[place]] = i64::from(seeded.between(2, 5));
    }
    prorratear(Dinero::from_centimos(total), &weights).map(Dinero::centimos)
}
