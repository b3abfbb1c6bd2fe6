//! Checks that nobody asked for: households of people with an open segnalazione, compared with ANPR when they are due,
//! so many a day, in the hours of the office. What differs waits for an operator; nothing is changed by itself.

use super::{Chiamante, Comando, Mancato, Servizi};
use access::ChiamateAnpr;
use anpr_adapter::ChecksConfig;
use chrono::{DateTime, Days, Duration, Timelike, Utc};
use chrono_tz::Europe::Rome;
use domain::anagrafe::{ComponenteFamiglia, ContestoConsultazione, EsitoFamiglia, EsitoVita};
use domain::identita::{OperatoreId, SoggettoId};
use domain::nucleo_anagrafe::NucleoAnagrafe;
use domain::operatore::Operatore;
use domain::persona::{DatiAnagrafici, Provenienza};
use domain::rifiuto::Codice;
use projections::segnalazioni::{PraticaAperta, con_pratica_aperta};
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval_at};
use uuid::Uuid;

/// People looked at with one question to the database.
const PAGINA: u16 = 500;
/// Checks of one round.
const PER_GIRO: u32 = 20;
/// From one round to the next.
const PAUSA: std::time::Duration = std::time::Duration::from_secs(600);
/// Code of list STATO_DEMOGRAFICO.
const DECEDUTO: &str = "DECEDUTO";

/// What a round came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Giro {
    /// Households compared.
    pub confrontati: u32,
    /// Those of them that differ.
    pub diversi: u32,
    /// People of whom the register says that they have died.
    pub deceduti: u32,
    /// Households of which the register said nothing usable.
    pub mancati: u32,
}

impl Servizi {
    /// One round: compares households that are due, until `al_piu` or the budget of the day are used up.
    ///
    /// # Errors
    /// When the operator who answers for the checks may not work, or the database does not answer.
    pub async fn verifica_nuclei(&self, regole: &ChecksConfig, al_piu: u32) -> Result<Giro, Mancato> {
        let chi = self.responsabile(regole).await?;
        let chiamate = self.access().chiamate_anpr();
        let fatte = chiamate.verifiche_del(self.oggi()).await.map_err(Mancato::guasto)?;
        let rimaste = u64::from(regole.daily_budget).saturating_sub(fatte).min(al_piu.into());
        let prima = self.adesso() - Duration::days(regole.after_days.into());
        let mut giro = Giro::default();
        let mut dopo = SoggettoId(Uuid::nil());
        while u64::from(giro.confrontati + giro.mancati) < rimaste {
            let pagina =
                con_pratica_aperta(self.log().pool(), dopo, PAGINA).await.map_err(Mancato::guasto)?;
            let Some(ultima) = pagina.last() else { break };
            dopo = ultima.segnalato;
            let ids: Vec<SoggettoId> = pagina.iter().map(|p| p.segnalato).collect();
            let aperti = chiamate.da_verificare(&ids, prima).await.map_err(Mancato::guasto)?;
            for pratica in pagina.iter().filter(|p| aperti.contains(&p.segnalato)) {
                if u64::from(giro.confrontati + giro.mancati) >= rimaste {
                    break;
                }
                self.verifica_uno(&chi, regole, pratica, prima, &mut giro).await?;
            }
        }
        Ok(giro)
    }

    /// Who asks, for the register and for the log.
    async fn responsabile(&self, regole: &ChecksConfig) -> Result<Chiamante, Mancato> {
        let operatore = OperatoreId(regole.responsible);
        let in_vigore = self.uno::<Operatore>(operatore).await?;
        let primo = in_vigore.attori_al(self.oggi()).next();
        let (incarico, attore) = primo.ok_or_else(|| Mancato::rifiuto(Codice::OperatoreDisabilitato))?;
        Ok(Chiamante { incarico, ..Chiamante::nuovo(attore, "verifica") })
    }

    async fn verifica_uno(
        &self,
        chi: &Chiamante,
        regole: &ChecksConfig,
        pratica: &PraticaAperta,
        prima: DateTime<Utc>,
        giro: &mut Giro,
    ) -> Result<(), Mancato> {
        let soggetto = pratica.segnalato;
        let nucleo = self.uno::<NucleoAnagrafe>(soggetto).await?;
        let Some(id_anpr) = self.id_da_verificare(soggetto, &nucleo, prima).await? else { return Ok(()) };
        let (adesso, oggi) = (self.adesso(), self.oggi());
        let chiamate = self.access().chiamate_anpr();
        let presa = chiamate.prendi_verifica(soggetto, prima, adesso, oggi, regole.daily_budget).await;
        if !presa.map_err(Mancato::guasto)? {
            return Ok(());
        }
        let c = Comando::senza_richiesta(chi, b"verifica");
        let contesto = self.contesto(&c, &format!("SEGN-{}/{}", pratica.anno, pratica.numero))?;
        let Some((componenti, provenienza)) = self.famiglia_di_ora(&id_anpr, contesto, giro).await else {
            giro.mancati += 1;
            return Ok(());
        };
        match self.registra_confronto(&c, soggetto, &componenti, &provenienza).await {
            Ok(_) => {}
            Err(Mancato::Rifiutato(_) | Mancato::Occupato) => {
                giro.mancati += 1;
                return Ok(());
            }
            Err(guasto) => return Err(guasto),
        }
        giro.confrontati += 1;
        let confronto = self.uno::<NucleoAnagrafe>(soggetto).await?.confronto;
        giro.diversi += u32::from(confronto.is_some_and(|c| !c.differenze.is_empty()));
        Ok(())
    }

