//! Kinds of identifier, and what leaves the process: debug output and serialisation.

use super::*;

#[test]
fn debug_hides_the_value() {
    let code = codice("RSSMRA86L11H514O");
    assert_eq!(format!("{code:?}"), "CodiceFiscale(…)");
    let mut tutto = String::new();
    for testo in ["RSSMRA86L11H514O", "STP1201011234567", "12345678903"] {
        tutto += &format!("{:?}", Identificativo::analizza(testo).unwrap());
    }
    tutto += &format!("{:?}{:?}", dati("ROSSI", "MARIO"), DatiDaVerificare::from(dati("ROSSI", "MARIO")));
    assert!(
        !tutto.contains("ROSSI") && !tutto.contains("RSS") && !tutto.chars().any(|c| c.is_ascii_digit()),
        "{tutto}"
    );
}

#[test]
fn serialised_as_a_string_and_validated_when_read_back() {
    let code = codice("RSSMRA86L11H514O");
    assert_eq!(serde_json::to_string(&code).unwrap(), "\"RSSMRA86L11H514O\"");
    assert_eq!(serde_json::from_str::<CodiceFiscale>("\"RSSMRA86L11H514O\"").unwrap(), code);
    let errore = serde_json::from_str::<CodiceFiscale>("\"RSSMRA86L11H514P\"").unwrap_err();
    assert!(!errore.to_string().contains("RSS"), "{errore}");
    let stp = Identificativo::analizza("stp1201011234567").unwrap();
    assert_eq!(serde_json::to_string(&stp).unwrap(), "\"STP1201011234567\"");
    assert_eq!(serde_json::from_str::<Identificativo>("\"STP1201011234567\"").unwrap(), stp);
}

#[test]
fn a_stored_code_stays_readable_when_its_place_is_not_in_the_archive() {
    let scritto = omocodia("RSSMRA86L11H000", 0);
    assert!(CodiceFiscale::analizza(&scritto).is_err());
    assert_eq!(scritto.parse::<CodiceFiscale>().unwrap().as_str(), scritto);
}

#[test]
fn a_provisional_code_has_eleven_digits_and_a_check_digit() {
    let provvisorio = Identificativo::analizza("12345678903").unwrap();
    assert_eq!(provvisorio.genere(), GenereIdentificativo::Provvisorio);
    assert!(provvisorio.genere().noto_ad_anpr());
    let Identificativo::Provvisorio(codice) = &provvisorio else { panic!("{provvisorio:?}") };
    assert_eq!(codice.ufficio(), "890");
    assert_eq!(errore("12345678904"), ErroreCodiceFiscale::CarattereDiControllo);
    assert_eq!(
        errore("1234567890A"),
        ErroreCodiceFiscale::Carattere { posizione: 11, atteso: Atteso::Cifra }
    );
}

#[test]
fn health_identifiers_are_kinds_of_their_own() {
    let stp = Identificativo::analizza("STP1201011234567").unwrap();
    assert_eq!(stp.genere(), GenereIdentificativo::Stp);
    assert!(!stp.genere().noto_ad_anpr());
    assert!(stp.codice_fiscale().is_none());
    let Identificativo::Stp(codice) = &stp else { panic!("{stp:?}") };
    assert_eq!((codice.regione(), codice.asl()), ("120", "101"));
    assert_eq!(Identificativo::analizza("eni 120 101 0000001").unwrap().genere(), GenereIdentificativo::Eni);
    assert_eq!(errore("STP120101123456"), ErroreCodiceFiscale::Lunghezza { caratteri: 15 });
    assert_eq!(
        errore("ENI12010112345X7"),
        ErroreCodiceFiscale::Carattere { posizione: 15, atteso: Atteso::Cifra }
    );
}

#[test]
fn a_surname_whose_letters_are_stp_is_not_a_health_identifier() {
    let code = calcolato("SETTEPANI", "MARIO");
    assert_eq!(&code[..3], "STT");
    let code = calcolato("STOPPA", "MARIO");
    assert_eq!(&code[..3], "STP");
    assert_eq!(Identificativo::analizza(&code).unwrap().genere(), GenereIdentificativo::Definitivo);
}
