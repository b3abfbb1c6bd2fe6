//! Administration: within the units below one's own, never of oneself, with a fresh proof of identity, at once.

use super::*;
use access::login::SessionLimits;
use chrono::TimeDelta;
use domain::attore::NumeroIncarico;
use domain::identita::OperatoreId;
use domain::operatore::{NuovoIncarico, Operatore, OperatoreCommand};
use tests::servizio::codice_fiscale;

/// The bench with an administrator of the district, somebody of another district, and a PUA of the comune.
struct Ente {
    b: Banco,
    amministratore: Persona,
    altrove: Persona,
    distretto: UnitaId,
    altro_distretto: UnitaId,
}

impl Ente {
    async fn nuovo() -> Self {
        let b = Banco::nuovo().await;
        let bus = &b.harness.bus;
        let distretto = b.auditor.unita;
        let altro_distretto = unita(bus, "SIGESS_D02", "DISTRETTO", None).await.unwrap();
        let crea =
            async |unita, ruolo, n| operatore(bus, unita, ruolo, &codice_fiscale(n).unwrap()).await.unwrap();
        let amministratore = crea(distretto, Ruolo::Amministratore, 1).await;
        let altrove = crea(altro_distretto, Ruolo::AssistenteSociale, 2).await;
        let head = b.servizi.log().position().await.unwrap();
        assert!(b.servizi.projector().wait_for(&[], head, Duration::from_secs(30)).await);
        Self { b, amministratore, altrove, distretto, altro_distretto }
    }

    async fn muta(&self, nome: &str, campi: &str, input: Value) -> Value {
        self.b.muta(&self.amministratore, nome, campi, input).await
    }

    /// The code of the refusal.
    async fn rifiuto(&self, chi: &Persona, nome: &str, input: Value) -> Value {
        self.b.muta(chi, nome, "", input).await["rifiuti"][0]["codice"].clone()
    }
}

fn incarico(ruolo: &str, unita: UnitaId) -> Value {
    json!({ "ruolo": ruolo, "unita": unita, "atto": "Determinazione 12" })
}

const SCHEDA: &str = "operatore { abilitato codiceFiscale operatore { id } \
    incarichi { numero ruolo { codice } unita { codice } atto inVigore al } \
    storia { tipo operatore { id } dettagli { campo dopo } } }";

#[tokio::test]
async fn an_administrator_enables_an_operator_and_gives_him_memberships_with_act_and_author() {
    let e = Ente::nuovo().await;
    let input = json!({ "cognome": "Verdi", "nome": "Anna", "codiceFiscale": "RSSTMS18P03M082H",
        "incarico": incarico("ASSISTENTE_SOCIALE", e.b.comune) });
    let fatto = e.muta("abilitaOperatore", SCHEDA, input).await;
    assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
    let chi = fatto["operatore"]["operatore"]["id"].clone();
    assert_eq!(fatto["operatore"]["incarichi"][0]["atto"], "Determinazione 12");

    let altro = json!({ "operatore": chi, "incarico": incarico("COORDINATORE", e.distretto) });
    let fatto = e.muta("conferisciIncarico", SCHEDA, altro).await;
    assert_eq!(fatto["operatore"]["incarichi"][1]["unita"]["codice"], "SIGESS_D01", "{fatto}");
    let cessa = json!({ "operatore": chi, "incarico": 1, "al": e.b.servizi.oggi(), "motivo": "Fine" });
    let fatto = e.muta("cessaIncarico", SCHEDA, cessa).await;
    assert_eq!(fatto["operatore"]["incarichi"][0]["al"], json!(e.b.servizi.oggi()));
    let storia = fatto["operatore"]["storia"].as_array().unwrap();
    let tipi: Vec<_> = storia.iter().map(|evento| evento["tipo"].as_str().unwrap()).collect();
    assert_eq!(tipi, ["OperatoreAbilitato", "IncaricoConferito", "IncaricoCessato"]);
    assert!(storia.iter().all(|evento| evento["operatore"]["id"] == json!(e.amministratore.operatore)));
    assert!(storia[2].to_string().contains("Fine"), "the reason stands in the history");
    // And in the list.
    let query = "{ operatori(filtro: { testo: \"verdi\" }, first: 5) { nodes { incarichi { numero } } } }";
    let letti = e.b.chiedi(&e.amministratore, query, json!({})).await;
    assert_eq!(letti["operatori"]["nodes"][0]["incarichi"].as_array().unwrap().len(), 2, "{letti}");
}

