//! Comparing the household kept here with the one the register shows (M-E13, list DIFFERENZA_NUCLEO).

use super::aggregate::NucleoAnagrafe;
use super::commands::Rilevato;
use super::error::NucleoAnagrafeError;
use super::events::*;
use crate::identita::SoggettoId;
use crate::persona::DatiAnagrafici;
use crate::riservato::Riservato;

/// The members as partitions; nobody twice.
pub(super) fn rilevati(componenti: Vec<Rilevato>) -> Result<Vec<ComponenteAnagrafe>, NucleoAnagrafeError> {
    let mut rilevati: Vec<ComponenteAnagrafe> = Vec::with_capacity(componenti.len());
    for (componente, dati) in componenti {
        if rilevati.iter().any(|c| c.componente == componente) {
            return Err(NucleoAnagrafeError::RispostaNonValida);
        }
        rilevati.push(ComponenteAnagrafe { componente, dati: Riservato::nuovo(componente, dati) });
    }
    Ok(rilevati)
}

/// The members of an import: the subject is one of them.
pub(super) fn famiglia(
    soggetto: SoggettoId,
    componenti: Vec<Rilevato>,
) -> Result<Vec<ComponenteAnagrafe>, NucleoAnagrafeError> {
    let famiglia = rilevati(componenti)?;
    if famiglia.iter().any(|c| c.componente == soggetto) {
        Ok(famiglia)
    } else {
        Err(NucleoAnagrafeError::RispostaNonValida)
    }
}

/// What differs, members of the register first, in its order. A member whose data and relation differ both gives
/// two differences. An erased member cannot be compared, and his data must not come back by a comparison.
pub(super) fn differenze(
    interni: &[ComponenteAnagrafe],
    rilevati: &[ComponenteAnagrafe],
) -> Result<Vec<Differenza>, NucleoAnagrafeError> {
    let mut differenze = Vec::new();
    for rilevato in rilevati {
        match interni.iter().find(|c| c.componente == rilevato.componente) {
            None => differenze.push(Differenza::SoloAnpr { rilevato: rilevato.clone() }),
            Some(interno) => {
                let valori = interno.dati.valore().zip(rilevato.dati.valore());
                let (qui, la) = valori.ok_or(NucleoAnagrafeError::DatiCancellati)?;
                let campi = campi_diversi(&qui.anagrafica, &la.anagrafica);
                if !campi.is_empty() {
                    differenze.push(Differenza::DatiDiversi { rilevato: rilevato.clone(), campi });
                }
                if relazione(qui) != relazione(la) {
                    differenze.push(Differenza::RelazioneDiversa { rilevato: rilevato.clone() });
                }
            }
        }
    }
    let uscito = |c: &&ComponenteAnagrafe| rilevati.iter().all(|r| r.componente != c.componente);
    let usciti = interni.iter().filter(uscito);
    differenze.extend(usciti.map(|c| Differenza::SoloInterno { componente: c.componente }));
    Ok(differenze)
}

fn relazione(dati: &DatiComponente) -> (&str, Option<&str>, Option<chrono::NaiveDate>) {
    (&dati.tipo_legame, dati.codice_legame.as_deref(), dati.dal)
}

/// Names of the fields that differ, as in the public interface.
fn campi_diversi(qui: &DatiAnagrafici, la: &DatiAnagrafici) -> Vec<String> {
    // Taken apart, so that a new field cannot be forgotten here.
    let DatiAnagrafici {
        cognome,
        nome,
        sesso,
        data_nascita,
        luogo_nascita,
        codice_fiscale,
        indicatore_cf,
        cf_validato,
        id_anpr,
        cittadinanze,
        stato_demografico,
        data_stato_demografico,
    } = qui;
    let confronti = [
        ("cognome", *cognome != la.cognome),
        ("nome", *nome != la.nome),
        ("sesso", *sesso != la.sesso),
        ("dataNascita", *data_nascita != la.data_nascita),
        ("luogoNascita", *luogo_nascita != la.luogo_nascita),
        ("codiceFiscale", *codice_fiscale != la.codice_fiscale),
        ("indicatoreCf", *indicatore_cf != la.indicatore_cf),
        ("cfValidato", *cf_validato != la.cf_validato),
        ("idAnpr", *id_anpr != la.id_anpr),
        ("cittadinanze", *cittadinanze != la.cittadinanze),
        ("statoDemografico", *stato_demografico != la.stato_demografico),
        ("dataStatoDemografico", *data_stato_demografico != la.data_stato_demografico),
    ];
    confronti.into_iter().filter(|(_, diverso)| *diverso).map(|(campo, _)| campo.to_owned()).collect()
}

