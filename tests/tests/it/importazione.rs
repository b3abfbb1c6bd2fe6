//! `sigess import`: what an older system hands over comes in through the rules, once, whatever happens on the way.

mod cartella;
mod interrotta;

use api::importazione::{Conto, FILE, Gravita, Resoconto, importa};
use cartella::{Cartella, oggi};
use dev::distretto::{Distretto, cartella::scrivi};
use domain::segnalazione::StatoSegnalazione;
use event_store::integrity::verify_at;
use projections::Projector;
use projections::segnalazioni::{Filtro, segnalazioni};
use projections::soggetti::{Criteri, cerca};
use projections::visibilita::Vista;
use std::time::Duration;
use tests::harness::Harness;

async fn prova(h: &Harness, cartella: &Cartella, nome: &str) -> Resoconto {
    importa(&h.log, cartella.path(), nome, true, oggi()).await.unwrap()
}

async fn davvero(h: &Harness, cartella: &Cartella, nome: &str) -> Resoconto {
    importa(&h.log, cartella.path(), nome, false, oggi()).await.unwrap()
}

/// Refusals and warnings as «file:line column CODE», with the line they point to.
fn parole(resoconto: &Resoconto, gravita: Gravita) -> Vec<String> {
    let note = resoconto.note.iter().filter(|n| n.gravita == gravita);
    let mut parole: Vec<String> = note
        .map(|n| {
            let vedi = n.vedi.map(|v| format!(" ->{v}")).unwrap_or_default();
            format!("{}:{} {} {}{vedi}", n.file, n.riga, n.colonna, n.ragione.codice())
        })
        .collect();
    parole.sort();
    parole
}

async fn posizione(h: &Harness) -> u64 {
    h.log.position().await.unwrap()
}

#[tokio::test]
async fn a_dry_run_writes_nothing_and_says_what_the_run_will_say() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::con_errori();
    let prima = prova(&h, &cartella, "vecchio").await;
    assert_eq!(posizione(&h).await, 0);
    let chiavi: i64 = sqlx::query_scalar("SELECT count(*) FROM chiavi.soggetti WHERE creata < now()")
        .fetch_one(h.log.keys().pool())
        .await
        .unwrap();
    let poi = davvero(&h, &cartella, "vecchio").await;
    assert!(posizione(&h).await > 0);
    assert_eq!(prima.conti, poi.conti);
    for gravita in [Gravita::Rifiuto, Gravita::Avviso] {
        assert_eq!(parole(&prima, gravita), parole(&poi, gravita));
    }
    // The pool keeps some ready; a dry run makes none for the records.
    assert!(chiavi <= 96, "{chiavi}");
}

#[tokio::test]
async fn a_second_run_changes_nothing() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::semplice();
    let prima = davvero(&h, &cartella, "vecchio").await.totale();
    assert_eq!((prima.rifiutati, prima.presenti), (0, 0));
    let dove = posizione(&h).await;
    assert_eq!(prima.eventi, dove);
    let poi = davvero(&h, &cartella, "vecchio").await;
    assert_eq!(posizione(&h).await, dove);
    let atteso = Conto { letti: prima.letti, presenti: prima.letti, ..Conto::default() };
    assert_eq!(poi.totale(), atteso);
    assert!(parole(&poi, Gravita::Rifiuto).is_empty());
}

#[tokio::test]
async fn a_row_that_was_changed_after_its_import_is_named_and_changes_nothing() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::semplice();
    davvero(&h, &cartella, "vecchio").await;
    let dove = posizione(&h).await;
    cartella.sostituisci("soggetti.csv", "Bianchi", "Bianchini");
    let poi = davvero(&h, &cartella, "vecchio").await;
    assert_eq!(posizione(&h).await, dove);
    assert_eq!(parole(&poi, Gravita::Avviso), ["soggetti.csv:3  GIA_IMPORTATA_DIVERSA"]);
}

