//! Lists of segnalazioni, newest number first (M-G11).

use crate::error::QueryError;
use crate::page::{Cursore, Pagina, limite};
use crate::sql::{big, coded, push_holds_at, unsigned};
use crate::visibilita::{Vista, push_pratica};
use chrono::{DateTime, NaiveDate, Utc};
use domain::identita::{OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
use domain::segnalazione::StatoSegnalazione;
use domain::tracciamento::{Accesso, Oggetto};
use domain::visibilita::Azione;
use sqlx::postgres::PgRow;
use sqlx::{PgPool, Postgres, QueryBuilder, Row};
use std::collections::HashMap;
use std::fmt;
use uuid::Uuid;

/// What is asked for; nothing means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filtro {
    /// About whom.
    pub segnalato: Option<SoggettoId>,
    /// Recorded by whom.
    pub autore: Option<OperatoreId>,
    /// Given to whom.
    pub assegnatario: Option<OperatoreId>,
    /// Who follows it: the assignee, else the author; closed ones are followed by nobody.
    pub in_carico_a: Option<OperatoreId>,
    /// Where it stands.
    pub stato: Option<StatoSegnalazione>,
    /// List MOTIVO_SEGNALAZIONE.
    pub motivo: Option<String>,
    /// Distretto whose number it has.
    pub distretto: Option<UnitaId>,
    /// First day of contact.
    pub dal: Option<NaiveDate>,
    /// Last day of contact.
    pub al: Option<NaiveDate>,
    /// Number in an older system.
    pub numero_originario: Option<String>,
}

/// A segnalazione in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegnalazioneRiga {
    /// The segnalazione.
    pub segnalazione: SegnalazioneId,
    /// Version of its stream.
    pub versione: u64,
    /// Year of its number.
    pub anno: i32,
    /// Its number within distretto and year.
    pub numero: u64,
    /// The distretto.
    pub distretto: UnitaId,
    /// About whom.
    pub segnalato: SoggettoId,
    /// When it was recorded.
    pub creata_il: DateTime<Utc>,
    /// Day of contact.
    pub data_contatto: NaiveDate,
    /// List CANALE.
    pub canale: String,
    /// List MOTIVO_SEGNALAZIONE.
    pub motivo: String,
    /// List URGENZA.
    pub urgenza: String,
    /// List ESITO_SEGNALAZIONE.
    pub esito: Option<String>,
    /// Where it stands.
    pub stato: StatoSegnalazione,
    /// Who recorded it.
    pub autore: OperatoreId,
    /// His unit of then.
    pub unita: UnitaId,
    /// Who has it; in a closed one, who had it.
    pub assegnatario: Option<OperatoreId>,
    /// Who follows it.
    pub responsabile: Option<OperatoreId>,
    /// Day of the closure that holds.
    pub chiusa_il: Option<NaiveDate>,
    /// Number in an older system.
    pub numero_originario: Option<String>,
    /// Position of the event that made it so.
    pub da: u64,
}

const SELECT: &str = "SELECT segnalazione, versione, anno, numero, distretto, segnalato, creata_il, data_contatto, \
    canale, motivo, urgenza, esito, stato, autore, unita, assegnatario, responsabile, chiusa_il, numero_originario, \
    da_posizione FROM letture.segnalazioni_v1 WHERE ";

/// A page of the segnalazioni that are open now to him who looks, as they stood at a position.
///
/// # Errors
/// When the database does not answer, or the cursor is of another list.
pub async fn segnalazioni(
    vista: &Vista,
    filtro: &Filtro,
    alla: Option<u64>,
    dopo: Option<&Cursore>,
    primi: u32,
) -> Result<Pagina<SegnalazioneRiga>, QueryError> {
    let primi = limite(primi);
    let mut query = QueryBuilder::new(SELECT);
    push_holds_at(&mut query, alla);
    if let Some(posizione) = alla {
        // No segnalazione has a number of a later year than the one in which it was recorded: the newer ones, which come
        // first, are not read.
        query.push(
            " AND anno <= (SELECT extract(year FROM recorded_at AT TIME ZONE 'Europe/Rome')::int FROM registro.events \
               WHERE position <= ",
        );
        query.push_bind(big(posizione)).push(" ORDER BY position DESC LIMIT 1)");
    }
    push_filter(&mut query, filtro);
    query.push(" AND ");
    push_pratica(&mut query, vista, Azione::Elencare, "segnalazione");
    if let Some(cursore) = dopo {
        let (anno, numero, id) = leggi_cursore(cursore)?;
        query.push(" AND (anno, numero, segnalazione) < (").push_bind(anno);
        query.push(", ").push_bind(numero).push(", ").push_bind(id).push(")");
    }
    query.push(" ORDER BY anno DESC, numero DESC, segnalazione DESC LIMIT ");
    query.push_bind(i64::try_from(primi + 1).unwrap_or(i64::MAX));
    let righe = query.build().fetch_all(vista.pool()).await?;
    let righe = righe.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let pagina =
        Pagina::di(righe, primi, |r| format!("{}.{}.{}", r.anno, r.numero, r.segnalazione.0.simple()));
    let oggetti = |r: &SegnalazioneRiga| [Oggetto::Pratica(r.segnalazione), Oggetto::Soggetto(r.segnalato)];
    vista.divulgato().mostra(Accesso::Elenco, pagina.voci.iter().flat_map(oggetti));
    Ok(pagina)
}

