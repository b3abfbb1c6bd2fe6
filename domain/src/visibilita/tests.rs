//! The whole table: role, action, thing, title; then the notes: class, tie, right.

use super::*;

/// Of a role: what it does without a title (`a`: receives people, `o`: opens emergencies, `t`: reads the read log, `v`: works
/// alerts); then, by title in the order of [`Titolo::TUTTI`], what it does with a subject
/// and with a pratica: `l`ists, `r`eads, `c`hanges, is told of `e`mergencies, judges (`g`) them.
type Riga = (Ruolo, &'static str, [&'static str; 4], [&'static str; 4]);

const TABELLA: [Riga; 9] = [
    (Ruolo::OperatoreSegretariato, "ao", ["lrc", "lrc", "lr", "lr"], ["lrc", "lrc", "lr", "lr"]),
    (Ruolo::AssistenteSociale, "ao", ["lrc", "lrc", "lr", "lr"], ["lrc", "l", "lr", "lr"]),
    (Ruolo::OperatoreUfficioPiano, "a", ["lrc", "", "lr", ""], ["lrc", "", "lr", ""]),
    (Ruolo::Coordinatore, "ao", ["lrceg", "lrceg", "lr", "lr"], ["lrceg", "lrceg", "lr", "lr"]),
    (Ruolo::RegioneLettura, "", ["", "", "", ""], ["", "", "", ""]),
    (Ruolo::Auditor, "oegtv", ["", "", "", "lr"], ["", "", "", "lr"]),
    (Ruolo::Analista, "", ["", "", "", ""], ["", "", "", ""]),
    (Ruolo::Amministratore, "", ["", "", "", ""], ["", "", "", ""]),
    (Ruolo::Dpo, "etv", ["", "", "", ""], ["", "", "", ""]),
];

fn lettera(azione: Azione) -> char {
    match azione {
        Azione::Accogliere => 'a',
        Azione::AprireEmergenza => 'o',
        Azione::Elencare => 'l',
        Azione::Leggere => 'r',
        Azione::Modificare => 'c',
        Azione::VedereEmergenze => 'e',
        Azione::RiesaminareEmergenze => 'g',
        Azione::LeggereTracciamento => 't',
        Azione::TrattareAvvisi => 'v',
    }
}

/// Every set of titles.
fn insiemi() -> impl Iterator<Item = Vec<Titolo>> {
    (0..1u32 << Titolo::TUTTI.len()).map(|quali| {
        (0..).zip(Titolo::TUTTI).filter(|(n, _)| quali & (1 << n) != 0).map(|(_, t)| t).collect()
    })
}

#[test]
fn every_role_action_and_relation_is_decided_as_the_table_says() {
    assert!(Ruolo::TUTTI.iter().all(|r| TABELLA.iter().filter(|riga| riga.0 == *r).count() == 1));
    for (ruolo, sempre, soggetto, pratica) in TABELLA {
        for (cosa, per_titolo) in [(Cosa::Soggetto, soggetto), (Cosa::Pratica, pratica)] {
            for azione in Azione::TUTTE {
                let puo_con = |t: &Titolo| {
                    let posto = Titolo::TUTTI.iter().position(|altro| altro == t).unwrap();
                    per_titolo[posto].contains(lettera(azione))
                };
                for titoli in insiemi() {
                    let atteso = if sempre.contains(lettera(azione)) {
                        Decisione::Consentito(None)
                    } else if let Some(titolo) = titoli.iter().find(|t| puo_con(t)) {
                        Decisione::Consentito(Some(*titolo))
                    } else if Titolo::TUTTI.iter().any(puo_con) {
                        Decisione::Negato(Diniego::Titolo)
                    } else {
                        Decisione::Negato(Diniego::Ruolo)
                    };
                    let deciso = decidi(ruolo, azione, cosa, &titoli);
                    assert_eq!(deciso, atteso, "{ruolo:?} {azione:?} {cosa:?} {titoli:?}");
                }
            }
        }
    }
}

#[test]
fn what_may_be_opened_is_listed_and_what_may_be_changed_may_be_opened() {
    for ruolo in Ruolo::TUTTI {
        for cosa in Cosa::TUTTE {
            let titoli = |azione| titoli_sufficienti(ruolo, azione, cosa);
            let (elenca, legge) = (titoli(Azione::Elencare), titoli(Azione::Leggere));
            assert!(legge.iter().all(|t| elenca.contains(t)), "{ruolo:?} {cosa:?}");
            assert!(titoli(Azione::Modificare).iter().all(|t| legge.contains(t)), "{ruolo:?} {cosa:?}");
        }
    }
}

#[test]
fn who_may_open_a_pratica_may_open_whom_it_is_about() {
    // The titles on a pratica are titles on its subject, too.
    for ruolo in Ruolo::TUTTI {
        for azione in [Azione::Elencare, Azione::Leggere] {
            let soggetto = titoli_sufficienti(ruolo, azione, Cosa::Soggetto);
            let pratica = titoli_sufficienti(ruolo, azione, Cosa::Pratica);
            assert!(pratica.iter().all(|t| soggetto.contains(t)), "{ruolo:?} {azione:?}");
        }
    }
}

/// Of a role: the titles, with and without the right, that open reserved notes.
fn aprono_riservate(ruolo: Ruolo, riservati: bool) -> &'static [Titolo] {
    use Titolo::{Concessione, Emergenza, Incarico, Unita};
    match (ruolo, riservati) {
        (Ruolo::OperatoreSegretariato | Ruolo::Coordinatore, true) => {
            &[Incarico, Unita, Concessione, Emergenza]
        }
        (Ruolo::AssistenteSociale, true) => &[Incarico, Concessione, Emergenza],
        (Ruolo::OperatoreUfficioPiano, true) => &[Incarico, Concessione],
        (Ruolo::OperatoreSegretariato | Ruolo::AssistenteSociale | Ruolo::Coordinatore, false)
        | (Ruolo::Auditor, _) => &[Emergenza],
        _ => &[],
    }
}

