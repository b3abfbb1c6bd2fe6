//! Whatever happened, every way of asking says the same.

use super::emergenza::PERCHE;
use super::*;

/// What the test knows of a person and the one segnalazione about him.
struct Nota {
    id: SegnalazioneId,
    soggetto: SoggettoId,
    con_nucleo: bool,
    autore: Persona,
    assegnatario: Option<Persona>,
    /// Units that were let in, from and to which day.
    concessioni: Vec<(UnitaId, NaiveDate, NaiveDate)>,
    /// Who opened an emergency access, and when it ends.
    emergenze: Vec<(Persona, DateTime<Utc>)>,
}

impl Nota {
    /// What somebody holds on the segnalazione, or with `scheda` on the person, whom this one entered.
    fn titoli(&self, di: &Chi, unita: &[UnitaId], scheda: Option<&Persona>) -> Vec<Titolo> {
        let mut titoli = Vec::new();
        for chi in std::iter::once(&self.autore).chain(&self.assegnatario).chain(scheda) {
            if unita.contains(&chi.unita) {
                titoli.push(Titolo::Unita);
                if chi.operatore == di.attore.operatore {
                    titoli.push(Titolo::Incarico);
                }
            }
        }
        let vale = |(a, dal, al): &(UnitaId, NaiveDate, NaiveDate)| {
            unita.contains(a) && *dal <= di.giorno && di.giorno <= *al
        };
        titoli.extend(self.concessioni.iter().filter(|c| vale(c)).map(|_| Titolo::Concessione));
        let sua = |(chi, scade): &(Persona, DateTime<Utc>)| {
            chi.operatore == di.attore.operatore && di.adesso < *scade
        };
        titoli.extend(self.emergenze.iter().filter(|e| sua(e)).map(|_| Titolo::Emergenza));
        titoli
    }
}

/// The codice fiscale of the n-th person of the random test.
fn codice_di(n: u32) -> (NaiveDate, String) {
    use domain::codice_fiscale::{DatiPerCalcolo, calcola};
    let data_nascita = NaiveDate::from_ymd_opt(1986, 7, n + 1).unwrap();
    let sesso = domain::persona::Sesso::M;
    let dati = DatiPerCalcolo { cognome: "Casuali", nome: "Uno", sesso, data_nascita, codice_luogo: "H514" };
    (data_nascita, calcola(&dati).unwrap().as_str().to_owned())
}

