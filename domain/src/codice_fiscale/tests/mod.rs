mod identificativi;
mod proprieta;

use super::*;

/// Positions (from 0) where omocodia may put a letter.
const SOSTITUIBILI: [usize; 7] = [6, 7, 9, 10, 12, 13, 14];

fn giorno(anno: i32, mese: u32, giorno: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(anno, mese, giorno).unwrap()
}

fn dati<'a>(cognome: &'a str, nome: &'a str) -> DatiPerCalcolo<'a> {
    DatiPerCalcolo { cognome, nome, sesso: Sesso::M, data_nascita: giorno(1986, 7, 11), codice_luogo: "H514" }
}

fn calcolato(cognome: &str, nome: &str) -> String {
    calcola(&dati(cognome, nome)).unwrap().as_str().to_owned()
}

fn codice(testo: &str) -> CodiceFiscale {
    CodiceFiscale::analizza(testo).unwrap()
}

fn errore(testo: &str) -> ErroreCodiceFiscale {
    Identificativo::analizza(testo).unwrap_err()
}

/// The check letter as the law prints it: two tables, position by position.
fn controllo_di_legge(quindici: &str) -> char {
    let dispari = |c: char| match c {
        '0' | 'A' => 1,
        '1' | 'B' => 0,
        '2' | 'C' => 5,
        '3' | 'D' => 7,
        '4' | 'E' => 9,
        '5' | 'F' => 13,
        '6' | 'G' => 15,
        '7' | 'H' => 17,
        '8' | 'I' => 19,
        '9' | 'J' => 21,
        'K' => 2,
        'L' => 4,
        'M' => 18,
        'N' => 20,
        'O' => 11,
        'P' => 3,
        'Q' => 6,
        'R' => 8,
        'S' => 12,
        'T' => 14,
        'U' => 16,
        'V' => 10,
        'W' => 22,
        'X' => 25,
        'Y' => 24,
        _ => 23,
    };
    let pari = |c: char| c.to_digit(10).unwrap_or_else(|| u32::from(c) - u32::from('A'));
    let somma: u32 =
        quindici.chars().enumerate().map(|(i, c)| if i % 2 == 0 { dispari(c) } else { pari(c) }).sum();
    char::from_u32(u32::from('A') + somma % 26).unwrap()
}

/// Replaces by letters the digits chosen by the bits of `maschera`, and recomputes the check letter.
fn omocodia(base: &str, maschera: u8) -> String {
    let mut caratteri: Vec<char> = base.chars().take(15).collect();
    for (bit, posizione) in SOSTITUIBILI.iter().enumerate() {
        if maschera & (1 << bit) != 0 {
            let cifra = caratteri[*posizione].to_digit(10).unwrap() as usize;
            caratteri[*posizione] = "LMNPQRSTUV".chars().nth(cifra).unwrap();
        }
    }
    let quindici: String = caratteri.into_iter().collect();
    let controllo = controllo_di_legge(&quindici);
    format!("{quindici}{controllo}")
}

#[test]
fn known_codes_are_valid() {
    for noto in ["RSSMRA86L11H514O", "NRELCU88E60M082V", "RSSTMS18P03M082H"] {
        assert_eq!(codice(noto).as_str(), noto);
    }
}

#[test]
fn computes_the_code_of_the_manual() {
    assert_eq!(calcolato("ROSSI", "MARIO"), "RSSMRA86L11H514O");
}

#[test]
fn computes_the_code_of_a_woman_with_forty_added_to_the_day() {
    let donna = DatiPerCalcolo {
        cognome: "NERI",
        nome: "LUCIA",
        sesso: Sesso::F,
        data_nascita: giorno(1988, 5, 20),
        codice_luogo: "m082",
    };
    let calcolato = calcola(&donna).unwrap();
    assert_eq!(&calcolato.as_str()[..15], "NRELCU88E60M082");
    assert_eq!(calcolato.as_str(), "NRELCU88E60M082V");
    assert_eq!(calcolato.sesso(), Sesso::F);
}

