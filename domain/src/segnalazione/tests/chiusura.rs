//! Closing and opening again.

use super::*;
use crate::evento::Registrato;
use crate::rifiuto::Codice;
use crate::riservato::Riservato;

#[test]
fn the_author_closes_alone_what_was_never_assigned() {
    let storia = aperta().poi(esito("INVIO_ALTRO_SERVIZIO", autrice())).quando(chiudi(autrice())).allora([
        PraticaChiusa {
            chiusa_da: autrice().operatore,
            autonomamente: true,
            esito: "INVIO_ALTRO_SERVIZIO".into(),
            il: oggi(),
        }
        .into(),
    ]);
    assert!(Segnalazione::soggetti(&storia.eventi[2], "x").is_empty());
    let pratica = pratica(storia);
    assert_eq!(pratica.stato, StatoSegnalazione::Chiusa);
    assert!(pratica.chiusura().unwrap().autonomamente);
}

#[test]
fn what_was_ever_assigned_is_not_closed_alone() {
    assert!(!pratica(chiusa_dall_assistente()).chiusura().unwrap().autonomamente);
    let storia = restituita().poi(esito("INFO_FORNITA", autrice())).poi(chiudi(autrice()));
    assert!(!pratica(storia).chiusura().unwrap().autonomamente);
}

#[test]
fn closing_needs_an_outcome_that_closes() {
    aperta().quando(chiudi(autrice())).rifiuta(Codice::EsitoMancante, &["esito"]);
    aperta()
        .poi(esito("PROPOSTA_PIC", autrice()))
        .quando(chiudi(autrice()))
        .rifiuta(Codice::EsitoNonConclusivo, &["esito"]);
}

#[test]
fn a_closed_one_returns_open_to_its_author() {
    let storia = chiusa().quando(riapri(" nuovi fatti ", autrice())).allora([PraticaRiaperta {
        riaperta_da: autrice().operatore,
        il: oggi(),
        motivo: Riservato::nuovo(mario(), NoteSegnalazione { testo: "nuovi fatti".into() }),
    }
    .into()]);
    let pratica = pratica(storia);
    assert_eq!(pratica.stato, StatoSegnalazione::Aperta);
    assert_eq!(pratica.esito, None);
    assert_eq!(pratica.chiusura(), None);
    let chiusura = &pratica.chiusure[0];
    assert_eq!(chiusura.esito.as_ref().unwrap().esito, "INFO_FORNITA");
    assert!(chiusura.riapertura.is_some());
}

#[test]
fn a_closed_one_returns_accepted_to_its_assignee() {
    for chi in [autrice(), assistente(), coordinatore()] {
        let storia = chiusa_dall_assistente().poi(riapri("nuovi fatti", chi));
        let pratica = pratica(storia);
        assert_eq!(pratica.stato, StatoSegnalazione::Accettata);
        assert_eq!(pratica.assegnatario, Some(assistente()));
    }
}

#[test]
fn what_was_given_back_before_closing_returns_open() {
    let storia = restituita()
        .poi(esito("INFO_FORNITA", autrice()))
        .poi(chiudi(autrice()))
        .poi(riapri("nuovi fatti", autrice()));
    let pratica = pratica(storia);
    assert_eq!((pratica.stato, pratica.assegnatario), (StatoSegnalazione::Aperta, None));
}

#[test]
fn only_author_last_assignee_or_coordinator_open_again() {
    chiusa().poi(riapri("nuovi fatti", coordinatore()));
    chiusa().quando(riapri("nuovi fatti", assistente())).rifiuta(Codice::NonResponsabile, &[]);
    chiusa_dall_assistente().quando(riapri("nuovi fatti", estraneo())).rifiuta(Codice::NonResponsabile, &[]);
}

#[test]
fn opening_again_needs_a_reason() {
    chiusa().quando(riapri(" \n", autrice())).rifiuta(Codice::MotivoMancante, &["motivo"]);
}

#[test]
fn only_a_closed_one_is_opened_again() {
    for storia in [aperta, assegnata, accettata, restituita] {
        storia().quando(riapri("nuovi fatti", autrice())).rifiuta(Codice::SegnalazioneNonChiusa, &[]);
    }
}

#[test]
fn after_reopening_a_new_outcome_is_needed() {
    chiusa()
        .poi(riapri("nuovi fatti", autrice()))
        .quando(chiudi(autrice()))
        .rifiuta(Codice::EsitoMancante, &["esito"]);
}

#[test]
fn the_codes_of_the_states_are_those_of_the_list() {
    for stato in StatoSegnalazione::TUTTI {
        assert_eq!(StatoSegnalazione::da_str(stato.as_str()), Some(stato));
        assert_eq!(serde_json::to_value(stato).unwrap(), stato.as_str());
        assert!(crate::codifiche::voce(crate::codifiche::Lista::StatoSegnalazione, stato.as_str()).is_some());
    }
}
