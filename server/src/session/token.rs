//! The session's token: random, carried by a cookie, known to the database by its digest.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Hash;
use http::{HeaderValue, header, request::Parts};
use rand::{TryRngCore as _, rngs::OsRng};

use crate::caller::{Caller, Scheme};

const COOKIE: &str = "poi";
/// Over TLS: a browser keeps a cookie of such a name only from this very host, and over TLS.
const COOKIE_TLS: &str = "__Host-poi";
/// A cookie outlives its session, so that whoever returns is told that it ended.
const COOKIE_SECONDS: u32 = 30 * 24 * 3600;

/// A new token and the digest to store.
///
/// # Errors
/// A sentence when the machine has no randomness.
pub fn mint() -> Result<(String, Hash), String> {
    let mut bytes = [0_u8; 32];
    OsRng.try_fill_bytes(&mut bytes).map_err(|error| error.to_string())?;
    let token = URL_SAFE_NO_PAD.encode(bytes);
    let digest = Hash::of(token.as_bytes());
    Ok((token, digest))
}

/// The digest of the token a request carries.
#[must_use]
pub fn of(request: &Parts) -> Option<Hash> {
    let cookie = name(scheme(request));
    request
        .headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == cookie)
        .map(|(_, token)| Hash::of(token.as_bytes()))
}

/// Carries a token.
#[must_use]
pub fn cookie(token: &str, request: &Parts) -> Option<HeaderValue> {
    text(token, COOKIE_SECONDS, request)
}

/// Forgets it.
#[must_use]
pub fn forget(request: &Parts) -> Option<HeaderValue> {
    text("", 0, request)
}

fn text(token: &str, seconds: u32, request: &Parts) -> Option<HeaderValue> {
    let scheme = scheme(request);
    let secure = if scheme == Scheme::Https { "; Secure" } else { "" };
    let name = name(scheme);
    let cookie = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&cookie).ok()
}

fn scheme(request: &Parts) -> Scheme {
    Caller::of(&request.headers, &request.extensions).scheme
}

fn name(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Http => COOKIE,
        Scheme::Https => COOKIE_TLS,
    }
}

/// Whose attempt this is.
#[must_use]
pub fn address(request: &Parts) -> String {
    let caller = Caller::of(&request.headers, &request.extensions);
    caller.address.map_or_else(|| "desconocido".to_owned(), |address| address.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::caller::Door;

    fn parts(cookies: &str, scheme: Scheme) -> Parts {
        let mut parts = http::Request::builder().header("cookie", cookies).body(()).unwrap().into_parts().0;
        parts.extensions.insert(Door { scheme, proxies: Arc::default() });
        parts
    }

    #[test]
    fn the_token_is_found_among_other_cookies_and_only_its_digest_leaves() {
        let (token, digest) = mint().unwrap();
        assert_eq!(token.len(), 43);
        assert_eq!(of(&parts(&format!("tema=oscuro; poi={token}"), Scheme::Http)), Some(digest));
        assert_eq!(of(&parts("tema=oscuro", Scheme::Http)), None);
    }

    #[test]
    fn over_tls_the_cookie_is_of_this_host_and_of_tls_only() {
        let (token, digest) = mint().unwrap();
        let set = |scheme| cookie("x", &parts("", scheme)).unwrap().to_str().unwrap().to_owned();
        assert!(set(Scheme::Http).starts_with("poi=x; Path=/; HttpOnly; SameSite=Lax"));
        assert!(!set(Scheme::Http).contains("Secure"));
        assert!(set(Scheme::Https).starts_with("__Host-poi=x; Path=/; HttpOnly; SameSite=Lax"));
        assert!(set(Scheme::Https).ends_with("; Secure"));
        assert_eq!(of(&parts(&format!("__Host-poi={token}"), Scheme::Https)), Some(digest));
        // What a page over plain http may have planted does not count.
        assert_eq!(of(&parts(&format!("poi={token}"), Scheme::Https)), None);
        assert!(forget(&parts("", Scheme::Https)).unwrap().to_str().unwrap().starts_with("__Host-poi=; "));
    }
}
