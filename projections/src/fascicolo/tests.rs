use super::Ruolo;
use super::projection::{Righe, fold};
use crate::fact::DomainFact;
use crate::prova::*;
use domain::identita::{NucleoId, SegnalazioneId, SoggettoId};
use domain::nucleo_anagrafe::*;
use domain::nucleo_di_fatto::*;
use domain::riservato::Riservato;
use domain::segnalazione::*;
use domain::soggetto::*;

/// (subject, type, role, from, to) of all rows, in order of position.
fn righe(registro: &Registro) -> Vec<(u128, String, Ruolo, u64, Option<u64>)> {
    let mut righe = Righe::stored([]);
    for fact in registro.facts() {
        fold(&mut righe, fact);
    }
    let changes = righe.changes();
    assert!(changes.ended.is_empty(), "nothing was stored");
    let mut righe: Vec<_> =
        changes.opened.into_iter().map(|o| (o.key.0.as_u128(), o.group.0, o.key.1, o.from, o.to)).collect();
    righe.sort_by_key(|r| (r.3, r.0));
    righe
}

fn registrato(r: &mut Registro, chi: SoggettoId) {
    let evento = SoggettoRegistrato { anagrafica: Riservato::nuovo(chi, persona("ROSSI", "MARIO")) };
    r.scrivi(chi, DomainFact::Soggetto(evento.into()));
}

#[test]
fn a_subject_owns_his_stream_from_its_first_event() {
    let mut r = Registro::default();
    registrato(&mut r, id(1));
    let contatti = ContattiModificati { contatti: cancellato(id(1)) };
    r.scrivi(id::<SoggettoId>(1), DomainFact::Soggetto(contatti.into()));
    assert_eq!(righe(&r), [(1, "soggetto".into(), Ruolo::Titolare, 1, None)]);
}

#[test]
fn a_member_who_leaves_and_comes_back_has_two_rows() {
    let mut r = Registro::default();
    let nucleo: NucleoId = id(9);
    let mut scrivi = |e: NucleoDiFattoEvent| r.scrivi(nucleo, DomainFact::NucleoDiFatto(e));
    scrivi(NucleoDiFattoAperto { nucleo, intestatario: id(1), nome: cancellato(id(1)) }.into());
    scrivi(aggiunto(id(1), ottobre(1)).into());
    scrivi(aggiunto(id(2), ottobre(1)).into());
    scrivi(rimosso(id(2), ottobre(2)).into());
    scrivi(aggiunto(id(2), ottobre(3)).into());
    let tipo = || "nucleo_di_fatto".to_owned();
    let attese = [
        (1, tipo(), Ruolo::Componente, 1, None),
        (2, tipo(), Ruolo::Componente, 3, Some(4)),
        (2, tipo(), Ruolo::Componente, 5, None),
    ];
    assert_eq!(righe(&r), attese);
}

#[test]
fn the_household_of_the_register_concerns_its_members_until_an_alignment_removes_them() {
    let mut r = Registro::default();
    let titolare: SoggettoId = id(1);
    let mut scrivi = |e: NucleoAnagrafeEvent| r.scrivi(titolare, DomainFact::NucleoAnagrafe(e));
    scrivi(NucleoAnagrafeNonVerificato { soggetto: titolare, causa: "ANPR".into() }.into());
    let componenti = vec![componente(id(1), "ROSSI", None), componente(id(2), "VERDI", None)];
    scrivi(
        NucleoAnagrafeImportato { soggetto: titolare, componenti, provenienza: provenienza(ottobre(1)) }
            .into(),
    );
    let differenze = vec![
        Differenza::SoloAnpr { rilevato: componente(id(3), "BIANCHI", None) },
        Differenza::SoloInterno { componente: id(2) },
    ];
    let confronto =
        NucleoAnagrafeConfrontato { differenze: differenze.clone(), provenienza: provenienza(ottobre(2)) };
    scrivi(confronto.into());
    scrivi(NucleoAnagrafeAllineato { differenze, provenienza: provenienza(ottobre(2)) }.into());
    let tipo = || "nucleo_anagrafe".to_owned();
    let attese = [
        (1, tipo(), Ruolo::Titolare, 1, None),
        (2, tipo(), Ruolo::Componente, 2, Some(4)),
        (3, tipo(), Ruolo::Componente, 4, None),
    ];
    assert_eq!(righe(&r), attese);
}

#[test]
fn a_segnalante_who_is_replaced_is_concerned_until_then() {
    let mut r = Registro::default();
    let segnalazione: SegnalazioneId = id(50);
    let mut scrivi = |e: SegnalazioneEvent| r.scrivi(segnalazione, DomainFact::Segnalazione(e));
    scrivi(creata(segnalazione, id(1), dettagli("CASA", ottobre(1), Some(id(2)))).into());
    scrivi(SegnalazioneModificata { dettagli: dettagli("LAVORO", ottobre(1), Some(id(2))) }.into());
    let mut senza_file = dettagli("LAVORO", ottobre(1), None);
    senza_file.segnalante.dati = Some(cancellato(id(3)));
    scrivi(SegnalazioneModificata { dettagli: senza_file }.into());
    scrivi(SegnalazioneModificata { dettagli: dettagli("LAVORO", ottobre(1), None) }.into());
    let tipo = || "segnalazione".to_owned();
    let attese = [
        (1, tipo(), Ruolo::Segnalato, 1, None),
        (2, tipo(), Ruolo::Segnalante, 1, Some(3)),
        (3, tipo(), Ruolo::Segnalante, 3, Some(4)),
    ];
    assert_eq!(righe(&r), attese);
}
