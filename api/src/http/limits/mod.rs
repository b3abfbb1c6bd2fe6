//! How much one request may ask for, decided in linear time before the library sees the document.
//!
//! async-graphql expands fragments without a memo before its own limits apply, and its parser recurses as deep as the
//! text nests: both are bounded here. First the text is cut into tokens ([`lexer`]), so that the parser meets nothing
//! too long or too deep; then the parsed document is counted ([`count`]), each fragment once, with saturating sums.

mod count;
mod lexer;
#[cfg(test)]
mod tests;

use super::refusal::Refusal;
use async_graphql::parser::types::ExecutableDocument;
use serde_json::{Map, Value};

/// The limits.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the document: more than its tokens need, less than would keep the parser busy.
    pub bytes: usize,
    /// Tokens of the document plus values of the variables.
    pub tokens: usize,
    /// Nesting of fields, of fragments in each other, of values, of types: each by itself.
    pub nesting: usize,
    /// Fields, fragments expanded.
    pub fields: usize,
    /// Aliases, fragments expanded.
    pub aliases: usize,
    /// Fields of the operation itself, fragments expanded.
    pub root_fields: usize,
    /// Directives, fragments expanded.
    pub directives: usize,
    /// Fragment definitions.
    pub fragments: usize,
    /// Variable definitions.
    pub variables: usize,
    /// Whether the schema may be asked for.
    pub introspection: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 * 1024,
            tokens: 10_000,
            nesting: 15,
            fields: 1_000,
            aliases: 50,
            root_fields: 20,
            directives: 20,
            fragments: 50,
            variables: 100,
            introspection: false,
        }
    }
}

impl Limits {
    /// Brackets within each other in the text: room for the deepest fields with the deepest value in the last of them.
    fn brackets(&self) -> usize {
        2 * self.nesting + 4
    }

    /// Judges the text of the document and the variables.
    ///
    /// # Errors
    /// The refusal: too many tokens, nested too deep, or a text that is no document.
    pub(super) fn check_text(
        &self,
        query: &str,
        variables: Option<&Map<String, Value>>,
    ) -> Result<(), Refusal> {
        if query.len() > self.bytes {
            return Err(Refusal::Limit(TOKENS));
        }
        let text = lexer::scan(query, self.tokens, self.brackets()).map_err(|fault| match fault {
            lexer::Fault::TooMany => Refusal::Limit(TOKENS),
            lexer::Fault::TooDeep => Refusal::Limit(NESTING),
            lexer::Fault::Malformed => Refusal::Parse,
        })?;
        let mut values = 0;
        for value in variables.into_iter().flat_map(Map::values) {
            json(value, 1, self.nesting, &mut values)?;
        }
        if text.saturating_add(values) > self.tokens { Err(Refusal::Limit(TOKENS)) } else { Ok(()) }
    }

    /// Judges the parsed document.
    ///
    /// # Errors
    /// The refusal: the first limit that is passed.
    pub(super) fn check_document(&self, document: &ExecutableDocument) -> Result<(), Refusal> {
        count::check(document, self)
    }
}

/// Counts a value of the variables. The recursion is bounded by that of the JSON reader.
fn json(value: &Value, depth: usize, max: usize, count: &mut usize) -> Result<(), Refusal> {
    if depth > max {
        return Err(Refusal::Limit(NESTING));
    }
    *count += 1;
    match value {
        Value::Array(list) => list.iter().try_for_each(|v| json(v, depth + 1, max, count)),
        Value::Object(map) => map.values().try_for_each(|v| json(v, depth + 1, max, count)),
        _ => Ok(()),
    }
}

const TOKENS: &str = "La richiesta è troppo lunga.";
const NESTING: &str = "La richiesta è annidata troppo in profondità.";
const FIELDS: &str = "La richiesta contiene troppi campi.";
const ALIASES: &str = "La richiesta contiene troppi alias.";
const ROOT_FIELDS: &str = "La richiesta contiene troppe operazioni.";
const DIRECTIVES: &str = "La richiesta contiene troppe direttive.";
const FRAGMENTS: &str = "La richiesta contiene troppi frammenti.";
const CYCLE: &str = "La richiesta contiene frammenti che si richiamano a vicenda.";
const VARIABLES: &str = "La richiesta contiene troppe variabili.";
const OPERATIONS: &str = "La richiesta deve contenere una sola operazione.";
