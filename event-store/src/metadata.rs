//! Metadata of an event: who did it, why, through what. No personal data; all values are strings, as cqrs-es wants.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Keys used in the metadata.
pub mod keys {
    /// UUID of the command, made by the client.
    pub const COMMAND_ID: &str = "command_id";
    /// UUID shared by everything that one act of an operator caused.
    pub const CORRELATION_ID: &str = "correlation_id";
    /// UUID of what caused this command.
    pub const CAUSATION_ID: &str = "causation_id";
    /// Id of the operator, or the name of a job.
    pub const ACTOR: &str = "actor";
    /// Role of the actor at that time.
    pub const ROLE: &str = "role";
    /// Unit of the actor at that time.
    pub const UNIT: &str = "unit";
    /// Ids of the subjects concerned, separated by blanks.
    pub const SUBJECTS: &str = "subjects";
    /// Through what the command came: `graphql`, `cli`, `job`.
    pub const CHANNEL: &str = "channel";
    /// List FINALITA_ACCESSO.
    pub const PURPOSE: &str = "purpose";
    /// Version of the program that wrote it.
    pub const APP_VERSION: &str = "app_version";
    /// HMAC of the canonical request, hexadecimal; taken out before the metadata are stored.
    pub const REQUEST_HMAC: &str = "request_hmac";
}

/// Metadata of an event, in the order of the keys so that the stored text is always the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Metadata(pub BTreeMap<Cow<'static, str>, String>);

impl Metadata {
    /// Metadata with a value added; empty values are left out.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.0.insert(Cow::Borrowed(key), value);
        }
        self
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// The value of a key that holds a UUID.
    #[must_use]
    pub fn uuid(&self, key: &str) -> Option<Uuid> {
        self.get(key).and_then(|v| Uuid::parse_str(v).ok())
    }
}

impl From<HashMap<String, String>> for Metadata {
    fn from(map: HashMap<String, String>) -> Self {
        Self(map.into_iter().map(|(key, value)| (Cow::Owned(key), value)).collect())
    }
}

impl From<Metadata> for HashMap<String, String> {
    fn from(metadata: Metadata) -> Self {
        metadata.0.into_iter().map(|(key, value)| (key.into_owned(), value)).collect()
    }
}
