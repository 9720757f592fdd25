//! Text is read in every theme: the roles of `style/tokens.css` keep WCAG's contrasts.
//!
//! A role is one line, `--name: light-dark(#rrggbb, #rrggbb);` or `--name: #rrggbb;`.
//! What a theme does not say it takes from the theme under it.

use std::collections::BTreeMap;

type Theme = BTreeMap<String, [u8; 3]>;

const SURFACES: [&str; 5] = ["surface", "surface-raised", "surface-sunken", "surface-hover", "surface-selected"];
const TEXT: [&str; 7] = ["ink", "muted", "primary", "good", "warn", "bad", "draft"];

/// Text and the fills that carry it.
const FILLED: [(&str, &str); 10] = [
    ("on-primary", "primary-fill"),
    ("on-primary", "primary-fill-hover"),
    ("good", "good-soft"),
    ("warn", "warn-soft"),
    ("bad", "bad-soft"),
    ("draft", "draft-soft"),
    ("ink", "good-soft"),
    ("ink", "warn-soft"),
    ("ink", "bad-soft"),
    ("ink", "draft-soft"),
];

/// What shows where a control or the focus is.
const EDGES: [&str; 3] = ["line-strong", "primary-fill", "focus"];

#[test]
fn text_stands_out_at_least_4_5_to_1_in_every_theme() {
    let mut pairs: Vec<(&str, &str)> = TEXT.iter().flat_map(|text| SURFACES.map(|surface| (*text, surface))).collect();
    pairs.extend(FILLED);
    refuse_below(4.5, &pairs);
}

#[test]
fn the_edges_of_controls_stand_out_at_least_3_to_1_in_every_theme() {
    let pairs: Vec<(&str, &str)> = EDGES
        .iter()
        .flat_map(|edge| ["surface", "surface-raised", "surface-sunken"].map(|under| (*edge, under)))
        .collect();
    refuse_below(3.0, &pairs);
}

fn refuse_below(least: f64, pairs: &[(&str, &str)]) {
    let mut refused = Vec::new();
    for (name, theme) in themes() {
        for (over, under) in pairs {
            let found = contrast(role(&theme, over), role(&theme, under));
            if found < least {
                refused.push(format!("{name}: --{over} on --{under} is {found:.2}:1"));
            }
        }
    }
    assert!(refused.is_empty(), "below {least}:1, change style/tokens.css:\n{}", refused.join("\n"));
}

fn role(theme: &Theme, name: &str) -> [u8; 3] {
    *theme.get(name).unwrap_or_else(|| panic!("style/tokens.css has no role --{name}"))
}

/// Light, dark, high contrast, and the first two where the device asks for more contrast.
fn themes() -> Vec<(&'static str, Theme)> {
    let css =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../style/tokens.css")).expect("style/tokens.css");
    let device = block(&css, ":root {");
    let sunlight = block(&css, ":root[data-theme=\"contraste\"] {");
    let more = block(&css, ":root:not([data-theme]) {");
    let side = |blocks: &[&str], dark: usize| -> Theme {
        blocks.iter().flat_map(|block| block.lines()).filter_map(|line| read(line, dark)).collect()
    };
    vec![
        ("claro", side(&[device], 0)),
        ("oscuro", side(&[device], 1)),
        ("contraste", side(&[device, sunlight], 0)),
        ("claro, más contraste", side(&[device, more], 0)),
        ("oscuro, más contraste", side(&[device, more], 1)),
    ]
}

/// What stands between `start` and the next closing brace.
fn block<'a>(css: &'a str, start: &str) -> &'a str {
    let (_, after) = css.split_once(start).unwrap_or_else(|| panic!("style/tokens.css has no `{start}`"));
    after.split_once('}').map_or(after, |(inside, _)| inside)
}

/// The colour of a line in the light (0) or the dark (1) side, if it is one.
fn read(line: &str, side: usize) -> Option<(String, [u8; 3])> {
    let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
    let colours: Vec<[u8; 3]> = value.split('#').skip(1).filter_map(hex).collect();
    let colour = colours.get(side).or(colours.first())?;
    Some((name.to_owned(), *colour))
}

fn hex(text: &str) -> Option<[u8; 3]> {
    let part = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// WCAG 2.2, "contrast ratio".
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[test]
fn black_on_white_is_21_to_1() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
}
