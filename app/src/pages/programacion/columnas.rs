//! The columns of the sheet and how a row is drawn in them.

use std::sync::Arc;

use domain::plan::{Agregacion, Periodo};
use domain::vista::{FilaActividad, Financiamiento};
use domain::{Dinero, Mes};
use leptos::prelude::*;

use super::hoja::Hoja;
use crate::components::grid::{Cell, Choice, Column, Kind, Row};

pub(super) const NOMBRE: usize = 2;
pub(super) const ACCION: usize = 3;
pub(super) const MEDIDA: usize = 4;
pub(super) const AGREGACION: usize = 5;
pub(super) const ENERO: usize = 6;
pub(super) const ANUAL: usize = 18;
pub(super) const COSTO: usize = 19;

/// The target that a column holds, if it holds one.
pub(super) fn periodo(col: usize) -> Option<Periodo> {
    match col {
        ANUAL => Some(Periodo::Anual),
        _ => Mes::todos().nth(col.checked_sub(ENERO)?).map(Periodo::Mes),
    }
}

/// The column of a target.
pub(super) fn columna(periodo: Periodo) -> usize {
    match periodo {
        Periodo::Anual => ANUAL,
        Periodo::Mes(mes) => ENERO + mes.index(),
    }
}

pub(super) fn columnas(hoja: Hoja) -> Vec<Column> {
    let text = |title, name, class| Column::new(title, name, class, Kind::Text);
    let mut all = vec![
        Column::new("N.º", "Orden de prioridad", "col-prioridad", Kind::Handle),
        Column::new("Código", "Código: abre el detalle", "col-codigo", Kind::Action),
        text("Actividad", "Actividad", "col-nombre"),
        text("AEI", "Acción estratégica", "col-accion").choosing(acciones(hoja)),
        text("Unidad", "Unidad de medida del indicador", "col-medida").choosing(medidas(hoja)),
        text("Agreg.", "Cómo se agregan los meses", "col-agregacion").choosing(agregaciones()),
    ];
    all.extend(Mes::todos().map(|mes| Column::new(mes.abreviado(), nombre_de(mes), "col-mes", Kind::Figure)));
    all.push(Column::new("Anual", "Meta anual", "col-anual", Kind::Figure));
    all.push(Column::new("Costo S/", "Costo anual en soles: abre los insumos", "col-costo", Kind::Action));
    all
}

fn nombre_de(mes: Mes) -> &'static str {
    const NOMBRES: [&str; 12] = [
        "Enero",
        "Febrero",
        "Marzo",
        "Abril",
        "Mayo",
        "Junio",
        "Julio",
        "Agosto",
        "Setiembre",
        "Octubre",
        "Noviembre",
        "Diciembre",
    ];
    NOMBRES[mes.index()]
}

fn acciones(hoja: Hoja) -> Signal<Arc<[Choice]>> {
    let choice = |row: &domain::vista::OpcionAccion| Choice {
        value: row.codigo.clone(),
        label: [row.codigo.as_str(), " ", &row.enunciado].concat(),
    };
    Memo::new(move |_| hoja.acciones.with(|rows| rows.iter().map(choice).collect())).into()
}

fn medidas(hoja: Hoja) -> Signal<Arc<[Choice]>> {
    let choice =
        |row: &domain::catalogo::UnidadMedida| Choice { value: row.nombre.to_string(), label: row.nombre.to_string() };
    Memo::new(move |_| hoja.medidas.with(|rows| rows.iter().map(choice).collect())).into()
}

fn agregaciones() -> Signal<Arc<[Choice]>> {
    let choice = |kind: Agregacion| Choice { value: kind.nombre().to_owned(), label: kind.nombre().to_owned() };
    Signal::stored(Agregacion::TODAS.map(choice).into())
}

/// The blank row.
pub(super) fn en_blanco() -> Row {
    let mut cells = vec![Cell::default(); NOMBRE];
    cells.push(Cell {
        second: "Nueva actividad: escriba su nombre y pulse Enter".into(),
        class: "cell--new",
        ..Cell::default()
    });
    Row { cells, name: "Nueva actividad".into(), class: "" }
}

