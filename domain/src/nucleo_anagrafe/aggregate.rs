//! The nucleo anagrafe: state, fold and dispatch. The comparison is in [`super::rules`].

use super::commands::NucleoAnagrafeCommand;
use super::error::NucleoAnagrafeError;
use super::events::*;
use super::rules;
use crate::evento::{Prenotazione, Registrato, ambiti};
use crate::identita::SoggettoId;
use crate::persona::Provenienza;
use cqrs_es::Aggregate;
use serde::{Deserialize, Serialize};

/// The household of a subject as the register shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NucleoAnagrafe {
    /// Whether the register gave it.
    pub verifica: Verifica,
    /// Members as last imported or aligned.
    pub componenti: Vec<ComponenteAnagrafe>,
    /// Where their data come from.
    pub provenienza: Option<Provenienza>,
    /// The last comparison since the import.
    pub confronto: Option<Confronto>,
    /// Version of the stream: how many events there are.
    pub versione: u64,
}

/// Whether the register gave the household (M-G01).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stato", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Verifica {
    /// It was never asked, or only compared.
    #[default]
    Ignota,
    /// It was asked in vain.
    NonVerificato {
        /// Code of the refusal that stood in the way.
        causa: String,
    },
    /// It gave the members.
    Verificato,
}

/// A comparison with the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Confronto {
    /// What differs.
    pub differenze: Vec<Differenza>,
    /// What the register was asked, and when.
    pub provenienza: Provenienza,
    /// Version of the stream right after it.
    pub versione: u64,
    /// All its differences were applied.
    pub allineato: bool,
    /// Classes of differences that were applied.
    pub applicate: Vec<ClasseDifferenza>,
}

impl Confronto {
    /// Differences that nobody has accepted yet.
    pub fn in_attesa(&self) -> impl Iterator<Item = &Differenza> {
        self.differenze.iter().filter(|d| !self.applicate.contains(&d.classe()))
    }
}

impl NucleoAnagrafe {
    /// Whether the household is verified.
    #[must_use]
    pub fn verificato(&self) -> bool {
        self.verifica == Verifica::Verificato
    }

    /// Why it is not verified, when the register was asked in vain.
    #[must_use]
    pub fn causa(&self) -> Option<&str> {
        match &self.verifica {
            Verifica::NonVerificato { causa } => Some(causa),
            Verifica::Ignota | Verifica::Verificato => None,
        }
    }

    /// The member with that id.
    #[must_use]
    pub fn componente(&self, chi: SoggettoId) -> Option<&ComponenteAnagrafe> {
        self.componenti.iter().find(|c| c.componente == chi)
    }

    fn metti(&mut self, rilevato: ComponenteAnagrafe) {
        match self.componenti.iter_mut().find(|c| c.componente == rilevato.componente) {
            Some(presente) => *presente = rilevato,
            None => self.componenti.push(rilevato),
        }
    }

    fn allinea(&mut self, differenze: Vec<Differenza>) {
        for differenza in differenze {
            match differenza {
                Differenza::SoloAnpr { rilevato }
                | Differenza::DatiDiversi { rilevato, .. }
                | Differenza::RelazioneDiversa { rilevato } => self.metti(rilevato),
                Differenza::SoloInterno { componente } => {
                    self.componenti.retain(|c| c.componente != componente);
                }
            }
        }
    }
}

impl Aggregate for NucleoAnagrafe {
    const TYPE: &'static str = "nucleo_anagrafe";
    type Command = NucleoAnagrafeCommand;
    type Event = NucleoAnagrafeEvent;
    type Error = NucleoAnagrafeError;
    crate::evento::decide_e_applica!();

