//! Facts to units, operators and their memberships.

use crate::error::ProjectionError;
use crate::fact::{DomainFact, Fact};
use crate::projection::Projection;
use crate::soggetti::chiave_di;
use crate::sql::{big, coded, unsigned};
use chrono::NaiveDate;
use cqrs_es::Aggregate;
use domain::attore::{NumeroIncarico, Ruolo};
use domain::identita::UnitaId;
use domain::operatore::{DettagliIncarico, Operatore, OperatoreEvent};
use domain::riservato::Riservato;
use domain::unita_organizzativa::{UnitaOrganizzativa, UnitaOrganizzativaEvent};
use sqlx::{PgConnection, Row};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Place in the order of names of somebody whose names were erased: behind all of them.
const CANCELLATO: &str = "~";

/// The projection.
pub struct Organizzazione;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RigaUnita {
    pub(super) codice: String,
    pub(super) descrizione: String,
    pub(super) tipo: String,
    pub(super) padre: Option<Uuid>,
    pub(super) recapito: Option<String>,
    pub(super) cessata: bool,
    pub(super) versione: u64,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) struct RigaOperatore {
    pub(super) cognome: Option<String>,
    pub(super) nome: Option<String>,
    pub(super) codice_fiscale: Option<String>,
    pub(super) attivo: bool,
    pub(super) versione: u64,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) struct RigaIncarico {
    pub(super) ruolo: Ruolo,
    pub(super) unita: Uuid,
    pub(super) dal: Option<NaiveDate>,
    pub(super) al: Option<NaiveDate>,
    pub(super) riservati: bool,
    pub(super) profilo: Option<String>,
    pub(super) atto: Option<String>,
}

/// Rows that a batch touches.
#[derive(Default)]
pub(super) struct Righe {
    pub(super) unita: BTreeMap<Uuid, RigaUnita>,
    pub(super) operatori: BTreeMap<Uuid, RigaOperatore>,
    /// By operator and number.
    pub(super) incarichi: BTreeMap<(Uuid, i32), RigaIncarico>,
}

impl Projection for Organizzazione {
    const NAME: &'static str = "organizzazione";
    const VERSION: i32 = 3;
    const SCHEMA: &'static str = include_str!("schema.sql");
    const TABLES: &'static [&'static str] = &["unita_v3", "operatori_v3", "incarichi_v3"];
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
            righe.incarichi = load_incarichi(connection, &operatori).await?;
        }
        for fact in facts {
            fold(&mut righe, fact);
        }
        store_unita(connection, &righe.unita).await?;
        store_operatori(connection, &righe.operatori).await?;
        Ok(store_incarichi(connection, &righe.incarichi).await?)
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
                recapito: None,
                cessata: false,
                versione: fact.sequence,
            };
            righe.unita.insert(id, riga);
        }
        DomainFact::UnitaOrganizzativa(UnitaOrganizzativaEvent::UnitaRinominata(e)) => {
            if let Some(unita) = righe.unita.get_mut(&id) {
                unita.descrizione.clone_from(&e.descrizione);
                unita.versione = fact.sequence;
            }
        }
        DomainFact::UnitaOrganizzativa(UnitaOrganizzativaEvent::RecapitoUnitaIndicato(e)) => {
            if let Some(unita) = righe.unita.get_mut(&id) {
                unita.recapito.clone_from(&e.recapito);
                unita.versione = fact.sequence;
            }
        }
        DomainFact::UnitaOrganizzativa(UnitaOrganizzativaEvent::UnitaCessata(_)) => {
            if let Some(unita) = righe.unita.get_mut(&id) {
                unita.cessata = true;
                unita.versione = fact.sequence;
            }
        }
        DomainFact::Operatore(e) => {
            fold_operatore(righe, id, e);
            righe.operatori.entry(id).and_modify(|o| o.versione = fact.sequence);
        }
        _ => {}
    }
}

