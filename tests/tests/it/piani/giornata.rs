//! A day at the service: everything that is asked of it, by those who come in.

use super::Campioni;
use serde_json::{Value, json};
use tests::servizio::{Persona, chiedi};
use uuid::Uuid;

/// Who works that day.
pub(super) struct Turno {
    pub(super) segretariato: Persona,
    pub(super) assistente: Persona,
    /// Codici fiscali of the register, of two of a family.
    pub(super) persone: [&'static str; 2],
}

const SEGNALAZIONI: &str = "query S($filtro: FiltroSegnalazioniInput, $alla: AllaInput, $after: String) { \
    segnalazioni(filtro: $filtro, alla: $alla, after: $after, first: 20) { nodes { id numero stato { codice } \
    segnalato { cognome } autore { nominativo } responsabile { nominativo } assegnatario { nominativo } \
    unita { etichetta } distretto { etichetta } } pageInfo { endCursor hasNextPage } } }";
const CERCA: &str = "query C($criteri: CriteriInput!, $after: String) { cercaSoggetti(criteri: $criteri, after: $after, \
    first: 20) { nodes { soggetto { id cognome } } pageInfo { endCursor hasNextPage } } }";
const QUADRO: &str = "query Q($s: ID!, $dal: Data, $al: Data, $alla: AllaInput) { quadroRiassuntivo(soggetto: $s, \
    conNucleo: true, dal: $dal, al: $al, alla: $alla) { gruppi { titolo persona { presente } \
    voci { id riferimento unita { etichetta } operatore { nominativo } } } } }";
const SOGGETTO: &str = "query S($s: ID!, $alla: AllaInput) { soggetto(id: $s, alla: $alla) { codice \
    anagrafica { nominativo } contatti { email } indirizzi { via } nucleiDiFatto { nome componenti { persona { nome } } } \
    nucleoAnagrafe { verificato componenti { id } } segnalazioni(first: 10) { nodes { numero } } } \
    nucleoDiFatto(soggetto: $s, alla: $alla) { nome } nucleoAnagrafe(soggetto: $s, alla: $alla) { verificato } }";
const STORIA: &str = "query T($soggetto: ID, $segnalazione: ID, $alla: AllaInput) { storia(soggetto: $soggetto, \
    segnalazione: $segnalazione, alla: $alla, first: 50) { nodes { descrizione operatore { nominativo } unita { etichetta } } } }";

/// One who asks and acts.
struct Sportello<'a> {
    url: &'a str,
    chi: &'a Persona,
}

impl Sportello<'_> {
    async fn chiedi(&self, query: &str, variabili: Value) -> Value {
        chiedi(self.url, self.chi, query, variabili).await.unwrap()
    }

    /// The nodes of a list, which must not be empty, and of the page after it.
    async fn elenco(&self, campo: &str, query: &str, mut variabili: Value) -> Value {
        let pagina = self.chiedi(query, variabili.clone()).await[campo].clone();
        assert_ne!(pagina["nodes"], json!([]), "{campo}: nothing found for {variabili}");
        if pagina["pageInfo"]["hasNextPage"] == true {
            variabili["after"] = pagina["pageInfo"]["endCursor"].clone();
            self.chiedi(query, variabili).await;
        }
        pagina["nodes"].clone()
    }

    async fn fai(&self, mutazione: &str, campi: &str, mut input: Value) -> Value {
        input["comando"] = json!(Uuid::new_v4());
        let tipo = format!("{}{}Input", mutazione[..1].to_uppercase(), &mutazione[1..]);
        let query = format!(
            "mutation M($input: {tipo}!) {{ {mutazione}(input: $input) {{ esito posizione rifiuti {{ codice }} {campi} }} }}"
        );
        let fatto = self.chiedi(&query, json!({ "input": input })).await[mutazione].clone();
        assert_eq!(fatto["esito"], "ESEGUITO", "{mutazione}: {}", fatto["rifiuti"]);
        fatto
    }

    async fn importa(&self, codice_fiscale: &str) -> Value {
        let consulta = json!({ "codiceFiscale": codice_fiscale, "motivo": "PROVA-1" });
        let consultata =
            self.fai("consultaAnpr", "consultazione { id soggettoEsistente { id } }", consulta).await;
        let importa = json!({ "consultazione": consultata["consultazione"]["id"] });
        self.fai("importaSoggetto", "soggetto { id }", importa).await["soggetto"]["id"].clone()
    }
}

