//! The projector: read your writes, one leader, visible stops.

use super::{ATTESA, aggiornato, attore, con_proiettore, crea_segnalazione, persona, registra};
use chrono::NaiveDate;
use domain::attore::Ruolo;
use domain::identita::UnitaId;
use domain::operatore::{DatiOperatore, NuovoIncarico, Operatore, OperatoreCommand};
use domain::unita_organizzativa::{UnitaOrganizzativa, UnitaOrganizzativaCommand};
use projections::organizzazione::{FiltroOperatori, distretto_di, operatori, operatori_per_id, unita};
use projections::segnalazioni::{Filtro, Numero, numeri, per_numero, segnalazioni};
use projections::soggetti::{Intestazione, schede};
use projections::visibilita::Vista;
use projections::{Cursore, Projector, QueryError, names};
use std::time::Duration;
use tests::Harness;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_read_once_it_was_waited_for() {
    let (h, p) = con_proiettore().await;
    for n in 1..=20 {
        let soggetto = registra(&h, persona("ROSSI", "MARIO")).await;
        assert!(p.wait_for(&[names::SOGGETTI], n, ATTESA).await);
        let scheda = schede(&Vista::intera(h.log.pool()), &[soggetto]).await.unwrap().remove(&soggetto);
        assert_eq!(scheda.and_then(Intestazione::aperta).unwrap().codice, n);
    }
    assert!(!p.wait_for(&[], 21, Duration::from_millis(20)).await, "there is no such position yet");
    assert!(!p.wait_for(&["sconosciuta"], 1, ATTESA).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_processes_one_leads_and_the_other_takes_over() {
    let (h, first) = con_proiettore().await;
    aggiornato(&h, &first).await;
    registra(&h, persona("ROSSI", "MARIO")).await;
    aggiornato(&h, &first).await;
    let second = Projector::start(h.another().await.unwrap()).await.unwrap();
    // Whoever does not lead reads the checkpoints.
    registra(&h, persona("ROSSI", "ANNA")).await;
    assert!(second.wait_for(&[], 2, ATTESA).await);
    assert!(first.status().await.unwrap().iter().all(|s| s.leader_here && s.position == 2));
    assert!(second.status().await.unwrap().iter().all(|s| !s.leader_here));

    first.stop().await;
    registra(&h, persona("VERDI", "ANNA")).await;
    assert!(second.wait_for(&[], 3, ATTESA).await);
    assert!(second.status().await.unwrap().iter().all(|s| s.leader_here));
}

/// An event of an aggregate that this program does not know, through the front door.
pub(crate) async fn scrivi_sconosciuto(h: &Harness) {
    sqlx::query(
        "SELECT * FROM registro.append(ARRAY[$1::uuid], ARRAY['\\x00'::bytea], ARRAY['piano'], ARRAY['x'], ARRAY[0::bigint], \
           ARRAY[1], ARRAY['PianoApprovato'], ARRAY['7'], ARRAY['{}'], ARRAY['{}'], \
           ARRAY[]::int[], ARRAY[]::bytea[], ARRAY[]::int[], ARRAY[]::text[], ARRAY[]::bytea[], ARRAY[]::text[], ARRAY[]::boolean[])",
    )
    .bind(Uuid::new_v4())
    .execute(h.log.pool())
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_of_newer_software_stops_the_projections_visibly_after_what_came_before() {
    let h = Harness::new().await.unwrap();
    let primo = registra(&h, persona("ROSSI", "MARIO")).await;
    registra(&h, persona("ROSSI", "ANNA")).await;
    scrivi_sconosciuto(&h).await;
    let dopo = registra(&h, persona("VERDI", "ANNA")).await;
    let p = Projector::start(h.log.clone()).await.unwrap();
    assert!(p.wait_for(&[], 2, ATTESA).await, "what came before is folded");
    assert!(!p.wait_for(&[], 3, ATTESA).await);
    // Each projection stops on its own; waiting for one that stopped ends at once.
    for name in [
        names::FASCICOLO,
        names::SOGGETTI,
        names::NUCLEI,
        names::SEGNALAZIONI,
        names::QUADRO,
        names::ORGANIZZAZIONE,
    ] {
        assert!(!p.wait_for(&[name], 3, ATTESA).await);
    }
    for s in p.status().await.unwrap() {
        let error = s.error.unwrap();
        assert_eq!(s.position, 2);
        assert!(error.starts_with("event PianoApprovato v7 at position 3: "), "{error}");
        assert!(error.contains("newer software"), "{error}");
    }
    let schede = schede(&Vista::intera(h.log.pool()), &[primo, dopo]).await.unwrap();
    assert!(schede.contains_key(&primo) && !schede.contains_key(&dopo));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_projection_that_has_stopped_does_not_keep_up_and_says_so_in_every_process() {
    let (h, p) = con_proiettore().await;
    let second = Projector::start(h.another().await.unwrap()).await.unwrap();
    registra(&h, persona("ROSSI", "MARIO")).await;
    let keeps_up = async |p: &Projector| p.keep_up(&[names::VISIBILITA], ATTESA).await.unwrap();
    aggiornato(&h, &p).await;
    assert!(keeps_up(&p).await && keeps_up(&second).await);
    assert!(!p.keep_up(&["sconosciuta"], ATTESA).await.unwrap());
    scrivi_sconosciuto(&h).await;
    assert!(!p.wait_for(&[names::VISIBILITA], 2, ATTESA).await);
    assert!(!second.wait_for(&[names::VISIBILITA], 2, ATTESA).await);
    assert!(!keeps_up(&p).await && !keeps_up(&second).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_and_pages_of_segnalazioni_run_backwards_without_gaps() {
    let (h, p) = con_proiettore().await;
    let soggetto = registra(&h, persona("ROSSI", "MARIO")).await;
    let distretto = UnitaId(Uuid::new_v4());
    let chi = attore(Ruolo::OperatoreSegretariato, distretto);
    let mut create = Vec::new();
    for _ in 0..7 {
        create.push(crea_segnalazione(&h, soggetto, distretto, chi).await);
    }
    aggiornato(&h, &p).await;
    let filtro = Filtro { distretto: Some(distretto), in_carico_a: Some(chi.operatore), ..Filtro::default() };
    let (mut lette, mut dopo) = (Vec::new(), None);
    loop {
        let pagina =
            segnalazioni(&Vista::intera(h.log.pool()), &filtro, None, dopo.as_ref(), 3).await.unwrap();
        assert!(pagina.voci.len() <= 3 && pagina.cursori.len() == pagina.voci.len());
        lette.extend(pagina.voci);
        match pagina.cursori.last() {
            Some(ultimo) if pagina.altra => dopo = Some(Cursore(ultimo.clone())),
            _ => break,
        }
    }
    assert_eq!(lette.iter().map(|r| r.numero).collect::<Vec<_>>(), [7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(lette.iter().rev().map(|r| r.segnalazione).collect::<Vec<_>>(), create);
    let numero = Numero { anno: lette[0].anno, numero: 3 };
    let terza = per_numero(&Vista::intera(h.log.pool()), distretto, numero).await.unwrap();
    assert_eq!(terza, Some(create[2]));
    assert_eq!(numeri(&Vista::intera(h.log.pool()), &create).await.unwrap()[&create[2]], numero);
    let altrui =
        segnalazioni(&Vista::intera(h.log.pool()), &filtro, None, Some(&Cursore("0.x".into())), 3).await;
    assert!(matches!(altrui, Err(QueryError::Cursor)));
}

#[tokio::test(flavor = "multi_thread")]
async fn units_lead_up_to_their_distretto_and_operators_are_found_by_their_names() {
    let (h, p) = con_proiettore().await;
    let mut sopra = None;
    let mut istituite = Vec::new();
    for (codice, tipo) in [("REG", "REGIONE"), ("DIS", "DISTRETTO"), ("COM", "COMUNE"), ("PUA", "PUA")] {
        let unita = UnitaId(Uuid::new_v4());
        let comando = UnitaOrganizzativaCommand::Istituisci {
            unita,
            codice: codice.into(),
            descrizione: codice.into(),
            tipo: tipo.into(),
            padre: sopra,
        };
        h.esegui::<UnitaOrganizzativa>(unita, comando).await.unwrap();
        sopra = Some(unita);
        istituite.push(unita);
    }
    let operatore = domain::identita::OperatoreId(h.log.subjects().take().await.unwrap().0);
    let dati = DatiOperatore {
        cognome: "D'Amico".into(),
        nome: "Nicolò".into(),
        codice_fiscale: "RSSMRA86L11H514O".into(),
    };
    let giorno = NaiveDate::from_ymd_opt(2024, 10, 21).unwrap();
    let incarico = NuovoIncarico::dal(giorno, Ruolo::AssistenteSociale, istituite[3]);
    let comando = OperatoreCommand::Abilita { operatore, dati, incarico };
    h.esegui::<Operatore>(operatore, comando).await.unwrap();
    aggiornato(&h, &p).await;

    let pool = h.log.pool();
    let distretto = |n: usize| distretto_di(pool, istituite[n]);
    assert_eq!(distretto(3).await.unwrap(), Some(istituite[1]));
    assert_eq!(distretto(1).await.unwrap(), Some(istituite[1]));
    assert_eq!(distretto(0).await.unwrap(), Some(istituite[0]), "the topmost, when there is none");
    assert_eq!(distretto_di(pool, UnitaId(Uuid::new_v4())).await.unwrap(), None);
    assert_eq!(unita(pool).await.unwrap().len(), 4);

    let filtro = |testo: &str| FiltroOperatori {
        operatore: None,
        ruoli: vec![Ruolo::AssistenteSociale],
        unita: Some(istituite[3]),
        sotto: Some(istituite[0]),
        in_vigore_al: Some(giorno),
        attivi: Some(true),
        testo: Some(testo.into()),
    };
    let trovati = async |filtro: FiltroOperatori| operatori(pool, &filtro, None, 5).await.unwrap().voci.len();
    for testo in ["", "damico", "D'Amico nic", "nicolo d"] {
        assert_eq!(trovati(filtro(testo)).await, 1, "{testo}");
    }
    assert_eq!(trovati(filtro("verdi")).await, 0);
    assert_eq!(trovati(FiltroOperatori { in_vigore_al: giorno.pred_opt(), ..filtro("") }).await, 0);
    assert_eq!(trovati(FiltroOperatori { unita: Some(istituite[2]), ..filtro("") }).await, 0);
    assert_eq!(
        operatori_per_id(pool, &[operatore]).await.unwrap()[&operatore].nome.as_deref(),
        Some("Nicolò")
    );
}
