//! Versions of segnalazioni in and out of their table.

use super::projection::{Numeri, Numero, Righe, Versione};
use crate::sql::{big, coded, unsigned};
use crate::versions::{Changes, Versions};
use domain::segnalazione::StatoSegnalazione;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};
use uuid::Uuid;

type Cambi = Changes<Uuid, (), Versione>;

/// Columns of a version, for [`read`].
const COLUMNS: &str = "segnalazione, da_posizione, versione, anno, numero, distretto, segnalato, creata_il, \
    data_contatto, canale, motivo, urgenza, esito, stato, autore, unita, assegnatario, chiusa_il, numero_originario";

/// The numbers that the events at these positions took.
pub(super) async fn numeri(
    connection: &mut PgConnection,
    positions: impl Iterator<Item = u64>,
) -> Result<Numeri, sqlx::Error> {
    let positions: Vec<i64> = positions.map(big).collect();
    if positions.is_empty() {
        return Ok(Numeri::new());
    }
    // The series is segnalazione/<distretto>/<year>.
    let righe = sqlx::query(
        "SELECT position, split_part(serie, '/', 3)::int AS anno, n FROM registro.numeri WHERE position = ANY($1)",
    )
    .bind(positions)
    .fetch_all(connection)
    .await?;
    let letto = |r| Ok((unsigned(r, "position")?, Numero { anno: r.try_get("anno")?, n: unsigned(r, "n")? }));
    righe.iter().map(letto).collect()
}

/// The versions that hold.
pub(super) async fn load(connection: &mut PgConnection, ids: &[Uuid]) -> Result<Righe, sqlx::Error> {
    let select =
        format!("SELECT {COLUMNS} FROM segnalazioni_v1 WHERE segnalazione = ANY($1) AND a_posizione IS NULL");
    let righe = sqlx::query(&select).bind(ids).fetch_all(connection).await?;
    let lette = righe
        .iter()
        .map(|r| Ok((r.try_get("segnalazione")?, (), unsigned(r, "da_posizione")?, read(r)?)))
        .collect::<Result<Vec<_>, sqlx::Error>>()?;
    Ok(Versions::stored(lette))
}

fn read(r: &PgRow) -> Result<Versione, sqlx::Error> {
    Ok(Versione {
        versione: unsigned(r, "versione")?,
        numero: Numero { anno: r.try_get("anno")?, n: unsigned(r, "numero")? },
        distretto: r.try_get("distretto")?,
        segnalato: r.try_get("segnalato")?,
        creata_il: r.try_get("creata_il")?,
        data_contatto: r.try_get("data_contatto")?,
        canale: r.try_get("canale")?,
        motivo: r.try_get("motivo")?,
        urgenza: r.try_get("urgenza")?,
        esito: r.try_get("esito")?,
        stato: coded(r, "stato", StatoSegnalazione::da_str)?,
        autore: r.try_get("autore")?,
        unita: r.try_get("unita")?,
        assegnatario: r.try_get("assegnatario")?,
        chiusa_il: r.try_get("chiusa_il")?,
        numero_originario: r.try_get("numero_originario")?,
    })
}

/// Ends stored versions.
pub(super) async fn end(connection: &mut PgConnection, cambi: &Cambi) -> Result<(), sqlx::Error> {
    if cambi.ended.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE segnalazioni_v1 t SET a_posizione = u.a FROM unnest($1::uuid[], $2::bigint[]) u(segnalazione, a) \
          WHERE t.segnalazione = u.segnalazione AND t.a_posizione IS NULL",
    )
    .bind(cambi.ended.iter().map(|e| e.group).collect::<Vec<_>>())
    .bind(cambi.ended.iter().map(|e| big(e.to)).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes new versions.
pub(super) async fn open(connection: &mut PgConnection, cambi: &Cambi) -> Result<(), sqlx::Error> {
    if cambi.opened.is_empty() {
        return Ok(());
    }
    macro_rules! column {
        ($o:ident => $value:expr) => {
            cambi.opened.iter().map(|$o| $value).collect::<Vec<_>>()
        };
    }
    sqlx::query(
        "INSERT INTO segnalazioni_v1 (segnalazione, da_posizione, a_posizione, versione, anno, numero, distretto, \
             segnalato, creata_il, data_contatto, canale, motivo, urgenza, esito, stato, autore, unita, assegnatario, \
             responsabile, chiusa_il, numero_originario) \
         SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[], $6::bigint[], \
             $7::uuid[], $8::uuid[], $9::timestamptz[], $10::date[], $11::text[], $12::text[], $13::text[], \
             $14::text[], $15::text[], $16::uuid[], $17::uuid[], $18::uuid[], $19::uuid[], $20::date[], $21::text[])",
    )
    .bind(column!(o => o.group))
    .bind(column!(o => big(o.from)))
    .bind(column!(o => o.to.map(big)))
    .bind(column!(o => big(o.row.versione)))
    .bind(column!(o => o.row.numero.anno))
    .bind(column!(o => big(o.row.numero.n)))
    .bind(column!(o => o.row.distretto))
    .bind(column!(o => o.row.segnalato))
    .bind(column!(o => o.row.creata_il))
    .bind(column!(o => o.row.data_contatto))
    .bind(column!(o => o.row.canale.as_str()))
    .bind(column!(o => o.row.motivo.as_str()))
    .bind(column!(o => o.row.urgenza.as_str()))
    .bind(column!(o => o.row.esito.as_deref()))
    .bind(column!(o => o.row.stato.as_str()))
    .bind(column!(o => o.row.autore))
    .bind(column!(o => o.row.unita))
    .bind(column!(o => o.row.assegnatario))
    .bind(column!(o => o.row.responsabile()))
    .bind(column!(o => o.row.chiusa_il))
    .bind(column!(o => o.row.numero_originario.as_deref()))
    .execute(connection)
    .await?;
    Ok(())
}