/// The whole day.
pub(super) async fn vivi(url: &str, turno: &Turno, campioni: &Campioni) {
    let qui = Sportello { url, chi: &turno.segretariato };
    ricerche(&qui, campioni).await;
    elenchi(&qui, campioni).await;
    quadri(&qui, campioni).await;
    let la = Sportello { url, chi: &turno.assistente };
    pratica(&qui, &la, turno, campioni).await;
    uscite(&qui).await;
}

async fn ricerche(qui: &Sportello<'_>, c: &Campioni) {
    let (cognome, nome) = (&c.cognome, &c.nome);
    let uno = format!("{}{}", &cognome[1..2], &cognome[..1]) + &cognome[2..];
    let due =
        format!("{}{}{}{}", &cognome[1..2], &cognome[..1], &cognome[3..4], &cognome[2..3]) + &cognome[4..];
    let testi = [
        cognome.clone(),
        cognome[..4].to_owned(),
        cognome[..2].to_owned(),
        nome.clone(),
        format!("{cognome} {nome}"),
        format!("{nome} {cognome}"),
        format!("{nome} {}", &cognome[..3]),
        c.codice_fiscale.clone(),
        c.codice_fiscale[..12].to_owned(),
        c.codice.to_string(),
        c.nascita.clone(),
        format!("{} {}", &cognome[..2], c.nascita),
        format!("{uno} {nome}"),
        format!("{nome} {uno}"),
        format!("{due} {nome}"),
    ];
    for testo in testi {
        qui.elenco("cercaSoggetti", CERCA, json!({ "criteri": { "testo": testo } })).await;
    }
    for criteri in [
        json!({ "cognome": cognome, "nome": nome }),
        json!({ "cognome": cognome[..2], "nome": nome[..2] }),
        json!({ "cognome": uno, "nome": nome }),
        json!({ "nome": nome }),
        json!({ "codiceFiscale": c.codice_fiscale }),
        json!({ "dataNascita": c.nascita }),
        json!({ "cognome": cognome[..1], "dataNascita": c.nascita }),
    ] {
        qui.elenco("cercaSoggetti", CERCA, json!({ "criteri": criteri })).await;
    }
    let nessuno = json!({ "criteri": { "testo": "zzzzzzzz zzzzzzz" } });
    assert_eq!(qui.chiedi(CERCA, nessuno).await["cercaSoggetti"]["nodes"], json!([]));
}

async fn elenchi(qui: &Sportello<'_>, c: &Campioni) {
    for filtro in [
        json!({ "segnalato": c.segnalato }),
        json!({ "autore": c.operatore }),
        json!({ "assegnatario": c.operatore }),
        json!({ "inCaricoA": c.seguente }),
        json!({ "autore": c.operatore, "stato": "CHIUSA" }),
        json!({ "distretto": c.distretto }),
        json!({ "distretto": c.distretto, "stato": "ACCETTATA" }),
        json!({ "numeroOriginario": "V/77" }),
        json!({}),
    ] {
        for alla in [Value::Null, json!({ "posizione": c.posizione })] {
            qui.elenco("segnalazioni", SEGNALAZIONI, json!({ "filtro": filtro, "alla": alla })).await;
        }
    }
    // Of these there are next to none.
    for filtro in [json!({ "stato": "APERTA" }), json!({ "stato": "APERTA", "distretto": c.distretto })] {
        qui.elenco("segnalazioni", SEGNALAZIONI, json!({ "filtro": filtro })).await;
    }
    let tutti = "query O($testo: String, $unita: ID) { operatoriAbilitati(testo: $testo, unita: $unita) \
        { nominativo unita { etichetta } } unitaOrganizzative { etichetta } io { operatore { nominativo } } }";
    for variabili in [json!({}), json!({ "testo": c.cognome_operatore }), json!({ "unita": c.unita })] {
        let trovati = qui.chiedi(tutti, variabili).await;
        assert_ne!(trovati["operatoriAbilitati"], json!([]));
    }
}

async fn quadri(qui: &Sportello<'_>, c: &Campioni) {
    for alla in [Value::Null, json!({ "posizione": c.posizione }), json!({ "registrato": c.istante })] {
        for (dal, al) in [(Value::Null, Value::Null), (json!("2000-01-01"), json!("2030-12-31"))] {
            let variabili = json!({ "s": c.segnalato, "dal": dal, "al": al, "alla": alla });
            let quadro = qui.chiedi(QUADRO, variabili).await;
            assert_ne!(quadro["quadroRiassuntivo"]["gruppi"], json!([]));
        }
    }
}

