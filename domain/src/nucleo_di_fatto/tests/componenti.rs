//! Who joins and who leaves.

use super::*;
use crate::evento::{Registrato, ambiti};
use crate::prova::{domani, in_chiaro, rossi, solo};
use crate::rifiuto::Codice;
use crate::riservato::Riservato;

#[test]
fn a_person_joins_with_relation_and_first_day() {
    let storia = aperto().quando(aggiungi(Nuovo { motivo: Some("NASCITA"), ..Nuovo::default() })).allora([
        ComponenteAggiunto {
            componente: alessio(),
            dati: None,
            appartenenza: Riservato::nuovo(
                alessio(),
                Appartenenza { relazione: Some("3".into()), conferma: None },
            ),
            motivo: Some("NASCITA".into()),
            dal: dal(),
            confermato: false,
        }
        .into(),
    ]);
    let nucleo = storia.stato.nucleo.unwrap();
    assert_eq!(nucleo.presenti().map(|c| c.componente).collect::<Vec<_>>(), [mario(), alessio()]);
    assert_eq!(NucleoDiFatto::soggetti(&storia.eventi[2], "x"), [alessio()]);
}

#[test]
fn a_member_does_not_join_again() {
    con_alessio().quando(aggiungi(Nuovo::default())).rifiuta(Codice::ComponenteGiaPresente, &["componente"]);
    aperto()
        .quando(aggiungi(Nuovo { componente: mario(), ..Nuovo::default() }))
        .rifiuta(Codice::ComponenteGiaPresente, &["componente"]);
}

#[test]
fn relation_and_reason_come_from_the_lists() {
    for (nuovo, codice, campo) in [
        (Nuovo { relazione: "77", ..Nuovo::default() }, Codice::VoceSconosciuta, "relazione"),
        (Nuovo { relazione: "", ..Nuovo::default() }, Codice::CampoObbligatorio, "relazione"),
        (Nuovo { relazione: "14", ..Nuovo::default() }, Codice::VoceNonPiuValida, "relazione"),
        (Nuovo { motivo: Some("BOH"), ..Nuovo::default() }, Codice::VoceSconosciuta, "motivo"),
    ] {
        aperto().quando(aggiungi(nuovo)).rifiuta(codice, &[campo]);
    }
}

#[test]
fn nobody_joins_in_the_future() {
    aperto()
        .quando(aggiungi(Nuovo { dal: domani(), ..Nuovo::default() }))
        .rifiuta(Codice::DataFutura, &["dal"]);
}

#[test]
fn data_of_a_person_without_a_file_obey_the_rules_of_the_registration() {
    let con = |dati| aggiungi(Nuovo { dati: Some(dati), ..Nuovo::default() });
    aperto().poi(con(solo("ROSSI")));
    aperto().quando(con(solo(""))).rifiuta(Codice::NomeMancante, &["cognome", "nome"]);
    let errato = DatiAnagrafici { codice_fiscale: Some("RSSMRA86L11H514X".into()), ..rossi() };
    aperto().quando(con(errato)).rifiuta(Codice::CodiceFiscaleControllo, &["codiceFiscale"]);
}

#[test]
fn a_place_is_reserved_unless_confirmed_and_given_up_on_leaving() {
    let (chi, dove) = (alessio().to_string(), nucleo().to_string());
    let di = |storia: &Storia<NucleoDiFatto>| {
        NucleoDiFatto::prenotazioni(storia.eventi.last().unwrap(), &nucleo().to_string())
    };
    let storia = con_alessio();
    assert_eq!(in_chiaro(&di(&storia)), [(ambiti::COMPONENTE, chi.as_str(), dove.as_str(), true)]);
    let storia = storia.poi(rimuovi(alessio(), "TRASFERIMENTO", oggi()));
    assert_eq!(in_chiaro(&di(&storia)), [(ambiti::COMPONENTE, chi.as_str(), dove.as_str(), false)]);
    let confermato = aperto().poi(aggiungi(Nuovo { conferma: Some("affido condiviso"), ..Nuovo::default() }));
    assert!(di(&confermato).is_empty());
}

#[test]
fn the_codice_fiscale_of_a_person_without_a_file_is_reserved_for_him() {
    let storia = aperto().poi(aggiungi(Nuovo {
        dati: Some(rossi()),
        conferma: Some("affido condiviso"),
        ..Nuovo::default()
    }));
    let chi = alessio().to_string();
    let prenotazioni = NucleoDiFatto::prenotazioni(&storia.eventi[2], &nucleo().to_string());
    assert_eq!(in_chiaro(&prenotazioni), [(ambiti::CODICE_FISCALE, "RSSMRA86L11H514O", chi.as_str(), true)]);
}

