//! The columns of the sheet and how a line is drawn in them: executed above, programmed under it.

use domain::plan::Fase;
use domain::vista::seguimiento::{Avance, FilaSeguimiento, Meses, Renglon};
use domain::{Cantidad, Mes};

use crate::components::grid::{Cell, Column, Kind, Row};

pub(super) const NOMBRE: usize = 1;
pub(super) const ENERO: usize = 3;

/// The month that a column holds, if it holds one.
pub(super) fn mes(col: usize) -> Option<Mes> {
    Mes::todos().nth(col.checked_sub(ENERO)?)
}

pub(super) fn columnas() -> Vec<Column> {
    let fixed = |title, name, class| Column::new(title, name, class, Kind::Fixed);
    let mut all = vec![
        fixed("Código", "Código de la actividad", "col-codigo"),
        fixed("Actividad", "Actividad", "col-nombre"),
        fixed("Qué", "Cantidad, certificado o devengado", "col-que"),
    ];
    all.extend(Mes::todos().map(|mes| Column::new(mes.abreviado(), nombre_de(mes), "col-mes", Kind::Figure)));
    all.push(fixed("Acum.", "Acumulado al último mes terminado", "col-anual"));
    all.push(fixed("Avance", "Ejecutado sobre programado, acumulado", "col-avance"));
    all
}

fn nombre_de(mes: Mes) -> &'static str {
    const NOMBRES: [&str; 12] = [
        "Ejecutado en enero",
        "Ejecutado en febrero",
        "Ejecutado en marzo",
        "Ejecutado en abril",
        "Ejecutado en mayo",
        "Ejecutado en junio",
        "Ejecutado en julio",
        "Ejecutado en agosto",
        "Ejecutado en setiembre",
        "Ejecutado en octubre",
        "Ejecutado en noviembre",
        "Ejecutado en diciembre",
    ];
    NOMBRES[mes.index()]
}

/// One line. An activity is named on its first one.
pub(super) fn dibujar(fila: &FilaSeguimiento) -> Row {
    let tail = fila.codigo.get(fila.codigo.len().saturating_sub(5)..).unwrap_or_default();
    let que = que(fila);
    let mut cells = match fila.renglon {
        Renglon::Fisico(_) => vec![
            Cell { hint: fila.codigo.clone(), ..Cell::new(tail) },
            Cell { hint: fila.nombre.clone(), ..Cell::new(&*fila.nombre) },
        ],
        Renglon::Gasto(..) => vec![Cell::default(), Cell::default()],
    };
    cells.push(Cell { hint: que.clone(), ..Cell::new(&*que) });
    cells.extend(Mes::todos().map(|mes| mes_de(fila, mes)));
    cells.push(Cell::new(&*fila.acumulado).over(de(&fila.acumulado_programado)));
    let class = if fila.avance == Avance::NoProgramado { "cell--aviso" } else { "" };
    cells.push(Cell { class, ..Cell::new(fila.avance.texto()) });
    let class = match fila.renglon {
        Renglon::Fisico(_) => "fila--fisico",
        Renglon::Gasto(..) => "fila--gasto",
    };
    Row { cells, name: [&que, " de ", &fila.nombre].concat(), class }
}

/// "Registro", or "08 certificado".
fn que(fila: &FilaSeguimiento) -> String {
    match fila.renglon {
        Renglon::Fisico(_) => fila.medida.clone(),
        Renglon::Gasto(clave, fase) => [&clave.rubro.to_string(), " ", fase.nombre()].concat(),
    }
}

fn de(programado: &str) -> String {
    if programado.is_empty() { String::new() } else { ["de ", programado].concat() }
}

fn mes_de(fila: &FilaSeguimiento, mes: Mes) -> Cell {
    let (text, second) = match &fila.meses {
        Meses::Cantidades { ejecutado, programado } => (said(ejecutado[mes]), said(programado[mes])),
        Meses::Importes { ejecutado, programado } => {
            let planned = Some(programado[mes]).filter(|amount| !amount.es_cero() && shows_programmed(fila.renglon));
            (
                ejecutado[mes].map(domain::Dinero::cifra).unwrap_or_default(),
                planned.map(domain::Dinero::cifra).unwrap_or_default(),
            )
        }
    };
    let (class, hint) =
        if fila.cerrados[mes] { ("cell--closed", "Este mes está cerrado o no ha empezado") } else { ("", "") };
    Cell { class, hint: hint.into(), ..Cell::new(text).over(second) }
}

/// Beside what is certified; under it again it would say the same.
fn shows_programmed(renglon: Renglon) -> bool {
    matches!(renglon, Renglon::Gasto(_, Fase::Certificado))
}

fn said(cantidad: Option<Cantidad>) -> String {
    cantidad.map(|cantidad| cantidad.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_has_its_column() {
        let months: Vec<_> = (0..columnas().len()).filter_map(mes).collect();
        assert_eq!(months, Mes::todos().collect::<Vec<_>>());
        assert_eq!((mes(ENERO), mes(ENERO + 12), mes(NOMBRE)), (Some(Mes::ENERO), None, None));
    }
}
