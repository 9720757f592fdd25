//! The session's token: random, carried by a cookie, known to the database by its digest.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Hash;
use http::{HeaderMap, HeaderValue, header, request::Parts};
use rand::{TryRngCore as _, rngs::OsRng};

const COOKIE: &str = "poi";
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
pub fn of(headers: &HeaderMap) -> Option<Hash> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, token)| Hash::of(token.as_bytes()))
}

/// Carries a token. `Secure` wherever the browser says it came over TLS.
#[must_use]
pub fn cookie(token: &str, request: &Parts) -> Option<HeaderValue> {
    text(&format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={COOKIE_SECONDS}"), request)
}

/// Forgets it.
#[must_use]
pub fn forget(request: &Parts) -> Option<HeaderValue> {
    text(&format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"), request)
}

fn text(cookie: &str, request: &Parts) -> Option<HeaderValue> {
    let origin = request.headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let secure = if origin.is_some_and(|origin| origin.starts_with("https:")) { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{cookie}{secure}")).ok()
}

/// Whose attempt this is. A proxy on this machine says for whom it asks.
#[must_use]
pub fn address(request: &Parts) -> String {
    let peer = request.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let forwarded = || {
        let hops = request.headers.get("x-forwarded-for")?.to_str().ok()?;
        hops.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    let client = peer.filter(|peer| !peer.is_loopback()).or_else(forwarded).or(peer);
    client.map_or_else(|| "desconocido".to_owned(), |client| client.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(headers: &[(&str, &str)], peer: [u8; 4]) -> Parts {
        let mut request = http::Request::builder();
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut parts = request.body(()).unwrap().into_parts().0;
        parts.extensions.insert(ConnectInfo(SocketAddr::from((peer, 1))));
        parts
    }

    #[test]
    fn the_token_is_found_among_other_cookies_and_only_its_digest_leaves() {
        let (token, digest) = mint().unwrap();
        assert_eq!(token.len(), 43);
        assert_eq!(of(&parts(&[("cookie", &format!("tema=oscuro; poi={token}"))], [1; 4]).headers), Some(digest));
        assert_eq!(of(&parts(&[("cookie", "tema=oscuro")], [1; 4]).headers), None);
    }

    #[test]
    fn the_cookie_is_secure_over_tls() {
        let plain = cookie("x", &parts(&[("origin", "http://poi.example")], [1; 4])).unwrap();
        assert!(plain.to_str().unwrap().contains("HttpOnly; SameSite=Lax"));
        assert!(!plain.to_str().unwrap().contains("Secure"));
        let tls = cookie("x", &parts(&[("origin", "https://poi.example")], [1; 4])).unwrap();
        assert!(tls.to_str().unwrap().ends_with("; Secure"));
    }

    #[test]
    fn only_a_proxy_on_this_machine_may_speak_for_another_address() {
        let forwarded = [("x-forwarded-for", "10.0.0.9, 10.0.0.7")];
        assert_eq!(address(&parts(&forwarded, [127, 0, 0, 1])), "10.0.0.7");
        assert_eq!(address(&parts(&forwarded, [10, 1, 1, 1])), "10.1.1.1");
    }
}
