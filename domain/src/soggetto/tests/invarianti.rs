//! Whatever is asked, in whatever order.

use super::*;
use crate::evento::Registrato;
use crate::prova::solo;
use crate::rifiuto::Rifiuto;
use cqrs_es::Aggregate;
use proptest::prelude::*;

fn comando() -> impl Strategy<Value = SoggettoCommand> {
    let dal = (2000..2030_i32, 1..13_u32).prop_map(|(anno, mese)| giorno(anno, mese, 1));
    let tipo = prop::sample::select(vec!["1", "3", "77"]);
    let codice = prop::sample::select(vec!["1", "2", "5"]);
    prop_oneof![
        Just(importa(rossi())),
        prop::sample::select(vec!["ROSSI", "BIANCHI", ""]).prop_map(|c| registra(solo(c))),
        any::<String>().prop_map(|c| modifica(solo(&c))),
        Just(modifica(rossi())),
        any::<[String; 2]>().prop_map(|telefoni| SoggettoCommand::ModificaContatti {
            contatti: Contatti { telefoni: telefoni.into(), ..Contatti::default() }
        }),
        "[0-9]{4,7}".prop_map(|t| SoggettoCommand::ModificaContatti {
            contatti: Contatti { telefoni: vec![t], ..Contatti::default() }
        }),
        (codice, dal.clone()).prop_map(|(codice, dal)| SoggettoCommand::StoricizzaStatoCivile {
            stato_civile: StatoCivile { codice: codice.into(), dal, note: None },
            oggi: oggi(),
        }),
        (tipo, dal).prop_map(|(tipo, dal)| SoggettoCommand::RegistraIndirizzo {
            tipo: tipo.into(),
            indirizzo: Indirizzo { dal, ..indirizzo() },
            oggi: oggi(),
        }),
    ]
}

proptest! {
    #[test]
    fn any_sequence_of_commands_leaves_a_coherent_subject(comandi in prop::collection::vec(comando(), 0..20)) {
        let mut soggetto = Soggetto::default();
        let mut accettati = 0;
        for comando in comandi {
            match soggetto.decidi(comando) {
                Ok(eventi) => eventi.into_iter().for_each(|e| {
                    accettati += 1;
                    soggetto.apply(e);
                }),
                Err(rifiuto) => prop_assert!(!rifiuto.codice().messaggio().is_empty()),
            }
        }
        prop_assert_eq!(soggetto.scheda.is_some(), accettati > 0);
        if let Some(scheda) = soggetto.scheda {
            let dal: Vec<_> = scheda.stati_civili.iter().map(|s| s.valore().unwrap().dal).collect();
            prop_assert!(dal.windows(2).all(|coppia| coppia[0] < coppia[1]));
            prop_assert!(dal.iter().all(|d| *d <= oggi()));
            let dati = scheda.anagrafica.valore().unwrap();
            prop_assert!(dati.cognome.is_some() || dati.nome.is_some());
        }
    }
}
