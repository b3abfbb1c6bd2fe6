//! Signed checkpoints: a C2SP signed note with an Ed25519 signature over `origin, size, root` (tlog-checkpoint).

use super::leaf::Hash;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use sha2::{Digest, Sha256};

/// Algorithm byte of Ed25519 in a signed note.
const ED25519: u8 = 1;
/// Begins every signature line.
const DASH: &str = "\u{2014} ";

/// How far a log went, and the root of its tree there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

/// Why a note is not a checkpoint of this log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Not of the form of a signed checkpoint.
    #[error("not a signed checkpoint")]
    Malformed,
    /// No signature by the known key.
    #[error("not signed by the known key")]
    Unsigned,
}

impl Checkpoint {
    fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }

    /// The checkpoint as a note signed by `key`.
    #[must_use]
    pub fn sign(&self, key: &SigningKey) -> String {
        let text = self.text();
        let mut signature = key_hash(&self.origin, &key.verifying_key()).to_vec();
        signature.extend_from_slice(&key.sign(text.as_bytes()).to_bytes());
        format!("{text}\n{DASH}{} {}\n", self.origin, STANDARD.encode(signature))
    }

    /// Reads a note and checks its signature.
    ///
    /// # Errors
    /// When it is not of that form, or not signed by `key`.
    pub fn open(note: &str, key: &VerifyingKey) -> Result<Self, NoteError> {
        let (text, signatures) = note.split_once("\n\n").ok_or(NoteError::Malformed)?;
        let mut lines = text.lines();
        let mut line = || lines.next().ok_or(NoteError::Malformed);
        let origin = line()?.to_owned();
        let size = line()?.parse().map_err(|_| NoteError::Malformed)?;
        let root =
            STANDARD.decode(line()?).ok().and_then(|r| r.try_into().ok()).ok_or(NoteError::Malformed)?;
        let checkpoint = Self { origin, size, root };
        if text.len() + 1 != checkpoint.text().len() {
            return Err(NoteError::Malformed);
        }
        let signed = signatures.lines().any(|line| checkpoint.signed_by(line, key));
        if signed { Ok(checkpoint) } else { Err(NoteError::Unsigned) }
    }

    fn signed_by(&self, line: &str, key: &VerifyingKey) -> bool {
        let Some((name, encoded)) = line.strip_prefix(DASH).and_then(|l| l.split_once(' ')) else {
            return false;
        };
        let Ok(bytes) = STANDARD.decode(encoded) else { return false };
        let Some((hash, signature)) = bytes.split_at_checked(4) else { return false };
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        name == self.origin
            && hash == key_hash(name, key)
            && key.verify(self.text().as_bytes(), &signature).is_ok()
    }
}

fn key_hash(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let mut hash = Sha256::new();
    hash.update(name);
    hash.update([b'\n', ED25519]);
    hash.update(key.as_bytes());
    let hash = hash.finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint() -> Checkpoint {
        Checkpoint { origin: "sigess.example/registro".into(), size: 42, root: [7; 32] }
    }

    #[test]
    fn a_signed_checkpoint_opens_with_its_key_only() {
        let key = SigningKey::from_bytes(&[3; 32]);
        let note = checkpoint().sign(&key);
        assert!(note.starts_with("sigess.example/registro\n42\n"));
        assert_eq!(Checkpoint::open(&note, &key.verifying_key()), Ok(checkpoint()));
        let other = SigningKey::from_bytes(&[4; 32]).verifying_key();
        assert_eq!(Checkpoint::open(&note, &other), Err(NoteError::Unsigned));
    }

    #[test]
    fn an_altered_checkpoint_does_not_open() {
        let key = SigningKey::from_bytes(&[3; 32]);
        let note = checkpoint().sign(&key);
        for altered in [note.replace("\n42\n", "\n43\n"), note.replace("registro\n42", "registri\n42")] {
            assert_eq!(Checkpoint::open(&altered, &key.verifying_key()), Err(NoteError::Unsigned));
        }
        assert_eq!(Checkpoint::open("", &key.verifying_key()), Err(NoteError::Malformed));
        assert_eq!(Checkpoint::open("a\nb\nc\n\n", &key.verifying_key()), Err(NoteError::Malformed));
    }
}
