//! The rules of a subject, one test each.

mod anagrafica;
mod contatti;
mod indirizzi;
mod invarianti;
mod registrazione;
mod stato_civile;

use super::*;
use crate::identita::SoggettoId;
use crate::persona::DatiAnagrafici;
use crate::prova::{Storia, dato, giorno, id, oggi, provenienza, rossi};

fn soggetto() -> SoggettoId {
    id(1)
}

fn nessuno() -> Storia<Soggetto> {
    dato([])
}

fn importa(dati: DatiAnagrafici) -> SoggettoCommand {
    SoggettoCommand::Importa { soggetto: soggetto(), dati, provenienza: provenienza() }
}

fn registra(dati: DatiAnagrafici) -> SoggettoCommand {
    SoggettoCommand::Registra { soggetto: soggetto(), dati, oggi: oggi() }
}

fn modifica(dati: DatiAnagrafici) -> SoggettoCommand {
    SoggettoCommand::ModificaAnagrafica { dati, motivo: None, oggi: oggi() }
}

fn registrato() -> Storia<Soggetto> {
    nessuno().poi(registra(rossi()))
}

fn indirizzo() -> Indirizzo {
    Indirizzo {
        dal: giorno(2020, 1, 1),
        codice_luogo: "H501".into(),
        luogo: "ROMA".into(),
        provincia: "RM".into(),
        cap: Some("00100".into()),
        via: "VIA DELLE PROVE".into(),
        civico: Some("1".into()),
        presso: None,
    }
}
