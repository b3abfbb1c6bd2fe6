//! Grants: another unit reads a segnalazione for so many days, because whoever has it in charge let it in.

use super::commands::ConcessioneInput;
use super::error::SegnalazioneError;
use super::events::*;
use super::pratica::{Pratica, StatoSegnalazione};
use crate::attore::{Attore, Ruolo};
use crate::codifiche::Lista;
use crate::controlli::voce_fissa;
use crate::rifiuto::{Codice, ErroreCampo};
use crate::visibilita::Sezione;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Longest grant, first and last day included: what lasts longer is decided anew.
const GIORNI_MAX: u64 = 366;

/// A grant and, when it was taken back, how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concessione {
    /// The grant.
    pub concesso: AccessoConcesso,
    /// How it was taken back.
    pub revoca: Option<AccessoRevocato>,
}

impl Concessione {
    /// Whether it opens the segnalazione on that day.
    #[must_use]
    pub fn vale(&self, giorno: NaiveDate) -> bool {
        self.revoca.is_none() && self.concesso.dal <= giorno && giorno <= self.concesso.al
    }
}

impl Pratica {
    pub(super) fn concesso(&mut self, e: AccessoConcesso) {
        self.concessioni.push(Concessione { concesso: e, revoca: None });
    }

    pub(super) fn revocato(&mut self, e: AccessoRevocato) {
        let concessa = self.concessioni.iter_mut().find(|c| c.concesso.concessione == e.concessione);
        if let Some(concessa) = concessa {
            concessa.revoca = Some(e);
        }
    }

    /// Whoever has it in charge, of a closed one whoever had it last; or a coordinator of the unit that holds it, which
    /// the boundary has made sure of.
    fn dispone(&self, chi: &Attore) -> Result<(), SegnalazioneError> {
        let suo = match self.stato {
            StatoSegnalazione::Assegnata => false,
            StatoSegnalazione::Aperta | StatoSegnalazione::Restituita => {
                self.autore.operatore == chi.operatore
            }
            StatoSegnalazione::Accettata | StatoSegnalazione::Chiusa => match self.assegnatario {
                Some(_) => self.e_assegnatario(chi),
                None => self.autore.operatore == chi.operatore,
            },
        };
        if suo || chi.ruolo == Ruolo::Coordinatore { Ok(()) } else { Err(SegnalazioneError::NonInCarico) }
    }

    pub(super) fn concedi(
        &self,
        input: &ConcessioneInput,
        chi: &Attore,
        oggi: NaiveDate,
    ) -> Result<AccessoConcesso, SegnalazioneError> {
        self.dispone(chi)?;
        let dal = input.dal.unwrap_or(oggi);
        periodo(dal, input.al, oggi)?;
        let tengono = [Some(self.autore), self.assegnatario].into_iter().flatten().map(|a| a.unita);
        if tengono.chain([chi.unita]).any(|unita| unita == input.a) {
            return Err(SegnalazioneError::UnitaPropria);
        }
        let insieme = |c: &&Concessione| {
            let c = (&c.concesso, &c.revoca);
            c.1.is_none() && c.0.a == input.a && c.0.dal <= input.al && dal <= c.0.al
        };
        if self.concessioni.iter().find(insieme).is_some() {
            return Err(SegnalazioneError::ConcessioneEsistente);
        }
        let sezioni = sezioni(&input.sezioni)?;
        let motivo = self.nota(Some(&input.motivo), "motivo")?.ok_or(SegnalazioneError::MotivoMancante)?;
        let ultima = self.concessioni.iter().map(|c| c.concesso.concessione).max().unwrap_or_default();
        Ok(AccessoConcesso {
            concessione: ultima + 1,
            a: input.a,
            sezioni,
            dal,
            al: input.al,
            concesso_da: chi.operatore,
            il: oggi,
            motivo,
        })
    }

    pub(super) fn revoca(
        &self,
        concessione: u32,
        motivo: Option<&str>,
        chi: &Attore,
        oggi: NaiveDate,
    ) -> Result<AccessoRevocato, SegnalazioneError> {
        self.dispone(chi)?;
        let concessa = self.concessioni.iter().find(|c| c.concesso.concessione == concessione);
        let concessa = concessa.ok_or(SegnalazioneError::ConcessioneInesistente)?;
        if concessa.revoca.is_some() || concessa.concesso.al < oggi {
            return Err(SegnalazioneError::ConcessioneTerminata);
        }
        let motivo = self.nota(motivo, "motivo")?;
        Ok(AccessoRevocato { concessione, revocato_da: chi.operatore, il: oggi, motivo })
    }
}

/// From today or later, in order, within a year from today, and not too long.
fn periodo(dal: NaiveDate, al: NaiveDate, oggi: NaiveDate) -> Result<(), ErroreCampo> {
    let fine = |da: NaiveDate| da.checked_add_days(Days::new(GIORNI_MAX - 1)).unwrap_or(NaiveDate::MAX);
    let rifiuta = |codice, campo| Err(ErroreCampo::nuovo(codice, campo));
    if dal < oggi {
        rifiuta(Codice::DataPassata, "dal")
    } else if al < dal {
        rifiuta(Codice::PeriodoNonValido, "al")
    } else if dal > fine(oggi) {
        rifiuta(Codice::DataTroppoLontana, "dal")
    } else if al > fine(dal) {
        rifiuta(Codice::ConcessioneTroppoLunga, "al")
    } else {
        Ok(())
    }
}

/// The ordinary notes, and the reserved ones when they are named.
fn sezioni(codici: &[String]) -> Result<Vec<Sezione>, ErroreCampo> {
    let mut sezioni = vec![Sezione::Ordinaria];
    for codice in codici {
        voce_fissa(Lista::Sezione, codice, "sezioni")?;
        match Sezione::da_str(codice) {
            Some(Sezione::Privata) => {
                return Err(ErroreCampo::nuovo(Codice::SezioneNonConcedibile, "sezioni"));
            }
            Some(sezione) => sezioni.push(sezione),
            None => return Err(ErroreCampo::nuovo(Codice::VoceSconosciuta, "sezioni")),
        }
    }
    sezioni.sort_unstable();
    sezioni.dedup();
    Ok(sezioni)
}
