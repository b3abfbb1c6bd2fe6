//! Why a request is not carried out at all, and the JSON body that says so.
//!
//! No text of the client is ever repeated here.

use super::accept::AnswerType;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde_json::{Value, json};
use uuid::Uuid;

/// Seconds after which a client may come back when too much is waiting, or it took too long.
pub(super) const RETRY_AFTER_SECONDS: u32 = 1;

/// A request refused before anything was executed, or given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No page at this address.
    NotFound,
    /// Another method than POST.
    MethodNotAllowed,
    /// A method that is not answered at this address.
    WrongMethod,
    /// The client accepts no JSON.
    NotAcceptable,
    /// The body is not declared as JSON in UTF-8, or is encoded.
    UnsupportedMediaType,
    /// The body is too long.
    PayloadTooLarge,
    /// The body did not arrive in time.
    BodyTimeout,
    /// The body did not arrive whole.
    BodyBroken,
    /// The body is no JSON object with a `query`.
    Malformed,
    /// The body names no membership.
    MalformedChoice,
    /// More than one operation in the body.
    Batch,
    /// The query is no GraphQL document.
    Parse,
    /// A variable that must be given is missing.
    MissingVariable,
    /// The document is too big, too deep or too costly.
    Limit(&'static str),
    /// The schema is not shown here.
    Introspection,
    /// No bearer token and no session cookie, or a cookie that opens nothing.
    Unauthenticated,
    /// Not a bearer token of ours.
    TokenNotValid,
    /// A bearer token that is over.
    TokenExpired,
    /// A bearer token that was revoked.
    TokenRevoked,
    /// A bearer token for which nobody answers any more.
    TokenOwnerDisabled,
    /// Not one of the documents that the pages send.
    DocumentNotTrusted,
    /// Too many requests; after so many seconds one more is heard.
    TooMany(u32),
    /// A cookie authenticates it, but it does not come from our own pages.
    ForeignOrigin,
    /// It took too long.
    Timeout,
    /// Too much is waiting.
    Unavailable,
    /// The operator has several memberships and has not chosen one, or the chosen one is over.
    MembershipNotChosen,
    /// A fault of the service.
    Internal,
}

