//! As it stood: rows read at a position say what the fold of the log, cut there, says.

use super::storia::Storia;
use super::{aggiornato, con_proiettore};
use cqrs_es::Aggregate;
use domain::annotazione::{Annotazione, AnnotazioneEvent};
use domain::evento::Registrato;
use domain::identita::{SegnalazioneId, SoggettoId};
use domain::nucleo_anagrafe::NucleoAnagrafe;
use domain::nucleo_di_fatto::NucleoDiFatto;
use domain::riservato::Riservato;
use domain::segnalazione::{Pratica, Segnalazione, StatoSegnalazione};
use domain::soggetto::Soggetto;
use projections::nuclei::{TipoNucleo, componenti, nuclei_di};
use projections::quadro::{TipoVoce, quadro};
use projections::segnalazioni::{Filtro, segnalazioni};
use projections::visibilita::Vista;
use projections::{Cursore, QueryError};
use sqlx::PgPool;
use std::collections::{BTreeSet, HashMap};
use tests::Harness;

const PASSI: usize = 120;

/// The streams as they stood, with their versions.
async fn fold<A: Registrato>(h: &Harness, ids: &[String], alla: u64) -> HashMap<String, (A, u64)> {
    let letti = h.log.streams::<A>(ids, Some(alla)).await.unwrap();
    letti
        .into_iter()
        .map(|(id, eventi)| {
            let mut stato = A::default();
            let versione = eventi.len() as u64;
            eventi.into_iter().for_each(|e| stato.apply(e.event));
            (id, (stato, versione))
        })
        .collect()
}

fn testi<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_segnalazioni_at_any_position_are_the_fold_up_to_there() {
    let (h, p) = con_proiettore().await;
    let storia = Storia::vivi(&h, crate::seme(), PASSI).await;
    let fine = aggiornato(&h, &p).await;
    let pool = h.log.pool();
    for alla in 0..=fine {
        let fold = fold::<Segnalazione>(&h, &testi(&storia.segnalazioni), alla).await;
        let tutte = Filtro::default();
        let pagina = segnalazioni(&Vista::intera(pool), &tutte, Some(alla), None, 200).await.unwrap();
        assert!(!pagina.altra);
        let righe: HashMap<_, _> = pagina.voci.into_iter().map(|r| (r.segnalazione, r)).collect();
        assert_eq!(righe.len(), fold.len(), "at {alla}");
        for (segnalazione, versione) in fold.values() {
            let pratica = segnalazione.pratica.as_ref().unwrap();
            let riga = &righe[&pratica.id];
            assert_eq!(
                (riga.versione, riga.stato, riga.assegnatario, riga.segnalato),
                (*versione, pratica.stato, pratica.assegnatario.map(|a| a.operatore), pratica.segnalato),
                "at {alla}"
            );
            assert_eq!(riga.esito.as_deref(), pratica.esito.as_ref().map(|e| e.esito.as_str()), "at {alla}");
            assert_eq!(riga.chiusa_il, pratica.chiusura().map(|c| c.il), "at {alla}");
            let d = &pratica.dettagli;
            assert_eq!((riga.data_contatto, &riga.motivo), (d.data_contatto, &d.motivo), "at {alla}");
        }
        if alla % 10 == 0 {
            listed_by_subject(pool, &storia, &fold, alla).await;
        }
    }
}