fn push_filter(query: &mut QueryBuilder<'_, Postgres>, filtro: &Filtro) {
    // Taken apart, so that a new field cannot be forgotten here.
    let Filtro {
        segnalato,
        autore,
        assegnatario,
        in_carico_a,
        stato,
        motivo,
        distretto,
        dal,
        al,
        numero_originario,
    } = filtro;
    let ids = [
        ("segnalato", segnalato.map(|id| id.0)),
        ("autore", autore.map(|id| id.0)),
        ("assegnatario", assegnatario.map(|id| id.0)),
        ("responsabile", in_carico_a.map(|id| id.0)),
        ("distretto", distretto.map(|id| id.0)),
    ];
    for (column, id) in ids {
        if let Some(id) = id {
            query.push(format_args!(" AND {column} = ")).push_bind(id);
        }
    }
    if let Some(stato) = stato {
        query.push(" AND stato = ").push_bind(stato.as_str());
    }
    if let Some(motivo) = motivo {
        query.push(" AND motivo = ").push_bind(motivo.clone());
    }
    if let Some(numero) = numero_originario {
        query.push(" AND numero_originario = ").push_bind(numero.clone());
    }
    if let Some(dal) = dal {
        query.push(" AND data_contatto >= ").push_bind(*dal);
    }
    if let Some(al) = al {
        query.push(" AND data_contatto <= ").push_bind(*al);
    }
}

fn leggi_cursore(cursore: &Cursore) -> Result<(i32, i64, Uuid), QueryError> {
    let mut parti = cursore.0.splitn(3, '.');
    let mut parte = || parti.next().ok_or(QueryError::Cursor);
    let anno = parte()?.parse().map_err(|_| QueryError::Cursor)?;
    let numero = parte()?.parse().map_err(|_| QueryError::Cursor)?;
    let id = Uuid::parse_str(parte()?).map_err(|_| QueryError::Cursor)?;
    Ok((anno, numero, id))
}

/// Number of a segnalazione, within its distretto.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numero {
    /// Year.
    pub anno: i32,
    /// Number within distretto and year.
    pub numero: u64,
}

impl fmt::Display for Numero {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.anno, self.numero)
    }
}

/// Numbers of segnalazioni, as an open file names others: the original of a duplicate has its number there, open or not.
///
/// # Errors
/// When the database does not answer.
pub async fn numeri(
    vista: &Vista,
    ids: &[SegnalazioneId],
) -> Result<HashMap<SegnalazioneId, Numero>, QueryError> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let righe = sqlx::query(
        "SELECT segnalazione, anno, numero FROM letture.segnalazioni_v1 \
          WHERE a_posizione IS NULL AND segnalazione = ANY($1)",
    )
    .bind(ids)
    .fetch_all(vista.pool())
    .await?;
    let letta = |r: &PgRow| -> Result<_, sqlx::Error> {
        let numero = Numero { anno: r.try_get("anno")?, numero: unsigned(r, "numero")? };
        Ok((SegnalazioneId(r.try_get("segnalazione")?), numero))
    };
    let numeri: HashMap<_, _> = righe.iter().map(letta).collect::<Result<_, _>>()?;
    vista.divulgato().mostra(Accesso::Intestazione, numeri.keys().map(|id| Oggetto::Pratica(*id)));
    Ok(numeri)
}