#[tokio::test]
async fn what_is_outside_the_units_of_an_administrator_does_not_exist_for_him() {
    let e = Ente::nuovo().await;
    let altrui = json!(e.altrove.operatore);
    let query = "query O($o: ID!) { operatori(first: 100) { nodes { operatore { id } } } sessioniOperatore(operatore: $o) { id } }";
    let letti = e.b.chiedi(&e.amministratore, query, json!({ "o": altrui })).await;
    assert!(!letti["operatori"].to_string().contains(altrui.as_str().unwrap()), "{letti}");
    assert!(letti["operatori"].to_string().contains(&e.b.assistente.operatore.to_string()), "{letti}");
    assert_eq!(letti["sessioniOperatore"], Value::Null);
    let (io, motivo) = (&e.amministratore, "Prova");
    let prima = e.b.servizi.log().position().await.unwrap();
    for (nome, input) in [
        ("disabilitaOperatore", json!({ "operatore": altrui, "motivo": motivo })),
        ("riabilitaOperatore", json!({ "operatore": altrui, "motivo": motivo })),
        (
            "cessaIncarico",
            json!({ "operatore": altrui, "incarico": 1, "al": "2024-10-21", "motivo": motivo }),
        ),
    ] {
        assert_eq!(e.rifiuto(io, nome, input).await, "OPERATORE_INESISTENTE", "{nome}");
    }
    for (nome, input) in [
        (
            "conferisciIncarico",
            json!({ "operatore": e.b.assistente.operatore,
            "incarico": incarico("COORDINATORE", e.altro_distretto) }),
        ),
        (
            "istituisciUnita",
            json!({ "codice": "X", "descrizione": "X", "tipo": "PUA", "padre": e.altro_distretto }),
        ),
        ("rinominaUnita", json!({ "unita": e.altro_distretto, "descrizione": "X" })),
        ("cessaUnita", json!({ "unita": e.altro_distretto })),
    ] {
        assert_eq!(e.rifiuto(io, nome, input).await, "UNITA_INESISTENTE", "{nome}");
    }
    assert_eq!(e.b.servizi.log().position().await.unwrap(), prima);
}

const UNO: &str = "query O($o: ID!) { operatore(id: $o) { abilitato operatore { id } \
    incarichi { unita { codice } inVigore } storia { tipo } } }";

