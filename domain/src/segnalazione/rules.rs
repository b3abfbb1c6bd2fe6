//! Who may do what with a segnalazione, and when.
//!
//! A segnalazione is followed either by its author or by the operator to whom it was assigned (M-G19). The author, or a
//! coordinator for him, acts while nobody has it; the assignee acts after he accepted; nobody acts in between.

use super::commands::DettagliInput;
use super::error::SegnalazioneError;
use super::events::*;
use super::pratica::{Pratica, StatoSegnalazione};
use crate::attore::{Attore, Ruolo};
use crate::codifiche::{self, Lista};
use crate::controlli::{data_non_prima, voce};
use crate::identita::{SegnalazioneId, SoggettoId};
use crate::rifiuto::{Codice, ErroreCampo};
use crate::riservato::Riservato;
use crate::testo::{self, RIGA_MAX, SIGLA_MAX, riga, riga_facoltativa};
use chrono::NaiveDate;

type Esito<T> = Result<T, SegnalazioneError>;

/// Kind of a segnalante who speaks for himself.
const INTERESSATO: &str = "INTERESSATO";
/// Kinds of segnalante without a person behind.
const SENZA_PERSONA: [&str; 2] = ["ANONIMO", "UFFICIO"];
/// No contact of this service is older, not even one taken over from paper.
const ANNO_MINIMO: i32 = 1900;

/// The details as entered, checked; `prima` are those that hold, when they are changed. A code that stands unchanged
/// was valid when it was chosen and is not judged again.
pub(super) fn dettagli(
    input: DettagliInput,
    segnalato: SoggettoId,
    prima: Option<&Dettagli>,
    oggi: NaiveDate,
) -> Esito<Dettagli> {
    data_non_prima(input.data_contatto, ANNO_MINIMO, oggi, "dataContatto")?;
    codice(Lista::Canale, &input.canale, prima.map(|p| p.canale.as_str()), oggi, "canale")?;
    codice(Lista::MotivoSegnalazione, &input.motivo, prima.map(|p| p.motivo.as_str()), oggi, "motivo")?;
    codice(Lista::Urgenza, &input.urgenza, prima.map(|p| p.urgenza.as_str()), oggi, "urgenza")?;
    let tipo_di_prima = prima.map(|p| p.segnalante.tipo.as_str());
    codice(Lista::TipoSegnalante, &input.tipo_segnalante, tipo_di_prima, oggi, "tipoSegnalante")?;
    let note = testo::note(input.note.as_deref(), "note")?;
    let segnalante = segnalante(
        input.tipo_segnalante,
        input.segnalante,
        input.dati_segnalante,
        segnalato,
        prima.map(|p| &p.segnalante),
    )?;
    let altro = altro(Lista::Canale, &input.canale)
        || altro(Lista::MotivoSegnalazione, &input.motivo)
        || (altro(Lista::TipoSegnalante, &segnalante.tipo) && segnalante.dati.is_none());
    if altro && note.is_none() {
        return Err(SegnalazioneError::SpecificareAltro);
    }
    Ok(Dettagli {
        data_contatto: input.data_contatto,
        canale: input.canale,
        motivo: input.motivo,
        urgenza: input.urgenza,
        segnalante,
        note: note.map(|testo| nota_per(segnalato, testo)),
    })
}

fn codice(
    lista: Lista,
    codice: &str,
    prima: Option<&str>,
    oggi: NaiveDate,
    campo: &str,
) -> Result<(), ErroreCampo> {
    if prima == Some(codice) { Ok(()) } else { voce(lista, codice, oggi, campo).map(|_| ()) }
}

/// «Altro», which asks for a word more.
fn altro(lista: Lista, codice: &str) -> bool {
    codifiche::voce(lista, codice).is_some_and(codifiche::Voce::richiede_nota)
}

/// Who reports (M-B03): the person concerned, nobody who can be named, or one person, with a file or without.
fn segnalante(
    tipo: String,
    soggetto: Option<SoggettoId>,
    dati: Option<(SoggettoId, DatiSegnalante)>,
    segnalato: SoggettoId,
    prima: Option<&Segnalante>,
) -> Esito<Segnalante> {
    if tipo == INTERESSATO {
        return if dati.is_none() && soggetto.is_none_or(|s| s == segnalato) {
            Ok(Segnalante { tipo, soggetto: None, dati: None })
        } else {
            Err(SegnalazioneError::SegnalanteIncoerente)
        };
    }
    let senza_persona = SENZA_PERSONA.contains(&tipo.as_str());
    match (soggetto, dati) {
        (None, None) if senza_persona => Ok(Segnalante { tipo, soggetto: None, dati: None }),
        (None, None) => match prima {
            // Who reported was erased since: nobody can type him again, so his trace stays.
            Some(prima) if prima.tipo == tipo && cancellato(prima) => Ok(prima.clone()),
            _ => Err(SegnalazioneError::SegnalanteMancante),
        },
        (Some(soggetto), None) if !senza_persona && soggetto != segnalato => {
            Ok(Segnalante { tipo, soggetto: Some(soggetto), dati: None })
        }
        (None, Some((chi, dati))) if !senza_persona && chi != segnalato => {
            let dati = DatiSegnalante {
                denominazione: riga(&dati.denominazione, RIGA_MAX, "denominazione")?,
                recapito: riga_facoltativa(dati.recapito.as_deref(), RIGA_MAX, "recapito")?,
            };
            Ok(Segnalante { tipo, soggetto: None, dati: Some(stessa_persona(chi, dati, prima)) })
        }
        _ => Err(SegnalazioneError::SegnalanteIncoerente),
    }
}

