//! `operatori.csv`: whoever stands in the records as author or assignee.

use super::scrittura::{Pronto, Prova, Sorte};
use super::tabella::{Formato, Riga, Tabella};
use super::{Importazione, Ragione, colonna};
use crate::services::Guasto;
use crate::terminale::Avanzamento;
use domain::attore::{Attore, Ruolo};
use domain::codifiche::Lista;
use domain::identita::OperatoreId;
use domain::operatore::{DatiOperatore, Incarico, NuovoIncarico, Operatore, OperatoreCommand};
use domain::rifiuto::{Codice, Rifiuto};
use std::collections::HashMap;
use uuid::Uuid;

/// Columns of the file.
pub const OPERATORI: Formato = Formato {
    file: "operatori.csv",
    obbligatorie: &["codice", "cognome", "nome", "codice_fiscale", "ruolo", "unita"],
    facoltative: &["attivo"],
};

impl Importazione {
    pub(super) async fn operatori(
        &mut self,
        mut tabella: Tabella,
        avanzamento: &mut Avanzamento,
    ) -> Result<(), Guasto> {
        let mut pronti = Vec::new();
        let mut di_codice: HashMap<Uuid, (String, Attore)> = HashMap::new();
        while let Some(riga) = tabella.prossima()? {
            if self.storta(&OPERATORI, riga) {
                continue;
            }
            if let Some((pronto, codice, attore)) = self.operatore(riga) {
                di_codice.insert(pronto.stream, (codice, attore));
                pronti.push(pronto);
            }
            avanzamento.a(tabella.letti(), tabella.totale);
        }
        let mut file = self.scrittura.file::<Operatore>();
        let mut esiti = Vec::new();
        for pronto in pronti {
            esiti.extend(file.scrivi(pronto).await?);
        }
        esiti.extend(file.fine().await?);
        for esito in &mut esiti {
            let Some((codice, mut attore)) = di_codice.remove(&esito.stream) else { continue };
            // An operator with this codice fiscale is there already: it is that one, with his role and unit.
            if let Sorte::Occupata(titolare) = &esito.sorte {
                let id: Uuid = titolare.parse()?;
                if let Some(noto) = di_codice.values().map(|(_, a)| *a).find(|a| a.operatore.0 == id) {
                    attore = noto;
                } else if let Some(a) = self.fold::<Operatore>(id).await?.abilitazione {
                    // He was known here before: in the membership that the file means, else in his first one.
                    let inteso = |i: &&Incarico| (i.ruolo, i.unita) == (attore.ruolo, attore.unita);
                    let incarico = a.incarichi.iter().find(inteso).or(a.incarichi.first());
                    attore = incarico.map_or(attore, |i| a.attore(i));
                }
                esito.sorte = Sorte::Presente;
                self.avviso(&OPERATORI, esito.riga, "codice_fiscale", Ragione::GiaNelRegistro);
            }
            if matches!(esito.sorte, Sorte::Scritto | Sorte::Presente | Sorte::Diverso) {
                self.operatori.insert(codice, attore);
            }
        }
        self.esiti(&OPERATORI, esiti, ("codice_fiscale", Ragione::Regola(Codice::Esistente)));
        Ok(())
    }

    fn operatore(&mut self, riga: Riga<'_>) -> Option<(Pronto<Operatore>, String, Attore)> {
        let codice = riga.testo("codice").unwrap_or_default();
        let stream = self.id("operatore", &codice);
        if !self.nuovo(&OPERATORI, stream, riga) {
            return None;
        }
        let ruolo = self.codifiche.codice(Lista::Ruolo, riga.campo("ruolo"));
        let Some(ruolo) = ruolo.as_deref().and_then(Ruolo::da_str) else {
            self.rifiuto(&OPERATORI, riga.numero, "ruolo", Ragione::Regola(Codice::VoceSconosciuta));
            return None;
        };
        let Some(unita) = riga.campo("unita").and_then(|u| self.unita.get(u)).copied() else {
            self.rifiuto(&OPERATORI, riga.numero, "unita", Ragione::RiferimentoSconosciuto);
            return None;
        };
        let operatore = OperatoreId(stream);
        let dati = DatiOperatore {
            cognome: riga.testo("cognome").unwrap_or_default(),
            nome: riga.testo("nome").unwrap_or_default(),
            codice_fiscale: riga.testo("codice_fiscale").unwrap_or_default(),
        };
        let mut prova = Prova::<Operatore>::nuova(stream);
        let mut comandi = vec![OperatoreCommand::Abilita {
            operatore,
            dati,
            incarico: NuovoIncarico::dal(self.oggi, ruolo, unita),
        }];
        if riga
            .campo("attivo")
            .is_some_and(|a| matches!(a.to_lowercase().as_str(), "no" | "n" | "0" | "false"))
        {
            comandi.push(OperatoreCommand::Disabilita { motivo: None });
        }
        for comando in comandi {
            if let Err(rifiuto) = prova.tenta(comando) {
                let dove = colonna(&OPERATORI, "", &rifiuto);
                self.rifiuto(&OPERATORI, riga.numero, &dove, Ragione::Regola(rifiuto.codice()));
                return None;
            }
        }
        let mut canonica = Vec::new();
        riga.canonica(&mut canonica);
        let pronto = prova.pronto(riga.numero, stream, canonica, vec![operatore.come_soggetto()]);
        Some((pronto, codice, Attore { operatore, ruolo, unita }))
    }
}
