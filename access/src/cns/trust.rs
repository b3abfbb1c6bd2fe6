//! Authorities and their revocation lists, from two folders. A job outside brings new lists; they are read again when
//! the folders have changed, at most once a minute. What cannot be read then leaves what was read before in force, which
//! grows old by itself.

use super::{CardError, CnsConfigError, Presented};
use chrono::{DateTime, Duration, Utc};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer, TrustAnchor, UnixTime};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use tokio::sync::Mutex;
use webpki::{
    CertRevocationList, EndEntityCert, Error, ExpirationPolicy, KeyUsage, OwnedCertRevocationList,
    RevocationCheckDepth, RevocationOptionsBuilder, UnknownStatusPolicy,
};
use x509_parser::prelude::FromDer;
use x509_parser::revocation_list::CertificateRevocationList;

/// How often the folders are looked at.
const LOOK: Duration = Duration::minutes(1);

/// The folders, and what was read from them.
pub(super) struct Trust {
    folders: [PathBuf; 2],
    read: Mutex<Read>,
}

struct Read {
    material: Arc<Material>,
    seen: Vec<Seen>,
    looked: DateTime<Utc>,
}

/// What tells that a file has changed.
type Seen = (PathBuf, Option<SystemTime>, u64);

/// Authorities and lists.
pub(super) struct Material {
    anchors: Vec<TrustAnchor<'static>>,
    lists: Vec<CertRevocationList<'static>>,
    /// Until when the lists count, the nearest end first.
    pub(super) ends: Vec<RevocationList>,
}

/// Until when a revocation list counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevocationList {
    /// When the next one should be there (`nextUpdate`): from then on it refuses the cards of its authority.
    pub next_update: DateTime<Utc>,
    /// Where it is.
    pub file: PathBuf,
}

impl Trust {
    pub(super) fn open(authorities: &Path, lists: &Path, now: DateTime<Utc>) -> Result<Self, CnsConfigError> {
        let folders = [authorities.to_owned(), lists.to_owned()];
        let seen = look(&folders)?;
        let material = Arc::new(Material::read(&folders)?);
        Ok(Self { folders, read: Mutex::new(Read { material, seen, looked: now }) })
    }

    /// What is in force now.
    pub(super) async fn current(&self, now: DateTime<Utc>) -> Arc<Material> {
        let mut read = self.read.lock().await;
        if now - read.looked >= LOOK {
            read.looked = now;
            let (folders, before) = (self.folders.clone(), read.seen.clone());
            // Lists of large authorities have megabytes.
            let again = tokio::task::spawn_blocking(move || {
                let seen = look(&folders)?;
                let changed = seen != before;
                Ok::<_, CnsConfigError>(match changed {
                    true => Some((seen, Material::read(&folders)?)),
                    false => None,
                })
            });
            match again.await {
                Ok(Ok(Some((seen, material)))) => {
                    tracing::info!(target: "access.cns", authorities = material.anchors.len(), lists = material.lists.len(), "read again");
                    (read.seen, read.material) = (seen, Arc::new(material));
                }
                Ok(Ok(None)) => {}
                Ok(Err(cause)) => {
                    tracing::error!(target: "access.cns", %cause, "authorities and lists of before stay");
                }
                Err(_) => tracing::error!(target: "access.cns", "authorities and lists of before stay"),
            }
        }
        Arc::clone(&read.material)
    }
}

/// The files of the folders. Those whose names begin with a dot are none.
fn look(folders: &[PathBuf]) -> Result<Vec<Seen>, CnsConfigError> {
    let mut seen = Vec::new();
    for folder in folders {
        let failed = |error| CnsConfigError::File(folder.clone(), error);
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let about = std::fs::metadata(entry.path()).map_err(failed)?;
            if about.is_file() && !entry.file_name().as_encoded_bytes().starts_with(b".") {
                seen.push((entry.path(), about.modified().ok(), about.len()));
            }
        }
    }
    seen.sort();
    Ok(seen)
}

