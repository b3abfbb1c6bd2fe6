//! C021: the household.

use super::*;
use domain::anagrafe::ComponenteFamiglia;
use domain::persona::IndicatoreCf;
use serde_json::json;

fn componenti(corpo: &Value) -> Vec<ComponenteFamiglia> {
    match leggi_c021(&bytes(corpo)) {
        Ok(EsitoFamiglia::Trovata { componenti, .. }) => componenti,
        Ok(_) => panic!("no members"),
        Err(errore) => panic!("{errore}"),
    }
}

#[test]
fn reads_the_members_with_their_relation_to_the_intestatario() {
    let componenti = componenti(&fixture("c021_family"));
    let legami: Vec<_> =
        componenti.iter().map(|c| (c.tipo_legame.as_str(), c.codice_legame.as_deref(), c.dal)).collect();
    assert_eq!(
        legami,
        [
            ("3", Some("1"), Some(giorno("2010-06-01"))),
            ("3", Some("3"), Some(giorno("2011-10-30"))),
            ("3", Some("3"), None),
        ]
    );
}

#[test]
fn a_member_may_lack_a_codice_fiscale() {
    let elisa = &componenti(&fixture("c021_family"))[2].dati;
    assert_eq!((elisa.codice_fiscale.as_deref(), elisa.indicatore_cf), (None, IndicatoreCf::NonDisponibile));
    assert_eq!(elisa.nome.as_deref(), Some("ELISA"));
}

#[test]
fn the_person_asked_for_must_be_among_the_members_and_nobody_twice() {
    let senza = con("c021_family", &[("/listaSoggetti/datiSoggetto/0", Value::Null)]);
    assert_eq!(motivo(leggi_c021(&bytes(&senza))), "household without the person asked for");
    let due_volte = con("c021_family", &[("/listaSoggetti/datiSoggetto/1/identificativi/idANPR", json!(ID))]);
    assert_eq!(motivo(leggi_c021(&bytes(&due_volte))), "household with the same person twice");
}

#[test]
fn one_unreadable_member_makes_the_whole_household_unusable() {
    let corpo =
        con("c021_family", &[("/listaSoggetti/datiSoggetto/1/generalita/dataNascita", json!("2011-13-01"))]);
    assert_eq!(motivo(leggi_c021(&bytes(&corpo))), "invalid date");
}

#[test]
fn an_institutional_household_keeps_its_kind_and_unknown_relations_stay_raw() {
    let istituto = componenti(&fixture("c021_institution"));
    assert!(istituto.iter().all(|c| c.tipo_legame == "4"));
    let ignoto =
        con("c021_family", &[("/listaSoggetti/datiSoggetto/1/legameSoggetto/codiceLegame", json!("7X"))]);
    assert_eq!(componenti(&ignoto)[1].codice_legame.as_deref(), Some("7X"));
}

#[test]
fn a_deceased_person_comes_alone_with_the_date() {
    let componenti = componenti(&fixture("c021_deceased"));
    assert_eq!(componenti.len(), 1);
    assert_eq!(componenti[0].dati.stato_demografico.as_deref(), Some("DECEDUTO"));
    assert_eq!(componenti[0].dati.data_stato_demografico, Some(giorno("2025-02-10")));
    // Known by its name when the id is missing.
    let voce = json!([{ "chiave": "DATA DECESSO", "valoreData": "2025-02-10" }]);
    let corpo = con("c021_deceased", &[("/listaSoggetti/datiSoggetto/0/infoSoggettoEnte", voce)]);
    assert_eq!(
        super::famiglia::componenti(&corpo)[0].dati.data_stato_demografico,
        Some(giorno("2025-02-10"))
    );
}

#[test]
fn success_without_members_is_an_empty_household_not_an_unknown_person() {
    for corpo in [
        fixture("empty_list"),
        json!({ "idOperazioneANPR": "1" }),
        json!({ "idOperazioneANPR": "1", "listaSoggetti": {} }),
    ] {
        let Ok(EsitoFamiglia::Vuota(provenienza)) = leggi_c021(&bytes(&corpo)) else { panic!("not empty") };
        assert_eq!(provenienza.servizi, ["C021"]);
        assert!(provenienza.id_operazione.is_some());
    }
}
