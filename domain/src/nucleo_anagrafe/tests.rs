//! The rules of a nucleo anagrafe, one test each.

mod confronto;
mod importazione;
mod invarianti;

use super::*;
use crate::identita::SoggettoId;
use crate::persona::DatiAnagrafici;
use crate::prova::{Storia, dato, giorno, id, provenienza, rossi, solo};

fn mario() -> SoggettoId {
    id(1)
}

fn alessio() -> SoggettoId {
    id(2)
}

fn componente(anagrafica: DatiAnagrafici, codice_legame: &str) -> DatiComponente {
    DatiComponente {
        anagrafica,
        tipo_legame: "3".into(),
        codice_legame: Some(codice_legame.into()),
        dal: Some(giorno(2020, 1, 1)),
    }
}

fn intestatario() -> Rilevato {
    (mario(), componente(rossi(), "1"))
}

fn figlio() -> Rilevato {
    let dati = DatiAnagrafici { nome: Some("ALESSIO".into()), ..solo("ROSSI") };
    (alessio(), componente(dati, "3"))
}

fn importa(componenti: Vec<Rilevato>) -> NucleoAnagrafeCommand {
    NucleoAnagrafeCommand::Importa { soggetto: mario(), componenti, provenienza: provenienza() }
}

fn non_verificato() -> NucleoAnagrafeCommand {
    NucleoAnagrafeCommand::SegnaNonVerificato { soggetto: mario(), causa: "ANPR_NON_DISPONIBILE".into() }
}

fn confronta(componenti: Vec<Rilevato>) -> NucleoAnagrafeCommand {
    NucleoAnagrafeCommand::Confronta { soggetto: mario(), componenti, provenienza: provenienza() }
}

fn allinea(confronto: u64) -> NucleoAnagrafeCommand {
    NucleoAnagrafeCommand::Allinea { confronto, classi: Vec::new() }
}

fn accetta(confronto: u64, classi: &[ClasseDifferenza]) -> NucleoAnagrafeCommand {
    NucleoAnagrafeCommand::Allinea { confronto, classi: classi.to_vec() }
}

fn nessuno() -> Storia<NucleoAnagrafe> {
    dato([])
}

fn importato() -> Storia<NucleoAnagrafe> {
    nessuno().poi(importa(vec![intestatario(), figlio()]))
}
