use super::*;
use crate::persona::Sesso;
use std::collections::HashSet;

fn giorno(anno: i32, mese: u32, giorno: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(anno, mese, giorno).unwrap()
}

fn codici(lista: Lista) -> Vec<&'static str> {
    voci(lista, None).into_iter().map(|v| v.codice.as_str()).collect()
}

#[test]
fn every_row_of_the_file_is_read() {
    let righe = csv::Reader::from_reader(RIGHE.as_bytes()).into_records().count();
    assert_eq!(VOCI.len(), righe);
    assert_eq!(righe, 579);
}

#[test]
fn every_list_has_entries_and_a_name_that_reads_back() {
    for lista in Lista::TUTTE {
        assert!(!tutte(*lista).is_empty(), "{lista}");
        assert_eq!(lista.as_str().parse(), Ok(*lista));
        assert_eq!(serde_json::to_string(lista).unwrap(), format!("\"{lista}\""));
    }
    assert_eq!("NON_ESISTE".parse::<Lista>(), Err(ErroreCodifica::ListaSconosciuta));
}

#[test]
fn codes_are_unique_in_their_list_and_in_plain_upper_case() {
    let mut visti = HashSet::new();
    for v in VOCI.iter() {
        assert!(visti.insert((v.lista, &v.codice)), "{v:?}");
        let ammesso = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
        assert!(!v.codice.is_empty() && v.codice.bytes().all(ammesso), "{v:?}");
        assert!(!v.codice.starts_with("X_"), "reserved to the districts: {v:?}");
        assert!(!v.descrizione.trim().is_empty(), "{v:?}");
    }
}

#[test]
fn the_order_of_a_list_is_total() {
    for lista in Lista::TUTTE {
        assert!(tutte(*lista).windows(2).all(|p| p[0].ordinamento < p[1].ordinamento), "{lista}");
    }
}

#[test]
fn periods_are_not_reversed() {
    for v in VOCI.iter() {
        assert!(v.valido_dal.zip(v.valido_al).is_none_or(|(dal, al)| dal <= al), "{v:?}");
    }
}

#[test]
fn every_group_named_exists() {
    for riga in csv::Reader::from_reader(RIGHE.as_bytes()).into_records() {
        let riga = riga.unwrap();
        let voce = voce(riga[0].parse().unwrap(), &riga[1]).unwrap();
        assert_eq!(voce.padre().is_some(), !riga[6].is_empty(), "{voce:?}");
    }
    let economico = voce(Lista::MotivoSegnalazione, "ECONOMICO").unwrap();
    assert_eq!(economico.padre().unwrap().codice, "POV");
}

#[test]
fn only_known_properties_and_systems_are_used() {
    const ATTRIBUTI: [&str; 16] = [
        "area",
        "chiude",
        "classe",
        "estensione",
        "femmina",
        "inversa",
        "leps",
        "maschio",
        "mime",
        "motivo",
        "nota",
        "originale",
        "predefinito",
        "riservato",
        "ruolo",
        "tipo",
    ];
    for riga in csv::Reader::from_reader(RIGHE.as_bytes()).into_records() {
        let riga = riga.unwrap();
        for coppia in riga[8].split(';').filter(|c| !c.is_empty()) {
            let nome = coppia.split_once('=').unwrap().0;
            assert!(ATTRIBUTI.contains(&nome) || nome.starts_with("termine_"), "{coppia}");
        }
        for coppia in riga[7].split(';').filter(|c| !c.is_empty()) {
            assert!(["anpr", "psa", "sinba"].contains(&coppia.split_once('=').unwrap().0), "{coppia}");
        }
    }
}

#[test]
fn a_retired_code_stays_readable_and_is_refused_afterwards() {
    let lista = Lista::RelazioneParentela;
    let ultimo = giorno(2015, 9, 15);
    for ritirato in ["14", "15", "19", "80"] {
        assert!(voce(lista, ritirato).is_some());
        assert!(valida_al(lista, ritirato, ultimo).is_ok());
        assert_eq!(
            valida_al(lista, ritirato, ultimo.succ_opt().unwrap()),
            Err(ErroreCodifica::NonPiuValida { lista, valido_al: ultimo })
        );
        assert!(codici(lista).contains(&ritirato));
        assert!(!voci(lista, Some(giorno(2026, 1, 1))).iter().any(|v| v.codice == ritirato));
    }
    let ritirati = VOCI.iter().filter(|v| v.valido_al.is_some()).count();
    assert_eq!(ritirati, 4);
}

#[test]
fn an_unknown_code_is_refused() {
    let lista = Lista::Canale;
    for sconosciuto in ["", "sportello", "FAX"] {
        let errore = valida_al(lista, sconosciuto, giorno(2026, 1, 1)).unwrap_err();
        assert_eq!(errore, ErroreCodifica::Sconosciuta { lista });
        assert_eq!(errore.codice(), Codice::VoceSconosciuta);
    }
}

