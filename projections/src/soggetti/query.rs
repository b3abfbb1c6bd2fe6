//! Search, and headers by id.

use super::criteri::{Criteri, Ricerca};
use super::dizionario::Dizionario;
use super::gambe::{Gamba, precise};
use super::lettura::{COLUMNS, Intestazione, Riga, Trovato};
use super::pagina::{Luogo, leggi};
use super::simili::{simili, simili_due};
use crate::error::QueryError;
use crate::page::{Cursore, Pagina, limite};
use crate::visibilita::{Vista, push_soggetto};
use chrono::NaiveDate;
use domain::identita::SoggettoId;
use domain::tracciamento::{Accesso, Base, Oggetto};
use domain::visibilita::{Azione, Titolo};
use sqlx::postgres::PgRow;
use sqlx::{PgPool, QueryBuilder, Row};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// With fewer subjects than this, words that are one edit away are tried as well.
const POCHI: usize = 5;

/// A page of the subjects that match: whole words first, then beginnings, then, when there is next to nothing of these,
/// what is one typing error away; each by surname and name, or by name and surname where the name was typed.
///
/// # Errors
/// When the database does not answer, or the cursor is of another list.
pub async fn cerca(
    vista: &Vista,
    criteri: &Criteri,
    dopo: Option<&Cursore>,
    primi: u32,
) -> Result<Pagina<Trovato>, QueryError> {
    cerca_tra(vista, None, criteri, dopo, primi).await
}

/// As [`cerca`]; a first page that has next to nobody ends with who is two typing errors away.
///
/// # Errors
/// As [`cerca`].
pub async fn cerca_con(
    vista: &Vista,
    dizionario: &Arc<Dizionario>,
    criteri: &Criteri,
    dopo: Option<&Cursore>,
    primi: u32,
) -> Result<Pagina<Trovato>, QueryError> {
    cerca_tra(vista, Some(dizionario), criteri, dopo, primi).await
}

async fn cerca_tra(
    vista: &Vista,
    dizionario: Option<&Arc<Dizionario>>,
    criteri: &Criteri,
    dopo: Option<&Cursore>,
    primi: u32,
) -> Result<Pagina<Trovato>, QueryError> {
    let (pool, ricerca) = (vista.pool(), Ricerca::nuova(criteri));
    let mut gambe = precise(&ricerca);
    let prime = gambe.len();
    let (primi, uno_in_piu) = (limite(primi), limite(primi) + 1);
    let cursore = dopo.map(leggi_cursore).transpose()?;

    let mut trovati = match cursore {
        None => leggi(vista, &gambe, ricerca.data, Luogo::inizio_di(0), uno_in_piu).await?,
        Some((gamba, id)) if gamba < prime => {
            let luogo = luogo_dopo(vista, &gambe, gamba, id).await?;
            leggi(vista, &gambe, ricerca.data, luogo, uno_in_piu).await?
        }
        Some(_) => Vec::new(),
    };
    if trovati.len() < uno_in_piu && pochi(vista, &gambe, &ricerca, cursore, trovati.len()).await? {
        gambe.extend(simili(pool, &ricerca).await?);
        let luogo = match cursore {
            Some((gamba, id)) if gamba >= prime => luogo_dopo(vista, &gambe, gamba, id).await?,
            _ => Luogo::inizio_di(prime),
        };
        let quanti = uno_in_piu - trovati.len();
        trovati.extend(leggi(vista, &gambe, ricerca.data, luogo, quanti).await?);
    }
    if let (None, Some(dizionario)) = (cursore, dizionario)
        && trovati.len() < POCHI.min(primi)
    {
        // No page follows: the dictionary in memory may say something else by then.
        let (qui, ancora) = (Luogo::inizio_di(gambe.len()), primi - trovati.len());
        gambe.extend(simili_due(pool, dizionario, &ricerca).await?);
        trovati.extend(leggi(vista, &gambe, ricerca.data, qui, ancora).await?);
    }
    let pagina = Pagina::di(trovati, primi, |(n, riga)| format!("{n}.{}", riga.scheda.soggetto.0.simple()));
    if pagina.voci.is_empty() {
        vista.divulgato().vuoto(Accesso::Ricerca);
    }
    let mostrate = pagina.voci.iter().map(|(_, riga)| {
        // Which emergency access it is, was not read.
        let titolo = riga.titolo.filter(|titolo| *titolo != Titolo::Emergenza);
        (Oggetto::Soggetto(riga.scheda.soggetto), titolo.map(|titolo| Base { titolo, emergenza: None }))
    });
    vista.divulgato().mostra_per(Accesso::Ricerca, mostrate);
    let voci: Vec<Trovato> =
        pagina.voci.into_iter().map(|(n, riga)| riga.trovato(gambe[n].corrispondenza)).collect();
    Ok(Pagina { voci, cursori: pagina.cursori, altra: pagina.altra })
}

