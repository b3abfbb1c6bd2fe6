//! Reading the read log: who looked at a person, what an operator looked at, anything by an auditor. Reading it is
//! itself noted, as looking at whoever the records name.

use super::{Tracciamento, TracciamentoError};
use chrono::{DateTime, Utc};
use domain::identita::{OperatoreId, SoggettoId, UnitaId};
use domain::tracciamento::{Accesso, Divulgato, Oggetto};
use event_store::causes;
use serde::Deserialize;
use sqlx::postgres::PgRow;
use sqlx::{Postgres, QueryBuilder, Row};
use std::collections::BTreeMap;
use std::net::IpAddr;
use uuid::Uuid;

/// Records on a page, at most.
const PAGE: u32 = 200;

/// Which records; nothing means all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FiltroLetture {
    /// Of whom something was shown, or asked for in vain.
    pub soggetto: Option<SoggettoId>,
    /// Who looked.
    pub operatore: Option<OperatoreId>,
    /// Of which request.
    pub richiesta: Option<Uuid>,
    /// From this instant on.
    pub dal: Option<DateTime<Utc>>,
    /// Before this instant.
    pub al: Option<DateTime<Utc>>,
}

/// Place of a record in a list, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostoLettura {
    /// When it was written.
    pub quando: DateTime<Utc>,
    /// Its index.
    pub indice: u64,
}

/// A record as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetturaRegistrata {
    /// Its place.
    pub posto: PostoLettura,
    /// What it says.
    pub contenuto: Contenuto,
}

/// A page of records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaginaLetture {
    /// Its records.
    pub letture: Vec<LetturaRegistrata>,
    /// Whether there are more after the last.
    pub altra: bool,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Contenuto {
    /// Id of the request.
    pub richiesta: Uuid,
    /// Who looked.
    pub operatore: OperatoreId,
    /// In which role.
    pub ruolo: String,
    /// For which unit.
    pub unita: UnitaId,
    /// Through what.
    pub canale: String,
    /// How surely he had proved who he is.
    pub livello: String,
    /// With which of his memberships; records of the beginning do not say.
    pub incarico: Option<u32>,
    /// Name of his session.
    pub sessione: Option<Uuid>,
    /// Where he called from.
    pub indirizzo: Option<IpAddr>,
    /// Classes of data that may have been shown.
    #[serde(default)]
    pub classi: Vec<String>,
    /// For what was searched: names of criteria, with keyed hashes.
    #[serde(default)]
    pub criteri: BTreeMap<String, String>,
    /// Name of the operation, where it had one.
    pub operazione: Option<String>,
    /// Everybody of whom something was shown, or asked for in vain.
    pub soggetti: Vec<SoggettoId>,
    /// In which ways.
    pub letture: Vec<GruppoLettura>,
}

/// Things looked at in the same way, with the same outcome, by the same title. Words as they are written down: a record
/// of a later version may have others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct GruppoLettura {
    /// See [`Accesso`].
    pub accesso: String,
    /// See [`domain::tracciamento::EsitoLettura`].
    pub esito: String,
    /// See [`domain::visibilita::Titolo`]; absent for what was reached through another file.
    pub titolo: Option<String>,
    /// Of an emergency access, the access.
    pub emergenza: Option<Uuid>,
    /// People.
    pub soggetti: Vec<SoggettoId>,
    /// Segnalazioni.
    pub pratiche: Vec<Uuid>,
    /// Nuclei di fatto.
    pub nuclei: Vec<Uuid>,
    /// Consultations of the register.
    pub consultazioni: Vec<Uuid>,
}

impl LetturaRegistrata {
    /// What it says of one person: the ways in which he was looked at, without anybody else.
    #[must_use]
    pub fn di(&self, soggetto: SoggettoId) -> Self {
        let mut sua = self.clone();
        sua.contenuto.soggetti.retain(|s| *s == soggetto);
        sua.contenuto.letture.retain(|g| g.soggetti.contains(&soggetto));
        for gruppo in &mut sua.contenuto.letture {
            gruppo.soggetti.retain(|s| *s == soggetto);
            gruppo.pratiche.clear();
            gruppo.nuclei.clear();
            gruppo.consultazioni.clear();
        }
        sua
    }
}

impl Tracciamento {
    /// Who looked at a person, newest first, for him to be told: of other people in the same request nothing is said.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn chi_ha_guardato(
        &self,
        divulgato: &Divulgato,
        soggetto: SoggettoId,
        (dal, al): (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
        dopo: Option<PostoLettura>,
        primi: u32,
    ) -> Result<PaginaLetture, TracciamentoError> {
        let filtro = FiltroLetture { soggetto: Some(soggetto), dal, al, ..FiltroLetture::default() };
        // A person without a record was asked about, too.
        divulgato.mostra(Accesso::Tracciamento, [Oggetto::Soggetto(soggetto)]);
        let PaginaLetture { letture, altra } = self.leggi(&filtro, dopo, primi).await?;
        Ok(PaginaLetture { letture: letture.iter().map(|l| l.di(soggetto)).collect(), altra })
    }