#[test]
fn the_first_name_skips_its_second_consonant_when_there_are_four() {
    assert_eq!(&calcolato("ROSSI", "GIANFRANCO")[3..6], "GFR");
    assert_eq!(&calcolato("ROSSI", "ROBERTO")[3..6], "RRT");
    assert_eq!(&calcolato("ROSSI", "MARTA")[3..6], "MRT");
    assert_eq!(&calcolato("GIANFRANCO", "ROSA")[..3], "GNF");
}

#[test]
fn all_given_names_and_all_parts_of_a_surname_are_one_string() {
    assert_eq!(&calcolato("DE LA CRUZ", "ANNA MARIA")[..6], "DLCNMR");
    assert_eq!(&calcolato("D'AMICO-ROSSI", "PIER LUIGI")[..6], "DMCPLG");
}

#[test]
fn short_names_are_filled_with_vowels_and_then_x() {
    assert_eq!(&calcolato("FO", "IO")[..6], "FOXIOX");
    assert_eq!(&calcolato("AIELLO", "LEA")[..6], "LLALEA");
    assert_eq!(&calcolato("HU", "A")[..6], "HUXAXX");
}

#[test]
fn y_j_k_w_are_consonants() {
    assert_eq!(&calcolato("YAKI", "JAWE")[..6], "YKAJWA");
}

#[test]
fn an_absent_name_gives_xxx_but_both_cannot_be_absent() {
    assert_eq!(&calcolato("", "SUNITA")[..6], "XXXSNT");
    assert_eq!(&calcolato("SINGH", " ")[..6], "SNGXXX");
    assert_eq!(calcola(&dati("", "  ")).unwrap_err(), ErroreCodiceFiscale::NomeMancante);
}

#[test]
fn diacritics_are_written_as_in_the_circular() {
    let casi = [
        ("à", "A"),
        ("Nicolò", "NICOLO"),
        ("Jörg", "JOERG"),
        ("Müller", "MUELLER"),
        ("Jäger", "JAEGER"),
        ("Weiß", "WEISS"),
        ("Cæsar", "CAESAR"),
        ("Œuvre", "OEUVRE"),
        ("Čiček", "CICEK"),
        ("Žižek Šošić", "ZIZEKSOSIC"),
        ("Ê Ë Î Ï Ô Û Â Ç", "EEIIOUAC"),
        ("Sørensen", "SOERENSEN"),
        ("Núñez", "NUNEZ"),
        ("Ångström", "ANGSTROEM"),
        ("Łukasz", "LUKASZ"),
        ("Þór Đorđević", "THORDORDEVIC"),
        ("Yıldız İnci", "YILDIZINCI"),
        ("Joo\u{308}", "JOOE"),
        ("Nguyễn", "NGUYEN"),
    ];
    for (nome, atteso) in casi {
        assert_eq!(traslitterazione::lettere(nome), atteso, "{nome}");
    }
}

#[test]
fn a_name_without_latin_letters_cannot_be_computed() {
    assert_eq!(
        calcola(&dati("Иванов", "MARIO")).unwrap_err(),
        ErroreCodiceFiscale::NonTraslitterabile { campo: CampoNome::Cognome }
    );
    assert_eq!(
        calcola(&dati("ROSSI", "李")).unwrap_err(),
        ErroreCodiceFiscale::NonTraslitterabile { campo: CampoNome::Nome }
    );
}

#[test]
fn refuses_to_compute_with_an_unknown_place() {
    for luogo in ["", "H000", "ROMA", "H5O1", "N001"] {
        let senza_luogo = DatiPerCalcolo { codice_luogo: luogo, ..dati("ROSSI", "MARIO") };
        assert_eq!(
            calcola(&senza_luogo).unwrap_err(),
            ErroreCodiceFiscale::LuogoNascitaSconosciuto,
            "{luogo}"
        );
    }
}

#[test]
fn each_month_has_its_letter() {
    for (mese, lettera) in (1..).zip("ABCDEHLMPRST".chars()) {
        let nato = DatiPerCalcolo { data_nascita: giorno(1990, mese, 5), ..dati("ROSSI", "MARIO") };
        let calcolato = calcola(&nato).unwrap();
        assert_eq!(calcolato.as_str().chars().nth(8), Some(lettera));
        assert_eq!(calcolato.data_nascita(giorno(2026, 1, 1)), [giorno(1990, mese, 5)]);
    }
}

