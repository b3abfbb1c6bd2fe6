//! Whatever the register says, in whatever order.

use super::*;
use crate::evento::Registrato;
use cqrs_es::Aggregate;
use proptest::prelude::*;

fn famiglia() -> impl Strategy<Value = Vec<Rilevato>> {
    let rilevato = (1..6_u128, "[A-C]", prop::sample::select(vec!["1", "3", "13"]))
        .prop_map(|(chi, cognome, legame)| (id(chi), componente(solo(&cognome), legame)));
    prop::collection::vec(rilevato, 0..5)
}

fn comando() -> impl Strategy<Value = NucleoAnagrafeCommand> {
    prop_oneof![
        1 => famiglia().prop_map(importa),
        1 => Just(non_verificato()),
        3 => famiglia().prop_map(confronta),
        3 => (0..20_u64).prop_map(allinea),
    ]
}

proptest! {
    #[test]
    fn any_sequence_of_commands_keeps_each_member_once(comandi in prop::collection::vec(comando(), 0..30)) {
        let mut nucleo = NucleoAnagrafe::default();
        for comando in comandi {
            for evento in nucleo.decidi(comando).unwrap_or_default() {
                nucleo.apply(evento);
            }
            for c in &nucleo.componenti {
                prop_assert_eq!(nucleo.componenti.iter().filter(|a| a.componente == c.componente).count(), 1);
            }
            prop_assert!(nucleo.confronto.as_ref().is_none_or(|c| c.versione <= nucleo.versione));
            prop_assert!(nucleo.verificato() || nucleo.componenti.is_empty());
        }
    }

    #[test]
    fn aligning_makes_the_household_what_the_register_showed(prima in famiglia(), dopo in famiglia()) {
        let con_mario = |altri: Vec<Rilevato>| {
            let mut tutti = vec![intestatario()];
            for rilevato in altri {
                if tutti.iter().all(|(chi, _)| *chi != rilevato.0) {
                    tutti.push(rilevato);
                }
            }
            tutti
        };
        let (prima, dopo) = (con_mario(prima), con_mario(dopo));
        let storia = nessuno().poi(importa(prima)).poi(confronta(dopo.clone()));
        let confronto = storia.stato.confronto.clone().unwrap();
        let storia = if confronto.differenze.is_empty() { storia } else { storia.poi(allinea(confronto.versione)) };
        let mut trovati: Vec<_> =
            storia.stato.componenti.iter().map(|c| (c.componente, c.dati.valore().unwrap().clone())).collect();
        let mut attesi = dopo;
        trovati.sort_by_key(|(chi, _)| *chi);
        attesi.sort_by_key(|(chi, _)| *chi);
        prop_assert!(trovati == attesi);
    }
}
