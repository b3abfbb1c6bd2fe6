//! What the product relies on, held against the simulated register and, where one is configured, against a real one.
//!
//! `SIGESS_CONTRATTO_ANPR` names a configuration as in `docs/anpr.md`, `SIGESS_CONTRATTO_ANPR_PERSONE` a JSON file with
//! a codice fiscale of the Ministry's test data for each case that it has (see [`People`]).

use crate::scene::{config, contesto};
use anpr_adapter::{Anpr, ConfigFile};
use chrono::Utc;
use dev::anpr::{AnprSimulator, CasoUso};
use dev::population::{Population, demo};
use domain::anagrafe::{EsitoFamiglia, EsitoRicerca, EsitoVita, PersonaAnagrafe, RegistroAnagrafico};
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;

/// A codice fiscale for each case; a case without one is left out.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct People {
    /// Registered, alive, lives with others.
    in_famiglia: Option<String>,
    /// Never registered.
    non_registrata: Option<String>,
    /// Cancelled.
    cancellata: Option<String>,
    /// Dead for more than two days.
    deceduta: Option<String>,
    /// Registered twice.
    duplicata: Option<String>,
}

/// A register to hold against what is agreed.
struct Contract {
    anpr: Anpr,
    people: People,
    residence: bool,
}

impl Contract {
    async fn cerca(&self, codice_fiscale: &str) -> EsitoRicerca {
        self.anpr.cerca(codice_fiscale, None, &contesto()).await.unwrap()
    }

    async fn trovata(&self, codice_fiscale: &str) -> PersonaAnagrafe {
        match self.cerca(codice_fiscale).await {
            EsitoRicerca::Trovata(persona) => *persona,
            _ => panic!("nobody found"),
        }
    }

    async fn holds(&self) {
        if let Some(cf) = &self.people.in_famiglia {
            self.a_person_is_found_with_household_and_alive(cf).await;
            self.a_known_id_leads_to_the_same_person(cf).await;
        }
        if let Some(cf) = &self.people.non_registrata {
            assert!(matches!(self.cerca(cf).await, EsitoRicerca::NonRegistrata));
        }
        if let Some(cf) = &self.people.cancellata {
            assert!(matches!(self.cerca(cf).await, EsitoRicerca::Cancellata));
        }
        if let Some(cf) = &self.people.duplicata {
            assert!(matches!(self.cerca(cf).await, EsitoRicerca::PiuSoggetti));
        }
        if let Some(cf) = &self.people.deceduta {
            self.the_dead_are_alone_and_dead(cf).await;
        }
    }

    async fn a_person_is_found_with_household_and_alive(&self, cf: &str) {
        let persona = self.trovata(cf).await;
        assert_eq!(persona.dati.codice_fiscale.as_deref(), Some(cf));
        assert!(persona.dati.cognome.is_some() && persona.dati.data_nascita.is_some());
        assert!(persona.provenienza.id_operazione.is_some());
        assert_eq!(persona.residenza.is_some(), self.residence);
        let famiglia = self.anpr.famiglia(&persona.id_anpr, &contesto()).await.unwrap();
        let EsitoFamiglia::Trovata { componenti, .. } = famiglia else { panic!("no household") };
        assert!(componenti.len() > 1);
        assert!(componenti.iter().any(|c| c.codice_legame.as_deref() == Some("1")), "an intestatario");
        assert!(self.anpr.in_vita(&persona.id_anpr, &contesto()).await.unwrap() == EsitoVita::InVita);
    }

    async fn a_known_id_leads_to_the_same_person(&self, cf: &str) {
        let prima = self.trovata(cf).await;
        let noto = self.anpr.cerca(cf, Some(&prima.id_anpr), &contesto()).await.unwrap();
        let EsitoRicerca::Trovata(noto) = noto else { panic!("nobody found") };
        assert!(noto.dati == prima.dati);
        assert!(!noto.provenienza.servizi.iter().any(|s| s == "C030"));
        // An id of nobody costs a question more and leads to the same person.
        let vecchio = self.anpr.cerca(cf, Some("ZZ00000ZZ"), &contesto()).await.unwrap();
        assert!(matches!(vecchio, EsitoRicerca::Trovata(persona) if persona.id_anpr == prima.id_anpr));
    }

    async fn the_dead_are_alone_and_dead(&self, cf: &str) {
        let persona = self.trovata(cf).await;
        let vita = self.anpr.in_vita(&persona.id_anpr, &contesto()).await.unwrap();
        assert!(matches!(vita, EsitoVita::Deceduta(_)));
        let famiglia = self.anpr.famiglia(&persona.id_anpr, &contesto()).await.unwrap();
        assert!(matches!(famiglia, EsitoFamiglia::Trovata { componenti, .. } if componenti.len() == 1));
    }
}

#[tokio::test]
async fn the_simulated_register_keeps_the_contract() {
    for casi in [
        [CasoUso::C030, CasoUso::C020, CasoUso::C021, CasoUso::C019, CasoUso::C018],
        [CasoUso::C030, CasoUso::C015, CasoUso::C021, CasoUso::C019, CasoUso::C018],
    ] {
        let simulator =
            AnprSimulator::start(([127, 0, 0, 1], 0).into(), Population::generate(1, 0)).await.unwrap();
        let people = People {
            in_famiglia: Some(demo::MARIO_ROSSI.to_owned()),
            non_registrata: Some(demo::INESISTENTE.to_owned()),
            cancellata: Some(demo::CANCELLATO.to_owned()),
            deceduta: Some(demo::DECEDUTO.to_owned()),
            duplicata: Some(demo::DUPLICATA.to_owned()),
        };
        let anpr = Anpr::new(config(&simulator, &casi), Arc::new(Utc::now)).unwrap();
        Contract { anpr, people, residence: casi.contains(&CasoUso::C020) }.holds().await;
    }
}

#[tokio::test]
async fn a_real_register_keeps_the_contract_where_one_is_configured() {
    let variable = |name: &str| std::env::var_os(name);
    let (Some(file), Some(people)) =
        (variable("SIGESS_CONTRATTO_ANPR"), variable("SIGESS_CONTRATTO_ANPR_PERSONE"))
    else {
        return;
    };
    let config = ConfigFile::read(Path::new(&file), true).unwrap();
    let residence = config.service(anpr_adapter::CasoUso::C020).is_some();
    let people = serde_json::from_slice(&std::fs::read(people).unwrap()).unwrap();
    let anpr = Anpr::new(config, Arc::new(Utc::now)).unwrap();
    Contract { anpr, people, residence }.holds().await;
}