/// Whether what was typed finds too little as it stands; `ultimi` is how many the last page of it has.
async fn pochi(
    vista: &Vista,
    gambe: &[Gamba],
    ricerca: &Ricerca,
    cursore: Option<(usize, Uuid)>,
    ultimi: usize,
) -> Result<bool, sqlx::Error> {
    match cursore {
        None => Ok(ultimi < POCHI),
        Some((gamba, _)) if gamba >= gambe.len() => Ok(true),
        Some(_) => {
            let primi = leggi(vista, gambe, ricerca.data, Luogo::inizio_di(0), POCHI).await?;
            Ok(primi.len() < POCHI)
        }
    }
}

fn leggi_cursore(cursore: &Cursore) -> Result<(usize, Uuid), QueryError> {
    let (gamba, id) = cursore.0.split_once('.').ok_or(QueryError::Cursor)?;
    Ok((gamba.parse().map_err(|_| QueryError::Cursor)?, Uuid::parse_str(id).map_err(|_| QueryError::Cursor)?))
}

/// The cursor names the subject, not his names: they are looked up again. One that was made by hand does not say where in
/// the order of names somebody stands who may not be seen.
async fn luogo_dopo(vista: &Vista, gambe: &[Gamba], gamba: usize, id: Uuid) -> Result<Luogo, QueryError> {
    let mut query =
        QueryBuilder::new(format!("SELECT {COLUMNS} FROM letture.soggetti_v1 s WHERE s.soggetto = "));
    query.push_bind(id).push(" AND ");
    push_soggetto(&mut query, vista, Azione::Elencare, "s.soggetto");
    let riga = query.build().fetch_optional(vista.pool()).await?.ok_or(QueryError::Cursor)?;
    Ok(Luogo::dopo(gambe, gamba, &Riga::read(&riga)?))
}

/// Headers of subjects, as the file of somebody else shows them; those without a file are left out. Whose own file is not
/// open to him who looks has a short one.
///
/// # Errors
/// When the database does not answer.
pub async fn schede(
    vista: &Vista,
    soggetti: &[SoggettoId],
) -> Result<HashMap<SoggettoId, Intestazione>, QueryError> {
    let ids: Vec<Uuid> = soggetti.iter().map(|s| s.0).collect();
    let mut query = QueryBuilder::new(format!("SELECT {COLUMNS}, "));
    push_soggetto(&mut query, vista, Azione::Leggere, "s.soggetto");
    query.push(" AS aperta FROM letture.soggetti_v1 s WHERE s.soggetto = ANY(").push_bind(ids).push(")");
    let righe = query.build().fetch_all(vista.pool()).await?;
    let letta = |r: &PgRow| -> Result<_, sqlx::Error> {
        let (scheda, aperta) = (Riga::read(r)?.scheda, r.try_get("aperta")?);
        let soggetto = scheda.soggetto;
        Ok((soggetto, if aperta { Intestazione::Aperta(scheda) } else { Intestazione::Breve(scheda.into()) }))
    };
    let schede: HashMap<_, _> = righe.iter().map(letta).collect::<Result<_, _>>()?;
    vista.divulgato().mostra(Accesso::Intestazione, schede.keys().map(|s| Oggetto::Soggetto(*s)));
    Ok(schede)
}

/// Which subjects have one of these folded names («surname name», see [`super::chiave`]) and birth dates. None where no
/// projector has made the table yet.
///
/// # Errors
/// When the database does not answer.
pub async fn omonimi(
    pool: &PgPool,
    persone: &[(String, NaiveDate)],
) -> Result<Vec<(String, NaiveDate, SoggettoId, u64)>, QueryError> {
    let fatta: bool =
        sqlx::query_scalar("SELECT to_regclass('letture.soggetti_v1') IS NOT NULL").fetch_one(pool).await?;
    if persone.is_empty() || !fatta {
        return Ok(Vec::new());
    }
    let (chiavi, date): (Vec<&str>, Vec<NaiveDate>) = persone.iter().map(|(k, d)| (k.as_str(), *d)).unzip();
    let righe = sqlx::query(
        "SELECT s.cognome_nome, s.data_nascita, s.soggetto, s.codice \
           FROM unnest($1::text[], $2::date[]) u(chiave, data) \
           JOIN letture.soggetti_v1 s ON s.cognome_nome = u.chiave COLLATE \"C\" AND s.data_nascita = u.data",
    )
    .bind(chiavi)
    .bind(date)
    .fetch_all(pool)
    .await?;
    let letta = |r: &PgRow| {
        Ok((
            r.try_get("cognome_nome")?,
            r.try_get("data_nascita")?,
            SoggettoId(r.try_get("soggetto")?),
            crate::sql::unsigned(r, "codice")?,
        ))
    };
    Ok(righe.iter().map(letta).collect::<Result<_, sqlx::Error>>()?)
}