    /// The ID ANPR of somebody whose household is due: who has one, is not known to be dead, and was not compared of late.
    async fn id_da_verificare(
        &self,
        soggetto: SoggettoId,
        nucleo: &NucleoAnagrafe,
        prima: DateTime<Utc>,
    ) -> Result<Option<String>, Mancato> {
        let confronto = nucleo.confronto.as_ref().map(|c| c.provenienza.consultato_il);
        let importato = nucleo.provenienza.as_ref().map(|p| p.consultato_il);
        if confronto.max(importato).is_some_and(|ultima| ultima >= prima) {
            return Ok(None);
        }
        let scheda = self.uno::<domain::soggetto::Soggetto>(soggetto).await?.scheda;
        let in_nucleo = nucleo.componente(soggetto).and_then(|c| c.dati.valore()).map(|d| &d.anagrafica);
        let anagrafica = scheda.as_ref().and_then(|s| s.anagrafica.valore());
        let morto = |dati: &DatiAnagrafici| dati.stato_demografico.as_deref() == Some(DECEDUTO);
        if anagrafica.is_some_and(morto) || in_nucleo.is_some_and(morto) {
            return Ok(None);
        }
        Ok(anagrafica.and_then(|a| a.id_anpr.clone()))
    }

    /// The household as the register shows it now. Of the dead it would show nobody else: they are shown among those with
    /// whom they lived until the day before, and as dead.
    async fn famiglia_di_ora(
        &self,
        id_anpr: &str,
        mut contesto: ContestoConsultazione,
        giro: &mut Giro,
    ) -> Option<(Vec<ComponenteFamiglia>, Provenienza)> {
        let mut decesso = None;
        if self.uso_anpr().quote.contains_key("C019") {
            let vita = self.0.registro.in_vita(id_anpr, &contesto).await;
            match vita.inspect_err(|errore| tracing::warn!(%errore, "household not checked")).ok()? {
                EsitoVita::Deceduta(quando) => {
                    giro.deceduti += 1;
                    decesso = quando;
                }
                EsitoVita::InVita | EsitoVita::NonDeterminabile => {}
                EsitoVita::NonRegistrata => return None,
            }
        }
        if let Some(giorno) = decesso {
            contesto.data_riferimento = giorno.checked_sub_days(Days::new(1))?;
        }
        let famiglia = self.0.registro.famiglia(id_anpr, &contesto).await;
        match famiglia.inspect_err(|errore| tracing::warn!(%errore, "household not checked")).ok()? {
            EsitoFamiglia::Trovata { mut componenti, provenienza } => {
                let lui = componenti.iter_mut().find(|c| c.dati.id_anpr.as_deref() == Some(id_anpr));
                if let (Some(lui), Some(giorno)) = (lui, decesso) {
                    lui.dati.stato_demografico = Some(DECEDUTO.to_owned());
                    lui.dati.data_stato_demografico = Some(giorno);
                }
                Some((componenti, provenienza))
            }
            EsitoFamiglia::Vuota(_) | EsitoFamiglia::NonRegistrata => None,
        }
    }

    /// Rounds, one after the other, in the hours of the office, until the end is announced. Ends at once where no checks
    /// are wanted.
    pub async fn verifica_finche(self, mut fine: watch::Receiver<bool>) {
        let Some(regole) = self.uso_anpr().verifiche else { return };
        let mut battito = interval_at(Instant::now() + PAUSA, PAUSA);
        battito.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = fine.wait_for(|finita| *finita) => return,
                _ = battito.tick() => {}
            }
            if !ChiamateAnpr::in_orario(self.adesso().with_timezone(&Rome).hour()) {
                continue;
            }
            match self.verifica_nuclei(&regole, PER_GIRO).await {
                Ok(giro) => tracing::info!(?giro, "households checked"),
                Err(errore) => tracing::error!(%errore, "households not checked"),
            }
        }
    }
}