fn cancellato(segnalante: &Segnalante) -> bool {
    segnalante.dati.as_ref().is_some_and(|d| d.valore().is_none())
}

/// The same words stay the data of the same person, whatever id was made for them this time.
fn stessa_persona(
    chi: SoggettoId,
    dati: DatiSegnalante,
    prima: Option<&Segnalante>,
) -> Riservato<DatiSegnalante> {
    match prima.and_then(|p| p.dati.as_ref()) {
        Some(noti) if noti.valore() == Some(&dati) => noti.clone(),
        _ => Riservato::nuovo(chi, dati),
    }
}

fn nota_per(segnalato: SoggettoId, testo: String) -> Riservato<NoteSegnalazione> {
    Riservato::nuovo(segnalato, NoteSegnalazione { testo })
}

/// Number in the system from which a segnalazione was taken over.
pub(super) fn numero_originario(numero: Option<&str>) -> Result<Option<String>, ErroreCampo> {
    riga_facoltativa(numero, SIGLA_MAX, "numeroOriginario")
}

impl Pratica {
    pub(super) fn nota(
        &self,
        testo: Option<&str>,
        campo: &str,
    ) -> Esito<Option<Riservato<NoteSegnalazione>>> {
        Ok(testo::note(testo, campo)?.map(|testo| nota_per(self.segnalato, testo)))
    }

    pub(super) fn e_assegnatario(&self, chi: &Attore) -> bool {
        self.assegnatario.is_some_and(|a| a.operatore == chi.operatore)
    }

    /// The author, or a coordinator for him.
    fn e_responsabile(&self, chi: &Attore) -> bool {
        self.autore.operatore == chi.operatore || chi.ruolo == Ruolo::Coordinatore
    }

    /// Whoever follows the segnalazione now may go on (M-G19); everybody else learns who may.
    fn segue(&self, chi: &Attore) -> Esito<()> {
        let estraneo = if self.autore.operatore == chi.operatore {
            SegnalazioneError::Assegnata
        } else {
            SegnalazioneError::NonAssegnatario
        };
        match self.stato {
            StatoSegnalazione::Chiusa => Err(SegnalazioneError::Chiusa),
            StatoSegnalazione::Aperta | StatoSegnalazione::Restituita if self.e_responsabile(chi) => Ok(()),
            StatoSegnalazione::Aperta | StatoSegnalazione::Restituita => {
                Err(SegnalazioneError::NonResponsabile)
            }
            StatoSegnalazione::Accettata if self.e_assegnatario(chi) => Ok(()),
            StatoSegnalazione::Assegnata if self.e_assegnatario(chi) => Err(SegnalazioneError::NonAccettata),
            StatoSegnalazione::Assegnata | StatoSegnalazione::Accettata => Err(estraneo),
        }
    }

    /// Accepting and giving back are the assignee's (M-H08).
    fn riceve(&self, chi: &Attore) -> Esito<()> {
        match self.stato {
            StatoSegnalazione::Chiusa => Err(SegnalazioneError::Chiusa),
            StatoSegnalazione::Aperta | StatoSegnalazione::Restituita => Err(SegnalazioneError::NonAssegnata),
            StatoSegnalazione::Assegnata | StatoSegnalazione::Accettata if self.e_assegnatario(chi) => Ok(()),
            StatoSegnalazione::Assegnata | StatoSegnalazione::Accettata => {
                Err(SegnalazioneError::NonAssegnatario)
            }
        }
    }

    pub(super) fn modifica(
        &self,
        input: DettagliInput,
        chi: &Attore,
        oggi: NaiveDate,
    ) -> Esito<SegnalazioneModificata> {
        self.segue(chi)?;
        leggibile(self.dettagli.note.as_ref())?;
        let dettagli = dettagli(input, self.segnalato, Some(&self.dettagli), oggi)?;
        if dettagli == self.dettagli {
            return Err(SegnalazioneError::NessunaModifica);
        }
        Ok(SegnalazioneModificata { dettagli })
    }

