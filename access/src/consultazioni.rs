//! ANPR consultations: what the register answered to an operator, sealed, 15 minutes, his alone. Data to import
//! come from here and never from the client.

use crate::{Access, AccessError};
use chrono::{DateTime, Utc};
use domain::identita::OperatoreId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row;
use uuid::Uuid;

/// Minutes for which a consultation can be imported.
const MINUTES: f64 = 15.0;

/// Keeps consultations.
#[derive(Clone)]
pub struct Consultazioni(Access);

impl Access {
    /// The kept consultations.
    #[must_use]
    pub fn consultazioni(&self) -> Consultazioni {
        Consultazioni(self.clone())
    }
}

impl Consultazioni {
    /// Keeps a consultation for an operator; says until when. Sweeps out those that are over. Keeping the same id
    /// again changes nothing.
    ///
    /// # Errors
    /// When it cannot be sealed or stored.
    pub async fn conserva<T: Serialize>(
        &self,
        id: Uuid,
        operatore: OperatoreId,
        contenuto: &T,
    ) -> Result<DateTime<Utc>, AccessError> {
        let plain = zeroize_vec(serde_json::to_vec(contenuto).map_err(|_| AccessError::Unreadable)?);
        let sealed = self.0.log.system().seal_row(&place(&id, &operatore), &plain)?;
        sqlx::query("DELETE FROM accesso.consultazioni WHERE scade < now()").execute(self.0.pool()).await?;
        Ok(sqlx::query_scalar(
            "INSERT INTO accesso.consultazioni (id, operatore, scade, contenuto) \
             VALUES ($1, $2, now() + make_interval(secs => $3), $4) \
             ON CONFLICT (id) DO UPDATE SET id = excluded.id RETURNING scade",
        )
        .bind(id)
        .bind(operatore.0)
        .bind(MINUTES * 60.0)
        .bind(sealed)
        .fetch_one(self.0.pool())
        .await?)
    }

    /// The consultation, if it is this operator's and not over.
    ///
    /// # Errors
    /// When the database does not answer or the row does not open.
    pub async fn leggi<T: DeserializeOwned>(
        &self,
        id: Uuid,
        operatore: OperatoreId,
    ) -> Result<Option<(T, DateTime<Utc>)>, AccessError> {
        let row = sqlx::query(
            "SELECT contenuto, scade FROM accesso.consultazioni WHERE id = $1 AND operatore = $2 AND scade > now()",
        )
        .bind(id)
        .bind(operatore.0)
        .fetch_optional(self.0.pool())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let sealed: Vec<u8> = row.try_get("contenuto")?;
        let plain = zeroize_vec(self.0.log.system().open_row(&place(&id, &operatore), &sealed)?);
        let contenuto = serde_json::from_slice(&plain).map_err(|_| AccessError::Unreadable)?;
        Ok(Some((contenuto, row.try_get("scade")?)))
    }
}

fn place<'a>(id: &'a Uuid, operatore: &'a OperatoreId) -> [&'a [u8]; 3] {
    [b"consultazione", id.as_bytes(), operatore.0.as_bytes()]
}

fn zeroize_vec(bytes: Vec<u8>) -> zeroize::Zeroizing<Vec<u8>> {
    zeroize::Zeroizing::new(bytes)
}
