//! Facts to units and operators.

use crate::error::ProjectionError;
use crate::fact::{DomainFact, Fact};
use crate::projection::Projection;
use crate::soggetti::chiave_di;
use crate::sql::coded;
use cqrs_es::Aggregate;
use domain::attore::Ruolo;
use domain::operatore::{Operatore, OperatoreEvent};
use domain::unita_organizzativa::{UnitaOrganizzativa, UnitaOrganizzativaEvent};
use sqlx::{PgConnection, Row};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The projection.
pub struct Organizzazione;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RigaUnita {
    pub(super) codice: String,
    pub(super) descrizione: String,
    pub(super) tipo: String,
    pub(super) padre: Option<Uuid>,
    pub(super) cessata: bool,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) struct RigaOperatore {
    pub(super) cognome: Option<String>,
    pub(super) nome: Option<String>,
    pub(super) codice_fiscale: Option<String>,
    pub(super) ruolo: Ruolo,
    pub(super) unita: Uuid,
    pub(super) attivo: bool,
}

/// Rows that a batch touches.
#[derive(Default)]
pub(super) struct Righe {
    pub(super) unita: BTreeMap<Uuid, RigaUnita>,
    pub(super) operatori: BTreeMap<Uuid, RigaOperatore>,
}

impl Projection for Organizzazione {
    const NAME: &'static str = "organizzazione";
    const VERSION: i32 = 1;
    const SCHEMA: &'static str = include_str!("schema.sql");
    const TABLES: &'static [&'static str] = &["unita_v1", "operatori_v1"];
    const AGGREGATES: &'static [&'static str] = &[UnitaOrganizzativa::TYPE, Operatore::TYPE];

    async fn apply(connection: &mut PgConnection, facts: &[Fact]) -> Result<(), ProjectionError> {
        let (mut unita, mut operatori) = (vec![], vec![]);
        for fact in facts {
            match (&fact.event, fact.stream.parse::<Uuid>()) {
                (DomainFact::UnitaOrganizzativa(_), Ok(id)) => unita.push(id),
                (DomainFact::Operatore(_), Ok(id)) => operatori.push(id),
                _ => {}
            }
        }
        let mut righe = Righe::default();
        if !unita.is_empty() {
            righe.unita = load_unita(connection, &unita).await?;
        }
        if !operatori.is_empty() {
            righe.operatori = load_operatori(connection, &operatori).await?;
        }
        for fact in facts {
            fold(&mut righe, fact);
        }
        store_unita(connection, &righe.unita).await?;
        Ok(store_operatori(connection, &righe.operatori).await?)
    }
}

/// What one fact changes.
pub(super) fn fold(righe: &mut Righe, fact: &Fact) {
    let Ok(id) = fact.stream.parse::<Uuid>() else { return };
    match &fact.event {
        DomainFact::UnitaOrganizzativa(UnitaOrganizzativaEvent::UnitaIstituita(e)) => {
            let riga = RigaUnita {
                codice: e.codice.clone(),
                descrizione: e.descrizione.clone(),
                tipo: e.tipo.clone(),
                padre: e.padre.map(|p| p.0),
                cessata: false,
            };
            righe.unita.insert(id, riga);
        }
        DomainFact::UnitaOrganizzativa(UnitaOrganizzativaEvent::UnitaRinominata(e)) => {
            if let Some(unita) = righe.unita.get_mut(&id) {
                unita.descrizione.clone_from(&e.descrizione);
            }
        }
        DomainFact::UnitaOrganizzativa(UnitaOrganizzativaEvent::UnitaCessata(_)) => {
            if let Some(unita) = righe.unita.get_mut(&id) {
                unita.cessata = true;
            }
        }
        DomainFact::Operatore(OperatoreEvent::OperatoreAbilitato(e)) => {
            let dati = e.dati.valore();
            let riga = RigaOperatore {
                cognome: dati.map(|d| d.cognome.clone()),
                nome: dati.map(|d| d.nome.clone()),
                codice_fiscale: dati.map(|d| d.codice_fiscale.clone()),
                ruolo: e.ruolo,
                unita: e.unita.0,
                attivo: true,
            };
            righe.operatori.insert(id, riga);
        }
        DomainFact::Operatore(OperatoreEvent::OperatoreDisabilitato(_)) => {
            if let Some(operatore) = righe.operatori.get_mut(&id) {
                operatore.attivo = false;
            }
        }
        DomainFact::Operatore(OperatoreEvent::IncaricoModificato(e)) => {
            if let Some(operatore) = righe.operatori.get_mut(&id) {
                operatore.ruolo = e.ruolo;
                operatore.unita = e.unita.0;
                operatore.attivo = true;
            }
        }
        _ => {}
    }
}

