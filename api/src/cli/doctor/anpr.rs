//! `sigess doctor anpr`: whether the way to the register is open, in words for whoever has to open it.

use super::Visita;
use crate::cli::racconta;
use crate::impostazioni::{Impostazioni, Profilo};
use crate::services::Servizi;
use crate::servizio::{anpr, orologio};
use anpr_adapter::pdnd::KeyError;
use anpr_adapter::{Anpr, ConfigError, ConfigFile, ServiceDiagnosis};
use domain::anagrafe::{ContestoConsultazione, ErroreAnagrafe};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// A clock that is off by more than this needs somebody to look at it, in milliseconds.
const SCARTO_MAX: i64 = 5_000;

/// Configuration, key, clock, services, vouchers.
pub(super) async fn visita(visita: &mut Visita, impostazioni: &Impostazioni) {
    let Some(file) = &impostazioni.anpr_config else {
        return visita.esito(false, "ANPR non configurato: indicare il file con SIGESS_ANPR_CONFIG");
    };
    visita_permessi(visita, file);
    let anpr = match anpr(impostazioni) {
        Ok(Some(anpr)) => anpr,
        Ok(None) => return,
        Err(errore) => return visita.esito(false, format!("configurazione: {}", in_italiano(&errore))),
    };
    let config = anpr.config();
    let servizi: Vec<&str> = config.services.keys().map(|caso| caso.as_str()).collect();
    visita.esito(true, format!("configurazione: {}, servizi {}", file.display(), servizi.join(", ")));
    visita.esito(true, "chiave: leggibile, RSA di almeno 2048 bit");
    if !config.https_only && impostazioni.profilo == Profilo::Sviluppo {
        Visita::nota("profilo di sviluppo: sono ammessi anche indirizzi http");
    }
    visita_servizi(visita, &anpr, &impostazioni.postazione).await;
}

fn visita_permessi(visita: &mut Visita, file: &Path) {
    let Some(chiave) = ConfigFile::key_path(file) else { return };
    if let Ok(dati) = std::fs::metadata(&chiave)
        && dati.permissions().mode() & 0o077 != 0
    {
        visita.esito(false, format!("{}: leggibile da altri utenti (chmod 600)", chiave.display()));
    }
}

async fn visita_servizi(visita: &mut Visita, anpr: &Anpr, postazione: &str) {
    let contesto = ContestoConsultazione {
        motivo: "diagnosi".to_owned(),
        data_riferimento: orologio()().date_naive(),
        operatore: "diagnosi".to_owned(),
        postazione: postazione.to_owned(),
        livello: "LoA2".to_owned(),
    };
    let diagnosi = anpr.diagnose(&contesto).await;
    let scarto = diagnosi.clock_offset.num_milliseconds();
    visita.esito(
        scarto.abs() < SCARTO_MAX,
        match scarto {
            0 => "orologio: d'accordo con PDND entro due secondi".to_owned(),
            avanti if avanti < 0 => format!("orologio: avanti di {} ms rispetto a PDND (NTP?)", -avanti),
            dietro => format!("orologio: indietro di {dietro} ms rispetto a PDND (NTP?)"),
        },
    );
    for servizio in &diagnosi.services {
        visita_servizio(visita, servizio);
    }
}

fn visita_servizio(visita: &mut Visita, servizio: &ServiceDiagnosis) {
    let nome = servizio.caso_uso.as_str();
    match &servizio.status {
        Ok(200) => visita.esito(true, format!("{nome}: il servizio risponde")),
        Ok(404) => visita.esito(
            false,
            format!("{nome}: indirizzo sconosciuto al gateway (HTTP 404): controllare call_url e profilo"),
        ),
        Ok(status) => visita.esito(false, format!("{nome}: il servizio risponde HTTP {status}")),
        Err(errore) => visita.esito(false, format!("{nome}: il servizio non risponde: {}", racconta(errore))),
    }
    match &servizio.voucher {
        Ok(()) => visita.esito(true, format!("{nome}: PDND rilascia il voucher")),
        Err(errore) => visita.esito(false, format!("{nome}: nessun voucher: {}", voucher_negato(errore))),
    }
}

/// Why there is no voucher, as far as anybody says.
fn voucher_negato(errore: &ErroreAnagrafe) -> String {
    let rimedio = match errore {
        ErroreAnagrafe::NonDisponibile(_) => {
            return format!("PDND non risponde ({}): rete, token_url, certificati", racconta(errore));
        }
        ErroreAnagrafe::RichiestaRifiutata(_) => {
            "PDND non dice perché: client_id, kid, chiave caricata, finalità attiva, fruizione attiva, orologio"
        }
        ErroreAnagrafe::RispostaNonValida(_) => "purpose_id e audience del servizio non vanno insieme",
        ErroreAnagrafe::QuotaEsaurita => "quota esaurita",
    };
    format!("{errore}; {rimedio}")
}

fn in_italiano(errore: &ConfigError) -> String {
    match errore {
        ConfigError::File { path, source } => format!("{}: non si legge ({source})", path.display()),
        ConfigError::Form { path, source } => {
            format!("{}: non ha la forma descritta in docs/anpr.md ({source})", path.display())
        }
        ConfigError::Address { name, reason } => format!("{name}: indirizzo non valido ({reason})"),
        ConfigError::Id(nome) => format!("{nome}: deve essere l'UUID mostrato da PDND"),
        ConfigError::Service(nome) => {
            format!("manca il servizio {nome}: servono C030, C021 e uno fra C015 e C020")
        }
        ConfigError::Key(errore) => chiave(errore),
        ConfigError::Root(_) => "un certificato di extra_roots non si legge".to_owned(),
        ConfigError::Client(_) => "TLS non utilizzabile su questa macchina".to_owned(),
    }
}

fn chiave(errore: &KeyError) -> String {
    match errore {
        KeyError::File { path, source } => format!("chiave {}: non si legge ({source})", path.display()),
        KeyError::Pem => "chiave: il file non contiene una chiave privata in formato PEM".to_owned(),
        KeyError::Rejected(_) => "chiave: non è una chiave RSA di almeno 2048 bit".to_owned(),
        KeyError::Kid => "kid: deve avere i 43 caratteri mostrati da PDND".to_owned(),
        KeyError::Sign => "chiave: non firma".to_owned(),
    }
}

/// How much was asked today.
pub(super) async fn consumo(visita: &mut Visita, servizi: &Servizi) {
    let consumi = match servizi.consumo_anpr().await {
        Ok(consumi) => consumi,
        Err(causa) => return visita.esito(false, format!("consumo di ANPR: {}", racconta(&causa))),
    };
    for consumo in consumi {
        let quota = consumo.quota.map_or_else(String::new, |quota| format!(" di {quota}"));
        let mut testo = format!("ANPR {}: {}{quota} chiamate oggi", consumo.riga.servizio, consumo.riga.oggi);
        for avviso in &consumo.avvisi {
            testo = format!("{testo}; {}", avviso.frase());
        }
        Visita::nota(testo);
    }
}
