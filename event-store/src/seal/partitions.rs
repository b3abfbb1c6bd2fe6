//! Takes the sealed partitions out of a payload, and puts them back. The wire form is that of `domain::riservato`.

use super::cipher::{CipherError, context};
use super::keys::KeySet;
use domain::identita::SoggettoId;
use domain::riservato::{Classe, MARCA_CHIARO, MARCA_SIGILLO};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// Generation of a subject's keys; part of what a ciphertext is bound to.
const KEY_ID: &[u8] = &1u32.to_be_bytes();

/// Where an event stands: every ciphertext in it is bound to this place.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Type of the aggregate.
    pub aggregate_type: &'a str,
    /// Id of the stream.
    pub stream: &'a str,
    /// Sequence in the stream.
    pub sequence: u64,
    /// Type under which the event is stored.
    pub event_type: &'a str,
}

impl Place<'_> {
    fn context(&self, subject: SoggettoId, class: Classe) -> Vec<u8> {
        context(&[
            b"sigess/partizione/1",
            self.aggregate_type.as_bytes(),
            self.stream.as_bytes(),
            &self.sequence.to_be_bytes(),
            self.event_type.as_bytes(),
            subject.0.as_bytes(),
            class.as_str().as_bytes(),
            KEY_ID,
        ])
    }
}

/// A payload ready to be stored.
pub struct Sealed {
    /// The payload, without personal data.
    pub payload: Value,
    /// The ciphertexts, by their number in the payload.
    pub partitions: Vec<Vec<u8>>,
}

/// Why a payload could not be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// A partition is not of the plain form.
    #[error("a partition is malformed")]
    Malformed,
    /// A partition was erased: it cannot be written again.
    #[error("data of subject {0} were erased")]
    Erased(SoggettoId),
    /// The subject's keys are not at hand.
    #[error("no keys for subject {0}")]
    NoKeys(SoggettoId),
    /// The cipher refused.
    #[error(transparent)]
    Cipher(#[from] CipherError),
    /// A value could not be written as JSON.
    #[error("a partition could not be serialised")]
    Json,
}

/// Why a payload could not be unsealed.
#[derive(Debug, thiserror::Error)]
pub enum UnsealError {
    /// The stored form is wrong: a number without ciphertext, an unknown class.
    #[error("a sealed partition is malformed")]
    Malformed,
    /// The subject's keys are not at hand.
    #[error("no keys for subject {0}")]
    NoKeys(SoggettoId),
    /// The ciphertext does not authenticate in its place: an alarm, not a gap.
    #[error("a sealed partition of subject {subject} does not open: {source}")]
    Integrity {
        /// Whose data.
        subject: SoggettoId,
        /// What the cipher says.
        source: CipherError,
    },
}

/// Collects the subjects of all partitions of a payload, plain or sealed.
pub fn subjects_of(payload: &Value, into: &mut HashSet<SoggettoId>) {
    match payload {
        Value::Object(map) => {
            if map.contains_key(MARCA_CHIARO) || map.contains_key(MARCA_SIGILLO) {
                into.extend(subject(map));
            } else {
                map.values().for_each(|v| subjects_of(v, into));
            }
        }
        Value::Array(list) => list.iter().for_each(|v| subjects_of(v, into)),
        _ => {}
    }
}

/// Takes the partitions out of a plain payload.
///
/// # Errors
/// When a partition is malformed or erased, or its keys are not at hand.
pub fn seal(mut payload: Value, place: Place<'_>, keys: &KeySet) -> Result<Sealed, SealError> {
    let mut partitions = Vec::new();
    seal_into(&mut payload, place, keys, &mut partitions)?;
    Ok(Sealed { payload, partitions })
}

fn seal_into(
    value: &mut Value,
    place: Place<'_>,
    keys: &KeySet,
    out: &mut Vec<Vec<u8>>,
) -> Result<(), SealError> {
    match value {
        Value::Object(map) if map.contains_key(MARCA_CHIARO) => {
            let subject = subject(map).ok_or(SealError::Malformed)?;
            let class = class(map.get(MARCA_CHIARO)).ok_or(SealError::Malformed)?;
            let plain = map.get("valore").ok_or(SealError::Erased(subject))?;
            let bytes = zeroize::Zeroizing::new(serde_json::to_vec(plain).map_err(|_| SealError::Json)?);
            let owned = keys.get(&subject).ok_or(SealError::NoKeys(subject))?;
            let key = owned.key(class).map_err(|_| SealError::Erased(subject))?;
            let number = out.len();
            out.push(key.seal(&place.context(subject, class), &bytes)?);
            *value = json!({ MARCA_SIGILLO: number, "soggetto": subject, "classe": class });
            Ok(())
        }
        Value::Object(map) => map.values_mut().try_for_each(|v| seal_into(v, place, keys, out)),
        Value::Array(list) => list.iter_mut().try_for_each(|v| seal_into(v, place, keys, out)),
        _ => Ok(()),
    }
}

/// Puts the partitions back into a stored payload: the value, or the trace of the erasure.
///
/// # Errors
/// When a partition does not open, or its keys are not at hand.
pub fn unseal(mut sealed: Sealed, place: Place<'_>, keys: &KeySet) -> Result<Value, UnsealError> {
    unseal_in(&mut sealed.payload, place, keys, &sealed.partitions)?;
    Ok(sealed.payload)
}

