//! Operators: enabled, disabled, given memberships and relieved of them.

use super::{Comando, Mancato, Risposta, Servizi};
use access::login::{By, OpenSession, Source, Which};
use chrono::NaiveDate;
use domain::amministrazione::Atto;
use domain::attore::{Attore, NumeroIncarico, Ruolo};
use domain::identita::{OperatoreId, UnitaId};
use domain::operatore::{Abilitazione, DatiOperatore, NuovoIncarico, Operatore, OperatoreCommand};
use domain::rifiuto::Codice;
use projections::names::ORGANIZZAZIONE;
use projections::organizzazione::{FiltroOperatori, operatori};
use std::time::Duration;

use super::Chiamante;

/// How long the read models may take to show everything that was written, before the first administrator is enabled.
const ATTESA: Duration = Duration::from_secs(10);

impl Servizi {
    /// Enables an operator, with the first of his memberships.
    ///
    /// # Errors
    /// Refusals of the rules; the codice fiscale is another operator's, the unit does not exist.
    pub async fn abilita_operatore(
        &self,
        c: &Comando<'_>,
        dati: DatiOperatore,
        incarico: NuovoIncarico,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        self.ammetti_in(c.chi, Atto::AbilitareOperatore, incarico.unita, unita_inesistente()).await?;
        let _turno = self.trattieni_unita(incarico.unita).await?;
        self.unita_in_essere(incarico.unita, "unita").await?;
        let operatore = OperatoreId(self.log().subjects().take().await.map_err(Mancato::guasto)?.0);
        self.sull_operatore(c, operatore, OperatoreCommand::Abilita { operatore, dati, incarico }).await
    }

    /// Enables the first administrator, or the first after the last one has gone: for the command line.
    ///
    /// # Errors
    /// There is an administrator already; else as [`Self::abilita_operatore`].
    pub async fn abilita_primo_amministratore(
        &self,
        c: &Comando<'_>,
        dati: DatiOperatore,
        unita: UnitaId,
        atto: Option<String>,
    ) -> Risposta {
        let testa = self.log().position().await.map_err(Mancato::guasto)?;
        if !self.projector().wait_for(&[ORGANIZZAZIONE], testa, ATTESA).await {
            return Err(Mancato::Occupato);
        }
        let oggi = self.oggi();
        let filtro = FiltroOperatori {
            ruoli: vec![Ruolo::Amministratore],
            in_vigore_al: Some(oggi),
            attivi: Some(true),
            ..FiltroOperatori::default()
        };
        let trovati = operatori(self.log().pool(), &filtro, None, 1).await.map_err(Mancato::guasto)?;
        if !trovati.voci.is_empty() {
            return Err(Mancato::rifiuto(Codice::AmministratorePresente));
        }
        let incarico = NuovoIncarico { atto, ..NuovoIncarico::dal(oggi, Ruolo::Amministratore, unita) };
        self.abilita_operatore(c, dati, incarico).await
    }

