//! Which operator a codice fiscale is, and whether he may work.

use crate::{Access, AccessError, office_day};
use chrono::{DateTime, Utc};
use domain::attore::NumeroIncarico;
use domain::codice_fiscale::CodiceFiscale;
use domain::evento::ambiti;
use domain::identita::OperatoreId;
use domain::operatore::{Abilitazione, Operatore};
use event_store::Bus;

impl Access {
    /// The operator with that codice fiscale, enabled or not any more.
    pub(super) async fn operator_of(&self, code: &CodiceFiscale) -> Result<Option<OperatoreId>, AccessError> {
        let value = code.as_str().to_owned();
        let mut holders = self.log.holders(ambiti::OPERATORE, std::slice::from_ref(&value)).await?;
        Ok(holders.remove(&value).and_then(|holder| holder.parse().ok()))
    }

    /// An operator who is enabled; `None` when he never was or is not any more.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn abilitazione(&self, operatore: OperatoreId) -> Result<Option<Abilitazione>, AccessError> {
        // As a command loads it: whoever comes in does not queue behind readers.
        let state = Bus::new(self.log.clone()).state::<Operatore>(&operatore.to_string()).await?;
        Ok(state.abilitazione.filter(|a| a.attiva))
    }

    /// Whether an operator is enabled and one of his memberships holds.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn may_work(&self, operatore: OperatoreId, now: DateTime<Utc>) -> Result<bool, AccessError> {
        let abilitazione = self.abilitazione(operatore).await?;
        Ok(abilitazione.is_some_and(|a| a.in_vigore_al(office_day(now)).next().is_some()))
    }
}

/// The session that a login replaces: whose it was, and in which membership.
#[derive(Clone, Copy)]
pub(super) struct Before {
    pub(super) operatore: OperatoreId,
    pub(super) incarico: Option<NumeroIncarico>,
}