fn fold_operatore(righe: &mut Righe, id: Uuid, evento: &OperatoreEvent) {
    let attivo = |righe: &mut Righe, attivo| {
        righe.operatori.entry(id).and_modify(|o| o.attivo = attivo);
    };
    match evento {
        OperatoreEvent::OperatoreAbilitato(e) => {
            let dati = e.dati.valore();
            let riga = RigaOperatore {
                cognome: dati.map(|d| d.cognome.clone()),
                nome: dati.map(|d| d.nome.clone()),
                codice_fiscale: dati.map(|d| d.codice_fiscale.clone()),
                attivo: true,
                versione: 1,
            };
            righe.operatori.insert(id, riga);
            let riga = riga_incarico(e.ruolo, e.unita, (e.dal, e.al), e.riservati, e.dettagli.as_ref());
            righe.incarichi.insert((id, numero(NumeroIncarico::PRIMO)), riga);
        }
        OperatoreEvent::OperatoreDisabilitato(_) => attivo(righe, false),
        OperatoreEvent::OperatoreRiabilitato(_) => attivo(righe, true),
        OperatoreEvent::IncaricoConferito(e) => {
            let riga = riga_incarico(e.ruolo, e.unita, (Some(e.dal), e.al), e.riservati, e.dettagli.as_ref());
            righe.incarichi.insert((id, numero(e.numero)), riga);
        }
        OperatoreEvent::IncaricoCessato(e) => {
            righe.incarichi.entry((id, numero(e.numero))).and_modify(|i| i.al = Some(e.al));
        }
        OperatoreEvent::IncaricoModificato(e) => {
            attivo(righe, true);
            righe.incarichi.entry((id, numero(NumeroIncarico::PRIMO))).and_modify(|i| {
                i.ruolo = e.ruolo;
                i.unita = e.unita.0;
            });
        }
    }
}

fn riga_incarico(
    ruolo: Ruolo,
    unita: UnitaId,
    (dal, al): (Option<NaiveDate>, Option<NaiveDate>),
    riservati: bool,
    dettagli: Option<&Riservato<DettagliIncarico>>,
) -> RigaIncarico {
    let dettagli = dettagli.and_then(Riservato::valore);
    RigaIncarico {
        ruolo,
        unita: unita.0,
        dal,
        al,
        riservati,
        profilo: dettagli.and_then(|d| d.profilo.clone()),
        atto: dettagli.and_then(|d| d.atto.clone()),
    }
}

fn numero(numero: NumeroIncarico) -> i32 {
    i32::try_from(numero.0).unwrap_or(i32::MAX)
}

