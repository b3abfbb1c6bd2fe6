//! Which of the two JSON types the client wants (GraphQL over HTTP).

use axum::http::{HeaderMap, header};

/// Type of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnswerType {
    /// `application/graphql-response+json`: the status tells whether the document was at fault.
    GraphqlResponse,
    /// `application/json`: a document at fault answers 200.
    Json,
}

impl AnswerType {
    /// Value of `Content-Type`.
    #[must_use]
    pub(super) fn content_type(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }
}

/// The type the client prefers; plain JSON when it does not say, `None` when it accepts neither.
#[must_use]
pub(super) fn negotiate(headers: &HeaderMap) -> Option<AnswerType> {
    let mut best: Option<(u16, AnswerType)> = None;
    let mut asked = false;
    for value in headers.get_all(header::ACCEPT) {
        for range in value.to_str().unwrap_or_default().split(',') {
            let mut parts = range.split(';').map(str::trim);
            let media = parts.next().unwrap_or_default().to_ascii_lowercase();
            if media.is_empty() {
                continue;
            }
            asked = true;
            let answer = match media.as_str() {
                "application/graphql-response+json" => AnswerType::GraphqlResponse,
                "application/json" | "application/*" | "*/*" => AnswerType::Json,
                _ => continue,
            };
            let weight = parts.find_map(quality).unwrap_or(1000);
            let better = best.is_none_or(|(w, a)| weight > w || (weight == w && prefers(answer, a)));
            if weight > 0 && better {
                best = Some((weight, answer));
            }
        }
    }
    match best {
        Some((_, answer)) => Some(answer),
        None if asked => None,
        None => Some(AnswerType::Json),
    }
}

/// Between two types wanted alike, the one made for the purpose.
fn prefers(new: AnswerType, old: AnswerType) -> bool {
    new == AnswerType::GraphqlResponse && old == AnswerType::Json
}

/// `q=0.8` in thousandths; a malformed one counts as not wanted.
fn quality(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("q") {
        return None;
    }
    let value = value.trim();
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Some(0);
    }
    let thousandths: u16 = format!("{fraction:0<3}").parse().unwrap_or(0);
    Some(match whole {
        "1" => 1000,
        "0" => thousandths,
        _ => 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn negotiated(accept: &str) -> Option<AnswerType> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        negotiate(&headers)
    }

    #[test]
    fn a_client_that_does_not_say_gets_plain_json() {
        assert_eq!(negotiate(&HeaderMap::new()), Some(AnswerType::Json));
        assert_eq!(negotiated("*/*"), Some(AnswerType::Json));
        assert_eq!(negotiated("text/html, */*;q=0.1"), Some(AnswerType::Json));
    }

    #[test]
    fn the_heavier_type_wins_and_of_equals_the_graphql_one() {
        let graphql = Some(AnswerType::GraphqlResponse);
        assert_eq!(negotiated("application/graphql-response+json"), graphql);
        assert_eq!(negotiated("application/json, application/graphql-response+json"), graphql);
        assert_eq!(negotiated("application/graphql-response+json, application/json;q=0.9"), graphql);
        assert_eq!(
            negotiated("application/graphql-response+json;q=0.1, application/json;q=0.9"),
            Some(AnswerType::Json)
        );
    }

    #[test]
    fn a_client_that_wants_neither_gets_nothing() {
        assert_eq!(negotiated("text/html"), None);
        assert_eq!(negotiated("application/json;q=0"), None);
        assert_eq!(negotiated("application/json;q=abc"), None);
    }
}
