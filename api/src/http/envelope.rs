//! The JSON object that carries a GraphQL request.

use super::refusal::Refusal;
use async_graphql::{Request, Variables};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The object as sent. `extensions` and what else there may be are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Envelope {
    /// The document.
    pub(super) query: String,
    /// Which operation of it.
    pub(super) operation_name: Option<String>,
    /// Its variables.
    pub(super) variables: Option<Map<String, Value>>,
}

impl Envelope {
    /// Reads a body.
    ///
    /// # Errors
    /// `Batch` for an array, `Malformed` for whatever is not such an object.
    pub(super) fn read(body: &[u8]) -> Result<Self, Refusal> {
        if body.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'[') {
            return Err(Refusal::Batch);
        }
        serde_json::from_slice(body).map_err(|_| Refusal::Malformed)
    }

    /// The request for the library.
    #[must_use]
    pub(super) fn into_request(self) -> Request {
        let mut request = Request::new(self.query);
        request.operation_name = self.operation_name.filter(|name| !name.is_empty());
        request.variables = Variables::from_json(Value::Object(self.variables.unwrap_or_default()));
        request
    }
}
