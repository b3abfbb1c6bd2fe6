//! `soggetti.csv`: people, with contacts, marital status and addresses.

use super::scrittura::{LOTTO, Pronto, Prova};
use super::tabella::{Formato, Riga, Tabella};
use super::{Importazione, Ragione, colonna, valori};
use crate::services::Guasto;
use crate::terminale::Avanzamento;
use chrono::NaiveDate;
use domain::codice_fiscale::Identificativo;
use domain::codifiche::Lista;
use domain::identita::SoggettoId;
use domain::luoghi::{CodiceLuogo, classifica};
use domain::persona::{DatiAnagrafici, IndicatoreCf, LuogoNascita, Sesso};
use domain::rifiuto::{Codice, Rifiuto};
use domain::soggetto::{Contatti, Indirizzo, Soggetto, SoggettoCommand, StatoCivile};
use projections::soggetti::{chiave, omonimi};
use std::collections::HashMap;
use uuid::Uuid;

/// Columns of the file.
pub const SOGGETTI: Formato = Formato {
    file: "soggetti.csv",
    obbligatorie: &["codice", "cognome", "nome"],
    facoltative: &[
        "sesso",
        "data_nascita",
        "luogo_nascita_codice",
        "luogo_nascita",
        "codice_fiscale",
        "id_anpr",
        "cittadinanza",
        "stato_demografico",
        "data_stato_demografico",
        "stato_civile",
        "stato_civile_dal",
        "email",
        "pec",
        "domicilio_digitale",
        "telefono1",
        "telefono2",
        "telefono3",
        "residenza_dal",
        "residenza_codice_luogo",
        "residenza_luogo",
        "residenza_via",
        "residenza_civico",
        "residenza_cap",
        "residenza_presso",
        "domicilio_dal",
        "domicilio_codice_luogo",
        "domicilio_luogo",
        "domicilio_via",
        "domicilio_civico",
        "domicilio_cap",
        "domicilio_presso",
    ],
};

/// Kinds of addresses in the columns: list TIPO_INDIRIZZO.
const INDIRIZZI: [(&str, &str); 2] = [("residenza_", "1"), ("domicilio_", "3")];

/// Folded name and birth date, with the line: people who may be the same.
type Somiglianza = (String, NaiveDate, u64, Uuid);

impl Importazione {
    pub(super) async fn soggetti(
        &mut self,
        mut tabella: Tabella,
        avanzamento: &mut Avanzamento,
    ) -> Result<(), Guasto> {
        const OCCUPATO: (&str, Ragione) = ("codice_fiscale", Ragione::Regola(Codice::CodiceFiscaleEsistente));
        let mut file = self.scrittura.file::<Soggetto>();
        let mut visti: HashMap<u64, u64> = HashMap::new();
        let mut simili = Vec::with_capacity(LOTTO);
        while let Some(riga) = tabella.prossima()? {
            if self.storta(&SOGGETTI, riga) {
                continue;
            }
            if let Some((pronto, somiglianza)) = self.un_soggetto(riga) {
                if let Some(s) = somiglianza {
                    self.simile_nel_file(&s, &mut visti);
                    simili.push(s);
                }
                let esiti = file.scrivi(pronto).await?;
                self.esiti(&SOGGETTI, esiti, OCCUPATO);
            }
            if simili.len() == LOTTO {
                self.simili_nel_registro(std::mem::take(&mut simili)).await?;
            }
            avanzamento.a(tabella.letti(), tabella.totale);
        }
        let esiti = file.fine().await?;
        self.esiti(&SOGGETTI, esiti, OCCUPATO);
        self.simili_nel_registro(simili).await
    }

