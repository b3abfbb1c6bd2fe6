//! `segnalazioni.csv`: the segnalazioni, each with its path up to the closure.

use super::scrittura::{Pronto, Prova};
use super::tabella::{Formato, Riga, Tabella};
use super::valori::OPERATORE;
use super::{Importazione, Ragione, colonna, valori};
use crate::services::Guasto;
use crate::terminale::Avanzamento;
use chrono::NaiveDate;
use domain::attore::Attore;
use domain::codifiche::Lista;
use domain::identita::{SegnalazioneId, SoggettoId};
use domain::rifiuto::{Codice, Rifiuto};
use domain::segnalazione::{DatiSegnalante, DettagliInput, Segnalazione, SegnalazioneCommand};
use uuid::Uuid;

/// Columns of the file.
pub const SEGNALAZIONI: Formato = Formato {
    file: "segnalazioni.csv",
    obbligatorie: &["numero_originario", "soggetto", "data_segnalazione", "motivo"],
    facoltative: &[
        "data_creazione",
        "canale",
        "urgenza",
        "tipo_segnalante",
        "segnalante",
        "segnalante_denominazione",
        "segnalante_recapito",
        "note",
        "operatore",
        "assegnata_a",
        "assegnata_il",
        "accettata_il",
        "esito",
        "esito_note",
        "originale",
        "chiusa_il",
    ],
};
/// Urgency of a segnalazione whose older system knew none.
const ORDINARIA: &str = "ORDINARIA";

/// What stops a row: the column, and why.
type Fermata = (String, Ragione);

impl Importazione {
    pub(super) async fn segnalazioni(
        &mut self,
        mut tabella: Tabella,
        avanzamento: &mut Avanzamento,
    ) -> Result<(), Guasto> {
        const OCCUPATO: (&str, Ragione) = ("numero_originario", Ragione::Regola(Codice::Esistente));
        let mut file = self.scrittura.file::<Segnalazione>();
        while let Some(riga) = tabella.prossima()? {
            if self.storta(&SEGNALAZIONI, riga) {
                continue;
            }
            if let Some(pronto) = self.una_segnalazione(riga).await? {
                let esiti = file.scrivi(pronto).await?;
                self.esiti(&SEGNALAZIONI, esiti, OCCUPATO);
            }
            avanzamento.a(tabella.letti(), tabella.totale);
        }
        let esiti = file.fine().await?;
        self.esiti(&SEGNALAZIONI, esiti, OCCUPATO);
        Ok(())
    }

    async fn una_segnalazione(&mut self, riga: Riga<'_>) -> Result<Option<Pronto<Segnalazione>>, Guasto> {
        let numero = riga.campo("numero_originario").unwrap_or_default();
        let stream = self.id("segnalazione", numero);
        if !self.nuovo(&SEGNALAZIONI, stream, riga) {
            return Ok(None);
        }
        let autore = match self.operatore_di(riga, "operatore") {
            Ok(autore) => autore,
            Err((colonna, ragione)) => {
                self.rifiuto(&SEGNALAZIONI, riga.numero, &colonna, ragione);
                return Ok(None);
            }
        };
        let Some(distretto) = self.distretto(autore.unita).await? else {
            self.rifiuto(&SEGNALAZIONI, riga.numero, "operatore", Ragione::Regola(Codice::UnitaInesistente));
            return Ok(None);
        };
        let mut prova = Prova::<Segnalazione>::nuova(stream);
        let mut chiavi = Vec::new();
        let esito = self.dettagli(riga, stream, &mut chiavi).and_then(|(segnalato, dettagli)| {
            let comando = SegnalazioneCommand::Crea {
                segnalazione: SegnalazioneId(stream),
                segnalato,
                distretto,
                dettagli,
                numero_originario: Some(numero.to_owned()),
                chi: autore,
                oggi: self.oggi,
            };
            tenta(&mut prova, comando, "")?;
            self.cammino(riga, autore, &mut prova)
        });
        if let Err((colonna, ragione)) = esito {
            self.rifiuto(&SEGNALAZIONI, riga.numero, &colonna, ragione);
            return Ok(None);
        }
        let mut canonica = Vec::new();
        riga.canonica(&mut canonica);
        Ok(Some(prova.pronto(riga.numero, stream, canonica, chiavi)))
    }

    fn operatore_di(&self, riga: Riga<'_>, colonna: &str) -> Result<Attore, Fermata> {
        let codice = self.codifiche.di(OPERATORE, riga.campo(colonna));
        let Some(codice) = codice else {
            return Err((colonna.to_owned(), Ragione::Regola(Codice::CampoObbligatorio)));
        };
        let noto = self.operatori.get(&codice).copied();
        noto.ok_or_else(|| (colonna.to_owned(), Ragione::RiferimentoSconosciuto))
    }

    fn soggetto_di(&self, codice: &str, colonna: &str) -> Result<SoggettoId, Fermata> {
        let id = self.id("soggetto", codice);
        if self.accettato(id) {
            Ok(SoggettoId(id))
        } else {
            Err((colonna.to_owned(), Ragione::RiferimentoSconosciuto))
        }
    }

