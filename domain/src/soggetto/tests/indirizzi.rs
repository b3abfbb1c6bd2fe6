//! Residenza, domicilio and the other addresses.

use super::*;
use crate::prova::domani;
use crate::rifiuto::Codice;

fn registra_indirizzo(tipo: &str, indirizzo: Indirizzo) -> SoggettoCommand {
    SoggettoCommand::RegistraIndirizzo { tipo: tipo.into(), indirizzo, oggi: oggi() }
}

#[test]
fn residenza_and_domicilio_live_side_by_side() {
    let trasloco = Indirizzo { dal: giorno(2022, 1, 1), via: "VIA NUOVA".into(), ..indirizzo() };
    let storia = registrato()
        .poi(registra_indirizzo("1", indirizzo()))
        .poi(registra_indirizzo("3", indirizzo()))
        .poi(registra_indirizzo("1", trasloco));
    let scheda = storia.stato.scheda.unwrap();
    let via = |tipo, al| scheda.indirizzo_al(tipo, al).map(|i| i.via.as_str());
    assert_eq!(via("1", giorno(2019, 12, 31)), None);
    assert_eq!(via("1", giorno(2021, 12, 31)), Some("VIA DELLE PROVE"));
    assert_eq!(via("1", oggi()), Some("VIA NUOVA"));
    assert_eq!(via("3", oggi()), Some("VIA DELLE PROVE"));
    assert_eq!(scheda.indirizzi.len(), 3);
}

#[test]
fn an_address_has_a_kind_from_the_list_a_known_place_and_a_street() {
    registrato().quando(registra_indirizzo("77", indirizzo())).rifiuta(Codice::VoceSconosciuta, &["tipo"]);
    let altrove = Indirizzo { codice_luogo: "A000".into(), ..indirizzo() };
    registrato().quando(registra_indirizzo("1", altrove)).rifiuta(Codice::LuogoSconosciuto, &["codiceLuogo"]);
    let senza_via = Indirizzo { via: " ".into(), ..indirizzo() };
    registrato().quando(registra_indirizzo("1", senza_via)).rifiuta(Codice::CampoObbligatorio, &["via"]);
}

#[test]
fn an_address_does_not_begin_in_the_future() {
    let futuro = Indirizzo { dal: domani(), ..indirizzo() };
    registrato().quando(registra_indirizzo("1", futuro)).rifiuta(Codice::DataFutura, &["dal"]);
}

#[test]
fn the_archive_completes_the_name_of_the_place() {
    let senza_nome = Indirizzo { luogo: " ".into(), provincia: String::new(), ..indirizzo() };
    let storia = registrato().poi(registra_indirizzo("1", senza_nome));
    let scheda = storia.stato.scheda.unwrap();
    assert_eq!(scheda.indirizzo_al("1", oggi()), Some(&indirizzo()));
}

#[test]
fn the_same_address_again_is_no_change() {
    for dal in [giorno(2020, 1, 1), giorno(2023, 1, 1)] {
        registrato()
            .poi(registra_indirizzo("1", indirizzo()))
            .quando(registra_indirizzo("1", Indirizzo { dal, ..indirizzo() }))
            .rifiuta(Codice::NessunaModifica, &[]);
    }
}

#[test]
fn the_same_address_from_an_earlier_day_is_a_change() {
    registrato()
        .poi(registra_indirizzo("1", indirizzo()))
        .poi(registra_indirizzo("1", Indirizzo { dal: giorno(2018, 1, 1), ..indirizzo() }));
}

#[test]
fn an_address_registered_late_does_not_hide_a_more_recent_one() {
    let trasloco = Indirizzo { dal: giorno(2022, 1, 1), via: "VIA NUOVA".into(), ..indirizzo() };
    let storia =
        registrato().poi(registra_indirizzo("1", trasloco)).poi(registra_indirizzo("1", indirizzo()));
    let scheda = storia.stato.scheda.unwrap();
    assert_eq!(scheda.indirizzo_al("1", oggi()).map(|i| i.via.as_str()), Some("VIA NUOVA"));
}

#[test]
fn nothing_is_added_to_erased_addresses() {
    let mut eventi = registrato().poi(registra_indirizzo("1", indirizzo())).eventi;
    eventi[1] = crate::prova::cancellato(&eventi[1]);
    let storia = crate::prova::dato::<Soggetto>(eventi);
    assert_eq!(storia.stato.scheda.as_ref().unwrap().indirizzo_al("1", oggi()), None);
    storia.quando(registra_indirizzo("1", indirizzo())).rifiuta(Codice::DatiCancellati, &[]);
}
