//! Facts to subjects, and to the dictionary of their names.

use super::chiave::chiave_di;
use super::criteri::senza_omocodia;
use super::lettura::{indicatore, precisione, sesso};
use super::parole;
use super::simili::Campo;
use crate::error::ProjectionError;
use crate::fact::{DomainFact, Fact};
use crate::projection::Projection;
use crate::sql::big;
use chrono::NaiveDate;
use cqrs_es::Aggregate;
use domain::persona::{DatiAnagrafici, LuogoNascita};
use domain::riservato::Riservato;
use domain::soggetto::{Soggetto, SoggettoEvent};
use sqlx::{PgConnection, Row};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The projection.
pub struct Soggetti;

impl Projection for Soggetti {
    const NAME: &'static str = "soggetti";
    const VERSION: i32 = 1;
    const SCHEMA: &'static str = include_str!("schema.sql");
    // In the order in which a query that joins them locks them, so that a swap cannot deadlock with it.
    const TABLES: &'static [&'static str] =
        &["soggetti_v1", "soggetti_varianti_v1", "soggetti_dizionario_v1"];
    const AGGREGATES: &'static [&'static str] = &[Soggetto::TYPE];

    async fn apply(connection: &mut PgConnection, facts: &[Fact]) -> Result<(), ProjectionError> {
        let ultime = ultime(facts);
        if ultime.is_empty() {
            return Ok(());
        }
        let ids: Vec<Uuid> = ultime.keys().copied().collect();
        let note = load(connection, &ids).await?;
        let numeri = numeri(connection, &ultime).await?;
        let mut righe = Vec::with_capacity(ultime.len());
        let mut saldo = Saldo::default();
        for (id, ultima) in &ultime {
            let codice = match (note.get(id), ultima.creato) {
                (Some(nota), _) => nota.codice,
                (None, Some(position)) => *numeri
                    .get(&position)
                    .ok_or(ProjectionError::Data { position, what: "the subject has taken no number" })?,
                // The aggregate ignores what comes before the creation, and so do we.
                (None, None) => continue,
            };
            let riga = Riga::nuova(*id, codice, ultima);
            if let Some(nota) = note.get(id) {
                saldo.conta(nota.cognome_nome.as_deref(), -1);
            }
            saldo.conta(riga.cognome_nome.as_deref(), 1);
            righe.push(riga);
        }
        store(connection, &righe).await?;
        Ok(parole::applica(connection, &saldo.0).await?)
    }
}

/// The personal data that hold after a batch.
pub(super) struct Ultima<'a> {
    /// Position of the event that created the subject, if it is in the batch.
    pub(super) creato: Option<u64>,
    pub(super) posizione: u64,
    pub(super) dati: Option<&'a DatiAnagrafici>,
}

/// The last personal data of every subject of a batch.
pub(super) fn ultime(facts: &[Fact]) -> BTreeMap<Uuid, Ultima<'_>> {
    let mut ultime: BTreeMap<Uuid, Ultima<'_>> = BTreeMap::new();
    for fact in facts {
        let DomainFact::Soggetto(evento) = &fact.event else { continue };
        let (anagrafica, crea): (&Riservato<DatiAnagrafici>, bool) = match evento {
            SoggettoEvent::SoggettoImportato(e) => (&e.anagrafica, true),
            SoggettoEvent::SoggettoRegistrato(e) => (&e.anagrafica, true),
            SoggettoEvent::AnagraficaModificata(e) => (&e.anagrafica, false),
            SoggettoEvent::ContattiModificati(_)
            | SoggettoEvent::StatoCivileStoricizzato(_)
            | SoggettoEvent::IndirizzoRegistrato(_) => continue,
        };
        let creato = ultime.get(&anagrafica.soggetto.0).and_then(|u| u.creato);
        let ultima = Ultima {
            creato: creato.or(crea.then_some(fact.position)),
            posizione: fact.position,
            dati: anagrafica.valore(),
        };
        ultime.insert(anagrafica.soggetto.0, ultima);
    }
    ultime
}

/// How many more or fewer subjects have a word.
#[derive(Default)]
pub(super) struct Saldo(pub(super) BTreeMap<(Campo, String), i64>);

impl Saldo {
    pub(super) fn conta(&mut self, cognome_nome: Option<&str>, quanti: i64) {
        let Some((cognome, nome)) = cognome_nome.and_then(|k| k.split_once(' ')) else { return };
        for (campo, parola) in [(Campo::Cognome, cognome), (Campo::Nome, nome)] {
            if !parola.is_empty() {
                *self.0.entry((campo, parola.to_owned())).or_default() += quanti;
            }
        }
    }
}

/// A row as it is written.
pub(super) struct Riga<'a> {
    pub(super) soggetto: Uuid,
    pub(super) codice: i64,
    pub(super) dati: Option<&'a DatiAnagrafici>,
    pub(super) cf_base: Option<String>,
    pub(super) cognome_nome: Option<String>,
    pub(super) nome_cognome: Option<String>,
    pub(super) posizione: u64,
}