impl Refusal {
    /// Status, stable code and Italian sentence.
    fn parts(self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::NotFound => (S::NOT_FOUND, "NOT_FOUND", "La risorsa richiesta non esiste."),
            Self::MethodNotAllowed => {
                (S::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "Le richieste si inviano con il metodo POST.")
            }
            Self::WrongMethod => (
                S::METHOD_NOT_ALLOWED,
                "METHOD_NOT_ALLOWED",
                "Il metodo della richiesta non è ammesso a questo indirizzo.",
            ),
            Self::NotAcceptable => (
                S::NOT_ACCEPTABLE,
                "NOT_ACCEPTABLE",
                "Le risposte sono in formato application/graphql-response+json o application/json.",
            ),
            Self::UnsupportedMediaType => (
                S::UNSUPPORTED_MEDIA_TYPE,
                "UNSUPPORTED_MEDIA_TYPE",
                "La richiesta deve essere in formato application/json, UTF-8, senza compressione.",
            ),
            Self::PayloadTooLarge => (
                S::PAYLOAD_TOO_LARGE,
                "PAYLOAD_TOO_LARGE",
                "La richiesta supera la dimensione massima di 1 MiB.",
            ),
            Self::BodyTimeout => (
                S::REQUEST_TIMEOUT,
                "REQUEST_TIMEOUT",
                "La richiesta non è arrivata per intero in tempo utile.",
            ),
            Self::BodyBroken => (S::BAD_REQUEST, "BAD_REQUEST", "La richiesta non è arrivata per intero."),
            Self::Malformed => (
                S::BAD_REQUEST,
                "BAD_REQUEST",
                "La richiesta deve essere un oggetto JSON con il testo GraphQL nel campo «query».",
            ),
            Self::MalformedChoice => (
                S::BAD_REQUEST,
                "BAD_REQUEST",
                "La richiesta deve essere un oggetto JSON con il numero dell'incarico.",
            ),
            Self::Batch => {
                (S::BAD_REQUEST, "BATCH_NOT_SUPPORTED", "Ogni richiesta contiene una sola operazione.")
            }
            Self::Parse => {
                (S::BAD_REQUEST, "GRAPHQL_PARSE_FAILED", "Il testo GraphQL non è scritto correttamente.")
            }
            Self::MissingVariable => (
                S::BAD_REQUEST,
                "GRAPHQL_VALIDATION_FAILED",
                "Manca il valore di una variabile obbligatoria.",
            ),
            Self::Limit(what) => (S::BAD_REQUEST, "LIMIT_EXCEEDED", what),
            Self::Introspection => (
                S::BAD_REQUEST,
                "INTROSPECTION_DISABLED",
                "La descrizione dello schema non è consultabile in questo ambiente.",
            ),
            Self::Unauthenticated => {
                (S::UNAUTHORIZED, "UNAUTHENTICATED", "Per questa operazione occorre essere autenticati.")
            }
            Self::TokenNotValid => (S::UNAUTHORIZED, "TOKEN_NOT_VALID", "Il token non è valido."),
            Self::TokenExpired => (
                S::UNAUTHORIZED,
                "TOKEN_EXPIRED",
                "Il token è scaduto: chiederne uno nuovo all'amministratore.",
            ),
            Self::TokenRevoked => (S::UNAUTHORIZED, "TOKEN_REVOKED", "Il token è stato revocato."),
            Self::TokenOwnerDisabled => (
                S::UNAUTHORIZED,
                "TOKEN_OWNER_DISABLED",
                "Il responsabile del token non è più abilitato: chiederne uno nuovo all'amministratore.",
            ),
            Self::DocumentNotTrusted => (
                S::BAD_REQUEST,
                "DOCUMENT_NOT_TRUSTED",
                "L'operazione non è tra quelle dell'interfaccia. Se il servizio è stato aggiornato, ricaricare la pagina.",
            ),
            Self::TooMany(_) => (
                S::TOO_MANY_REQUESTS,
                "TOO_MANY_REQUESTS",
                "Troppe richieste in poco tempo: riprovare tra poco.",
            ),
            Self::ForeignOrigin => {
                (S::FORBIDDEN, "FOREIGN_ORIGIN", "La richiesta non proviene dalle pagine del servizio.")
            }
            Self::MembershipNotChosen => {
                (S::FORBIDDEN, "MEMBERSHIP_NOT_CHOSEN", "Scegliere l'incarico con cui si lavora.")
            }
            Self::Timeout => (
                S::SERVICE_UNAVAILABLE,
                "TIMEOUT",
                "L'operazione ha superato il tempo massimo: ripeterla con lo stesso identificativo di comando.",
            ),
            Self::Unavailable => (
                S::SERVICE_UNAVAILABLE,
                "UNAVAILABLE",
                "Il servizio è momentaneamente sovraccarico o non disponibile: riprovare tra poco.",
            ),
            Self::Internal => (S::INTERNAL_SERVER_ERROR, "INTERNAL", "Si è verificato un errore."),
        }
    }

    /// Status of the answer; a document at fault answers 200 to a client that knows plain JSON only.
    fn status(self, answer: AnswerType) -> StatusCode {
        match (self, answer) {
            (
                Self::Parse
                | Self::MissingVariable
                | Self::Limit(_)
                | Self::Introspection
                | Self::DocumentNotTrusted,
                AnswerType::Json,
            ) => StatusCode::OK,
            _ => self.parts().0,
        }
    }

    /// The answer, with the id of the request and, where the profile allows, the library's own words.
    #[must_use]
    pub(super) fn answer(self, answer: AnswerType, request_id: Uuid, detail: Option<&str>) -> Response<Body> {
        let (_, code, sentence) = self.parts();
        let mut error = error_entry(code, sentence, request_id);
        if let Some(detail) = detail {
            error["extensions"]["dettaglio"] = json!(truncated(detail));
        }
        let mut response = json_answer(self.status(answer), answer, &json!({ "errors": [error] }));
        let headers = response.headers_mut();
        match self {
            Self::MethodNotAllowed => {
                headers.insert(header::ALLOW, HeaderValue::from_static("POST"));
            }
            Self::Unauthenticated => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            Self::TokenNotValid | Self::TokenExpired | Self::TokenRevoked | Self::TokenOwnerDisabled => {
                let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
                headers.insert(header::WWW_AUTHENTICATE, challenge);
            }
            Self::Unavailable | Self::Timeout => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
            }
            Self::TooMany(seconds) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            _ => {}
        }
        response
    }
}

/// One entry of `errors`. Faults name the request, so that the operator can quote it.
#[must_use]
pub(super) fn error_entry(code: &str, sentence: &str, request_id: Uuid) -> Value {
    let message = match code {
        "INTERNAL" | "TIMEOUT" | "UNAVAILABLE" => format!("{sentence} Codice richiesta {request_id}."),
        _ => sentence.to_owned(),
    };
    json!({ "message": message, "extensions": { "code": code, "requestId": request_id } })
}

/// A JSON answer.
#[must_use]
pub(super) fn json_answer(status: StatusCode, answer: AnswerType, body: &Value) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.content_type()));
    response
}

/// At most 100 characters of a library's text, which may quote the client.
#[must_use]
pub(super) fn truncated(text: &str) -> String {
    text.chars().take(100).collect()
}
