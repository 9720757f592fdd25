//! Who asks, over what and of which host, as far as a request can be believed.
//!
//! Anybody writes anything in a header. What `X-Forwarded-*` says is believed only of a proxy
//! that the installation names; of anybody else it is as if it were not there.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::extract::ConnectInfo;
use http::{Extensions, HeaderMap, header};

/// What carries a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Http,
    Https,
}

/// How a connection came in; every request carries it.
#[derive(Clone, Debug)]
pub struct Door {
    pub scheme: Scheme,
    /// Whose word about other addresses is taken.
    pub proxies: Arc<[IpAddr]>,
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub address: Option<IpAddr>,
    pub scheme: Scheme,
    /// The host that was asked for, with its port where it has one.
    pub host: Option<String>,
}

impl Caller {
    #[must_use]
    pub fn of(headers: &HeaderMap, extensions: &Extensions) -> Self {
        let door = extensions.get::<Door>();
        let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip().to_canonical());
        let direct = Self {
            address: peer,
            scheme: door.map_or(Scheme::Http, |door| door.scheme),
            host: last(headers, header::HOST.as_str()),
        };
        match (door, peer) {
            (Some(door), Some(peer)) if door.trusts(peer) => direct.told(headers, door, peer),
            _ => direct,
        }
    }

    /// What the proxy at the other end says, in place of what the connection shows.
    fn told(self, headers: &HeaderMap, door: &Door, proxy: IpAddr) -> Self {
        let scheme = match last(headers, "x-forwarded-proto").as_deref() {
            Some("https") => Scheme::Https,
            Some("http") => Scheme::Http,
            _ => self.scheme,
        };
        let host = last(headers, "x-forwarded-host").or(self.host);
        Self { address: Some(door.beyond(headers, proxy)), scheme, host }
    }
}

impl Door {
    fn trusts(&self, address: IpAddr) -> bool {
        self.proxies.iter().any(|proxy| proxy.to_canonical() == address)
    }

    /// The first hop back from here that is no proxy of ours: each hop was written by the next
    /// one, so whatever stands before it is hearsay.
    fn beyond(&self, headers: &HeaderMap, proxy: IpAddr) -> IpAddr {
        let mut client = proxy;
        for hop in list(headers, "x-forwarded-for").into_iter().rev() {
            let Some(address) = address(hop) else { break };
            client = address;
            if !self.trusts(address) {
                break;
            }
        }
        client
    }
}

/// An address alone, or with the port that some proxies add.
fn address(hop: &str) -> Option<IpAddr> {
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    let parsed = bare.parse().ok().or_else(|| hop.parse().ok().map(|it: SocketAddr| it.ip()));
    parsed.map(|address: IpAddr| address.to_canonical())
}

/// What was said under a name, in the order of the hops: repeated or between commas.
fn list<'a>(headers: &'a HeaderMap, name: &str) -> Vec<&'a str> {
    let values = headers.get_all(name).iter().map(|value| value.to_str().unwrap_or("?"));
    values.flat_map(|value| value.split(',')).map(str::trim).filter(|value| !value.is_empty()).collect()
}

/// What the nearest hop said.
fn last(headers: &HeaderMap, name: &str) -> Option<String> {
    list(headers, name).last().map(|value| (*value).to_owned())
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    const PROXY: &str = "10.0.0.2";
    const INNER: &str = "10.0.0.3";

    fn caller(peer: &str, headers: &[(&'static str, &'static str)]) -> Caller {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        let proxies = [PROXY, INNER].map(|proxy| proxy.parse().unwrap());
        extensions.insert(Door { scheme: Scheme::Http, proxies: Arc::new(proxies) });
        Caller::of(&map, &extensions)
    }

    fn address_of(peer: &str, hops: &[&'static str]) -> String {
        let headers: Vec<_> = hops.iter().map(|hop| ("x-forwarded-for", *hop)).collect();
        caller(peer, &headers).address.unwrap().to_string()
    }

    #[test]
    fn the_client_is_the_last_hop_that_is_no_proxy_of_ours() {
        for (peer, hops, client) in [
            (PROXY, vec!["190.1.1.1"], "190.1.1.1"),
            (PROXY, vec!["6.6.6.6, 190.1.1.1"], "190.1.1.1"),
            (PROXY, vec!["6.6.6.6", "190.1.1.1"], "190.1.1.1"),
            (PROXY, vec!["6.6.6.6, 190.1.1.1, 10.0.0.3"], "190.1.1.1"),
            (PROXY, vec!["10.0.0.3"], INNER),
            (PROXY, vec!["190.1.1.1:4711"], "190.1.1.1"),
            (PROXY, vec!["[2001:db8::1]:4711"], "2001:db8::1"),
            (PROXY, vec!["[2001:db8::1]"], "2001:db8::1"),
            (PROXY, vec!["::ffff:190.1.1.1"], "190.1.1.1"),
            (PROXY, vec!["6.6.6.6, unknown"], PROXY),
            (PROXY, vec![], PROXY),
            ("::ffff:10.0.0.2", vec!["190.1.1.1"], "190.1.1.1"),
        ] {
            assert_eq!(address_of(peer, &hops), client, "{peer} {hops:?}");
        }
    }

    #[test]
    fn of_anybody_else_it_is_as_if_it_were_not_there() {
        let told = [
            ("x-forwarded-for", "10.0.0.2"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "otro"),
            ("host", "poi"),
        ];
        for peer in ["190.1.1.1", "127.0.0.1", "::1"] {
            let direct = Caller { address: peer.parse().ok(), scheme: Scheme::Http, host: Some("poi".into()) };
            assert_eq!(caller(peer, &told), direct);
        }
        let believed = caller(PROXY, &told);
        assert_eq!((believed.scheme, believed.host.as_deref()), (Scheme::Https, Some("otro")));
    }

    #[test]
    fn a_proxy_that_does_not_say_leaves_what_the_connection_shows() {
        let silent = caller(PROXY, &[("host", "poi"), ("x-forwarded-proto", "gopher")]);
        assert_eq!((silent.scheme, silent.host.as_deref()), (Scheme::Http, Some("poi")));
        let chained = caller(PROXY, &[("x-forwarded-proto", "https, http"), ("x-forwarded-host", "falso, poi")]);
        assert_eq!((chained.scheme, chained.host.as_deref()), (Scheme::Http, Some("poi")), "the nearest one counts");
    }
}