impl Material {
    fn read(folders: &[PathBuf; 2]) -> Result<Self, CnsConfigError> {
        let (mut anchors, mut lists, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for (path, ..) in look(&folders[..1])? {
            let wrong = || CnsConfigError::Content(path.clone(), "un certificato");
            for der in items::<CertificateDer<'static>>(&path)?.ok_or_else(wrong)? {
                anchors.push(webpki::anchor_from_trusted_cert(&der).map_err(|_| wrong())?.to_owned());
            }
        }
        for (path, ..) in look(&folders[1..])? {
            let wrong = || CnsConfigError::Content(path.clone(), "una lista di revoca");
            for der in items::<CertificateRevocationListDer<'static>>(&path)?.ok_or_else(wrong)? {
                let next_update = next_update(&der).ok_or_else(wrong)?;
                ends.push(RevocationList { next_update, file: path.clone() });
                lists.push(OwnedCertRevocationList::from_der(&der).map_err(|_| wrong())?.into());
            }
        }
        ends.sort_by_key(|list| list.next_update);
        match anchors.is_empty() {
            true => Err(CnsConfigError::NoAuthority(folders[0].clone())),
            false => Ok(Self { anchors, lists, ends }),
        }
    }

    /// A chain to an authority, all of it valid now and for clients.
    pub(super) fn check_chain(&self, presented: &Presented, now: DateTime<Utc>) -> Result<(), CardError> {
        self.verify(presented, now, None)
    }

    /// Not in the list of its authority, which must be there and not be over.
    pub(super) fn check_revocation(
        &self,
        presented: &Presented,
        now: DateTime<Utc>,
    ) -> Result<(), CardError> {
        let lists: Vec<&CertRevocationList<'_>> = self.lists.iter().collect();
        let options = RevocationOptionsBuilder::new(&lists).map_err(|_| CardError::Revocation)?;
        let options = options
            .with_depth(RevocationCheckDepth::EndEntity)
            .with_status_policy(UnknownStatusPolicy::Deny)
            .with_expiration_policy(ExpirationPolicy::Enforce);
        self.verify(presented, now, Some(options.build()))
    }

    fn verify(
        &self,
        presented: &Presented,
        now: DateTime<Utc>,
        revocation: Option<webpki::RevocationOptions<'_>>,
    ) -> Result<(), CardError> {
        let leaf = EndEntityCert::try_from(&presented.leaf).map_err(|_| CardError::Header)?;
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        let time = UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds));
        let with_lists = revocation.is_some();
        leaf.verify_for_usage(
            webpki::ALL_VERIFICATION_ALGS,
            &self.anchors,
            &presented.chain,
            time,
            KeyUsage::client_auth(),
            revocation,
            None,
        )
        .map(|_| ())
        .map_err(|error| match error {
            Error::CertExpired { .. } | Error::CertNotValidYet { .. } => CardError::Time,
            Error::RequiredEkuNotFoundContext(_) | Error::EmptyEkuExtension => CardError::ExtendedKeyUsage,
            Error::CertRevoked => CardError::Revoked,
            // The chain was well before: it is the lists.
            _ if with_lists => CardError::Revocation,
            _ => CardError::Chain,
        })
    }
}

/// When the next list should be there.
fn next_update(der: &[u8]) -> Option<DateTime<Utc>> {
    let (_, list) = CertificateRevocationList::from_der(der).ok()?;
    DateTime::from_timestamp(list.next_update()?.timestamp(), 0)
}

/// The objects of a file: one in DER, or those of a PEM; `None` when it holds none.
fn items<T: PemObject + From<Vec<u8>>>(path: &Path) -> Result<Option<Vec<T>>, CnsConfigError> {
    let bytes = std::fs::read(path).map_err(|error| CnsConfigError::File(path.to_owned(), error))?;
    // DER of both begins with a sequence.
    if bytes.first() == Some(&0x30) {
        return Ok(Some(vec![bytes.into()]));
    }
    let found: Result<Vec<T>, _> = T::pem_slice_iter(&bytes).collect();
    Ok(found.ok().filter(|found| !found.is_empty()))
}
