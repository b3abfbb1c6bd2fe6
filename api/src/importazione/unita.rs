//! `unita.csv`: the organisation.

use super::scrittura::{Prova, Sorte};
use super::tabella::{Formato, Tabella};
use super::{Importazione, Ragione, colonna};
use crate::services::Guasto;
use crate::terminale::Avanzamento;
use domain::codifiche::Lista;
use domain::identita::UnitaId;
use domain::rifiuto::{Codice, Rifiuto};
use domain::unita_organizzativa::{UnitaOrganizzativa, UnitaOrganizzativaCommand, padre_ammesso};
use uuid::Uuid;

/// Columns of the file.
pub const UNITA: Formato =
    Formato { file: "unita.csv", obbligatorie: &["codice", "descrizione", "tipo"], facoltative: &["padre"] };

/// A row that waits for the unit above it.
struct Attesa {
    riga: u64,
    codice: String,
    descrizione: String,
    tipo: String,
    padre: Option<String>,
    canonica: Vec<u8>,
}

impl Importazione {
    pub(super) async fn unita(
        &mut self,
        mut tabella: Tabella,
        avanzamento: &mut Avanzamento,
    ) -> Result<(), Guasto> {
        let mut attese = Vec::new();
        while let Some(riga) = tabella.prossima()? {
            if self.storta(&UNITA, riga) {
                continue;
            }
            let codice = riga.testo("codice").unwrap_or_default();
            if !self.nuovo(&UNITA, self.id("unita", &codice), riga) {
                continue;
            }
            let mut canonica = Vec::new();
            riga.canonica(&mut canonica);
            attese.push(Attesa {
                riga: riga.numero,
                descrizione: riga.testo("descrizione").unwrap_or_default(),
                tipo: self.codifiche.codice(Lista::TipoUo, riga.campo("tipo")).unwrap_or_default(),
                padre: riga.testo("padre"),
                canonica,
                codice,
            });
        }
        // Those above first, in whatever order the file has them.
        loop {
            let (pronte, restano): (Vec<_>, Vec<_>) = attese
                .into_iter()
                .partition(|a: &Attesa| a.padre.as_ref().is_none_or(|p| self.unita.contains_key(p)));
            if pronte.is_empty() {
                for attesa in restano {
                    self.rifiuto(&UNITA, attesa.riga, "padre", Ragione::RiferimentoSconosciuto);
                }
                return Ok(());
            }
            for attesa in pronte {
                self.una_unita(attesa).await?;
            }
            attese = restano;
            avanzamento.a(tabella.letti(), tabella.totale);
        }
    }

    async fn una_unita(&mut self, a: Attesa) -> Result<(), Guasto> {
        let stream = self.id("unita", &a.codice);
        let padre = a.padre.as_ref().and_then(|p| self.unita.get(p)).copied();
        let tipo_padre = match padre {
            Some(padre) => self.nodo(padre).await?.map(|(tipo, _)| tipo),
            None => None,
        };
        if let Err(rifiuto) = padre_ammesso(&a.tipo, tipo_padre.as_deref()) {
            self.rifiuto(&UNITA, a.riga, "padre", Ragione::Regola(rifiuto.codice));
            return Ok(());
        }
        let comando = UnitaOrganizzativaCommand::Istituisci {
            unita: UnitaId(stream),
            codice: a.codice.clone(),
            descrizione: a.descrizione,
            tipo: a.tipo.clone(),
            padre,
        };
        let mut prova = Prova::<UnitaOrganizzativa>::nuova(stream);
        if let Err(rifiuto) = prova.tenta(comando) {
            let dove = colonna(&UNITA, "", &rifiuto);
            self.rifiuto(&UNITA, a.riga, &dove, Ragione::Regola(rifiuto.codice()));
            return Ok(());
        }
        let mut file = self.scrittura.file::<UnitaOrganizzativa>();
        let mut esiti = file.scrivi(prova.pronto(a.riga, stream, a.canonica, Vec::new())).await?;
        esiti.extend(file.fine().await?);
        let mut id = UnitaId(stream);
        // A unit with this code is there already: it is that one.
        for esito in &mut esiti {
            if let Sorte::Occupata(titolare) = &esito.sorte {
                id = UnitaId(titolare.parse::<Uuid>()?);
                esito.sorte = Sorte::Presente;
                self.avviso(&UNITA, a.riga, "codice", Ragione::GiaNelRegistro);
            }
        }
        if id.0 == stream {
            self.albero.insert(id, (a.tipo, padre));
        }
        self.unita.insert(a.codice, id);
        self.esiti(&UNITA, esiti, ("codice", Ragione::Regola(Codice::Esistente)));
        Ok(())
    }

    /// The distretto of a unit, as `Servizi::distretto` has it, also when nothing is written.
    pub(super) async fn distretto(&mut self, unita: UnitaId) -> Result<Option<UnitaId>, Guasto> {
        if let Some(distretto) = self.distretti.get(&unita) {
            return Ok(Some(*distretto));
        }
        let mut qui = unita;
        // No tree of units is as deep as this.
        for _ in 0..100 {
            let Some((tipo, padre)) = self.nodo(qui).await? else { return Ok(None) };
            match padre {
                Some(padre) if tipo != "DISTRETTO" => qui = padre,
                _ => {
                    self.distretti.insert(unita, qui);
                    return Ok(Some(qui));
                }
            }
        }
        Ok(None)
    }

    async fn nodo(&mut self, unita: UnitaId) -> Result<Option<(String, Option<UnitaId>)>, Guasto> {
        if let Some(nodo) = self.albero.get(&unita) {
            return Ok(Some(nodo.clone()));
        }
        let Some(trovata) = self.fold::<UnitaOrganizzativa>(unita.0).await?.unita else { return Ok(None) };
        let nodo = (trovata.tipo, trovata.padre);
        self.albero.insert(unita, nodo.clone());
        Ok(Some(nodo))
    }

    /// A stream of the log as it stands.
    pub(super) async fn fold<A: domain::evento::Registrato>(&self, id: Uuid) -> Result<A, Guasto> {
        let mut aggregato = A::default();
        for evento in self.log.stream::<A>(&id.to_string(), None).await? {
            aggregato.apply(evento.event);
        }
        Ok(aggregato)
    }
}
