//! A card exchanged for an ordinary session.

use super::enter::Entering;
use super::error::{LoginError, Reason};
use super::flow::Outcome;
use super::id_token::Authentication;
use super::level::Level;
use super::trail::{Entry, Outcome as Trail, Source};
use super::{Login, return_path};
use crate::cns::{CardError, Cns, Presented};

/// By what sessions and the trail name this way in; no provider may be called so.
pub const CARDS: &str = "cns";

impl Login {
    /// Opens a session for the holder of a card, at the highest level. Refusals are written into the trail and the log
    /// here; `before` is the session cookie of before.
    ///
    /// # Errors
    /// See [`LoginError`].
    pub async fn enter_with_card(
        &self,
        cns: &Cns,
        presented: Result<Presented, CardError>,
        return_path: Option<&str>,
        before: Option<&str>,
        source: Source,
    ) -> Result<Outcome, LoginError> {
        let now = self.now();
        let judged = match presented {
            Ok(presented) => cns.judge(&presented, now).await,
            Err(error) => Err(error),
        };
        let card = match judged {
            Ok(card) => card,
            Err(error) => {
                let word = error.as_str();
                match error {
                    CardError::Revocation => {
                        tracing::error!(target: "access.login", motivo = word, "cards cannot be checked");
                    }
                    _ => tracing::warn!(target: "access.login", motivo = word, "card refused"),
                }
                let entry = Entry::new(now, Trail::Refused, CARDS);
                Entry { reason: Some(word), source, ..entry }.add(self.access().pool()).await?;
                return Err(LoginError::Refused(Reason::Card(error)));
            }
        };
        let authentication = Authentication {
            subject: card.fingerprint,
            sid: None,
            level: Level::L3,
            auth_time: Some(now),
            others: serde_json::Map::new(),
        };
        let entering = Entering {
            provider: CARDS,
            issuer: CARDS,
            authentication: &authentication,
            access_token: None,
            code: &card.holder,
            before,
            source,
        };
        Ok(match self.enter(&entering).await? {
            Some(token) => Outcome::Entered { token, return_path: return_path::own(return_path) },
            None => Outcome::NotEnabled,
        })
    }
}
