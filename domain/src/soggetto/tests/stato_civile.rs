//! «Storicizza dal».

use super::*;
use crate::prova::domani;
use crate::rifiuto::Codice;
use chrono::NaiveDate;

fn storicizza(codice: &str, dal: NaiveDate) -> SoggettoCommand {
    let stato_civile = StatoCivile { codice: codice.into(), dal, note: Some(" nota\n".into()) };
    SoggettoCommand::StoricizzaStatoCivile { stato_civile, oggi: oggi() }
}

#[test]
fn the_former_stato_civile_becomes_history() {
    let storia =
        registrato().poi(storicizza("1", giorno(2010, 1, 1))).poi(storicizza("2", giorno(2020, 5, 1)));
    let scheda = storia.stato.scheda.unwrap();
    assert_eq!(scheda.stati_civili.len(), 2);
    let al = |giorno| scheda.stato_civile_al(giorno).map(|s| s.codice.as_str());
    assert_eq!(al(giorno(2009, 12, 31)), None);
    assert_eq!(al(giorno(2020, 4, 30)), Some("1"));
    assert_eq!(al(oggi()), Some("2"));
    assert_eq!(scheda.stato_civile_al(oggi()).unwrap().note.as_deref(), Some("nota"));
}

#[test]
fn a_stato_civile_comes_from_the_list() {
    registrato().quando(storicizza("5", giorno(2010, 1, 1))).rifiuta(Codice::VoceSconosciuta, &["codice"]);
    registrato().quando(storicizza(" ", giorno(2010, 1, 1))).rifiuta(Codice::CampoObbligatorio, &["codice"]);
}

#[test]
fn a_stato_civile_does_not_begin_in_the_future() {
    registrato().quando(storicizza("1", domani())).rifiuta(Codice::DataFutura, &["dal"]);
}

#[test]
fn a_stato_civile_begins_after_the_last_one() {
    for dal in [giorno(2010, 1, 1), giorno(2009, 1, 1)] {
        registrato()
            .poi(storicizza("1", giorno(2010, 1, 1)))
            .quando(storicizza("2", dal))
            .rifiuta(Codice::StatoCivilePrecedente, &["dal"]);
    }
}

#[test]
fn nothing_follows_an_erased_stato_civile() {
    let storia = registrato().poi(storicizza("1", giorno(2010, 1, 1)));
    let mut eventi = storia.eventi;
    eventi[1] = crate::prova::cancellato(&eventi[1]);
    let storia = crate::prova::dato::<Soggetto>(eventi);
    assert_eq!(storia.stato.scheda.as_ref().unwrap().stato_civile_al(oggi()), None);
    storia.quando(storicizza("2", giorno(2020, 1, 1))).rifiuta(Codice::DatiCancellati, &[]);
}
