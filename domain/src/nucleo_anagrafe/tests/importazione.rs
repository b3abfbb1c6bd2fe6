//! What comes with the import.

use super::*;
use crate::evento::{Registrato, ambiti};
use crate::prova::in_chiaro;
use crate::rifiuto::Codice;

#[test]
fn the_household_is_kept_as_the_register_shows_it() {
    let nucleo = importato().stato;
    assert!(nucleo.verificato());
    assert_eq!(nucleo.provenienza, Some(provenienza()));
    assert_eq!(nucleo.componenti.iter().map(|c| c.componente).collect::<Vec<_>>(), [mario(), alessio()]);
    assert_eq!(nucleo.componente(alessio()).unwrap().dati.valore(), Some(&figlio().1));
}

#[test]
fn a_verified_household_is_not_imported_again() {
    importato().quando(importa(vec![intestatario()])).rifiuta(Codice::Esistente, &[]);
}

#[test]
fn a_household_is_imported_after_the_register_was_asked_in_vain() {
    let storia = nessuno().poi(non_verificato());
    assert!(!storia.stato.verificato());
    assert_eq!(storia.stato.causa(), Some("ANPR_NON_DISPONIBILE"));
    let storia = storia.poi(importa(vec![intestatario()]));
    assert!(storia.stato.verificato());
    assert_eq!(storia.stato.causa(), None);
}

#[test]
fn not_verified_is_noted_only_when_nothing_is_known() {
    importato().quando(non_verificato()).rifiuta(Codice::Esistente, &[]);
    nessuno().poi(non_verificato()).quando(non_verificato()).rifiuta(Codice::Esistente, &[]);
}

#[test]
fn a_household_has_the_subject_among_its_members_and_nobody_twice() {
    for componenti in [vec![], vec![figlio()], vec![intestatario(), intestatario()]] {
        nessuno().quando(importa(componenti)).rifiuta(Codice::AnprRispostaNonValida, &[]);
    }
}

#[test]
fn the_codice_fiscale_of_each_member_is_reserved_for_that_member() {
    let storia = importato();
    let chi = mario().to_string();
    // The son has no codice fiscale.
    let prenotazioni = NucleoAnagrafe::prenotazioni(&storia.eventi[0], &chi);
    assert_eq!(in_chiaro(&prenotazioni), [(ambiti::CODICE_FISCALE, "RSSMRA86L11H514O", chi.as_str(), true)]);
    assert_eq!(NucleoAnagrafe::soggetti(&storia.eventi[0], &chi), [mario(), alessio()]);
    let storia = nessuno().poi(non_verificato());
    assert!(NucleoAnagrafe::prenotazioni(&storia.eventi[0], &chi).is_empty());
    assert_eq!(NucleoAnagrafe::soggetti(&storia.eventi[0], &chi), [mario()]);
}
