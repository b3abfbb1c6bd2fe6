use super::TipoNucleo;
use super::projection::{Righe, fold};
use crate::fact::DomainFact;
use crate::prova::*;
use crate::versions::Opened;
use domain::identita::{NucleoId, SoggettoId};
use domain::nucleo_anagrafe::*;
use domain::nucleo_di_fatto::*;
use domain::riservato::Riservato;
use uuid::Uuid;

type Riga = Opened<(TipoNucleo, Uuid), (Uuid, u64), super::projection::Appartenente>;

fn righe(registro: &Registro) -> Vec<Riga> {
    let mut righe = Righe::stored([]);
    for fact in registro.facts() {
        fold(&mut righe, fact);
    }
    let mut righe = righe.changes().opened;
    righe.sort_by_key(|r| (r.from, r.key));
    righe
}

fn date(r: &Riga) -> (u64, Option<u64>, u128, Option<u32>, Option<u32>) {
    let giorno = |d: Option<chrono::NaiveDate>| d.map(|d| chrono::Datelike::day(&d));
    (r.from, r.to, r.key.0.as_u128(), giorno(r.row.dal), giorno(r.row.al))
}

#[test]
fn an_ended_membership_stays_with_its_last_day_beside_a_new_one() {
    let mut r = Registro::default();
    let nucleo: NucleoId = id(9);
    let mut scrivi = |e: NucleoDiFattoEvent| r.scrivi(nucleo, DomainFact::NucleoDiFatto(e));
    scrivi(aggiunto(id(2), ottobre(1)).into());
    scrivi(rimosso(id(2), ottobre(2)).into());
    scrivi(aggiunto(id(2), ottobre(3)).into());
    let attese =
        [(1, Some(2), 2, Some(1), None), (2, None, 2, Some(1), Some(2)), (3, None, 2, Some(3), None)];
    assert_eq!(righe(&r).iter().map(date).collect::<Vec<_>>(), attese);
}

#[test]
fn a_changed_relation_is_a_new_version_of_the_lasting_membership() {
    let mut r = Registro::default();
    let nucleo: NucleoId = id(9);
    let appartenenza = Appartenenza { relazione: Some("FIGLIO".into()), conferma: None };
    let modificata = RelazioneParentelaModificata {
        componente: id(2),
        appartenenza: Riservato::nuovo(id(2), appartenenza),
    };
    let mut scrivi = |e: NucleoDiFattoEvent| r.scrivi(nucleo, DomainFact::NucleoDiFatto(e));
    scrivi(aggiunto(id(2), ottobre(1)).into());
    scrivi(modificata.into());
    let relazioni: Vec<_> = righe(&r).into_iter().map(|r| (r.from, r.to, r.row.relazione)).collect();
    assert_eq!(relazioni, [(1, Some(2), Some("CONIUGE".into())), (2, None, Some("FIGLIO".into()))]);
}

#[test]
fn names_are_kept_only_where_the_household_has_them_and_they_are_not_erased() {
    let mut r = Registro::default();
    let nucleo: NucleoId = id(9);
    let mut senza_file = aggiunto(id(3), ottobre(1));
    senza_file.dati = Some(Riservato::nuovo(id(3), persona("VERDI", "ANNA")));
    let mut erased = aggiunto(id(4), ottobre(1));
    (erased.dati, erased.appartenenza) = (Some(cancellato(id(4))), cancellato(id(4)));
    for evento in [aggiunto(id(2), ottobre(1)), senza_file, erased] {
        r.scrivi(nucleo, DomainFact::NucleoDiFatto(evento.into()));
    }
    let nomi: Vec<_> = righe(&r).into_iter().map(|r| (r.row.cognome, r.row.relazione.is_some())).collect();
    assert_eq!(nomi, [(None, true), (Some("VERDI".into()), true), (None, false)]);
}

#[test]
fn an_alignment_changes_the_household_of_the_register_from_its_position_on() {
    let mut r = Registro::default();
    let titolare: SoggettoId = id(1);
    let mut scrivi = |e: NucleoAnagrafeEvent| r.scrivi(titolare, DomainFact::NucleoAnagrafe(e));
    let componenti = vec![componente(id(1), "ROSSI", None), componente(id(2), "VERDI", None)];
    let importato =
        NucleoAnagrafeImportato { soggetto: titolare, componenti, provenienza: provenienza(ottobre(1)) };
    scrivi(importato.into());
    // Data and relation of one member differ both: one version comes of it.
    let rilevato = componente(id(1), "ROSSINI", Some(ottobre(1)));
    let differenze = vec![
        Differenza::DatiDiversi { rilevato: rilevato.clone(), campi: vec!["cognome".into()] },
        Differenza::RelazioneDiversa { rilevato },
        Differenza::SoloInterno { componente: id(2) },
    ];
    scrivi(NucleoAnagrafeAllineato { differenze, provenienza: provenienza(ottobre(2)) }.into());
    let lette: Vec<_> = righe(&r).into_iter().map(|r| (r.from, r.to, r.row.cognome.unwrap())).collect();
    assert_eq!(
        lette,
        [(1, Some(2), "ROSSI".into()), (1, Some(2), "VERDI".into()), (2, None, "ROSSINI".into())]
    );
}
