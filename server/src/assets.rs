//! The files of the application, inside the binary: one file to copy, nothing to find at run time.
//!
//! What lives here: the embedded table and how a file of it is answered. What never will: making
//! the files, which is `cargo xtask build`, or anything that differs from one person to another.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::Hash;

/// A name that carries its content's hash never has to be asked for again.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A name that does not has to be asked about every time.
const ASK_AGAIN: &str = "no-cache";

/// One file, as it is and compressed where that saves anything.
#[derive(Debug)]
pub struct Asset {
    /// The name the program knows it by: `poi.css`.
    pub logical: &'static str,
    /// The name it is served under, without `/pkg/`: `poi.0123456789abcdef.css`.
    pub path: &'static str,
    pub raw: &'static [u8],
    pub br: Option<&'static [u8]>,
    pub gz: Option<&'static [u8]>,
}

/// In order of logical name. Empty in a build without a site, as `cargo check` makes.
static TABLE: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file served under a name, given without `/pkg/`.
#[must_use]
pub fn get(path: &str) -> Option<&'static Asset> {
    TABLE.iter().find(|asset| asset.path == path)
}

/// Every file of the program.
pub fn all() -> impl Iterator<Item = &'static Asset> {
    TABLE.iter()
}

/// A file of text, by its logical name.
#[must_use]
pub fn text(logical: &str) -> Option<&'static str> {
    named(logical).and_then(|asset| str::from_utf8(asset.raw).ok())
}

/// The name a file is served under, without `/pkg/`.
#[must_use]
pub fn hashed(logical: &str) -> Option<&'static str> {
    named(logical).map(|asset| asset.path)
}

/// The address of a file; of one that is not embedded, the address it would have without a hash.
#[must_use]
pub fn address(logical: &str) -> String {
    format!("/pkg/{}", hashed(logical).unwrap_or(logical))
}

/// Names everything that is embedded: it changes when any file does, for served names carry the
/// hash of their content.
#[must_use]
pub fn site() -> &'static str {
    static SITE: LazyLock<String> = LazyLock::new(|| name(TABLE));
    &SITE
}

fn name(table: &[Asset]) -> String {
    if table.is_empty() {
        return "sin-sitio".to_owned();
    }
    let served: Vec<_> = table.iter().map(|asset| asset.path).collect();
    Hash::of(served.join("\n").as_bytes()).short()
}

/// Answers `/pkg/{*path}`.
pub async fn serve(Path(path): Path<String>, headers: HeaderMap) -> Response {
    answer(get(&path), &headers, FOR_EVER)
}

/// Answers a file that must keep a fixed address, as `/favicon.svg`, by its logical name.
#[must_use]
pub fn serve_named(logical: &str, headers: &HeaderMap) -> Response {
    answer(named(logical), headers, ASK_AGAIN)
}

fn named(logical: &str) -> Option<&'static Asset> {
    TABLE.binary_search_by(|asset| asset.logical.cmp(logical)).ok().map(|index| &TABLE[index])
}

fn answer(asset: Option<&'static Asset>, headers: &HeaderMap, keep: &'static str) -> Response {
    let Some(asset) = asset else { return StatusCode::NOT_FOUND.into_response() };
    let (encoding, body) = asset.form(headers);
    let always: [(HeaderName, &str); 4] = [
        (CONTENT_TYPE, content_type(asset.logical)),
        (CACHE_CONTROL, keep),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (VARY, "accept-encoding"),
    ];
    match encoding {
        Some(encoding) => (always, [(CONTENT_ENCODING, encoding)], body).into_response(),
        None => (always, body).into_response(),
    }
}

impl Asset {
    /// Where it is served.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/pkg/{}", self.path)
    }

    /// The smallest form that the browser takes, and the name of its encoding.
    fn form(&self, headers: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
        [("br", self.br), ("gzip", self.gz)]
            .into_iter()
            .find_map(|(encoding, body)| body.filter(|_| accepts(headers, encoding)).map(|body| (Some(encoding), body)))
            .unwrap_or((None, self.raw))
    }
}