#[tokio::test]
async fn one_operator_is_found_by_id_where_the_list_would_show_him() {
    let e = Ente::nuovo().await;
    let uno = async |chi: OperatoreId| e.b.chiedi(&e.amministratore, UNO, json!({ "o": chi })).await;
    let letto = uno(e.b.assistente.operatore).await["operatore"].clone();
    assert_eq!(letto["operatore"]["id"], json!(e.b.assistente.operatore), "{letto}");
    assert_eq!(letto["incarichi"], json!([{ "unita": { "codice": "SIGESS_COM1" }, "inVigore": true }]));
    assert_eq!(letto["storia"], json!([{ "tipo": "OperatoreAbilitato" }]));
    assert_eq!(uno(e.amministratore.operatore).await["operatore"]["abilitato"], true, "he sees himself");

    assert_eq!(uno(e.altrove.operatore).await["operatore"], Value::Null);
    assert_eq!(uno(OperatoreId(Uuid::new_v4())).await["operatore"], Value::Null);
    // With a membership in one of his units he is one of his operators, and stays one when it is over.
    let altrui = json!(e.altrove.operatore);
    let dato = json!({ "operatore": altrui, "incarico": incarico("COORDINATORE", e.b.comune) });
    assert_eq!(e.muta("conferisciIncarico", "", dato).await["esito"], "ESEGUITO");
    let ieri = e.b.servizi.oggi().pred_opt().unwrap();
    let cessa = json!({ "operatore": altrui, "incarico": 2, "al": ieri, "motivo": "Prova" });
    assert_eq!(e.muta("cessaIncarico", "", cessa).await["esito"], "ESEGUITO");
    let letto = uno(e.altrove.operatore).await["operatore"].clone();
    assert_eq!(letto["incarichi"].as_array().unwrap().len(), 2, "whole: {letto}");

    for chi in [&e.b.segretariato, &e.b.auditor] {
        let (risposta, _) = e.b.manda(chi, UNO, json!({ "o": chi.operatore })).await;
        assert_eq!(risposta["errors"][0]["extensions"]["code"], "FORBIDDEN", "{risposta}");
    }
    let (risposta, _) = e.b.manda(&e.amministratore, UNO, json!({ "o": "1 OR true" })).await;
    assert_eq!(risposta["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{risposta}");
    // However many memberships: the operator, their units, his history.
    let (_, viaggi) = e.b.manda(&e.amministratore, UNO, json!({ "o": altrui })).await;
    assert_eq!(viaggi, 2);
}

#[tokio::test]
async fn who_works_for_another_body_too_is_not_disabled_by_one_of_them() {
    let e = Ente::nuovo().await;
    let altrui = json!(e.altrove.operatore);
    let dato = json!({ "operatore": altrui, "incarico": incarico("COORDINATORE", e.b.comune) });
    assert_eq!(e.muta("conferisciIncarico", "", dato).await["esito"], "ESEGUITO");
    let disabilita = json!({ "operatore": altrui, "motivo": "Prova" });
    assert_eq!(
        e.rifiuto(&e.amministratore, "disabilitaOperatore", disabilita).await,
        "OPERATORE_ANCHE_ALTROVE"
    );
    let cessa =
        |n: u32| json!({ "operatore": altrui, "incarico": n, "al": e.b.servizi.oggi(), "motivo": "Prova" });
    assert_eq!(e.rifiuto(&e.amministratore, "cessaIncarico", cessa(1)).await, "INCARICO_INESISTENTE");
    assert_eq!(e.muta("cessaIncarico", "", cessa(2)).await["esito"], "ESEGUITO");
}

#[tokio::test]
async fn nobody_changes_his_own_rights() {
    let e = Ente::nuovo().await;
    let io = json!(e.amministratore.operatore);
    for (nome, input) in [
        ("conferisciIncarico", json!({ "operatore": io, "incarico": incarico("COORDINATORE", e.b.comune) })),
        ("cessaIncarico", json!({ "operatore": io, "incarico": 1, "al": "2030-01-01", "motivo": "Prova" })),
        ("disabilitaOperatore", json!({ "operatore": io, "motivo": "Prova" })),
        ("riabilitaOperatore", json!({ "operatore": io, "motivo": "Prova" })),
    ] {
        assert_eq!(e.rifiuto(&e.amministratore, nome, input).await, "DIRITTI_PROPRI", "{nome}");
    }
}

#[tokio::test]
async fn only_administrators_administer_and_they_see_no_file() {
    let e = Ente::nuovo().await;
    let disabilita = json!({ "operatore": e.b.assistente.operatore, "motivo": "Prova" });
    for chi in [&e.b.segretariato, &e.b.auditor] {
        assert_eq!(e.rifiuto(chi, "disabilitaOperatore", disabilita.clone()).await, "PERMESSO_NEGATO");
        let (risposta, _) = e.b.manda(chi, "{ operatori { nodes { abilitato } } }", json!({})).await;
        assert_eq!(risposta["errors"][0]["extensions"]["code"], "FORBIDDEN");
    }
    let soggetto = e.b.registra("Verdi", "Anna").await;
    let query = "query S($id: ID!) { soggetto(id: $id) { id } }";
    let letto = e.b.chiedi(&e.amministratore, query, json!({ "id": soggetto["id"] })).await;
    assert_eq!(letto["soggetto"], Value::Null);
}

#[tokio::test]
async fn administration_asks_for_a_proof_of_identity_of_now() {
    let e = Ente::nuovo().await;
    let chi = Chiamante {
        autenticata: Some(Utc::now() - TimeDelta::minutes(6)),
        ..e.b.chiamante(&e.amministratore).await
    };
    let query = "mutation M($u: ID!, $c: UUID!, $o: ID!) { \
        rinominaUnita(input: { comando: $c, unita: $u, descrizione: \"Altra\" }) { esito rifiuti { codice } } \
        terminaSessioniOperatore(operatore: $o) { esito terminate rifiuti { codice } } }";
    let variabili = json!({ "u": e.b.comune, "c": Uuid::new_v4(), "o": e.b.assistente.operatore });
    let richiesta = || Request::new(query).variables(Variables::from_json(variabili.clone()));
    let (risposta, _) = e.b.app.esegui(chi, richiesta()).await;
    let risposta = serde_json::to_value(&risposta).unwrap();
    for campo in ["rinominaUnita", "terminaSessioniOperatore"] {
        assert_eq!(
            risposta["data"][campo]["rifiuti"][0]["codice"], "AUTENTICAZIONE_NON_RECENTE",
            "{risposta}"
        );
    }
    let (risposta, _) = e.b.app.esegui(e.b.chiamante(&e.amministratore).await, richiesta()).await;
    let risposta = serde_json::to_value(&risposta).unwrap();
    assert_eq!(risposta["data"]["rinominaUnita"]["esito"], "ESEGUITO", "{risposta}");
    assert_eq!(risposta["data"]["terminaSessioniOperatore"]["terminate"], 0, "{risposta}");
}

#[tokio::test]
async fn an_administrator_ends_one_session_or_all_and_the_trail_says_who_did() {
    let e = Ente::nuovo().await;
    let (chi, pool) = (e.b.assistente.operatore, e.b.servizi.log().pool());
    sqlx::query(
        "INSERT INTO accesso.sessioni (hash, operatore, gestore, iss, sub, livello, creata, vista, scade) \
         SELECT sha256(n::text::bytea), $1, 'prova', 'https://idp.example', 'anna', 2, now(), now(), now() + interval '1 hour' \
           FROM generate_series(1, 3) n",
    )
    .bind(chi.0)
    .execute(pool)
    .await
    .unwrap();
    let aperte = async || -> Vec<Value> {
        let query = "query S($o: ID!) { sessioniOperatore(operatore: $o) { id } }";
        let lette = e.b.chiedi(&e.amministratore, query, json!({ "o": chi })).await;
        lette["sessioniOperatore"].as_array().unwrap().iter().map(|s| s["id"].clone()).collect()
    };
    let termina = async |sessione: Value| {
        let query = "mutation T($o: ID!, $s: UUID) { \
            terminaSessioniOperatore(operatore: $o, sessione: $s) { esito terminate } }";
        let fatto = e.b.chiedi(&e.amministratore, query, json!({ "o": chi, "s": sessione })).await;
        fatto["terminaSessioniOperatore"]["terminate"].clone()
    };
    let prime = aperte().await;
    assert_eq!(prime.len(), 3);
    assert_eq!(termina(json!(Uuid::new_v4())).await, 0, "none has that name");
    assert_eq!(termina(prime[1].clone()).await, 1);
    assert_eq!(termina(prime[1].clone()).await, 0, "it is over");
    let rimaste = aperte().await;
    assert!(rimaste.len() == 2 && !rimaste.contains(&prime[1]), "{rimaste:?}");
    assert_eq!(termina(Value::Null).await, 2);
    assert_eq!(aperte().await, Vec::<Value>::new());

    let scia: Vec<(Uuid, Option<Uuid>, Option<Uuid>)> = sqlx::query_as(
        "SELECT operatore, da_operatore, sessione FROM accesso.accessi WHERE esito = 'TERMINATO' ORDER BY id",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    assert!(scia.iter().all(|s| (s.0, s.1) == (chi.0, Some(e.amministratore.operatore.0))), "{scia:?}");
    assert_eq!((scia.len(), json!(scia[0].2)), (3, prime[1].clone()));
}

/// Opens a session of an operator, last used so many minutes ago.
async fn apri_sessione(e: &Ente, chi: OperatoreId, minuti: i32) {
    sqlx::query(
        "INSERT INTO accesso.sessioni (hash, operatore, gestore, iss, sub, livello, creata, vista, scade) \
         VALUES (sha256(gen_random_uuid()::text::bytea), $1, 'prova', 'https://idp.example', 'anna', 2, \
                 now() - interval '1 hour', now() - make_interval(mins => $2), now() + interval '1 hour')",
    )
    .bind(chi.0)
    .bind(minuti)
    .execute(e.b.servizi.log().pool())
    .await
    .unwrap();
}

const SESSIONI: &str = "query S($o: ID!) { sessioniOperatore(operatore: $o) { id } }";

#[tokio::test]
async fn a_session_unused_for_longer_than_the_configured_time_is_not_shown_as_open() {
    let e = Ente::nuovo().await;
    let idle = TimeDelta::minutes(5);
    let _ = e.b.servizi.clone().con_limiti_sessione(SessionLimits { idle, ..SessionLimits::default() });
    let chi = e.b.assistente.operatore;
    for minuti in [1, 10] {
        apri_sessione(&e, chi, minuti).await;
    }
    let lette = e.b.chiedi(&e.amministratore, SESSIONI, json!({ "o": chi })).await;
    assert_eq!(lette["sessioniOperatore"].as_array().unwrap().len(), 1, "{lette}");
}

#[tokio::test]
async fn the_sessions_of_who_has_left_a_body_are_none_of_its_business() {
    let e = Ente::nuovo().await;
    let chi = e.b.assistente.operatore;
    let oggi = e.b.servizi.oggi();
    let altrove = NuovoIncarico::dal(oggi, Ruolo::AssistenteSociale, e.altro_distretto);
    let lascia = |al| OperatoreCommand::CessaIncarico { numero: NumeroIncarico(1), al, motivo: None, oggi };
    let comandi = [OperatoreCommand::ConferisciIncarico { incarico: altrove }, lascia(oggi)];
    for comando in comandi {
        e.b.harness.esegui::<Operatore>(chi, comando).await.unwrap();
    }
    apri_sessione(&e, chi, 1).await;
    let leggi = async || e.b.chiedi(&e.amministratore, SESSIONI, json!({ "o": chi })).await;
    assert_eq!(leggi().await["sessioniOperatore"].as_array().unwrap().len(), 1, "his last day");

    let ieri = oggi.pred_opt().unwrap();
    e.b.harness.esegui::<Operatore>(chi, lascia(ieri)).await.unwrap();
    assert_eq!(leggi().await["sessioniOperatore"], Value::Null);
    let termina =
        "mutation T($o: ID!) { terminaSessioniOperatore(operatore: $o) { esito rifiuti { codice } } }";
    let fatto = e.b.chiedi(&e.amministratore, termina, json!({ "o": chi })).await;
    assert_eq!(fatto["terminaSessioniOperatore"]["rifiuti"][0]["codice"], "OPERATORE_INESISTENTE", "{fatto}");
    // In the list he stays, with his history.
    let uno = e.b.chiedi(&e.amministratore, UNO, json!({ "o": chi })).await;
    assert_eq!(uno["operatore"]["operatore"]["id"], json!(chi), "{uno}");
}

#[tokio::test]
async fn a_unit_ends_when_nobody_and_nothing_is_in_it_any_more() {
    let e = Ente::nuovo().await;
    let pua = json!({ "codice": "PUA1", "descrizione": "PUA 1", "tipo": "PUA", "padre": e.b.comune });
    let fatto = e.muta("istituisciUnita", "unita { id codice padre { codice } }", pua).await;
    assert_eq!(fatto["unita"]["padre"]["codice"], "SIGESS_COM1", "{fatto}");
    let pua = fatto["unita"]["id"].clone();
    let cessa =
        async |unita: &Value| e.muta("cessaUnita", "unita { cessata }", json!({ "unita": unita })).await;
    let perche = async |unita: &Value| cessa(unita).await["rifiuti"][0]["codice"].clone();
    assert_eq!(perche(&json!(e.b.comune)).await, "UNITA_CON_SOTTOSTANTI");
    assert_eq!(cessa(&pua).await["unita"]["cessata"], true);
    assert_eq!(perche(&json!(e.b.comune)).await, "UNITA_CON_INCARICHI");

    let soggetto = e.b.registra("Verdi", "Anna").await;
    e.b.segnala(&soggetto["id"]).await;
    let ieri = e.b.servizi.oggi().pred_opt().unwrap();
    for chi in [&e.b.segretariato, &e.b.assistente] {
        let input = json!({ "operatore": chi.operatore, "incarico": 1, "al": ieri, "motivo": "Prova" });
        assert_eq!(e.muta("cessaIncarico", "", input).await["esito"], "ESEGUITO");
    }
    assert_eq!(perche(&json!(e.b.comune)).await, "UNITA_CON_PRATICHE");
}

/// Each looks whether the other has come before; together they come one after the other.
#[tokio::test(flavor = "multi_thread")]
async fn a_unit_that_ends_and_what_is_given_in_it_at_the_same_time_are_not_both_done() {
    let e = Ente::nuovo().await;
    for giro in 0..8 {
        let pua = json!({ "codice": format!("PUA{giro}"), "descrizione": "PUA", "tipo": "PUA", "padre": e.b.comune });
        let fatto = e.muta("istituisciUnita", "unita { id }", pua).await;
        let pua: UnitaId = fatto["unita"]["id"].as_str().unwrap().parse().unwrap();
        let dato = json!({ "operatore": e.altrove.operatore, "incarico": incarico("COORDINATORE", pua) });
        let (cessata, conferito) = tokio::join!(
            e.muta("cessaUnita", "", json!({ "unita": pua })),
            e.muta("conferisciIncarico", "", dato)
        );
        let esiti = [&cessata["esito"], &conferito["esito"]];
        assert_eq!(esiti.iter().filter(|e| **e == "ESEGUITO").count(), 1, "{cessata} {conferito}");
        let perche = |fatto: &Value| fatto["rifiuti"][0]["codice"].clone();
        let chi_resta = [perche(&cessata), perche(&conferito)];
        let ammessi = [[json!("UNITA_CON_INCARICHI"), Value::Null], [Value::Null, json!("UNITA_CESSATA")]];
        assert!(ammessi.contains(&chi_resta), "{chi_resta:?}");
    }
}

#[tokio::test]
async fn an_administrator_with_an_old_form_is_told_what_happened_and_changes_nothing() {
    let e = Ente::nuovo().await;
    let chi = json!(e.b.assistente.operatore);
    let query = "{ operatori(first: 100) { nodes { versione operatore { id } } } \
        unitaOrganizzative { id versione } }";
    let letti = e.b.chiedi(&e.amministratore, query, json!({})).await;
    let operatori = letti["operatori"]["nodes"].as_array().unwrap();
    let versione = &operatori.iter().find(|o| o["operatore"]["id"] == chi).unwrap()["versione"];
    let unita = letti["unitaOrganizzative"].as_array().unwrap();
    let versione_unita = &unita.iter().find(|u| u["id"] == json!(e.b.comune)).unwrap()["versione"];
    assert_eq!((versione, versione_unita), (&json!(1), &json!(1)), "{letti}");

    // Somebody else was faster.
    let dato = json!({ "operatore": chi, "incarico": incarico("COORDINATORE", e.b.comune) });
    let fatto = e.muta("conferisciIncarico", "versione operatore { versione }", dato).await;
    assert_eq!((&fatto["versione"], &fatto["operatore"]["versione"]), (&json!(2), &json!(2)), "{fatto}");
    let altra = json!({ "unita": e.b.comune, "descrizione": "Comune uno", "versione": versione_unita });
    let fatto = e.muta("rinominaUnita", "unita { versione }", altra).await;
    assert_eq!((&fatto["esito"], &fatto["unita"]["versione"]), (&json!("ESEGUITO"), &json!(2)), "{fatto}");

    let prima = e.b.servizi.log().position().await.unwrap();
    let motivo = "Prova";
    for (nome, input) in [
        ("disabilitaOperatore", json!({ "operatore": chi, "motivo": motivo, "versione": versione })),
        ("riabilitaOperatore", json!({ "operatore": chi, "motivo": motivo, "versione": versione })),
        (
            "cessaIncarico",
            json!({ "operatore": chi, "incarico": 1, "al": e.b.servizi.oggi(), "motivo": motivo,
            "versione": versione }),
        ),
    ] {
        let superata = e.muta(nome, "versione intervenuti { tipo } operatore { versione }", input).await;
        assert_eq!(superata["esito"], "VERSIONE_SUPERATA", "{nome}: {superata}");
        assert_eq!(superata["intervenuti"][0]["tipo"], "IncaricoConferito", "{nome}: {superata}");
        assert_eq!((&superata["versione"], &superata["operatore"]["versione"]), (&json!(2), &json!(2)));
    }
    let vecchia = json!({ "unita": e.b.comune, "descrizione": "Comune due", "versione": versione_unita });
    let superata = e.muta("rinominaUnita", "intervenuti { tipo } unita { descrizione }", vecchia).await;
    assert_eq!(superata["esito"], "VERSIONE_SUPERATA", "{superata}");
    assert_eq!(superata["intervenuti"][0]["tipo"], "UnitaRinominata", "{superata}");
    assert_eq!(superata["unita"]["descrizione"], "Comune uno");
    assert_eq!(e.b.servizi.log().position().await.unwrap(), prima);

    // With the form as it is now it goes on.
    let ora = json!({ "operatore": chi, "motivo": motivo, "versione": 2 });
    assert_eq!(e.muta("disabilitaOperatore", "", ora).await["esito"], "ESEGUITO");
    let letti = e.b.chiedi(&e.amministratore, query, json!({})).await;
    let operatori = letti["operatori"]["nodes"].as_array().unwrap();
    assert_eq!(operatori.iter().find(|o| o["operatore"]["id"] == chi).unwrap()["versione"], 3);
}

/// Not even by the version of a form that he never had.
#[tokio::test]
async fn what_happened_to_an_operator_of_another_body_is_not_told_by_an_old_version() {
    let e = Ente::nuovo().await;
    let cessa = json!({ "operatore": e.altrove.operatore, "incarico": 1, "al": "2024-10-21", "motivo": "Prova",
        "versione": 0 });
    let negato = e.muta("cessaIncarico", "intervenuti { tipo } operatore { codiceFiscale }", cessa).await;
    assert_eq!((&negato["esito"], &negato["operatore"]), (&json!("RIFIUTATO"), &Value::Null), "{negato}");
    assert_eq!(negato["intervenuti"], json!([]));
}
