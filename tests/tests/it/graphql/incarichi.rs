//! A segnalazione is given to a membership.

use super::*;
use domain::attore::NumeroIncarico;
use domain::operatore::{NuovoIncarico, Operatore, OperatoreCommand};

async fn conferisci(b: &Banco, ruolo: Ruolo, unita: UnitaId) {
    let ieri = b.servizi.oggi().pred_opt().unwrap();
    let comando = OperatoreCommand::ConferisciIncarico { incarico: NuovoIncarico::dal(ieri, ruolo, unita) };
    b.harness.esegui::<Operatore>(b.assistente.operatore, comando).await.unwrap();
    let head = b.harness.log.position().await.unwrap();
    assert!(b.servizi.projector().wait_for(&[], head, Duration::from_secs(30)).await);
}

const ASSEGNATA: &str = "segnalazione { assegnatario { ruolo { codice } unita { codice } } }";

async fn assegna(b: &Banco, pratica: &Value, incarico: Option<u32>) -> Value {
    let input = json!({ "segnalazione": pratica["id"], "assegnatario": b.assistente.operatore, "incarico": incarico });
    b.muta(&b.segretariato, "assegnaSegnalazione", ASSEGNATA, input).await
}

#[tokio::test]
async fn a_segnalazione_is_given_to_the_only_membership_that_receives_or_to_the_one_named() {
    let b = Banco::nuovo().await;
    let soggetto = b.registra("Verdi", "Anna").await;
    let pratica = b.segnala(&soggetto["id"]).await;
    let distretto = b.auditor.unita;

    // A coordinator receives nothing: there is still one that does.
    conferisci(&b, Ruolo::Coordinatore, distretto).await;
    let fatto = assegna(&b, &pratica, Some(2)).await;
    assert_eq!(fatto["rifiuti"][0]["codice"], "OPERATORE_NON_ASSEGNABILE", "{fatto}");
    let fatto = assegna(&b, &pratica, Some(9)).await;
    assert_eq!(fatto["rifiuti"][0]["codice"], "INCARICO_INESISTENTE", "{fatto}");
    let query =
        "{ operatoriAbilitati { id incarichiAssegnabili { numero ruolo { codice } unita { codice } } } }";
    let elenco = b.chiedi(&b.segretariato, query, json!({})).await;
    let atteso = json!([{ "numero": 1, "ruolo": { "codice": "ASSISTENTE_SOCIALE" }, "unita": { "codice": "SIGESS_COM1" } }]);
    assert_eq!(elenco["operatoriAbilitati"][0]["incarichiAssegnabili"], atteso);

    conferisci(&b, Ruolo::OperatoreUfficioPiano, distretto).await;
    let fatto = assegna(&b, &pratica, None).await;
    assert_eq!(fatto["rifiuti"][0]["codice"], "INCARICO_DA_SCEGLIERE", "{fatto}");
    assert_eq!(fatto["rifiuti"][0]["campi"], json!(["incarico"]));
    let elenco = b.chiedi(&b.segretariato, query, json!({})).await;
    assert_eq!(elenco["operatoriAbilitati"][0]["incarichiAssegnabili"].as_array().unwrap().len(), 2);
    let fatto = assegna(&b, &pratica, Some(3)).await;
    let assegnatario = &fatto["segnalazione"]["assegnatario"];
    assert_eq!(assegnatario["ruolo"]["codice"], "OPERATORE_UFFICIO_PIANO", "{fatto}");
    assert_eq!(assegnatario["unita"]["codice"], "SIGESS_D01");
}

#[tokio::test]
async fn a_segnalazione_without_a_choice_goes_to_the_only_membership_that_receives() {
    let b = Banco::nuovo().await;
    let soggetto = b.registra("Verdi", "Anna").await;
    let pratica = b.segnala(&soggetto["id"]).await;
    conferisci(&b, Ruolo::Coordinatore, b.auditor.unita).await;
    let fatto = assegna(&b, &pratica, None).await;
    assert_eq!(fatto["segnalazione"]["assegnatario"]["ruolo"]["codice"], "ASSISTENTE_SOCIALE", "{fatto}");
    let altra = b.segnala(&soggetto["id"]).await;
    let cessa = OperatoreCommand::CessaIncarico {
        numero: NumeroIncarico(1),
        al: b.servizi.oggi().pred_opt().unwrap(),
        motivo: None,
        oggi: b.servizi.oggi(),
    };
    b.harness.esegui::<Operatore>(b.assistente.operatore, cessa).await.unwrap();
    let fatto = assegna(&b, &altra, None).await;
    assert_eq!(fatto["rifiuti"][0]["codice"], "OPERATORE_NON_ASSEGNABILE", "{fatto}");
}
