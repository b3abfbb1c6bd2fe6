//! How a login ends without a session.

use super::fiscal::FiscalError;
use crate::AccessError;
use crate::cns::CardError;

/// Why an answer of a provider is not accepted. The operator reads none of it; the trail and the log do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The person, or the provider for him, gave up.
    AccessDenied,
    /// The provider answered with another error.
    ProviderError,
    /// The answer has no code.
    NoCode,
    /// The `iss` of the answer or of the token is not the provider's.
    Issuer,
    /// The token endpoint did not give an ID token that can be read.
    TokenAnswer,
    /// No key of the provider's is named by the token.
    UnknownKey,
    /// The signature is missing, wrong, or of an algorithm that is not allowed.
    Signature,
    /// The token is for somebody else, or for others too.
    Audience,
    /// The token is over, or from another time.
    Time,
    /// The token answers another request.
    Nonce,
    /// The level is too low, unknown or missing.
    Level,
    /// The access token is not the one the ID token speaks of.
    AccessTokenHash,
    /// Anything else about the token.
    Token,
    /// Userinfo did not answer as it should.
    Userinfo,
    /// Userinfo speaks of somebody else.
    Subject,
    /// No codice fiscale.
    FiscalMissing,
    /// A tax number of another country.
    FiscalForeign,
    /// Not a codice fiscale, or two different ones.
    FiscalMalformed,
    /// This subject of the provider is known with another codice fiscale.
    Identity,
    /// The card.
    Card(CardError),
}

impl Reason {
    /// Stable word for the trail.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccessDenied => "ANNULLATO",
            Self::ProviderError => "ERRORE_GESTORE",
            Self::NoCode => "SENZA_CODICE",
            Self::Issuer => "EMITTENTE",
            Self::TokenAnswer => "RISPOSTA_TOKEN",
            Self::UnknownKey => "CHIAVE_SCONOSCIUTA",
            Self::Signature => "FIRMA",
            Self::Audience => "DESTINATARIO",
            Self::Time => "SCADUTO",
            Self::Nonce => "NONCE",
            Self::Level => "LIVELLO",
            Self::AccessTokenHash => "AT_HASH",
            Self::Token => "TOKEN",
            Self::Userinfo => "USERINFO",
            Self::Subject => "SOGGETTO_DIVERSO",
            Self::FiscalMissing => "CF_MANCANTE",
            Self::FiscalForeign => "CF_ESTERO",
            Self::FiscalMalformed => "CF_NON_VALIDO",
            Self::Identity => "IDENTITA_DIVERSA",
            Self::Card(error) => error.as_str(),
        }
    }
}

impl From<FiscalError> for Reason {
    fn from(error: FiscalError) -> Self {
        match error {
            FiscalError::Missing => Self::FiscalMissing,
            FiscalError::Foreign => Self::FiscalForeign,
            FiscalError::Malformed => Self::FiscalMalformed,
        }
    }
}

/// Why a login cannot begin or go on.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// No provider of that id.
    #[error("unknown provider")]
    UnknownProvider,
    /// No login under way in this browser with that state: over, used, or begun elsewhere.
    #[error("no such login under way")]
    NoTransaction,
    /// Too many logins are under way.
    #[error("too many logins are under way")]
    Busy,
    /// The provider does not answer.
    #[error("the provider does not answer")]
    Unavailable,
    /// The provider's answer is not accepted.
    #[error("the answer of the provider is refused: {}", .0.as_str())]
    Refused(Reason),
    /// Our own database.
    #[error(transparent)]
    Fault(#[from] AccessError),
}

impl From<sqlx::Error> for LoginError {
    fn from(error: sqlx::Error) -> Self {
        Self::Fault(error.into())
    }
}
