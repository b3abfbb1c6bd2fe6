//! Which operator a codice fiscale is, and whether he may work.

use crate::{Access, AccessError};
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

    /// What an operator may do now; `None` when he was never enabled or is not any more.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn abilitazione(&self, operatore: OperatoreId) -> Result<Option<Abilitazione>, AccessError> {
        // As a command loads it: whoever comes in does not queue behind readers.
        let state = Bus::new(self.log.clone()).state::<Operatore>(&operatore.to_string()).await?;
        Ok(state.abilitazione.filter(|a| a.attiva))
    }
}