/// The walk of the manual, from the search in the register to the closure.
async fn pratica(qui: &Sportello<'_>, la: &Sportello<'_>, turno: &Turno, c: &Campioni) {
    let mario = qui.importa(turno.persone[0]).await;
    let figlio = qui.importa(turno.persone[1]).await;
    let aggiungi = json!({ "soggetto": mario, "componente": figlio, "relazione": "9", "dal": "2024-01-15" });
    qui.fai("aggiungiComponente", "nucleo { componenti { persona { nome } } }", aggiungi).await;
    let contatti = json!({ "soggetto": mario, "email": "prova@finto.example" });
    qui.fai("modificaContatti", "", contatti).await;
    let dettagli = json!({ "dataContatto": "2024-09-21", "canale": "SPORTELLO", "motivo": "ECONOMICO",
                           "urgenza": "ORDINARIA", "tipoSegnalante": "INTERESSATO" });
    let crea = json!({ "segnalato": mario, "dettagli": dettagli });
    let creata = qui.fai("creaSegnalazione", "segnalazione { id numero }", crea).await;
    let (id, prima) = (creata["segnalazione"]["id"].clone(), creata["posizione"].clone());
    let assegna = json!({ "segnalazione": id, "assegnatario": la.chi.operatore });
    qui.fai("assegnaSegnalazione", "", assegna).await;
    la.fai("accettaSegnalazione", "", json!({ "segnalazione": id })).await;
    let nota = json!({ "segnalazione": id, "sezione": "RISERVATA", "ambito": "SALUTE", "testo": "Prova" });
    la.fai("aggiungiAnnotazione", "annotazione { testo { testo } }", nota).await;
    let note = "query N($id: ID!) { segnalazione(id: $id) { annotazioni { nodes { id } pageInfo { hasNextPage } } } \
        accessiEmergenza { nodes { id } } mie: accessiEmergenza(propri: true, scheda: $id) { nodes { id } } \
        accessoEmergenza(id: $id) { id } io { emergenzeDaRiesaminare } }";
    for chi in [la, qui] {
        chi.chiedi(note, json!({ "id": id })).await;
    }
    la.fai("registraEsito", "", json!({ "segnalazione": id, "esito": "INVIO_ALTRO_SERVIZIO" })).await;
    la.fai("chiudiPratica", "segnalazione { stato { codice } }", json!({ "segnalazione": id })).await;

    let una = "query U($id: ID, $numero: NumeroSegnalazioneInput, $alla: AllaInput) { \
        segnalazione(id: $id, numero: $numero, alla: $alla) { numero stato { codice } segnalato { cognome } } }";
    for alla in [Value::Null, json!({ "posizione": prima }), json!({ "registrato": c.istante })] {
        qui.chiedi(SOGGETTO, json!({ "s": mario, "alla": alla })).await;
        qui.chiedi(STORIA, json!({ "soggetto": mario, "alla": alla })).await;
        qui.chiedi(STORIA, json!({ "segnalazione": id, "alla": alla })).await;
        qui.chiedi(una, json!({ "id": id, "alla": alla })).await;
        qui.chiedi(QUADRO, json!({ "s": mario, "alla": alla })).await;
    }
    let numero = json!({ "numero": { "numero": creata["segnalazione"]["numero"] } });
    assert_eq!(qui.chiedi(una, numero).await["segnalazione"]["stato"]["codice"], "CHIUSA");
}

/// A machine that nobody knows, and the way out.
async fn uscite(qui: &Sportello<'_>) {
    let client = reqwest::Client::new();
    let macchina = client.post(format!("{}/graphql", qui.url)).bearer_auth(format!("sgs_{}", "A".repeat(43)));
    let risposta = macchina.json(&json!({ "query": "{ io { operatore { id } } }" })).send().await.unwrap();
    assert_eq!(risposta.status(), reqwest::StatusCode::UNAUTHORIZED);
    let uscita = qui.chi.sessione(qui.url).await.unwrap().post(qui.url, "/auth/logout");
    assert!(uscita.json(&json!({})).send().await.unwrap().status().is_success());
}
