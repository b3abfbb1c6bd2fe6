//! TS-CNS: the health card whose certificate proves who holds it. A proxy does TLS with the browser and passes the
//! certificate on; everything that can be checked of it without the network is checked here
//! ([ADR 0012](../../../docs/adr/0012-ts-cns.md)).

mod certificate;
mod config;
mod header;
mod trust;

pub use config::{CnsConfig, CnsConfigError, Form};
pub use trust::RevocationList;

use crate::login::FiscalError;
use chrono::{DateTime, Utc};
use domain::codice_fiscale::CodiceFiscale;
use rustls_pki_types::CertificateDer;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use trust::Trust;

/// Why a card is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// The proxy passed no certificate on: the browser sent none.
    #[error("no certificate")]
    Missing,
    /// What was passed on is no certificate, or more than one.
    #[error("the header cannot be read")]
    Header,
    /// No way from it to an authority that is trusted.
    #[error("no chain to a trusted authority")]
    Chain,
    /// Not yet valid, or not any more.
    #[error("not valid at this time")]
    Time,
    /// Not for the authentication of clients.
    #[error("extended key usage without client authentication")]
    ExtendedKeyUsage,
    /// Its key is not for signing alone.
    #[error("key usage is not digital signature alone")]
    KeyUsage,
    /// Not issued as a TS-CNS.
    #[error("no accepted policy")]
    Policy,
    /// Revoked.
    #[error("revoked")]
    Revoked,
    /// Whether it is revoked is not known: the list is missing or too old.
    #[error("no current revocation list of its authority")]
    Revocation,
    /// Its name holds no codice fiscale.
    #[error("the common name holds no codice fiscale")]
    Name,
}

impl CardError {
    /// Stable word for the trail.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "CERTIFICATO_MANCANTE",
            Self::Header => "CERTIFICATO_ILLEGGIBILE",
            Self::Chain => "CERTIFICATO_AUTORITA",
            Self::Time => "CERTIFICATO_SCADUTO",
            Self::ExtendedKeyUsage => "CERTIFICATO_EKU",
            Self::KeyUsage => "CERTIFICATO_USO_CHIAVE",
            Self::Policy => "CERTIFICATO_POLICY",
            Self::Revoked => "CERTIFICATO_REVOCATO",
            Self::Revocation => "CERTIFICATO_CRL",
            Self::Name => "CERTIFICATO_NOME",
        }
    }
}

/// A certificate as a proxy passed it on, with what it says lies between it and an authority.
#[derive(Clone, Debug)]
pub struct Presented {
    leaf: CertificateDer<'static>,
    chain: Vec<CertificateDer<'static>>,
}

/// A card that was accepted. Only its holder is of interest, and which certificate it was.
pub struct Card {
    /// Its holder.
    pub holder: CodiceFiscale,
    /// SHA-256 of the certificate, in hexadecimal.
    pub fingerprint: String,
}

/// Judges cards. Clones share what was read from the folders.
#[derive(Clone)]
pub struct Cns(Arc<Inner>);

struct Inner {
    config: CnsConfig,
    trust: Trust,
}

impl Cns {
    /// With this configuration. The folders are read now, to find out at once if that cannot be done.
    ///
    /// # Errors
    /// When there is no authority in them, or a file of theirs cannot be read.
    pub fn new(config: CnsConfig, now: DateTime<Utc>) -> Result<Self, CnsConfigError> {
        let trust = Trust::open(&config.authorities, &config.revocation_lists, now)?;
        Ok(Self(Arc::new(Inner { config, trust })))
    }

    /// How it is set up.
    #[must_use]
    pub fn config(&self) -> &CnsConfig {
        &self.0.config
    }

    /// Until when the revocation lists that are in force count, the nearest end first.
    pub async fn revocation_lists(&self, now: DateTime<Utc>) -> Vec<RevocationList> {
        self.0.trust.current(now).await.ends.clone()
    }

    /// The certificate in the headers of a request: `values` answers those of a name.
    ///
    /// # Errors
    /// `Missing` or `Header`.
    pub fn presented<'h, I>(&self, values: impl Fn(&str) -> I) -> Result<Presented, CardError>
    where
        I: Iterator<Item = &'h [u8]>,
    {
        header::read(&self.0.config.form, values)
    }

    /// Judges a certificate, in the order chain, time, extended key usage, key usage, policy, revocation, name.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub async fn judge(&self, presented: &Presented, now: DateTime<Utc>) -> Result<Card, CardError> {
        let material = self.0.trust.current(now).await;
        let leaf = certificate::parse(&presented.leaf)?;
        material.check_chain(presented, now)?;
        certificate::check_usage(&leaf)?;
        certificate::check_policy(&leaf, self.0.config.cie_cards)?;
        material.check_revocation(presented, now)?;
        let holder = certificate::holder(&leaf)?;
        Ok(Card { holder, fingerprint: format!("{:x}", Sha256::digest(&presented.leaf)) })
    }
}

impl From<FiscalError> for CardError {
    fn from(_: FiscalError) -> Self {
        Self::Name
    }
}
