//! Reads a page from ranges, one after the other, with one statement (more only when somebody lies in two of them).

use super::gambe::{Colonna, Gamba};
use super::lettura::{COLUMNS, Riga};
use crate::visibilita::{Vista, push_join, titolo_tenuto};
use chrono::{Datelike, NaiveDate};
use domain::visibilita::Cosa;
use sqlx::postgres::PgRow;
use sqlx::{Postgres, QueryBuilder, Row};
use uuid::Uuid;

/// A place between two rows: the range, and the key and id after which to go on in it (from its start, when absent).
#[derive(Clone)]
pub(super) struct Luogo {
    pub(super) gamba: usize,
    pub(super) dopo: Option<(String, Uuid)>,
}

impl Luogo {
    pub(super) fn inizio_di(gamba: usize) -> Self {
        Self { gamba, dopo: None }
    }

    /// Right after a row of a range.
    pub(super) fn dopo(gambe: &[Gamba], gamba: usize, riga: &Riga) -> Self {
        let chiave = gambe.get(gamba).and_then(|g| riga.chiave(g.colonna)).unwrap_or_default();
        Self { gamba, dopo: Some((chiave.to_owned(), riga.scheda.soggetto.0)) }
    }
}

/// Up to `quante` rows from that place on, each with the number of its range: the first one in which it lies.
pub(super) async fn leggi(
    vista: &Vista,
    gambe: &[Gamba],
    data: Option<NaiveDate>,
    da: Luogo,
    quante: usize,
) -> Result<Vec<(usize, Riga)>, sqlx::Error> {
    let mut luogo = da;
    let mut lette = Vec::with_capacity(quante);
    loop {
        let righe = statement(vista, gambe, data, &luogo, quante).await?;
        let mut nella_gamba = 0;
        let mut ripresa = None;
        for (i, (gamba, riga)) in righe.iter().enumerate() {
            nella_gamba = if i > 0 && righe[i - 1].0 == *gamba { nella_gamba + 1 } else { 1 };
            if !gambe[..*gamba].iter().any(|g| g.contiene(riga)) {
                lette.push((*gamba, riga.clone()));
            }
            if lette.len() == quante {
                return Ok(lette);
            }
            // This range may hold more than was read of it: what comes after it must wait.
            if nella_gamba == quante {
                ripresa = Some(Luogo::dopo(gambe, *gamba, riga));
                break;
            }
        }
        match ripresa {
            Some(dopo) => luogo = dopo,
            None => return Ok(lette),
        }
    }
}

/// Up to `quante` rows of each range.
async fn statement(
    vista: &Vista,
    gambe: &[Gamba],
    data: Option<NaiveDate>,
    da: &Luogo,
    quante: usize,
) -> Result<Vec<(usize, Riga)>, sqlx::Error> {
    let mut query = QueryBuilder::new("SELECT * FROM (");
    let mut rami = 0;
    for colonna in
        [Colonna::Codice, Colonna::CodiceFiscale, Colonna::CfBase, Colonna::CognomeNome, Colonna::NomeCognome]
    {
        let sue = gambe.iter().enumerate().skip(da.gamba).filter(|(_, g)| g.colonna == colonna);
        // Ranges of both orders are a branch of their own: the plan that suits them, which looks into both indexes,
        // would read the other one whole for a range that leaves it open.
        let (doppie, semplici): (Vec<_>, Vec<_>) = sue.partition(|(_, g)| g.e_nome.is_some());
        for ramo in [semplici, doppie].iter().filter(|r| !r.is_empty()) {
            if rami > 0 {
                query.push(" UNION ALL ");
            }
            rami += 1;
            push_ramo(&mut query, vista, colonna, ramo, data, da, quante);
        }
    }
    if rami == 0 {
        return Ok(Vec::new());
    }
    query.push(") tutte ORDER BY gamba, chiave COLLATE \"C\", soggetto");
    let righe = query.build().fetch_all(vista.pool()).await?;
    let letta = |r: &PgRow| {
        let gamba: i32 = r.try_get("gamba")?;
        let titolo = titolo_tenuto(r, vista, Cosa::Soggetto)?;
        Ok((usize::try_from(gamba).unwrap_or(usize::MAX), Riga { titolo, ..Riga::read(r)? }))
    };
    righe.iter().map(letta).collect()
}

