//! Grants to other units.

use super::*;
use crate::rifiuto::{Codice, Rifiuto};
use crate::visibilita::Sezione;
use chrono::{Days, NaiveDate};

fn tra(giorni: u64) -> NaiveDate {
    oggi().checked_add_days(Days::new(giorni)).unwrap()
}

/// To unit 70, from today for ten days.
fn accesso() -> ConcessioneInput {
    ConcessioneInput { a: id(70), sezioni: Vec::new(), dal: None, al: tra(9), motivo: "insieme".into() }
}

fn concedi(accesso: ConcessioneInput, chi: Attore) -> SegnalazioneCommand {
    SegnalazioneCommand::Concedi { accesso, chi, oggi: oggi() }
}

fn revoca(concessione: u32, chi: Attore, oggi: NaiveDate) -> SegnalazioneCommand {
    SegnalazioneCommand::Revoca { concessione, motivo: None, chi, oggi }
}

fn rifiuto(storia: &Storia<Segnalazione>, comando: SegnalazioneCommand) -> (Codice, Vec<String>) {
    use crate::evento::Registrato;
    let rifiuto = storia.stato.decidi(comando).expect_err("refused");
    (rifiuto.codice(), rifiuto.campi())
}

#[test]
fn a_grant_opens_the_ordinary_notes_from_its_first_day_to_its_last() {
    let pratica = pratica(aperta().poi(concedi(accesso(), autrice())));
    let [concessione] = &pratica.concessioni[..] else { panic!("one grant") };
    assert_eq!((concessione.concesso.concessione, concessione.concesso.dal), (1, oggi()));
    assert_eq!(concessione.concesso.sezioni, [Sezione::Ordinaria]);
    assert!(concessione.vale(oggi()) && concessione.vale(tra(9)));
    assert!(!concessione.vale(tra(10)) && !concessione.vale(oggi().pred_opt().unwrap()));
}

#[test]
fn reserved_notes_are_granted_when_they_are_named_and_private_ones_never() {
    let con = |sezioni: &[&str]| ConcessioneInput {
        sezioni: sezioni.iter().map(ToString::to_string).collect(),
        ..accesso()
    };
    let concessa = pratica(aperta().poi(concedi(con(&["RISERVATA", "RISERVATA"]), autrice())));
    assert_eq!(concessa.concessioni[0].concesso.sezioni, [Sezione::Ordinaria, Sezione::Riservata]);
    let di = |codice, campo: &str| (codice, vec![campo.to_owned()]);
    let privata = rifiuto(&aperta(), concedi(con(&["PRIVATA"]), autrice()));
    assert_eq!(privata, di(Codice::SezioneNonConcedibile, "sezioni"));
    let altra = rifiuto(&aperta(), concedi(con(&["SEGRETA"]), autrice()));
    assert_eq!(altra, di(Codice::VoceSconosciuta, "sezioni"));
}

#[test]
fn the_days_of_a_grant_are_in_order_not_past_not_far_and_at_most_a_year() {
    let tra_giorni = |dal: NaiveDate, al: NaiveDate| ConcessioneInput { dal: Some(dal), al, ..accesso() };
    let ieri = oggi().pred_opt().unwrap();
    for (dal, al, codice, campo) in [
        (ieri, tra(3), Codice::DataPassata, "dal"),
        (tra(3), tra(2), Codice::PeriodoNonValido, "al"),
        (tra(366), tra(367), Codice::DataTroppoLontana, "dal"),
        (oggi(), tra(366), Codice::ConcessioneTroppoLunga, "al"),
    ] {
        let rifiuto = rifiuto(&aperta(), concedi(tra_giorni(dal, al), autrice()));
        assert_eq!(rifiuto, (codice, vec![campo.to_owned()]), "{dal} {al}");
    }
    aperta().poi(concedi(tra_giorni(oggi(), tra(365)), autrice()));
    aperta().poi(concedi(tra_giorni(tra(365), tra(365)), autrice()));
}

#[test]
fn whoever_has_it_in_charge_grants_and_so_does_a_coordinator() {
    for (storia, chi, puo) in [
        (aperta(), autrice(), true),
        (aperta(), estraneo(), false),
        (aperta(), coordinatore(), true),
        (assegnata(), autrice(), false),
        (assegnata(), assistente(), false),
        (assegnata(), coordinatore(), true),
        (accettata(), assistente(), true),
        (accettata(), autrice(), false),
        (restituita(), autrice(), true),
        (restituita(), assistente(), false),
        (chiusa(), autrice(), true),
        (chiusa_dall_assistente(), assistente(), true),
        (chiusa_dall_assistente(), autrice(), false),
    ] {
        use crate::evento::Registrato;
        let deciso = storia.stato.decidi(concedi(accesso(), chi));
        let atteso = if puo { None } else { Some(SegnalazioneError::NonInCarico) };
        assert_eq!(deciso.err(), atteso, "{chi:?}");
    }
}

#[test]
fn no_grant_to_the_unit_that_holds_it_or_without_a_reason_or_twice_for_the_same_days() {
    let altra = Attore { unita: id(71), ..assistente() };
    let storia = aperta().poi(assegna(altra, autrice())).poi(accetta(altra));
    for tiene in [50, 71] {
        let propria = rifiuto(&storia, concedi(ConcessioneInput { a: id(tiene), ..accesso() }, altra));
        assert_eq!(propria, (Codice::UnitaPropria, vec!["unita".to_owned()]));
    }
    let muta = rifiuto(&storia, concedi(ConcessioneInput { motivo: " ".into(), ..accesso() }, altra));
    assert_eq!(muta, (Codice::MotivoMancante, vec!["motivo".to_owned()]));
    let storia = storia.poi(concedi(accesso(), altra));
    let dopo = ConcessioneInput { dal: Some(tra(9)), al: tra(20), ..accesso() };
    let doppia = rifiuto(&storia, concedi(dopo, altra));
    assert_eq!(doppia, (Codice::ConcessioneEsistente, vec!["unita".to_owned()]));
    let poi = ConcessioneInput { dal: Some(tra(10)), al: tra(20), ..accesso() };
    let pratica = pratica(storia.poi(concedi(poi, altra)));
    assert_eq!(pratica.concessioni.iter().map(|c| c.concesso.concessione).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_grant_is_taken_back_once_and_before_its_end() {
    let storia = aperta().poi(concedi(accesso(), autrice()));
    let di = |codice| (codice, vec!["concessione".to_owned()]);
    assert_eq!(rifiuto(&storia, revoca(2, autrice(), oggi())), di(Codice::ConcessioneInesistente));
    assert_eq!(rifiuto(&storia, revoca(1, autrice(), tra(10))), di(Codice::ConcessioneTerminata));
    assert_eq!(rifiuto(&storia, revoca(1, estraneo(), oggi())), (Codice::NonInCarico, vec![]));
    let storia = storia.poi(revoca(1, autrice(), tra(9)));
    assert_eq!(rifiuto(&storia, revoca(1, autrice(), oggi())), di(Codice::ConcessioneTerminata));
    let storia = storia.poi(concedi(accesso(), autrice()));
    let concessioni = pratica(storia).concessioni;
    assert!(!concessioni[0].vale(oggi()) && concessioni[1].vale(oggi()));
}