#[test]
fn blanks_and_case_do_not_count() {
    for scritto in
        ["rssmra86l11h514o", " RSS MRA 86L11 H514O ", "RSSMRA86L11\u{a0}H514O\n", "\u{feff}RSSMRA86L11H514O"]
    {
        assert_eq!(codice(scritto).as_str(), "RSSMRA86L11H514O");
    }
}

#[test]
fn each_level_has_its_error() {
    use ErroreCodiceFiscale as E;
    assert_eq!(errore(""), E::Vuoto);
    assert_eq!(errore(" \t"), E::Vuoto);
    assert_eq!(errore("RSSMRA86L11H514"), E::Lunghezza { caratteri: 15 });
    assert_eq!(errore("RSSMRA86L11"), E::Lunghezza { caratteri: 11 });
    assert_eq!(errore("RSSMRA86L11H514OO"), E::Lunghezza { caratteri: 17 });
    assert_eq!(errore("R5SMRA86L11H514O"), E::Carattere { posizione: 2, atteso: Atteso::Lettera });
    assert_eq!(errore("RSSMRAX6L11H514O"), E::Carattere { posizione: 7, atteso: Atteso::Cifra });
    assert_eq!(errore("RSSMRA86F11H514O"), E::Carattere { posizione: 9, atteso: Atteso::LetteraMese });
    assert_eq!(errore("RSSMRÀ86L11H514O"), E::Carattere { posizione: 6, atteso: Atteso::Lettera });
    assert_eq!(errore("RSSMRA86L32H514O"), E::DataInesistente);
    assert_eq!(errore("RSSMRA86L00H514O"), E::DataInesistente);
    assert_eq!(errore("RSSMRA86L40H514O"), E::DataInesistente);
    assert_eq!(errore("RSSMRA86L72H514O"), E::DataInesistente);
    assert_eq!(errore("RSSMRA86D31H514O"), E::DataInesistente);
    assert_eq!(errore("RSSMRA86B29H514O"), E::DataInesistente);
    assert_eq!(errore("RSSMRA86L11H514P"), E::CarattereDiControllo);
    assert_eq!(errore(&omocodia("RSSMRA86L11H000", 0)), E::LuogoSconosciuto);
}

#[test]
fn a_zero_in_place_of_the_final_letter_is_named_by_its_position() {
    assert_eq!(
        errore("RSSMRA86L11H5140"),
        ErroreCodiceFiscale::Carattere { posizione: 16, atteso: Atteso::Lettera }
    );
}

#[test]
fn errors_tell_the_rule_and_never_the_code() {
    let messaggio = errore("RSSMRA86F11H514O").to_string();
    assert_eq!(messaggio, "in posizione 9 è attesa la lettera di un mese");
    assert_eq!(errore("RSSMRA86L11H514P").codice().as_str(), "CODICE_FISCALE_CONTROLLO");
    for scritto in ["RSSMRA86L11H514P", "RSSMRA86L32H514O", "RSSMRA86L11H514", "R5SMRA86L11H514O"] {
        let errore = errore(scritto);
        assert!(!format!("{errore} {errore:?}").contains("RSS"), "{errore}");
    }
}

#[test]
fn the_29_february_of_a_leap_year_in_any_century_is_a_date() {
    let nato_nel_2000 = codice(&omocodia("RSSMRA00B29H514", 0));
    assert_eq!(nato_nel_2000.data_nascita(giorno(2026, 5, 1)), [giorno(2000, 2, 29)]);
}