#[test]
fn every_class_of_note_is_decided_for_every_role_right_tie_and_set_of_titles() {
    for (ruolo, riservati) in Ruolo::TUTTI.into_iter().flat_map(|r| [(r, false), (r, true)]) {
        for (titoli, legame) in insiemi().flat_map(|t| Legame::TUTTI.map(|l| (t.clone(), l))) {
            let pratica = decidi(ruolo, Azione::Leggere, Cosa::Pratica, &titoli).consentito();
            for (sezione, nomina) in Sezione::TUTTE.into_iter().flat_map(|s| [(s, false), (s, true)]) {
                let sulla_sezione: Vec<Titolo> =
                    titoli.iter().copied().filter(|t| nomina || *t != Titolo::Concessione).collect();
                let atteso = pratica
                    && (legame != Legame::Nessuno
                        || match sezione {
                            Sezione::Ordinaria => {
                                decidi(ruolo, Azione::Leggere, Cosa::Pratica, &sulla_sezione).consentito()
                            }
                            Sezione::Riservata => {
                                aprono_riservate(ruolo, riservati).iter().any(|t| sulla_sezione.contains(t))
                            }
                            Sezione::Privata => false,
                        });
                let deciso = decidi_sezione(ruolo, riservati, sezione, legame, &titoli, &sulla_sezione);
                let segno =
                    format!("{ruolo:?} {riservati} {sezione:?} {legame:?} {titoli:?} named: {nomina}");
                assert_eq!(deciso.consentito(), atteso, "{segno}");
            }
        }
    }
}

#[test]
fn the_titles_of_a_list_of_notes_are_those_of_the_decision() {
    for (ruolo, riservati) in Ruolo::TUTTI.into_iter().flat_map(|r| [(r, false), (r, true)]) {
        for sezione in Sezione::TUTTE {
            let bastano = titoli_sufficienti_sezione(ruolo, riservati, sezione);
            for titolo in Titolo::TUTTI {
                let uno = [titolo];
                let deciso = decidi_sezione(ruolo, riservati, sezione, Legame::Nessuno, &uno, &uno);
                assert_eq!(
                    bastano.contains(&titolo),
                    deciso.consentito(),
                    "{ruolo:?} {sezione:?} {titolo:?}"
                );
            }
        }
    }
}

#[test]
fn a_refusal_says_whether_the_role_or_the_title_was_missing() {
    let decidi = |ruolo, titoli: &[Titolo]| decidi(ruolo, Azione::Leggere, Cosa::Pratica, titoli);
    assert_eq!(decidi(Ruolo::Dpo, &Titolo::TUTTI), Decisione::Negato(Diniego::Ruolo));
    assert_eq!(decidi(Ruolo::Auditor, &[Titolo::Unita]), Decisione::Negato(Diniego::Titolo));
    assert_eq!(decidi(Ruolo::AssistenteSociale, &[Titolo::Unita]), Decisione::Negato(Diniego::Titolo));
    let consentito = decidi(Ruolo::AssistenteSociale, &Titolo::TUTTI);
    assert_eq!(consentito, Decisione::Consentito(Some(Titolo::Incarico)));
}
