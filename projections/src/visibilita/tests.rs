use super::projection::{Chiave, Parte, Riga, Righe, fold};
use crate::fact::{DomainFact, Fact};
use crate::prova::{Registro, assegnata, attore, cancellato, creata, dettagli, id, ottobre};
use domain::identita::SegnalazioneId;
use domain::segnalazione::{AccessoConcesso, AccessoRevocato, SegnalazioneRestituita};
use domain::visibilita::Sezione;
use uuid::Uuid;

fn ripiega(facts: &[Fact]) -> Righe {
    let mut righe = Righe::stored([]);
    facts.iter().for_each(|f| fold(&mut righe, f));
    righe
}

fn tutte(righe: &Righe, di: u128) -> Vec<(Chiave, Riga)> {
    righe.group(&id(di)).map(|(c, r)| (*c, *r)).collect()
}

/// What operator `n` has on the segnalazione 7 and on whom it is about, 3.
fn di(parte: Parte, n: u128) -> Vec<(Chiave, Riga)> {
    let attore = attore(n);
    let riga = Riga::di(attore.unita.0, attore.operatore.0);
    [3, 7].map(|oggetto| ((parte, 0, Uuid::from_u128(oggetto)), riga)).to_vec()
}

fn segnalazione() -> Registro {
    let mut registro = Registro::default();
    let segnalazione: SegnalazioneId = id(7);
    let creata = creata(segnalazione, id(3), dettagli("INFO", ottobre(1), None));
    registro.scrivi(segnalazione, DomainFact::Segnalazione(creata.into()));
    registro
}

#[test]
fn a_segnalazione_opens_itself_and_its_subject_to_its_author_and_his_unit() {
    assert_eq!(tutte(&ripiega(segnalazione().facts()), 7), di(Parte::Autore, 1));
}

#[test]
fn who_is_given_a_segnalazione_sees_it_and_who_had_it_before_does_not() {
    let mut registro = segnalazione();
    let qui: SegnalazioneId = id(7);
    for a in [2, 5] {
        registro.scrivi(qui, DomainFact::Segnalazione(assegnata(a, ottobre(2)).into()));
    }
    let attesi = [di(Parte::Autore, 1), di(Parte::Assegnatario, 5)].concat();
    assert_eq!(tutte(&ripiega(registro.facts()), 7), attesi);
    let resa = SegnalazioneRestituita {
        assegnatario: attore(5).operatore,
        motivo: "COMPETENZA".into(),
        nota: None,
        il: ottobre(3),
    };
    registro.scrivi(qui, DomainFact::Segnalazione(resa.into()));
    assert_eq!(tutte(&ripiega(registro.facts()), 7), di(Parte::Autore, 1));
}

#[test]
fn titles_end_where_they_end_and_are_kept() {
    let mut registro = segnalazione();
    registro.scrivi(id::<SegnalazioneId>(7), DomainFact::Segnalazione(assegnata(2, ottobre(2)).into()));
    let dopo =
        registro.scrivi(id::<SegnalazioneId>(7), DomainFact::Segnalazione(assegnata(5, ottobre(3)).into()));
    let cambi = ripiega(registro.facts()).changes();
    let finite: Vec<_> = cambi.opened.iter().filter_map(|o| o.to.map(|a| (o.from, a))).collect();
    assert_eq!(finite, vec![(2, dopo); 2]);
}

#[test]
fn a_grant_opens_the_segnalazione_and_its_subject_to_the_unit_until_it_is_taken_back() {
    let mut registro = segnalazione();
    let qui: SegnalazioneId = id(7);
    let concesso = |concessione, sezioni| AccessoConcesso {
        concessione,
        a: id(90),
        sezioni,
        dal: ottobre(3),
        al: ottobre(9),
        concesso_da: id(1),
        il: ottobre(2),
        motivo: cancellato(id(3)),
    };
    let prima = concesso(1, vec![Sezione::Ordinaria]);
    registro.scrivi(qui, DomainFact::Segnalazione(prima.into()));
    let seconda = concesso(2, vec![Sezione::Ordinaria, Sezione::Riservata]);
    registro.scrivi(qui, DomainFact::Segnalazione(seconda.into()));
    let riga = |riservate| Riga {
        unita: Uuid::from_u128(90),
        operatore: None,
        giorni: Some((ottobre(3), ottobre(9))),
        scade: None,
        riservate,
    };
    let di = |n, riservate| [3, 7].map(|o| ((Parte::Concessione, n, Uuid::from_u128(o)), riga(riservate)));
    let attesi = [self::di(Parte::Autore, 1), di(1, false).to_vec(), di(2, true).to_vec()].concat();
    assert_eq!(tutte(&ripiega(registro.facts()), 7), attesi);
    let revocato = AccessoRevocato { concessione: 1, revocato_da: id(1), il: ottobre(4), motivo: None };
    registro.scrivi(qui, DomainFact::Segnalazione(revocato.into()));
    let attesi = [self::di(Parte::Autore, 1), di(2, true).to_vec()].concat();
    assert_eq!(tutte(&ripiega(registro.facts()), 7), attesi);
}