/// A person, a segnalazione about him, and whatever happens to it by chance.
async fn a_caso(b: &Banco, caso: &mut ChaCha8Rng, n: u32, altri: &[Persona]) -> Nota {
    let (autori, assegnatari) =
        ([&b.segretariato, &altri[0], &b.assistente], [&b.assistente, &altri[1], &altri[3]]);
    let (nascita, codice) = codice_di(n);
    let anagrafica = json!({ "cognome": "Casuali", "nome": "Uno", "sesso": "M", "dataNascita": nascita.to_string(),
        "luogoNascita": { "comune": "H514" }, "indicatoreCf": "CALCOLATO", "codiceFiscale": codice,
        "cittadinanze": ["100"] });
    let fatta = b
        .muta(&b.segretariato, "registraSoggetto", "soggetto { id }", json!({ "anagrafica": anagrafica }))
        .await;
    let soggetto = &fatta["soggetto"]["id"];
    let con_nucleo = caso.gen_bool(0.3);
    if con_nucleo {
        let persona = json!({ "cognome": "Conviventi", "nome": "Ada", "indicatoreCf": "NON_DISPONIBILE" });
        let componente =
            json!({ "soggetto": soggetto, "persona": persona, "relazione": "9", "dal": "2020-01-01" });
        let fatto = b.muta(&b.segretariato, "aggiungiComponente", "", componente).await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
    }
    let autore = *autori.choose(caso).unwrap();
    let crea = json!({ "segnalato": soggetto, "dettagli": dettagli("2024-09-21") });
    let id =
        b.muta(autore, "creaSegnalazione", "segnalazione { id }", crea).await["segnalazione"]["id"].clone();
    let mut nota = Nota {
        id: id.as_str().unwrap().parse().unwrap(),
        soggetto: soggetto.as_str().unwrap().parse().unwrap(),
        con_nucleo,
        autore: autore.clone(),
        assegnatario: None,
        concessioni: Vec::new(),
        emergenze: Vec::new(),
    };
    for (numero, unita) in (1..).zip([altri[0].unita, b.comune, b.auditor.unita]) {
        if unita == autore.unita || caso.gen_bool(0.6) {
            continue;
        }
        let dal = b.servizi.oggi() + TimeDelta::days(caso.gen_range(0..2));
        let al = dal + TimeDelta::days(caso.gen_range(0..2));
        let concedi = json!({ "segnalazione": id, "unita": unita, "dal": dal.to_string(), "al": al.to_string(), "motivo": "x" });
        let campi = "segnalazione { concessioni { numero } }";
        let fatto = b.muta(autore, "concediAccesso", campi, concedi).await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{numero}: {fatto}");
        if caso.gen_bool(0.3) {
            let concesse = fatto["segnalazione"]["concessioni"].as_array().unwrap();
            let revoca = json!({ "segnalazione": id, "concessione": concesse.last().unwrap()["numero"] });
            assert_eq!(b.muta(autore, "revocaAccesso", "", revoca).await["esito"], "ESEGUITO");
        } else {
            nota.concessioni.push((unita, dal, al));
        }
    }
    if caso.gen_bool(0.6) {
        let a = *assegnatari.choose(caso).unwrap();
        let assegna = json!({ "segnalazione": id, "assegnatario": a.operatore });
        let fatto = b.muta(autore, "assegnaSegnalazione", "", assegna).await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
        nota.assegnatario = Some(a.clone());
        if caso.gen_bool(0.4) {
            let motivo =
                &domain::codifiche::voci(domain::codifiche::Lista::MotivoRiassegnazione, None)[0].codice;
            let resa = json!({ "segnalazione": id, "motivo": motivo, "nota": "x" });
            let fatto = b.muta(a, "restituisciSegnalazione", "", resa).await;
            assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
            nota.assegnatario = None;
        }
    }
    for chi in [&altri[1], &b.assistente, &b.auditor] {
        if caso.gen_bool(0.75) {
            continue;
        }
        let apri = json!({ "codiceFiscale": codice, "motivo": "CONTINUITA", "spiegazione": PERCHE });
        let fatto = b.muta(chi, "apriAccessoEmergenza", "accesso { id scade }", apri).await;
        let accesso = &fatto["accesso"];
        if caso.gen_bool(0.3) {
            let chiudi = json!({ "accesso": accesso["id"] });
            assert_eq!(b.muta(chi, "chiudiAccessoEmergenza", "", chiudi).await["esito"], "ESEGUITO");
        } else {
            nota.emergenze.push((chi.clone(), accesso["scade"].as_str().unwrap().parse().unwrap()));
        }
    }
    nota
}

const TUTTO_DI_UNO: &str = "query V($g: ID!, $s: ID!) { segnalazione(id: $g) { id } soggetto(id: $s) { id segnalazioni { nodes { id } } }
    storiaPratica: storia(segnalazione: $g) { nodes { tipo } } storia(soggetto: $s, first: 50) { nodes { tipo } }
    nucleoDiFatto(soggetto: $s) { id }
    quadroRiassuntivo(soggetto: $s, conNucleo: true) { gruppi { voci { id } } } }";

#[tokio::test]
async fn lists_single_files_and_the_decision_agree_for_any_history() {
    let seme = seme();
    let mut caso = ChaCha8Rng::seed_from_u64(seme);
    let (b, altri) = con_altri(&[
        (Dove::Altrove, Ruolo::OperatoreSegretariato, ESTRANEO),
        (Dove::Altrove, Ruolo::AssistenteSociale, "VRDLGU80A01H501Q"),
        (Dove::Sopra, Ruolo::Coordinatore, "BNCLRA75D41H501M"),
        (Dove::Sopra, Ruolo::OperatoreUfficioPiano, "MRTGNN70C12H501G"),
    ])
    .await;
    let mut note = Vec::new();
    for n in 0..14 {
        note.push(a_caso(&b, &mut caso, n, &altri).await);
    }
    let mut aperte = 0;
    // Now, when the emergencies are over, and on each of the days that were granted.
    for passano in [TimeDelta::zero(), TimeDelta::minutes(61), TimeDelta::days(1), TimeDelta::days(2)] {
        b.passano(passano);
        for chi in [&b.segretariato, &b.assistente, &b.auditor].into_iter().chain(&altri) {
            aperte += concordano(&b, chi, altri[0].unita, &note, seme).await;
        }
    }
    assert!(aperte > 50, "seed {seme}: only {aperte} files were open");
}

