//! Addresses that a login trusts: the issuers, and our own public one.

use openidconnect::url::{Host, Url};

/// Which addresses are good enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Development: also `http` on this machine.
    Development,
    /// Anywhere else: `https`, and no issuer on this machine.
    Strict,
}

/// Why an address is not good enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Not an absolute address.
    #[error("non è un indirizzo")]
    Malformed,
    /// Another scheme, or `http` where it is not allowed.
    #[error("deve essere https")]
    Scheme,
    /// On this machine.
    #[error("un indirizzo locale è ammesso solo nel profilo di sviluppo")]
    Loopback,
    /// With user, query, fragment or (for the public address) path.
    #[error("contiene parti non ammesse")]
    Parts,
}

impl Trust {
    /// Checks the address of an issuer or of one of its endpoints.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(self, address: &str) -> Result<Url, AddressError> {
        let url = Url::parse(address).map_err(|_| AddressError::Malformed)?;
        let local = is_loopback(&url);
        match (url.scheme(), self) {
            ("https", Self::Strict) if local => return Err(AddressError::Loopback),
            ("https", _) => {}
            ("http", Self::Development) if local => {}
            _ => return Err(AddressError::Scheme),
        }
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(AddressError::Parts);
        }
        Ok(url)
    }

    /// Checks the address of an issuer: no query either.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check_issuer(self, address: &str) -> Result<Url, AddressError> {
        let url = self.check(address)?;
        if url.query().is_some() { Err(AddressError::Parts) } else { Ok(url) }
    }
}

/// Where browsers find this service: scheme, host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress(String);

impl PublicAddress {
    /// Reads the address; a single `/` at its end does not count.
    ///
    /// # Errors
    /// What is wrong with it. On this machine is good enough also with [`Trust::Strict`], if it is `https`.
    pub fn new(address: &str, trust: Trust) -> Result<Self, AddressError> {
        let url = match trust.check(address) {
            Err(AddressError::Loopback) => Trust::Development.check(address)?,
            checked => checked?,
        };
        if url.path() != "/" || url.query().is_some() {
            return Err(AddressError::Parts);
        }
        Ok(Self(url.origin().ascii_serialization()))
    }

    /// As browsers write it in `Origin`: no `/` at the end, no default port.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.0
    }
}

/// Whether an address is on this machine.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Some(Host::Ipv4(ip)) => ip.is_loopback() || ip.is_unspecified(),
        Some(Host::Ipv6(ip)) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback() || ip.is_unspecified())
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCAL: [&str; 7] = [
        "://localhost:7001",
        "://idp.localhost",
        "://localhost.",
        "://127.0.0.1:7001",
        "://127.9.9.9",
        "://[::1]:7001",
        "://[::ffff:127.0.0.1]",
    ];

    #[test]
    fn outside_development_an_issuer_is_https_and_not_on_this_machine() {
        assert!(Trust::Strict.check_issuer("https://identita.example.it/oidc").is_ok());
        assert_eq!(Trust::Strict.check_issuer("http://identita.example.it"), Err(AddressError::Scheme));
        for local in LOCAL {
            assert_eq!(
                Trust::Strict.check_issuer(&format!("https{local}")),
                Err(AddressError::Loopback),
                "{local}"
            );
            assert_eq!(
                Trust::Strict.check_issuer(&format!("http{local}")),
                Err(AddressError::Scheme),
                "{local}"
            );
        }
    }

    #[test]
    fn in_development_http_is_for_this_machine_only() {
        for local in LOCAL {
            assert!(Trust::Development.check_issuer(&format!("http{local}")).is_ok(), "{local}");
        }
        for foreign in [
            "http://identita.example.it",
            "http://10.0.0.1",
            "http://localhost.example.it",
            "ftp://localhost",
        ] {
            assert_eq!(Trust::Development.check_issuer(foreign), Err(AddressError::Scheme), "{foreign}");
        }
    }

    #[test]
    fn an_issuer_has_no_user_no_query_no_fragment() {
        for address in ["https://a@b.example", "https://b.example?x=1", "https://b.example#x"] {
            assert_eq!(Trust::Strict.check_issuer(address), Err(AddressError::Parts), "{address}");
        }
        assert_eq!(Trust::Strict.check_issuer("identita"), Err(AddressError::Malformed));
    }

    #[test]
    fn the_public_address_is_written_as_browsers_write_origins() {
        let origin = |address| PublicAddress::new(address, Trust::Strict).map(|p| p.origin().to_owned());
        assert_eq!(origin("https://Sigess.Example.it:443/"), Ok("https://sigess.example.it".into()));
        assert_eq!(origin("https://sigess.example.it:8443"), Ok("https://sigess.example.it:8443".into()));
        assert_eq!(origin("http://sigess.example.it"), Err(AddressError::Scheme));
        assert_eq!(origin("https://sigess.example.it/app"), Err(AddressError::Parts));
        assert!(PublicAddress::new("http://127.0.0.1:8080", Trust::Development).is_ok());
        assert!(PublicAddress::new("http://127.0.0.1:8080", Trust::Strict).is_err());
    }
}
