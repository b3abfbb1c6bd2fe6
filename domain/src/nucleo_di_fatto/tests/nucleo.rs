//! Opening a nucleo, its name and its notes.

use super::*;
use crate::evento::{Registrato, ambiti};
use crate::prova::{domani, in_chiaro};
use crate::rifiuto::Codice;
use crate::riservato::Riservato;

#[test]
fn a_nucleo_is_opened_with_its_intestatario_as_first_member() {
    nessuno().quando(apri(" FAM.  ROSSI", dal(), None)).allora([
        NucleoDiFattoAperto {
            nucleo: nucleo(),
            intestatario: mario(),
            nome: Riservato::nuovo(mario(), NomeNucleo { nome: "FAM. ROSSI".into() }),
        }
        .into(),
        ComponenteAggiunto {
            componente: mario(),
            dati: None,
            appartenenza: Riservato::nuovo(mario(), Appartenenza { relazione: None, conferma: None }),
            motivo: None,
            dal: dal(),
            confermato: false,
        }
        .into(),
    ]);
}

#[test]
fn a_nucleo_is_opened_once() {
    aperto().quando(apri("FAM. BIANCHI", dal(), None)).rifiuta(Codice::Esistente, &[]);
}

#[test]
fn a_nucleo_opened_because_somebody_joins_is_as_if_he_had_joined_right_after() {
    let insieme = nessuno().poi(apri_con(Nuovo::default()));
    let dopo = nessuno().poi(apri("FAM. ROSSI", dal(), None)).poi(aggiungi(Nuovo::default()));
    assert_eq!(insieme.eventi, dopo.eventi);
    aperto().quando(apri_con(Nuovo::default())).rifiuta(Codice::Esistente, &[]);
}

#[test]
fn a_nucleo_is_not_opened_for_somebody_who_may_not_join() {
    for (nuovo, codice, campo) in [
        (Nuovo { componente: mario(), ..Nuovo::default() }, Codice::ComponenteGiaPresente, "componente"),
        (Nuovo { relazione: "14", ..Nuovo::default() }, Codice::VoceNonPiuValida, "relazione"),
        (Nuovo { dal: domani(), ..Nuovo::default() }, Codice::DataFutura, "dal"),
    ] {
        nessuno().quando(apri_con(nuovo)).rifiuta(codice, &[campo]);
    }
}

#[test]
fn a_nucleo_needs_a_name_and_a_day_that_has_come() {
    nessuno().quando(apri(" ", dal(), None)).rifiuta(Codice::CampoObbligatorio, &["nome"]);
    nessuno().quando(apri(&"A".repeat(101), dal(), None)).rifiuta(Codice::CampoTroppoLungo, &["nome"]);
    nessuno().quando(apri("FAM. ROSSI", domani(), None)).rifiuta(Codice::DataFutura, &["dal"]);
}

#[test]
fn nothing_happens_to_a_nucleo_that_was_never_opened() {
    for comando in
        [aggiungi(Nuovo::default()), rimuovi(mario(), "DECESSO", oggi()), relazione(mario(), "3"), note("x")]
    {
        nessuno().quando(comando).rifiuta(Codice::NucleoInesistente, &["nucleo"]);
    }
}

#[test]
fn the_place_of_the_intestatario_is_reserved_unless_confirmed() {
    let prenotate = |conferma| {
        let storia = nessuno().poi(apri("FAM. ROSSI", dal(), conferma));
        let id = nucleo().to_string();
        storia.eventi.iter().flat_map(|e| NucleoDiFatto::prenotazioni(e, &id)).collect::<Vec<_>>()
    };
    let (chi, dove) = (mario().to_string(), nucleo().to_string());
    for senza_motivo in [None, Some("  ")] {
        assert_eq!(
            in_chiaro(&prenotate(senza_motivo)),
            [(ambiti::COMPONENTE, chi.as_str(), dove.as_str(), true)]
        );
    }
    assert!(prenotate(Some("genitori separati")).is_empty());
}

#[test]
fn the_notes_are_rewritten_as_a_whole() {
    let storia =
        aperto().poi(note("prima\r\nriga ")).quando(note("seconda")).allora([NoteNucleoModificate {
            note: Riservato::nuovo(mario(), NoteNucleo { testo: "seconda".into() }),
        }
        .into()]);
    let storia = storia.poi(note(" "));
    assert_eq!(storia.stato.nucleo.unwrap().note.unwrap().valore().unwrap().testo, "");
}

#[test]
fn equal_notes_are_no_change() {
    aperto().quando(note(" \n")).rifiuta(Codice::NessunaModifica, &[]);
    aperto().poi(note("nota")).quando(note("nota ")).rifiuta(Codice::NessunaModifica, &[]);
}

#[test]
fn refuses_notes_too_long_or_with_control_characters() {
    aperto().quando(note(&"a".repeat(4001))).rifiuta(Codice::CampoTroppoLungo, &["note"]);
    aperto().quando(note("a\0")).rifiuta(Codice::CaratteriNonAmmessi, &["note"]);
}

#[test]
fn an_erased_intestatario_takes_no_more_notes() {
    aperto().cancellata().quando(note("nota")).rifiuta(Codice::DatiCancellati, &[]);
    aperto().poi(note("nota")).cancellata().quando(note("altra")).rifiuta(Codice::DatiCancellati, &[]);
}
