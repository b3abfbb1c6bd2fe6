//! What `sigess doctor` says of a service that runs: its own figures, in words, and what to do about them.

use super::doctor::Visita;
use crate::impostazioni::{Impostazioni, Profilo};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long the service may take to tell.
const RISPOSTA: Duration = Duration::from_secs(5);
/// Seconds a read model may be behind.
const RITARDO: f64 = 30.0;
/// Seconds the log may grow without a checkpoint: it is signed every minute.
const SENZA_FIRMA: f64 = 180.0;
/// Commands that may wait; the queue holds 4096.
const CODA: f64 = 1000.0;

/// The figures of a service, by name and labels as they are written.
struct Cifre(HashMap<String, f64>);

/// Whether a thing is well, and the sentence that says so.
type Riscontro = (bool, String);

pub(super) async fn visita(visita: &mut Visita, impostazioni: &Impostazioni) {
    let indirizzo = match (impostazioni.metriche, impostazioni.profilo) {
        (Some(indirizzo), _) => indirizzo,
        (None, Profilo::Sviluppo) => impostazioni.metriche_della_demo(),
        (None, Profilo::Produzione) => {
            return Visita::nota("SIGESS_METRICHE non impostato: nulla da dire del servizio in funzione");
        }
    };
    match Cifre::lette(indirizzo).await {
        Some(cifre) => {
            let adesso = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
            for (bene, testo) in cifre.riscontri(adesso) {
                visita.esito(bene, testo);
            }
        }
        None => Visita::nota(format!("nessun servizio in funzione risponde su http://{indirizzo}/metrics")),
    }
}

impl Cifre {
    async fn lette(indirizzo: SocketAddr) -> Option<Self> {
        let client = reqwest::Client::builder().timeout(RISPOSTA).no_proxy().build().ok()?;
        let testo = client.get(format!("http://{indirizzo}/metrics")).send().await.ok()?.text().await.ok()?;
        Some(Self::da(&testo)).filter(|cifre| cifre.una("sigess_process_start_time_seconds").is_some())
    }

    fn da(testo: &str) -> Self {
        let righe = testo.lines().filter(|riga| !riga.starts_with('#'));
        let coppie = righe.filter_map(|riga| riga.rsplit_once(' '));
        Self(coppie.filter_map(|(nome, n)| Some((nome.to_owned(), n.parse().ok()?))).collect())
    }

    fn una(&self, nome: &str) -> Option<f64> {
        self.0.get(nome).copied()
    }

