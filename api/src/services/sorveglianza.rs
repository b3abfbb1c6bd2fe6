//! The job beside the read log: looks for alerts in what operators read, and gives up months after their time. One process
//! at a time does it. By a job and not when a record is written: an answer waits for its record, and what makes an alert is
//! only seen in the readings of a day.

use super::emergenze::avviso_di;
use super::{Mancato, Servizi};
use access::{GruppoLettura, LetturaOsservata, TracciamentoError};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Rome;
use domain::identita::{OperatoreId, SoggettoId};
use domain::tracciamento::avvisi::{Fatto, Gesto, Giornata, NuovoAvviso};
use domain::tracciamento::{Accesso, EsitoLettura};
use domain::visibilita::Titolo;
use projections::emergenze::aperte_dopo;
use projections::visibilita::schede_di_operatori;
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};
use uuid::Uuid;

/// Between two looks.
const PAUSA: Duration = Duration::from_secs(300);
/// Operators whose days are asked for at once; in memory is the day of one.
const INSIEME: usize = 50;
/// For so long the alert of an emergency access is looked for again: longer than this job ever stands still.
const GIORNI_DI_EMERGENZE: i64 = 30;

/// What a look came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sguardo {
    /// Operators whose day was looked at.
    pub operatori: usize,
    /// New alerts.
    pub avvisi: usize,
}

impl Servizi {
    /// Looks again and again, until `fine`; months of the read log older than `mesi` are given up, and logins as old.
    pub async fn sorveglia_finche(self, mesi: u16, mut fine: watch::Receiver<bool>) {
        let mut dal = self.adesso() - TimeDelta::days(1);
        // The first beat comes at once.
        let mut battito = interval(PAUSA);
        battito.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = battito.tick() => {}
                _ = fine.wait_for(|finita| *finita) => return,
            }
            let adesso = self.adesso();
            match self.sorveglia_e_riordina(dal, mesi).await {
                // Whoever looked while this look went on is looked at again.
                Ok(true) => dal = adesso,
                Ok(false) => {}
                Err(causa) => tracing::error!(error = %causa, "the read log could not be watched"),
            }
        }
    }

    async fn sorveglia_e_riordina(&self, dal: DateTime<Utc>, mesi: u16) -> Result<bool, Mancato> {
        let tracciamento = self.tracciamento();
        let Some(guida) = tracciamento.guida().await.map_err(Mancato::guasto)? else { return Ok(false) };
        // What goes wrong in one of them does not keep the other from being done.
        let sguardo = self.sorveglia(dal).await;
        let eliminati = self.elimina_letture(mesi).await.map_err(Mancato::guasto);
        let accessi = self.access().end_of_trail(mesi).await.map_err(Mancato::guasto);
        guida.lascia().await.map_err(Mancato::guasto)?;
        let sguardo = sguardo?;
        if sguardo.avvisi > 0 {
            tracing::warn!(alerts = sguardo.avvisi, "new alerts about readings");
        }
        if accessi? > 0 {
            tracing::info!("rows of the trail of logins went after their time");
        }
        eliminati.map(|_| true)
    }

    /// Gives up the months that ended longer ago; answers them. Fewer months than must be kept are refused.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn elimina_letture(&self, mesi: u16) -> Result<Vec<NaiveDate>, TracciamentoError> {
        let mut eliminati = Vec::new();
        while let Some(mese) = self.tracciamento().elimina(mesi).await? {
            tracing::info!(month = %mese, "a month of the read log was given up after its time");
            eliminati.push(mese);
        }
        Ok(eliminati)
    }

    /// Looks at the day of everybody who read something since then, of yesterday and today at most, and raises what is new.
    ///
    /// # Errors
    /// When a database does not answer.
    pub async fn sorveglia(&self, dal: DateTime<Utc>) -> Result<Sguardo, Mancato> {
        // What is longer ago the process looked at that did this before; today is looked at whatever happened since then.
        let oggi = giorno_di(self.adesso());
        let dal = dal.max(mezzanotte(oggi - Days::new(1)));
        let mut avvisi = self.sorveglia_emergenze().await?;
        let attivi = self.tracciamento().operatori_attivi(dal).await.map_err(Mancato::guasto)?;
        for insieme in attivi.chunks(INSIEME) {
            let schede = schede_di_operatori(self.log().pool(), insieme).await.map_err(Mancato::guasto)?;
            for giorno in giorno_di(dal).iter_days().take_while(|g| *g <= oggi) {
                avvisi += self.sorveglia_giorno(insieme, &schede, giorno).await?;
            }
        }
        Ok(Sguardo { operatori: attivi.len(), avvisi })
    }

    /// Raises the alerts of emergency accesses that are missing: an access is open also where its alert could not be stored.
    async fn sorveglia_emergenze(&self) -> Result<usize, Mancato> {
        let dal = self.adesso() - TimeDelta::days(GIORNI_DI_EMERGENZE);
        let prima = self.log().position_at(dal).await.map_err(Mancato::guasto)?;
        let aperte = aperte_dopo(self.log().pool(), prima).await.map_err(Mancato::guasto)?;
        let avvisi: Vec<_> =
            aperte.iter().map(|e| avviso_di(&e.accesso.to_string(), e.operatore, Some(e.soggetto))).collect();
        self.tracciamento().segnala(&avvisi).await.map_err(Mancato::guasto)
    }

    /// Looks at a day of these operators; `schede` are those that they have themselves.
    async fn sorveglia_giorno(
        &self,
        operatori: &[OperatoreId],
        schede: &HashMap<OperatoreId, SoggettoId>,
        giorno: NaiveDate,
    ) -> Result<usize, Mancato> {
        let tracciamento = self.tracciamento();
        let abitudini = tracciamento.abitudini(operatori, giorno).await.map_err(Mancato::guasto)?;
        let nuova = |chi: OperatoreId| {
            Giornata::nuova(chi, giorno, abitudini.get(&chi).copied(), schede.get(&chi).copied())
        };
        let mut visto = Visto::default();
        let mut corrente: Option<Giornata> = None;
        let periodo = (mezzanotte(giorno), mezzanotte(giorno + Days::new(1)));
        let guarda = |lettura: LetturaOsservata| {
            if let Some(finita) = corrente.take_if(|g| g.operatore() != lettura.operatore) {
                visto.aggiungi(&finita);
            }
            let giornata = corrente.get_or_insert_with(|| nuova(lettura.operatore));
            fatti(&lettura).for_each(|fatto| giornata.aggiungi(&fatto));
        };
        tracciamento.osserva(operatori, periodo, guarda).await.map_err(Mancato::guasto)?;
        corrente.iter().for_each(|ultima| visto.aggiungi(ultima));
        if visto.aperte.is_empty() {
            return Ok(0);
        }
        tracciamento.ricorda_abitudini(giorno, &visto.aperte).await.map_err(Mancato::guasto)?;
        tracciamento.segnala(&visto.avvisi).await.map_err(Mancato::guasto)
    }
}

