//! What a certificate says of itself: what its key is for, under which policy it was issued, whose it is.

use super::CardError;
use crate::login::codice_fiscale;
use domain::codice_fiscale::CodiceFiscale;
use serde_json::Value;
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::{ParsedExtension, X509Extension};
use x509_parser::prelude::FromDer;

/// Policies of the TS-CNS: of today, and of cards issued before.
const POLICIES: [&str; 3] = ["1.3.76.16.2.1", "1.3.159.6.1.3.2.10", "1.3.76.12.1.1.10.2.2.10"];
/// Policy of the certificate in a CIE.
const CIE_POLICY: &str = "1.3.76.47.4";

/// Reads it. Bytes after it are none of it.
pub(super) fn parse(der: &[u8]) -> Result<X509Certificate<'_>, CardError> {
    match X509Certificate::from_der(der) {
        Ok(([], certificate)) => Ok(certificate),
        _ => Err(CardError::Header),
    }
}

/// Authentication of clients by signatures, and nothing that binds anybody to a document.
pub(super) fn check_usage(certificate: &X509Certificate<'_>) -> Result<(), CardError> {
    let extended = certificate.extended_key_usage().map_err(|_| CardError::ExtendedKeyUsage)?;
    if !extended.is_some_and(|usage| usage.value.client_auth) {
        return Err(CardError::ExtendedKeyUsage);
    }
    let usage = certificate.key_usage().map_err(|_| CardError::KeyUsage)?.ok_or(CardError::KeyUsage)?;
    let signs = usage.critical && usage.value.digital_signature() && !usage.value.non_repudiation();
    if signs { Ok(()) } else { Err(CardError::KeyUsage) }
}

/// Issued as a TS-CNS (or, where wanted, as a CIE).
pub(super) fn check_policy(certificate: &X509Certificate<'_>, cie_cards: bool) -> Result<(), CardError> {
    let extensions = certificate.extensions().iter().map(X509Extension::parsed_extension);
    let policies = extensions.filter_map(|extension| match extension {
        ParsedExtension::CertificatePolicies(policies) => Some(policies),
        _ => None,
    });
    let mut ids = policies.flat_map(|policies| policies.iter().map(|policy| policy.policy_id.to_id_string()));
    let accepted = |id: String| POLICIES.contains(&id.as_str()) || (cie_cards && id == CIE_POLICY);
    if ids.any(accepted) { Ok(()) } else { Err(CardError::Policy) }
}

/// The codice fiscale at the beginning of the one common name: `<codice fiscale>/<card>.<hash>`. The value is taken from
/// its own field, for the hash may hold what a printed name would quote.
pub(super) fn holder(certificate: &X509Certificate<'_>) -> Result<CodiceFiscale, CardError> {
    let mut names = certificate.subject().iter_common_name();
    let (Some(name), None) = (names.next(), names.next()) else { return Err(CardError::Name) };
    let name = name.as_str().map_err(|_| CardError::Name)?;
    let (code, card) = name.split_once('/').ok_or(CardError::Name)?;
    if code.len() != 16 || card.is_empty() {
        return Err(CardError::Name);
    }
    Ok(codice_fiscale(Some(&Value::from(code)))?)
}