#[test]
fn whoever_left_stays_in_the_history() {
    let storia = con_alessio().poi(rimuovi(alessio(), "TRASFERIMENTO", giorno(2022, 6, 30)));
    let nucleo = storia.stato.nucleo.unwrap();
    assert!(nucleo.presente(alessio()).is_none());
    let passato = &nucleo.componenti[1];
    assert_eq!(passato.al(), Some(giorno(2022, 6, 30)));
    assert!(passato.valido_al(giorno(2022, 6, 30)));
    assert!(!passato.valido_al(giorno(2022, 7, 1)));
}

#[test]
fn only_a_member_leaves() {
    aperto()
        .quando(rimuovi(alessio(), "DECESSO", oggi()))
        .rifiuta(Codice::ComponenteAssente, &["componente"]);
    con_alessio()
        .poi(rimuovi(alessio(), "TRASFERIMENTO", oggi()))
        .quando(rimuovi(alessio(), "TRASFERIMENTO", oggi()))
        .rifiuta(Codice::ComponenteAssente, &["componente"]);
}

#[test]
fn leaving_needs_a_reason_from_the_list() {
    con_alessio().quando(rimuovi(alessio(), "BOH", oggi())).rifiuta(Codice::VoceSconosciuta, &["motivo"]);
    con_alessio().quando(rimuovi(alessio(), "", oggi())).rifiuta(Codice::CampoObbligatorio, &["motivo"]);
}

#[test]
fn nobody_leaves_before_joining_or_in_the_future() {
    con_alessio()
        .quando(rimuovi(alessio(), "ERRORE", giorno(2019, 12, 31)))
        .rifiuta(Codice::PeriodoNonValido, &["al"]);
    con_alessio().quando(rimuovi(alessio(), "ERRORE", domani())).rifiuta(Codice::DataFutura, &["al"]);
    con_alessio().poi(rimuovi(alessio(), "ERRORE", dal()));
}

#[test]
fn the_nucleo_stays_when_the_intestatario_leaves() {
    let storia = con_alessio().poi(rimuovi(mario(), "DECESSO", oggi()));
    let nucleo = storia.stato.nucleo.unwrap();
    assert_eq!(nucleo.intestatario, mario());
    assert_eq!(nucleo.presenti().map(|c| c.componente).collect::<Vec<_>>(), [alessio()]);
}

#[test]
fn whoever_left_may_come_back_later_but_not_on_a_day_he_was_there() {
    let uscito = || con_alessio().poi(rimuovi(alessio(), "TRASFERIMENTO", giorno(2022, 6, 30)));
    let torna = |dal| aggiungi(Nuovo { dal, motivo: Some("RIENTRO"), ..Nuovo::default() });
    uscito().quando(torna(giorno(2022, 6, 30))).rifiuta(Codice::ComponenteGiaPresente, &["componente"]);
    let storia = uscito().poi(torna(giorno(2022, 7, 1)));
    let nucleo = storia.stato.nucleo.unwrap();
    assert_eq!(nucleo.presente(alessio()).unwrap().dal, giorno(2022, 7, 1));
    assert_eq!(nucleo.componenti.len(), 3);
}

#[test]
fn a_relation_is_corrected_and_keeps_the_confirmation() {
    let storia = aperto()
        .poi(aggiungi(Nuovo { conferma: Some("affido condiviso"), ..Nuovo::default() }))
        .quando(relazione(alessio(), "4"))
        .allora([RelazioneParentelaModificata {
            componente: alessio(),
            appartenenza: Riservato::nuovo(
                alessio(),
                Appartenenza { relazione: Some("4".into()), conferma: Some("affido condiviso".into()) },
            ),
        }
        .into()]);
    let nucleo = storia.stato.nucleo.unwrap();
    let appartenenza = &nucleo.presente(alessio()).unwrap().appartenenza;
    assert_eq!(appartenenza.valore().unwrap().relazione.as_deref(), Some("4"));
}

#[test]
fn a_corrected_relation_obeys_the_list() {
    con_alessio().quando(relazione(alessio(), "14")).rifiuta(Codice::VoceNonPiuValida, &["relazione"]);
    con_alessio().quando(relazione(alessio(), "3")).rifiuta(Codice::NessunaModifica, &[]);
    aperto().quando(relazione(alessio(), "3")).rifiuta(Codice::ComponenteAssente, &["componente"]);
}

#[test]
fn an_erased_member_may_leave_but_not_be_corrected() {
    con_alessio().cancellata().quando(relazione(alessio(), "4")).rifiuta(Codice::DatiCancellati, &[]);
    con_alessio().cancellata().poi(rimuovi(alessio(), "DECESSO", oggi()));
}