    fn un_soggetto(&mut self, riga: Riga<'_>) -> Option<(Pronto<Soggetto>, Option<Somiglianza>)> {
        let codice = riga.campo("codice").unwrap_or_default();
        let stream = self.id("soggetto", codice);
        if !self.nuovo(&SOGGETTI, stream, riga) {
            return None;
        }
        let soggetto = SoggettoId(stream);
        let mut prova = Prova::<Soggetto>::nuova(stream);
        let dati = self.registra(riga, soggetto, &mut prova)?;
        let mut resto = vec![];
        resto.extend(contatti(riga).map(|contatti| ("", SoggettoCommand::ModificaContatti { contatti })));
        resto.extend(self.stato_civile(riga).map(|stato_civile| {
            ("stato_civile_", SoggettoCommand::StoricizzaStatoCivile { stato_civile, oggi: self.oggi })
        }));
        for (prefisso, tipo) in INDIRIZZI {
            resto.extend(self.indirizzo(riga, prefisso).map(|indirizzo| {
                let tipo = tipo.to_owned();
                (prefisso, SoggettoCommand::RegistraIndirizzo { tipo, indirizzo, oggi: self.oggi })
            }));
        }
        // What is not acceptable beside the person himself is left out, and said.
        for (prefisso, comando) in resto {
            if let Err(rifiuto) = prova.tenta(comando) {
                let dove = colonna(&SOGGETTI, prefisso, &rifiuto);
                self.avviso(&SOGGETTI, riga.numero, &dove, Ragione::DatoIgnorato);
            }
        }
        let mut canonica = Vec::new();
        riga.canonica(&mut canonica);
        let nascita = dati.data_nascita.map(|n| n.data);
        let nome = dati.cognome.as_deref().zip(dati.nome.as_deref());
        let somiglianza = nascita.zip(nome).map(|(nascita, (cognome, nome))| {
            (format!("{} {}", chiave(cognome), chiave(nome)), nascita, riga.numero, stream)
        });
        Some((prova.pronto(riga.numero, stream, canonica, vec![soggetto]), somiglianza))
    }

    /// The person himself. Of what is not acceptable, what can be missing is left out one by one, with a word about it.
    fn registra(
        &mut self,
        riga: Riga<'_>,
        soggetto: SoggettoId,
        prova: &mut Prova<Soggetto>,
    ) -> Option<DatiAnagrafici> {
        let mut dati = self.anagrafica(riga);
        loop {
            let comando = SoggettoCommand::Registra { soggetto, dati: dati.clone(), oggi: self.oggi };
            let Err(rifiuto) = prova.tenta(comando) else { return Some(dati) };
            let campi = rifiuto.campi();
            let dove = colonna(&SOGGETTI, "", &rifiuto);
            let tolto = match campi.first().map(String::as_str) {
                Some("dataNascita") => dati.data_nascita.take().is_some(),
                Some("luogoNascita") => dati.luogo_nascita.take().is_some(),
                Some("cittadinanze") => !std::mem::take(&mut dati.cittadinanze).is_empty(),
                Some("idAnpr") => dati.id_anpr.take().is_some(),
                Some("statoDemografico") => dati.stato_demografico.take().is_some(),
                Some("dataStatoDemografico") => dati.data_stato_demografico.take().is_some(),
                _ => false,
            };
            if !tolto {
                self.rifiuto(&SOGGETTI, riga.numero, &dove, Ragione::Regola(rifiuto.codice()));
                return None;
            }
            self.avviso(&SOGGETTI, riga.numero, &dove, Ragione::DatoIgnorato);
        }
    }

    fn anagrafica(&mut self, riga: Riga<'_>) -> DatiAnagrafici {
        let sesso = self.codifiche.codice(Lista::Sesso, riga.campo("sesso")).map(|s| s.to_uppercase());
        let sesso = match sesso.as_deref() {
            Some("M" | "MASCHIO") => Some(Sesso::M),
            Some("F" | "FEMMINA") => Some(Sesso::F),
            None => None,
            Some(_) => {
                self.avviso(&SOGGETTI, riga.numero, "sesso", Ragione::DatoIgnorato);
                None
            }
        };
        let data_nascita = self.letta(riga, "data_nascita", valori::data_parziale);
        let codice_fiscale = riga.testo("codice_fiscale");
        let valido = codice_fiscale.as_deref().is_none_or(|c| Identificativo::analizza(c).is_ok());
        if !valido {
            self.avviso(&SOGGETTI, riga.numero, "codice_fiscale", Ragione::CodiceFiscaleScartato);
        }
        let codice_fiscale = codice_fiscale.filter(|_| valido);
        DatiAnagrafici {
            cognome: riga.testo("cognome"),
            nome: riga.testo("nome"),
            sesso,
            data_nascita,
            luogo_nascita: luogo_nascita(riga),
            indicatore_cf: match codice_fiscale {
                Some(_) => IndicatoreCf::Ministeriale,
                None => IndicatoreCf::NonDisponibile,
            },
            codice_fiscale,
            cf_validato: None,
            id_anpr: riga.testo("id_anpr"),
            cittadinanze: riga
                .campo("cittadinanza")
                .map(|c| c.split([',', ' ']).filter(|c| !c.is_empty()).map(str::to_owned).collect())
                .unwrap_or_default(),
            stato_demografico: self
                .codifiche
                .codice(Lista::StatoDemografico, riga.campo("stato_demografico")),
            data_stato_demografico: self.letta(riga, "data_stato_demografico", valori::data),
        }
    }

