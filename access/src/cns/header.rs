//! From headers to certificates. Whatever is not exactly one certificate is refused.

use super::config::Form;
use super::{CardError, Presented};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openidconnect::url::form_urlencoded;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

const LEAF: &str = "client-cert";
const CHAIN: &str = "client-cert-chain";
/// Longest certificate, in bytes; cards have about 2,000.
const BYTES_MAX: usize = 16 * 1024;
/// Most certificates between the card and its authority.
const CHAIN_MAX: usize = 4;

/// Reads the certificate in the form of this deployment.
pub(super) fn read<'h, I>(form: &Form, values: impl Fn(&str) -> I) -> Result<Presented, CardError>
where
    I: Iterator<Item = &'h [u8]>,
{
    match form {
        Form::ClientCert => {
            let leaf = byte_sequence(only(values(LEAF))?)?;
            let mut chain = Vec::new();
            for value in values(CHAIN) {
                for item in text(value)?.split(',') {
                    chain.push(byte_sequence(item.trim_matches([' ', '\t']))?);
                }
            }
            if chain.len() > CHAIN_MAX { Err(CardError::Header) } else { Ok(Presented { leaf, chain }) }
        }
        Form::EscapedPem(name) => {
            let leaf = escaped_pem(only(values(&name.to_ascii_lowercase()))?)?;
            Ok(Presented { leaf, chain: Vec::new() })
        }
    }
}

/// The value of a header that is sent once.
fn only<'h>(mut values: impl Iterator<Item = &'h [u8]>) -> Result<&'h str, CardError> {
    let value = values.next().ok_or(CardError::Missing)?;
    match values.next() {
        Some(_) => Err(CardError::Header),
        // A proxy without a certificate to pass on sends an empty header.
        None if value.is_empty() => Err(CardError::Missing),
        None => text(value),
    }
}

fn text(value: &[u8]) -> Result<&str, CardError> {
    if value.len() > BYTES_MAX * CHAIN_MAX * 2 {
        return Err(CardError::Header);
    }
    std::str::from_utf8(value).map_err(|_| CardError::Header)
}

/// `:base64:` (RFC 8941), without parameters.
fn byte_sequence(item: &str) -> Result<CertificateDer<'static>, CardError> {
    let encoded = item.strip_prefix(':').and_then(|i| i.strip_suffix(':')).ok_or(CardError::Header)?;
    let bytes = STANDARD.decode(encoded).map_err(|_| CardError::Header)?;
    certificate(bytes)
}

fn escaped_pem(value: &str) -> Result<CertificateDer<'static>, CardError> {
    // A `+` of the PEM that was not escaped would read as a space.
    let escaped = value.replace('+', "%2B");
    let mut parts = form_urlencoded::parse(escaped.as_bytes());
    let (Some((pem, rest)), None) = (parts.next(), parts.next()) else { return Err(CardError::Header) };
    // The last line of a PEM, or of its base64, may end in `=`, which the parser takes for the end of a name.
    let pem = if rest.is_empty() { pem.into_owned() } else { format!("{pem}={rest}") };
    let mut certificates = CertificateDer::pem_slice_iter(pem.as_bytes());
    let (Some(Ok(one)), None) = (certificates.next(), certificates.next()) else {
        return Err(CardError::Header);
    };
    certificate(one.to_vec())
}

fn certificate(bytes: Vec<u8>) -> Result<CertificateDer<'static>, CardError> {
    if bytes.is_empty() || bytes.len() > BYTES_MAX { Err(CardError::Header) } else { Ok(bytes.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn presented(headers: &[(&str, &str)]) -> Result<(Vec<u8>, usize), CardError> {
        let of = |name: &str| {
            let found: Vec<&[u8]> =
                headers.iter().filter(|(n, _)| *n == name).map(|(_, v)| v.as_bytes()).collect();
            found.into_iter()
        };
        read(&Form::ClientCert, of).map(|p| (p.leaf.to_vec(), p.chain.len()))
    }

    #[test]
    fn a_byte_sequence_is_a_certificate_and_a_list_its_chain() {
        assert_eq!(presented(&[("client-cert", ":AQID:")]), Ok((vec![1, 2, 3], 0)));
        let chain = [
            ("client-cert", ":AQID:"),
            ("client-cert-chain", ":AQ==:, :Ag==:"),
            ("client-cert-chain", ":Aw==:"),
        ];
        assert_eq!(presented(&chain), Ok((vec![1, 2, 3], 3)));
    }

    #[test]
    fn anything_but_one_certificate_is_refused() {
        assert_eq!(presented(&[]), Err(CardError::Missing));
        assert_eq!(presented(&[("client-cert", "")]), Err(CardError::Missing));
        assert_eq!(
            presented(&[("client-cert", ":AQID:"), ("client-cert", ":AQID:")]),
            Err(CardError::Header)
        );
        for wrong in [
            "AQID",
            ":AQID",
            "AQID:",
            "::",
            ":",
            ":AQI:",
            ":A QID:",
            ":AQID:;a=1",
            ":AQID:, :AQID:",
            "\"AQID\"",
            "?",
        ] {
            assert_eq!(presented(&[("client-cert", wrong)]), Err(CardError::Header), "{wrong}");
        }
        let long = [("client-cert", ":AQID:"), ("client-cert-chain", ":AQ==:,:AQ==:,:AQ==:,:AQ==:,:AQ==:")];
        assert_eq!(presented(&long), Err(CardError::Header));
    }

    #[test]
    fn an_escaped_pem_is_a_certificate() {
        let form = Form::EscapedPem("X-Card".into());
        let read_one = |value: &str| {
            let value = value.as_bytes().to_vec();
            read(&form, |name| (name == "x-card").then_some(value.as_slice()).into_iter())
                .map(|p| p.leaf.to_vec())
        };
        let pem = "-----BEGIN%20CERTIFICATE-----%0A-%2B8BAgM8%3D%0A-----END%20CERTIFICATE-----%0A";
        assert_eq!(read_one(pem), Err(CardError::Header), "no base64");
        let pem = "-----BEGIN%20CERTIFICATE-----%0A%2B8BAgM8%3D%0A-----END%20CERTIFICATE-----%0A";
        assert!(read_one(pem).is_ok(), "{:?}", read_one(pem));
        assert_eq!(read_one(pem), read_one(&pem.replace("%2B", "+").replace("%3D", "=")));
        assert_eq!(read_one(&pem.repeat(2)), Err(CardError::Header));
        assert_eq!(read_one("altro"), Err(CardError::Header));
    }
}
