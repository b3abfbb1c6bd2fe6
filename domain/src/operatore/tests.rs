//! The rules of an operator, one test each.

use super::*;
use crate::attore::{Attore, Ruolo};
use crate::evento::{Registrato, ambiti};
use crate::identita::{OperatoreId, UnitaId};
use crate::prova::{Storia, dato, id, in_chiaro};
use crate::rifiuto::Codice;
use crate::riservato::Riservato;

fn chi() -> OperatoreId {
    id(7)
}

fn comune() -> UnitaId {
    id(50)
}

fn dati(cognome: &str, codice_fiscale: &str) -> DatiOperatore {
    DatiOperatore { cognome: cognome.into(), nome: "GIOVANNA".into(), codice_fiscale: codice_fiscale.into() }
}

fn abilita(dati: DatiOperatore) -> OperatoreCommand {
    OperatoreCommand::Abilita { operatore: chi(), dati, ruolo: Ruolo::OperatoreSegretariato, unita: comune() }
}

fn incarico(ruolo: Ruolo) -> OperatoreCommand {
    OperatoreCommand::ModificaIncarico { ruolo, unita: comune() }
}

fn nessuno() -> Storia<Operatore> {
    dato([])
}

fn abilitato() -> Storia<Operatore> {
    nessuno().poi(abilita(dati("D'ARCO", "RSSMRA86L11H514O")))
}

#[test]
fn an_operator_is_enabled_with_role_and_unit() {
    let storia =
        nessuno().quando(abilita(dati(" D'ARCO ", "rssmra86l11h514o"))).allora([OperatoreAbilitato {
            operatore: chi(),
            dati: Riservato::nuovo(chi().come_soggetto(), dati("D'ARCO", "RSSMRA86L11H514O")),
            ruolo: Ruolo::OperatoreSegretariato,
            unita: comune(),
        }
        .into()]);
    let atteso = Attore { operatore: chi(), ruolo: Ruolo::OperatoreSegretariato, unita: comune() };
    assert_eq!(storia.stato.attore(), Some(atteso));
}

#[test]
fn an_operator_is_enabled_once() {
    abilitato().quando(abilita(dati("D'ARCO", "RSSMRA86L11H514O"))).rifiuta(Codice::Esistente, &[]);
}

#[test]
fn an_operator_has_names_and_a_personal_codice_fiscale() {
    nessuno().quando(abilita(dati(" ", "RSSMRA86L11H514O"))).rifiuta(Codice::CampoObbligatorio, &["cognome"]);
    for (codice, atteso) in [
        ("", Codice::CodiceFiscaleAssente),
        ("12345678903", Codice::CodiceFiscaleLunghezza),
        ("RSSMRA86L11H514X", Codice::CodiceFiscaleControllo),
    ] {
        nessuno().quando(abilita(dati("D'ARCO", codice))).rifiuta(atteso, &["codiceFiscale"]);
    }
}

#[test]
fn one_codice_fiscale_is_reserved_for_one_operator() {
    let storia = abilitato().poi(OperatoreCommand::Disabilita).poi(incarico(Ruolo::Coordinatore));
    let di = chi().to_string();
    let prenotazioni: Vec<_> = storia.eventi.iter().flat_map(|e| Operatore::prenotazioni(e, &di)).collect();
    assert_eq!(in_chiaro(&prenotazioni), [(ambiti::OPERATORE, "RSSMRA86L11H514O", di.as_str(), true)]);
    assert!(storia.eventi.iter().all(|e| Operatore::soggetti(e, &di) == [chi().come_soggetto()]));
}

#[test]
fn a_disabled_operator_is_nobody_at_work() {
    let storia = abilitato().poi(OperatoreCommand::Disabilita);
    assert_eq!(storia.stato.attore(), None);
    storia.quando(OperatoreCommand::Disabilita).rifiuta(Codice::NessunaModifica, &[]);
}

#[test]
fn a_new_role_enables_again() {
    let storia =
        abilitato().poi(OperatoreCommand::Disabilita).quando(incarico(Ruolo::OperatoreSegretariato)).allora(
            [IncaricoModificato { operatore: chi(), ruolo: Ruolo::OperatoreSegretariato, unita: comune() }
                .into()],
        );
    assert!(storia.stato.attore().is_some());
}

#[test]
fn the_same_role_and_unit_are_no_change() {
    abilitato().quando(incarico(Ruolo::OperatoreSegretariato)).rifiuta(Codice::NessunaModifica, &[]);
    let storia = abilitato().poi(incarico(Ruolo::AssistenteSociale));
    assert_eq!(storia.stato.attore().unwrap().ruolo, Ruolo::AssistenteSociale);
}

#[test]
fn nobody_unknown_is_disabled_or_moved() {
    nessuno().quando(OperatoreCommand::Disabilita).rifiuta(Codice::OperatoreInesistente, &[]);
    nessuno().quando(incarico(Ruolo::Dpo)).rifiuta(Codice::OperatoreInesistente, &[]);
}

#[test]
fn an_operator_whose_names_were_erased_can_be_disabled() {
    let storia = abilitato().cancellata().poi(OperatoreCommand::Disabilita);
    assert_eq!(storia.stato.attore(), None);
}
