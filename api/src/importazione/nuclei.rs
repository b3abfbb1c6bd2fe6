//! `nuclei.csv`: the nuclei di fatto, one row a member.

use super::scrittura::{Pronto, Prova};
use super::tabella::{Formato, Riga, Tabella};
use super::{Gravita, Importazione, Ragione, colonna, valori};
use crate::services::Guasto;
use crate::terminale::Avanzamento;
use chrono::NaiveDate;
use domain::codifiche::Lista;
use domain::identita::{NucleoId, SoggettoId};
use domain::nucleo_di_fatto::{Ingresso, NucleoDiFatto, NucleoDiFattoCommand};
use domain::rifiuto::{Codice, Rifiuto};
use std::collections::HashMap;
use uuid::Uuid;

/// Columns of the file.
pub const NUCLEI: Formato = Formato {
    file: "nuclei.csv",
    obbligatorie: &["nucleo", "soggetto", "relazione"],
    facoltative: &["nome", "dal", "al", "motivo_ingresso", "motivo_uscita", "conferma"],
};
/// Relation of the intestatario.
const INTESTATARIO: &str = "1";

/// A row, read.
struct Componente {
    riga: u64,
    soggetto: SoggettoId,
    relazione: String,
    nome: Option<String>,
    dal: NaiveDate,
    al: Option<NaiveDate>,
    motivo_ingresso: Option<String>,
    motivo_uscita: String,
    conferma: Option<String>,
}

/// The rows of a nucleo.
struct Gruppo {
    riga: u64,
    codice: String,
    stream: Uuid,
    nuovo: bool,
    componenti: Vec<Componente>,
    canonica: Vec<u8>,
    rifiutato: bool,
}

/// In which nucleo of this import somebody is, and since which row.
type Posti = HashMap<SoggettoId, (Uuid, u64)>;

impl Importazione {
    pub(super) async fn nuclei(
        &mut self,
        mut tabella: Tabella,
        avanzamento: &mut Avanzamento,
    ) -> Result<(), Guasto> {
        const OCCUPATO: (&str, Ragione) = ("soggetto", Ragione::Regola(Codice::ComponenteInAltroNucleo));
        let mut file = self.scrittura.file::<NucleoDiFatto>();
        let mut posti = Posti::new();
        let mut gruppo: Option<Gruppo> = None;
        loop {
            let mut completo = None;
            let fine = match tabella.prossima()? {
                None => {
                    completo = gruppo.take();
                    true
                }
                Some(riga) => {
                    let codice = riga.campo("nucleo").unwrap_or_default();
                    if gruppo.as_ref().is_none_or(|g| g.codice != codice) {
                        completo = gruppo.replace(self.gruppo(codice, riga.numero));
                    }
                    if let Some(gruppo) = &mut gruppo {
                        self.riga_di_nucleo(riga, gruppo);
                    }
                    false
                }
            };
            if let Some(pronto) = completo.and_then(|g| self.nucleo(g, &mut posti)) {
                let esiti = file.scrivi(pronto).await?;
                self.esiti(&NUCLEI, esiti, OCCUPATO);
            }
            avanzamento.a(tabella.letti(), tabella.totale);
            if fine {
                break;
            }
        }
        let esiti = file.fine().await?;
        self.esiti(&NUCLEI, esiti, OCCUPATO);
        Ok(())
    }

    fn gruppo(&mut self, codice: &str, riga: u64) -> Gruppo {
        let stream = self.id("nucleo", codice);
        let vecchio = self.visti.get(&stream).copied();
        let nuovo = vecchio.is_none();
        self.conto(&NUCLEI).letti += 1;
        if let Some(prima) = vecchio {
            self.rifiuto(&NUCLEI, riga, "nucleo", Ragione::NucleoSparso);
            if let Some(nota) = self.resoconto.note.last_mut() {
                nota.vedi = Some(prima.riga);
            }
        } else {
            self.visti.insert(stream, super::Visto { riga, accettato: false });
        }
        Gruppo {
            riga,
            codice: codice.to_owned(),
            stream,
            nuovo,
            componenti: Vec::new(),
            canonica: Vec::new(),
            rifiutato: false,
        }
    }

    /// A row of it is refused, and so the nucleo will be.
    fn rifiuta_riga(&mut self, gruppo: &mut Gruppo, riga: u64, colonna: &str, ragione: Ragione) {
        gruppo.rifiutato = true;
        self.nota(&NUCLEI, riga, colonna, Gravita::Rifiuto, ragione);
    }

