//! The synthetic district as rows of the read models: what the queries find in them is what was generated.

use dev::distretto::letture::{PRIMO_CODICE, Ufficio, carica};
use dev::distretto::{Casa, Distretto};
use domain::identita::{OperatoreId, UnitaId};
use event_store::Log;
use projections::Projector;
use projections::bulk::Bulk;
use projections::nuclei::{TipoNucleo, componenti, nuclei_di};
use projections::quadro::{TipoVoce, quadro};
use projections::soggetti::{Corrispondenza, Criteri, cerca};
use projections::visibilita::Vista;
use tests::harness::Harness;
use uuid::Uuid;

const DISTRETTO: Distretto = Distretto { seed: 11, persone: 300, segnalazioni_per_cento: 370, operatori: 5 };

async fn caricato(log: &Log) -> Vec<Casa> {
    // Makes the tables; what is loaded beside the log does not disturb it.
    Projector::start(log.clone()).await.unwrap().stop().await;
    let ufficio = Ufficio {
        autore: OperatoreId(Uuid::new_v4()),
        assegnatario: OperatoreId(Uuid::new_v4()),
        unita: UnitaId(Uuid::new_v4()),
    };
    let fatte = carica(Bulk::open(log.pool()).await.unwrap(), DISTRETTO, ufficio, |_| {}).await.unwrap();
    let case: Vec<Casa> = DISTRETTO.case().collect();
    assert_eq!(fatte.soggetti, case.iter().map(|c| c.persone.len() as u64).sum::<u64>());
    assert!(fatte.voci > fatte.soggetti * 6, "{fatte:?}");
    case
}

#[tokio::test]
async fn whoever_was_generated_is_found_by_name_by_code_and_with_a_typing_error() {
    let h = Harness::new().await.unwrap();
    let case = caricato(&h.log).await;
    let casa = case.iter().find(|c| c.persone[0].cognome.as_ref().is_some_and(|c| c.len() > 6)).unwrap();
    let persona = &casa.persone[0];
    let (cognome, chi) = (persona.cognome.clone().unwrap(), DISTRETTO.soggetto(casa.primo));
    let per_codice = Criteri { codice_fiscale: persona.codice_fiscale.clone(), ..Criteri::default() };
    let trovati = cerca(&Vista::intera(h.log.pool()), &per_codice, None, 5).await.unwrap();
    assert_eq!(trovati.voci[0].soggetto, chi);
    assert_eq!(trovati.voci[0].codice, PRIMO_CODICE + casa.primo);

    let senza_una: String = cognome.chars().enumerate().filter(|(i, _)| *i != 2).map(|(_, c)| c).collect();
    let sbagliato = Criteri { testo: Some(format!("{senza_una} {}", persona.nome)), ..Criteri::default() };
    let simili = cerca(&Vista::intera(h.log.pool()), &sbagliato, None, 20).await.unwrap();
    let simile = simili.voci.iter().find(|r| r.soggetto == chi).expect("found in spite of the error");
    assert_eq!(simile.corrispondenza, Corrispondenza::Simile);
}

#[tokio::test]
async fn the_quadro_of_a_generated_person_holds_his_contacts_and_his_household() {
    let h = Harness::new().await.unwrap();
    let case = caricato(&h.log).await;
    let (casa, posto) = case
        .iter()
        .filter(|c| c.persone.len() > 1)
        .find_map(|c| Some((c, c.contatti.iter().position(|contatti| contatti.len() > 3)?)))
        .unwrap();
    let chi = DISTRETTO.soggetto(casa.primo + posto as u64);
    let voci = quadro(&Vista::intera(h.log.pool()), &[chi], None, None, None, 500, None).await.unwrap().voci;
    let di = |tipo| voci.iter().filter(|v| v.tipo == tipo).count();
    let contatti = &casa.contatti[posto];
    assert_eq!(di(TipoVoce::Segnalazione), contatti.len());
    assert_eq!(di(TipoVoce::Assegnazione), contatti.iter().filter(|c| c.assegnata.is_some()).count());
    assert_eq!(di(TipoVoce::NucleoDiFatto), 1);
    let nuclei = nuclei_di(&Vista::intera(h.log.pool()), chi, None).await.unwrap();
    let membri =
        componenti(&Vista::intera(h.log.pool()), TipoNucleo::Fatto, &[nuclei[0].nucleo], None).await.unwrap();
    assert_eq!(membri.len(), casa.persone.len());
    assert!(nuclei[0].nome.as_deref().is_some_and(|n| n.starts_with("FAM. ")));
}

#[tokio::test]
async fn the_indexes_are_there_again_after_a_load() {
    let h = Harness::new().await.unwrap();
    let log = &h.log;
    Projector::start(log.clone()).await.unwrap().stop().await;
    let indici = || async {
        sqlx::query_scalar::<_, String>(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'letture' ORDER BY indexname",
        )
        .fetch_all(log.pool())
        .await
        .unwrap()
    };
    let prima = indici().await;
    caricato(log).await;
    assert_eq!(indici().await, prima);
}
