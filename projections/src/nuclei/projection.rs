//! Facts to memberships.

use super::TipoNucleo;
use crate::error::ProjectionError;
use crate::fact::{DomainFact, Fact};
use crate::projection::Projection;
use crate::sql::{big, coded, unsigned};
use crate::versions::{Changes, Versions};
use chrono::NaiveDate;
use cqrs_es::Aggregate;
use domain::identita::SoggettoId;
use domain::nucleo_anagrafe::{ComponenteAnagrafe, Differenza, NucleoAnagrafe, NucleoAnagrafeEvent};
use domain::nucleo_di_fatto::{Appartenenza, ComponenteAggiunto, NucleoDiFatto, NucleoDiFattoEvent};
use domain::riservato::Riservato;
use sqlx::{PgConnection, Row};
use uuid::Uuid;

/// The projection.
pub struct Nuclei;

/// What is kept of a membership.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Appartenente {
    pub(super) cognome: Option<String>,
    pub(super) nome: Option<String>,
    pub(super) dal: Option<NaiveDate>,
    pub(super) al: Option<NaiveDate>,
    pub(super) relazione: Option<String>,
}

type Nucleo = (TipoNucleo, Uuid);
/// Member, and sequence of the event by which he joined.
type Ingresso = (Uuid, u64);
pub(super) type Righe = Versions<Nucleo, Ingresso, Appartenente>;

impl Projection for Nuclei {
    const NAME: &'static str = "nuclei";
    const VERSION: i32 = 1;
    const SCHEMA: &'static str = include_str!("schema.sql");
    const TABLES: &'static [&'static str] = &["nuclei_v1", "nuclei_nomi_v1"];
    const AGGREGATES: &'static [&'static str] = &[NucleoDiFatto::TYPE, NucleoAnagrafe::TYPE];

    async fn apply(connection: &mut PgConnection, facts: &[Fact]) -> Result<(), ProjectionError> {
        let nuclei: Vec<Uuid> = facts.iter().filter_map(nucleo_di).map(|(_, id)| id).collect();
        if nuclei.is_empty() {
            return Ok(());
        }
        let mut righe = load(connection, &nuclei).await?;
        for fact in facts {
            fold(&mut righe, fact);
        }
        let cambi = righe.changes();
        end(connection, &cambi).await?;
        open(connection, &cambi).await?;
        Ok(name(connection, facts).await?)
    }
}

fn nucleo_di(fact: &Fact) -> Option<Nucleo> {
    let tipo = match fact.event {
        DomainFact::NucleoDiFatto(_) => TipoNucleo::Fatto,
        DomainFact::NucleoAnagrafe(_) => TipoNucleo::Anagrafe,
        _ => return None,
    };
    Some((tipo, fact.stream.parse().ok()?))
}

/// What one fact changes.
pub(super) fn fold(righe: &mut Righe, fact: &Fact) {
    let Some(nucleo) = nucleo_di(fact) else { return };
    match &fact.event {
        DomainFact::NucleoDiFatto(NucleoDiFattoEvent::ComponenteAggiunto(e)) => {
            righe.put(&nucleo, (e.componente.0, fact.sequence), fact.position, aggiunto(e));
        }
        DomainFact::NucleoDiFatto(NucleoDiFattoEvent::ComponenteRimosso(e)) => {
            cambia(righe, nucleo, e.componente, fact.position, |a| a.al = Some(e.al));
        }
        DomainFact::NucleoDiFatto(NucleoDiFattoEvent::RelazioneParentelaModificata(e)) => {
            cambia(righe, nucleo, e.componente, fact.position, |a| a.relazione = relazione(&e.appartenenza));
        }
        DomainFact::NucleoAnagrafe(NucleoAnagrafeEvent::NucleoAnagrafeImportato(e)) => {
            let usciti: Vec<Ingresso> = righe
                .group(&nucleo)
                .map(|(chiave, _)| *chiave)
                .filter(|(chi, _)| e.componenti.iter().all(|c| c.componente.0 != *chi))
                .collect();
            for uscito in usciti {
                righe.end(&nucleo, &uscito, fact.position);
            }
            for componente in &e.componenti {
                metti(righe, nucleo, componente, fact);
            }
        }
        DomainFact::NucleoAnagrafe(NucleoAnagrafeEvent::NucleoAnagrafeAllineato(e)) => {
            for differenza in &e.differenze {
                match differenza {
                    Differenza::SoloAnpr { rilevato }
                    | Differenza::DatiDiversi { rilevato, .. }
                    | Differenza::RelazioneDiversa { rilevato } => metti(righe, nucleo, rilevato, fact),
                    Differenza::SoloInterno { componente } => {
                        if let Some(chiave) = presente(righe, nucleo, *componente) {
                            righe.end(&nucleo, &chiave, fact.position);
                        }
                    }
                }
            }
        }
        _ => {}
    }
}