    /// Label and value of every figure of that name, in order.
    fn per_etichetta<'a>(&'a self, nome: &str) -> Vec<(&'a str, f64)> {
        let prefisso = format!("{nome}{{projection=\"");
        let etichetta = |nome: &'a str| nome.strip_prefix(&prefisso)?.strip_suffix("\"}");
        let trovate = self.0.iter().filter_map(|(nome, n)| Some((etichetta(nome)?, *n)));
        let mut trovate: Vec<_> = trovate.collect();
        trovate.sort_unstable_by_key(|(nome, _)| *nome);
        trovate
    }

    fn riscontri(&self, adesso: f64) -> Vec<Riscontro> {
        let una = |nome: &str| self.una(&format!("sigess_{nome}")).unwrap_or(0.0);
        let ore = (adesso - una("process_start_time_seconds")).max(0.0) / 3600.0;
        let mut detti = vec![(true, format!("servizio in funzione da {ore:.1} ore"))];
        if una("database_up") < 1.0 {
            detti.push((
                false,
                "il registro non risponde al servizio: controllare PostgreSQL e lo spazio su disco".into(),
            ));
        }
        detti.push(self.coda());
        let panici = una("append_panics_total");
        if panici > 0.0 {
            detti.push((
                false,
                format!("lo scrittore è ripartito {panici} volte: cercare «panicked» nei log e segnalarlo"),
            ));
        }
        detti.extend(self.ritardi());
        detti.push(self.firma(adesso));
        let usate = una("pool_connections{pool=\"read\",state=\"used\"}");
        let libere = una("pool_connections{pool=\"read\",state=\"idle\"}");
        detti.push((true, format!("connessioni di lettura: {usate} in uso, {libere} libere")));
        detti
    }

    fn coda(&self) -> Riscontro {
        match self.una("sigess_append_waiting").unwrap_or(0.0) {
            n if n > CODA => (
                false,
                format!(
                    "{n} comandi in coda: il registro scrive troppo piano; controllare disco e carico di PostgreSQL"
                ),
            ),
            n => (true, format!("comandi in coda: {n}")),
        }
    }

    fn ritardi(&self) -> Vec<Riscontro> {
        let secondi: HashMap<_, _> =
            self.per_etichetta("sigess_projection_lag_seconds").into_iter().collect();
        let ferme: HashMap<_, _> = self.per_etichetta("sigess_projection_stopped").into_iter().collect();
        let eventi = self.per_etichetta("sigess_projection_lag_events").into_iter();
        let detto = |(nome, eventi): (&str, f64)| {
            let secondi = secondi.get(nome).copied().unwrap_or(0.0);
            if ferme.get(nome).copied().unwrap_or(0.0) > 0.0 {
                return (
                    false,
                    format!("{nome}: fermo su un evento che non sa leggere; la causa è detta sopra"),
                );
            }
            if secondi > RITARDO {
                let consiglio = "è in corso una grande importazione, oppure «sigess rebuild»";
                return (
                    false,
                    format!("{nome}: indietro di {eventi} eventi, {secondi:.0} secondi: {consiglio}"),
                );
            }
            (true, format!("{nome}: indietro di {eventi} eventi"))
        };
        eventi.map(detto).collect()
    }

    fn firma(&self, adesso: f64) -> Riscontro {
        let una = |nome: &str| self.una(&format!("sigess_{nome}")).unwrap_or(0.0);
        let (firmato, scritto) = (una("checkpoint_position"), una("checkpoint_timestamp_seconds"));
        let eta = (adesso - scritto).max(0.0);
        if una("checkpoint_refused") > 0.0 {
            return (
                false,
                "il registro non è quello che fu firmato: non si firma più nulla; conservare tutto ed eseguire «sigess verify»"
                    .into(),
            );
        }
        if una("log_position") > firmato && eta > SENZA_FIRMA {
            let consiglio = "controllare la cartella dei checkpoint (SIGESS_CHECKPOINT) e i suoi permessi";
            return (
                false,
                format!("ultimo checkpoint alla posizione {firmato}, di {eta:.0} secondi fa: {consiglio}"),
            );
        }
        (true, format!("ultimo checkpoint alla posizione {firmato}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SANO: &str = "# TYPE sigess_append_waiting gauge\nsigess_process_start_time_seconds 1000\n\
        sigess_database_up 1\nsigess_append_waiting 3\nsigess_append_panics_total 0\nsigess_log_position 70\n\
        sigess_projection_lag_events{projection=\"quadro\"} 2\nsigess_projection_lag_seconds{projection=\"quadro\"} 0.1\n\
        sigess_projection_stopped{projection=\"quadro\"} 0\nsigess_checkpoint_position 60\n\
        sigess_checkpoint_timestamp_seconds 4590\n# EOF\n";

    fn mali(testo: &str) -> Vec<String> {
        let detti = Cifre::da(testo).riscontri(4600.0);
        detti.into_iter().filter(|(bene, _)| !bene).map(|(_, testo)| testo).collect()
    }

    #[test]
    fn a_service_in_order_has_nothing_wrong() {
        assert!(mali(SANO).is_empty());
        let detti = Cifre::da(SANO).riscontri(4600.0);
        assert!(detti.contains(&(true, "servizio in funzione da 1.0 ore".to_owned())), "{detti:?}");
        assert!(detti.contains(&(true, "quadro: indietro di 2 eventi".to_owned())), "{detti:?}");
    }

    #[test]
    fn everything_that_is_wrong_is_said_with_what_to_do() {
        for (prima, dopo, parte) in [
            ("database_up 1", "database_up 0", "spazio su disco"),
            ("append_waiting 3", "append_waiting 4000", "4000 comandi in coda"),
            ("panics_total 0", "panics_total 2", "ripartito 2 volte"),
            ("lag_seconds{projection=\"quadro\"} 0.1", "lag_seconds{projection=\"quadro\"} 90", "90 secondi"),
            ("stopped{projection=\"quadro\"} 0", "stopped{projection=\"quadro\"} 1", "fermo su un evento"),
            ("timestamp_seconds 4590", "timestamp_seconds 4000", "SIGESS_CHECKPOINT"),
            ("sigess_database_up", "sigess_checkpoint_refused 1\nsigess_database_up", "sigess verify"),
        ] {
            assert!(SANO.contains(prima), "{prima}");
            let mali = mali(&SANO.replace(prima, dopo));
            assert!(mali.len() == 1 && mali[0].contains(parte), "{parte}: {mali:?}");
        }
    }
}