#[tokio::test]
async fn every_refusal_and_every_warning_names_line_column_and_reason() {
    let h = Harness::new().await.unwrap();
    let resoconto = davvero(&h, &Cartella::con_errori(), "vecchio").await;
    assert_eq!(parole(&resoconto, Gravita::Rifiuto), cartella::RIFIUTI);
    assert_eq!(parole(&resoconto, Gravita::Avviso), cartella::AVVISI);
}

#[tokio::test]
async fn a_refused_record_comes_in_once_it_is_corrected() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::semplice();
    cartella.sostituisci("segnalazioni.csv", "ECONOMICO", "12");
    let prima = davvero(&h, &cartella, "vecchio").await;
    assert_eq!(parole(&prima, Gravita::Rifiuto), ["segnalazioni.csv:2 motivo VOCE_SCONOSCIUTA"]);
    cartella.scrivi("codifiche.csv", "lista,codice_originale,codice\nMOTIVO_SEGNALAZIONE,12,ECONOMICO\n");
    let poi = davvero(&h, &cartella, "vecchio").await.totale();
    assert_eq!((poi.scritti, poi.rifiutati), (1, 0));
}

#[tokio::test]
async fn two_subjects_with_one_codice_fiscale_are_refused_naming_the_line_of_the_first() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::semplice();
    cartella.aggiungi("soggetti.csv", "S9;Rossi;Mario;M;11/07/1986;RSSMRA86L11H514O\n");
    for resoconto in [prova(&h, &cartella, "vecchio").await, davvero(&h, &cartella, "vecchio").await] {
        let atteso = ["soggetti.csv:4 codice_fiscale CODICE_FISCALE_ESISTENTE ->2"];
        assert_eq!(parole(&resoconto, Gravita::Rifiuto), atteso);
        let atteso = ["soggetti.csv:4 cognome POSSIBILE_DUPLICATO ->2"];
        assert_eq!(parole(&resoconto, Gravita::Avviso), atteso);
    }
}

#[tokio::test]
async fn another_import_does_not_take_the_records_of_the_first_for_its_own() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::semplice();
    davvero(&h, &cartella, "vecchio").await;
    let resoconto = davvero(&h, &cartella, "altro").await;
    let rifiuti = parole(&resoconto, Gravita::Rifiuto);
    // The same codice fiscale; and what refers to that subject has nobody to refer to.
    assert!(
        rifiuti.contains(&"soggetti.csv:2 codice_fiscale CODICE_FISCALE_ESISTENTE".to_owned()),
        "{rifiuti:?}"
    );
    assert!(
        rifiuti.contains(&"segnalazioni.csv:2 soggetto RIFERIMENTO_SCONOSCIUTO".to_owned()),
        "{rifiuti:?}"
    );
    // Units and operators are those that are there.
    let avvisi = parole(&resoconto, Gravita::Avviso);
    assert_eq!(avvisi.iter().filter(|a| a.ends_with("GIA_NEL_REGISTRO")).count(), 5, "{avvisi:?}");
}

#[tokio::test]
async fn a_file_that_is_not_utf8_or_has_an_unknown_column_stops_everything_before_it_begins() {
    let h = Harness::new().await.unwrap();
    let casi: [(&str, &[u8], &str); 5] = [
        ("segnalazioni.csv", b"numero_originario;soggetto;data_segnalazione;motivo\n1;S1;2020-01-01;ECONOMICO\n2;S1;Forl\xec;X\n", "segnalazioni.csv, riga 3: il file non è in UTF-8"),
        ("soggetti.csv", b"codice;cognome;nome;colore\n", "soggetti.csv: colonna sconosciuta in posizione 4"),
        ("soggetti.csv", b"codice;cognome\n", "soggetti.csv: manca la colonna «nome»"),
        ("soggetti.csv", b"codice;cognome;nome;nome\n", "soggetti.csv: la colonna «nome» c'è due volte"),
        ("unita.csv", b"\xff\xfec\0o\0", "unita.csv, riga 1: il file non è in UTF-8"),
    ];
    for (file, contenuto, atteso) in casi {
        let cartella = Cartella::semplice();
        std::fs::write(cartella.path().join(file), contenuto).unwrap();
        let errore = importa(&h.log, cartella.path(), "vecchio", false, oggi()).await.err().unwrap();
        assert!(errore.to_string().starts_with(atteso), "{errore}");
    }
    assert_eq!(posizione(&h).await, 0);
}

