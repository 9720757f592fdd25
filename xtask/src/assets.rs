//! Names and weights: every served file gets its content's hash in its name and is compressed once,
//! here, so that the server never spends a cycle on it and a browser never asks for it twice.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::{Result, bail};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// The folder of the address under which all of it is served.
const SERVED: &str = "/pkg/";

/// Served files by logical name, as `poi.css`.
#[derive(Default)]
pub struct Assets {
    files: BTreeMap<String, (String, Vec<u8>)>,
}

impl Assets {
    /// Takes a file in and gives back the name it is served under.
    pub fn add(&mut self, logical: &str, content: Vec<u8>) -> String {
        let hashed = hashed_name(logical, &content);
        self.files.insert(logical.to_owned(), (hashed.clone(), content));
        hashed
    }

    /// Replaces every `/pkg/NAME` in a text by the name that file is served under.
    pub fn resolve(&self, text: &str) -> String {
        // The longest name first: one name may begin another.
        let mut names: Vec<_> = self.files.iter().map(|(logical, (hashed, _))| (logical, hashed)).collect();
        names.sort_by_key(|(logical, _)| std::cmp::Reverse(logical.len()));
        names.into_iter().fold(text.to_owned(), |text, (logical, hashed)| {
            text.replace(&format!("{SERVED}{logical}"), &format!("{SERVED}{hashed}"))
        })
    }

    /// Takes a style sheet in, once every file it names is known.
    pub fn add_css(&mut self, logical: &str, css: &str) -> Result<()> {
        for (start, _) in css.match_indices("url(") {
            let target = css[start + 4..].trim_start_matches(['"', '\'']);
            let target = target.split(['"', '\'', ')', '#', '?']).next().unwrap_or_default();
            let known = target.strip_prefix(SERVED).is_some_and(|name| self.files.contains_key(name));
            if !(known || target.is_empty() || target.starts_with("data:")) {
                bail!("{logical}: url({target}) names no file; write /pkg/NAME of a file in frontend/public");
            }
        }
        let resolved = self.resolve(css);
        self.add(logical, resolved.into_bytes());
        Ok(())
    }

    /// Logical name, served name and content of every file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &[u8])> {
        self.files.iter().map(|(logical, (hashed, content))| (&**logical, &**hashed, &**content))
    }
}

/// `fonts/sans.woff2` becomes `fonts/sans.0123456789abcdef.woff2`.
fn hashed_name(logical: &str, content: &[u8]) -> String {
    let hash = format!("{:x}", Sha256::digest(content));
    let folder = logical.rfind('/').map_or(0, |slash| slash + 1);
    match logical[folder..].find('.') {
        Some(dot) => {
            let (stem, extension) = logical.split_at(folder + dot);
            format!("{stem}.{}{extension}", &hash[..16])
        }
        None => format!("{logical}.{}", &hash[..16]),
    }
}

/// Does compressing this file save anything? Fonts and pictures already are.
pub fn is_compressible(name: &str) -> bool {
    !["woff2", "woff", "png", "jpg", "jpeg", "webp", "avif"]
        .iter()
        .any(|extension| name.rsplit('.').next() == Some(extension))
}

pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 24, ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

pub fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::{Assets, hashed_name};

    #[test]
    fn the_hash_stands_before_the_extension() {
        assert_eq!(hashed_name("a.b/poi.js", b""), "a.b/poi.e3b0c44298fc1c14.js");
        assert_eq!(hashed_name("a.b/LICENSE", b""), "a.b/LICENSE.e3b0c44298fc1c14");
    }

    #[test]
    fn a_style_sheet_names_files_by_what_they_contain() {
        let mut assets = Assets::default();
        let font = assets.add("fonts/sans.woff2", b"font".to_vec());
        assets.add_css("poi.css", r#"@font-face{src:url("/pkg/fonts/sans.woff2")}"#).unwrap();
        let (_, _, css) = assets.iter().find(|(logical, ..)| *logical == "poi.css").unwrap();
        assert_eq!(String::from_utf8_lossy(css), format!("@font-face{{src:url(\"/pkg/{font}\")}}"));
    }

    #[test]
    fn a_style_sheet_that_names_no_file_is_refused() {
        let refused = Assets::default().add_css("poi.css", "a{background:url(missing.png)}").unwrap_err();
        assert!(refused.to_string().contains("missing.png"));
    }
}