fn unseal_in(
    value: &mut Value,
    place: Place<'_>,
    keys: &KeySet,
    from: &[Vec<u8>],
) -> Result<(), UnsealError> {
    match value {
        Value::Object(map) if map.contains_key(MARCA_SIGILLO) => {
            let subject = subject(map).ok_or(UnsealError::Malformed)?;
            let class = class(map.get("classe")).ok_or(UnsealError::Malformed)?;
            let number = map.get(MARCA_SIGILLO).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
            let mut plain = Map::with_capacity(3);
            plain.insert(MARCA_CHIARO.into(), json!(class));
            plain.insert("soggetto".into(), json!(subject));
            let owned = keys.get(&subject).ok_or(UnsealError::NoKeys(subject))?;
            match owned.key(class) {
                Err(trace) => plain.insert("cancellato".into(), json!(trace)),
                Ok(key) => {
                    let bytes = number.and_then(|n| from.get(n)).ok_or(UnsealError::Malformed)?;
                    let opened = key
                        .open(&place.context(subject, class), bytes)
                        .map_err(|source| UnsealError::Integrity { subject, source })?;
                    let opened = zeroize::Zeroizing::new(opened);
                    let opened = serde_json::from_slice(&opened).map_err(|_| UnsealError::Malformed)?;
                    plain.insert("valore".into(), opened)
                }
            };
            *value = Value::Object(plain);
            Ok(())
        }
        Value::Object(map) => map.values_mut().try_for_each(|v| unseal_in(v, place, keys, from)),
        Value::Array(list) => list.iter_mut().try_for_each(|v| unseal_in(v, place, keys, from)),
        _ => Ok(()),
    }
}

fn subject(map: &Map<String, Value>) -> Option<SoggettoId> {
    map.get("soggetto").and_then(Value::as_str).and_then(|s| s.parse().ok())
}

fn class(value: Option<&Value>) -> Option<Classe> {
    value.and_then(Value::as_str).and_then(Classe::da_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::cipher::DataKey;
    use crate::seal::keys::SubjectKeys;
    use domain::riservato::Cancellato;
    use std::sync::Arc;
    use uuid::Uuid;

    const PLACE: Place<'_> =
        Place { aggregate_type: "soggetto", stream: "s", sequence: 3, event_type: "SoggettoRegistrato" };

    fn somebody() -> (SoggettoId, KeySet) {
        let id = SoggettoId(Uuid::new_v4());
        let keys = SubjectKeys::Present(Box::new(std::array::from_fn(|_| DataKey::random())));
        (id, KeySet::from([(id, Arc::new(keys))]))
    }

    fn payload(id: SoggettoId) -> Value {
        json!({
            "evento": "X",
            "lista": [{"dati": {"riservato": "anagrafica", "soggetto": id, "valore": {"cognome": "XYZZY"}}}],
            "nota": {"riservato": "sociale", "soggetto": id, "valore": "PLUGH"},
        })
    }

    #[test]
    fn nothing_personal_stays_in_the_payload_and_everything_comes_back() {
        let (id, keys) = somebody();
        let sealed = seal(payload(id), PLACE, &keys).unwrap();
        let text = sealed.payload.to_string();
        assert!(!text.contains("XYZZY") && !text.contains("PLUGH") && !text.contains("valore"));
        assert_eq!(sealed.partitions.len(), 2);
        assert_eq!(unseal(sealed, PLACE, &keys).unwrap(), payload(id));
    }

    #[test]
    fn a_partition_does_not_open_in_another_event() {
        let (id, keys) = somebody();
        for elsewhere in [
            Place { sequence: 4, ..PLACE },
            Place { event_type: "Altro", ..PLACE },
            Place { stream: "t", ..PLACE },
        ] {
            let sealed = seal(payload(id), PLACE, &keys).unwrap();
            assert!(matches!(unseal(sealed, elsewhere, &keys), Err(UnsealError::Integrity { .. })));
        }
    }

    #[test]
    fn an_erased_subject_reads_as_erased_and_cannot_be_written() {
        let (id, keys) = somebody();
        let sealed = seal(payload(id), PLACE, &keys).unwrap();
        let trace = Cancellato { quando: chrono::DateTime::UNIX_EPOCH, base: "art17".into() };
        let erased = KeySet::from([(id, Arc::new(SubjectKeys::Erased(trace)))]);
        let read = unseal(sealed, PLACE, &erased).unwrap();
        assert_eq!(read["nota"]["cancellato"]["base"], "art17");
        assert!(read["nota"].get("valore").is_none());
        assert!(matches!(seal(payload(id), PLACE, &erased), Err(SealError::Erased(_))));
    }

    #[test]
    fn a_missing_key_is_an_error_never_a_placeholder() {
        let (id, keys) = somebody();
        let sealed = seal(payload(id), PLACE, &keys).unwrap();
        assert!(matches!(unseal(sealed, PLACE, &KeySet::new()), Err(UnsealError::NoKeys(_))));
        assert!(matches!(seal(payload(id), PLACE, &KeySet::new()), Err(SealError::NoKeys(_))));
    }

    #[test]
    fn collects_the_subjects_of_both_forms() {
        let (id, keys) = somebody();
        let sealed = seal(payload(id), PLACE, &keys).unwrap();
        for form in [payload(id), sealed.payload] {
            let mut found = HashSet::new();
            subjects_of(&form, &mut found);
            assert_eq!(found, HashSet::from([id]));
        }
    }
}