    /// A column as a value; unreadable, it is left out and said.
    fn letta<T>(&mut self, riga: Riga<'_>, colonna: &str, leggi: fn(&str) -> Option<T>) -> Option<T> {
        let letta = leggi(riga.campo(colonna)?);
        if letta.is_none() {
            self.avviso(&SOGGETTI, riga.numero, colonna, Ragione::DataIlleggibile);
        }
        letta
    }

    fn stato_civile(&mut self, riga: Riga<'_>) -> Option<StatoCivile> {
        let codice = self.codifiche.codice(Lista::StatoCivile, riga.campo("stato_civile"))?;
        let dal = self.dal(riga, "stato_civile_dal");
        Some(StatoCivile { codice, dal, note: None })
    }

    fn indirizzo(&mut self, riga: Riga<'_>, prefisso: &str) -> Option<Indirizzo> {
        let campo = |c: &str| riga.testo(&format!("{prefisso}{c}"));
        let via = campo("via")?;
        Some(Indirizzo {
            dal: self.dal(riga, &format!("{prefisso}dal")),
            codice_luogo: campo("codice_luogo").unwrap_or_default(),
            luogo: campo("luogo").unwrap_or_default(),
            provincia: String::new(),
            cap: campo("cap"),
            via,
            civico: campo("civico"),
            presso: campo("presso"),
        })
    }

    /// Since when: the day of the import where the older system does not say.
    fn dal(&mut self, riga: Riga<'_>, colonna: &str) -> NaiveDate {
        if riga.campo(colonna).is_none() {
            self.avviso(&SOGGETTI, riga.numero, colonna, Ragione::DataMancante);
            return self.oggi;
        }
        self.letta(riga, colonna, valori::data).unwrap_or(self.oggi)
    }

    fn simile_nel_file(&mut self, s: &Somiglianza, visti: &mut HashMap<u64, u64>) {
        let impronta = Uuid::new_v5(&self.spazio, format!("{}/{}", s.0, s.1).as_bytes()).as_u64_pair().0;
        if let Some(prima) = visti.insert(impronta, s.2) {
            self.avviso(&SOGGETTI, s.2, "cognome", Ragione::PossibileDuplicato);
            if let Some(nota) = self.resoconto.note.last_mut() {
                nota.vedi = Some(prima);
            }
        }
    }

    /// Only a warning: where read models are behind or not there yet, nothing is found.
    async fn simili_nel_registro(&mut self, simili: Vec<Somiglianza>) -> Result<(), Guasto> {
        let persone: Vec<_> = simili.iter().map(|(k, d, _, _)| (k.clone(), *d)).collect();
        let righe: HashMap<_, _> = simili.iter().map(|(k, d, riga, _)| ((k.clone(), *d), *riga)).collect();
        for (chiave, data, soggetto, _) in omonimi(self.log.pool(), &persone).await? {
            if !self.visti.contains_key(&soggetto.0)
                && let Some(riga) = righe.get(&(chiave, data))
            {
                self.avviso(&SOGGETTI, *riga, "cognome", Ragione::PossibileDuplicato);
            }
        }
        Ok(())
    }
}

fn luogo_nascita(riga: Riga<'_>) -> Option<LuogoNascita> {
    let descrizione = riga.testo("luogo_nascita");
    let codice = riga.campo("luogo_nascita_codice").map(str::to_ascii_uppercase);
    match codice {
        Some(codice) if classifica(&codice) != CodiceLuogo::Inesistente => Some(if codice.starts_with('Z') {
            LuogoNascita::Estero { codice, stato: String::new(), localita: descrizione }
        } else {
            LuogoNascita::Comune {
                codice,
                denominazione: descrizione.unwrap_or_default(),
                provincia: String::new(),
            }
        }),
        _ => descrizione.or(codice).map(|descrizione| LuogoNascita::Descritto { descrizione }),
    }
}

fn contatti(riga: Riga<'_>) -> Option<Contatti> {
    let telefoni: Vec<String> =
        ["telefono1", "telefono2", "telefono3"].into_iter().filter_map(|c| riga.testo(c)).collect();
    let contatti = Contatti {
        email: riga.testo("email"),
        pec: riga.testo("pec"),
        domicilio_digitale: riga.testo("domicilio_digitale"),
        telefoni,
    };
    (contatti != Contatti::default()).then_some(contatti)
}
