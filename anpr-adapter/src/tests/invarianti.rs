//! Whatever comes over the wire: no panic, and nobody else's data.

use super::*;
use proptest::prelude::*;
use serde_json::json;

/// JSON of any shape, with the field names of the interface here and there.
fn json_qualsiasi() -> impl Strategy<Value = Value> {
    let nome = prop::sample::select(vec![
        "listaSoggetti",
        "datiSoggetto",
        "generalita",
        "identificativi",
        "idANPR",
        "idOperazioneANPR",
        "codiceFiscale",
        "codFiscale",
        "cognome",
        "nome",
        "dataNascita",
        "luogoNascita",
        "comune",
        "codiceIstat",
        "localita",
        "legameSoggetto",
        "listaErrori",
        "codiceErroreAnomalia",
        "title",
        "altro",
    ]);
    let foglia = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        Just(json!(CF)),
        Just(json!(ID)),
    ];
    foglia.prop_recursive(6, 48, 6, move |interno| {
        prop_oneof![
            prop::collection::vec(interno.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((nome.clone(), interno), 0..6)
                .prop_map(|campi| campi.into_iter().map(|(n, v)| (n.to_owned(), v)).collect()),
        ]
    })
}

/// A found person with one byte of the answer changed.
fn risposta_alterata() -> impl Strategy<Value = Vec<u8>> {
    let intera = bytes(&fixture("c015_found"));
    (0..intera.len(), any::<u8>()).prop_map(move |(posizione, byte)| {
        let mut corpo = intera.clone();
        corpo[posizione] = byte;
        corpo
    })
}

fn di_chi(esito: &Result<EsitoRicerca, ErroreAnagrafe>) -> Option<(String, String)> {
    let Ok(EsitoRicerca::Trovata(persona)) = esito else { return None };
    Some((persona.dati.codice_fiscale.clone().unwrap_or_default(), persona.id_anpr.clone()))
}

/// Nobody found, or the person asked for.
fn solo_il_richiesto(corpo: &[u8]) -> bool {
    let trovato = di_chi(&leggi_c015(corpo));
    trovato.is_none_or(|(cf, id)| cf == CF && id == ID)
}

/// The error and its causes, as the log has them.
fn per_il_registro(errore: &ErroreAnagrafe) -> String {
    let cause = std::iter::successors(std::error::Error::source(errore), |causa| causa.source());
    cause.fold(errore.to_string(), |testo, causa| format!("{testo}: {causa}"))
}

fn dopo_c021(corpo: &[u8]) -> bool {
    match leggi_c021(corpo) {
        Ok(EsitoFamiglia::Trovata { componenti, .. }) => {
            componenti.iter().any(|c| c.dati.id_anpr.as_deref() == Some(ID))
        }
        _ => true,
    }
}

proptest! {
    #[test]
    fn any_bytes_with_any_status_are_read_without_panic(
        status in 100u16..600,
        corpo in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        if let Ok(risposta) = interpreta(status, JSON, &corpo) {
            let esito = esito::ricerca(risposta, CF, ID, provenienza(&[]));
            prop_assert!(di_chi(&esito).is_none());
        }
    }

    #[test]
    fn any_json_yields_nobody_but_the_person_asked_for(corpo in json_qualsiasi(), status in 200u16..600) {
        let corpo = bytes(&corpo);
        let _ = interpreta(status, Some("application/problem+json"), &corpo);
        prop_assert!(solo_il_richiesto(&corpo));
        prop_assert!(dopo_c021(&corpo));
    }

    #[test]
    fn nothing_of_an_error_answer_reaches_the_log_unchecked(
        status in 400u16..600,
        testi in prop::collection::vec(prop_oneof![
            ".{0,80}",
            "[A-Z]{3,12}",
            "[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]",
            Just(ID.to_owned()),
            Just(format!("Ente non abilitato o caso uso inesistente : {CF}\n\u{1b}[31m")),
        ], 6),
    ) {
        let problema = json!({
            "title": testi[0], "detail": testi[1], "govway_id": testi[2], "X-Global-Transaction-ID": testi[3],
        });
        let errore = json!({
            "codiceErroreAnomalia": testi[4], "testoErroreAnomalia": testi[5], "tipoErroreAnomalia": "E",
        });
        for corpo in [problema, json!({ "idOperazioneANPR": testi[0], "listaErrori": [errore] })] {
            let Err(errore) = interpreta(status, JSON, &bytes(&corpo)) else { continue };
            let detto = per_il_registro(&errore);
            prop_assert!(detto.len() < 300 && detto.bytes().all(|b| b == b' ' || b.is_ascii_graphic()));
            for testo in testi.iter().filter(|t| t.len() >= 8 && t.bytes().any(|b| b.is_ascii_uppercase())) {
                let checked = testo.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
                    || testo.bytes().all(|b| b.is_ascii_alphabetic()) && testo.bytes().any(|b| b.is_ascii_lowercase());
                prop_assert!(checked || !detto.contains(testo.as_str()), "{detto}");
            }
        }
    }

    #[test]
    fn an_altered_answer_yields_nobody_but_the_person_asked_for(corpo in risposta_alterata()) {
        prop_assert!(solo_il_richiesto(&corpo));
    }

    #[test]
    fn an_answer_is_believed_only_with_both_identifiers_of_the_person_asked_for(
        cf in prop_oneof![Just(CF.to_owned()), "[A-Z0-9]{11,16}"],
        id in prop_oneof![Just(ID.to_owned()), "[A-Z]{2}[0-9]{5}[A-Z0-9]{2}"],
    ) {
        let corpo = con("c015_found", &[
            ("/listaSoggetti/datiSoggetto/0/generalita/codiceFiscale/codFiscale", json!(cf)),
            ("/listaSoggetti/datiSoggetto/0/identificativi/idANPR", json!(id)),
        ]);
        prop_assert_eq!(di_chi(&leggi_c015(&bytes(&corpo))).is_some(), cf == CF && id == ID);
    }
}