#[tokio::test]
async fn commas_quotes_and_a_byte_order_mark_are_read_like_semicolons() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::semplice();
    cartella.scrivi(
        "soggetti.csv",
        "\u{feff}codice,cognome,nome,sesso,data_nascita,codice_fiscale\r\nS1,\"Rossi, detto \"\"il Grande\"\"\",\"Mario\",M,11/07/1986,RSSMRA86L11H514O\r\nS2,Bianchi,\"Luigi\nMaria\",M,1950,\r\n",
    );
    let resoconto = davvero(&h, &cartella, "vecchio").await;
    // A name on two lines is refused by the rule about names, on the line where its row begins.
    assert_eq!(parole(&resoconto, Gravita::Rifiuto)[0..1], ["nuclei.csv:2 nucleo NUCLEO_INCOMPLETO"]);
    assert!(
        parole(&resoconto, Gravita::Rifiuto)
            .contains(&"soggetti.csv:3 nome CARATTERI_NON_AMMESSI".to_owned())
    );
    assert_eq!(resoconto.conti[&2].1.scritti, 1);
}

#[tokio::test]
async fn numbers_of_the_old_system_and_the_path_of_a_segnalazione_are_found_in_the_list() {
    let h = Harness::new().await.unwrap();
    davvero(&h, &Cartella::semplice(), "vecchio").await;
    let projector = Projector::start(h.log.clone()).await.unwrap();
    assert!(projector.wait_for(&[], posizione(&h).await, Duration::from_secs(30)).await);
    let righe =
        segnalazioni(&Vista::intera(h.log.pool()), &Filtro::default(), None, None, 50).await.unwrap().voci;
    let di = |numero: &str| righe.iter().find(|r| r.numero_originario.as_deref() == Some(numero)).unwrap();
    let chiusa = di("2019/7");
    assert_eq!(chiusa.stato, StatoSegnalazione::Chiusa);
    assert_eq!(chiusa.data_contatto.to_string(), "2019-03-01");
    assert_eq!(chiusa.chiusa_il.unwrap().to_string(), "2019-05-02");
    assert_eq!(di("2020/1").stato, StatoSegnalazione::Accettata);
    // Ours are numbered in the order of the file.
    let mut numeri: Vec<_> = righe.iter().map(|r| (r.numero, r.numero_originario.clone().unwrap())).collect();
    numeri.sort();
    assert_eq!(numeri.iter().map(|(_, n)| n.as_str()).collect::<Vec<_>>(), ["2019/7", "2020/1"]);
    projector.stop().await;
}

#[tokio::test]
async fn a_number_of_the_old_system_finds_its_segnalazione() {
    let h = Harness::new().await.unwrap();
    davvero(&h, &Cartella::semplice(), "vecchio").await;
    let projector = Projector::start(h.log.clone()).await.unwrap();
    assert!(projector.wait_for(&[], posizione(&h).await, Duration::from_secs(30)).await);
    for (numero, trovate) in [("2020/1", 1), ("2020", 0)] {
        let filtro = Filtro { numero_originario: Some(numero.into()), ..Filtro::default() };
        let righe = segnalazioni(&Vista::intera(h.log.pool()), &filtro, None, None, 50).await.unwrap().voci;
        assert_eq!(righe.len(), trovate);
        assert!(righe.iter().all(|r| r.numero_originario.as_deref() == Some(numero)));
    }
    projector.stop().await;
}