    /// An operator as the log knows him now, with the version of his stream; nobody when he was never enabled.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn operatore_di_ora(&self, id: &str) -> Result<Option<(Abilitazione, u64)>, Mancato> {
        let (operatore, versione) = self.uno_con_versione::<Operatore>(id).await?;
        Ok(operatore.abilitazione.map(|a| (a, versione)))
    }

    /// Disables an operator; his sessions, and the tokens for which he answers, stop opening at once.
    ///
    /// # Errors
    /// Refusals of the rules; he has memberships elsewhere too.
    pub async fn disabilita_operatore(
        &self,
        c: &Comando<'_>,
        operatore: OperatoreId,
        motivo: Option<String>,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        self.operatore_amministrato(c.chi, Atto::DisabilitareOperatore, operatore).await?;
        self.sull_operatore(c, operatore, OperatoreCommand::Disabilita { motivo }).await
    }

    /// Enables a disabled operator again, with the memberships that he has still.
    ///
    /// # Errors
    /// Refusals of the rules; he has memberships elsewhere too.
    pub async fn riabilita_operatore(
        &self,
        c: &Comando<'_>,
        operatore: OperatoreId,
        motivo: Option<String>,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        self.operatore_amministrato(c.chi, Atto::RiabilitareOperatore, operatore).await?;
        self.sull_operatore(c, operatore, OperatoreCommand::Riabilita { motivo }).await
    }

    /// Gives an operator one more membership, in a unit that one administers. The operator may be of another body:
    /// whoever knows his whole codice fiscale has been told his id.
    ///
    /// # Errors
    /// Refusals of the rules; the unit does not exist.
    pub async fn conferisci_incarico(
        &self,
        c: &Comando<'_>,
        operatore: OperatoreId,
        incarico: NuovoIncarico,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        Self::non_su_se_stesso(c.chi, Atto::ConferireIncarico, operatore)?;
        self.ammetti_in(c.chi, Atto::ConferireIncarico, incarico.unita, unita_inesistente()).await?;
        let _turno = self.trattieni_unita(incarico.unita).await?;
        self.unita_in_essere(incarico.unita, "unita").await?;
        self.sull_operatore(c, operatore, OperatoreCommand::ConferisciIncarico { incarico }).await
    }

    /// Ends a membership.
    ///
    /// # Errors
    /// Refusals of the rules; the membership is in a unit that one does not administer.
    pub async fn cessa_incarico(
        &self,
        c: &Comando<'_>,
        operatore: OperatoreId,
        numero: NumeroIncarico,
        al: NaiveDate,
        motivo: Option<String>,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        let abilitazione = self.operatore_amministrato(c.chi, Atto::CessareIncarico, operatore).await?;
        let inesistente = || Mancato::campo(Codice::IncaricoInesistente, "incarico");
        let unita = abilitazione.incarico(numero).ok_or_else(inesistente)?.unita;
        self.ammetti_in(c.chi, Atto::CessareIncarico, unita, inesistente()).await?;
        let comando = OperatoreCommand::CessaIncarico { numero, al, motivo, oggi: self.oggi() };
        self.sull_operatore(c, operatore, comando).await
    }

    /// The open sessions of an operator, for who administers him.
    ///
    /// # Errors
    /// He does not exist for him.
    pub async fn sessioni_operatore(
        &self,
        chi: &Chiamante,
        operatore: OperatoreId,
    ) -> Result<Vec<OpenSession>, Mancato> {
        self.operatore_amministrato(chi, Atto::LeggereSessioni, operatore).await?;
        let aperte = self.access().open_sessions(operatore, self.limiti_sessione(), self.adesso()).await;
        aperte.map_err(Mancato::guasto)
    }

    /// Ends these of them; says how many there were.
    ///
    /// # Errors
    /// He does not exist for him.
    pub async fn termina_sessioni_operatore(
        &self,
        chi: &Chiamante,
        operatore: OperatoreId,
        quali: Which,
    ) -> Result<usize, Mancato> {
        self.operatore_amministrato(chi, Atto::TerminareSessioni, operatore).await?;
        let da_chi = By::Administrator(chi.attore.operatore);
        let da_dove = Source { request: Some(chi.richiesta), address: chi.indirizzo };
        let finite = self.access().end_sessions(operatore, quali, da_chi, da_dove, self.adesso()).await;
        finite.map_err(Mancato::guasto)
    }

    /// With which of his memberships an operator receives a segnalazione: the one named, else the only one that may.
    pub(super) async fn assegnabile(
        &self,
        operatore: OperatoreId,
        numero: Option<NumeroIncarico>,
    ) -> Result<Attore, Mancato> {
        let trovato = self.uno::<Operatore>(operatore).await?;
        let abilitazione = trovato.abilitazione.as_ref();
        match abilitazione.map(|a| a.attiva) {
            None => return Err(Mancato::campo(Codice::OperatoreInesistente, "assegnatario")),
            Some(false) => return Err(Mancato::campo(Codice::OperatoreDisabilitato, "assegnatario")),
            Some(true) => {}
        }
        let in_vigore: Vec<_> = trovato.attori_al(self.oggi()).collect();
        if let Some(numero) = numero {
            // Whether its role may receive, the rules of the segnalazione say.
            let nominato = in_vigore.iter().find(|(n, _)| *n == numero).map(|(_, attore)| *attore);
            return nominato.ok_or_else(|| Mancato::campo(Codice::IncaricoInesistente, "incarico"));
        }
        let mut possibili = in_vigore.iter().filter(|(_, a)| a.ruolo.puo_ricevere_assegnazioni());
        match (possibili.next(), possibili.next()) {
            (Some((_, attore)), None) => Ok(*attore),
            (None, _) => Err(Mancato::campo(Codice::OperatoreNonAssegnabile, "assegnatario")),
            (Some(_), Some(_)) => Err(Mancato::campo(Codice::IncaricoDaScegliere, "incarico")),
        }
    }

    async fn sull_operatore(
        &self,
        c: &Comando<'_>,
        operatore: OperatoreId,
        comando: OperatoreCommand,
    ) -> Risposta {
        self.esegui::<Operatore>(c, operatore, comando, |o| {
            Mancato::titolare(Codice::Esistente, "codiceFiscale", &o.titolare)
        })
        .await
    }
}

fn unita_inesistente() -> Mancato {
    Mancato::campo(Codice::UnitaInesistente, "unita")
}
