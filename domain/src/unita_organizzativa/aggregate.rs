//! The unita organizzativa: state, fold and rules.

use super::commands::UnitaOrganizzativaCommand;
use super::error::UnitaOrganizzativaError;
use super::events::*;
use crate::codifiche::Lista;
use crate::controlli::voce_fissa;
use crate::evento::{Prenotazione, Registrato, ambiti};
use crate::identita::{SoggettoId, UnitaId};
use crate::rifiuto::{Codice, ErroreCampo};
use crate::testo::{RIGA_MAX, SIGLA_MAX, riga};
use cqrs_es::Aggregate;
use serde::{Deserialize, Serialize};

/// A unit; nothing before it is set up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitaOrganizzativa {
    /// The unit, once set up.
    pub unita: Option<Unita>,
}

/// A unit that was set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unita {
    /// The unit.
    pub id: UnitaId,
    /// Code, for example `SIGESS_COM1`.
    pub codice: String,
    /// Description, for example «Comune 1».
    pub descrizione: String,
    /// List TIPO_UO.
    pub tipo: String,
    /// The unit above it.
    pub padre: Option<UnitaId>,
    /// How the office is reached: telephone, mail, hours.
    pub recapito: Option<String>,
    /// Whether it has ceased.
    pub cessata: bool,
}

impl UnitaOrganizzativa {
    fn in_essere(&self) -> Result<&Unita, UnitaOrganizzativaError> {
        match &self.unita {
            None => Err(UnitaOrganizzativaError::Inesistente),
            Some(unita) if unita.cessata => Err(UnitaOrganizzativaError::Cessata),
            Some(unita) => Ok(unita),
        }
    }

    fn istituisci(
        &self,
        unita: UnitaId,
        codice: &str,
        descrizione: &str,
        tipo: String,
        padre: Option<UnitaId>,
    ) -> Result<UnitaIstituita, UnitaOrganizzativaError> {
        if self.unita.is_some() {
            return Err(UnitaOrganizzativaError::Esistente);
        }
        let codice = riga(codice, SIGLA_MAX, "codice")?;
        if !codice.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_') {
            return Err(ErroreCampo::nuovo(Codice::FormatoNonValido, "codice").into());
        }
        let descrizione = riga(descrizione, RIGA_MAX, "descrizione")?;
        voce_fissa(Lista::TipoUo, &tipo, "tipo")?;
        if padre == Some(unita) {
            return Err(ErroreCampo::nuovo(Codice::FormatoNonValido, "padre").into());
        }
        Ok(UnitaIstituita { unita, codice, descrizione, tipo, padre })
    }

    fn rinomina(&self, descrizione: &str) -> Result<UnitaRinominata, UnitaOrganizzativaError> {
        let unita = self.in_essere()?;
        let descrizione = riga(descrizione, RIGA_MAX, "descrizione")?;
        if unita.descrizione == descrizione {
            return Err(UnitaOrganizzativaError::NessunaModifica);
        }
        Ok(UnitaRinominata { descrizione })
    }

    fn indica_recapito(
        &self,
        recapito: Option<String>,
    ) -> Result<RecapitoUnitaIndicato, UnitaOrganizzativaError> {
        let unita = self.in_essere()?;
        let recapito = recapito.filter(|r| !r.trim().is_empty());
        let recapito = recapito.map(|r| riga(&r, RIGA_MAX, "recapito")).transpose()?;
        if unita.recapito == recapito {
            return Err(UnitaOrganizzativaError::NessunaModifica);
        }
        Ok(RecapitoUnitaIndicato { recapito })
    }
}

impl Aggregate for UnitaOrganizzativa {
    const TYPE: &'static str = "unita_organizzativa";
    type Command = UnitaOrganizzativaCommand;
    type Event = UnitaOrganizzativaEvent;
    type Error = UnitaOrganizzativaError;
    crate::evento::decide_e_applica!();

    fn apply(&mut self, evento: Self::Event) {
        match (evento, &mut self.unita) {
            (UnitaOrganizzativaEvent::UnitaIstituita(e), unita) => {
                *unita = Some(Unita {
                    id: e.unita,
                    codice: e.codice,
                    descrizione: e.descrizione,
                    tipo: e.tipo,
                    padre: e.padre,
                    recapito: None,
                    cessata: false,
                });
            }
            (UnitaOrganizzativaEvent::UnitaRinominata(e), Some(unita)) => unita.descrizione = e.descrizione,
            (UnitaOrganizzativaEvent::RecapitoUnitaIndicato(e), Some(unita)) => unita.recapito = e.recapito,
            (UnitaOrganizzativaEvent::UnitaCessata(_), Some(unita)) => unita.cessata = true,
            (_, None) => {}
        }
    }
}

impl Registrato for UnitaOrganizzativa {
    const TIPI: &'static [(&'static str, &'static str)] = UnitaOrganizzativaEvent::TIPI;

    fn decidi(&self, comando: Self::Command) -> Result<Vec<Self::Event>, Self::Error> {
        let evento = match comando {
            UnitaOrganizzativaCommand::Istituisci { unita, codice, descrizione, tipo, padre } => {
                self.istituisci(unita, &codice, &descrizione, tipo, padre)?.into()
            }
            UnitaOrganizzativaCommand::Rinomina { descrizione } => self.rinomina(&descrizione)?.into(),
            UnitaOrganizzativaCommand::IndicaRecapito { recapito } => self.indica_recapito(recapito)?.into(),
            UnitaOrganizzativaCommand::Cessa => UnitaCessata { unita: self.in_essere()?.id }.into(),
        };
        Ok(vec![evento])
    }

    /// One code, one unit; a ceased unit keeps its code, which stands in old files.
    fn prenotazioni(evento: &Self::Event, _id: &str) -> Vec<Prenotazione> {
        match evento {
            UnitaOrganizzativaEvent::UnitaIstituita(e) => {
                vec![Prenotazione::riserva(ambiti::UNITA, e.codice.as_str(), e.unita)]
            }
            UnitaOrganizzativaEvent::UnitaRinominata(_)
            | UnitaOrganizzativaEvent::RecapitoUnitaIndicato(_)
            | UnitaOrganizzativaEvent::UnitaCessata(_) => Vec::new(),
        }
    }

    fn soggetti(_evento: &Self::Event, _id: &str) -> Vec<SoggettoId> {
        Vec::new()
    }
}
