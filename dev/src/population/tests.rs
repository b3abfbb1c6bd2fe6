use super::modello::{Componente, Famiglia, Persona};
use super::{DEMO, GIORNO, Population, demo};
use domain::codice_fiscale::{CodiceFiscale, DatiPerCalcolo, calcola};
use domain::luoghi::{comune_alla, stato_estero, valido_alla};
use domain::persona::LuogoNascita;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static POPOLAZIONE: LazyLock<Population> = LazyLock::new(|| Population::generate(20_240_101, 6000));

fn persone() -> &'static [Persona] {
    POPOLAZIONE.persone()
}

fn bytes(popolazione: &Population) -> Vec<u8> {
    serde_json::to_vec(&(popolazione.persone(), popolazione.famiglie())).expect("JSON")
}

fn famiglie_di(tipo: u8) -> impl Iterator<Item = &'static Famiglia> {
    POPOLAZIONE.famiglie().iter().filter(move |f| f.tipo_legame == tipo)
}

fn anni_in_piu(primo: usize, secondo: usize) -> i64 {
    (persone()[secondo].nascita.data - persone()[primo].nascita.data).num_days() / 365
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
    let prima = bytes(&Population::generate(7, 5000));
    assert!(prima == bytes(&Population::generate(7, 5000)));
    assert!(prima != bytes(&Population::generate(8, 5000)));
}

#[test]
fn there_are_as_many_people_as_asked_for_and_hardly_more() {
    assert!((6000..6030).contains(&persone().len()));
    assert!(POPOLAZIONE.famiglie().len() > persone().len() / 4);
}

#[test]
fn every_codice_fiscale_is_valid_and_says_the_same_as_the_personal_data() {
    for persona in persone() {
        let Some(codice) = &persona.codice_fiscale else { continue };
        let codice = CodiceFiscale::analizza(codice).expect("valid");
        let calcolato = calcola(&DatiPerCalcolo {
            cognome: persona.cognome.as_deref().unwrap_or_default(),
            nome: &persona.nome,
            sesso: persona.sesso,
            data_nascita: persona.nascita.data,
            codice_luogo: persona.luogo_nascita.codice().expect("a place with a code"),
        });
        assert_eq!(codice.base().as_str(), calcolato.expect("computable").as_str());
    }
}

#[test]
fn codes_are_unique_except_for_the_duplicated_person() {
    let mut volte: HashMap<&str, usize> = HashMap::new();
    for codice in persone().iter().filter_map(|p| p.codice_fiscale.as_deref()) {
        *volte.entry(codice).or_default() += 1;
    }
    let doppi: Vec<_> = volte.iter().filter(|(_, n)| **n > 1).map(|(codice, _)| *codice).collect();
    assert_eq!(doppi, [demo::DUPLICATA]);
    let id: HashSet<_> = persone().iter().map(|p| p.id_anpr.as_str()).collect();
    assert_eq!(id.len(), persone().len());
}

