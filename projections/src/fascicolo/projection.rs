//! Facts to rows of the fascicolo.

use super::Ruolo;
use crate::error::ProjectionError;
use crate::fact::{DomainFact, Fact};
use crate::projection::Projection;
use crate::sql::{big, coded, unsigned};
use crate::versions::{Changes, Versions};
use cqrs_es::Aggregate;
use domain::annotazione::{Annotazione, AnnotazioneEvent};
use domain::identita::SoggettoId;
use domain::nucleo_anagrafe::{Differenza, NucleoAnagrafe, NucleoAnagrafeEvent};
use domain::nucleo_di_fatto::{NucleoDiFatto, NucleoDiFattoEvent};
use domain::segnalazione::{Segnalante, Segnalazione, SegnalazioneEvent};
use domain::soggetto::{Soggetto, SoggettoEvent};
use sqlx::{PgConnection, Row};
use uuid::Uuid;

/// The projection.
pub struct Fascicolo;

/// (type of the aggregate, stream) → (subject, role).
pub(super) type Righe = Versions<(String, String), (Uuid, Ruolo), ()>;
type Cambi = Changes<(String, String), (Uuid, Ruolo), ()>;

impl Projection for Fascicolo {
    const NAME: &'static str = "fascicolo";
    const VERSION: i32 = 1;
    const SCHEMA: &'static str = include_str!("schema.sql");
    const TABLES: &'static [&'static str] = &["fascicolo_v1"];
    const AGGREGATES: &'static [&'static str] =
        &[Soggetto::TYPE, NucleoDiFatto::TYPE, NucleoAnagrafe::TYPE, Segnalazione::TYPE, Annotazione::TYPE];

    async fn apply(connection: &mut PgConnection, facts: &[Fact]) -> Result<(), ProjectionError> {
        let streams: Vec<&str> = facts
            .iter()
            .filter(|f| Self::AGGREGATES.contains(&f.aggregate_type()))
            .map(|f| f.stream.as_str())
            .collect();
        if streams.is_empty() {
            return Ok(());
        }
        let mut righe = load(connection, &streams).await?;
        for fact in facts {
            fold(&mut righe, fact);
        }
        let cambi = righe.changes();
        end(connection, &cambi).await?;
        Ok(open(connection, &cambi).await?)
    }
}

/// What one fact changes.
pub(super) fn fold(righe: &mut Righe, fact: &Fact) {
    let gruppo = (fact.aggregate_type().to_owned(), fact.stream.clone());
    let mut apri = |chi: SoggettoId, ruolo| righe.put(&gruppo, (chi.0, ruolo), fact.position, ());
    match &fact.event {
        DomainFact::Soggetto(SoggettoEvent::SoggettoImportato(e)) => {
            apri(e.anagrafica.soggetto, Ruolo::Titolare);
        }
        DomainFact::Soggetto(SoggettoEvent::SoggettoRegistrato(e)) => {
            apri(e.anagrafica.soggetto, Ruolo::Titolare);
        }
        DomainFact::NucleoDiFatto(NucleoDiFattoEvent::NucleoDiFattoAperto(e)) => {
            apri(e.intestatario, Ruolo::Componente);
        }
        DomainFact::NucleoDiFatto(NucleoDiFattoEvent::ComponenteAggiunto(e)) => {
            apri(e.componente, Ruolo::Componente);
        }
        DomainFact::NucleoDiFatto(NucleoDiFattoEvent::ComponenteRimosso(e)) => {
            righe.end(&gruppo, &(e.componente.0, Ruolo::Componente), fact.position);
        }
        DomainFact::NucleoAnagrafe(evento) => {
            if let Ok(titolare) = fact.stream.parse::<SoggettoId>() {
                apri(titolare, Ruolo::Titolare);
                nucleo_anagrafe(righe, &gruppo, titolare, evento, fact.position);
            }
        }
        DomainFact::Segnalazione(SegnalazioneEvent::SegnalazioneCreata(e)) => {
            apri(e.segnalato, Ruolo::Segnalato);
            segnalante(righe, &gruppo, &e.dettagli.segnalante, fact.position);
        }
        DomainFact::Segnalazione(SegnalazioneEvent::SegnalazioneModificata(e)) => {
            segnalante(righe, &gruppo, &e.dettagli.segnalante, fact.position);
        }
        DomainFact::Annotazione(AnnotazioneEvent::AnnotazioneAggiunta(e)) => {
            apri(e.segnalato, Ruolo::Segnalato);
        }
        // Who looked in an emergency is told by the read log.
        DomainFact::AccessoEmergenza(_)
        | DomainFact::Annotazione(_)
        | DomainFact::Soggetto(_)
        | DomainFact::NucleoDiFatto(_)
        | DomainFact::Segnalazione(_)
        | DomainFact::Operatore(_)
        | DomainFact::UnitaOrganizzativa(_) => {}
    }
}

