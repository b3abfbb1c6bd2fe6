//! Importing and entering by hand.

use super::*;
use crate::evento::{Registrato, ambiti};
use crate::persona::{DataParziale, IndicatoreCf, LuogoNascita, Precisione};
use crate::prova::{domani, in_chiaro, solo};
use crate::rifiuto::Codice;
use crate::riservato::Riservato;

fn calcolato() -> DatiAnagrafici {
    DatiAnagrafici { indicatore_cf: IndicatoreCf::Calcolato, ..rossi() }
}

fn nato_a(luogo: LuogoNascita) -> DatiAnagrafici {
    DatiAnagrafici { luogo_nascita: Some(luogo), ..rossi() }
}

fn comune(codice: &str) -> LuogoNascita {
    LuogoNascita::Comune { codice: codice.into(), denominazione: String::new(), provincia: String::new() }
}

#[test]
fn an_import_keeps_what_the_register_showed() {
    let storia = nessuno().quando(importa(rossi())).allora([SoggettoImportato {
        anagrafica: Riservato::nuovo(soggetto(), rossi()),
        provenienza: provenienza(),
    }
    .into()]);
    let scheda = storia.stato.scheda.unwrap();
    assert_eq!((scheda.id, scheda.origine), (soggetto(), Origine::Importato));
    assert_eq!(scheda.provenienza, Some(provenienza()));
}

#[test]
fn a_subject_is_imported_or_registered_once() {
    for comando in [importa(rossi()), registra(rossi())] {
        registrato().quando(comando).rifiuta(Codice::SoggettoEsistente, &[]);
    }
}

#[test]
fn an_import_needs_a_codice_fiscale_from_the_ministry() {
    let senza = DatiAnagrafici { codice_fiscale: None, ..rossi() };
    nessuno().quando(importa(senza)).rifiuta(Codice::CodiceFiscaleAssente, &["codiceFiscale"]);
    nessuno()
        .quando(importa(calcolato()))
        .rifiuta(Codice::CodiceFiscaleIncoerente, &["codiceFiscale", "indicatoreCf"]);
    let errato = DatiAnagrafici { codice_fiscale: Some("RSSMRA86L11H514X".into()), ..rossi() };
    nessuno().quando(importa(errato)).rifiuta(Codice::CodiceFiscaleControllo, &["codiceFiscale"]);
}

#[test]
fn an_import_needs_a_name_and_the_id_anpr() {
    for dati in [
        DatiAnagrafici { id_anpr: None, ..rossi() },
        DatiAnagrafici { cognome: None, nome: Some(" ".into()), ..rossi() },
        DatiAnagrafici { cognome: Some("RO\0SSI".into()), nome: None, ..rossi() },
    ] {
        nessuno().quando(importa(dati)).rifiuta(Codice::AnprRispostaNonValida, &[]);
    }
}

#[test]
fn a_person_is_entered_with_normalised_names() {
    let dati =
        DatiAnagrafici { cognome: Some("  DE   ROSA\u{300}".into()), nome: Some(" ".into()), ..rossi() };
    let storia = nessuno().poi(registra(dati));
    let scheda = storia.stato.scheda.unwrap();
    let dati = scheda.anagrafica.valore().unwrap();
    assert_eq!((dati.cognome.as_deref(), dati.nome.as_deref()), (Some("DE ROSÀ"), None));
    assert_eq!(scheda.origine, Origine::Registrato);
}

#[test]
fn needs_at_least_a_surname_or_a_first_name() {
    nessuno().poi(registra(solo("ROSSI")));
    nessuno().quando(registra(solo(" "))).rifiuta(Codice::NomeMancante, &["cognome", "nome"]);
}

#[test]
fn refuses_a_name_too_long_or_with_control_characters() {
    nessuno().quando(registra(solo(&"A".repeat(101)))).rifiuta(Codice::CampoTroppoLungo, &["cognome"]);
    nessuno().quando(registra(solo("A\0B"))).rifiuta(Codice::CaratteriNonAmmessi, &["cognome"]);
}

#[test]
fn refuses_a_birth_date_in_the_future_or_before_1850() {
    let nato = |data| DatiAnagrafici { data_nascita: Some(DataParziale::certa(data)), ..solo("ROSSI") };
    nessuno().poi(registra(nato(oggi())));
    nessuno().quando(registra(nato(domani()))).rifiuta(Codice::DataFutura, &["dataNascita"]);
    nessuno()
        .quando(registra(nato(giorno(1849, 12, 31))))
        .rifiuta(Codice::DataTroppoRemota, &["dataNascita"]);
}

#[test]
fn refuses_a_future_date_of_the_demographic_status() {
    let dati = DatiAnagrafici { data_stato_demografico: Some(domani()), ..rossi() };
    nessuno().quando(registra(dati)).rifiuta(Codice::DataFutura, &["dataStatoDemografico"]);
}

#[test]
fn the_codice_fiscale_is_there_exactly_when_it_is_available() {
    for dati in [
        DatiAnagrafici { codice_fiscale: None, ..rossi() },
        DatiAnagrafici { codice_fiscale: Some("  ".into()), ..calcolato() },
        DatiAnagrafici { indicatore_cf: IndicatoreCf::NonDisponibile, ..rossi() },
    ] {
        nessuno()
            .quando(registra(dati))
            .rifiuta(Codice::CodiceFiscaleIncoerente, &["codiceFiscale", "indicatoreCf"]);
    }
}

