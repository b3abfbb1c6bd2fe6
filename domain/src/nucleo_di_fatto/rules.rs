//! Who may join and leave a nucleo di fatto (M-E10). Nobody is forbidden to be in two: it is confirmed with a reason.

use super::aggregate::Nucleo;
use super::commands::Ingresso;
use super::error::NucleoDiFattoError;
use super::events::*;
use crate::codifiche::Lista;
use crate::controlli::{data_passata, voce};
use crate::identita::{NucleoId, SoggettoId};
use crate::riservato::Riservato;
use crate::soggetto::rules::anagrafica;
use crate::testo::{NOME_MAX, note, riga};
use chrono::NaiveDate;

/// Opens a nucleo around a person, who is its first member (M-E11, M-E15).
pub(super) fn apri(
    nucleo: NucleoId,
    intestatario: SoggettoId,
    nome: &str,
    dal: NaiveDate,
    conferma: Option<&str>,
    oggi: NaiveDate,
) -> Result<[NucleoDiFattoEvent; 2], NucleoDiFattoError> {
    let nome = NomeNucleo { nome: riga(nome, NOME_MAX, "nome")? };
    data_passata(dal, oggi, "dal")?;
    let conferma = note(conferma, "conferma")?;
    let aperto = NucleoDiFattoAperto { nucleo, intestatario, nome: Riservato::nuovo(intestatario, nome) };
    let primo = ComponenteAggiunto {
        componente: intestatario,
        dati: None,
        confermato: conferma.is_some(),
        appartenenza: Riservato::nuovo(intestatario, Appartenenza { relazione: None, conferma }),
        motivo: None,
        dal,
    };
    Ok([aperto.into(), primo.into()])
}

impl Nucleo {
    pub(super) fn aggiungi(
        &self,
        ingresso: Ingresso,
        oggi: NaiveDate,
    ) -> Result<ComponenteAggiunto, NucleoDiFattoError> {
        let Ingresso { componente, dati, relazione, motivo, dal, conferma } = ingresso;
        if self.presente(componente).is_some() {
            return Err(NucleoDiFattoError::ComponenteGiaPresente);
        }
        voce(Lista::RelazioneParentela, &relazione, oggi, "relazione")?;
        if let Some(motivo) = &motivo {
            voce(Lista::MotivoIngressoNucleo, motivo, oggi, "motivo")?;
        }
        data_passata(dal, oggi, "dal")?;
        let uscito_dopo = |al: NaiveDate| dal <= al;
        let precedenti = self.componenti.iter().filter(|c| c.componente == componente);
        if precedenti.filter_map(super::Componente::al).any(uscito_dopo) {
            return Err(NucleoDiFattoError::ComponenteGiaPresente);
        }
        let dati = dati.map(|d| anagrafica(d, None, oggi)).transpose()?;
        let conferma = note(conferma.as_deref(), "conferma")?;
        Ok(ComponenteAggiunto {
            componente,
            dati: dati.map(|d| Riservato::nuovo(componente, d)),
            confermato: conferma.is_some(),
            appartenenza: Riservato::nuovo(componente, Appartenenza { relazione: Some(relazione), conferma }),
            motivo,
            dal,
        })
    }

    /// Also the intestatario may leave: the nucleo stays, with its name and history.
    pub(super) fn rimuovi(
        &self,
        componente: SoggettoId,
        motivo: String,
        al: NaiveDate,
        oggi: NaiveDate,
    ) -> Result<ComponenteRimosso, NucleoDiFattoError> {
        let presente = self.presente(componente).ok_or(NucleoDiFattoError::ComponenteAssente)?;
        voce(Lista::MotivoUscitaNucleo, &motivo, oggi, "motivo")?;
        data_passata(al, oggi, "al")?;
        if al < presente.dal {
            return Err(NucleoDiFattoError::PeriodoNonValido);
        }
        Ok(ComponenteRimosso { componente, motivo, al })
    }

    pub(super) fn modifica_relazione(
        &self,
        componente: SoggettoId,
        relazione: String,
        oggi: NaiveDate,
    ) -> Result<RelazioneParentelaModificata, NucleoDiFattoError> {
        let presente = self.presente(componente).ok_or(NucleoDiFattoError::ComponenteAssente)?;
        let prima = presente.appartenenza.valore().ok_or(NucleoDiFattoError::DatiCancellati)?;
        if prima.relazione.as_deref() == Some(relazione.as_str()) {
            return Err(NucleoDiFattoError::NessunaModifica);
        }
        voce(Lista::RelazioneParentela, &relazione, oggi, "relazione")?;
        let appartenenza = Appartenenza { relazione: Some(relazione), conferma: prima.conferma.clone() };
        Ok(RelazioneParentelaModificata {
            componente,
            appartenenza: Riservato::nuovo(componente, appartenenza),
        })
    }

    pub(super) fn modifica_note(&self, testo: &str) -> Result<NoteNucleoModificate, NucleoDiFattoError> {
        let testo = note(Some(testo), "note")?.unwrap_or_default();
        let prima = match &self.note {
            None => "",
            Some(note) => note.valore().ok_or(NucleoDiFattoError::DatiCancellati)?.testo.as_str(),
        };
        if prima == testo {
            return Err(NucleoDiFattoError::NessunaModifica);
        }
        // The notes are sealed for the intestatario: without his keys nothing more can be written.
        if self.nome.valore().is_none() {
            return Err(NucleoDiFattoError::DatiCancellati);
        }
        Ok(NoteNucleoModificate { note: Riservato::nuovo(self.intestatario, NoteNucleo { testo }) })
    }
}