async fn load_unita(
    connection: &mut PgConnection,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, RigaUnita>, sqlx::Error> {
    let righe = sqlx::query(
        "SELECT unita, codice, descrizione, tipo, padre, cessata FROM unita_v1 WHERE unita = ANY($1)",
    )
    .bind(ids)
    .fetch_all(connection)
    .await?;
    let letta = |r: &sqlx::postgres::PgRow| {
        let riga = RigaUnita {
            codice: r.try_get("codice")?,
            descrizione: r.try_get("descrizione")?,
            tipo: r.try_get("tipo")?,
            padre: r.try_get("padre")?,
            cessata: r.try_get("cessata")?,
        };
        Ok((r.try_get("unita")?, riga))
    };
    righe.iter().map(letta).collect()
}

async fn load_operatori(
    connection: &mut PgConnection,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, RigaOperatore>, sqlx::Error> {
    let righe = sqlx::query(
        "SELECT operatore, cognome, nome, codice_fiscale, ruolo, unita, attivo FROM operatori_v1 \
          WHERE operatore = ANY($1)",
    )
    .bind(ids)
    .fetch_all(connection)
    .await?;
    let letta = |r: &sqlx::postgres::PgRow| {
        let riga = RigaOperatore {
            cognome: r.try_get("cognome")?,
            nome: r.try_get("nome")?,
            codice_fiscale: r.try_get("codice_fiscale")?,
            ruolo: coded(r, "ruolo", Ruolo::da_str)?,
            unita: r.try_get("unita")?,
            attivo: r.try_get("attivo")?,
        };
        Ok((r.try_get("operatore")?, riga))
    };
    righe.iter().map(letta).collect()
}

async fn store_unita(
    connection: &mut PgConnection,
    righe: &BTreeMap<Uuid, RigaUnita>,
) -> Result<(), sqlx::Error> {
    if righe.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO unita_v1 (unita, codice, descrizione, tipo, padre, cessata) \
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::boolean[]) \
         ON CONFLICT (unita) DO UPDATE SET codice = EXCLUDED.codice, descrizione = EXCLUDED.descrizione, \
             tipo = EXCLUDED.tipo, padre = EXCLUDED.padre, cessata = EXCLUDED.cessata",
    )
    .bind(righe.keys().copied().collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.codice.as_str()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.descrizione.as_str()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.tipo.as_str()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.padre).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.cessata).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

async fn store_operatori(
    connection: &mut PgConnection,
    righe: &BTreeMap<Uuid, RigaOperatore>,
) -> Result<(), sqlx::Error> {
    if righe.is_empty() {
        return Ok(());
    }
    let chiavi: Vec<_> =
        righe.values().map(|r| (chiave_di(&r.cognome, &r.nome), chiave_di(&r.nome, &r.cognome))).collect();
    sqlx::query(
        "INSERT INTO operatori_v1 (operatore, cognome, nome, codice_fiscale, ruolo, unita, attivo, cognome_nome, \
                                   nome_cognome) \
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::boolean[], \
                              $8::text[], $9::text[]) \
         ON CONFLICT (operatore) DO UPDATE SET cognome = EXCLUDED.cognome, nome = EXCLUDED.nome, \
             codice_fiscale = EXCLUDED.codice_fiscale, ruolo = EXCLUDED.ruolo, unita = EXCLUDED.unita, \
             attivo = EXCLUDED.attivo, cognome_nome = EXCLUDED.cognome_nome, nome_cognome = EXCLUDED.nome_cognome",
    )
    .bind(righe.keys().copied().collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.cognome.as_deref()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.nome.as_deref()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.codice_fiscale.as_deref()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.ruolo.as_str()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.unita).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.attivo).collect::<Vec<_>>())
    .bind(chiavi.iter().map(|(c, _)| c.as_deref()).collect::<Vec<_>>())
    .bind(chiavi.iter().map(|(_, n)| n.as_deref()).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}