async fn listed_by_subject(
    pool: &PgPool,
    storia: &Storia<'_>,
    fold: &HashMap<String, (Segnalazione, u64)>,
    alla: u64,
) {
    for segnalato in &storia.soggetti {
        let filtro = Filtro { segnalato: Some(*segnalato), ..Filtro::default() };
        let pagina = segnalazioni(&Vista::intera(pool), &filtro, Some(alla), None, 200).await.unwrap();
        let elencate: BTreeSet<SegnalazioneId> = pagina.voci.iter().map(|r| r.segnalazione).collect();
        let attese: BTreeSet<SegnalazioneId> = fold
            .values()
            .filter_map(|(s, _)| s.pratica.as_ref())
            .filter(|p| p.segnalato == *segnalato)
            .map(|p| p.id)
            .collect();
        assert_eq!(elencate, attese, "at {alla}");
        assert!(pagina.voci.is_sorted_by(|a, b| (a.anno, a.numero) > (b.anno, b.numero)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn households_at_any_position_are_the_fold_up_to_there() {
    let (h, p) = con_proiettore().await;
    let storia = Storia::vivi(&h, crate::seme(), PASSI).await;
    let fine = aggiornato(&h, &p).await;
    let pool = h.log.pool();
    for alla in 0..=fine {
        // (household, member, first day, last day, relation)
        let mut attesi = BTreeSet::new();
        for (nucleo, _) in fold::<NucleoDiFatto>(&h, &testi(&storia.nuclei), alla).await.into_values() {
            let nucleo = nucleo.nucleo.unwrap();
            for c in &nucleo.componenti {
                let relazione = c.appartenenza.valore().and_then(|a| a.relazione.clone());
                attesi.insert((nucleo.id.0, c.componente, Some(c.dal), c.al(), relazione));
            }
        }
        let ids: Vec<_> = storia.nuclei.iter().map(|n| n.0).collect();
        let righe = componenti(&Vista::intera(pool), TipoNucleo::Fatto, &ids, Some(alla)).await.unwrap();
        let letti: BTreeSet<_> =
            righe.iter().map(|r| (r.nucleo, r.componente, r.dal, r.al, r.relazione.clone())).collect();
        assert_eq!((letti.len(), &letti), (righe.len(), &attesi), "at {alla}");

        if alla % 10 == 0 {
            for chi in &storia.soggetti {
                let suoi = nuclei_di(&Vista::intera(pool), *chi, Some(alla)).await.unwrap();
                let suoi: BTreeSet<_> =
                    suoi.iter().filter(|n| n.tipo == TipoNucleo::Fatto).map(|n| n.nucleo).collect();
                let presenti: BTreeSet<_> =
                    attesi.iter().filter(|a| a.1 == *chi && a.3.is_none()).map(|a| a.0).collect();
                assert_eq!(suoi, presenti, "at {alla}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn households_of_the_register_at_any_position_are_the_fold_up_to_there() {
    let (h, p) = con_proiettore().await;
    let storia = Storia::vivi(&h, crate::seme(), PASSI).await;
    let fine = aggiornato(&h, &p).await;
    let ids: Vec<_> = storia.soggetti.iter().map(|n| n.0).collect();
    for alla in 0..=fine {
        let mut attesi = BTreeSet::new();
        for (di, (nucleo, _)) in fold::<NucleoAnagrafe>(&h, &testi(&storia.soggetti), alla).await {
            for c in &nucleo.componenti {
                let dati = Riservato::valore(&c.dati).unwrap();
                let cognome = dati.anagrafica.cognome.clone();
                attesi.insert((di.clone(), c.componente, dati.dal, cognome, dati.codice_legame.clone()));
            }
        }
        let righe =
            componenti(&Vista::intera(h.log.pool()), TipoNucleo::Anagrafe, &ids, Some(alla)).await.unwrap();
        let letti: BTreeSet<_> = righe
            .iter()
            .map(|r| (r.nucleo.to_string(), r.componente, r.dal, r.cognome.clone(), r.relazione.clone()))
            .collect();
        assert_eq!((letti.len(), &letti), (righe.len(), &attesi), "at {alla}");
    }
}

/// What the quadro must say of a segnalazione: its day, and each assignment with its end.
fn voci_attese(pratica: &Pratica) -> Vec<(TipoVoce, chrono::NaiveDate, Option<chrono::NaiveDate>)> {
    let contatto = pratica.dettagli.data_contatto;
    let mut voci = vec![(TipoVoce::Segnalazione, contatto, Some(contatto))];
    for assegnazione in &pratica.assegnazioni {
        let fine = match &assegnazione.restituzione {
            Some(restituzione) => Some(restituzione.il),
            None if pratica.stato == StatoSegnalazione::Chiusa => pratica.chiusura().map(|c| c.il),
            None => None,
        };
        voci.push((TipoVoce::Assegnazione, assegnazione.il, fine));
    }
    voci.sort();
    voci
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quadro_at_any_position_is_the_fold_up_to_there() {
    let (h, p) = con_proiettore().await;
    let storia = Storia::vivi(&h, crate::seme(), PASSI).await;
    let fine = aggiornato(&h, &p).await;
    for alla in (0..=fine).step_by(3) {
        let fold = fold::<Segnalazione>(&h, &testi(&storia.segnalazioni), alla).await;
        let pagina =
            quadro(&Vista::intera(h.log.pool()), &storia.soggetti, None, None, Some(alla), 500, None)
                .await
                .unwrap();
        let voci = pagina.voci;
        let posto = |chi| storia.soggetti.iter().position(|s| *s == chi);
        assert!(!pagina.altra && voci.is_sorted_by_key(|v| (posto(v.soggetto), v.inizio, v.da)));
        for (id, (segnalazione, _)) in &fold {
            let mut sue: Vec<_> =
                voci.iter().filter(|v| v.stream == *id).map(|v| (v.tipo, v.inizio, v.fine)).collect();
            sue.sort();
            assert_eq!(sue, voci_attese(segnalazione.pratica.as_ref().unwrap()), "at {alla}");
        }
    }
    let tutte = quadro(&Vista::intera(h.log.pool()), &storia.soggetti, None, None, None, 500, None)
        .await
        .unwrap()
        .voci;
    let (dal, al) = (super::giorno(2024, 4, 1), super::giorno(2024, 6, 30));
    let tra = quadro(&Vista::intera(h.log.pool()), &storia.soggetti, Some(dal), Some(al), None, 500, None)
        .await
        .unwrap()
        .voci;
    let attese: Vec<_> =
        tutte.into_iter().filter(|v| v.inizio <= al && v.fine.is_none_or(|f| f >= dal)).collect();
    assert_eq!(tra, attese);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_the_quadro_follow_each_other_without_gap_or_repeat() {
    let (h, p) = con_proiettore().await;
    let storia = Storia::vivi(&h, 16, PASSI).await;
    let fine = aggiornato(&h, &p).await;
    let pool = h.log.pool();
    for alla in [None, Some(fine * 3 / 4)] {
        let tutte =
            quadro(&Vista::intera(pool), &storia.soggetti, None, None, alla, 500, None).await.unwrap();
        assert!(tutte.voci.len() > 7 && !tutte.altra, "{}", tutte.voci.len());
        for primi in [1, 3, 7] {
            let (mut lette, mut dopo) = (Vec::new(), None);
            loop {
                let pagina =
                    quadro(&Vista::intera(pool), &storia.soggetti, None, None, alla, primi, dopo.as_ref())
                        .await
                        .unwrap();
                assert!(pagina.voci.len() <= primi as usize);
                lette.extend(pagina.voci);
                if !pagina.altra {
                    break;
                }
                dopo = pagina.cursori.last().cloned().map(Cursore);
            }
            assert_eq!(lette, tutte.voci, "{primi} at a time, at {alla:?}");
        }
    }
    // The place after an entry of somebody who is not asked for is no place.
    let (primo, altri) = storia.soggetti.split_first().unwrap();
    let suo =
        quadro(&Vista::intera(pool), &[*primo], None, None, None, 1, None).await.unwrap().cursori.remove(0);
    for cursore in [suo.as_str(), "", "x.2024-01-01.1.v", &suo.replacen('-', "", 2)] {
        let letta =
            quadro(&Vista::intera(pool), altri, None, None, None, 1, Some(&Cursore(cursore.into()))).await;
        assert!(matches!(letta, Err(QueryError::Cursor)), "{cursore}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fascicolo_names_the_streams_of_a_subject_and_no_others() {
    let (h, p) = con_proiettore().await;
    let storia = Storia::vivi(&h, crate::seme(), PASSI).await;
    let fine = aggiornato(&h, &p).await;
    let dal = concerned(&h, &storia).await;
    for alla in (0..=fine).step_by(7).map(Some).chain([None]) {
        for chi in &storia.soggetti {
            let streams =
                projections::fascicolo::streams_of(&Vista::intera(h.log.pool()), *chi, alla).await.unwrap();
            let letti: BTreeSet<_> = streams.into_iter().map(|s| (s.tipo, s.stream)).collect();
            let attesi = dal.iter().filter(|((di, _, _), da)| di == chi && **da <= alla.unwrap_or(fine));
            let attesi: BTreeSet<_> =
                attesi.map(|((_, tipo, stream), _)| (tipo.clone(), stream.clone())).collect();
            assert_eq!(letti, attesi, "at {alla:?}");
        }
    }
}

/// (subject, type, stream) → position from which on it ever concerned him, from the folds.
type Dal = HashMap<(SoggettoId, String, String), u64>;

async fn concerned(h: &Harness, storia: &Storia<'_>) -> Dal {
    let mut dal = Dal::new();
    let mut segna = |chi: SoggettoId, tipo: &str, stream: &str, position: u64| {
        dal.entry((chi, tipo.to_owned(), stream.to_owned())).or_insert(position);
    };
    for chi in &storia.soggetti {
        let suo = h.log.stream::<Soggetto>(&chi.to_string(), None).await.unwrap();
        segna(*chi, "soggetto", &chi.to_string(), suo[0].position);
    }
    // Of these the whole stream counts, not its last state: who was removed was concerned.
    for id in &testi(&storia.nuclei) {
        for recorded in h.log.stream::<NucleoDiFatto>(id, None).await.unwrap() {
            let mut stato = NucleoDiFatto::default();
            let fino = h.log.stream::<NucleoDiFatto>(id, Some(recorded.position)).await.unwrap();
            fino.into_iter().for_each(|e| stato.apply(e.event));
            let nucleo = stato.nucleo.unwrap();
            // It is the intestatario's from its first event on, he is a member of it from the second.
            let membri = nucleo.componenti.iter().map(|c| c.componente);
            for chi in membri.chain([nucleo.intestatario]) {
                segna(chi, "nucleo_di_fatto", id, recorded.position);
            }
        }
    }
    for id in &testi(&storia.soggetti) {
        for recorded in h.log.stream::<NucleoAnagrafe>(id, None).await.unwrap() {
            let mut stato = NucleoAnagrafe::default();
            let fino = h.log.stream::<NucleoAnagrafe>(id, Some(recorded.position)).await.unwrap();
            fino.into_iter().for_each(|e| stato.apply(e.event));
            let chi = stato.componenti.iter().map(|c| c.componente).chain([id.parse().unwrap()]);
            for chi in chi {
                segna(chi, "nucleo_anagrafe", id, recorded.position);
            }
        }
    }
    for id in &testi(&storia.annotazioni) {
        let scritta = h.log.stream::<Annotazione>(id, None).await.unwrap().remove(0);
        if let AnnotazioneEvent::AnnotazioneAggiunta(e) = scritta.event {
            segna(e.segnalato, "annotazione", id, scritta.position);
        }
    }
    for id in &testi(&storia.segnalazioni) {
        for recorded in h.log.stream::<Segnalazione>(id, None).await.unwrap() {
            use domain::segnalazione::SegnalazioneEvent::{SegnalazioneCreata, SegnalazioneModificata};
            let di = |s: domain::segnalazione::Segnalante| s.soggetto.or(s.dati.map(|d| d.soggetto));
            let chi = match recorded.event {
                SegnalazioneCreata(e) => vec![Some(e.segnalato), di(e.dettagli.segnalante)],
                SegnalazioneModificata(e) => vec![di(e.dettagli.segnalante)],
                _ => vec![],
            };
            for chi in chi.into_iter().flatten() {
                segna(chi, "segnalazione", id, recorded.position);
            }
        }
    }
    dal
}
