//! Indexes cost more kept row by row than made at the end.

use sqlx::{Connection, Executor, PgPool, Row};

/// What it takes to make them again.
pub(super) struct Indexes(Vec<String>);

impl Indexes {
    /// Drops the indexes and keys of tables of the schema `letture`.
    pub(super) async fn take_away(pool: &PgPool, tables: &[&str]) -> Result<Self, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS away, \
                    format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, \
                           pg_get_constraintdef(c.oid)) AS back \
               FROM pg_constraint c \
              WHERE c.contype IN ('p', 'u') AND c.connamespace = 'letture'::regnamespace \
                AND c.conrelid::regclass::text = ANY(SELECT 'letture.' || t FROM unnest($1::text[]) t) \
             UNION ALL \
             SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid) \
               FROM pg_index i \
              WHERE i.indrelid::regclass::text = ANY(SELECT 'letture.' || t FROM unnest($1::text[]) t) \
                AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
        )
        .bind(tables)
        .fetch_all(pool)
        .await?;
        let mut back = Vec::with_capacity(rows.len());
        for row in rows {
            pool.execute(row.try_get::<&str, _>("away")?).await?;
            back.push(row.try_get("back")?);
        }
        Ok(Self(back))
    }

    /// Makes them again, with room to sort, and counts the rows for the planner.
    pub(super) async fn put_back(self, pool: &PgPool) -> Result<(), sqlx::Error> {
        let mut connection = pool.acquire().await?;
        let mut tx = connection.begin().await?;
        tx.execute("SET LOCAL maintenance_work_mem = '512MB'").await?;
        for statement in &self.0 {
            tx.execute(statement.as_str()).await?;
        }
        tx.commit().await?;
        connection
            .execute(
                "VACUUM (ANALYZE) letture.soggetti_v1, letture.nuclei_v1, letture.quadro_v1, letture.titoli_v2, \
             letture.soggetti_dizionario_v1, letture.soggetti_varianti_v1",
            )
            .await?;
        Ok(())
    }
}