    pub(super) fn registra_esito(
        &self,
        esito: String,
        originale: Option<SegnalazioneId>,
        note: Option<&str>,
        chi: &Attore,
        oggi: NaiveDate,
    ) -> Esito<EsitoRegistrato> {
        self.segue(chi)?;
        let voce = voce(Lista::EsitoSegnalazione, &esito, oggi, "esito")?;
        let duplicata = voce.attributo("originale") == Some("obbligatorio");
        match originale {
            None if duplicata => return Err(SegnalazioneError::OriginaleMancante),
            Some(originale) if originale == self.id => return Err(SegnalazioneError::OriginaleMancante),
            Some(_) if !duplicata => {
                return Err(ErroreCampo::nuovo(Codice::FormatoNonValido, "originale").into());
            }
            None | Some(_) => {}
        }
        leggibile(self.esito.as_ref().and_then(|e| e.note.as_ref()))?;
        let registrato = EsitoRegistrato { esito, originale, note: self.nota(note, "note")? };
        if self.esito.as_ref() == Some(&registrato) {
            return Err(SegnalazioneError::NessunaModifica);
        }
        Ok(registrato)
    }

    /// To an assistente sociale or an operatore di ufficio di piano (M-G18).
    pub(super) fn assegna(
        &self,
        assegnatario: Attore,
        nota: Option<&str>,
        chi: &Attore,
        oggi: NaiveDate,
    ) -> Esito<SegnalazioneAssegnata> {
        match self.stato {
            StatoSegnalazione::Chiusa => return Err(SegnalazioneError::Chiusa),
            StatoSegnalazione::Assegnata | StatoSegnalazione::Accettata => {
                return Err(SegnalazioneError::Assegnata);
            }
            StatoSegnalazione::Aperta | StatoSegnalazione::Restituita => self.segue(chi)?,
        }
        if !assegnatario.ruolo.puo_ricevere_assegnazioni() {
            return Err(SegnalazioneError::OperatoreNonAssegnabile);
        }
        let nota = self.nota(nota, "nota")?;
        Ok(SegnalazioneAssegnata { assegnatario, assegnante: chi.operatore, il: oggi, nota })
    }

    pub(super) fn accetta(&self, chi: &Attore, oggi: NaiveDate) -> Esito<SegnalazioneAccettata> {
        self.riceve(chi)?;
        if self.stato == StatoSegnalazione::Accettata {
            return Err(SegnalazioneError::GiaAccettata);
        }
        Ok(SegnalazioneAccettata { assegnatario: chi.operatore, il: oggi })
    }

    /// Before or after accepting; its author follows it again.
    pub(super) fn restituisci(
        &self,
        motivo: String,
        nota: Option<&str>,
        chi: &Attore,
        oggi: NaiveDate,
    ) -> Esito<SegnalazioneRestituita> {
        self.riceve(chi)?;
        if motivo.trim().is_empty() {
            return Err(SegnalazioneError::MotivoMancante);
        }
        voce(Lista::MotivoRiassegnazione, &motivo, oggi, "motivo")?;
        let nota = self.nota(nota, "nota")?;
        Ok(SegnalazioneRestituita { assegnatario: chi.operatore, il: oggi, motivo, nota })
    }

    /// With an outcome that closes; on one's own when it was never assigned (M-G20).
    pub(super) fn chiudi(&self, chi: &Attore, oggi: NaiveDate) -> Esito<PraticaChiusa> {
        self.segue(chi)?;
        let esito = &self.esito.as_ref().ok_or(SegnalazioneError::EsitoMancante)?.esito;
        if !codifiche::voce(Lista::EsitoSegnalazione, esito).is_some_and(|v| v.vale("chiude")) {
            return Err(SegnalazioneError::EsitoNonConclusivo);
        }
        Ok(PraticaChiusa {
            chiusa_da: chi.operatore,
            autonomamente: self.assegnazioni.is_empty(),
            esito: esito.clone(),
            il: oggi,
        })
    }

    /// By its author, by who had it when it was closed, or by a coordinator (open reading 6 of the manual).
    pub(super) fn riapri(&self, motivo: &str, chi: &Attore, oggi: NaiveDate) -> Esito<PraticaRiaperta> {
        if self.stato != StatoSegnalazione::Chiusa {
            return Err(SegnalazioneError::NonChiusa);
        }
        if !self.e_responsabile(chi) && !self.e_assegnatario(chi) {
            return Err(SegnalazioneError::NonResponsabile);
        }
        let motivo = self.nota(Some(motivo), "motivo")?.ok_or(SegnalazioneError::MotivoMancante)?;
        Ok(PraticaRiaperta { riaperta_da: chi.operatore, il: oggi, motivo })
    }
}

/// A note that would be rewritten must not have been erased.
fn leggibile(nota: Option<&Riservato<NoteSegnalazione>>) -> Esito<()> {
    match nota {
        Some(nota) if nota.valore().is_none() => Err(SegnalazioneError::DatiCancellati),
        _ => Ok(()),
    }
}
