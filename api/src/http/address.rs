//! From which address a request comes: that of the connection, unless a proxy we trust says whose it passes on.

use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The other end of the connection, put into every request by [`super::serve`].
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// From where a request comes, as [`Proxies::client`] tells it; put into every request before it is answered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client(pub(super) IpAddr);

/// The proxies that are believed, and the header in which they say from where a request came.
#[derive(Clone, Debug)]
pub struct Proxies {
    /// Their addresses.
    pub trusted: Vec<IpNet>,
    /// The header: each proxy adds the address that it saw at its end, after a comma.
    pub header: HeaderName,
}

impl Proxies {
    /// None: the service is reached directly.
    #[must_use]
    pub fn none() -> Self {
        Self { trusted: Vec::new(), header: HeaderName::from_static("x-forwarded-for") }
    }

    /// Whether this is one of them.
    #[must_use]
    pub fn trust(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.trusted.iter().any(|network| network.contains(&address))
    }

    /// The client's address: from the end of the header backwards, the first that is not a proxy of ours. What stands
    /// before it was written by whoever pleased. Nonsense in the header leaves the proxy's own address.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trust(peer) {
            return peer;
        }
        let values: Vec<_> = headers.get_all(&self.header).iter().collect();
        let parts = values.iter().rev().flat_map(|v| v.to_str().unwrap_or("?").rsplit(','));
        for part in parts {
            match address(part.trim()) {
                None => return peer,
                Some(address) if self.trust(address) => {}
                Some(address) => return address,
            }
        }
        peer
    }
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let parsed = bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|a| a.ip()));
    parsed.map(|a: IpAddr| a.to_canonical())
}

/// What counts as one client: an IPv4 address, or the IPv6 network that one customer gets.
#[must_use]
pub(super) fn one_client(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str]) -> String {
        let proxies = Proxies {
            trusted: ["10.0.0.0/8", "fd00::/8"].map(|n| n.parse().unwrap()).to_vec(),
            ..Proxies::none()
        };
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_trusted_proxy_says_whose_request_it_passes_on() {
        assert_eq!(client("10.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(client("fd00::1", &["198.51.100.7, 10.0.0.9"]), "198.51.100.7");
        assert_eq!(client("::ffff:10.0.0.1", &["2001:db8::7"]), "2001:db8::7");
        assert_eq!(client("10.0.0.1", &["[2001:db8::7]:4711"]), "2001:db8::7");
        assert_eq!(client("10.0.0.1", &["198.51.100.7:4711"]), "198.51.100.7");
    }

    #[test]
    fn what_the_client_wrote_itself_is_not_believed() {
        assert_eq!(client("10.0.0.1", &["203.0.113.1, 198.51.100.7"]), "198.51.100.7");
        assert_eq!(client("10.0.0.1", &["203.0.113.1", "198.51.100.7"]), "198.51.100.7");
        assert_eq!(client("10.0.0.1", &["198.51.100.7, nonsense"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn nobody_but_a_trusted_proxy_is_believed() {
        assert_eq!(client("192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
    }

    #[test]
    fn the_addresses_of_an_ipv6_customer_are_one_client() {
        let one = |a: &str| one_client(a.parse().unwrap());
        assert_eq!(one("2001:db8:1:2::7"), one("2001:db8:1:2:ffff::9"));
        assert_ne!(one("2001:db8:1:2::7"), one("2001:db8:1:3::7"));
        assert_ne!(one("198.51.100.7"), one("198.51.100.8"));
    }
}