fn nucleo_anagrafe(
    righe: &mut Righe,
    gruppo: &(String, String),
    titolare: SoggettoId,
    evento: &NucleoAnagrafeEvent,
    at: u64,
) {
    match evento {
        NucleoAnagrafeEvent::NucleoAnagrafeImportato(e) => {
            let presenti: Vec<_> =
                e.componenti.iter().map(|c| c.componente).filter(|c| *c != titolare).collect();
            esattamente(righe, gruppo, Ruolo::Componente, &presenti, at);
        }
        NucleoAnagrafeEvent::NucleoAnagrafeAllineato(e) => {
            for differenza in &e.differenze {
                match differenza {
                    Differenza::SoloAnpr { rilevato }
                    | Differenza::DatiDiversi { rilevato, .. }
                    | Differenza::RelazioneDiversa { rilevato } => {
                        if rilevato.componente != titolare {
                            righe.put(gruppo, (rilevato.componente.0, Ruolo::Componente), at, ());
                        }
                    }
                    Differenza::SoloInterno { componente } => {
                        righe.end(gruppo, &(componente.0, Ruolo::Componente), at);
                    }
                }
            }
        }
        NucleoAnagrafeEvent::NucleoAnagrafeNonVerificato(_)
        | NucleoAnagrafeEvent::NucleoAnagrafeConfrontato(_) => {}
    }
}

/// The person behind the segnalazione, with a file or without.
fn segnalante(righe: &mut Righe, gruppo: &(String, String), segnalante: &Segnalante, at: u64) {
    let chi = segnalante.soggetto.or(segnalante.dati.as_ref().map(|d| d.soggetto));
    esattamente(righe, gruppo, Ruolo::Segnalante, chi.as_slice(), at);
}

/// From that position on, these and no others have the role.
fn esattamente(righe: &mut Righe, gruppo: &(String, String), ruolo: Ruolo, chi: &[SoggettoId], at: u64) {
    let altri: Vec<_> = righe
        .group(gruppo)
        .map(|(chiave, ())| *chiave)
        .filter(|(soggetto, r)| *r == ruolo && !chi.contains(&SoggettoId(*soggetto)))
        .collect();
    for altro in altri {
        righe.end(gruppo, &altro, at);
    }
    for soggetto in chi {
        righe.put(gruppo, (soggetto.0, ruolo), at, ());
    }
}

async fn load(connection: &mut PgConnection, streams: &[&str]) -> Result<Righe, sqlx::Error> {
    let righe = sqlx::query(
        "SELECT soggetto, tipo, stream, ruolo, da_posizione FROM fascicolo_v1 \
          WHERE stream = ANY($1) AND a_posizione IS NULL",
    )
    .bind(streams)
    .fetch_all(connection)
    .await?;
    let lette = righe.iter().map(|r| {
        let gruppo = (r.try_get("tipo")?, r.try_get("stream")?);
        let chiave = (r.try_get("soggetto")?, coded(r, "ruolo", Ruolo::da_str)?);
        Ok((gruppo, chiave, unsigned(r, "da_posizione")?, ()))
    });
    Ok(Versions::stored(lette.collect::<Result<Vec<_>, sqlx::Error>>()?))
}

async fn end(connection: &mut PgConnection, cambi: &Cambi) -> Result<(), sqlx::Error> {
    if cambi.ended.is_empty() {
        return Ok(());
    }
    let (mut tipi, mut streams, mut soggetti, mut ruoli, mut a) = (vec![], vec![], vec![], vec![], vec![]);
    for e in &cambi.ended {
        tipi.push(e.group.0.as_str());
        streams.push(e.group.1.as_str());
        soggetti.push(e.key.0);
        ruoli.push(e.key.1.as_str());
        a.push(big(e.to));
    }
    sqlx::query(
        "UPDATE fascicolo_v1 t SET a_posizione = u.a \
           FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::bigint[]) \
                u(tipo, stream, soggetto, ruolo, a) \
          WHERE t.soggetto = u.soggetto AND t.tipo = u.tipo AND t.stream = u.stream AND t.ruolo = u.ruolo \
            AND t.a_posizione IS NULL",
    )
    .bind(tipi)
    .bind(streams)
    .bind(soggetti)
    .bind(ruoli)
    .bind(a)
    .execute(connection)
    .await?;
    Ok(())
}

async fn open(connection: &mut PgConnection, cambi: &Cambi) -> Result<(), sqlx::Error> {
    if cambi.opened.is_empty() {
        return Ok(());
    }
    let (mut tipi, mut streams, mut soggetti, mut ruoli) = (vec![], vec![], vec![], vec![]);
    let (mut da, mut a) = (vec![], vec![]);
    for o in &cambi.opened {
        tipi.push(o.group.0.as_str());
        streams.push(o.group.1.as_str());
        soggetti.push(o.key.0);
        ruoli.push(o.key.1.as_str());
        da.push(big(o.from));
        a.push(o.to.map(big));
    }
    sqlx::query(
        "INSERT INTO fascicolo_v1 (tipo, stream, soggetto, ruolo, da_posizione, a_posizione) \
         SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[])",
    )
    .bind(tipi)
    .bind(streams)
    .bind(soggetti)
    .bind(ruoli)
    .bind(da)
    .bind(a)
    .execute(connection)
    .await?;
    Ok(())
}