/// One activity: físico above, S/ below. `link` opens its panel.
pub(super) fn dibujar(fila: &FilaActividad, link: String) -> Row {
    let tail = fila.codigo.get(fila.codigo.len().saturating_sub(5)..).unwrap_or_default();
    let mut cells = vec![
        Cell {
            class: "cell--grip",
            hint: "Arrastre para cambiar la prioridad; con el teclado, Alt+↑ y Alt+↓".into(),
            ..Cell::new(fila.puesto.to_string())
        },
        Cell { hint: fila.codigo.clone(), link, ..Cell::new(tail) },
        Cell { hint: [&*fila.nombre, ". ", &nota(fila)].concat(), ..Cell::new(&*fila.nombre).over(nota(fila)) },
        Cell::new(&*fila.accion_codigo),
        Cell { hint: fila.indicador.clone(), ..Cell::new(&*fila.unidad_nombre) },
        Cell::new(fila.agregacion.nombre()),
    ];
    cells.extend(Mes::todos().map(|mes| mes_de(fila, mes)));
    let anual = fila.anual.map(|cantidad| cantidad.to_string()).unwrap_or_default();
    let derived = if fila.anual_fijada.is_some() { "" } else { "cell--derived" };
    cells.push(Cell { class: derived, ..Cell::new(anual) });
    cells.push(Cell { class: "cell--money", ..Cell::new(fila.costo.cifra()) });
    Row { cells, name: fila.nombre.to_string(), class: clase(&fila.financiamiento) }
}

/// The row as others are seen on it: marked by their initials, and named on hover.
pub(super) fn con_presentes(mut row: Row, nombres: &[String]) -> Row {
    if let (Some(cell), [_, ..]) = (row.cells.first_mut(), nombres) {
        cell.class = "cell--grip cell--presente";
        cell.second = nombres.iter().map(|nombre| iniciales(nombre)).collect::<Vec<_>>().join(" ");
        cell.hint = ["Aquí está ", &nombres.join(", "), ". ", &cell.hint].concat();
    }
    row
}

/// In a draft: what differs from the plan in force is marked, and says what it was there.
pub(super) fn frente_a(mut row: Row, vigente: Option<&FilaActividad>) -> Row {
    let before = vigente.map(|fila| dibujar(fila, String::new()));
    for (at, cell) in row.cells.iter_mut().enumerate().skip(NOMBRE) {
        let was = match &before {
            None if at == NOMBRE => "no estaba".to_owned(),
            Some(before) => match before.cells.get(at) {
                Some(old) if old.text != cell.text => old.text.clone(),
                // Under a name stands what is missing, not what the plan says.
                Some(old) if at != NOMBRE && old.second != cell.second => old.second.clone(),
                _ => continue,
            },
            None => continue,
        };
        let was = if was.is_empty() { "en blanco".to_owned() } else { was };
        cell.class = marcada(cell.class);
        cell.hint = ["En el plan vigente: ", &was, ". ", &cell.hint].concat();
    }
    row
}

fn marcada(class: &'static str) -> &'static str {
    match class {
        "" => "cell--changed",
        "cell--closed" => "cell--closed cell--changed",
        "cell--derived" => "cell--derived cell--changed",
        "cell--money" => "cell--money cell--changed",
        other => other,
    }
}

fn iniciales(nombre: &str) -> String {
    nombre.split_whitespace().filter_map(|part| part.chars().next()).take(2).collect()
}

fn mes_de(fila: &FilaActividad, mes: Mes) -> Cell {
    let importe = fila.importes[mes];
    let second = if importe.es_cero() { String::new() } else { importe.cifra() };
    let text = fila.meses[mes].map(|cantidad| cantidad.to_string()).unwrap_or_default();
    let (class, hint) =
        if fila.abiertos[mes] { ("", "") } else { ("cell--closed", "Fuera de la ventana de la actividad") };
    Cell { class, hint: hint.into(), ..Cell::new(text).over(second) }
}

fn clase(state: &Financiamiento) -> &'static str {
    match state {
        Financiamiento::Financiada => "",
        Financiamiento::Parcial { .. } => "fila--parcial",
        Financiamiento::SinFinanciamiento { .. } => "fila--sin",
    }
}

/// Under the name: what is missing of its money, else the first thing to complete.
fn nota(fila: &FilaActividad) -> String {
    match &fila.financiamiento {
        Financiamiento::Financiada => fila.avisos.first().map(domain::vista::Aviso::texto).unwrap_or_default(),
        state => state.frase(),
    }
}

/// Sums in soles, month by month: quantities of different units do not add up.
pub(super) fn sumas(meses: [Dinero; 12], total: Dinero) -> Vec<Cell> {
    let mut cells = vec![Cell::default(); NOMBRE];
    cells.push(Cell::new("Suma S/"));
    cells.extend([Cell::default(), Cell::default(), Cell::default()]);
    cells.extend(meses.map(|amount| Cell::new(amount.cifra())));
    cells.extend([Cell::default(), Cell::new(total.cifra())]);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_its_column() {
        for col in ENERO..=ANUAL {
            assert_eq!(periodo(col).map(columna), Some(col));
        }
        assert_eq!((periodo(AGREGACION), periodo(ANUAL + 1)), (None, None));
    }

    #[test]
    fn sums_stand_under_their_columns() {
        let cells = sumas([Dinero::from_centimos(100); 12], Dinero::from_centimos(1200));
        assert_eq!(cells.len(), ANUAL + 2);
        assert_eq!(cells[ENERO].text, "1.00");
        assert_eq!(cells[ANUAL + 1].text, "12.00");
    }
}
