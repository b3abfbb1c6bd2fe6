//! The key-encryption key: wraps data keys, never leaves its provider. A file for one machine; Vault or PKCS#11 are
//! further implementations of [`KeyEncryption`].

use super::cipher::{CipherError, DataKey, context};
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Wraps and unwraps data keys.
pub trait KeyEncryption: Send + Sync {
    /// Id of the key that wraps now.
    fn id(&self) -> &str;
    /// Wraps `key` for the place that `place` names.
    ///
    /// # Errors
    /// When the cipher refuses.
    fn wrap(&self, place: &[&[u8]], key: &DataKey) -> Result<Vec<u8>, KekError>;
    /// Unwraps what was wrapped under the key `id` for the same place.
    ///
    /// # Errors
    /// When the provider does not have that key, or the bytes do not authenticate.
    fn unwrap(&self, id: &str, place: &[&[u8]], wrapped: &[u8]) -> Result<DataKey, KekError>;
}

/// Why a key could not be wrapped or unwrapped.
#[derive(Debug, thiserror::Error)]
pub enum KekError {
    /// The file is not there.
    #[error("no key-encryption key at {0}: make one with «sigess config chiave»")]
    Missing(PathBuf),
    /// The file cannot be read or written.
    #[error("key-encryption key at {path}: {source}")]
    File {
        /// Where it should be.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file holds no key.
    #[error("key-encryption key at {0} is not of the form «id hex»")]
    Malformed(PathBuf),
    /// Wrapped by a key that this provider does not have.
    #[error("no key-encryption key with id {0}")]
    Unknown(String),
    /// The wrapped bytes are not what they should be.
    #[error(transparent)]
    Cipher(#[from] CipherError),
}

/// A key-encryption key in a file of one line, `<id> <64 hexadecimal digits>`, readable by its owner only.
pub struct FileKek {
    id: String,
    key: DataKey,
}

impl FileKek {
    /// Reads the key.
    ///
    /// # Errors
    /// When it is missing, unreadable or malformed.
    pub fn open(path: &Path) -> Result<Self, KekError> {
        let fault = |source| KekError::File { path: path.to_owned(), source };
        let mut text = Zeroizing::new(String::new());
        match File::open(path) {
            Ok(mut file) => file.read_to_string(&mut text).map_err(fault)?,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(KekError::Missing(path.to_owned()));
            }
            Err(e) => return Err(fault(e)),
        };
        let malformed = || KekError::Malformed(path.to_owned());
        let (id, digits) = text.trim().split_once(' ').ok_or_else(malformed)?;
        let bytes = Zeroizing::new(unhex(digits).ok_or_else(malformed)?);
        Ok(Self { id: id.to_owned(), key: DataKey::from_slice(&bytes).map_err(|_| malformed())? })
    }

    /// Reads the key, or makes one where there is none yet.
    ///
    /// # Errors
    /// When it is unreadable, malformed, or cannot be written.
    pub fn open_or_create(path: &Path) -> Result<Self, KekError> {
        use std::os::unix::fs::OpenOptionsExt;
        match Self::open(path) {
            Err(KekError::Missing(_)) => {}
            other => return other,
        }
        let fault = |source| KekError::File { path: path.to_owned(), source };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(fault)?;
        }
        let key = DataKey::random();
        let line = Zeroizing::new(format!("{} {}\n", uuid::Uuid::new_v4().simple(), hex(key.as_bytes())));
        let mut file =
            OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(fault)?;
        file.write_all(line.as_bytes()).and_then(|()| file.sync_all()).map_err(fault)?;
        Self::open(path)
    }
}

impl KeyEncryption for FileKek {
    fn id(&self) -> &str {
        &self.id
    }

    fn wrap(&self, place: &[&[u8]], key: &DataKey) -> Result<Vec<u8>, KekError> {
        Ok(self.key.seal(&wrapping(&self.id, place), key.as_bytes())?)
    }

    fn unwrap(&self, id: &str, place: &[&[u8]], wrapped: &[u8]) -> Result<DataKey, KekError> {
        if id != self.id {
            return Err(KekError::Unknown(id.to_owned()));
        }
        let bytes = Zeroizing::new(self.key.open(&wrapping(id, place), wrapped)?);
        Ok(DataKey::from_slice(&bytes)?)
    }
}

fn wrapping(id: &str, place: &[&[u8]]) -> Vec<u8> {
    let mut parts: Vec<&[u8]> = vec![b"sigess/kek/1", id.as_bytes()];
    parts.extend_from_slice(place);
    context(&parts)
}

/// Lower-case hexadecimal digits of `bytes`.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
        text
    })
}

/// The bytes of a string of hexadecimal digits, if it is one.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_key_opens_only_in_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chiavi/kek");
        let kek = FileKek::open_or_create(&path).unwrap();
        let key = DataKey::random();
        let wrapped = kek.wrap(&[b"a", b"b"], &key).unwrap();
        let again = FileKek::open_or_create(&path).unwrap();
        assert_eq!(again.unwrap(kek.id(), &[b"a", b"b"], &wrapped).unwrap().as_bytes(), key.as_bytes());
        assert!(again.unwrap(kek.id(), &[b"ab", b""], &wrapped).is_err());
        assert!(matches!(again.unwrap("other", &[b"a", b"b"], &wrapped), Err(KekError::Unknown(_))));
    }

    #[test]
    fn the_file_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kek");
        FileKek::open_or_create(&path).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn refuses_a_missing_or_malformed_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kek");
        assert!(matches!(FileKek::open(&path), Err(KekError::Missing(_))));
        std::fs::write(&path, "id 00ff").unwrap();
        assert!(matches!(FileKek::open_or_create(&path), Err(KekError::Malformed(_))));
    }

    #[test]
    fn hex_goes_both_ways() {
        assert_eq!(hex(&[0, 255, 16]), "00ff10");
        assert_eq!(unhex("00ff10"), Some(vec![0, 255, 16]));
        assert_eq!(unhex("0"), None);
        assert_eq!(unhex("èè"), None);
    }
}
