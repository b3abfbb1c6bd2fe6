//! The read models on a real database: histories of real commands, folded, rebuilt, asked.

mod alla;
mod guida;
mod proiettore;
mod ricerca;
mod rifacimento;
mod scambio;
mod storia;
mod versioni;

pub(crate) use proiettore::scrivi_sconosciuto;

use chrono::NaiveDate;
use domain::attore::{Attore, Ruolo};
use domain::identita::{SegnalazioneId, SoggettoId, UnitaId};
use domain::persona::DatiAnagrafici;
use domain::segnalazione::{DettagliInput, Segnalazione, SegnalazioneCommand};
use domain::soggetto::{Soggetto, SoggettoCommand};
use projections::Projector;
use std::time::Duration;
use tests::Harness;
use tests::harness::oggi;
use uuid::Uuid;

/// Longer than anything here takes; a test that waits that long has failed.
pub(crate) const ATTESA: Duration = Duration::from_secs(60);

/// A log with a projector behind it.
pub(crate) async fn con_proiettore() -> (Harness, Projector) {
    let h = Harness::new().await.unwrap();
    let p = Projector::start(h.log.clone()).await.unwrap();
    (h, p)
}

/// Waits until every read model shows the whole log.
async fn aggiornato(h: &Harness, p: &Projector) -> u64 {
    let fine = h.log.position().await.unwrap();
    assert!(p.wait_for(&[], fine, ATTESA).await, "{:?}", p.status().await);
    fine
}

fn giorno(anno: i32, mese: u32, giorno: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(anno, mese, giorno).unwrap()
}

/// A person of whom only the names are known.
pub(crate) fn persona(cognome: &str, nome: &str) -> DatiAnagrafici {
    tests::harness::persona(cognome, Some(nome))
}

pub(crate) async fn registra(h: &Harness, dati: DatiAnagrafici) -> SoggettoId {
    let soggetto = h.log.subjects().take().await.unwrap();
    let comando = SoggettoCommand::Registra { soggetto, dati, oggi: oggi() };
    h.esegui::<Soggetto>(soggetto, comando).await.unwrap();
    soggetto
}

fn dettagli(motivo: &str, data_contatto: NaiveDate) -> DettagliInput {
    DettagliInput {
        data_contatto,
        canale: "TELEFONO".into(),
        motivo: motivo.into(),
        urgenza: "ORDINARIA".into(),
        tipo_segnalante: "INTERESSATO".into(),
        segnalante: None,
        dati_segnalante: None,
        note: None,
    }
}

fn attore(ruolo: Ruolo, unita: UnitaId) -> Attore {
    Attore { operatore: Uuid::new_v4().into(), ruolo, unita }
}

async fn crea_segnalazione(
    h: &Harness,
    segnalato: SoggettoId,
    distretto: UnitaId,
    chi: Attore,
) -> SegnalazioneId {
    let segnalazione = SegnalazioneId(Uuid::new_v4());
    let comando = SegnalazioneCommand::Crea {
        segnalazione,
        segnalato,
        distretto,
        dettagli: dettagli("ECONOMICO", giorno(2024, 10, 1)),
        numero_originario: None,
        chi,
        oggi: oggi(),
    };
    h.esegui::<Segnalazione>(segnalazione, comando).await.unwrap();
    segnalazione
}
