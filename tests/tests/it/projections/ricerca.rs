//! Search: what operators type finds whom they mean.

use super::storia::con_controllo;
use super::{aggiornato, con_proiettore, giorno, persona, registra};
use domain::identita::SoggettoId;
use domain::persona::{DataParziale, DatiAnagrafici, IndicatoreCf, Precisione};
use domain::soggetto::{Soggetto, SoggettoCommand};
use projections::Cursore;
use projections::Projector;
use projections::soggetti::Corrispondenza::{self, Esatta, Prefisso, Simile};
use projections::soggetti::{Criteri, Dizionario, Trovato, cerca, cerca_con};
use projections::visibilita::Vista;
use sqlx::PgPool;
use std::sync::Arc;
use tests::Harness;
use tests::harness::oggi;

fn testo(testo: &str) -> Criteri {
    Criteri { testo: Some(testo.into()), ..Criteri::default() }
}

async fn tutti(pool: &PgPool, criteri: &Criteri) -> Vec<Trovato> {
    cerca(&Vista::intera(pool), criteri, None, 50).await.unwrap().voci
}

fn nomi(trovati: &[Trovato]) -> Vec<(String, Corrispondenza)> {
    let nome =
        |t: &Trovato| [t.cognome.clone(), t.nome.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    trovati.iter().map(|t| (nome(t), t.corrispondenza)).collect()
}

fn attesi<const N: usize>(attesi: [(&str, Corrispondenza); N]) -> Vec<(String, Corrispondenza)> {
    attesi.map(|(nome, c)| (nome.to_owned(), c)).into()
}

/// The manual's synthetic person and some like him.
async fn registro() -> (Harness, Projector, SoggettoId) {
    let (h, p) = con_proiettore().await;
    let rossi = DatiAnagrafici {
        data_nascita: Some(DataParziale::certa(giorno(1986, 7, 11))),
        codice_fiscale: Some("RSSMRA86L11H514O".into()),
        indicatore_cf: IndicatoreCf::Ministeriale,
        ..persona("ROSSI", "MARIO")
    };
    let id = registra(&h, rossi).await;
    for (cognome, nome) in [
        ("ROSSINI", "MARIA"),
        ("ROSSI", "ANNA MARIA"),
        ("DE ROSSI", "NICOLÒ"),
        ("D'AMICO", "ŁUCJA"),
        ("MARIOTTI", "ROSSI"),
        ("VERDI", "GIUSEPPE"),
    ] {
        registra(&h, persona(cognome, nome)).await;
    }
    aggiornato(&h, &p).await;
    (h, p, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_whole_names_before_beginnings_in_either_order() {
    let (h, _p, _) = registro().await;
    let pool = h.log.pool();
    let due_parole = attesi([("ROSSI MARIO", Esatta)]);
    for scritto in ["Rossi Mario", "mario ROSSI", " rossi,mario "] {
        assert_eq!(nomi(&tutti(pool, &testo(scritto)).await)[..1], due_parole, "{scritto}");
    }
    // Whoever is called so, by surname and then by name; then whose surname begins so.
    let rossi = attesi([
        ("ROSSI ANNA MARIA", Esatta),
        ("ROSSI MARIO", Esatta),
        ("MARIOTTI ROSSI", Esatta),
        ("ROSSINI MARIA", Prefisso),
    ]);
    assert_eq!(nomi(&tutti(pool, &testo("rossi")).await)[..4], rossi);
    let iniziali = attesi([("ROSSI ANNA MARIA", Prefisso)]);
    assert_eq!(nomi(&tutti(pool, &testo("rossi an")).await)[..1], iniziali);
    assert_eq!(nomi(&tutti(pool, &testo("anna maria ros")).await)[..1], iniziali);
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_names_whatever_their_accents_apostrophes_and_blanks() {
    let (h, _p, _) = registro().await;
    let pool = h.log.pool();
    for scritto in ["nicolo derossi", "De Rossi Nicolò", "NICOLO' DE ROSSI", "derossi nicolo"] {
        assert_eq!(
            nomi(&tutti(pool, &testo(scritto)).await)[..1],
            attesi([("DE ROSSI NICOLÒ", Esatta)]),
            "{scritto}"
        );
    }
    for scritto in ["damico lucja", "D'Amico Łucja", "d amico"] {
        assert_eq!(
            nomi(&tutti(pool, &testo(scritto)).await)[..1],
            attesi([("D'AMICO ŁUCJA", Esatta)]),
            "{scritto}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_a_codice_fiscale_whole_begun_and_with_omocodia() {
    let (h, _p, rossi) = registro().await;
    let pool = h.log.pool();
    let cf = |codice: &str| Criteri { codice_fiscale: Some(codice.into()), ..Criteri::default() };
    let omocodico = con_controllo("RSSMRA86L11H51Q");
    for (criteri, come) in [
        (testo("rssmra86l11h514o"), Esatta),
        (cf("RSS MRA 86L11 H514O"), Esatta),
        (testo("RSSMRA86"), Prefisso),
        (cf("rss"), Prefisso),
        (testo("rssmra"), Prefisso),
        (testo(&omocodico), Simile),
    ] {
        let trovati = tutti(pool, &criteri).await;
        assert_eq!(
            trovati.iter().map(|t| (t.soggetto, t.corrispondenza)).collect::<Vec<_>>(),
            [(rossi, come)]
        );
    }
    assert!(tutti(pool, &testo("RSSMRA86L11H501X")).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_by_birth_date_as_far_as_it_is_known_and_by_codice_soggetto() {
    let (h, p, rossi) = registro().await;
    let parziale = |data, precisione| DatiAnagrafici {
        data_nascita: Some(DataParziale { data, precisione }),
        ..persona("BIANCHI", "CARLO")
    };
    let dell_anno = registra(&h, parziale(giorno(1986, 1, 1), Precisione::Anno)).await;
    let del_mese = registra(&h, parziale(giorno(1986, 7, 1), Precisione::Mese)).await;
    registra(&h, parziale(giorno(1986, 7, 1), Precisione::Giorno)).await;
    aggiornato(&h, &p).await;
    let pool = h.log.pool();
    let mut ids: Vec<_> = tutti(pool, &testo("11/07/1986")).await.iter().map(|t| t.soggetto).collect();
    ids.sort();
    let mut attesi = vec![rossi, dell_anno, del_mese];
    attesi.sort();
    assert_eq!(ids, attesi);

    let con_nome = Criteri { data_nascita: Some(giorno(1986, 7, 11)), ..testo("ros") };
    assert_eq!(tutti(pool, &con_nome).await.iter().map(|t| t.soggetto).collect::<Vec<_>>(), [rossi]);
    assert!(tutti(pool, &testo("verdi 11/07/1986")).await.is_empty());

    let codice = tutti(pool, &testo("1")).await;
    assert_eq!((codice.len(), codice[0].soggetto, codice[0].codice), (1, rossi, 1));
    assert!(tutti(pool, &Criteri::default()).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_names_with_one_typing_error_when_nothing_else_matches() {
    let (h, _p, _) = registro().await;
    let pool = h.log.pool();
    for scritto in [
        "verdi giuseppr",
        "vedri giuseppe",
        "giusepe verdi",
        "vrdi giu",
        "verdii",
        "giuseppeverdi",
        "givseppe",
    ] {
        let trovati = tutti(pool, &testo(scritto)).await;
        let atteso = scritto != "giuseppeverdi";
        assert_eq!(!trovati.is_empty(), atteso, "{scritto}");
        assert!(
            trovati.iter().all(|t| t.corrispondenza == Simile && t.cognome.as_deref() == Some("VERDI")),
            "{scritto}"
        );
    }
    let campi =
        Criteri { cognome: Some("vredi".into()), nome: Some("giuseppe".into()), ..Criteri::default() };
    assert_eq!(nomi(&tutti(pool, &campi).await), attesi([("VERDI GIUSEPPE", Simile)]));
    for due_errori in ["vxrdx giuseppe", "xy"] {
        assert!(tutti(pool, &testo(due_errori)).await.is_empty(), "{due_errori}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_long_words_with_two_typing_errors_when_next_to_nothing_else_matches() {
    let (h, p, _) = registro().await;
    let pool = h.log.pool();
    let dizionario = Arc::<Dizionario>::default();
    for scritto in ["giuxexpe", "verdi giusppa", "iguesppe verdi", "Giuseppee Verrdi"] {
        let trovati = cerca_con(&Vista::intera(pool), &dizionario, &testo(scritto), None, 50).await.unwrap();
        assert_eq!(nomi(&trovati.voci), attesi([("VERDI GIUSEPPE", Simile)]), "{scritto}");
        assert!(!trovati.altra);
    }
    for altro in ["giuxxxpe", "vxrdx", "xxrio rossi"] {
        let trovati = cerca_con(&Vista::intera(pool), &dizionario, &testo(altro), None, 50).await.unwrap();
        assert!(trovati.voci.is_empty(), "{altro}");
    }
    // Who is there as typed, or one error away, comes first.
    registra(&h, persona("VERDI", "GIUSEPPA")).await;
    aggiornato(&h, &p).await;
    let trovati =
        cerca_con(&Vista::intera(pool), &Arc::default(), &testo("giuseppas"), None, 50).await.unwrap();
    assert_eq!(nomi(&trovati.voci), attesi([("VERDI GIUSEPPA", Simile), ("VERDI GIUSEPPE", Simile)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_of_their_own_may_both_be_begun_only() {
    let (h, _p, _) = registro().await;
    let campi = Criteri { cognome: Some("ros".into()), nome: Some("mar".into()), ..Criteri::default() };
    let attesi = attesi([("ROSSI MARIO", Prefisso), ("ROSSINI MARIA", Prefisso)]);
    assert_eq!(nomi(&tutti(h.log.pool(), &campi).await)[..2], attesi);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_any_length_make_up_the_whole_list_without_repeating_anybody() {
    let (h, p, _) = registro().await;
    for n in 0..9 {
        registra(&h, persona(if n % 2 == 0 { "ROSSI" } else { "ROSSETTI" }, "ROSSI")).await;
    }
    aggiornato(&h, &p).await;
    let pool = h.log.pool();
    for scritto in ["rossi", "ross", "rosi", "r", "rossi rossi", "rossi mario"] {
        let intera = cerca(&Vista::intera(pool), &testo(scritto), None, 200).await.unwrap();
        assert!(!intera.voci.is_empty() && !intera.altra, "{scritto}");
        let ids: Vec<_> = intera.voci.iter().map(|t| t.soggetto).collect();
        assert_eq!(std::collections::HashSet::<_>::from_iter(&ids).len(), ids.len(), "{scritto}");
        assert!(intera.voci.is_sorted_by_key(|t| t.corrispondenza), "{scritto}");
        for lunghezza in [1, 2, 5] {
            let (mut lette, mut dopo) = (Vec::new(), None);
            loop {
                let pagina =
                    cerca(&Vista::intera(pool), &testo(scritto), dopo.as_ref(), lunghezza).await.unwrap();
                lette.extend(pagina.voci.iter().map(|t| t.soggetto));
                match pagina.cursori.last() {
                    Some(ultimo) if pagina.altra => dopo = Some(Cursore(ultimo.clone())),
                    _ => break,
                }
            }
            assert_eq!(lette, ids, "{scritto}, {lunghezza} a page");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_name_is_found_and_the_former_one_is_not() {
    let (h, p, rossi) = registro().await;
    let dati = persona("XYZZY", "PLUGH");
    let comando = SoggettoCommand::ModificaAnagrafica { dati, motivo: None, oggi: oggi() };
    h.esegui::<Soggetto>(rossi, comando).await.unwrap();
    aggiornato(&h, &p).await;
    let pool = h.log.pool();
    assert_eq!(tutti(pool, &testo("xyzzy")).await[0].soggetto, rossi);
    assert_eq!(tutti(pool, &testo("xyzy plugh")).await[0].soggetto, rossi);
    assert!(tutti(pool, &testo("rossi mario")).await.iter().all(|t| t.soggetto != rossi));
    assert!(tutti(pool, &testo("RSSMRA86L11H514O")).await.is_empty());
}
