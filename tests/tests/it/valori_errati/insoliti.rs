//! Values that look wrong and are not: they are taken, and taken for what they mean.

use super::scena::Sfondo;
use serde_json::json;

const TOMMASO: &str = "RSSTMS18P03M082H";
const DUPLICATA: &str = "CNTSLV72E46H501M";

#[tokio::test]
async fn who_is_known_as_a_member_keeps_his_id_however_his_codice_fiscale_is_typed() {
    let sfondo = Sfondo::nuovo().await;
    let membri = "query N($s: ID!) { nucleoAnagrafe(soggetto: $s) { componenti { id anagrafica { codiceFiscale } } } }";
    let chi = sfondo.chi("segretariato");
    let letto =
        sfondo.scena.chiedi(chi, membri, json!({ "s": sfondo.riempi(&json!("$soggetto")) })).await.unwrap();
    let membri = letto["nucleoAnagrafe"]["componenti"].as_array().unwrap();
    let tommaso = membri.iter().find(|m| m["anagrafica"]["codiceFiscale"] == TOMMASO).unwrap();

    let anagrafica = json!({ "cognome": "Rossi", "nome": "\u{feff}Tommaso ", "codiceFiscale": " rss tms\u{a0}18p03 m082h",
        "indicatoreCf": "MINISTERIALE" });
    let campi = "soggetto { id anagrafica { nome codiceFiscale } }";
    let fatto =
        sfondo.fai("segretariato", "registraSoggetto", campi, json!({ "anagrafica": anagrafica })).await;
    assert_eq!(fatto["soggetto"]["id"], tommaso["id"]);
    assert_eq!(fatto["soggetto"]["anagrafica"], json!({ "nome": "Tommaso", "codiceFiscale": TOMMASO }));
}

#[tokio::test]
async fn the_longest_surname_names_a_nucleo() {
    let sfondo = Sfondo::nuovo().await;
    let anagrafica = json!({ "cognome": "$lungo:100", "indicatoreCf": "NON_DISPONIBILE" });
    let soggetto = sfondo
        .fai("segretariato", "registraSoggetto", "soggetto { id }", json!({ "anagrafica": anagrafica }))
        .await;
    let input = json!({ "soggetto": soggetto["soggetto"]["id"], "componente": "$quartoSoggetto",
        "relazione": "9", "dal": "2024-01-15" });
    let fatto =
        sfondo.fai("segretariato", "aggiungiComponente", "nucleo { nome componenti { dal } }", input).await;
    assert_eq!(fatto["nucleo"]["nome"], format!("FAM. {}", "a".repeat(95)));
    assert_eq!(fatto["nucleo"]["componenti"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_household_that_cannot_be_used_does_not_stop_an_import_half_way() {
    let sfondo = Sfondo::nuovo().await;
    sfondo.scena.anpr.change(|p| {
        let doppie = p.per_codice_fiscale(DUPLICATA).to_vec();
        let vedova = p.per_codice_fiscale("FBBRSO42S65D024K")[0];
        for persona in doppie {
            p.sposta(persona, vedova, 13, "2024-01-01".parse().unwrap()).unwrap();
        }
    });
    let input = json!({ "codiceFiscale": "FBBRSO42S65D024K", "motivo": "PROVA" });
    let consultata =
        sfondo.fai("segretariato", "consultaAnpr", "consultazione { id famiglia { dal } }", input).await;
    assert!(consultata["consultazione"]["famiglia"].as_array().is_some_and(|f| f.len() > 2));
    let input = json!({ "consultazione": consultata["consultazione"]["id"] });
    let campi = "soggetto { nucleoAnagrafe { verificato causa { codice } componenti { id } } }";
    let importata = sfondo.fai("segretariato", "importaSoggetto", campi, input).await;
    assert_eq!(
        importata["soggetto"]["nucleoAnagrafe"],
        json!({ "verificato": false, "causa": { "codice": "ANPR_RISPOSTA_NON_VALIDA" }, "componenti": [] })
    );
}
