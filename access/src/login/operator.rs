//! Which operator a codice fiscale is, and whether he may work.

use crate::{Access, AccessError};
use cqrs_es::Aggregate;
use domain::codice_fiscale::CodiceFiscale;
use domain::evento::ambiti;
use domain::identita::OperatoreId;
use domain::operatore::{Abilitazione, Operatore};

impl Access {
    /// The operator with that codice fiscale, enabled or not any more.
    pub(super) async fn operator_of(&self, code: &CodiceFiscale) -> Result<Option<OperatoreId>, AccessError> {
        let value = code.as_str().to_owned();
        let mut holders = self.log.holders(ambiti::OPERATORE, std::slice::from_ref(&value)).await?;
        Ok(holders.remove(&value).and_then(|holder| holder.parse().ok()))
    }

    /// What an operator may do now; `None` when he was never enabled or is not any more.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn abilitazione(&self, operatore: OperatoreId) -> Result<Option<Abilitazione>, AccessError> {
        let id = operatore.to_string();
        let mut streams = self.log.streams::<Operatore>(std::slice::from_ref(&id), None).await?;
        let mut state = Operatore::default();
        for recorded in streams.remove(&id).unwrap_or_default() {
            state.apply(recorded.event);
        }
        Ok(state.abilitazione.filter(|a| a.attiva))
    }
}