/// What is left of the days that were looked at.
#[derive(Default)]
struct Visto {
    /// Files that each operator opened.
    aperte: Vec<(OperatoreId, usize)>,
    avvisi: Vec<NuovoAvviso>,
}

impl Visto {
    fn aggiungi(&mut self, giornata: &Giornata) {
        self.aperte.push((giornata.operatore(), giornata.aperte()));
        self.avvisi.extend(giornata.avvisi());
    }
}

/// What a record says that its operator did.
fn fatti(lettura: &LetturaOsservata) -> impl Iterator<Item = Fatto> {
    let ora = lettura.quando.with_timezone(&Rome).naive_local();
    lettura.letture.iter().filter_map(move |gruppo| {
        let (gesto, oggetti) = gesto(gruppo, &lettura.criteri)?;
        Some(Fatto { ora, gesto, oggetti })
    })
}

/// Looking at the read log is the work of whoever does it; what is shown of people in the files of others was not looked for.
fn gesto(gruppo: &GruppoLettura, criteri: &BTreeMap<String, String>) -> Option<(Gesto, Vec<Uuid>)> {
    let persone = || gruppo.soggetti.iter().map(|s| s.0);
    let per = |vie: &[Accesso]| vie.iter().any(|via| via.as_str() == gruppo.accesso);
    if gruppo.esito == EsitoLettura::Negato.as_str() {
        let altri = [&gruppo.pratiche, &gruppo.nuclei, &gruppo.consultazioni].into_iter().flatten().copied();
        return Some((Gesto::Negate, persone().chain(altri).collect()));
    }
    if gruppo.esito == EsitoLettura::Vuoto.as_str() {
        // Of whom nobody has heard there is the keyed hash of what was asked.
        let codice = criteri.get("codiceFiscale").filter(|_| per(&[Accesso::Seguito]))?;
        return Some((Gesto::ChiesteInvano, vec![Uuid::new_v5(&Uuid::nil(), codice.as_bytes())]));
    }
    if gruppo.esito != EsitoLettura::Mostrato.as_str() {
        return None;
    }
    let di_unita = gruppo.titolo.as_deref() == Some(Titolo::Unita.as_str());
    let gesto = if per(&[Accesso::Scheda, Accesso::Storia, Accesso::Quadro]) {
        Gesto::Aperte { di_unita }
    } else if per(&[Accesso::Ricerca, Accesso::Elenco]) {
        Gesto::Elencate
    } else if per(&[Accesso::Seguito]) {
        Gesto::Chieste
    } else if per(&[Accesso::Esportazione]) {
        Gesto::Esportate
    } else {
        return None;
    };
    Some((gesto, persone().collect()))
}

fn giorno_di(quando: DateTime<Utc>) -> NaiveDate {
    quando.with_timezone(&Rome).date_naive()
}

/// When a day begins in offices.
fn mezzanotte(giorno: NaiveDate) -> DateTime<Utc> {
    let inizio = giorno.and_time(NaiveTime::MIN);
    Rome.from_local_datetime(&inizio).earliest().map_or_else(|| inizio.and_utc(), |m| m.to_utc())
}
