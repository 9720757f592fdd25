//! The geometry of the cadena de valor público: three columns of boxes and the links
//! between them. Pure; the drawing is in [`super::cadena`].

use domain::Dinero;
use domain::vista::{FilaAccion, FilaObjetivo, PaginaMarco};

use super::lineas::Nodo;

/// Columns are as wide as their boxes; the links run in the gaps between.
pub const ANCHO: i32 = 320;
pub const ALTO: i32 = 64;
const PASO: i32 = 76;
const HUECO: i32 = 100;
/// The heads of the columns stand above.
const CABEZA: i32 = 40;
pub const COLUMNAS: [i32; 3] = [0, ANCHO + HUECO, 2 * (ANCHO + HUECO)];
pub const TOTAL: i32 = 3 * ANCHO + 2 * HUECO;
/// Characters of a line of text inside a box.
const LETRAS: usize = 44;

/// What a box stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clase {
    Objetivo,
    Accion,
    /// One activity of the AEI that is open.
    Actividad,
    /// All the activities of an AEI, counted.
    Conjunto,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caja {
    pub clase: Clase,
    /// What choosing it opens.
    pub nodo: Nodo,
    pub x: i32,
    pub y: i32,
    pub codigo: String,
    /// The text as it fits in the box.
    pub renglones: Vec<String>,
    /// The whole text.
    pub titulo: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vinculo {
    /// As the `d` of a path.
    pub trazo: String,
    /// Wider for more money: 1 to 8.
    pub grosor: i32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dibujo {
    pub cajas: Vec<Caja>,
    pub vinculos: Vec<Vinculo>,
    pub alto: i32,
}

/// Draws the rows in force. With an OEI open, its AEI alone; with an AEI open, its OEI's
/// branch with that AEI's activities one by one.
#[must_use]
pub fn dibujar(page: &PaginaMarco, abierto: Option<Nodo>) -> Dibujo {
    let mut drawing = Dibujo { alto: CABEZA, ..Dibujo::default() };
    let rows = page.objetivos.iter().filter(|row| row.objetivo.estado.es_vigente() && branch(row, abierto));
    let most = page.objetivos.iter().map(|row| row.costo).max().unwrap_or_default();
    for row in rows {
        objetivo(&mut drawing, row, abierto, most);
    }
    drawing
}

fn branch(row: &FilaObjetivo, abierto: Option<Nodo>) -> bool {
    match abierto {
        None => true,
        Some(Nodo::Objetivo(id)) => row.objetivo.id == id,
        Some(Nodo::Accion(id)) => row.acciones.iter().any(|accion| accion.accion.id == id),
    }
}

fn objetivo(drawing: &mut Dibujo, row: &FilaObjetivo, abierto: Option<Nodo>, most: Dinero) {
    let start = drawing.alto;
    let mut middles = Vec::new();
    for below in row.acciones.iter().filter(|below| below.accion.estado.es_vigente()) {
        middles.push((accion(drawing, below, abierto, most), below.costo));
    }
    drawing.alto = drawing.alto.max(start + PASO);
    let y = (start + drawing.alto - PASO) / 2;
    for (middle, costo) in middles {
        drawing.vinculos.push(vinculo(COLUMNAS[1] + ANCHO, middle, COLUMNAS[2], y, costo, most));
    }
    drawing.cajas.push(Caja {
        clase: Clase::Objetivo,
        nodo: Nodo::Objetivo(row.objetivo.id),
        x: COLUMNAS[2],
        y,
        codigo: row.objetivo.codigo.to_string(),
        renglones: en_dos(&row.objetivo.enunciado),
        titulo: row.objetivo.enunciado.to_string(),
    });
}

/// Draws an AEI with what is at its left; returns where it stands.
fn accion(drawing: &mut Dibujo, row: &FilaAccion, abierto: Option<Nodo>, most: Dinero) -> i32 {
    let nodo = Nodo::Accion(row.accion.id);
    let start = drawing.alto;
    let left = if abierto == Some(nodo) { una_por_una(row, nodo, start) } else { conjunto(row, nodo, start) };
    drawing.alto = start + PASO * i32::try_from(left.len()).unwrap_or(1).max(1);
    let y = (start + drawing.alto - PASO) / 2;
    for (caja, costo) in left {
        drawing.vinculos.push(vinculo(COLUMNAS[0] + ANCHO, caja.y, COLUMNAS[1], y, costo, most));
        drawing.cajas.push(caja);
    }
    drawing.cajas.push(Caja {
        clase: Clase::Accion,
        nodo,
        x: COLUMNAS[1],
        y,
        codigo: row.accion.codigo.to_string(),
        renglones: en_dos(&row.accion.enunciado),
        titulo: row.accion.enunciado.to_string(),
    });
    y
}

fn una_por_una(row: &FilaAccion, nodo: Nodo, start: i32) -> Vec<(Caja, Dinero)> {
    let places = (0..).map(|place| start + place * PASO);
    row.actividades
        .iter()
        .zip(places)
        .map(|(actividad, y)| {
            let caja = Caja {
                clase: Clase::Actividad,
                nodo,
                x: COLUMNAS[0],
                y,
                codigo: format!("{} · {}", actividad.codigo, actividad.costo),
                renglones: en_dos(&actividad.nombre),
                titulo: format!("{} ({})", actividad.nombre, actividad.unidad),
            };
            (caja, actividad.costo)
        })
        .collect()
}

fn conjunto(row: &FilaAccion, nodo: Nodo, start: i32) -> Vec<(Caja, Dinero)> {
    let text = match row.actividades.len() {
        0 => return vec![],
        1 => "1 actividad".to_owned(),
        many => format!("{many} actividades"),
    };
    let caja = Caja {
        clase: Clase::Conjunto,
        nodo,
        x: COLUMNAS[0],
        y: start,
        titulo: format!("{text} de {}", row.accion.codigo),
        codigo: text,
        renglones: vec![row.costo.to_string()],
    };
    vec![(caja, row.costo)]
}

fn vinculo(x1: i32, y1: i32, x2: i32, y2: i32, costo: Dinero, most: Dinero) -> Vinculo {
    let (y1, y2, middle) = (y1 + ALTO / 2, y2 + ALTO / 2, i32::midpoint(x1, x2));
    let share = i128::from(costo.centimos().max(0)) * 7 / i128::from(most.centimos().max(1));
    Vinculo {
        trazo: format!("M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"),
        grosor: 1 + i32::try_from(share).unwrap_or(7),
    }
}

/// As much as fits in two lines; the whole is in the title and in the list.
fn en_dos(text: &str) -> Vec<String> {
    let (first, rest) = partir(text);
    let (second, left) = partir(rest);
    let dots = if left.is_empty() { "" } else { "…" };
    [first.to_owned(), [second, dots].concat()].into_iter().filter(|line| !line.is_empty()).collect()
}

/// The words that fit in a line, and the rest.
fn partir(text: &str) -> (&str, &str) {
    let Some((end, next)) = text.char_indices().nth(LETRAS) else { return (text, "") };
    // A word may end just where the line does.
    let at = if next == ' ' { end } else { text[..end].rfind(' ').unwrap_or(end) };
    (&text[..at], text[at..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::{Dinero, en_dos, vinculo};

    #[test]
    fn a_long_text_goes_on_in_a_second_line_and_is_cut_at_a_word() {
        assert_eq!(en_dos("Gestión ambiental"), ["Gestión ambiental"]);
        assert_eq!(
            en_dos("Implementar el sistema de mejora continua en los servicios públicos"),
            ["Implementar el sistema de mejora continua en", "los servicios públicos"]
        );
        let cut = en_dos(&"Implementar la mejora continua de servicios ".repeat(3));
        assert_eq!(cut[1], "Implementar la mejora continua de servicios…");
    }

    #[test]
    fn more_money_draws_a_wider_link_within_bounds() {
        let of = |costo| vinculo(0, 0, 10, 10, Dinero::from_centimos(costo), Dinero::from_centimos(100)).grosor;
        assert_eq!([of(0), of(50), of(100)], [1, 4, 8]);
    }
}