/// Does the browser take this encoding? `q=0` says that it does not.
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|offer| {
            let (name, weight) = offer.split_once(';').unwrap_or((offer, "q=1"));
            let weight = weight.trim().trim_start_matches("q=");
            name.trim().eq_ignore_ascii_case(encoding) && weight.parse::<f32>().is_ok_and(|weight| weight > 0.0)
        })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static SHEET: Asset =
        Asset { logical: "poi.css", path: "poi.0.css", raw: b"raw", br: Some(b"br"), gz: Some(b"gz") };
    static FONT: Asset = Asset { logical: "a.woff2", path: "a.0.woff2", raw: b"font", br: None, gz: None };

    fn offering(encodings: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, encodings.parse().unwrap())])
    }

    #[test]
    fn the_smallest_form_that_the_browser_takes_is_sent() {
        let cases: [(&str, &[u8]); 6] = [
            ("gzip, deflate, br, zstd", b"br"),
            ("gzip", b"gz"),
            ("br;q=0, gzip;q=0.5", b"gz"),
            ("BR", b"br"),
            ("identity", b"raw"),
            ("", b"raw"),
        ];
        for (offer, body) in cases {
            assert_eq!(SHEET.form(&offering(offer)).1, body, "{offer}");
        }
        assert_eq!(FONT.form(&offering("br")), (None, FONT.raw));
    }

    #[test]
    fn an_answer_names_its_type_its_encoding_and_how_long_it_holds() {
        let answer = answer(Some(&SHEET), &offering("br"), FOR_EVER);
        let header = |name| answer.headers()[name].to_str().unwrap();
        assert_eq!(header(CONTENT_TYPE), "text/css; charset=utf-8");
        assert_eq!(header(CONTENT_ENCODING), "br");
        assert_eq!(header(CACHE_CONTROL), "public, max-age=31536000, immutable");
        assert_eq!(header(X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(header(VARY), "accept-encoding");
    }

    #[test]
    fn a_site_is_named_by_every_file_of_it() {
        let named = |paths: &[&'static str]| {
            let asset = |path: &&'static str| Asset { logical: "x", path, raw: b"", br: None, gz: None };
            name(&paths.iter().map(asset).collect::<Vec<_>>())
        };
        let before = named(&["poi.0.js", "rest.0.wasm", "start.0.wasm"]);
        assert_eq!(before, named(&["poi.0.js", "rest.0.wasm", "start.0.wasm"]));
        for after in [
            ["poi.1.js", "rest.0.wasm", "start.0.wasm"],
            ["poi.0.js", "rest.1.wasm", "start.0.wasm"],
            ["poi.0.js", "rest.0.wasm", "start.1.wasm"],
        ] {
            assert_ne!(before, named(&after));
        }
        assert_eq!(named(&[]), "sin-sitio");
    }

    /// What the pages ask for by name is there, in a build that has a site, and the name says so.
    #[test]
    fn an_embedded_site_has_its_program_and_a_name() {
        for part in ["poi.js", "start.wasm", "rest.wasm", "poi.css"] {
            assert_eq!(hashed(part).is_some(), !TABLE.is_empty(), "{part}");
        }
        assert_eq!(site() == "sin-sitio", TABLE.is_empty());
    }

    #[tokio::test]
    async fn what_is_not_embedded_is_not_found() {
        let answer = serve(Path("../Cargo.toml".to_owned()), HeaderMap::new()).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(serve_named("nothing.txt", &HeaderMap::new()).status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn every_embedded_file_is_found_by_both_names_and_has_a_type() {
        for asset in TABLE {
            assert_eq!(hashed(asset.logical), Some(asset.path));
            assert_eq!(address(asset.logical), format!("/pkg/{}", asset.path));
            assert_eq!(get(asset.path).map(|found| found.logical), Some(asset.logical));
            assert_ne!(content_type(asset.logical), "application/octet-stream", "{}: add its type", asset.logical);
        }
    }
}
