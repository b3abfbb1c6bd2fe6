//! C015: the personal data.

use super::*;
use domain::persona::{DataParziale, IndicatoreCf, LuogoNascita, Precisione, Sesso};
use serde_json::json;

const G: &str = "/listaSoggetti/datiSoggetto/0/generalita";

/// The found person with one field of `generalita` changed (`Null` removes it).
fn con_campo(campo: &str, valore: Value) -> Value {
    con("c015_found", &[(&format!("{G}/{campo}"), valore)])
}

fn luogo(valore: Value) -> Option<LuogoNascita> {
    trovata(&con_campo("luogoNascita", valore)).dati.luogo_nascita
}

fn nato_a(nome: &str, istat: &str, data: &str) -> Option<LuogoNascita> {
    let comune =
        json!({ "comune": { "nomeComune": nome, "codiceIstat": istat, "siglaProvinciaIstat": "XX" } });
    let corpo = con(
        "c015_found",
        &[(&format!("{G}/luogoNascita"), comune), (&format!("{G}/dataNascita"), json!(data))],
    );
    trovata(&corpo).dati.luogo_nascita
}

fn descritto(testo: &str) -> Option<LuogoNascita> {
    Some(LuogoNascita::Descritto { descrizione: testo.to_owned() })
}

#[test]
fn reads_the_personal_data_and_says_where_they_come_from() {
    let persona = trovata(&fixture("c015_found"));
    assert_eq!(persona.id_anpr, ID);
    let dati = persona.dati;
    assert_eq!(dati.nominativo(), "SERAFINI CARLA");
    assert_eq!(dati.sesso, Some(Sesso::F));
    assert_eq!(dati.data_nascita, Some(DataParziale::certa(giorno("1979-03-14"))));
    let viterbo = LuogoNascita::Comune {
        codice: "M082".to_owned(),
        denominazione: "VITERBO".to_owned(),
        provincia: "VT".to_owned(),
    };
    assert_eq!(dati.luogo_nascita, Some(viterbo));
    assert_eq!(dati.codice_fiscale.as_deref(), Some(CF));
    assert_eq!(dati.indicatore_cf, IndicatoreCf::Ministeriale);
    assert_eq!(dati.cf_validato, Some(true));
    assert_eq!(dati.id_anpr.as_deref(), Some(ID));
    assert_eq!(dati.stato_demografico, None);
    let attesa =
        Provenienza { id_operazione: Some("9100000003".to_owned()), ..provenienza(&["C030", "C015"]) };
    assert_eq!(persona.provenienza, attesa);
}

#[test]
fn a_warning_beside_the_person_is_ignored() {
    assert_eq!(trovata(&fixture("ok_with_warning")).id_anpr, ID);
}

#[test]
fn an_answer_about_somebody_else_is_refused() {
    let altro_id =
        con("c015_found", &[("/listaSoggetti/datiSoggetto/0/identificativi/idANPR", json!("ZZ00000ZZ"))]);
    assert_eq!(motivo(leggi_c015(&bytes(&altro_id))), "answer about another ID ANPR");
    let senza_id = con("c015_found", &[("/listaSoggetti/datiSoggetto/0/identificativi", Value::Null)]);
    assert_eq!(motivo(leggi_c015(&bytes(&senza_id))), "answer about another ID ANPR");
    let senza_cf = con_campo("codiceFiscale", Value::Null);
    assert_eq!(motivo(leggi_c015(&bytes(&senza_cf))), "answer without codice fiscale");
}

#[test]
fn another_codice_fiscale_than_the_one_asked_for_is_reported_and_gives_no_data() {
    // The same code with a digit replaced by a letter is a candidate, not a proof.
    for altro in ["SRFPTR11R30H501R", "SRFCRL79C54M08NP"] {
        let corpo = con_campo("codiceFiscale", json!({ "codFiscale": altro }));
        assert!(matches!(leggi_c015(&bytes(&corpo)), Ok(EsitoRicerca::AltroCodice)), "{altro}");
    }
}

#[test]
fn two_persons_are_never_narrowed_down_to_one() {
    let mut corpo = fixture("c015_found");
    let soggetto = corpo["listaSoggetti"]["datiSoggetto"][0].clone();
    corpo["listaSoggetti"]["datiSoggetto"].as_array_mut().expect("a list").push(soggetto);
    assert!(matches!(leggi_c015(&bytes(&corpo)), Ok(EsitoRicerca::PiuSoggetti)));
}

#[test]
fn nobody_for_an_id_just_given_is_refused() {
    assert_eq!(motivo(leggi_c015(&bytes(&fixture("empty_list")))), "no person for the ID ANPR just given");
}

#[test]
fn a_name_may_be_absent_only_where_the_register_says_there_is_none() {
    assert_eq!(motivo(leggi_c015(&bytes(&con_campo("cognome", Value::Null)))), "name missing");
    assert_eq!(motivo(leggi_c015(&bytes(&con_campo("nome", json!("  "))))), "name missing");
    let senza_cognome = con(
        "c015_found",
        &[(&format!("{G}/cognome"), Value::Null), (&format!("{G}/senzaCognome"), json!("1"))],
    );
    let dati = trovata(&senza_cognome).dati;
    assert_eq!((dati.cognome, dati.nome.as_deref()), (None, Some("CARLA")));
    let nessuno = con(
        "c015_found",
        &[(&format!("{G}/senzaNome"), json!("1")), (&format!("{G}/senzaCognome"), json!("1"))],
    );
    assert_eq!(motivo(leggi_c015(&bytes(&nessuno))), "person without any name");
    let senza_generalita = con("c015_found", &[(G, Value::Null)]);
    assert_eq!(motivo(leggi_c015(&bytes(&senza_generalita))), "person without personal data");
}