/// Whether every way says the same to somebody; how many files were open to him.
async fn concordano(b: &Banco, chi: &Persona, altrove: UnitaId, note: &[Nota], seme: u64) -> usize {
    let attore = b.chiamante(chi).await.attore;
    let unita = match attore.ruolo {
        Ruolo::Coordinatore => vec![attore.unita, b.comune, altrove],
        _ => vec![attore.unita],
    };
    let pool = b.servizi.log().pool();
    let guarda = Chi { attore, riservati: false, giorno: b.servizi.oggi(), adesso: b.servizi.adesso() };
    let vista = Vista::di(pool.clone(), sguardo(pool, guarda).await.unwrap(), Divulgato::default());
    let lista = segnalazioni(&vista, &Filtro::default(), None, None, 100).await.unwrap().voci;
    let lista: HashSet<_> = lista.into_iter().map(|r| r.segnalazione).collect();
    let ids: Vec<_> = note.iter().map(|n| n.id).collect();
    assert_eq!(lista, vedute(&vista, Azione::Elencare, &ids).await.unwrap(), "seed {seme} {attore:?}");
    let criteri = Criteri { testo: Some("casuali".into()), ..Criteri::default() };
    let trovati = cerca(&vista, &criteri, None, 100).await.unwrap().voci;
    let trovati: HashSet<_> = trovati.into_iter().map(|t| t.soggetto).collect();
    let soggetti: Vec<_> = note.iter().map(|n| n.soggetto).collect();
    let visti = soggetti_veduti(&vista, Azione::Elencare, &soggetti).await.unwrap();
    assert_eq!(trovati, visti, "seed {seme} {attore:?}");
    let mut aperte = 0;
    for nota in note {
        let sulla_pratica = nota.titoli(&guarda, &unita, None);
        let sul_soggetto = nota.titoli(&guarda, &unita, Some(&b.segretariato));
        let dice = |azione, cosa, titoli: &[Titolo]| decidi(attore.ruolo, azione, cosa, titoli).consentito();
        let elenca = dice(Azione::Elencare, Cosa::Pratica, &sulla_pratica);
        let legge = dice(Azione::Leggere, Cosa::Pratica, &sulla_pratica);
        let scheda = dice(Azione::Leggere, Cosa::Soggetto, &sul_soggetto);
        let segno = format!("seed {seme} {guarda:?} {sulla_pratica:?} {sul_soggetto:?}");
        assert_eq!(lista.contains(&nota.id), elenca, "{segno}");
        assert_eq!(trovati.contains(&nota.soggetto), scheda, "{segno}");
        let v = b.chiedi(chi, TUTTO_DI_UNO, json!({ "g": nota.id, "s": nota.soggetto })).await;
        let c_e = |dove: &Value| dove.as_array().map_or(!dove.is_null(), |voci| !voci.is_empty());
        assert_eq!(c_e(&v["segnalazione"]), legge, "{segno}");
        assert_eq!(c_e(&v["storiaPratica"]["nodes"]), legge, "{segno}");
        assert_eq!(c_e(&v["soggetto"]), scheda, "{segno}");
        assert_eq!(c_e(&v["soggetto"]["segnalazioni"]["nodes"]), elenca, "{segno}");
        assert_eq!(c_e(&v["nucleoDiFatto"]), scheda && nota.con_nucleo, "{segno}");
        let storia = v["storia"]["nodes"].as_array().unwrap();
        assert_eq!(c_e(&v["storia"]["nodes"]), scheda, "{segno}");
        assert_eq!(storia.iter().any(|n| n["tipo"] == "SegnalazioneCreata"), legge, "{segno}");
        let voci = v["quadroRiassuntivo"]["gruppi"].as_array().cloned().unwrap_or_default();
        let voci: Vec<_> = voci.iter().flat_map(|g| g["voci"].as_array().unwrap().clone()).collect();
        let contatto = voci.iter().any(|v| v["id"].as_str().unwrap().starts_with("segnalazione:"));
        assert_eq!(contatto, elenca, "{segno} {voci:?}");
        aperte += usize::from(legge) + usize::from(scheda);
    }
    aperte
}