async fn load_unita(
    connection: &mut PgConnection,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, RigaUnita>, sqlx::Error> {
    let righe = sqlx::query(
        "SELECT unita, codice, descrizione, tipo, padre, recapito, cessata, versione FROM unita_v3 WHERE unita = ANY($1)",
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
            recapito: r.try_get("recapito")?,
            cessata: r.try_get("cessata")?,
            versione: unsigned(r, "versione")?,
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
        "SELECT operatore, cognome, nome, codice_fiscale, attivo, versione FROM operatori_v3 WHERE operatore = ANY($1)",
    )
    .bind(ids)
    .fetch_all(connection)
    .await?;
    let letta = |r: &sqlx::postgres::PgRow| {
        let riga = RigaOperatore {
            cognome: r.try_get("cognome")?,
            nome: r.try_get("nome")?,
            codice_fiscale: r.try_get("codice_fiscale")?,
            attivo: r.try_get("attivo")?,
            versione: unsigned(r, "versione")?,
        };
        Ok((r.try_get("operatore")?, riga))
    };
    righe.iter().map(letta).collect()
}

async fn load_incarichi(
    connection: &mut PgConnection,
    operatori: &[Uuid],
) -> Result<BTreeMap<(Uuid, i32), RigaIncarico>, sqlx::Error> {
    let righe = sqlx::query(
        "SELECT operatore, numero, ruolo, unita, dal, al, riservati, profilo, atto FROM incarichi_v3 \
          WHERE operatore = ANY($1)",
    )
    .bind(operatori)
    .fetch_all(connection)
    .await?;
    let letta = |r: &sqlx::postgres::PgRow| {
        let riga = RigaIncarico {
            ruolo: coded(r, "ruolo", Ruolo::da_str)?,
            unita: r.try_get("unita")?,
            dal: r.try_get("dal")?,
            al: r.try_get("al")?,
            riservati: r.try_get("riservati")?,
            profilo: r.try_get("profilo")?,
            atto: r.try_get("atto")?,
        };
        Ok(((r.try_get("operatore")?, r.try_get("numero")?), riga))
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
        "INSERT INTO unita_v3 (unita, codice, descrizione, tipo, padre, recapito, cessata, versione) \
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::boolean[], \
                              $8::bigint[]) \
         ON CONFLICT (unita) DO UPDATE SET codice = EXCLUDED.codice, descrizione = EXCLUDED.descrizione, \
             tipo = EXCLUDED.tipo, padre = EXCLUDED.padre, recapito = EXCLUDED.recapito, cessata = EXCLUDED.cessata, \
             versione = EXCLUDED.versione",
    )
    .bind(righe.keys().copied().collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.codice.as_str()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.descrizione.as_str()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.tipo.as_str()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.padre).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.recapito.as_deref()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.cessata).collect::<Vec<_>>())
    .bind(righe.values().map(|r| big(r.versione)).collect::<Vec<_>>())
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
    let chiave = |primo, secondo| chiave_di(primo, secondo).unwrap_or_else(|| CANCELLATO.to_owned());
    let chiavi: Vec<_> =
        righe.values().map(|r| (chiave(&r.cognome, &r.nome), chiave(&r.nome, &r.cognome))).collect();
    sqlx::query(
        "INSERT INTO operatori_v3 (operatore, cognome, nome, codice_fiscale, attivo, versione, cognome_nome, nome_cognome) \
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::bigint[], $7::text[], \
                              $8::text[]) \
         ON CONFLICT (operatore) DO UPDATE SET cognome = EXCLUDED.cognome, nome = EXCLUDED.nome, \
             codice_fiscale = EXCLUDED.codice_fiscale, attivo = EXCLUDED.attivo, versione = EXCLUDED.versione, \
             cognome_nome = EXCLUDED.cognome_nome, nome_cognome = EXCLUDED.nome_cognome",
    )
    .bind(righe.keys().copied().collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.cognome.as_deref()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.nome.as_deref()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.codice_fiscale.as_deref()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.attivo).collect::<Vec<_>>())
    .bind(righe.values().map(|r| big(r.versione)).collect::<Vec<_>>())
    .bind(chiavi.iter().map(|(c, _)| c.as_str()).collect::<Vec<_>>())
    .bind(chiavi.iter().map(|(_, n)| n.as_str()).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

async fn store_incarichi(
    connection: &mut PgConnection,
    righe: &BTreeMap<(Uuid, i32), RigaIncarico>,
) -> Result<(), sqlx::Error> {
    if righe.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO incarichi_v3 (operatore, numero, ruolo, unita, dal, al, riservati, profilo, atto) \
         SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::uuid[], $5::date[], $6::date[], $7::boolean[], \
                              $8::text[], $9::text[]) \
         ON CONFLICT (operatore, numero) DO UPDATE SET ruolo = EXCLUDED.ruolo, unita = EXCLUDED.unita, \
             dal = EXCLUDED.dal, al = EXCLUDED.al, riservati = EXCLUDED.riservati, profilo = EXCLUDED.profilo, \
             atto = EXCLUDED.atto",
    )
    .bind(righe.keys().map(|(operatore, _)| *operatore).collect::<Vec<_>>())
    .bind(righe.keys().map(|(_, numero)| *numero).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.ruolo.as_str()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.unita).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.dal).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.al).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.riservati).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.profilo.as_deref()).collect::<Vec<_>>())
    .bind(righe.values().map(|r| r.atto.as_deref()).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}