#[test]
fn an_id_anpr_has_the_usual_shape() {
    for persona in persone() {
        let id = persona.id_anpr.as_bytes();
        assert_eq!(id.len(), 9);
        assert!(id[..2].iter().all(u8::is_ascii_uppercase));
        assert!(id[2..7].iter().all(u8::is_ascii_digit));
        assert!(id[7..].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
    }
}

#[test]
fn everybody_is_born_in_a_place_that_existed_and_lives_in_lazio() {
    for persona in persone() {
        let codice = persona.luogo_nascita.codice().expect("a place with a code");
        assert_eq!(valido_alla(codice, persona.nascita.data), Some(true));
    }
    for famiglia in POPOLAZIONE.famiglie() {
        let comune = comune_alla(famiglia.indirizzo.comune, GIORNO).expect("a current comune");
        assert!(["VT", "RM", "RI", "LT", "FR"].contains(&comune.sigla_provincia));
    }
}

#[test]
fn everybody_is_in_exactly_one_household_with_exactly_one_intestatario() {
    let mut visti = HashSet::new();
    for famiglia in POPOLAZIONE.famiglie() {
        let intestatari =
            famiglia.componenti.iter().filter(|c| c.codice_legame == Componente::INTESTATARIO).count();
        assert_eq!(intestatari, 1);
        assert!(famiglia.componenti.iter().all(|c| visti.insert(c.persona)));
    }
    assert_eq!(visti.len(), persone().len());
}

#[test]
fn ages_in_a_family_fit_the_relations() {
    for famiglia in famiglie_di(Famiglia::FAMIGLIA) {
        let primo = famiglia.componenti[0].persona;
        assert!(persone()[primo].nascita.data < famiglia.componenti[0].dal);
        for componente in &famiglia.componenti[1..] {
            let altro = componente.persona;
            assert!(persone()[altro].nascita.data <= componente.dal);
            match componente.codice_legame {
                Componente::FIGLIO => assert!((18..=55).contains(&anni_in_piu(primo, altro))),
                Componente::GENITORE => assert!(anni_in_piu(altro, primo) >= 18),
                // A parent of the spouse, who comes second.
                Componente::SUOCERO => assert!(anni_in_piu(altro, famiglia.componenti[1].persona) >= 18),
                Componente::CONIUGE | Componente::UNITO => {
                    let civili = [Persona::CONIUGATO, Persona::UNITO, Persona::VEDOVO];
                    assert!(civili.contains(&persone()[altro].stato_civile));
                }
                _ => {}
            }
        }
    }
}

#[test]
fn every_kind_of_household_is_there() {
    let legami: HashSet<u8> =
        famiglie_di(Famiglia::FAMIGLIA).flat_map(|f| f.componenti.iter().map(|c| c.codice_legame)).collect();
    let attesi = [
        Componente::CONIUGE,
        Componente::FIGLIO,
        Componente::GENITORE,
        Componente::FRATELLO,
        Componente::SUOCERO,
        Componente::CONVIVENTE,
        Componente::COABITANTE,
        Componente::UNITO,
    ];
    assert!(attesi.iter().all(|legame| legami.contains(legame)));
    assert!(famiglie_di(Famiglia::CONVIVENZA).any(|f| f.componenti.len() >= 9));
    let sole = famiglie_di(Famiglia::FAMIGLIA).filter(|f| f.componenti.len() == 1).count();
    assert!(sole * 5 > POPOLAZIONE.famiglie().len());
    assert!(
        persone()
            .iter()
            .any(|p| p.cittadinanza != Persona::ITALIANA && p.luogo_nascita.codice() == Some("M082"))
    );
}

#[test]
fn the_demo_people_are_in_every_population() {
    for popolazione in [&*POPOLAZIONE, &Population::generate(1, 0)] {
        for persona in DEMO {
            let trovate = popolazione.per_codice_fiscale(persona.codice_fiscale).len();
            let attese = match persona.codice_fiscale {
                demo::INESISTENTE => 0,
                demo::DUPLICATA => 2,
                _ => 1,
            };
            assert_eq!(trovate, attese, "{}", persona.caso);
            CodiceFiscale::analizza(persona.codice_fiscale).expect("valid");
        }
    }
}

#[test]
fn the_person_of_the_manual_lives_with_wife_son_and_brother() {
    let mario = POPOLAZIONE.per_codice_fiscale(demo::MARIO_ROSSI)[0];
    assert_eq!(POPOLAZIONE.per_id_anpr("RM86711RS"), Some(mario));
    assert!(matches!(&persone()[mario].luogo_nascita,
        LuogoNascita::Comune { denominazione, .. } if denominazione == "ROMANS D'ISONZO"));
    let famiglia = POPOLAZIONE.famiglia_di(mario).expect("a household");
    let membri: Vec<_> = famiglia
        .componenti
        .iter()
        .map(|c| (persone()[c.persona].codice_fiscale.as_deref().unwrap_or_default(), c.codice_legame))
        .collect();
    let attesi =
        [(demo::MARIO_ROSSI, 1), (demo::LUCIA_NERI, 2), (demo::TOMMASO_ROSSI, 3), (demo::ALESSIO_ROSSI, 9)];
    assert_eq!(membri, attesi);
}

#[test]
fn citizenships_are_states_of_the_archive() {
    let noti: HashSet<_> = persone().iter().map(|p| p.cittadinanza.as_str()).collect();
    assert!(noti.len() > 5);
    for codice in noti {
        assert!(codice == Persona::ITALIANA || domain::luoghi::stato_per_istat(codice).is_some(), "{codice}");
    }
    assert!(stato_estero("Z129").is_some());
}

#[test]
fn moving_a_person_keeps_everybody_in_exactly_one_household() {
    let mut popolazione = Population::generate(5, 0);
    let mario = popolazione.per_codice_fiscale(demo::MARIO_ROSSI)[0];
    let alessio = popolazione.per_codice_fiscale(demo::ALESSIO_ROSSI)[0];
    let giovanni = popolazione.per_codice_fiscale(demo::CF_NON_VALIDATO)[0];
    popolazione.separa(alessio, GIORNO).expect("he may leave");
    popolazione.sposta(giovanni, mario, Componente::COABITANTE, GIORNO).expect("he may come");
    assert!(popolazione.separa(mario, GIORNO).is_err());
    assert!(popolazione.separa(alessio, GIORNO).is_err());
    assert!(popolazione.sposta(giovanni, mario, Componente::COABITANTE, GIORNO).is_err());

    let membri: Vec<_> =
        popolazione.famiglie().iter().flat_map(|f| &f.componenti).map(|c| c.persona).collect();
    assert_eq!(membri.iter().collect::<HashSet<_>>().len(), popolazione.persone().len());
    assert_eq!(membri.len(), popolazione.persone().len());
    let famiglia = popolazione.famiglia_di(mario).expect("a household");
    assert!(famiglia.componenti.iter().any(|c| c.persona == giovanni));
    assert_eq!(popolazione.famiglia_di(alessio).expect("a household").componenti.len(), 1);
}