#[test]
fn each_fault_of_the_codice_fiscale_has_its_own_code() {
    for (codice, atteso) in [
        ("RSSMRA86L11H514", Codice::CodiceFiscaleLunghezza),
        ("RSSMRA86L11H5140", Codice::CodiceFiscaleFormato),
        ("RSSMRA86L11H514X", Codice::CodiceFiscaleControllo),
        ("RSSMRA86L32H514O", Codice::CodiceFiscaleData),
    ] {
        let dati = DatiAnagrafici { codice_fiscale: Some(codice.into()), ..rossi() };
        nessuno().quando(registra(dati)).rifiuta(atteso, &["codiceFiscale"]);
    }
}

#[test]
fn the_codice_fiscale_is_kept_upper_case_without_blanks() {
    let dati = DatiAnagrafici { codice_fiscale: Some(" rssmra 86l11 h514o ".into()), ..rossi() };
    let storia = nessuno().poi(registra(dati));
    let scheda = storia.stato.scheda.unwrap();
    assert_eq!(scheda.anagrafica.valore().unwrap().codice_fiscale.as_deref(), Some("RSSMRA86L11H514O"));
}

#[test]
fn a_computed_codice_fiscale_is_the_one_that_the_data_give() {
    nessuno().poi(registra(calcolato()));
    let altro = DatiAnagrafici { nome: Some("LUIGI".into()), ..calcolato() };
    nessuno()
        .quando(registra(altro.clone()))
        .rifiuta(Codice::CodiceFiscaleIncoerente, &["codiceFiscale", "indicatoreCf"]);
    // From the ministry the same difference is none of our business: names change, codes stay.
    nessuno().poi(registra(DatiAnagrafici { indicatore_cf: IndicatoreCf::Ministeriale, ..altro }));
}

#[test]
fn a_computed_codice_fiscale_needs_sex_date_and_place() {
    let dati = DatiAnagrafici {
        sesso: None,
        data_nascita: Some(DataParziale { data: giorno(1986, 1, 1), precisione: Precisione::Anno }),
        luogo_nascita: Some(LuogoNascita::Descritto { descrizione: "IN MARE".into() }),
        ..calcolato()
    };
    nessuno()
        .quando(registra(dati))
        .rifiuta(Codice::CodiceFiscaleNonCalcolabile, &["sesso", "dataNascita", "luogoNascita"]);
}

#[test]
fn a_computed_codice_fiscale_may_be_the_omocodia_of_the_computed_one() {
    let dati = DatiAnagrafici { codice_fiscale: Some("RSSMRA86L11H51QL".into()), ..calcolato() };
    nessuno().poi(registra(dati));
}

#[test]
fn refuses_a_birth_place_that_never_existed() {
    for luogo in [
        comune("A000"),
        comune("Z100"),
        comune(""),
        LuogoNascita::Estero { codice: "H501".into(), stato: "X".into(), localita: None },
    ] {
        nessuno().quando(registra(nato_a(luogo))).rifiuta(Codice::LuogoNascitaSconosciuto, &["luogoNascita"]);
    }
}

#[test]
fn a_birth_place_that_did_not_exist_at_birth_is_no_refusal() {
    let storto = DatiAnagrafici {
        data_nascita: Some(DataParziale::certa(giorno(1851, 1, 1))),
        ..nato_a(comune("H501"))
    };
    nessuno().poi(registra(storto));
}

#[test]
fn the_archive_completes_the_name_of_the_birth_place() {
    let storia = nessuno().poi(registra(nato_a(comune("h501"))));
    let scheda = storia.stato.scheda.unwrap();
    let luogo = scheda.anagrafica.valore().unwrap().luogo_nascita.clone().unwrap();
    assert_eq!((luogo.codice(), luogo.descrizione()), (Some("H501"), "ROMA"));
}

#[test]
fn refuses_codes_that_the_lists_have_not() {
    let stato = DatiAnagrafici { stato_demografico: Some("BOH".into()), ..rossi() };
    nessuno().quando(registra(stato)).rifiuta(Codice::VoceSconosciuta, &["statoDemografico"]);
    let cittadino = |codici: &[&str]| DatiAnagrafici {
        cittadinanze: codici.iter().map(|c| (*c).to_owned()).collect(),
        ..rossi()
    };
    nessuno()
        .quando(registra(cittadino(&["100", "777"])))
        .rifiuta(Codice::VoceSconosciuta, &["cittadinanze"]);
    let storia = nessuno().poi(registra(cittadino(&["100", "999", "201", "100"])));
    let scheda = storia.stato.scheda.unwrap();
    assert_eq!(scheda.anagrafica.valore().unwrap().cittadinanze, ["100", "999", "201"]);
}

#[test]
fn the_exact_codice_fiscale_is_reserved_for_the_subject() {
    let id = soggetto().to_string();
    for comando in [importa(rossi()), registra(rossi())] {
        let storia = nessuno().poi(comando);
        let prenotazioni = Soggetto::prenotazioni(&storia.eventi[0], &id);
        assert_eq!(
            in_chiaro(&prenotazioni),
            [(ambiti::CODICE_FISCALE, "RSSMRA86L11H514O", id.as_str(), true)]
        );
        assert_eq!(Soggetto::soggetti(&storia.eventi[0], &id), [soggetto()]);
    }
    let storia = nessuno().poi(registra(solo("ROSSI")));
    assert!(Soggetto::prenotazioni(&storia.eventi[0], &id).is_empty());
}
