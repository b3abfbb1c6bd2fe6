//! The emergency access: state, fold and rules.

use super::commands::EmergenzaCommand;
use super::error::EmergenzaError;
use super::events::*;
use crate::attore::Attore;
use crate::codifiche::{Lista, voci};
use crate::controlli::voce;
use crate::evento::{Prenotazione, Registrato};
use crate::identita::SoggettoId;
use crate::rifiuto::{Codice, ErroreCampo};
use crate::riservato::Riservato;
use crate::testo;
use chrono::{DateTime, TimeDelta, Utc};
use cqrs_es::Aggregate;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// How long it lasts.
const DURATA: TimeDelta = TimeDelta::minutes(60);
/// Fewest characters of an explanation, and fewest different words in it.
const CARATTERI_MIN: usize = 20;
const PAROLE_MIN: usize = 3;
/// Outcome of a review after which there is another.
const DA_APPROFONDIRE: &str = "DA_APPROFONDIRE";

/// An emergency access; nothing before it is opened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AccessoEmergenza {
    /// The access, once opened.
    pub emergenza: Option<Emergenza>,
}

/// An emergency access that was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Emergenza {
    /// How it was opened.
    pub apertura: EmergenzaAperta,
    /// When it was ended before its time.
    pub chiusa_il: Option<DateTime<Utc>>,
    /// Every review, oldest first.
    pub riesami: Vec<EmergenzaRiesaminata>,
}

impl Emergenza {
    /// Whether it opens the file at that instant.
    #[must_use]
    pub fn vale(&self, adesso: DateTime<Utc>) -> bool {
        self.chiusa_il.is_none() && adesso < self.apertura.scade
    }

    /// Whether somebody is still to judge it.
    #[must_use]
    pub fn da_riesaminare(&self) -> bool {
        self.riesami.last().is_none_or(|r| r.esito == DA_APPROFONDIRE)
    }

    fn chiudi(&self, chi: &Attore, adesso: DateTime<Utc>) -> Result<EmergenzaChiusa, EmergenzaError> {
        if self.apertura.chi.operatore != chi.operatore {
            Err(EmergenzaError::NonPropria)
        } else if self.vale(adesso) {
            Ok(EmergenzaChiusa { chiusa_il: adesso })
        } else {
            Err(EmergenzaError::Terminata)
        }
    }

    fn riesamina(
        &self,
        esito: String,
        note: Option<&str>,
        da: Attore,
        adesso: DateTime<Utc>,
    ) -> Result<EmergenzaRiesaminata, EmergenzaError> {
        if self.apertura.chi.operatore == da.operatore {
            return Err(EmergenzaError::RiesameProprio);
        }
        if !self.da_riesaminare() {
            return Err(EmergenzaError::RiesameConcluso);
        }
        voce(Lista::EsitoRiesame, &esito, adesso.date_naive(), "esito")?;
        let note = testo::note(note, "note")?.map(|testo| spiegazione_su(self.apertura.soggetto, testo));
        // Whoever does not find it justified says why.
        if note.is_none() && esito != "GIUSTIFICATO" {
            return Err(ErroreCampo::nuovo(Codice::CampoObbligatorio, "note").into());
        }
        Ok(EmergenzaRiesaminata { da, riesaminata_il: adesso, esito, note })
    }
}

fn spiegazione_su(soggetto: SoggettoId, testo: String) -> Riservato<Spiegazione> {
    Riservato::nuovo(soggetto, Spiegazione { testo })
}