fn aggiunto(e: &ComponenteAggiunto) -> Appartenente {
    let dati = e.dati.as_ref().and_then(Riservato::valore);
    Appartenente {
        cognome: dati.and_then(|d| d.cognome.clone()),
        nome: dati.and_then(|d| d.nome.clone()),
        dal: Some(e.dal),
        al: None,
        relazione: relazione(&e.appartenenza),
    }
}

fn relazione(appartenenza: &Riservato<Appartenenza>) -> Option<String> {
    appartenenza.valore().and_then(|a| a.relazione.clone())
}

/// The lasting membership of that person.
fn presente(righe: &Righe, nucleo: Nucleo, chi: SoggettoId) -> Option<Ingresso> {
    righe.group(&nucleo).find(|((c, _), a)| *c == chi.0 && a.al.is_none()).map(|(chiave, _)| *chiave)
}

fn cambia(
    righe: &mut Righe,
    nucleo: Nucleo,
    chi: SoggettoId,
    at: u64,
    cambiamento: impl FnOnce(&mut Appartenente),
) {
    if let Some(chiave) = presente(righe, nucleo, chi)
        && let Some(mut riga) = righe.get(&nucleo, &chiave).cloned()
    {
        cambiamento(&mut riga);
        righe.put(&nucleo, chiave, at, riga);
    }
}

/// A member as the register shows him now.
fn metti(righe: &mut Righe, nucleo: Nucleo, componente: &ComponenteAnagrafe, fact: &Fact) {
    let chiave =
        presente(righe, nucleo, componente.componente).unwrap_or((componente.componente.0, fact.sequence));
    let dati = componente.dati.valore();
    let riga = Appartenente {
        cognome: dati.and_then(|d| d.anagrafica.cognome.clone()),
        nome: dati.and_then(|d| d.anagrafica.nome.clone()),
        dal: dati.and_then(|d| d.dal),
        al: None,
        relazione: dati.and_then(|d| d.codice_legame.clone()),
    };
    righe.put(&nucleo, chiave, fact.position, riga);
}

async fn load(connection: &mut PgConnection, nuclei: &[Uuid]) -> Result<Righe, sqlx::Error> {
    let righe = sqlx::query(
        "SELECT tipo, nucleo, componente, ingresso, cognome, nome_persona, dal, al, relazione, da_posizione \
           FROM nuclei_v1 WHERE nucleo = ANY($1) AND a_posizione IS NULL",
    )
    .bind(nuclei)
    .fetch_all(connection)
    .await?;
    let lette = righe.iter().map(|r| {
        let riga = Appartenente {
            cognome: r.try_get("cognome")?,
            nome: r.try_get("nome_persona")?,
            dal: r.try_get("dal")?,
            al: r.try_get("al")?,
            relazione: r.try_get("relazione")?,
        };
        let nucleo = (coded(r, "tipo", TipoNucleo::da_str)?, r.try_get("nucleo")?);
        let chiave = (r.try_get("componente")?, unsigned(r, "ingresso")?);
        Ok((nucleo, chiave, unsigned(r, "da_posizione")?, riga))
    });
    Ok(Versions::stored(lette.collect::<Result<Vec<_>, sqlx::Error>>()?))
}