impl<'a> Riga<'a> {
    pub(super) fn nuova(soggetto: Uuid, codice: i64, ultima: &Ultima<'a>) -> Self {
        let dati = ultima.dati;
        let cf = dati.and_then(|d| d.codice_fiscale.as_deref());
        Self {
            soggetto,
            codice,
            dati,
            cf_base: cf.and_then(senza_omocodia),
            cognome_nome: dati.and_then(|d| chiave_di(&d.cognome, &d.nome)),
            nome_cognome: dati.and_then(|d| chiave_di(&d.nome, &d.cognome)),
            posizione: ultima.posizione,
        }
    }

    fn testo(&self, campo: impl FnOnce(&'a DatiAnagrafici) -> Option<&'a str>) -> Option<&'a str> {
        self.dati.and_then(campo)
    }

    fn nascita(&self) -> Option<NaiveDate> {
        self.dati.and_then(|d| d.data_nascita).map(|n| n.data)
    }
}

/// What is known of a stored subject.
struct Nota {
    codice: i64,
    cognome_nome: Option<String>,
}

async fn load(connection: &mut PgConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, Nota>, sqlx::Error> {
    let righe =
        sqlx::query("SELECT soggetto, codice, cognome_nome FROM soggetti_v1 WHERE soggetto = ANY($1)")
            .bind(ids)
            .fetch_all(connection)
            .await?;
    let letta = |r: &sqlx::postgres::PgRow| {
        let nota = Nota { codice: r.try_get("codice")?, cognome_nome: r.try_get("cognome_nome")? };
        Ok((r.try_get("soggetto")?, nota))
    };
    righe.iter().map(letta).collect()
}

async fn numeri(
    connection: &mut PgConnection,
    ultime: &BTreeMap<Uuid, Ultima<'_>>,
) -> Result<HashMap<u64, i64>, sqlx::Error> {
    let positions: Vec<i64> = ultime.values().filter_map(|u| u.creato).map(big).collect();
    if positions.is_empty() {
        return Ok(HashMap::new());
    }
    let righe = sqlx::query("SELECT position, n FROM registro.numeri WHERE position = ANY($1)")
        .bind(positions)
        .fetch_all(connection)
        .await?;
    righe.iter().map(|r| Ok((crate::sql::unsigned(r, "position")?, r.try_get("n")?))).collect()
}

async fn store(connection: &mut PgConnection, righe: &[Riga<'_>]) -> Result<(), sqlx::Error> {
    if righe.is_empty() {
        return Ok(());
    }
    macro_rules! column {
        ($r:ident => $value:expr) => {
            righe.iter().map(|$r| $value).collect::<Vec<_>>()
        };
    }
    sqlx::query(
        "INSERT INTO soggetti_v1 (soggetto, codice, cognome, nome, sesso, data_nascita, precisione, luogo_nascita, \
             codice_fiscale, indicatore_cf, stato_demografico, cf_base, cognome_nome, nome_cognome, posizione) \
         SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[], \
             $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::bigint[]) \
         ON CONFLICT (soggetto) DO UPDATE SET cognome = EXCLUDED.cognome, nome = EXCLUDED.nome, \
             sesso = EXCLUDED.sesso, data_nascita = EXCLUDED.data_nascita, precisione = EXCLUDED.precisione, \
             luogo_nascita = EXCLUDED.luogo_nascita, codice_fiscale = EXCLUDED.codice_fiscale, \
             indicatore_cf = EXCLUDED.indicatore_cf, stato_demografico = EXCLUDED.stato_demografico, \
             cf_base = EXCLUDED.cf_base, cognome_nome = EXCLUDED.cognome_nome, \
             nome_cognome = EXCLUDED.nome_cognome, posizione = EXCLUDED.posizione",
    )
    .bind(column!(r => r.soggetto))
    .bind(column!(r => r.codice))
    .bind(column!(r => r.testo(|d| d.cognome.as_deref())))
    .bind(column!(r => r.testo(|d| d.nome.as_deref())))
    .bind(column!(r => r.testo(|d| d.sesso.map(sesso))))
    .bind(column!(r => r.nascita()))
    .bind(column!(r => r.testo(|d| d.data_nascita.map(|n| precisione(n.precisione)))))
    .bind(column!(r => r.testo(|d| d.luogo_nascita.as_ref().map(LuogoNascita::descrizione))))
    .bind(column!(r => r.testo(|d| d.codice_fiscale.as_deref())))
    .bind(column!(r => r.testo(|d| Some(indicatore(d.indicatore_cf)))))
    .bind(column!(r => r.testo(|d| d.stato_demografico.as_deref())))
    .bind(column!(r => r.cf_base.as_deref()))
    .bind(column!(r => r.cognome_nome.as_deref()))
    .bind(column!(r => r.nome_cognome.as_deref()))
    .bind(column!(r => big(r.posizione)))
    .execute(connection)
    .await?;
    Ok(())
}
