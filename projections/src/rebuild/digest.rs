//! A digest over all rows of a read model, whatever order they lie in.

use crate::projection::Descriptor;
use futures::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, Row};

/// Digest and number of rows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Digested {
    pub(super) sha256: String,
    pub(super) rows: u64,
}

/// Over the sorted SHA-256 of the text of every row, table by table.
pub(super) async fn digest(
    connection: &mut PgConnection,
    schema: &str,
    projection: &Descriptor,
) -> Result<Digested, sqlx::Error> {
    let mut hash = Sha256::new();
    let mut rows = 0;
    for table in projection.tables {
        hash.update(table.as_bytes());
        hash.update([0]);
        let select =
            format!("SELECT sha256(convert_to(t::text, 'UTF8')) AS h FROM {schema}.{table} t ORDER BY 1");
        let mut hashes = sqlx::query(&select).fetch(&mut *connection);
        while let Some(row) = hashes.try_next().await? {
            hash.update(row.try_get::<&[u8], _>("h")?);
            rows += 1;
        }
    }
    let sha256 = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    Ok(Digested { sha256, rows })
}