fn apri(comando: EmergenzaCommand) -> Result<EmergenzaAperta, EmergenzaError> {
    let EmergenzaCommand::Apri { accesso, soggetto, pratiche, motivo, spiegazione, chi, adesso } = comando
    else {
        return Err(EmergenzaError::Inesistente);
    };
    let scelto = voce(Lista::MotivoEmergenza, &motivo, adesso.date_naive(), "motivo")?;
    if scelto.attributo("ruolo").is_some_and(|ruolo| ruolo != chi.ruolo.as_str()) {
        return Err(EmergenzaError::MotivoDiAltroRuolo);
    }
    let spiegazione = testo::note(Some(&spiegazione), "spiegazione")?
        .ok_or_else(|| ErroreCampo::nuovo(Codice::CampoObbligatorio, "spiegazione"))?;
    if !dice_qualcosa(&spiegazione) {
        return Err(EmergenzaError::SpiegazioneInsufficiente);
    }
    Ok(EmergenzaAperta {
        accesso,
        soggetto,
        pratiche,
        chi,
        motivo,
        spiegazione: spiegazione_su(soggetto, spiegazione),
        aperta_il: adesso,
        scade: adesso + DURATA,
    })
}

/// Not a repeated character or word, and not what the list says anyway: somebody else will have to judge it.
fn dice_qualcosa(testo: &str) -> bool {
    let minuscolo = testo.to_lowercase();
    let parole: HashSet<&str> =
        minuscolo.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    let di_elenco = voci(Lista::MotivoEmergenza, None).iter().any(|v| {
        let descrizione = v.descrizione.to_lowercase();
        parole.iter().all(|p| descrizione.contains(p))
    });
    testo.chars().count() >= CARATTERI_MIN && parole.len() >= PAROLE_MIN && !di_elenco
}

impl Aggregate for AccessoEmergenza {
    const TYPE: &'static str = "accesso_emergenza";
    type Command = EmergenzaCommand;
    type Event = EmergenzaEvent;
    type Error = EmergenzaError;
    crate::evento::decide_e_applica!();

    fn apply(&mut self, evento: Self::Event) {
        match (evento, &mut self.emergenza) {
            (EmergenzaEvent::EmergenzaAperta(e), emergenza) => {
                *emergenza = Some(Emergenza { apertura: e, chiusa_il: None, riesami: Vec::new() });
            }
            (EmergenzaEvent::EmergenzaChiusa(e), Some(emergenza)) => {
                emergenza.chiusa_il = Some(e.chiusa_il);
            }
            (EmergenzaEvent::EmergenzaRiesaminata(e), Some(emergenza)) => emergenza.riesami.push(e),
            (_, None) => {}
        }
    }
}

impl Registrato for AccessoEmergenza {
    const TIPI: &'static [(&'static str, &'static str)] = EmergenzaEvent::TIPI;

    fn decidi(&self, comando: Self::Command) -> Result<Vec<Self::Event>, Self::Error> {
        let evento = match (comando, &self.emergenza) {
            (EmergenzaCommand::Apri { .. }, Some(_)) => return Err(EmergenzaError::Esistente),
            (comando @ EmergenzaCommand::Apri { .. }, None) => apri(comando)?.into(),
            (_, None) => return Err(EmergenzaError::Inesistente),
            (EmergenzaCommand::Chiudi { chi, adesso }, Some(e)) => e.chiudi(&chi, adesso)?.into(),
            (EmergenzaCommand::Riesamina { esito, note, chi, adesso }, Some(e)) => {
                e.riesamina(esito, note.as_deref(), chi, adesso)?.into()
            }
        };
        Ok(vec![evento])
    }

    /// None: two accesses of one operator to one person are two, each with its reasons.
    fn prenotazioni(_evento: &Self::Event, _id: &str) -> Vec<Prenotazione> {
        Vec::new()
    }

    fn soggetti(evento: &Self::Event, _id: &str) -> Vec<SoggettoId> {
        match evento {
            EmergenzaEvent::EmergenzaAperta(e) => vec![e.soggetto],
            EmergenzaEvent::EmergenzaChiusa(_) => Vec::new(),
            EmergenzaEvent::EmergenzaRiesaminata(e) => e.note.iter().map(|n| n.soggetto).collect(),
        }
    }
}
