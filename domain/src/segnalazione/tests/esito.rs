//! Recording the outcome, and who follows a segnalazione.

use super::*;
use crate::rifiuto::Codice;
use crate::riservato::Riservato;

fn duplicata(originale: Option<SegnalazioneId>) -> SegnalazioneCommand {
    SegnalazioneCommand::RegistraEsito {
        esito: "DUPLICATA".into(),
        originale,
        note: None,
        chi: autrice(),
        oggi: oggi(),
    }
}

fn con_nota(nota: &str) -> SegnalazioneCommand {
    SegnalazioneCommand::RegistraEsito {
        esito: "INFO_FORNITA".into(),
        originale: None,
        note: Some(nota.into()),
        chi: autrice(),
        oggi: oggi(),
    }
}

#[test]
fn an_outcome_replaces_the_one_before() {
    let storia = aperta().poi(esito("PROPOSTA_PIC", autrice())).quando(con_nota("spiegato")).allora([
        EsitoRegistrato {
            esito: "INFO_FORNITA".into(),
            originale: None,
            note: Some(Riservato::nuovo(mario(), NoteSegnalazione { testo: "spiegato".into() })),
        }
        .into(),
    ]);
    assert_eq!(pratica(storia).esito.unwrap().esito, "INFO_FORNITA");
}

#[test]
fn an_outcome_comes_from_the_list() {
    aperta().quando(esito("BOH", autrice())).rifiuta(Codice::VoceSconosciuta, &["esito"]);
    aperta().quando(esito("", autrice())).rifiuta(Codice::CampoObbligatorio, &["esito"]);
}

#[test]
fn a_duplicate_names_another_segnalazione() {
    aperta().quando(duplicata(None)).rifiuta(Codice::OriginaleMancante, &["originale"]);
    aperta().quando(duplicata(Some(questa()))).rifiuta(Codice::OriginaleMancante, &["originale"]);
    let pratica = pratica(aperta().poi(duplicata(Some(id(201)))));
    assert_eq!(pratica.esito.unwrap().originale, Some(id(201)));
}

#[test]
fn only_a_duplicate_names_another_segnalazione() {
    let comando = SegnalazioneCommand::RegistraEsito {
        esito: "INFO_FORNITA".into(),
        originale: Some(id(201)),
        note: None,
        chi: autrice(),
        oggi: oggi(),
    };
    aperta().quando(comando).rifiuta(Codice::FormatoNonValido, &["originale"]);
}

#[test]
fn the_same_outcome_with_the_same_notes_is_no_change() {
    let storia = || aperta().poi(con_nota("spiegato"));
    storia().quando(con_nota(" spiegato ")).rifiuta(Codice::NessunaModifica, &[]);
    storia().poi(con_nota("spiegato meglio"));
}

#[test]
fn an_erased_outcome_note_is_not_rewritten() {
    aperta()
        .poi(con_nota("spiegato"))
        .cancellata()
        .quando(con_nota("di nuovo"))
        .rifiuta(Codice::DatiCancellati, &[]);
}

/// Changing, recording an outcome, closing: the acts of whoever follows the segnalazione.
fn atti(chi: Attore) -> [SegnalazioneCommand; 3] {
    [modifica(con_note("nuova"), chi), esito("RINUNCIA", chi), chiudi(chi)]
}

#[test]
fn author_and_coordinator_follow_what_nobody_has() {
    for storia in [aperta, restituita] {
        let pronta = || storia().poi(esito("INFO_FORNITA", autrice()));
        for chi in [autrice(), coordinatore()] {
            for comando in atti(chi) {
                pronta().poi(comando);
            }
        }
        for chi in [estraneo(), assistente()] {
            for comando in atti(chi) {
                pronta().quando(comando).rifiuta(Codice::NonResponsabile, &[]);
            }
        }
    }
}

#[test]
fn nobody_goes_on_before_the_assignee_accepts() {
    for (chi, codice) in [
        (assistente(), Codice::AssegnazioneNonAccettata),
        (autrice(), Codice::SegnalazioneAssegnata),
        (estraneo(), Codice::NonAssegnatario),
        (coordinatore(), Codice::NonAssegnatario),
    ] {
        for comando in atti(chi) {
            assegnata().quando(comando).rifiuta(codice, &[]);
        }
    }
}

#[test]
fn only_the_assignee_goes_on_after_accepting() {
    let pronta = || accettata().poi(esito("INFO_FORNITA", assistente()));
    for comando in atti(assistente()) {
        pronta().poi(comando);
    }
    for (chi, codice) in [
        (autrice(), Codice::SegnalazioneAssegnata),
        (estraneo(), Codice::NonAssegnatario),
        (coordinatore(), Codice::NonAssegnatario),
    ] {
        for comando in atti(chi) {
            pronta().quando(comando).rifiuta(codice, &[]);
        }
    }
}

#[test]
fn nobody_changes_a_closed_segnalazione() {
    for storia in [chiusa, chiusa_dall_assistente] {
        for chi in [autrice(), assistente(), estraneo(), coordinatore()] {
            let altri = [assegna(estraneo(), chi), accetta(chi), restituisci("COMPETENZA", chi)];
            for comando in atti(chi).into_iter().chain(altri) {
                storia().quando(comando).rifiuta(Codice::SegnalazioneChiusa, &[]);
            }
        }
    }
}
