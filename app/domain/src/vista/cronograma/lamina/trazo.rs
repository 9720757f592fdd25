//! Strokes, as text. Coordinates are whole pixels.

use std::fmt::{self, Write as _};

/// A place: to the right, and down.
pub type Punto = (i64, i64);

pub struct Trazo(String);

impl Trazo {
    pub fn new(ancho: i64, alto: i64) -> Self {
        Self(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{ancho}\" height=\"{alto}\" viewBox=\"0 0 {ancho} {alto}\" \
             role=\"img\" font-family=\"'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif\">"
        ))
    }

    pub fn end(mut self) -> String {
        self.0.push_str("</svg>\n");
        self.0
    }

    fn put(&mut self, piece: fmt::Arguments<'_>) {
        // A text takes whatever is written to it.
        let _ = self.0.write_fmt(piece);
    }

    /// What the drawing, or the group that is open, is called.
    pub fn title(&mut self, text: &str) {
        self.put(format_args!("<title>{}</title>", escaped(text)));
    }

    /// What belongs together.
    pub fn group(&mut self, inside: impl FnOnce(&mut Self)) {
        self.0.push_str("<g>");
        inside(self);
        self.0.push_str("</g>");
    }

    pub fn rect(&mut self, (x, y): Punto, (ancho, alto): Punto, fill: &str) {
        self.put(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{ancho}\" height=\"{alto}\" fill=\"{fill}\"/>"));
    }

    /// With round corners.
    pub fn bar(&mut self, (x, y): Punto, (ancho, alto): Punto, fill: &str) {
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{ancho}\" height=\"{alto}\" rx=\"2\" fill=\"{fill}\"/>"
        ));
    }

    pub fn line(&mut self, (x1, y1): Punto, (x2, y2): Punto, stroke: &str) {
        self.put(format_args!("<path d=\"M{x1} {y1}L{x2} {y2}\" stroke=\"{stroke}\"/>"));
    }

    /// A path that is not filled, whole or broken.
    pub fn path(&mut self, d: &str, stroke: &str, dashes: &str) {
        let dashes = if dashes.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dashes}\"") };
        self.put(format_args!("<path d=\"{d}\" fill=\"none\" stroke=\"{stroke}\"{dashes}/>"));
    }

    pub fn shape(&mut self, d: &str, fill: &str) {
        self.put(format_args!("<path d=\"{d}\" fill=\"{fill}\"/>"));
    }

    pub fn text(&mut self, (x, y): Punto, size: i64, fill: &str, text: &str) {
        let text = escaped(text);
        self.put(format_args!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\">{text}</text>"));
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML cannot say these, and lines end where the drawing ends them.
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
