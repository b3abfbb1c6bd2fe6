//! The rules of a segnalazione, one test each.

mod assegnazione;
mod chiusura;
mod concessione;
mod dettagli;
mod esito;
mod invarianti;

use super::*;
use crate::attore::{Attore, Ruolo};
use crate::identita::{SegnalazioneId, SoggettoId};
use crate::prova::{Storia, dato, giorno, id, oggi};

/// Whom the segnalazione is about.
fn mario() -> SoggettoId {
    id(1)
}

fn questa() -> SegnalazioneId {
    id(200)
}

fn attore(n: u128, ruolo: Ruolo) -> Attore {
    Attore { operatore: id(n), ruolo, unita: id(50) }
}

/// Who records the segnalazione.
fn autrice() -> Attore {
    attore(10, Ruolo::OperatoreSegretariato)
}

/// To whom it is assigned.
fn assistente() -> Attore {
    attore(11, Ruolo::AssistenteSociale)
}

fn estraneo() -> Attore {
    attore(12, Ruolo::AssistenteSociale)
}

fn coordinatore() -> Attore {
    attore(13, Ruolo::Coordinatore)
}

/// A contact at the desk by the person himself.
fn contatto() -> DettagliInput {
    DettagliInput {
        data_contatto: giorno(2024, 9, 21),
        canale: "SPORTELLO".into(),
        motivo: "ECONOMICO".into(),
        urgenza: "ORDINARIA".into(),
        tipo_segnalante: "INTERESSATO".into(),
        segnalante: None,
        dati_segnalante: None,
        note: None,
    }
}

fn crea(dettagli: DettagliInput) -> SegnalazioneCommand {
    SegnalazioneCommand::Crea {
        segnalazione: questa(),
        segnalato: mario(),
        distretto: id(60),
        dettagli,
        numero_originario: None,
        chi: autrice(),
        oggi: oggi(),
    }
}

fn modifica(dettagli: DettagliInput, chi: Attore) -> SegnalazioneCommand {
    SegnalazioneCommand::Modifica { dettagli, chi, oggi: oggi() }
}

fn con_note(note: &str) -> DettagliInput {
    DettagliInput { note: Some(note.into()), ..contatto() }
}

fn esito(esito: &str, chi: Attore) -> SegnalazioneCommand {
    SegnalazioneCommand::RegistraEsito { esito: esito.into(), originale: None, note: None, chi, oggi: oggi() }
}

fn assegna(assegnatario: Attore, chi: Attore) -> SegnalazioneCommand {
    SegnalazioneCommand::Assegna { assegnatario, nota: Some("urge".into()), chi, oggi: oggi() }
}

fn accetta(chi: Attore) -> SegnalazioneCommand {
    SegnalazioneCommand::Accetta { chi, oggi: oggi() }
}

fn restituisci(motivo: &str, chi: Attore) -> SegnalazioneCommand {
    SegnalazioneCommand::Restituisci { motivo: motivo.into(), nota: None, chi, oggi: oggi() }
}

fn chiudi(chi: Attore) -> SegnalazioneCommand {
    SegnalazioneCommand::Chiudi { chi, oggi: oggi() }
}

fn riapri(motivo: &str, chi: Attore) -> SegnalazioneCommand {
    SegnalazioneCommand::Riapri { motivo: motivo.into(), chi, oggi: oggi() }
}

fn nessuna() -> Storia<Segnalazione> {
    dato([])
}

fn aperta() -> Storia<Segnalazione> {
    nessuna().poi(crea(contatto()))
}

fn assegnata() -> Storia<Segnalazione> {
    aperta().poi(assegna(assistente(), autrice()))
}

fn accettata() -> Storia<Segnalazione> {
    assegnata().poi(accetta(assistente()))
}

fn restituita() -> Storia<Segnalazione> {
    assegnata().poi(restituisci("COMPETENZA", assistente()))
}

/// Closed by its author alone.
fn chiusa() -> Storia<Segnalazione> {
    aperta().poi(esito("INFO_FORNITA", autrice())).poi(chiudi(autrice()))
}

/// Closed by the assignee.
fn chiusa_dall_assistente() -> Storia<Segnalazione> {
    accettata().poi(esito("INFO_FORNITA", assistente())).poi(chiudi(assistente()))
}

fn pratica(storia: Storia<Segnalazione>) -> Pratica {
    storia.stato.pratica.unwrap()
}
