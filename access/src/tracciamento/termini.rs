//! What becomes of records after their time (`migrations/registro/0030_tracciamento_termini.sql`).

use super::reading::unavailable;
use super::{Tracciamento, TracciamentoError};
use chrono::NaiveDate;

impl Tracciamento {
    /// Gives up the oldest month that ended at least so many months ago; answers its first day. That it went is itself a
    /// record. The database refuses less than 24 months.
    ///
    /// # Errors
    /// When the read log does not answer, or somebody reads it just now.
    pub async fn elimina(&self, mesi: u16) -> Result<Option<NaiveDate>, TracciamentoError> {
        sqlx::query_scalar("SELECT tracciamento.elimina($1)")
            .bind(i32::from(mesi))
            .fetch_one(&self.reading)
            .await
            .map_err(unavailable)
    }
}