/// The segnalazioni about a subject: which there are, and nothing of them.
///
/// # Errors
/// When the database does not answer.
pub async fn pratiche_su(pool: &PgPool, soggetto: SoggettoId) -> Result<Vec<SegnalazioneId>, QueryError> {
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "SELECT segnalazione FROM letture.segnalazioni_v1 WHERE segnalato = $1 AND a_posizione IS NULL \
          ORDER BY anno DESC, numero DESC, segnalazione DESC",
    )
    .bind(soggetto.0)
    .fetch_all(pool)
    .await?;
    Ok(ids.into_iter().map(SegnalazioneId).collect())
}

/// Which segnalazione has that number: its id, by which nothing opens. Whether it is there for him who looks is asked about
/// the id, so that the refusal is written down with it.
///
/// # Errors
/// When the database does not answer.
pub async fn per_numero(
    vista: &Vista,
    distretto: UnitaId,
    Numero { anno, numero }: Numero,
) -> Result<Option<SegnalazioneId>, QueryError> {
    let id: Option<Uuid> = sqlx::query_scalar(
        "SELECT segnalazione FROM letture.segnalazioni_v1 \
          WHERE distretto = $1 AND anno = $2 AND numero = $3 AND a_posizione IS NULL",
    )
    .bind(distretto.0)
    .bind(anno)
    .bind(big(numero))
    .fetch_optional(vista.pool())
    .await?;
    Ok(id.map(SegnalazioneId))
}

fn read(r: &PgRow) -> Result<SegnalazioneRiga, sqlx::Error> {
    Ok(SegnalazioneRiga {
        segnalazione: SegnalazioneId(r.try_get("segnalazione")?),
        versione: unsigned(r, "versione")?,
        anno: r.try_get("anno")?,
        numero: unsigned(r, "numero")?,
        distretto: UnitaId(r.try_get("distretto")?),
        segnalato: SoggettoId(r.try_get("segnalato")?),
        creata_il: r.try_get("creata_il")?,
        data_contatto: r.try_get("data_contatto")?,
        canale: r.try_get("canale")?,
        motivo: r.try_get("motivo")?,
        urgenza: r.try_get("urgenza")?,
        esito: r.try_get("esito")?,
        stato: coded(r, "stato", StatoSegnalazione::da_str)?,
        autore: OperatoreId(r.try_get("autore")?),
        unita: UnitaId(r.try_get("unita")?),
        assegnatario: r.try_get::<Option<Uuid>, _>("assegnatario")?.map(OperatoreId),
        responsabile: r.try_get::<Option<Uuid>, _>("responsabile")?.map(OperatoreId),
        chiusa_il: r.try_get("chiusa_il")?,
        numero_originario: r.try_get("numero_originario")?,
        da: unsigned(r, "da_posizione")?,
    })
}

/// Somebody about whom a segnalazione is open, with the newest of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PraticaAperta {
    /// About whom.
    pub segnalato: SoggettoId,
    /// Year of its number.
    pub anno: i32,
    /// Its number within distretto and year.
    pub numero: u64,
}

/// Everybody about whom a segnalazione is open, by id, from after that one on.
///
/// # Errors
/// When the database does not answer.
pub async fn con_pratica_aperta(
    pool: &PgPool,
    dopo: SoggettoId,
    al_piu: u16,
) -> Result<Vec<PraticaAperta>, QueryError> {
    let righe = sqlx::query(
        "SELECT DISTINCT ON (segnalato) segnalato, anno, numero FROM letture.segnalazioni_v1 \
         WHERE segnalato > $1 AND a_posizione IS NULL AND stato <> $2 \
         ORDER BY segnalato, anno DESC, numero DESC LIMIT $3",
    )
    .bind(dopo.0)
    .bind(StatoSegnalazione::Chiusa.as_str())
    .bind(i64::from(al_piu))
    .fetch_all(pool)
    .await?;
    let letta = |r: &PgRow| -> Result<_, sqlx::Error> {
        Ok(PraticaAperta {
            segnalato: SoggettoId(r.try_get("segnalato")?),
            anno: r.try_get("anno")?,
            numero: unsigned(r, "numero")?,
        })
    };
    Ok(righe.iter().map(letta).collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_cursors_of_other_lists() {
        let giusto = Cursore(format!("2024.15.{}", Uuid::nil().simple()));
        assert_eq!(leggi_cursore(&giusto).unwrap(), (2024, 15, Uuid::nil()));
        for altro in ["", "2024", "2024.15", "2024.x.0", "3.00000000000000000000000000000000"] {
            assert!(leggi_cursore(&Cursore(altro.into())).is_err(), "{altro}");
        }
    }
}
