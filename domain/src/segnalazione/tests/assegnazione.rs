//! Assigning, accepting, giving back.

use super::*;
use crate::evento::Registrato;
use crate::rifiuto::Codice;
use crate::riservato::Riservato;

#[test]
fn a_segnalazione_is_assigned_with_a_word_to_the_assignee() {
    let storia = aperta().quando(assegna(assistente(), autrice())).allora([SegnalazioneAssegnata {
        assegnatario: assistente(),
        assegnante: autrice().operatore,
        il: oggi(),
        nota: Some(Riservato::nuovo(mario(), NoteSegnalazione { testo: "urge".into() })),
    }
    .into()]);
    assert_eq!(Segnalazione::soggetti(&storia.eventi[1], "x"), [mario()]);
    let pratica = pratica(storia);
    assert_eq!(pratica.stato, StatoSegnalazione::Assegnata);
    assert_eq!(pratica.assegnatario, Some(assistente()));
    assert!(pratica.assegnazione().unwrap().in_corso());
}

#[test]
fn only_social_workers_and_planning_officers_receive_assignments() {
    for ruolo in Ruolo::TUTTI {
        let quando = aperta().quando(assegna(attore(20, ruolo), autrice()));
        if matches!(ruolo, Ruolo::AssistenteSociale | Ruolo::OperatoreUfficioPiano) {
            assert!(quando.esito.is_ok(), "{ruolo:?}");
        } else {
            quando.rifiuta(Codice::OperatoreNonAssegnabile, &["assegnatario"]);
        }
    }
}

#[test]
fn the_author_may_assign_to_himself_when_his_role_fits() {
    aperta()
        .quando(assegna(autrice(), autrice()))
        .rifiuta(Codice::OperatoreNonAssegnabile, &["assegnatario"]);
    let anche_assistente = Attore { ruolo: Ruolo::AssistenteSociale, ..autrice() };
    aperta().poi(assegna(anche_assistente, autrice())).poi(accetta(anche_assistente));
}

#[test]
fn author_or_coordinator_assign() {
    for storia in [aperta, restituita] {
        storia().poi(assegna(assistente(), autrice()));
        storia().poi(assegna(assistente(), coordinatore()));
        storia().quando(assegna(assistente(), estraneo())).rifiuta(Codice::NonResponsabile, &[]);
    }
}

#[test]
fn what_is_assigned_is_not_assigned_again() {
    for storia in [assegnata, accettata] {
        for chi in [autrice(), assistente(), coordinatore(), estraneo()] {
            storia().quando(assegna(estraneo(), chi)).rifiuta(Codice::SegnalazioneAssegnata, &[]);
        }
    }
}

#[test]
fn the_assignee_accepts() {
    let storia = assegnata().quando(accetta(assistente())).allora([SegnalazioneAccettata {
        assegnatario: assistente().operatore,
        il: oggi(),
    }
    .into()]);
    let pratica = pratica(storia);
    assert_eq!(pratica.stato, StatoSegnalazione::Accettata);
    assert_eq!(pratica.assegnazioni[0].accettata_il, Some(oggi()));
}

#[test]
fn only_the_assignee_accepts_and_only_once() {
    for chi in [autrice(), estraneo(), coordinatore()] {
        assegnata().quando(accetta(chi)).rifiuta(Codice::NonAssegnatario, &[]);
        accettata().quando(accetta(chi)).rifiuta(Codice::NonAssegnatario, &[]);
    }
    accettata().quando(accetta(assistente())).rifiuta(Codice::AssegnazioneGiaAccettata, &[]);
}

#[test]
fn what_is_not_assigned_is_neither_accepted_nor_given_back() {
    for storia in [aperta, restituita] {
        storia().quando(accetta(assistente())).rifiuta(Codice::SegnalazioneNonAssegnata, &[]);
        storia()
            .quando(restituisci("COMPETENZA", assistente()))
            .rifiuta(Codice::SegnalazioneNonAssegnata, &[]);
    }
}

#[test]
fn the_assignee_gives_back_before_or_after_accepting() {
    for storia in [assegnata, accettata] {
        let pratica = pratica(storia().poi(restituisci("COMPETENZA", assistente())));
        assert_eq!(pratica.stato, StatoSegnalazione::Restituita);
        assert_eq!(pratica.assegnatario, None);
        assert_eq!(pratica.assegnazioni[0].restituzione.as_ref().unwrap().motivo, "COMPETENZA");
        assert!(pratica.assegnazione().is_none());
        for chi in [autrice(), estraneo(), coordinatore()] {
            storia().quando(restituisci("COMPETENZA", chi)).rifiuta(Codice::NonAssegnatario, &[]);
        }
    }
}

#[test]
fn giving_back_needs_a_reason_from_the_list() {
    assegnata().quando(restituisci(" ", assistente())).rifiuta(Codice::MotivoMancante, &["motivo"]);
    assegnata().quando(restituisci("BOH", assistente())).rifiuta(Codice::VoceSconosciuta, &["motivo"]);
}

#[test]
fn every_assignment_stays_in_the_history() {
    let pratica = pratica(restituita().poi(assegna(estraneo(), coordinatore())));
    let a_chi: Vec<_> = pratica.assegnazioni.iter().map(|a| (a.assegnatario, a.in_corso())).collect();
    assert_eq!(a_chi, [(assistente(), false), (estraneo(), true)]);
}

#[test]
fn an_erased_segnalazione_is_still_handled() {
    let storia = assegnata().cancellata().poi(accetta(assistente())).cancellata();
    storia.poi(esito("INFO_FORNITA", assistente())).poi(chiudi(assistente()));
}
