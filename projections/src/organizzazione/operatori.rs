//! Operators and their memberships.

use super::query::LIVELLI_MAX;
use crate::error::QueryError;
use crate::page::{Cursore, Pagina, limite};
use crate::soggetti::chiave;
use crate::sql::{coded, unsigned};
use chrono::NaiveDate;
use domain::attore::{NumeroIncarico, Ruolo};
use domain::identita::{OperatoreId, UnitaId};
use sqlx::postgres::PgRow;
use sqlx::{PgPool, Postgres, QueryBuilder, Row};
use std::collections::HashMap;
use uuid::Uuid;

/// An operator.
#[derive(Clone, PartialEq, Eq)]
pub struct OperatoreRiga {
    /// The operator.
    pub operatore: OperatoreId,
    /// Surname, unless erased.
    pub cognome: Option<String>,
    /// First name, unless erased.
    pub nome: Option<String>,
    /// Codice fiscale, unless erased.
    pub codice_fiscale: Option<String>,
    /// Enabled: he may come in while one of his memberships holds.
    pub attivo: bool,
    /// Version of his stream.
    pub versione: u64,
    /// All his memberships, by number.
    pub incarichi: Vec<IncaricoRiga>,
}

/// A membership.
#[derive(Clone, PartialEq, Eq)]
pub struct IncaricoRiga {
    /// Number within the operator.
    pub numero: NumeroIncarico,
    /// Role.
    pub ruolo: Ruolo,
    /// Unit.
    pub unita: UnitaId,
    /// First day, if known.
    pub dal: Option<NaiveDate>,
    /// Last day, if it has one.
    pub al: Option<NaiveDate>,
    /// Whether it opens reserved sections.
    pub riservati: bool,
    /// Professional type, unless erased.
    pub profilo: Option<String>,
    /// The act by which it was given, unless erased.
    pub atto: Option<String>,
}

domain::debug_oscurato!(OperatoreRiga, IncaricoRiga);

impl IncaricoRiga {
    /// Whether it holds on that day, while the operator is enabled.
    #[must_use]
    pub fn in_vigore_al(&self, giorno: NaiveDate) -> bool {
        self.dal.is_none_or(|dal| dal <= giorno) && self.al.is_none_or(|al| giorno <= al)
    }
}

impl OperatoreRiga {
    /// The memberships with which he may work on that day.
    pub fn in_vigore_al(&self, giorno: NaiveDate) -> impl Iterator<Item = &IncaricoRiga> {
        self.incarichi.iter().filter(move |i| self.attivo && i.in_vigore_al(giorno))
    }

    /// The membership that says best what he is: the first that holds on that day, else the last that he was given.
    #[must_use]
    pub fn principale(&self, giorno: NaiveDate) -> Option<&IncaricoRiga> {
        self.incarichi.iter().find(|i| i.in_vigore_al(giorno)).or(self.incarichi.last())
    }
}

/// Which operators; nothing means all.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FiltroOperatori {
    /// This one.
    pub operatore: Option<OperatoreId>,
    /// With a membership in one of these roles; empty means any.
    pub ruoli: Vec<Ruolo>,
    /// With a membership in this unit.
    pub unita: Option<UnitaId>,
    /// With a membership in this unit or one below it.
    pub sotto: Option<UnitaId>,
    /// The memberships meant hold on this day; without one, any that was ever given counts.
    pub in_vigore_al: Option<NaiveDate>,
    /// Enabled, or disabled.
    pub attivi: Option<bool>,
    /// Beginning of surname and name, in either order.
    pub testo: Option<String>,
}

domain::debug_oscurato!(FiltroOperatori);

const SELECT: &str = "SELECT o.operatore, o.cognome, o.nome, o.codice_fiscale, o.attivo, o.versione, i.numero, i.ruolo, i.unita, \
    i.dal, i.al, i.riservati, i.profilo, i.atto \
    FROM letture.operatori_v3 o JOIN letture.incarichi_v3 i ON i.operatore = o.operatore ";

/// A page of operators, by surname and name. A cursor is the id of an operator.
///
/// # Errors
/// When the database does not answer, or the cursor is no id.
pub async fn operatori(
    pool: &PgPool,
    filtro: &FiltroOperatori,
    dopo: Option<&Cursore>,
    primi: u32,
) -> Result<Pagina<OperatoreRiga>, QueryError> {
    let primi = limite(primi);
    let mut query = QueryBuilder::new("");
    push_sotto(&mut query, filtro.sotto);
    query.push(SELECT).push("JOIN (SELECT operatore FROM letture.operatori_v3 p WHERE true");
    push_filtro(&mut query, filtro);
    if let Some(dopo) = dopo {
        let id = Uuid::parse_str(&dopo.0).map_err(|_| QueryError::Cursor)?;
        query.push(
            " AND (p.cognome_nome, p.operatore) > \
             (SELECT c.cognome_nome, c.operatore FROM letture.operatori_v3 c WHERE c.operatore = ",
        );
        query.push_bind(id).push(")");
    }
    query.push(" ORDER BY p.cognome_nome, p.operatore LIMIT ");
    query.push_bind(i64::try_from(primi + 1).unwrap_or(i64::MAX));
    query.push(") pagina ON pagina.operatore = o.operatore ORDER BY o.cognome_nome, o.operatore, i.numero");
    let righe = query.build().fetch_all(pool).await?;
    Ok(Pagina::di(raccogli(&righe)?, primi, |o| o.operatore.to_string()))
}

