//! Before the answer leaves: what it shows is written into the read log.

use super::Contesto;
use crate::http::{UNAVAILABLE, log_fault};
use access::Lettura;
use async_graphql::{Error, ErrorExtensions};
use domain::tracciamento::Oggetto;
use projections::soggetti::chiave;

impl Contesto {
    /// Notes for what is searched, as a keyed hash: two searches for the same can be told from others, and nothing else.
    pub(crate) fn criterio(&self, nome: &'static str, scritto: Option<&str>) {
        let piegato = scritto.map(chiave).filter(|c| !c.is_empty());
        if let Some(piegato) = piegato {
            self.divulgato.criterio(nome, self.servizi.log().system().search(nome, &piegato));
        }
    }

    /// Writes down what the request has shown and what it asked for in vain. After an error the answer must not leave.
    pub(crate) async fn annota(&self, operazione: Option<String>) -> Result<(), Error> {
        let divulgazioni = self.divulgato.prendi();
        if divulgazioni.is_empty() {
            return Ok(());
        }
        let mut basi = self.divulgato.prendi_basi();
        let ignote: Vec<Oggetto> =
            divulgazioni.iter().filter_map(|d| d.oggetto).filter(|o| !basi.contains_key(o)).collect();
        if !ignote.is_empty() {
            basi.extend(projections::visibilita::basi(self.vista().await?, &ignote).await.map_err(|e| {
                log_fault(&e);
                muto()
            })?);
        }
        let lettura = Lettura {
            richiesta: self.chi.richiesta,
            attore: self.chi.attore,
            canale: self.chi.canale,
            livello: self.chi.livello,
            incarico: self.chi.incarico,
            sessione: self.chi.sessione,
            indirizzo: self.chi.indirizzo,
            operazione,
            chiesta: self.servizi.adesso(),
            basi,
            criteri: self.divulgato.prendi_criteri(),
            divulgazioni,
        };
        self.servizi.tracciamento().annota(&lettura).await.map_err(|e| {
            log_fault(&e);
            muto()
        })
    }
}

/// The error of an answer that is withheld: the service is not available.
pub(crate) fn muto() -> Error {
    Error::new("").extend_with(|_, e| e.set("code", UNAVAILABLE))
}
