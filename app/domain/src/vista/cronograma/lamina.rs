//! The whole chart as a drawing on its own (SVG): every row of a query, whatever the window shows.
//!
//! It is one file: light colours and fonts by name, all of them in attributes, for nothing else
//! comes with it; text is shortened by count, because nobody measures letters here.

mod fila;
mod trazo;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Barra, Consulta, Escala, Renglon, barra, esqueleto};
use crate::{
    Plan,
    command::Fila,
    plan::{UnidadOrganica, Ventana},
    tiempo::fecha,
};
use trazo::Trazo;

/// The column of names.
const NOMBRES: i64 = 420;
const TITULO: i64 = 40;
/// Each of the two lines of the scale.
const ESCALA: i64 = 22;
const CABECERA: i64 = TITULO + 2 * ESCALA;
const ALTO_DE_FILA: i64 = 24;
const MARGEN: i64 = 16;
/// A letter of a name is no wider, whatever font the reader has.
const LETRA: i64 = 7;

const PAPEL: &str = "#fffefb";
const TINTA: &str = "#211d1a";
const TENUE: &str = "#5f564e";
const LINEA: &str = "#e0d9cd";
const BARRA: &str = "#1c7a74";
const HECHO: &str = "#0d6662";
const GRUPO: &str = "#5f564e";
const TAREA: &str = "#47567a";
const BASE: &str = "#b8aca0";
const ROTO: &str = "#ab2016";
const HOY: &str = "#98182b";

/// Every browser draws that many pixels on a side.
const LADO_MAXIMO: i64 = 16_384;
/// And that many in all; twice as fine only where a tablet can as well.
const AREA_MAXIMA: i64 = 64 * 1024 * 1024;
const AREA_DE_TABLETA: i64 = 16 * 1024 * 1024;

/// A drawing and its size in pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lamina {
    pub ancho: i64,
    pub alto: i64,
    pub svg: String,
}

impl Lamina {
    /// By how much it is enlarged as an image of points.
    ///
    /// # Errors
    /// A sentence, when browsers could not draw it.
    pub fn ampliacion(&self) -> Result<i64, String> {
        let fits = |times: i64, area: i64| {
            self.ancho.max(self.alto) * times <= LADO_MAXIMO && self.ancho * self.alto * times * times <= area
        };
        match () {
            () if fits(2, AREA_DE_TABLETA) => Ok(2),
            () if fits(1, AREA_MAXIMA) => Ok(1),
            () => Err(format!(
                "La imagen PNG sería de {} × {} puntos, más de lo que un navegador puede dibujar. Guárdela como SVG, \
                 o muestre menos filas o una escala más corta.",
                self.ancho, self.alto
            )),
        }
    }
}

/// What a chart is drawn with besides its rows.
#[derive(Clone, Debug)]
pub struct Encuadre<'a> {
    pub escala: Escala,
    pub hoy: NaiveDate,
    /// Where rows were in the version that is compared with.
    pub base: &'a BTreeMap<Fila, Ventana>,
}

/// All the rows of a query, from top to bottom.
#[must_use]
pub fn lamina(plan: &Plan, consulta: &Consulta, encuadre: &Encuadre<'_>) -> Lamina {
    let rows: Vec<(Renglon, Barra)> =
        esqueleto(plan, consulta).into_iter().filter_map(|row| Some((row, barra(plan, consulta, row.nodo)?))).collect();
    let chart = Chart {
        plan,
        encuadre,
        ancho: NOMBRES + encuadre.escala.ancho(plan.ejercicio()) + MARGEN,
        alto: CABECERA + ALTO_DE_FILA * i64::try_from(rows.len()).unwrap_or_default() + MARGEN,
    };
    let mut svg = Trazo::new(chart.ancho, chart.alto);
    chart.heading(&mut svg, plan.get(consulta.unidad).map(|unit| &**unit));
    chart.scale(&mut svg);
    fila::links(&chart, &mut svg, &rows);
    for (number, (row, bar)) in (0..).zip(&rows) {
        fila::draw(&chart, &mut svg, number, row, bar);
    }
    chart.today(&mut svg);
    Lamina { ancho: chart.ancho, alto: chart.alto, svg: svg.end() }
}

struct Chart<'a> {
    plan: &'a Plan,
    encuadre: &'a Encuadre<'a>,
    ancho: i64,
    alto: i64,
}

impl Chart<'_> {
    /// Where a window begins and how wide it is, on the whole drawing.
    fn tramo(&self, ventana: Ventana) -> (i64, i64) {
        let (x, ancho) = self.encuadre.escala.tramo(self.plan.ejercicio(), ventana);
        (NOMBRES + x, ancho)
    }

    fn heading(&self, svg: &mut Trazo, unidad: Option<&UnidadOrganica>) {
        let unidad = unidad.map(|unit| unit.nombre.to_string()).unwrap_or_default();
        let title = format!("POI {} · Cronograma · {unidad}", self.plan.ejercicio());
        svg.title(&format!("{title}, al {}", fecha(self.encuadre.hoy)));
        svg.rect((0, 0), (self.ancho, self.alto), PAPEL);
        svg.text((MARGEN, 26), 16, TINTA, &title);
    }

    fn scale(&self, svg: &mut Trazo) {
        let (large, small) = self.encuadre.escala.marcas(self.plan.ejercicio());
        for (line, marks) in (0..).zip([large, small]) {
            let top = TITULO + ESCALA * line;
            for mark in marks {
                let x = NOMBRES + mark.x;
                svg.line((x, top), (x, self.alto - MARGEN), LINEA);
                // Some six pixels a letter; a name that does not fit would run into the next one.
                if i64::try_from(mark.nombre.chars().count()).unwrap_or(i64::MAX) * 6 <= mark.ancho {
                    svg.text((x + 3, top + 15), 11, TENUE, &mark.nombre);
                }
            }
            svg.line((NOMBRES, top), (self.ancho - MARGEN, top), LINEA);
        }
        svg.line((0, CABECERA), (self.ancho, CABECERA), GRUPO);
    }

    fn today(&self, svg: &mut Trazo) {
        if !self.plan.ejercicio().contains(self.encuadre.hoy) {
            return;
        }
        let (x, ancho) = self.tramo(Ventana { inicio: self.encuadre.hoy, fin: self.encuadre.hoy });
        let x = x + ancho / 2;
        svg.line((x, TITULO - 12), (x, self.alto - MARGEN), HOY);
        svg.text((x + 3, TITULO - 6), 11, HOY, &format!("Hoy {}", fecha(self.encuadre.hoy)));
    }
}