#[test]
fn a_code_cannot_be_used_before_its_first_day() {
    let mut futura = voce(Lista::Canale, "PEC").unwrap().clone();
    futura.valido_dal = Some(giorno(2026, 1, 1));
    assert!(!futura.valida_alla(giorno(2025, 12, 31)));
    assert!(futura.valida_alla(giorno(2026, 1, 1)));
}

#[test]
fn the_outcomes_that_close_are_those_of_the_catalogue() {
    let chiudono: Vec<_> = voci(Lista::EsitoSegnalazione, None)
        .into_iter()
        .filter(|v| v.vale("chiude"))
        .map(|v| v.codice.as_str())
        .collect();
    assert_eq!(
        chiudono,
        [
            "INFO_FORNITA",
            "INVIO_ALTRO_SERVIZIO",
            "INVIO_SANITA",
            "GIA_IN_CARICO",
            "NON_COMPETENTE",
            "NON_REPERIBILE",
            "RINUNCIA",
            "DUPLICATA",
            "INFONDATA",
        ]
    );
    for v in voci(Lista::EsitoSegnalazione, None) {
        assert!(matches!(v.attributo("chiude"), Some("si" | "no")), "{v:?}");
    }
}

#[test]
fn other_wants_a_note() {
    for lista in [Lista::Canale, Lista::TipoSegnalante, Lista::MotivoSegnalazione, Lista::TipoDocumento] {
        assert!(voce(lista, "ALTRO").unwrap().richiede_nota(), "{lista}");
    }
    assert!(!voce(Lista::Canale, "PEC").unwrap().richiede_nota());
}

#[test]
fn roles_are_those_of_the_rules() {
    let ruoli: Vec<_> = crate::attore::Ruolo::TUTTI.iter().map(|r| r.as_str()).collect();
    assert_eq!(codici(Lista::Ruolo), ruoli);
}

#[test]
fn sex_and_indicator_have_the_codes_the_events_store() {
    let json = |v: serde_json::Value| v.as_str().unwrap().to_owned();
    let sessi: Vec<_> =
        [Sesso::M, Sesso::F].into_iter().map(|s| json(serde_json::to_value(s).unwrap())).collect();
    assert_eq!(codici(Lista::Sesso), sessi);
    use crate::persona::IndicatoreCf::{Calcolato, Ministeriale, NonDisponibile};
    let indicatori: Vec<_> = [Calcolato, Ministeriale, NonDisponibile]
        .into_iter()
        .map(|i| json(serde_json::to_value(i).unwrap()))
        .collect();
    assert_eq!(codici(Lista::IndicatoreCf), indicatori);
}

#[test]
fn a_relation_seen_from_the_other_side_comes_back() {
    let coppie = [
        ("3", "6"),
        ("4", "7"),
        ("10", "11"),
        ("16", "17"),
        ("2", "2"),
        ("9", "9"),
        ("18", "18"),
        ("23", "23"),
    ];
    for (a, b) in coppie {
        assert_eq!(relazione_inversa(a), Some(b));
        assert_eq!(relazione_inversa(b), Some(a));
    }
    for codice in codici(Lista::RelazioneParentela) {
        if let Some(inversa) = relazione_inversa(codice) {
            assert_eq!(relazione_inversa(inversa), Some(codice));
        }
    }
    for senza in ["1", "24", "25", "26", "80", "81", "99", "100", ""] {
        assert_eq!(relazione_inversa(senza), None, "{senza}");
    }
}

#[test]
fn labels_follow_the_sex_of_the_person() {
    let celibe = voce(Lista::StatoCivile, "1").unwrap();
    assert_eq!(celibe.descrizione_per(Some(Sesso::M)), "Celibe");
    assert_eq!(celibe.descrizione_per(Some(Sesso::F)), "Nubile");
    assert_eq!(celibe.descrizione_per(None), "Celibe/Nubile");
    assert_eq!(
        voce(Lista::StatoCivile, "9").unwrap().descrizione_per(Some(Sesso::F)),
        "Non classificabile/ignoto/n.c."
    );
    assert_eq!(voce(Lista::RelazioneParentela, "6").unwrap().descrizione_per(Some(Sesso::F)), "Madre");
}

#[test]
fn codes_of_other_systems_are_translated() {
    let stato = |anpr: &str| -> Option<&'static str> {
        voce_da_crosswalk(Lista::StatoDemografico, "anpr", anpr).map(|v| v.codice.as_str())
    };
    assert_eq!(stato("6"), Some("IRREPERIBILE"));
    assert_eq!(stato("2"), Some("DECEDUTO"));
    assert_eq!(stato("13"), Some("CANCELLATO_ALTRO"));
    assert_eq!(stato("99"), None);
    for motivo in 1..=13 {
        assert!(stato(&motivo.to_string()).is_some(), "{motivo}");
    }
    assert_eq!(voce(Lista::TipoSegnalante, "ADS").unwrap().crosswalk("sinba"), Some("7"));
}