    fn dettagli(
        &mut self,
        riga: Riga<'_>,
        stream: Uuid,
        chiavi: &mut Vec<SoggettoId>,
    ) -> Result<(SoggettoId, DettagliInput), Fermata> {
        let segnalato = self.soggetto_di(riga.campo("soggetto").unwrap_or_default(), "soggetto")?;
        let data_contatto = match data(riga, "data_segnalazione")? {
            Some(data) => data,
            None => {
                let creazione = data(riga, "data_creazione")?.ok_or_else(|| {
                    ("data_segnalazione".to_owned(), Ragione::Regola(Codice::CampoObbligatorio))
                })?;
                self.avviso(&SEGNALAZIONI, riga.numero, "data_segnalazione", Ragione::DataMancante);
                creazione
            }
        };
        let codice = |lista, colonna| self.codifiche.codice(lista, riga.campo(colonna));
        let segnalante = riga.campo("segnalante").map(|s| self.soggetto_di(s, "segnalante")).transpose()?;
        let dati_segnalante = riga.testo("segnalante_denominazione").map(|denominazione| {
            let chi = SoggettoId(Uuid::new_v5(&stream, b"segnalante"));
            chiavi.push(chi);
            (chi, DatiSegnalante { denominazione, recapito: riga.testo("segnalante_recapito") })
        });
        let dettagli = DettagliInput {
            data_contatto,
            canale: codice(Lista::Canale, "canale").unwrap_or_default(),
            motivo: codice(Lista::MotivoSegnalazione, "motivo").unwrap_or_default(),
            urgenza: codice(Lista::Urgenza, "urgenza").unwrap_or_else(|| ORDINARIA.to_owned()),
            tipo_segnalante: codice(Lista::TipoSegnalante, "tipo_segnalante").unwrap_or_default(),
            segnalante,
            dati_segnalante,
            note: riga.testo("note"),
        };
        Ok((segnalato, dettagli))
    }

    /// Assignment, acceptance, outcome, closure: as far as the older system says, each on its day.
    fn cammino(
        &mut self,
        riga: Riga<'_>,
        autore: Attore,
        prova: &mut Prova<Segnalazione>,
    ) -> Result<(), Fermata> {
        let chiusa_il = data(riga, "chiusa_il")?;
        let mut segue = autore;
        if riga.campo("assegnata_a").is_some() {
            let assegnatario = self.operatore_di(riga, "assegnata_a")?;
            let il = match data(riga, "assegnata_il")? {
                Some(il) => il,
                None => {
                    self.avviso(&SEGNALAZIONI, riga.numero, "assegnata_il", Ragione::DataMancante);
                    data(riga, "data_segnalazione")?.unwrap_or(self.oggi)
                }
            };
            let assegna = SegnalazioneCommand::Assegna { assegnatario, nota: None, chi: autore, oggi: il };
            tenta(prova, assegna, "assegnata_a")?;
            // Who has closed it has accepted it, also where the older system had no such step.
            if let Some(il) = data(riga, "accettata_il")?.or(chiusa_il.map(|_| il)) {
                tenta(prova, SegnalazioneCommand::Accetta { chi: assegnatario, oggi: il }, "accettata_il")?;
                segue = assegnatario;
            }
        }
        let esito = match (riga.campo("esito"), chiusa_il) {
            (None, None) => None,
            (scritto, _) => self.codifiche.codice(Lista::EsitoSegnalazione, scritto),
        };
        if let Some(esito) = esito {
            let originale = riga
                .campo("originale")
                .map(|n| SegnalazioneId(self.id("segnalazione", n)))
                .map(Ok::<_, Fermata>)
                .transpose()?;
            if originale.is_some_and(|o| !self.visti.contains_key(&o.0)) {
                return Err(("originale".to_owned(), Ragione::RiferimentoSconosciuto));
            }
            let note = riga.testo("esito_note");
            let comando =
                SegnalazioneCommand::RegistraEsito { esito, originale, note, chi: segue, oggi: self.oggi };
            tenta(prova, comando, "esito")?;
        } else if chiusa_il.is_some() {
            return Err(("esito".to_owned(), Ragione::ChiusaSenzaEsito));
        }
        match chiusa_il {
            Some(il) if il > self.oggi => Err(("chiusa_il".to_owned(), Ragione::Regola(Codice::DataFutura))),
            Some(il) => tenta(prova, SegnalazioneCommand::Chiudi { chi: segue, oggi: il }, "chiusa_il"),
            None => Ok(()),
        }
    }
}

fn tenta(
    prova: &mut Prova<Segnalazione>,
    comando: SegnalazioneCommand,
    altrimenti: &str,
) -> Result<(), Fermata> {
    prova.tenta(comando).map_err(|rifiuto| {
        let campi = rifiuto.campi();
        let dove = match campi.first().map(String::as_str) {
            Some("dataContatto") => "data_segnalazione".to_owned(),
            Some("denominazione") => "segnalante_denominazione".to_owned(),
            Some("recapito") => "segnalante_recapito".to_owned(),
            _ => colonna(&SEGNALAZIONI, "", &rifiuto),
        };
        let dove = if dove.is_empty() { altrimenti.to_owned() } else { dove };
        (dove, Ragione::Regola(rifiuto.codice()))
    })
}

/// A date; unreadable, it stops the row, because half a path would be a wrong one.
fn data(riga: Riga<'_>, colonna: &str) -> Result<Option<NaiveDate>, Fermata> {
    match riga.campo(colonna).map(valori::data) {
        None => Ok(None),
        Some(Some(data)) => Ok(Some(data)),
        Some(None) => Err((colonna.to_owned(), Ragione::DataIlleggibile)),
    }
}
