//! The district as rows of the read models, for benchmarks of reading: no log behind them.

use super::{Casa, Contatto, Distretto, dati};
use crate::population::Componente;
use chrono::NaiveDate;
use domain::identita::{OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
use projections::bulk::{Bulk, Membership, Titolare};
use projections::quadro::{TipoVoce, Voce};
use uuid::Uuid;

/// First codice soggetto: far from those that a log hands out, so that people can still be entered beside.
pub const PRIMO_CODICE: u64 = 1_000_000_000;

/// What was loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caricate {
    /// Subjects.
    pub soggetti: u64,
    /// Entries of the quadro, superseded versions too.
    pub voci: u64,
    /// The position after the last one used.
    pub posizione: u64,
}

/// Who stands in the rows as operators and unit. They need not exist.
#[derive(Clone, Copy, Debug)]
pub struct Ufficio {
    /// Author of everything.
    pub autore: OperatoreId,
    /// Whom everything is assigned to.
    pub assegnatario: OperatoreId,
    /// Unit of both.
    pub unita: UnitaId,
}

impl Ufficio {
    fn autore(&self) -> Titolare {
        Titolare { operatore: self.autore, unita: self.unita }
    }

    fn assegnatario(&self) -> Titolare {
        Titolare { operatore: self.assegnatario, unita: self.unita }
    }
}

/// Fills the tables `soggetti`, `nuclei`, `quadro` and `titoli`; `progress` is told after every household how many people there
/// are.
///
/// # Errors
/// When the database does not take the rows.
pub async fn carica(
    mut bulk: Bulk,
    distretto: Distretto,
    ufficio: Ufficio,
    mut progress: impl FnMut(u64),
) -> Result<Caricate, Box<dyn std::error::Error + Send + Sync>> {
    let mut fatte = Caricate { posizione: 1, ..Caricate::default() };
    for casa in distretto.case() {
        nucleo(&mut bulk, &distretto, &casa, &mut fatte).await?;
        for ((persona, contatti), n) in casa.persone.iter().zip(&casa.contatti).zip(casa.primo..) {
            let chi = distretto.soggetto(n);
            bulk.soggetto(chi, PRIMO_CODICE + n, &dati(persona), fatte.avanti()).await?;
            bulk.scheda_di(chi, ufficio.autore(), fatte.posizione - 1).await?;
            fatte.soggetti += 1;
            for (contatto, quale) in contatti.iter().zip(0..) {
                let segnalazione = distretto.id("segnalazione", n * 1000 + quale);
                voci(&mut bulk, chi, segnalazione, contatto, &ufficio, &mut fatte).await?;
            }
        }
        progress(fatte.soggetti);
    }
    bulk.finish().await?;
    Ok(fatte)
}

impl Caricate {
    fn avanti(&mut self) -> u64 {
        self.posizione += 1;
        self.posizione - 1
    }
}

/// People who live together are a nucleo di fatto, each with a bar in the quadro.
async fn nucleo(
    bulk: &mut Bulk,
    distretto: &Distretto,
    casa: &Casa,
    fatte: &mut Caricate,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    if casa.famiglia.componenti.len() < 2 {
        return Ok(());
    }
    let nucleo = distretto.id("nucleo", casa.primo);
    let cognome = casa.persone.first().and_then(|p| p.cognome.as_deref()).unwrap_or_default();
    bulk.nucleo(nucleo, format!("FAM. {cognome}"));
    for (componente, ingresso) in casa.famiglia.componenti.iter().zip(2..) {
        let chi = distretto.soggetto(casa.primo + componente.persona as u64);
        let relazione = componente.codice_legame.to_string();
        let da_posizione = fatte.avanti();
        bulk.componente(&Membership {
            nucleo,
            componente: chi,
            ingresso,
            dal: componente.dal,
            relazione: (componente.codice_legame != Componente::INTESTATARIO).then_some(relazione.as_str()),
            da_posizione,
        })
        .await?;
        let stream = nucleo.to_string();
        let voce = Voce {
            voce: format!("nucleo_di_fatto:{stream}:{ingresso}"),
            soggetto: chi,
            nucleo: Some(nucleo),
            tipo: TipoVoce::NucleoDiFatto,
            stream,
            codice: Some("RILEVAZIONE_OPERATORE".to_owned()),
            inizio: componente.dal,
            fine: None,
            istante: false,
            unita: None,
            operatore: None,
            da: da_posizione,
        };
        fatte.voci += 1;
        bulk.voce(&voce, None).await?;
    }
    Ok(())
}

/// The diamond of a contact, and the bar of its assignment in every state that it had.
async fn voci(
    bulk: &mut Bulk,
    chi: SoggettoId,
    segnalazione: Uuid,
    contatto: &Contatto,
    ufficio: &Ufficio,
    fatte: &mut Caricate,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let stream = segnalazione.to_string();
    let voce = |tipo: TipoVoce, quale: String, operatore: OperatoreId, inizio: NaiveDate| Voce {
        voce: quale,
        soggetto: chi,
        nucleo: None,
        tipo,
        stream: stream.clone(),
        codice: None,
        inizio,
        fine: None,
        istante: false,
        unita: Some(ufficio.unita),
        operatore: Some(operatore),
        da: 0,
    };
    let mut rombo =
        voce(TipoVoce::Segnalazione, format!("segnalazione:{stream}"), ufficio.autore, contatto.il);
    rombo.codice = Some(contatto.motivo.to_owned());
    rombo.fine = Some(contatto.il);
    rombo.istante = true;
    rombo.da = fatte.avanti();
    fatte.voci += 1;
    bulk.voce(&rombo, None).await?;
    let assegnatario = contatto.assegnata.as_ref().map(|_| ufficio.assegnatario());
    bulk.pratica_di((SegnalazioneId(segnalazione), chi), ufficio.autore(), assegnatario, rombo.da).await?;

    let Some(assegnata) = contatto.assegnata else { return Ok(()) };
    let mut barra =
        voce(TipoVoce::Assegnazione, format!("assegnazione:{stream}:2"), ufficio.assegnatario, assegnata.il);
    let stati = [
        Some(("ASSEGNATA", None)),
        assegnata.accettata_il.map(|_| ("ACCETTATA", None)),
        contatto.chiusa_il.map(|il| ("CHIUSA", Some(il))),
    ];
    barra.da = fatte.avanti();
    let mut stati = stati.into_iter().flatten().peekable();
    while let Some((codice, fine)) = stati.next() {
        barra.codice = Some(codice.to_owned());
        barra.fine = fine;
        let poi = stati.peek().is_some().then(|| fatte.avanti());
        fatte.voci += 1;
        bulk.voce(&barra, poi).await?;
        barra.da = poi.unwrap_or(barra.da);
    }
    Ok(())
}
