//! Facts to entries of the quadro.

use super::TipoVoce;
use super::fold::{Riga, Righe, fold, stream};
use crate::error::ProjectionError;
use crate::fact::Fact;
use crate::projection::Projection;
use crate::sql::{big, coded, unsigned};
use crate::versions::{Changes, Versions};
use cqrs_es::Aggregate;
use domain::nucleo_anagrafe::NucleoAnagrafe;
use domain::nucleo_di_fatto::NucleoDiFatto;
use domain::segnalazione::Segnalazione;
use sqlx::{PgConnection, Row};

/// The projection.
pub struct Quadro;

type Cambi = Changes<String, String, Riga>;

impl Projection for Quadro {
    const NAME: &'static str = "quadro";
    const VERSION: i32 = 1;
    const SCHEMA: &'static str = include_str!("schema.sql");
    const TABLES: &'static [&'static str] = &["quadro_v1"];
    const AGGREGATES: &'static [&'static str] =
        &[Segnalazione::TYPE, NucleoDiFatto::TYPE, NucleoAnagrafe::TYPE];

    async fn apply(connection: &mut PgConnection, facts: &[Fact]) -> Result<(), ProjectionError> {
        let streams: Vec<&str> = facts.iter().filter_map(stream).collect();
        if streams.is_empty() {
            return Ok(());
        }
        let mut righe = load(connection, &streams).await?;
        for fact in facts {
            fold(&mut righe, fact);
        }
        let cambi = righe.changes();
        end(connection, &cambi).await?;
        Ok(open(connection, &cambi).await?)
    }
}

async fn load(connection: &mut PgConnection, streams: &[&str]) -> Result<Righe, sqlx::Error> {
    let righe = sqlx::query(
        "SELECT voce, soggetto, nucleo, tipo, stream, codice, inizio, fine, istante, unita, operatore, da_posizione \
           FROM quadro_v1 WHERE stream = ANY($1) AND a_posizione IS NULL",
    )
    .bind(streams)
    .fetch_all(connection)
    .await?;
    let lette = righe.iter().map(|r| {
        let riga = Riga {
            soggetto: r.try_get("soggetto")?,
            nucleo: r.try_get("nucleo")?,
            tipo: coded(r, "tipo", TipoVoce::da_str)?,
            codice: r.try_get("codice")?,
            inizio: r.try_get("inizio")?,
            fine: r.try_get("fine")?,
            istante: r.try_get("istante")?,
            unita: r.try_get("unita")?,
            operatore: r.try_get("operatore")?,
        };
        Ok((r.try_get("stream")?, r.try_get("voce")?, unsigned(r, "da_posizione")?, riga))
    });
    Ok(Versions::stored(lette.collect::<Result<Vec<_>, sqlx::Error>>()?))
}

async fn end(connection: &mut PgConnection, cambi: &Cambi) -> Result<(), sqlx::Error> {
    if cambi.ended.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE quadro_v1 t SET a_posizione = u.a \
           FROM unnest($1::text[], $2::text[], $3::bigint[]) u(stream, voce, a) \
          WHERE t.stream = u.stream AND t.voce = u.voce AND t.a_posizione IS NULL",
    )
    .bind(cambi.ended.iter().map(|e| e.group.as_str()).collect::<Vec<_>>())
    .bind(cambi.ended.iter().map(|e| e.key.as_str()).collect::<Vec<_>>())
    .bind(cambi.ended.iter().map(|e| big(e.to)).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

async fn open(connection: &mut PgConnection, cambi: &Cambi) -> Result<(), sqlx::Error> {
    if cambi.opened.is_empty() {
        return Ok(());
    }
    macro_rules! column {
        ($o:ident => $value:expr) => {
            cambi.opened.iter().map(|$o| $value).collect::<Vec<_>>()
        };
    }
    sqlx::query(
        "INSERT INTO quadro_v1 (voce, soggetto, nucleo, tipo, stream, codice, inizio, fine, istante, unita, operatore, \
                                da_posizione, a_posizione) \
         SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::date[], \
                              $8::date[], $9::boolean[], $10::uuid[], $11::uuid[], $12::bigint[], $13::bigint[])",
    )
    .bind(column!(o => o.key.as_str()))
    .bind(column!(o => o.row.soggetto))
    .bind(column!(o => o.row.nucleo))
    .bind(column!(o => o.row.tipo.as_str()))
    .bind(column!(o => o.group.as_str()))
    .bind(column!(o => o.row.codice.as_deref()))
    .bind(column!(o => o.row.inizio))
    .bind(column!(o => o.row.fine))
    .bind(column!(o => o.row.istante))
    .bind(column!(o => o.row.unita))
    .bind(column!(o => o.row.operatore))
    .bind(column!(o => big(o.from)))
    .bind(column!(o => o.to.map(big)))
    .execute(connection)
    .await?;
    Ok(())
}