    fn riga_di_nucleo(&mut self, riga: Riga<'_>, gruppo: &mut Gruppo) {
        riga.canonica(&mut gruppo.canonica);
        if !gruppo.nuovo {
            return;
        }
        if gruppo.codice.is_empty() {
            return self.rifiuta_riga(
                gruppo,
                riga.numero,
                "nucleo",
                Ragione::Regola(Codice::CampoObbligatorio),
            );
        }
        if riga.storta {
            return self.rifiuta_riga(gruppo, riga.numero, "", Ragione::RigaStorta);
        }
        let soggetto = self.id("soggetto", riga.campo("soggetto").unwrap_or_default());
        if !self.accettato(soggetto) {
            return self.rifiuta_riga(gruppo, riga.numero, "soggetto", Ragione::RiferimentoSconosciuto);
        }
        let dal = match riga.campo("dal") {
            None => {
                self.avviso(&NUCLEI, riga.numero, "dal", Ragione::DataMancante);
                Some(self.oggi)
            }
            Some(testo) => valori::data(testo),
        };
        let Some(dal) = dal else {
            return self.rifiuta_riga(gruppo, riga.numero, "dal", Ragione::DataIlleggibile);
        };
        let al = riga.campo("al").map(valori::data);
        if al == Some(None) {
            return self.rifiuta_riga(gruppo, riga.numero, "al", Ragione::DataIlleggibile);
        }
        let codice = |lista, colonna| self.codifiche.codice(lista, riga.campo(colonna));
        gruppo.componenti.push(Componente {
            riga: riga.numero,
            soggetto: SoggettoId(soggetto),
            relazione: codice(Lista::RelazioneParentela, "relazione").unwrap_or_default(),
            nome: riga.testo("nome"),
            dal,
            al: al.flatten(),
            motivo_ingresso: codice(Lista::MotivoIngressoNucleo, "motivo_ingresso"),
            motivo_uscita: codice(Lista::MotivoUscitaNucleo, "motivo_uscita").unwrap_or_default(),
            conferma: riga.testo("conferma"),
        });
    }

    /// The nucleo, whole: with one of its rows refused it waits until that one is right.
    fn nucleo(&mut self, mut gruppo: Gruppo, posti: &mut Posti) -> Option<Pronto<NucleoDiFatto>> {
        if !gruppo.nuovo {
            return None;
        }
        let capo = gruppo.componenti.iter().position(|c| c.relazione == INTESTATARIO);
        let mut prova = Prova::<NucleoDiFatto>::nuova(gruppo.stream);
        match capo {
            Some(capo) => {
                let componenti = std::mem::take(&mut gruppo.componenti);
                let (primo, altri) = (&componenti[capo], componenti.iter().enumerate());
                let altri = altri.filter(|(posto, _)| *posto != capo).map(|(_, c)| c);
                for componente in std::iter::once(primo).chain(altri) {
                    self.componente(&mut gruppo, componente, primo, &mut prova, posti);
                }
            }
            None if gruppo.rifiutato => {}
            None => {
                let riga = gruppo.riga;
                self.rifiuta_riga(&mut gruppo, riga, "relazione", Ragione::IntestatarioMancante);
            }
        }
        if gruppo.rifiutato {
            self.rifiuto(&NUCLEI, gruppo.riga, "nucleo", Ragione::NucleoIncompleto);
            return None;
        }
        let Gruppo { riga, stream, canonica, .. } = gruppo;
        Some(prova.pronto(riga, stream, canonica, Vec::new()))
    }

    fn componente(
        &mut self,
        gruppo: &mut Gruppo,
        c: &Componente,
        primo: &Componente,
        prova: &mut Prova<NucleoDiFatto>,
        posti: &mut Posti,
    ) {
        let altrove = posti.get(&c.soggetto).filter(|(nucleo, _)| *nucleo != gruppo.stream);
        if let Some((_, riga)) = altrove
            && c.conferma.is_none()
        {
            let vedi = Some(*riga);
            let ragione = Ragione::Regola(Codice::ComponenteInAltroNucleo);
            self.rifiuta_riga(gruppo, c.riga, "soggetto", ragione);
            if let Some(nota) = self.resoconto.note.last_mut() {
                nota.vedi = vedi;
            }
            return;
        }
        let oggi = self.oggi;
        let ingresso = if c.riga == primo.riga {
            NucleoDiFattoCommand::Apri {
                nucleo: NucleoId(gruppo.stream),
                intestatario: c.soggetto,
                nome: primo.nome.clone().unwrap_or_else(|| format!("NUCLEO {}", gruppo.codice)),
                dal: c.dal,
                conferma: c.conferma.clone(),
                oggi,
            }
        } else {
            let ingresso = Ingresso {
                componente: c.soggetto,
                dati: None,
                relazione: c.relazione.clone(),
                motivo: c.motivo_ingresso.clone(),
                dal: c.dal,
                conferma: c.conferma.clone(),
            };
            NucleoDiFattoCommand::AggiungiComponente { ingresso, oggi }
        };
        let uscita = c.al.map(|al| NucleoDiFattoCommand::RimuoviComponente {
            componente: c.soggetto,
            motivo: c.motivo_uscita.clone(),
            al,
            oggi,
        });
        for (comando, prefisso) in
            std::iter::once((ingresso, "motivo_in")).chain(uscita.map(|u| (u, "motivo_us")))
        {
            if let Err(rifiuto) = prova.tenta(comando) {
                let dove = match (rifiuto.campi().first().map(String::as_str), prefisso) {
                    (Some("motivo"), "motivo_in") => "motivo_ingresso".to_owned(),
                    (Some("motivo"), _) => "motivo_uscita".to_owned(),
                    _ => colonna(&NUCLEI, "", &rifiuto),
                };
                return self.rifiuta_riga(gruppo, c.riga, &dove, Ragione::Regola(rifiuto.codice()));
            }
        }
        if c.al.is_none() && c.conferma.is_none() {
            posti.insert(c.soggetto, (gruppo.stream, c.riga));
        }
    }
}
