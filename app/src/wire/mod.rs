//! How values travel: JSON on every way between server and browser, and the one reader the browser has for it.
//!
//! `serde_json` writes on both sides and reads on the server. Its readers are not linked
//! into the browser: every type would be read there by several copies of its code, which
//! was a quarter of what a page loads. What never lives here: what a value means.

#[cfg(any(feature = "hydrate", test))]
mod reader;
#[cfg(any(feature = "hydrate", test))]
mod scan;

use std::future::Future;

use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use leptos::server_fn::codec::Post;
use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a server function takes and gives: `#[server(input = Json, output = Json)]`.
pub type Json = Post<Wire>;

/// A value that comes with the page, or is fetched when one walks to it.
pub type Loaded<T> = Resource<T, Wire>;

/// Loads what a page is made of; the server waits for it before it answers.
pub fn load<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> F + Send + Sync + 'static,
) -> Loaded<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = T> + Send + 'static,
{
    Resource::new_with_options(source, fetch, true)
}

/// Reads a value that the server sent.
///
/// # Errors
/// When the text is not JSON, or not of that type.
#[cfg(feature = "hydrate")]
pub fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, reader::Malformed> {
    reader::read(json)
}

/// Reads a value that a browser sent: `serde_json` says what is wrong with it.
///
/// # Errors
/// When the text is not JSON, or not of that type.
#[cfg(not(feature = "hydrate"))]
pub fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, serde_json::Error> {
    serde_json::from_slice(json)
}

/// JSON, as Leptos asks for it in two places.
#[derive(Clone, Copy, Debug)]
pub struct Wire;

impl<T: Serialize> Encoder<T> for Wire {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, Self::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Wire {
    type Error = String;
    type Encoded = str;

    fn decode(json: &str) -> Result<T, String> {
        read(json.as_bytes()).map_err(|error| error.to_string())
    }
}

impl ContentType for Wire {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for Wire {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for Wire {
    type Error = serde_json::Error;

    fn encode(value: &T) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(value).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for Wire {
    type Error = String;

    fn decode(json: Bytes) -> Result<T, String> {
        read(&json).map_err(|error| error.to_string())
    }
}
