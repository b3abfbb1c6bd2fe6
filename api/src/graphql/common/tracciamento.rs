//! Before the answer leaves: what it shows is written into the read log.

use super::Contesto;
use crate::http::{UNAVAILABLE, log_fault};
use access::{Base, Lettura};
use async_graphql::{Error, ErrorExtensions};
use domain::tracciamento::{Divulgazione, Oggetto};
use domain::visibilita::{Azione, Cosa, Decisione, Titolo, decidi};
use projections::soggetti::chiave;
use projections::visibilita::{Tenuto, titoli};
use std::collections::HashMap;
use uuid::Uuid;

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
        let oggetti: Vec<Uuid> = divulgazioni.iter().filter_map(con_titolo).map(|(id, _)| id).collect();
        let titoli = titoli(self.vista().await?, &oggetti).await.map_err(|e| {
            log_fault(&e);
            muto()
        })?;
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
            basi: self.basi(&divulgazioni, &titoli),
            criteri: self.divulgato.prendi_criteri(),
            divulgazioni,
        };
        self.servizi.tracciamento().annota(&lettura).await.map_err(|e| {
            log_fault(&e);
            muto()
        })
    }
}

impl Contesto {
    /// By what each thing was open: of what he holds, the first title that is enough to open it, else to list it.
    fn basi(
        &self,
        divulgazioni: &[Divulgazione],
        titoli: &HashMap<Uuid, Vec<Tenuto>>,
    ) -> HashMap<Uuid, Base> {
        let ruolo = self.chi.attore.ruolo;
        let base = |(id, cosa)| -> Option<(Uuid, Base)> {
            let tenuti = titoli.get(&id)?;
            let tutti: Vec<Titolo> = tenuti.iter().map(|t| t.titolo).collect();
            let per = [Azione::Leggere, Azione::Elencare];
            let titolo = per.into_iter().find_map(|azione| match decidi(ruolo, azione, cosa, &tutti) {
                Decisione::Consentito(titolo) => titolo,
                Decisione::Negato(_) => None,
            })?;
            let emergenza = tenuti.iter().find(|t| t.titolo == titolo).and_then(|t| t.emergenza);
            Some((id, Base { titolo, emergenza }))
        };
        divulgazioni.iter().filter_map(con_titolo).filter_map(base).collect()
    }
}

/// The error of an answer that is withheld: the service is not available.
pub(crate) fn muto() -> Error {
    Error::new("").extend_with(|_, e| e.set("code", UNAVAILABLE))
}

/// What somebody can hold a title on.
fn con_titolo(d: &Divulgazione) -> Option<(Uuid, Cosa)> {
    match d.oggetto? {
        Oggetto::Soggetto(s) => Some((s.0, Cosa::Soggetto)),
        Oggetto::Pratica(p) => Some((p.0, Cosa::Pratica)),
        Oggetto::Nucleo(_) | Oggetto::Consultazione(_) => None,
    }
}