    /// Any records, newest first: what an operator looked at himself, or whatever an auditor looks for. Whether he may,
    /// the caller has decided.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn cerca(
        &self,
        divulgato: &Divulgato,
        filtro: &FiltroLetture,
        dopo: Option<PostoLettura>,
        primi: u32,
    ) -> Result<PaginaLetture, TracciamentoError> {
        let pagina = self.leggi(filtro, dopo, primi).await?;
        if pagina.letture.is_empty() {
            divulgato.vuoto(Accesso::Tracciamento);
        }
        let nominati = pagina.letture.iter().flat_map(|l| &l.contenuto.soggetti);
        divulgato.mostra(Accesso::Tracciamento, nominati.map(|s| Oggetto::Soggetto(*s)));
        Ok(pagina)
    }

    async fn leggi(
        &self,
        filtro: &FiltroLetture,
        dopo: Option<PostoLettura>,
        primi: u32,
    ) -> Result<PaginaLetture, TracciamentoError> {
        // Of one person or request there are few: they are found first and put in order then. Left to itself, the
        // database walks back through the months in search of a page of them.
        let few = filtro.soggetto.is_some() || filtro.richiesta.is_some();
        let mut query = QueryBuilder::new("WITH scelte AS ");
        query.push(if few { "MATERIALIZED" } else { "NOT MATERIALIZED" });
        query.push(
            " (SELECT indice, quando, contenuto::text AS contenuto FROM tracciamento.letture WHERE true",
        );
        push_filter(&mut query, filtro);
        query.push(") SELECT indice, quando, contenuto FROM scelte WHERE true");
        if let Some(posto) = dopo {
            query.push(" AND (quando, indice) < (").push_bind(posto.quando);
            query.push(", ").push_bind(posto.indice.cast_signed()).push(")");
        }
        let primi = primi.min(PAGE);
        query.push(" ORDER BY quando DESC, indice DESC LIMIT ").push_bind(i64::from(primi) + 1);
        let righe = query.build().fetch_all(&self.reading).await.map_err(unavailable)?;
        let quanti = usize::try_from(primi).unwrap_or_default();
        let letture = righe.iter().take(quanti).map(read).collect::<Result<_, _>>()?;
        Ok(PaginaLetture { letture, altra: righe.len() > quanti })
    }
}

/// The months outside the span are not opened: `quando` divides them.
fn push_filter(query: &mut QueryBuilder<'_, Postgres>, filtro: &FiltroLetture) {
    // Taken apart, so that a new field cannot be forgotten here.
    let FiltroLetture { soggetto, operatore, richiesta, dal, al } = filtro;
    if let Some(soggetto) = soggetto {
        query.push(" AND soggetti @> ").push_bind(vec![soggetto.0]);
    }
    if let Some(operatore) = operatore {
        query.push(" AND operatore = ").push_bind(operatore.0);
    }
    if let Some(richiesta) = richiesta {
        query.push(" AND richiesta = ").push_bind(*richiesta);
    }
    if let Some(dal) = dal {
        query.push(" AND quando >= ").push_bind(*dal);
    }
    if let Some(al) = al {
        query.push(" AND quando < ").push_bind(*al);
    }
}

fn read(row: &PgRow) -> Result<LetturaRegistrata, TracciamentoError> {
    let indice: i64 = row.try_get("indice").map_err(unavailable)?;
    let contenuto: String = row.try_get("contenuto").map_err(unavailable)?;
    let posto =
        PostoLettura { quando: row.try_get("quando").map_err(unavailable)?, indice: indice.cast_unsigned() };
    let contenuto = serde_json::from_str(&contenuto);
    Ok(LetturaRegistrata {
        contenuto: contenuto.map_err(|_| TracciamentoError::Unreadable(posto.indice))?,
        posto,
    })
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
pub(super) fn unavailable(error: sqlx::Error) -> TracciamentoError {
    TracciamentoError::Unavailable(causes(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tracciamento::record::tests::lettura;

    fn registrata(quanti: u128) -> LetturaRegistrata {
        let record = lettura(quanti).records().remove(0);
        LetturaRegistrata {
            posto: PostoLettura { quando: DateTime::UNIX_EPOCH, indice: 1 },
            contenuto: serde_json::from_str(&record).unwrap(),
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let letta = registrata(3).contenuto;
        assert_eq!(letta.soggetti.len(), 3);
        assert_eq!(letta.ruolo, "OPERATORE_SEGRETARIATO");
        let persone: usize = letta.letture.iter().map(|g| g.soggetti.len()).sum();
        assert_eq!(persone, 3);
    }

    #[test]
    fn what_a_person_is_told_names_nobody_else() {
        let chi = SoggettoId(Uuid::from_u128(2));
        let sua = registrata(3).di(chi).contenuto;
        assert_eq!(sua.soggetti, [chi]);
        assert_eq!(sua.letture.len(), 1);
        assert_eq!(sua.letture[0].soggetti, [chi]);
        assert_eq!(sua.letture[0].titolo, None);
    }
}
