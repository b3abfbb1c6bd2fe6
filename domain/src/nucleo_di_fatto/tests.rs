//! The rules of a nucleo di fatto, one test each.

mod componenti;
mod invarianti;
mod nucleo;

use super::*;
use crate::identita::{NucleoId, SoggettoId};
use crate::persona::DatiAnagrafici;
use crate::prova::{Storia, dato, giorno, id, oggi};
use chrono::NaiveDate;

fn mario() -> SoggettoId {
    id(1)
}

fn alessio() -> SoggettoId {
    id(2)
}

fn nucleo() -> NucleoId {
    id(100)
}

fn dal() -> NaiveDate {
    giorno(2020, 1, 1)
}

fn apri(nome: &str, dal: NaiveDate, conferma: Option<&str>) -> NucleoDiFattoCommand {
    NucleoDiFattoCommand::Apri {
        nucleo: nucleo(),
        intestatario: mario(),
        nome: nome.into(),
        dal,
        conferma: conferma.map(Into::into),
        oggi: oggi(),
    }
}

/// What a test changes about a person who joins.
#[derive(Clone)]
struct Nuovo {
    componente: SoggettoId,
    dati: Option<DatiAnagrafici>,
    relazione: &'static str,
    motivo: Option<&'static str>,
    dal: NaiveDate,
    conferma: Option<&'static str>,
}

impl Default for Nuovo {
    fn default() -> Self {
        Self { componente: alessio(), dati: None, relazione: "3", motivo: None, dal: dal(), conferma: None }
    }
}

impl From<Nuovo> for Ingresso {
    fn from(nuovo: Nuovo) -> Self {
        Self {
            componente: nuovo.componente,
            dati: nuovo.dati,
            relazione: nuovo.relazione.into(),
            motivo: nuovo.motivo.map(Into::into),
            dal: nuovo.dal,
            conferma: nuovo.conferma.map(Into::into),
        }
    }
}

fn aggiungi(nuovo: Nuovo) -> NucleoDiFattoCommand {
    NucleoDiFattoCommand::AggiungiComponente { ingresso: nuovo.into(), oggi: oggi() }
}

fn apri_con(nuovo: Nuovo) -> NucleoDiFattoCommand {
    NucleoDiFattoCommand::ApriCon {
        nucleo: nucleo(),
        intestatario: mario(),
        nome: "FAM. ROSSI".into(),
        ingresso: nuovo.into(),
        oggi: oggi(),
    }
}

fn rimuovi(componente: SoggettoId, motivo: &str, al: NaiveDate) -> NucleoDiFattoCommand {
    NucleoDiFattoCommand::RimuoviComponente { componente, motivo: motivo.into(), al, oggi: oggi() }
}

fn relazione(componente: SoggettoId, relazione: &str) -> NucleoDiFattoCommand {
    NucleoDiFattoCommand::ModificaRelazione { componente, relazione: relazione.into(), oggi: oggi() }
}

fn note(testo: &str) -> NucleoDiFattoCommand {
    NucleoDiFattoCommand::ModificaNote { testo: testo.into() }
}

fn nessuno() -> Storia<NucleoDiFatto> {
    dato([])
}

fn aperto() -> Storia<NucleoDiFatto> {
    nessuno().poi(apri("FAM. ROSSI", dal(), None))
}

fn con_alessio() -> Storia<NucleoDiFatto> {
    aperto().poi(aggiungi(Nuovo::default()))
}