#[test]
fn the_birth_date_is_the_most_recent_one_not_in_the_future() {
    let oggi = giorno(2026, 5, 10);
    let nato = |anno_mese_giorno: &str| {
        codice(&omocodia(&format!("RSSMRA{anno_mese_giorno}H501"), 0)).data_nascita(oggi)
    };
    assert_eq!(nato("86L11"), [giorno(1986, 7, 11)]);
    assert_eq!(nato("26E10"), [giorno(2026, 5, 10), giorno(1926, 5, 10)]);
    assert_eq!(nato("26E11"), [giorno(1926, 5, 11)]);
    assert_eq!(nato("27A01"), [giorno(1927, 1, 1)]);
    assert_eq!(nato("10A01"), [giorno(2010, 1, 1), giorno(1910, 1, 1)]);
    assert_eq!(nato("00A01"), [giorno(2000, 1, 1)]);
}

#[test]
fn the_parts_of_a_code_are_read_through_the_omocodia() {
    let omocode = codice(&omocodia("RSSMRA86L51H514", 0b111_1111));
    assert!(omocode.omocodico());
    assert_eq!(omocode.sesso(), Sesso::F);
    assert_eq!(omocode.codice_luogo(), "H514");
    assert_eq!(omocode.data_nascita(giorno(2026, 1, 1)), [giorno(1986, 7, 11)]);
    assert!(!codice("RSSMRA86L11H514O").omocodico());
}

#[test]
fn all_127_omocodie_have_the_same_base() {
    for maschera in 0..128u8 {
        let omocode = codice(&omocodia("RSSMRA86L11H514", maschera));
        assert_eq!(omocode.base().as_str(), "RSSMRA86L11H514O", "{maschera:07b}");
        assert_eq!(omocode.omocodico(), maschera != 0);
    }
}

#[test]
fn data_that_agree_give_no_warning() {
    let mario = dati("ROSSI", "MARIO");
    assert!(codice("RSSMRA86L11H514O").verifica_con(&mario.into()).is_empty());
    assert!(codice(&omocodia("RSSMRA86L11H514", 5)).verifica_con(&mario.into()).is_empty());
    assert!(codice("RSSMRA86L11H514O").verifica_con(&DatiDaVerificare::default()).is_empty());
}

#[test]
fn every_difference_gives_its_warning() {
    let altri = DatiDaVerificare {
        cognome: Some("BIANCHI"),
        nome: Some("LUIGI"),
        sesso: Some(Sesso::F),
        data_nascita: Some(giorno(1986, 7, 12)),
        codice_luogo: Some("H501"),
    };
    assert_eq!(
        codice("RSSMRA86L11H514O").verifica_con(&altri),
        [
            Avviso::CognomeDiverso,
            Avviso::NomeDiverso,
            Avviso::SessoDiverso,
            Avviso::DataNascitaDiversa,
            Avviso::LuogoNascitaDiverso
        ]
    );
}

#[test]
fn the_birth_date_agrees_in_its_own_century_only() {
    let code = codice("RSSMRA86L11H514O");
    let nato = |data| code.verifica_con(&DatiDaVerificare { data_nascita: Some(data), ..Default::default() });
    assert!(nato(giorno(1986, 7, 11)).is_empty());
    // The code does not tell the century: 1886 is not contradicted by it, only by the archive of places.
    assert!(!nato(giorno(1886, 7, 11)).contains(&Avviso::DataNascitaDiversa));
    assert_eq!(nato(giorno(1987, 7, 11)), [Avviso::DataNascitaDiversa]);
}

#[test]
fn a_place_not_valid_at_the_birth_date_is_a_warning() {
    // H513 ROMANS ceased in 1928.
    let nato = DatiPerCalcolo { codice_luogo: "H513", ..dati("ROSSI", "MARIO") };
    let code = codice(calcola(&nato).unwrap().as_str());
    assert_eq!(code.verifica_con(&nato.into()), [Avviso::LuogoNonValidoAllaData]);
}

#[test]
fn a_place_missing_from_an_incomplete_archive_is_a_warning() {
    for luogo in ["Z998", "M999"] {
        let nato = DatiPerCalcolo { codice_luogo: luogo, ..dati("ROSSI", "MARIO") };
        let code = codice(calcola(&nato).unwrap().as_str());
        assert_eq!(code.verifica_con(&nato.into()), [Avviso::LuogoNonCensito]);
    }
}