#[tokio::test]
async fn numbers_stay_gapless_over_refused_rows_repetitions_and_corrections() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::semplice();
    let riga = |n: u32, soggetto: &str| {
        format!("2021/{n};{soggetto};2021-01-10;INFO;SPORTELLO;INTERESSATO;op1;;;;;\n")
    };
    let righe: String = (1..=30).map(|n| riga(n, if n % 3 == 0 { "S9" } else { "S1" })).collect();
    cartella.aggiungi("segnalazioni.csv", &righe);
    let prima = davvero(&h, &cartella, "vecchio").await;
    assert_eq!(parole(&prima, Gravita::Rifiuto).len(), 10);
    davvero(&h, &cartella, "vecchio").await;
    cartella.aggiungi("soggetti.csv", "S9;Neri;Ugo;M;1960;\n");
    let poi = davvero(&h, &cartella, "vecchio").await.totale();
    assert_eq!((poi.scritti, poi.rifiutati), (11, 0));
    let numeri: Vec<i64> =
        sqlx::query_scalar("SELECT n FROM registro.numeri WHERE serie LIKE '%/%' ORDER BY n")
            .fetch_all(h.log.pool())
            .await
            .unwrap();
    assert_eq!(numeri, (1..=32).collect::<Vec<_>>());
    let report = verify_at(&h.databases.application(), &[], |_, _| {}).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
}

#[tokio::test]
async fn a_bad_row_never_stops_the_rest() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::semplice();
    cartella.sostituisci("soggetti.csv", "S1;Rossi", "S7;manca qualcosa\nS1;Rossi");
    cartella.sostituisci("nuclei.csv", "N1;S1", "N7;S1;1;2010-01-01;di troppo\nN7;S2;13;2010-01-01\nN1;S1");
    cartella.sostituisci("segnalazioni.csv", "2019/7;", ";;;;;\n2019/7;");
    cartella.sostituisci("unita.csv", "UDP;", "X\nUDP;");
    cartella.sostituisci("operatori.csv", "op2;", "op2\nop2;");
    cartella.aggiungi("soggetti.csv", "S8;\"virgoletta aperta;;;;\nS3;Verdi;Anna;;;\n");
    let resoconto = davvero(&h, &cartella, "vecchio").await;
    let atteso = [
        "nuclei.csv:2  RIGA_STORTA",
        "nuclei.csv:2 nucleo NUCLEO_INCOMPLETO",
        "operatori.csv:3  RIGA_STORTA",
        "segnalazioni.csv:2  RIGA_STORTA",
        "soggetti.csv:2  RIGA_STORTA",
        "soggetti.csv:5  RIGA_STORTA",
        "unita.csv:4  RIGA_STORTA",
    ];
    assert_eq!(parole(&resoconto, Gravita::Rifiuto), atteso);
    let scritti: Vec<u64> = resoconto.conti.values().map(|(_, c)| c.scritti).collect();
    assert_eq!(scritti, [3, 2, 2, 1, 2]);
}

#[tokio::test]
async fn a_nucleo_with_an_unknown_member_is_refused_whole() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::semplice();
    cartella
        .scrivi("nuclei.csv", "nucleo;soggetto;relazione;dal\nN1;S1;1;2015-01-01\nN1;S99;13;2015-01-01\n");
    for resoconto in [prova(&h, &cartella, "vecchio").await, davvero(&h, &cartella, "vecchio").await] {
        let atteso =
            ["nuclei.csv:2 nucleo NUCLEO_INCOMPLETO", "nuclei.csv:3 soggetto RIFERIMENTO_SCONOSCIUTO"];
        assert_eq!(parole(&resoconto, Gravita::Rifiuto), atteso);
    }
    let nuclei = "SELECT count(*) FROM registro.events WHERE aggregate_type = 'nucleo_di_fatto'";
    let nuclei: i64 = sqlx::query_scalar(nuclei).fetch_one(h.log.pool()).await.unwrap();
    assert_eq!(nuclei, 0);
}

#[tokio::test]
async fn a_mapping_that_cannot_be_read_stops_everything_before_it_begins() {
    let h = Harness::new().await.unwrap();
    let casi = [
        ("lista;codice_originale;codice\nCANALI;1;SPORTELLO\n", "codifiche.csv, riga 2: la colonna «lista»"),
        ("lista;codice_originale;codice\nCANALE;1\n", "codifiche.csv, riga 2: la riga non ha le colonne"),
    ];
    for (testo, atteso) in casi {
        let cartella = Cartella::semplice();
        cartella.scrivi("codifiche.csv", testo);
        let errore = importa(&h.log, cartella.path(), "vecchio", false, oggi()).await.err().unwrap();
        assert!(errore.to_string().starts_with(atteso), "{errore}");
    }
    assert_eq!(posizione(&h).await, 0);
}