/// The units from that one downwards, as `sotto`.
fn push_sotto(query: &mut QueryBuilder<'_, Postgres>, radice: Option<UnitaId>) {
    let Some(radice) = radice else { return };
    query.push("WITH RECURSIVE sotto AS (SELECT ").push_bind(radice.0).push("::uuid AS unita, 1 AS livello ");
    query.push(
        "UNION ALL SELECT u.unita, s.livello + 1 FROM sotto s JOIN letture.unita_v3 u ON u.padre = s.unita ",
    );
    query.push("WHERE s.livello < ").push_bind(LIVELLI_MAX).push(") ");
}

fn push_filtro(query: &mut QueryBuilder<'_, Postgres>, filtro: &FiltroOperatori) {
    let FiltroOperatori { operatore, ruoli, unita, sotto, in_vigore_al, attivi, testo } = filtro;
    if let Some(operatore) = operatore {
        query.push(" AND p.operatore = ").push_bind(operatore.0);
    }
    if let Some(attivi) = attivi {
        query.push(" AND p.attivo = ").push_bind(*attivi);
    }
    if !ruoli.is_empty() || unita.is_some() || sotto.is_some() || in_vigore_al.is_some() {
        query.push(" AND EXISTS (SELECT 1 FROM letture.incarichi_v3 n WHERE n.operatore = p.operatore");
        if !ruoli.is_empty() {
            let ruoli: Vec<&str> = ruoli.iter().map(|r| r.as_str()).collect();
            query.push(" AND n.ruolo = ANY(").push_bind(ruoli).push(")");
        }
        if let Some(unita) = unita {
            query.push(" AND n.unita = ").push_bind(unita.0);
        }
        if sotto.is_some() {
            query.push(" AND n.unita IN (SELECT sotto.unita FROM sotto)");
        }
        if let Some(giorno) = in_vigore_al {
            query.push(" AND (n.dal IS NULL OR n.dal <= ").push_bind(*giorno);
            query.push(") AND (n.al IS NULL OR n.al >= ").push_bind(*giorno).push(")");
        }
        query.push(")");
    }
    // Blanks count for nothing: both sides are folded without them.
    let chiave = chiave(testo.as_deref().unwrap_or_default());
    if !chiave.is_empty() {
        query.push(" AND (starts_with(replace(p.cognome_nome, ' ', ''), ").push_bind(chiave.clone());
        query.push(") OR starts_with(replace(p.nome_cognome, ' ', ''), ").push_bind(chiave).push("))");
    }
}

/// Operators by id, disabled ones too.
///
/// # Errors
/// When the database does not answer.
pub async fn operatori_per_id(
    pool: &PgPool,
    ids: &[OperatoreId],
) -> Result<HashMap<OperatoreId, OperatoreRiga>, QueryError> {
    let righe = sqlx::query(&format!("{SELECT} WHERE o.operatore = ANY($1) ORDER BY o.operatore, i.numero"))
        .bind(ids.iter().map(|id| id.0).collect::<Vec<_>>())
        .fetch_all(pool)
        .await?;
    Ok(raccogli(&righe)?.into_iter().map(|o| (o.operatore, o)).collect())
}

/// Whether some operator has a membership in that unit that is not over on that day; also one who is disabled, who would
/// have it again.
///
/// # Errors
/// When the database does not answer.
pub async fn ha_incarichi(pool: &PgPool, unita: UnitaId, giorno: NaiveDate) -> Result<bool, QueryError> {
    let trovato = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM letture.incarichi_v3 WHERE unita = $1 AND (al IS NULL OR al >= $2))",
    );
    Ok(trovato.bind(unita.0).bind(giorno).fetch_one(pool).await?)
}

/// One row a membership, those of an operator together: one operator each.
fn raccogli(righe: &[PgRow]) -> Result<Vec<OperatoreRiga>, sqlx::Error> {
    let mut operatori: Vec<OperatoreRiga> = Vec::new();
    for r in righe {
        let operatore = OperatoreId(r.try_get("operatore")?);
        let incarico = read_incarico(r)?;
        match operatori.last_mut() {
            Some(ultimo) if ultimo.operatore == operatore => ultimo.incarichi.push(incarico),
            _ => operatori.push(OperatoreRiga {
                operatore,
                cognome: r.try_get("cognome")?,
                nome: r.try_get("nome")?,
                codice_fiscale: r.try_get("codice_fiscale")?,
                attivo: r.try_get("attivo")?,
                versione: unsigned(r, "versione")?,
                incarichi: vec![incarico],
            }),
        }
    }
    Ok(operatori)
}

fn read_incarico(r: &PgRow) -> Result<IncaricoRiga, sqlx::Error> {
    let numero: i32 = r.try_get("numero")?;
    Ok(IncaricoRiga {
        numero: NumeroIncarico(numero.unsigned_abs()),
        ruolo: coded(r, "ruolo", Ruolo::da_str)?,
        unita: UnitaId(r.try_get("unita")?),
        dal: r.try_get("dal")?,
        al: r.try_get("al")?,
        riservati: r.try_get("riservati")?,
        profilo: r.try_get("profilo")?,
        atto: r.try_get("atto")?,
    })
}