#[test]
fn a_birth_date_known_in_part_says_how_much_is_known() {
    for (spunta, data, precisione) in
        [("senzaGiorno", "1979-03-01", Precisione::Mese), ("senzaGiornoMese", "1979-01-01", Precisione::Anno)]
    {
        let dati = trovata(&con_campo(spunta, json!("1"))).dati;
        assert_eq!(dati.data_nascita, Some(DataParziale { data: giorno(data), precisione }));
    }
}

#[test]
fn dates_that_are_none_or_lie_in_the_future_are_refused() {
    for (data, perche) in [
        ("1979-02-30", "invalid date"),
        ("14/03/1979", "invalid date"),
        ("0000-00-00", "invalid date"),
        ("2027-01-01", "birth date in the future"),
    ] {
        assert_eq!(motivo(leggi_c015(&bytes(&con_campo("dataNascita", json!(data))))), perche, "{data}");
    }
}

#[test]
fn sex_unknown_is_no_value_and_any_other_letter_is_refused() {
    assert_eq!(trovata(&con_campo("sesso", json!("N"))).dati.sesso, None);
    assert_eq!(trovata(&con_campo("sesso", Value::Null)).dati.sesso, None);
    assert_eq!(motivo(leggi_c015(&bytes(&con_campo("sesso", json!("X"))))), "unknown sex");
}

#[test]
fn validity_of_the_codice_fiscale_is_kept_and_an_unknown_one_says_nothing() {
    for (valore, atteso) in [("1", Some(true)), ("9", Some(false)), ("7", None)] {
        let corpo = con_campo("codiceFiscale", json!({ "codFiscale": CF, "validitaCF": valore }));
        assert_eq!(trovata(&corpo).dati.cf_validato, atteso, "{valore}");
    }
}

#[test]
fn the_comune_is_the_one_that_bore_the_istat_code_on_the_day_of_birth() {
    let comune = |codice: &str, nome: &str, provincia: &str| {
        Some(LuogoNascita::Comune {
            codice: codice.to_owned(),
            denominazione: nome.to_owned(),
            provincia: provincia.to_owned(),
        })
    };
    assert_eq!(nato_a("LITTORIA", "059011", "1940-05-05"), comune("E472", "LITTORIA", "LT"));
    assert_eq!(nato_a("LATINA", "059011", "1950-05-05"), comune("E472", "LATINA", "LT"));
    // Today's code of a comune that had another one then: taken only with its name.
    assert_eq!(nato_a("LATINA", "059011", "1933-05-05"), comune("E472", "LATINA", "LT"));
    assert_eq!(nato_a("ALTROVE", "059011", "1933-05-05"), descritto("ALTROVE (XX)"));
    assert_eq!(nato_a("PAESE IGNOTO", "999999", "1979-03-14"), descritto("PAESE IGNOTO (XX)"));
}

#[test]
fn a_foreign_birth_place_has_the_z_code_of_the_state_if_there_is_one() {
    let tirana = LuogoNascita::Estero {
        codice: "Z100".to_owned(),
        stato: "ALBANIA".to_owned(),
        localita: Some("TIRANA".to_owned()),
    };
    let localita =
        json!({ "descrizioneLocalita": "TIRANA", "descrizioneStato": "ALBANIA", "codiceStato": "201" });
    assert_eq!(luogo(json!({ "localita": localita })), Some(tirana));
    let passato = json!({ "descrizioneStato": "STATO CESSATO", "codiceStato": "998" });
    assert_eq!(luogo(json!({ "localita": passato })), descritto("STATO CESSATO"));
    assert_eq!(luogo(json!({ "luogoEccezionale": "A BORDO DI UNA NAVE" })), descritto("A BORDO DI UNA NAVE"));
    assert_eq!(luogo(json!({})), None);
}

#[test]
fn residence_abroad_and_citizenships_are_kept() {
    for valore in ["S", "Y"] {
        let dati = trovata(&con_campo("soggettoAIRE", json!(valore))).dati;
        assert_eq!(dati.stato_demografico.as_deref(), Some("AIRE"));
    }
    let cittadinanze = json!([
        { "codiceStato": "100", "descrizioneStato": "ITALIA" },
        { "codiceStato": "998", "descrizioneStato": "STATO CESSATO" },
    ]);
    let corpo = con("c015_found", &[("/listaSoggetti/datiSoggetto/0/cittadinanza", cittadinanze)]);
    assert_eq!(trovata(&corpo).dati.cittadinanze, ["100", "STATO CESSATO"]);
}

#[test]
fn unclean_texts_are_refused() {
    assert_eq!(
        motivo(leggi_c015(&bytes(&con_campo("nome", json!("CAR\u{0}LA"))))),
        "text with control characters"
    );
    assert_eq!(motivo(leggi_c015(&bytes(&con_campo("cognome", json!("A".repeat(101)))))), "text too long");
}

#[test]
fn types_other_than_agreed_are_refused_and_unknown_fields_ignored() {
    for (campo, valore) in
        [("cognome", json!(7)), ("dataNascita", json!(19_790_314)), ("luogoNascita", json!("VITERBO"))]
    {
        let corpo = con_campo(campo, valore);
        assert_eq!(motivo(leggi_c015(&bytes(&corpo))), "body not of the agreed form", "{campo}");
    }
    assert_eq!(trovata(&con_campo("campoNuovo", json!({ "a": 1 }))).id_anpr, ID);
    assert_eq!(motivo(leggi_c015(br#"{"message":"maintenance"}"#)), "body without operation and persons");
}
