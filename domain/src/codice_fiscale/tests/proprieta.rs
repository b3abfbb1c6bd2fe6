//! Rules that hold for any input.

use super::*;
use proptest::prelude::*;

/// A base form with any name, date and known place.
fn forma_base() -> impl Strategy<Value = String> {
    ("[A-Z]{6}", 0i32..100, 0u32..365, any::<bool>(), 0usize..19_000).prop_map(
        |(nomi, anno, giorni, donna, luogo)| {
            let data = giorno(1901 + anno, 1, 1) + chrono::Days::new(u64::from(giorni));
            let mese = "ABCDEHLMPRST".chars().nth(data.month0() as usize).unwrap();
            let giorno = data.day() + if donna { 40 } else { 0 };
            let luogo = luoghi::comuni()[luogo].codcatastale;
            let quindici = format!("{nomi}{:02}{mese}{giorno:02}{luogo}", data.year() % 100);
            let controllo = controllo_di_legge(&quindici);
            format!("{quindici}{controllo}")
        },
    )
}

proptest! {
    #[test]
    fn the_base_of_any_omocodia_is_the_base(base in forma_base(), maschera in 0u8..128) {
        let omocode = CodiceFiscale::analizza(&omocodia(&base, maschera)).unwrap();
        let ritrovata = omocode.base();
        prop_assert_eq!(ritrovata.as_str(), base.as_str());
        prop_assert_eq!(omocode.base().base(), omocode.base());
        prop_assert_eq!(omocode.omocodico(), maschera != 0);
        prop_assert_eq!(omocode.base().sesso(), omocode.sesso());
        prop_assert_eq!(omocode.base().codice_luogo(), omocode.codice_luogo());
        let oggi = giorno(2026, 1, 1);
        prop_assert_eq!(omocode.base().data_nascita(oggi), omocode.data_nascita(oggi));
    }

    #[test]
    fn one_wrong_check_letter_is_always_refused(base in forma_base(), altra in proptest::char::range('A', 'Z')) {
        prop_assume!(!base.ends_with(altra));
        let sbagliato = format!("{}{altra}", &base[..15]);
        prop_assert_eq!(CodiceFiscale::analizza(&sbagliato).unwrap_err(), ErroreCodiceFiscale::CarattereDiControllo);
    }

    #[test]
    fn what_is_computed_is_valid_and_agrees(
        cognome in "[A-Za-zàèìòùöüß' -]{0,12}[A-Z]",
        nome in "[A-Za-zàèìòùöüß' -]{0,12}[A-Z]",
        donna in any::<bool>(),
        giorni in 0u64..40_000,
    ) {
        let dati = DatiPerCalcolo {
            cognome: &cognome,
            nome: &nome,
            sesso: if donna { Sesso::F } else { Sesso::M },
            data_nascita: giorno(1938, 7, 27) + chrono::Days::new(giorni),
            codice_luogo: "H501",
        };
        let calcolato = calcola(&dati).unwrap();
        prop_assert_eq!(&CodiceFiscale::analizza(calcolato.as_str()).unwrap(), &calcolato);
        prop_assert!(!calcolato.omocodico());
        let avvisi = calcolato.verifica_con(&dati.into());
        // Rome has a gap of no day from 1938 on.
        prop_assert!(avvisi.is_empty(), "{:?}", avvisi);
        prop_assert!(calcolato.data_nascita(giorno(2060, 1, 1)).contains(&dati.data_nascita));
    }

    #[test]
    fn the_parser_never_panics(testo in "\\PC*") {
        let _ = Identificativo::analizza(&testo);
        let _ = CodiceFiscale::analizza(&testo);
        let dati = dati(&testo, &testo);
        if let Ok(code) = calcola(&dati) {
            prop_assert!(CodiceFiscale::analizza(code.as_str()).is_ok());
        }
    }

    #[test]
    fn sixteen_or_eleven_odd_characters_never_panic(testo in "[A-Z0-9àß€]{16}|[0-9À٣]{11}|(STP|ENI)[0-9À]{13}") {
        if let Ok(identificativo) = Identificativo::analizza(&testo) {
            prop_assert_eq!(identificativo.as_str(), testo.as_str());
        }
    }

    #[test]
    fn one_wrong_digit_of_a_provisional_code_is_refused(primi in "[0-9]{10}", posizione in 0usize..11, aggiunta in 1u32..10) {
        let giusto = (0..10).map(|c| format!("{primi}{c}")).find(|c| Identificativo::analizza(c).is_ok()).unwrap();
        let sbagliato: String = giusto
            .chars()
            .enumerate()
            .map(|(i, c)| if i == posizione { char::from_digit((c.to_digit(10).unwrap() + aggiunta) % 10, 10).unwrap() } else { c })
            .collect();
        prop_assert_eq!(Identificativo::analizza(&sbagliato).unwrap_err(), ErroreCodiceFiscale::CarattereDiControllo);
    }
}