/// The member with new personal data, if the difference is about those.
pub(super) fn dati_nuovi(differenza: &Differenza) -> Option<&ComponenteAnagrafe> {
    match differenza {
        Differenza::SoloAnpr { rilevato } | Differenza::DatiDiversi { rilevato, .. } => Some(rilevato),
        Differenza::RelazioneDiversa { .. } | Differenza::SoloInterno { .. } => None,
    }
}

/// Whom a difference is about.
pub(super) fn componente_di(differenza: &Differenza) -> SoggettoId {
    match differenza {
        Differenza::SoloAnpr { rilevato }
        | Differenza::DatiDiversi { rilevato, .. }
        | Differenza::RelazioneDiversa { rilevato } => rilevato.componente,
        Differenza::SoloInterno { componente } => *componente,
    }
}

impl NucleoAnagrafe {
    /// What the operator saw is what is applied: the last comparison, and of it the classes that he accepts.
    pub(super) fn allineamento(
        &self,
        visto: u64,
        classi: &[ClasseDifferenza],
    ) -> Result<NucleoAnagrafeAllineato, NucleoAnagrafeError> {
        if self.versione == 0 {
            return Err(NucleoAnagrafeError::Assente);
        }
        let confronto = self.confronto.as_ref().ok_or(NucleoAnagrafeError::NonConfrontato)?;
        if confronto.versione != visto {
            return Err(NucleoAnagrafeError::ConfrontoSuperato);
        }
        if confronto.allineato {
            return Err(NucleoAnagrafeError::NonConfrontato);
        }
        let accettata = |d: &&Differenza| classi.is_empty() || classi.contains(&d.classe());
        let scelte: Vec<&Differenza> = confronto.in_attesa().filter(accettata).collect();
        if scelte.is_empty() {
            return Err(NucleoAnagrafeError::NessunaModifica);
        }
        let leggibile = |d: &&Differenza| rilevato_di(d).is_none_or(|r| r.dati.valore().is_some());
        if !scelte.iter().all(leggibile) {
            return Err(NucleoAnagrafeError::DatiCancellati);
        }
        let differenze = scelte.iter().map(|d| self.da_sola(d, &scelte)).collect::<Result<_, _>>()?;
        Ok(NucleoAnagrafeAllineato { differenze, provenienza: confronto.provenienza.clone() })
    }

    /// A difference of data without that of the relation leaves the relation as it is here, and the reverse: the event
    /// says what the member is from now on.
    fn da_sola(
        &self,
        differenza: &Differenza,
        scelte: &[&Differenza],
    ) -> Result<Differenza, NucleoAnagrafeError> {
        let altra = match differenza {
            Differenza::DatiDiversi { .. } => ClasseDifferenza::RelazioneDiversa,
            Differenza::RelazioneDiversa { .. } => ClasseDifferenza::DatiDiversi,
            Differenza::SoloAnpr { .. } | Differenza::SoloInterno { .. } => return Ok(differenza.clone()),
        };
        let chi = componente_di(differenza);
        if scelte.iter().any(|d| d.classe() == altra && componente_di(d) == chi) {
            return Ok(differenza.clone());
        }
        let qui = self.componente(chi).and_then(|c| c.dati.valore());
        let la = rilevato_di(differenza).and_then(|r| r.dati.valore());
        let (qui, la) = qui.zip(la).ok_or(NucleoAnagrafeError::DatiCancellati)?;
        let unito = |dati| ComponenteAnagrafe { componente: chi, dati: Riservato::nuovo(chi, dati) };
        Ok(match differenza {
            Differenza::DatiDiversi { campi, .. } => Differenza::DatiDiversi {
                rilevato: unito(DatiComponente { anagrafica: la.anagrafica.clone(), ..qui.clone() }),
                campi: campi.clone(),
            },
            _ => Differenza::RelazioneDiversa {
                rilevato: unito(DatiComponente { anagrafica: qui.anagrafica.clone(), ..la.clone() }),
            },
        })
    }
}

fn rilevato_di(differenza: &Differenza) -> Option<&ComponenteAnagrafe> {
    match differenza {
        Differenza::SoloAnpr { rilevato }
        | Differenza::DatiDiversi { rilevato, .. }
        | Differenza::RelazioneDiversa { rilevato } => Some(rilevato),
        Differenza::SoloInterno { .. } => None,
    }
}