async fn end(
    connection: &mut PgConnection,
    cambi: &Changes<Nucleo, Ingresso, Appartenente>,
) -> Result<(), sqlx::Error> {
    if cambi.ended.is_empty() {
        return Ok(());
    }
    let (mut tipi, mut nuclei, mut chi, mut ingressi, mut a) = (vec![], vec![], vec![], vec![], vec![]);
    for e in &cambi.ended {
        tipi.push(e.group.0.as_str());
        nuclei.push(e.group.1);
        chi.push(e.key.0);
        ingressi.push(big(e.key.1));
        a.push(big(e.to));
    }
    sqlx::query(
        "UPDATE nuclei_v1 t SET a_posizione = u.a \
           FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[]) \
                u(tipo, nucleo, componente, ingresso, a) \
          WHERE t.nucleo = u.nucleo AND t.tipo = u.tipo AND t.componente = u.componente \
            AND t.ingresso = u.ingresso AND t.a_posizione IS NULL",
    )
    .bind(tipi)
    .bind(nuclei)
    .bind(chi)
    .bind(ingressi)
    .bind(a)
    .execute(connection)
    .await?;
    Ok(())
}

async fn open(
    connection: &mut PgConnection,
    cambi: &Changes<Nucleo, Ingresso, Appartenente>,
) -> Result<(), sqlx::Error> {
    if cambi.opened.is_empty() {
        return Ok(());
    }
    let (mut tipi, mut nuclei, mut chi, mut ingressi) = (vec![], vec![], vec![], vec![]);
    let (mut cognomi, mut nomi, mut dal, mut al, mut relazioni) = (vec![], vec![], vec![], vec![], vec![]);
    let (mut da, mut a) = (vec![], vec![]);
    for o in &cambi.opened {
        tipi.push(o.group.0.as_str());
        nuclei.push(o.group.1);
        chi.push(o.key.0);
        ingressi.push(big(o.key.1));
        cognomi.push(o.row.cognome.as_deref());
        nomi.push(o.row.nome.as_deref());
        dal.push(o.row.dal);
        al.push(o.row.al);
        relazioni.push(o.row.relazione.as_deref());
        da.push(big(o.from));
        a.push(o.to.map(big));
    }
    sqlx::query(
        "INSERT INTO nuclei_v1 (tipo, nucleo, componente, ingresso, cognome, nome_persona, dal, al, relazione, \
                                da_posizione, a_posizione) \
         SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::date[], \
                              $8::date[], $9::text[], $10::bigint[], $11::bigint[])",
    )
    .bind(tipi)
    .bind(nuclei)
    .bind(chi)
    .bind(ingressi)
    .bind(cognomi)
    .bind(nomi)
    .bind(dal)
    .bind(al)
    .bind(relazioni)
    .bind(da)
    .bind(a)
    .execute(connection)
    .await?;
    Ok(())
}

async fn name(connection: &mut PgConnection, facts: &[Fact]) -> Result<(), sqlx::Error> {
    let (mut nuclei, mut nomi) = (vec![], vec![]);
    for fact in facts {
        if let DomainFact::NucleoDiFatto(NucleoDiFattoEvent::NucleoDiFattoAperto(e)) = &fact.event {
            nuclei.push(e.nucleo.0);
            nomi.push(e.nome.valore().map(|n| n.nome.as_str()));
        }
    }
    if nuclei.is_empty() {
        return Ok(());
    }
    sqlx::query("INSERT INTO nuclei_nomi_v1 (nucleo, nome) SELECT * FROM unnest($1::uuid[], $2::text[])")
        .bind(nuclei)
        .bind(nomi)
        .execute(connection)
        .await?;
    Ok(())
}
