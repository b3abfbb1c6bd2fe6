use super::*;
use proptest::prelude::*;

fn giorno(anno: i32, mese: u32, giorno: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(anno, mese, giorno).unwrap()
}

fn nomi(comuni: &[&'static Comune]) -> Vec<&'static str> {
    comuni.iter().map(|c| c.denominazione).collect()
}

#[test]
fn every_row_of_every_file_is_read() {
    let righe = |testo: &str| testo.lines().count() - 1;
    assert_eq!(comuni().len(), righe(include_str!("../../data/comuni.csv")));
    assert_eq!(comuni().len(), 19_363);
    assert_eq!(stati_esteri().len(), righe(include_str!("../../data/stati_esteri.csv")));
    assert_eq!(stati_esteri().len(), 222);
    for riga in include_str!("../../data/cap.csv").lines().skip(1) {
        let (codice, cap) = riga.split_once(',').unwrap();
        assert_eq!(cap_di(codice), Some(cap));
        assert!(cap.len() == 5 && cap.bytes().all(|b| b.is_ascii_digit()), "{riga}");
        assert!(!periodi(codice).is_empty(), "{riga}");
    }
}

#[test]
fn the_archive_holds_7894_current_comuni_after_the_delta() {
    assert_eq!(comuni().iter().filter(|c| c.attuale()).count(), 7_894);
}

#[test]
fn rows_are_ordered_and_well_formed() {
    assert!(comuni().windows(2).all(|p| (p[0].codcatastale, p[0].dal) <= (p[1].codcatastale, p[1].dal)));
    assert!(stati_esteri().windows(2).all(|p| p[0].codcatastale < p[1].codcatastale));
    for c in comuni() {
        assert!(c.al.is_none_or(|al| c.dal <= al), "{c:?}");
        assert_eq!(c.sigla_provincia.len(), 2, "{c:?}");
        assert!(c.codistat.len() == 6 || c.codcatastale == "M439", "{c:?}");
        assert!(!c.denominazione.is_empty(), "{c:?}");
    }
}

#[test]
fn a_code_has_at_most_one_current_period() {
    let mut attuali: Vec<_> = comuni().iter().filter(|c| c.attuale()).map(|c| c.codcatastale).collect();
    let tutti = attuali.len();
    attuali.dedup();
    assert_eq!(attuali.len(), tutti);
}

#[test]
fn known_places_have_the_periods_of_the_archive() {
    assert_eq!(periodi("H501").len(), 11);
    assert_eq!(periodi("M082").len(), 4);
    assert_eq!(periodi("G113").len(), 6);
    assert_eq!(periodi("H514").len(), 2);
    let romans = comune_alla("H514", giorno(1986, 7, 11)).unwrap();
    assert_eq!(
        (romans.denominazione, romans.codistat, romans.sigla_provincia),
        ("ROMANS D'ISONZO", "031015", "GO")
    );
}

#[test]
fn a_renamed_comune_has_the_name_of_the_day() {
    assert_eq!(comune_alla("G878", giorno(2023, 7, 12)).unwrap().denominazione, "POPOLI");
    assert_eq!(comune_alla("G878", giorno(2023, 7, 13)).unwrap().denominazione, "POPOLI TERME");
}

#[test]
fn a_ceased_comune_is_not_valid_after_its_last_day() {
    assert!(comune_alla("M332", giorno(2024, 1, 21)).is_some());
    assert!(comune_alla("M332", giorno(2024, 1, 22)).is_none());
    assert_eq!(comune_vicino_alla("M332", giorno(2026, 1, 1)).unwrap().denominazione, "QUERO VAS");
    assert_eq!(valido_alla("M332", giorno(2024, 1, 22)), Some(false));
}

#[test]
fn the_nearest_period_is_the_one_that_holds_the_day() {
    for c in periodi("H501").iter().chain(periodi("G113")) {
        let trovato = comune_vicino_alla(c.codcatastale, c.dal).unwrap();
        assert!(trovato.valido_alla(c.dal), "{c:?}");
    }
    let prima = comune_vicino_alla("H501", giorno(1800, 1, 1)).unwrap();
    assert_eq!(prima.dal, periodi("H501")[0].dal);
}

#[test]
fn the_istat_code_is_read_at_the_date() {
    assert_eq!(comune_per_istat("058091", giorno(2020, 1, 1)).unwrap().codcatastale, "H501");
    // Oristano was in the province of Cagliari before 1974.
    let oristano = comune_alla("G113", giorno(1970, 1, 1)).unwrap();
    assert_eq!(oristano.sigla_provincia, "CA");
    assert_eq!(comune_per_istat(oristano.codistat, giorno(1970, 1, 1)).unwrap().codcatastale, "G113");
    assert!(comune_per_istat("", giorno(2020, 1, 1)).is_none());
}

#[test]
fn a_period_without_catastale_code_is_found_by_istat_code_only() {
    assert!(periodi("ND").is_empty());
    let senale = comune_per_istat("021090", giorno(1960, 1, 1)).unwrap();
    assert_eq!((senale.denominazione, senale.codcatastale), ("SENALE", "ND"));
    assert!(!nomi(&cerca_comuni("senale", Some(giorno(1960, 1, 1)), 10)).contains(&"SENALE"));
}

#[test]
fn a_name_is_not_a_key() {
    for nome in ["CASTRO", "LIVO", "PEGLIO", "SAMONE", "SAN TEODORO"] {
        let omonimi = cerca_comuni(nome, None, 10);
        let uguali: Vec<_> = omonimi.iter().filter(|c| c.denominazione == nome).collect();
        assert_eq!(uguali.len(), 2, "{nome}");
        assert_ne!(uguali[0].codcatastale, uguali[1].codcatastale);
    }
}

#[test]
fn search_ignores_case_accents_apostrophes_and_blanks() {
    for scritto in ["forlì", "FORLI", "Forli'", "forlI\u{300}"] {
        assert_eq!(cerca_comuni(scritto, None, 1)[0].codcatastale, "D704", "{scritto}");
    }
    for scritto in ["sant'agata de' goti", "SANTAGATA DE GOTI", "Sant’Agata dè Goti"] {
        assert_eq!(cerca_comuni(scritto, None, 1)[0].denominazione, "SANT'AGATA DE' GOTI", "{scritto}");
    }
}

#[test]
fn search_knows_the_other_official_name() {
    assert_eq!(cerca_comuni("boz", None, 1)[0].denominazione, "BOLZANO");
}

#[test]
fn a_comune_with_two_names_that_begin_alike_is_shown_once() {
    let merano = periodi("F132").last().unwrap();
    assert_eq!((merano.denominazione, merano.altra_denominazione), ("MERANO", Some("MERAN")));
    assert_eq!(nomi(&cerca_comuni("meran", None, 10)), ["MERANO", "MERANA"]);
}

#[test]
fn search_shows_the_comuni_of_the_chosen_day() {
    assert!(nomi(&cerca_comuni("alano di piave", None, 5)).is_empty());
    assert_eq!(nomi(&cerca_comuni("alano di piave", Some(giorno(1980, 1, 1)), 5)), ["ALANO DI PIAVE"]);
}

#[test]
fn search_respects_the_limit_and_finds_nothing_for_nothing() {
    assert_eq!(cerca_comuni("san", None, 7).len(), 7);
    assert!(cerca_comuni("san", None, 0).is_empty());
    assert!(cerca_comuni(" '", None, 7).is_empty());
    assert!(cerca_stati("", None, 7).is_empty());
}

#[test]
fn the_exact_name_comes_first() {
    assert_eq!(cerca_comuni("roma", None, 5)[0].codcatastale, "H501");
}

#[test]
fn a_state_is_found_by_both_codes_and_by_any_word() {
    assert_eq!(stato_estero("Z110").unwrap().denominazione, "Francia");
    assert_eq!(stato_per_istat("215").unwrap().codcatastale, "Z110");
    assert!(stato_estero("Z999").is_none());
    assert_eq!(cerca_stati("fran", None, 5)[0].codcatastale, "Z110");
    assert_eq!(cerca_stati("corea", None, 5).len(), 2);
    assert_eq!(cerca_stati("GEORGIA", None, 5).len(), 1);
}

#[test]
fn a_ceased_state_is_found_at_its_time_only() {
    assert!(cerca_stati("jugo", None, 5).is_empty());
    assert_eq!(cerca_stati("jugo", Some(giorno(1980, 1, 1)), 5)[0].codcatastale, "Z118");
    assert_eq!(valido_alla("Z118", giorno(1980, 1, 1)), Some(true));
    assert_eq!(valido_alla("Z118", giorno(2010, 1, 1)), Some(false));
}

#[test]
fn a_place_missing_from_an_incomplete_list_is_not_called_inexistent() {
    assert_eq!(classifica("H501"), CodiceLuogo::Noto);
    assert_eq!(classifica("Z110"), CodiceLuogo::Noto);
    assert_eq!(classifica("Z998"), CodiceLuogo::NonCensito);
    assert_eq!(classifica("M439"), CodiceLuogo::Noto);
    assert_eq!(classifica("M440"), CodiceLuogo::NonCensito);
    assert_eq!(classifica("N001"), CodiceLuogo::Inesistente);
    assert_eq!(classifica("H000"), CodiceLuogo::Inesistente);
    assert_eq!(classifica("ND"), CodiceLuogo::Inesistente);
    assert_eq!(valido_alla("M440", giorno(2026, 1, 1)), None);
}

proptest! {
    #[test]
    fn search_never_fails_and_finds_only_what_was_asked(testo in "\\PC{0,12}", limite in 0usize..20) {
        let trovati = cerca_comuni(&testo, None, limite);
        prop_assert!(trovati.len() <= limite);
        prop_assert!(trovati.iter().all(|c| c.attuale()));
        prop_assert!(cerca_stati(&testo, None, limite).len() <= limite);
        prop_assert!(testo.len() == 4 || classifica(&testo) == CodiceLuogo::Inesistente);
    }

    #[test]
    fn every_comune_is_found_by_its_own_name(riga in 0usize..19_363) {
        let comune = &comuni()[riga];
        prop_assume!(comune.codcatastale != "ND");
        let trovati = cerca_comuni(comune.denominazione, Some(comune.dal), usize::MAX);
        prop_assert!(trovati.iter().any(|c| c.codcatastale == comune.codcatastale));
    }
}
