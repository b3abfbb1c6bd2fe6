//! The pages of a login that does not succeed: what happened and what to do, nothing of the inside.

use access::cns::CardError;
use access::login::{LoginError, Reason};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use uuid::Uuid;

/// Where their style sheet is.
pub(super) const STYLE_PATH: &str = "/auth/pages.css";
/// Nothing but that style sheet is loaded.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a page says.
pub(in crate::http) struct Page {
    status: StatusCode,
    title: &'static str,
    text: &'static str,
}

/// A person who proved who he is, but may not come in.
pub(super) const NOT_ENABLED: Page = Page {
    status: StatusCode::FORBIDDEN,
    title: "Utenza non abilitata",
    text: "L'identità è stata verificata, ma questa persona non è abilitata all'uso della cartella sociale. \
           L'abilitazione si chiede all'amministratore del proprio ente.",
};

/// Logins from one address came too fast.
pub(in crate::http) const TOO_MANY: Page = Page {
    status: StatusCode::TOO_MANY_REQUESTS,
    title: "Troppi accessi",
    text: "Da questo indirizzo sono arrivati troppi accessi in poco tempo. Riprovare tra qualche minuto.",
};

/// A certificate that came from elsewhere than a proxy of ours.
pub(super) const CARDS_UNTRUSTED: Page = Page {
    status: StatusCode::FORBIDDEN,
    title: "Accesso con tessera non disponibile",
    text: "Da questo indirizzo non si accede con la tessera. Scegliere il modo di accesso dalla pagina iniziale.",
};

/// An answer that cannot be read at all.
pub(super) const MALFORMED: Page = Page {
    status: StatusCode::BAD_REQUEST,
    title: "Accesso non riuscito",
    text: "La risposta del gestore dell'identità non è leggibile. Ripetere l'accesso dall'inizio.",
};

impl Page {
    /// What an operator reads of an error.
    pub(super) fn of(error: &LoginError) -> Self {
        let (status, title, text) = match error {
            LoginError::UnknownProvider => (
                StatusCode::NOT_FOUND,
                "Modo di accesso sconosciuto",
                "Questo modo di accesso non esiste. Scegliere tra quelli proposti.",
            ),
            LoginError::NoTransaction => (
                StatusCode::BAD_REQUEST,
                "Accesso scaduto",
                "L'accesso è durato troppo, è già stato usato, oppure è cominciato in un altro browser. \
                 Ripeterlo dall'inizio.",
            ),
            LoginError::Busy => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Servizio sovraccarico",
                "Troppi accessi sono in corso. Riprovare tra qualche minuto.",
            ),
            LoginError::Unavailable => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Gestore dell'identità non raggiungibile",
                "Il gestore dell'identità non risponde. Riprovare tra qualche minuto.",
            ),
            LoginError::Refused(Reason::AccessDenied) => (
                StatusCode::FORBIDDEN,
                "Accesso annullato",
                "L'accesso è stato annullato, oppure il gestore dell'identità non lo ha concesso.",
            ),
            LoginError::Refused(Reason::Level) => (
                StatusCode::FORBIDDEN,
                "Livello di accesso insufficiente",
                "Per la cartella sociale serve un accesso con due fattori (livello 2) o superiore.",
            ),
            LoginError::Refused(Reason::FiscalMissing | Reason::FiscalForeign | Reason::FiscalMalformed) => (
                StatusCode::FORBIDDEN,
                "Codice fiscale non disponibile",
                "Il gestore dell'identità non ha comunicato un codice fiscale italiano valido.",
            ),
            LoginError::Refused(Reason::Card(error)) => card(*error),
            LoginError::Refused(_) => (
                StatusCode::FORBIDDEN,
                "Identità non verificata",
                "La risposta del gestore dell'identità non ha superato le verifiche. Ripetere l'accesso; se accade \
                 di nuovo, segnalarlo all'assistenza con il codice della richiesta.",
            ),
            LoginError::Fault(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Accesso non riuscito",
                "Si è verificato un errore. Riprovare tra qualche minuto.",
            ),
        };
        Self { status, title, text }
    }

    /// The page of a refusal, after which the client may come back.
    pub(in crate::http) fn answer_after(&self, seconds: u32, request_id: Uuid) -> Response {
        let mut response = self.answer(request_id);
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        response
    }

    /// The page. It holds texts of this file only, and the id of the request.
    pub(super) fn answer(&self, request_id: Uuid) -> Response {
        let Self { status, title, text } = self;
        let html = format!(
            "<!doctype html>\n<html lang=\"it\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title} – SIGeSS</title>\n<link rel=\"stylesheet\" href=\"{STYLE_PATH}\">\n</head>\n<body>\n\
             <header>\n<p><strong>SIGeSS</strong> Cartella sociale informatizzata</p>\n</header>\n\
             <main>\n<h1>{title}</h1>\n<p>{text}</p>\n<p><a href=\"/\">Torna alla pagina iniziale</a></p>\n\
             <p class=\"richiesta\">Codice richiesta {request_id}</p>\n</main>\n</body>\n</html>\n"
        );
        (*status, [(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response()
    }
}

/// What the holder of a card reads.
fn card(error: CardError) -> (StatusCode, &'static str, &'static str) {
    match error {
        CardError::Missing => (
            StatusCode::FORBIDDEN,
            "Tessera non letta",
            "Il browser non ha inviato il certificato della tessera. Inserirla nel lettore, chiudere il browser e \
             ripetere l'accesso.",
        ),
        CardError::Header => (
            StatusCode::BAD_REQUEST,
            "Accesso non riuscito",
            "Il certificato della tessera non è leggibile. Ripetere l'accesso dall'inizio.",
        ),
        CardError::Time | CardError::Revoked => (
            StatusCode::FORBIDDEN,
            "Tessera scaduta o revocata",
            "Il certificato della tessera è scaduto oppure è stato revocato. Rivolgersi alla propria azienda \
             sanitaria, oppure accedere in un altro modo.",
        ),
        CardError::Revocation => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Verifica della tessera non disponibile",
            "Al momento non si può verificare se la tessera è stata revocata. Riprovare più tardi, oppure accedere in \
             un altro modo.",
        ),
        _ => (
            StatusCode::FORBIDDEN,
            "Tessera non accettata",
            "Il certificato inviato non è quello di una tessera sanitaria (TS-CNS). Ripetere l'accesso scegliendo il \
             certificato giusto.",
        ),
    }
}

/// `GET /auth/pages.css`: how they look.
pub(super) async fn style() -> Response {
    let headers =
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")];
    (headers, include_str!("pages.css")).into_response()
}