/// Ranges of one column, either all of both orders or none.
fn push_ramo(
    query: &mut QueryBuilder<'_, Postgres>,
    vista: &Vista,
    colonna: Colonna,
    mine: &[(usize, &Gamba)],
    data: Option<NaiveDate>,
    da: &Luogo,
    quante: usize,
) {
    let numeri: Vec<i32> = mine.iter().map(|(n, _)| i32::try_from(*n).unwrap_or(i32::MAX)).collect();
    let quante = i64::try_from(quante).unwrap_or(i64::MAX);
    if colonna == Colonna::Codice {
        let codici: Vec<i64> = mine.iter().filter_map(|(_, g)| g.da.parse().ok()).collect();
        query.push("SELECT l.gamba, ''::text AS chiave, t.*, tenuti.* FROM unnest(").push_bind(numeri);
        query.push(", ").push_bind(codici);
        query.push(format_args!(
            ") l(gamba, codice) JOIN (SELECT {COLUMNS} FROM letture.soggetti_v1) t ON t.codice = l.codice"
        ));
        push_join(query, vista, Cosa::Soggetto, "t.soggetto");
        query.push(" WHERE true");
        if da.dopo.is_some() {
            query.push(" AND l.gamba > ").push_bind(i32::try_from(da.gamba).unwrap_or(i32::MAX));
        }
        push_nato(query, data);
        return;
    }
    let nome = nome_di(colonna);
    let inizio = |(n, g): &(usize, &Gamba)| match &da.dopo {
        Some((chiave, id)) if *n == da.gamba => (chiave.clone(), *id),
        // A nil id sorts before every other: the key itself is in.
        _ => (g.da.clone(), Uuid::nil()),
    };
    let (chiavi, ids): (Vec<_>, Vec<_>) = mine.iter().map(inizio).unzip();
    query.push(format_args!("SELECT l.gamba, r.{nome}::text AS chiave, r.* FROM unnest(")).push_bind(numeri);
    query.push(", ").push_bind(chiavi).push(", ").push_bind(ids);
    query.push(", ").push_bind(mine.iter().map(|(_, g)| g.a.clone()).collect::<Vec<_>>());
    let (nome_da, nome_a): (Vec<_>, Vec<_>) = mine.iter().filter_map(|(_, g)| g.e_nome.clone()).unzip();
    let e_nome = !nome_da.is_empty();
    if e_nome {
        query.push(", ").push_bind(nome_da).push(", ").push_bind(nome_a);
    }
    query.push(if e_nome { ") l(gamba, da, dopo, a, nome_da, nome_a)" } else { ") l(gamba, da, dopo, a)" });
    query.push(format_args!(" CROSS JOIN LATERAL (SELECT {COLUMNS}, tenuti.* FROM "));
    if e_nome {
        // Planned without the limit: with it one index alone, read in order until there are enough, looks cheaper than it
        // is. In order, all the same: whether somebody may be seen is asked only until there are enough.
        query.push(format_args!("(SELECT {COLUMNS} FROM letture.soggetti_v1 t"));
        push_tra(query, nome);
        query.push(" AND t.nome_cognome >= l.nome_da AND t.nome_cognome < l.nome_a");
        push_nato(query, data);
        query.push(format_args!(" ORDER BY t.{nome}, t.soggetto OFFSET 0) t"));
        push_join(query, vista, Cosa::Soggetto, "t.soggetto");
    } else {
        query.push("letture.soggetti_v1 t");
        push_join(query, vista, Cosa::Soggetto, "t.soggetto");
        push_tra(query, nome);
        push_nato(query, data);
    }
    query.push(format_args!(" ORDER BY t.{nome}, t.soggetto LIMIT ")).push_bind(quante);
    query.push(") r");
}

/// Within the range, from the place on.
fn push_tra(query: &mut QueryBuilder<'_, Postgres>, nome: &str) {
    query.push(format_args!(" WHERE (t.{nome}, t.soggetto) > (l.da, l.dopo) AND t.{nome} < l.a"));
}

/// Born on that day, as far as the birth date is known.
fn push_nato(query: &mut QueryBuilder<'_, Postgres>, data: Option<NaiveDate>) {
    let Some(giorno) = data else { return };
    let mese = giorno.with_day(1).unwrap_or(giorno);
    let anno = mese.with_month(1).unwrap_or(mese);
    query.push(" AND t.data_nascita = ANY(").push_bind(vec![giorno, mese, anno]);
    query.push(") AND (t.data_nascita = ").push_bind(giorno);
    query.push(" OR (t.precisione = 'mese' AND t.data_nascita = ").push_bind(mese);
    query.push(") OR (t.precisione = 'anno' AND t.data_nascita = ").push_bind(anno).push("))");
}

fn nome_di(colonna: Colonna) -> &'static str {
    match colonna {
        Colonna::CognomeNome => "cognome_nome",
        Colonna::NomeCognome => "nome_cognome",
        Colonna::CodiceFiscale => "codice_fiscale",
        Colonna::CfBase => "cf_base",
        Colonna::Codice => "codice",
    }
}
