//! Settings of what comes in by HTTP: times, numbers, proxies.

use super::Profilo;
use crate::http::{ConnectionLimits, Documents, PerMinute, Proxies, Rates, Stato};
use axum::http::HeaderName;
use clap::Args;
use ipnet::IpNet;
use std::num::NonZeroU32;
use std::time::Duration;

/// Requests of an account in a minute, outside development.
const RICHIESTE_OPERATORE: u32 = 600;
/// Requests from an address in a minute, outside development: offices share one.
const RICHIESTE_INDIRIZZO: u32 = 6_000;
/// Logins from an address in a minute, outside development; each counts twice, going and coming back.
const ACCESSI_INDIRIZZO: u32 = 240;

/// Settings of the HTTP layer.
#[derive(Args, Clone, Debug)]
pub struct ImpostazioniHttp {
    /// Seconds in which the head of a request must arrive
    #[arg(long, env = "SIGESS_TEMPO_INTESTAZIONE", default_value_t = 10, global = true,
          value_parser = clap::value_parser!(u32).range(1..=600))]
    pub tempo_intestazione: u32,
    /// Seconds in which the body of a request must arrive
    #[arg(long, env = "SIGESS_TEMPO_CORPO", default_value_t = 15, global = true,
          value_parser = clap::value_parser!(u32).range(1..=600))]
    pub tempo_corpo: u32,
    /// Seconds after which an idle connection is closed
    #[arg(long, env = "SIGESS_TEMPO_INATTIVA", default_value_t = 65, global = true,
          value_parser = clap::value_parser!(u32).range(1..=600))]
    pub tempo_inattiva: u32,
    /// Seconds after which the execution of a request is given up
    #[arg(long, env = "SIGESS_TEMPO_ESECUZIONE", default_value_t = 10, global = true,
          value_parser = clap::value_parser!(u32).range(1..=600))]
    pub tempo_esecuzione: u32,
    /// Connections of clients at a time
    #[arg(long, env = "SIGESS_CONNESSIONI_CLIENTI", default_value_t = 1024, global = true,
          value_parser = clap::value_parser!(u32).range(1..=65_535))]
    pub connessioni_clienti: u32,
    /// Requests of an operator or a machine in a minute; 0 is without limit
    #[arg(long, env = "SIGESS_RICHIESTE_OPERATORE", global = true)]
    pub richieste_operatore: Option<u32>,
    /// Requests from an address in a minute; 0 is without limit
    #[arg(long, env = "SIGESS_RICHIESTE_INDIRIZZO", global = true)]
    pub richieste_indirizzo: Option<u32>,
    /// Steps of logins from an address in a minute; 0 is without limit
    #[arg(long, env = "SIGESS_ACCESSI_INDIRIZZO", global = true)]
    pub accessi_indirizzo: Option<u32>,
    /// Proxies that are believed: addresses or networks, with commas between them
    #[arg(long, env = "SIGESS_PROXY_FIDATI", value_delimiter = ',', value_parser = rete, global = true)]
    pub proxy_fidati: Vec<IpNet>,
    /// Header in which they say from which address a request came
    #[arg(long, env = "SIGESS_PROXY_INTESTAZIONE", default_value = "x-forwarded-for", global = true)]
    pub proxy_intestazione: HeaderName,
    /// Only the documents of the pages are carried out, also in development
    #[arg(long, env = "SIGESS_SOLO_DOCUMENTI_FIDATI", global = true)]
    pub solo_documenti_fidati: bool,
}

/// A network, or an address as the network of itself.
fn rete(testo: &str) -> Result<IpNet, String> {
    let indirizzo = || testo.parse::<std::net::IpAddr>().map(IpNet::from);
    testo
        .parse()
        .or_else(|_| indirizzo())
        .map_err(|_| format!("«{testo}» non è un indirizzo né una rete (per esempio 10.0.0.0/8)"))
}

impl ImpostazioniHttp {
    /// What connections may cost.
    #[must_use]
    pub fn connessioni(&self) -> ConnectionLimits {
        ConnectionLimits {
            header_time: Duration::from_secs(self.tempo_intestazione.into()),
            idle_time: Duration::from_secs(self.tempo_inattiva.into()),
            connections: self.connessioni_clienti.try_into().unwrap_or(usize::MAX),
        }
    }

    /// How long the database may take for a statement of a request: a little longer than the request itself, which is
    /// answered by then.
    #[must_use]
    pub fn tempo_istruzione(&self) -> Duration {
        Duration::from_secs(self.tempo_esecuzione.into()) + Duration::from_secs(1)
    }

    /// The proxies that are believed.
    #[must_use]
    pub fn proxy(&self) -> Proxies {
        Proxies { trusted: self.proxy_fidati.clone(), header: self.proxy_intestazione.clone() }
    }

    /// The routes with these limits.
    #[must_use]
    pub fn applica(&self, stato: Stato) -> Stato {
        let [account, address, logins] = self.al_minuto(stato.profile).map(NonZeroU32::new);
        Stato {
            body_time: Duration::from_secs(self.tempo_corpo.into()),
            execution_time: Duration::from_secs(self.tempo_esecuzione.into()),
            rates: Rates::new(PerMinute { account, address, logins }, self.proxy()),
            documents: match self.solo_documenti_fidati {
                true => Documents::of_the_pages(),
                false => stato.documents,
            },
            ..stato
        }
    }

    /// Requests in a minute: of an account, from an address, logins from an address. In development there is no limit
    /// that was not asked for: demonstrations and measurements come from one address.
    fn al_minuto(&self, profilo: Profilo) -> [u32; 3] {
        let consueti = match profilo {
            Profilo::Sviluppo => [0; 3],
            Profilo::Produzione => [RICHIESTE_OPERATORE, RICHIESTE_INDIRIZZO, ACCESSI_INDIRIZZO],
        };
        let voluti = [self.richieste_operatore, self.richieste_indirizzo, self.accessi_indirizzo];
        std::array::from_fn(|i| voluti[i].unwrap_or(consueti[i]))
    }

    /// Every setting with the value in force.
    pub(super) fn elenco(&self, profilo: Profilo) -> Vec<(&'static str, String)> {
        let secondi = |quanti: u32| format!("{quanti} secondi");
        let [operatore, indirizzo, accessi] = self.al_minuto(profilo).map(|n| match n {
            0 => "senza limite".to_owned(),
            n => format!("{n} al minuto"),
        });
        let proxy: Vec<String> = self.proxy_fidati.iter().map(ToString::to_string).collect();
        vec![
            ("SIGESS_TEMPO_INTESTAZIONE", secondi(self.tempo_intestazione)),
            ("SIGESS_TEMPO_CORPO", secondi(self.tempo_corpo)),
            ("SIGESS_TEMPO_INATTIVA", secondi(self.tempo_inattiva)),
            ("SIGESS_TEMPO_ESECUZIONE", secondi(self.tempo_esecuzione)),
            ("SIGESS_CONNESSIONI_CLIENTI", self.connessioni_clienti.to_string()),
            ("SIGESS_RICHIESTE_OPERATORE", operatore),
            ("SIGESS_RICHIESTE_INDIRIZZO", indirizzo),
            ("SIGESS_ACCESSI_INDIRIZZO", accessi),
            ("SIGESS_PROXY_FIDATI", if proxy.is_empty() { "(nessuno)".to_owned() } else { proxy.join(",") }),
            ("SIGESS_PROXY_INTESTAZIONE", self.proxy_intestazione.to_string()),
            ("SIGESS_SOLO_DOCUMENTI_FIDATI", self.solo_documenti_fidati.to_string()),
        ]
    }
}