#[tokio::test]
async fn what_concerns_an_erased_person_is_refused_and_does_not_stop_the_rest() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::semplice();
    let segnalazioni = "numero_originario;soggetto;data_segnalazione;motivo;canale;tipo_segnalante;operatore;note\n\
                        1;S1;2020-01-01;INFO;SPORTELLO;INTERESSATO;op1;Nota\n\
                        2;S2;2020-01-01;INFO;SPORTELLO;INTERESSATO;op1;Nota\n";
    cartella.scrivi("segnalazioni.csv", "numero_originario;soggetto;data_segnalazione;motivo\n");
    davvero(&h, &cartella, "vecchio").await;
    let primo: String = sqlx::query_scalar(
        "SELECT aggregate_id FROM registro.events WHERE aggregate_type = 'soggetto' ORDER BY position LIMIT 1",
    )
    .fetch_one(h.log.pool())
    .await
    .unwrap();
    let cancella = "UPDATE chiavi.soggetti SET incartate = NULL, cancellata = now(), base = 'prova' WHERE soggetto::text = $1";
    let cancellate = sqlx::query(cancella).bind(&primo).execute(h.log.keys().pool()).await.unwrap();
    assert_eq!(cancellate.rows_affected(), 1);

    cartella.scrivi("segnalazioni.csv", segnalazioni);
    let altro = h.another().await.unwrap();
    let resoconto = importa(&altro, cartella.path(), "vecchio", false, oggi()).await.unwrap();
    assert_eq!(parole(&resoconto, Gravita::Rifiuto), ["segnalazioni.csv:2  DATI_CANCELLATI"]);
    assert_eq!(resoconto.totale().scritti, 1);
}

#[tokio::test]
async fn a_generated_district_comes_in_without_refusals_and_the_counts_agree() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::vuota();
    let seed = rand::random();
    eprintln!("seed {seed}");
    let distretto = Distretto { seed, persone: 1500, segnalazioni_per_cento: 80, operatori: 12 };
    let scritti = scrivi(cartella.path(), distretto).unwrap();
    let resoconto =
        importa(&h.log, cartella.path(), "generato", false, cartella::oggi_del_distretto()).await.unwrap();
    assert_eq!(parole(&resoconto, Gravita::Rifiuto), Vec::<String>::new());
    let letti = |file: &str| {
        let posto = FILE.iter().position(|f| f.file == file).unwrap();
        resoconto.conti[&posto].1.scritti
    };
    assert_eq!(letti("soggetti.csv"), scritti.soggetti);
    assert_eq!(letti("nuclei.csv"), scritti.nuclei);
    assert_eq!(letti("segnalazioni.csv"), scritti.segnalazioni);
    let report = verify_at(&h.databases.application(), &[], |_, _| {}).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.events, resoconto.totale().eventi);

    let persona =
        distretto.case().find_map(|c| c.persone.into_iter().find(|p| p.codice_fiscale.is_some())).unwrap();
    let projector = Projector::start(h.log.clone()).await.unwrap();
    assert!(projector.wait_for(&[], posizione(&h).await, Duration::from_secs(60)).await);
    let criteri = Criteri { codice_fiscale: persona.codice_fiscale.clone(), ..Criteri::default() };
    assert_eq!(
        cerca(&Vista::intera(h.log.pool()), &criteri, None, 5).await.unwrap().voci[0].cognome,
        persona.cognome
    );
    projector.stop().await;
}

#[test]
fn the_manual_shows_every_column_and_every_reason() {
    let manuale = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/import.md")).unwrap();
    for formato in FILE.into_iter().chain([&api::importazione::CODIFICHE]) {
        assert!(manuale.contains(formato.file), "{}", formato.file);
        for colonna in formato.obbligatorie.iter().chain(formato.facoltative) {
            assert!(manuale.contains(&format!("`{colonna}`")), "{} of {}", colonna, formato.file);
        }
    }
}