    fn apply(&mut self, evento: Self::Event) {
        self.versione += 1;
        match evento {
            NucleoAnagrafeEvent::NucleoAnagrafeImportato(e) => {
                self.verifica = Verifica::Verificato;
                self.componenti = e.componenti;
                self.provenienza = Some(e.provenienza);
                self.confronto = None;
            }
            NucleoAnagrafeEvent::NucleoAnagrafeNonVerificato(e) => {
                self.verifica = Verifica::NonVerificato { causa: e.causa };
            }
            NucleoAnagrafeEvent::NucleoAnagrafeConfrontato(e) => {
                self.confronto = Some(Confronto {
                    differenze: e.differenze,
                    provenienza: e.provenienza,
                    versione: self.versione,
                    allineato: false,
                    applicate: Vec::new(),
                });
            }
            NucleoAnagrafeEvent::NucleoAnagrafeAllineato(e) => {
                let classi = e.differenze.iter().map(Differenza::classe).collect::<Vec<_>>();
                self.allinea(e.differenze);
                self.verifica = Verifica::Verificato;
                self.provenienza = Some(e.provenienza);
                if let Some(confronto) = &mut self.confronto {
                    confronto.applicate.extend(classi);
                    let in_attesa = confronto.in_attesa().count();
                    confronto.allineato = in_attesa == 0;
                }
            }
        }
    }
}

impl Registrato for NucleoAnagrafe {
    const TIPI: &'static [(&'static str, &'static str)] = NucleoAnagrafeEvent::TIPI;

    fn decidi(&self, comando: Self::Command) -> Result<Vec<Self::Event>, Self::Error> {
        let evento = match comando {
            NucleoAnagrafeCommand::Importa { soggetto, componenti, provenienza } => {
                if self.verificato() {
                    return Err(NucleoAnagrafeError::Esistente);
                }
                let componenti = rules::famiglia(soggetto, componenti)?;
                NucleoAnagrafeImportato { soggetto, componenti, provenienza }.into()
            }
            NucleoAnagrafeCommand::SegnaNonVerificato { soggetto, causa } => {
                if self.versione > 0 {
                    return Err(NucleoAnagrafeError::Esistente);
                }
                NucleoAnagrafeNonVerificato { soggetto, causa }.into()
            }
            NucleoAnagrafeCommand::Confronta { soggetto: _, componenti, provenienza } => {
                let rilevati = rules::rilevati(componenti)?;
                let differenze = rules::differenze(&self.componenti, &rilevati)?;
                NucleoAnagrafeConfrontato { differenze, provenienza }.into()
            }
            NucleoAnagrafeCommand::Allinea { confronto, classi } => {
                self.allineamento(confronto, &classi)?.into()
            }
        };
        Ok(vec![evento])
    }

    /// One codice fiscale, one subject id: the members of a household hold theirs from the moment the register
    /// names them, so that a later import finds the same person.
    fn prenotazioni(evento: &Self::Event, _id: &str) -> Vec<Prenotazione> {
        let riserva = |c: &ComponenteAnagrafe| {
            let codice = c.dati.valore()?.anagrafica.codice_fiscale.as_deref()?;
            Some(Prenotazione::riserva(ambiti::CODICE_FISCALE, codice, c.componente))
        };
        match evento {
            NucleoAnagrafeEvent::NucleoAnagrafeImportato(e) => {
                e.componenti.iter().filter_map(riserva).collect()
            }
            NucleoAnagrafeEvent::NucleoAnagrafeNonVerificato(_) => Vec::new(),
            NucleoAnagrafeEvent::NucleoAnagrafeConfrontato(NucleoAnagrafeConfrontato {
                differenze, ..
            })
            | NucleoAnagrafeEvent::NucleoAnagrafeAllineato(NucleoAnagrafeAllineato { differenze, .. }) => {
                differenze.iter().filter_map(rules::dati_nuovi).filter_map(riserva).collect()
            }
        }
    }

    fn soggetti(evento: &Self::Event, id: &str) -> Vec<SoggettoId> {
        let mut soggetti: Vec<SoggettoId> = id.parse().into_iter().collect();
        match evento {
            NucleoAnagrafeEvent::NucleoAnagrafeImportato(e) => {
                soggetti.push(e.soggetto);
                soggetti.extend(e.componenti.iter().map(|c| c.componente));
            }
            NucleoAnagrafeEvent::NucleoAnagrafeNonVerificato(e) => soggetti.push(e.soggetto),
            NucleoAnagrafeEvent::NucleoAnagrafeConfrontato(NucleoAnagrafeConfrontato {
                differenze, ..
            })
            | NucleoAnagrafeEvent::NucleoAnagrafeAllineato(NucleoAnagrafeAllineato { differenze, .. }) => {
                soggetti.extend(differenze.iter().map(rules::componente_di));
            }
        }
        crate::evento::distinti(soggetti)
    }
}
