//! The rules of an emergency access, one test each.

use super::*;
use crate::attore::{Attore, Ruolo};
use crate::evento::Registrato;
use crate::prova::{Storia, dato, id};
use crate::rifiuto::{Codice, Rifiuto};
use chrono::{DateTime, TimeDelta, Utc};

const PERCHE: &str = "La signora è arrivata ferita e chiede aiuto";

fn adesso() -> DateTime<Utc> {
    DateTime::from_timestamp(1_729_500_000, 0).unwrap()
}

fn chi(n: u128, ruolo: Ruolo) -> Attore {
    Attore { operatore: id(n), ruolo, unita: id(50) }
}

fn operatrice() -> Attore {
    chi(10, Ruolo::AssistenteSociale)
}

fn coordinatrice() -> Attore {
    chi(11, Ruolo::Coordinatore)
}

fn apri_con(motivo: &str, spiegazione: &str, chi: Attore) -> EmergenzaCommand {
    EmergenzaCommand::Apri {
        accesso: id(300),
        soggetto: id(1),
        pratiche: vec![id(200)],
        motivo: motivo.into(),
        spiegazione: spiegazione.into(),
        chi,
        adesso: adesso(),
    }
}

fn apri() -> EmergenzaCommand {
    apri_con("PERICOLO", PERCHE, operatrice())
}

fn chiudi(chi: Attore, adesso: DateTime<Utc>) -> EmergenzaCommand {
    EmergenzaCommand::Chiudi { chi, adesso }
}

fn riesamina(esito: &str, note: Option<&str>, chi: Attore) -> EmergenzaCommand {
    let note = note.map(ToOwned::to_owned);
    EmergenzaCommand::Riesamina { esito: esito.into(), note, chi, adesso: adesso() }
}

fn nessuna() -> Storia<AccessoEmergenza> {
    dato([])
}

fn rifiuto(storia: &Storia<AccessoEmergenza>, comando: EmergenzaCommand) -> (Codice, Vec<String>) {
    let rifiuto = storia.stato.decidi(comando).expect_err("refused");
    (rifiuto.codice(), rifiuto.campi())
}

fn emergenza(storia: Storia<AccessoEmergenza>) -> Emergenza {
    storia.stato.emergenza.unwrap()
}

#[test]
fn an_access_lasts_an_hour_and_may_be_ended_before() {
    let aperta = emergenza(nessuna().poi(apri()));
    let dopo = |minuti| adesso() + TimeDelta::minutes(minuti);
    assert!(aperta.vale(adesso()) && aperta.vale(dopo(59)) && !aperta.vale(dopo(60)));
    let storia = nessuna().poi(apri());
    assert_eq!(rifiuto(&storia, chiudi(coordinatrice(), adesso())).0, Codice::EmergenzaDiAltri);
    assert_eq!(rifiuto(&storia, chiudi(operatrice(), dopo(60))).0, Codice::EmergenzaTerminata);
    let storia = storia.poi(chiudi(operatrice(), dopo(1)));
    assert_eq!(rifiuto(&storia, chiudi(operatrice(), dopo(2))).0, Codice::EmergenzaTerminata);
    assert!(!emergenza(storia).vale(dopo(1)));
}

#[test]
fn an_explanation_says_something_in_words_of_ones_own() {
    let campo = |codice| (codice, vec!["spiegazione".to_owned()]);
    for vuota in ["", "  \n", "\u{200b}"] {
        let detto = rifiuto(&nessuna(), apri_con("PERICOLO", vuota, operatrice()));
        assert_eq!(detto, campo(Codice::CampoObbligatorio), "{vuota:?}");
    }
    for povera in [
        "è ferita e trema",
        "aaaaaaaaaaaaaaaaaaaaaaaaa",
        "urgente urgente urgente urgente",
        "........ ........ ........ ........",
        "Pericolo imminente per la persona o per altri",
        "PERICOLO IMMINENTE, per la persona!",
    ] {
        let detto = rifiuto(&nessuna(), apri_con("PERICOLO", povera, operatrice()));
        assert_eq!(detto, campo(Codice::SpiegazioneInsufficiente), "{povera:?}");
    }
    let spiegata = emergenza(nessuna().poi(apri_con("PERICOLO", &format!("  {PERCHE}\n"), operatrice())));
    assert_eq!(spiegata.apertura.spiegazione.valore().unwrap().testo, PERCHE);
}

#[test]
fn the_reason_is_of_the_list_and_for_the_role() {
    let campo = |codice| (codice, vec!["motivo".to_owned()]);
    let con = |motivo, chi| rifiuto(&nessuna(), apri_con(motivo, PERCHE, chi));
    assert_eq!(con("CURIOSITA", operatrice()), campo(Codice::VoceSconosciuta));
    assert_eq!(con("CONTROLLO", operatrice()), campo(Codice::MotivoDiAltroRuolo));
    nessuna().poi(apri_con("CONTROLLO", PERCHE, chi(12, Ruolo::Auditor)));
}

#[test]
fn somebody_else_judges_once_or_looks_into_it_further() {
    let storia = nessuna().poi(apri());
    assert!(storia.stato.emergenza.as_ref().unwrap().da_riesaminare());
    let propria = chi(10, Ruolo::Coordinatore);
    assert_eq!(rifiuto(&storia, riesamina("GIUSTIFICATO", None, propria)).0, Codice::RiesameProprio);
    let senza = rifiuto(&storia, riesamina("NON_GIUSTIFICATO", Some(" "), coordinatrice()));
    assert_eq!(senza, (Codice::CampoObbligatorio, vec!["note".to_owned()]));
    let altro = rifiuto(&storia, riesamina("BOH", Some("x"), coordinatrice()));
    assert_eq!(altro, (Codice::VoceSconosciuta, vec!["esito".to_owned()]));
    let storia = storia.poi(riesamina("DA_APPROFONDIRE", Some("la chiamo"), coordinatrice()));
    assert!(storia.stato.emergenza.as_ref().unwrap().da_riesaminare());
    let storia = storia.poi(riesamina("GIUSTIFICATO", None, coordinatrice()));
    let detto = rifiuto(&storia, riesamina("GIUSTIFICATO", None, coordinatrice()));
    assert_eq!(detto.0, Codice::RiesameConcluso);
    assert_eq!(emergenza(storia).riesami.len(), 2);
}

#[test]
fn what_was_never_opened_is_neither_ended_nor_judged_and_nothing_is_opened_twice() {
    assert_eq!(rifiuto(&nessuna(), chiudi(operatrice(), adesso())).0, Codice::EmergenzaInesistente);
    let giudizio = riesamina("GIUSTIFICATO", None, coordinatrice());
    assert_eq!(rifiuto(&nessuna(), giudizio).0, Codice::EmergenzaInesistente);
    assert_eq!(rifiuto(&nessuna().poi(apri()), apri()).0, Codice::Esistente);
}
