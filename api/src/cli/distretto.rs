//! The demo district: units, operators, a few people and their segnalazioni, made through the same services as
//! everything else. All persons are invented.

use super::Guasto;
use super::operatore::dalla_riga_di_comando;
use crate::services::{
    AggiungiComponente, Chiamante, Comando, DettagliSegnalazione, Eseguito, NuovaUnita, Servizi,
};
use crate::terminale::Avanzamento;
use chrono::{Days, NaiveDate};
use domain::attore::{Attore, Ruolo};
use domain::codice_fiscale::{DatiPerCalcolo, calcola};
use domain::identita::{OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
use domain::luoghi::comune_alla;
use domain::operatore::{DatiOperatore, NuovoIncarico};
use domain::persona::{DataParziale, DatiAnagrafici, IndicatoreCf, LuogoNascita, Sesso};
use domain::soggetto::Contatti;
use projections::organizzazione::{FiltroOperatori, IncaricoRiga, OperatoreRiga, operatori, unita};
use projections::page::PRIMI_MAX;

/// An operator of the demo.
pub(super) struct PersonaDemo {
    pub(super) operatore: OperatoreId,
    pub(super) nome: String,
    /// Role and unit of each of his memberships.
    pub(super) incarichi: Vec<String>,
}

/// Fills an empty log, and says who can come in.
pub(super) async fn prepara(servizi: &Servizi) -> Result<Vec<PersonaDemo>, Guasto> {
    let testa = servizi.log().position().await?;
    if testa == 0 {
        riempi(servizi).await?;
    }
    let testa = servizi.log().position().await?;
    servizi.projector().wait_for(&[], testa, std::time::Duration::from_secs(60)).await;
    let filtro = FiltroOperatori { attivi: Some(true), ..FiltroOperatori::default() };
    let pool = servizi.log().pool();
    let (trovati, unita) = (operatori(pool, &filtro, None, PRIMI_MAX).await?, unita(pool).await?);
    let dove = |id: UnitaId| unita.iter().find(|u| u.unita == id).map(|u| u.descrizione.as_str());
    let persona = |o: OperatoreRiga| {
        let incarico =
            |i: &IncaricoRiga| format!("{} ({})", i.ruolo.as_str(), dove(i.unita).unwrap_or_default());
        let incarichi = o.in_vigore_al(servizi.oggi()).map(incarico).collect();
        let nome = [o.cognome, o.nome].into_iter().flatten().collect::<Vec<_>>().join(" ");
        PersonaDemo { operatore: o.operatore, nome, incarichi }
    };
    Ok(trovati.voci.into_iter().map(persona).collect())
}

/// Surname, first name, sex, birth date, codice catastale of the birth place.
type Anagrafe = (&'static str, &'static str, Sesso, (i32, u32, u32), &'static str);

const OPERATORI: [(Anagrafe, Ruolo, usize); 9] = [
    (("D'ARCO", "GIOVANNA", Sesso::F, (1979, 4, 3), "H501"), Ruolo::OperatoreSegretariato, 2),
    (("MANCINI", "PAOLO", Sesso::M, (1984, 9, 12), "M082"), Ruolo::OperatoreSegretariato, 2),
    (("FERRETTI", "ANNA", Sesso::F, (1975, 1, 28), "H501"), Ruolo::AssistenteSociale, 2),
    (("GALLO", "STEFANO", Sesso::M, (1981, 6, 17), "G113"), Ruolo::OperatoreUfficioPiano, 4),
    (("RINALDI", "CLAUDIA", Sesso::F, (1969, 11, 5), "H501"), Ruolo::Coordinatore, 1),
    (("SERRA", "MICHELE", Sesso::M, (1988, 2, 20), "G113"), Ruolo::Auditor, 0),
    // Of another comune: sees nothing of the first one's.
    (("VITALE", "ELENA", Sesso::F, (1990, 3, 8), "M082"), Ruolo::OperatoreSegretariato, 3),
    (("BARBIERI", "LUCIA", Sesso::F, (1977, 7, 21), "H501"), Ruolo::Coordinatore, 2),
    (("MARCHETTI", "ROBERTO", Sesso::M, (1972, 10, 30), "M082"), Ruolo::Amministratore, 1),
];

/// Who has a second membership, and which.
const ALTRO_INCARICO: (usize, Ruolo, usize) = (7, Ruolo::OperatoreSegretariato, 3);

const SOGGETTI: [Anagrafe; 8] = [
    ("BIANCHI", "LUIGI", Sesso::M, (1951, 3, 14), "H501"),
    ("ESPOSITO", "TERESA", Sesso::F, (1948, 8, 2), "M082"),
    ("CONTI", "NOEMI", Sesso::F, (1992, 12, 9), "H501"),
    ("DE LUCA", "SAMUELE", Sesso::M, (2015, 5, 30), "H501"),
    ("FONTANA", "ÈLIA", Sesso::M, (1990, 10, 22), "G113"),
    ("GRECO", "MARISA", Sesso::F, (1963, 7, 7), "M082"),
    ("COLOMBO", "IVAN", Sesso::M, (2001, 1, 19), "H501"),
    ("MARTINI", "SARA", Sesso::F, (1986, 4, 25), "H501"),
];

/// Contact, channel, motive, reporter, days ago, what became of it.
const SEGNALAZIONI: [(usize, &str, &str, &str, u64, Sorte); 7] = [
    (0, "SPORTELLO", "DOMICILIARI", "INTERESSATO", 60, Sorte::ChiusaDaSola),
    (1, "TELEFONO", "NON_AUTOSUFF", "SANITA", 45, Sorte::InCarico),
    (2, "SPORTELLO", "ECONOMICO", "INTERESSATO", 30, Sorte::Assegnata),
    (3, "SCRITTA", "MINORI_EDUC", "SCUOLA", 21, Sorte::InCarico),
    (4, "MAIL", "LAVORO", "INTERESSATO", 14, Sorte::Aperta),
    (5, "SPORTELLO", "ABITATIVO", "CONOSCENTE", 7, Sorte::Assegnata),
    (2, "SPORTELLO", "ABITATIVO", "INTERESSATO", 2, Sorte::Aperta),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sorte {
    Aperta,
    ChiusaDaSola,
    Assegnata,
    InCarico,
}

struct Riempitore<'a> {
    servizi: &'a Servizi,
    avanzamento: Avanzamento,
    fatti: u64,
}

async fn riempi(servizi: &Servizi) -> Result<(), Guasto> {
    let mut r = Riempitore { servizi, avanzamento: Avanzamento::nuovo("distretto di prova"), fatti: 0 };
    let unita = r.unita().await?;
    let attori = r.operatori(&unita).await?;
    let segretariato = chiamante(&attori[0]);
    let soggetti = r.soggetti(&segretariato).await?;
    r.nucleo(&segretariato, &soggetti).await?;
    r.segnalazioni(&attori, &soggetti).await
}

fn chiamante(attore: &Attore) -> Chiamante {
    Chiamante::nuovo(*attore, "demo")
}

fn comando(chi: &Chiamante) -> Comando<'_> {
    Comando::senza_richiesta(chi, b"")
}

impl Riempitore<'_> {
    fn fatto(&mut self, eseguito: Eseguito) -> Eseguito {
        self.fatti += 1;
        self.avanzamento.a(self.fatti, 5 + 10 + 9 + 2 + 7);
        eseguito
    }

    async fn unita(&mut self) -> Result<Vec<UnitaId>, Guasto> {
        let chi = dalla_riga_di_comando();
        let albero = [
            ("LAZIO", "Regione Lazio", "REGIONE", None),
            ("SIGESS_D01", "SIGESS-Distretto 01 - Regione Lazio", "DISTRETTO", Some(0)),
            ("SIGESS_COM1", "Comune 1", "COMUNE", Some(1)),
            ("SIGESS_COM2", "Comune 2", "COMUNE", Some(1)),
            ("SIGESS_UDP1", "Ufficio di piano", "UFFICIO_PIANO", Some(1)),
        ];
        let mut unita: Vec<UnitaId> = Vec::new();
        for (codice, descrizione, tipo, padre) in albero {
            let padre = padre.map(|p: usize| unita[p]);
            let c = comando(&chi);
            let nuova = NuovaUnita {
                codice: codice.into(),
                descrizione: descrizione.into(),
                tipo: tipo.into(),
                padre,
            };
            let eseguito = self.servizi.istituisci_unita(&c, nuova).await?;
            unita.push(self.fatto(eseguito).stream.parse()?);
        }
        Ok(unita)
    }

    async fn operatori(&mut self, unita: &[UnitaId]) -> Result<Vec<Attore>, Guasto> {
        let chi = dalla_riga_di_comando();
        let mut attori = Vec::new();
        for (anagrafe, ruolo, dove) in OPERATORI {
            let dati = DatiOperatore {
                cognome: anagrafe.0.into(),
                nome: anagrafe.1.into(),
                codice_fiscale: codice_fiscale(&anagrafe)?,
            };
            let incarico = NuovoIncarico::dal(self.servizi.oggi(), ruolo, unita[dove]);
            let eseguito = self.servizi.abilita_operatore(&comando(&chi), dati, incarico).await?;
            let operatore = self.fatto(eseguito).stream.parse()?;
            attori.push(Attore { operatore, ruolo, unita: unita[dove] });
        }
        let (chi_altro, ruolo, dove) = ALTRO_INCARICO;
        let altro = NuovoIncarico::dal(self.servizi.oggi(), ruolo, unita[dove]);
        let operatore = attori[chi_altro].operatore;
        let eseguito = self.servizi.conferisci_incarico(&comando(&chi), operatore, altro).await?;
        self.fatto(eseguito);
        Ok(attori)
    }

    async fn soggetti(&mut self, chi: &Chiamante) -> Result<Vec<SoggettoId>, Guasto> {
        let mut soggetti = Vec::new();
        for anagrafe in SOGGETTI {
            let eseguito = self.servizi.registra_soggetto(&comando(chi), dati(&anagrafe)?).await?;
            soggetti.push(self.fatto(eseguito).stream.parse()?);
        }
        let contatti = Contatti { telefoni: vec!["06 5550123".into()], ..Contatti::default() };
        let eseguito = self.servizi.modifica_contatti(&comando(chi), soggetti[0], contatti).await?;
        self.fatto(eseguito);
        Ok(soggetti)
    }

    /// Noemi Conti lives with Samuele De Luca, her son, and Elia Fontana.
    async fn nucleo(&mut self, chi: &Chiamante, soggetti: &[SoggettoId]) -> Result<(), Guasto> {
        for (chi_entra, relazione) in [(soggetti[3], "3"), (soggetti[4], "23")] {
            let input = AggiungiComponente {
                nucleo: None,
                soggetto: soggetti[2],
                componente: Some(chi_entra),
                persona: None,
                relazione: relazione.into(),
                motivo: Some("RILEVAZIONE_OPERATORE".into()),
                dal: self.servizi.oggi() - Days::new(400),
                conferma: None,
            };
            let eseguito = self.servizi.aggiungi_componente(&comando(chi), input).await?;
            self.fatto(eseguito);
        }
        Ok(())
    }

    async fn segnalazioni(&mut self, attori: &[Attore], soggetti: &[SoggettoId]) -> Result<(), Guasto> {
        let (autore, assistente) = (chiamante(&attori[0]), chiamante(&attori[2]));
        for (chi, canale, motivo, segnalante, giorni_fa, sorte) in SEGNALAZIONI {
            let dettagli = DettagliSegnalazione {
                data_contatto: self.servizi.oggi() - Days::new(giorni_fa),
                canale: canale.into(),
                motivo: motivo.into(),
                urgenza: "ORDINARIA".into(),
                tipo_segnalante: segnalante.into(),
                segnalante: None,
                dati_segnalante: (segnalante != "INTERESSATO").then(|| {
                    domain::segnalazione::DatiSegnalante {
                        denominazione: "Segnalante di prova".into(),
                        recapito: None,
                    }
                }),
                note: Some("Segnalazione di esempio del distretto di prova.".into()),
            };
            let creata =
                self.servizi.crea_segnalazione(&comando(&autore), soggetti[chi], dettagli, None).await?;
            let id: SegnalazioneId = self.fatto(creata).stream.parse()?;
            self.sorte(id, sorte, &autore, &assistente).await?;
        }
        Ok(())
    }

    async fn sorte(
        &self,
        id: SegnalazioneId,
        sorte: Sorte,
        autore: &Chiamante,
        assistente: &Chiamante,
    ) -> Result<(), Guasto> {
        let servizi = self.servizi;
        if sorte == Sorte::ChiusaDaSola {
            servizi.registra_esito(&comando(autore), id, "INFO_FORNITA".into(), None, None).await?;
            servizi.chiudi_pratica(&comando(autore), id).await?;
        }
        if matches!(sorte, Sorte::Assegnata | Sorte::InCarico) {
            servizi
                .assegna_segnalazione(&comando(autore), id, assistente.attore.operatore, None, None)
                .await?;
        }
        if sorte == Sorte::InCarico {
            servizi.accetta_segnalazione(&comando(assistente), id).await?;
        }
        Ok(())
    }
}

fn nascita(anagrafe: &Anagrafe) -> Result<NaiveDate, Guasto> {
    let (anno, mese, giorno) = anagrafe.3;
    Ok(NaiveDate::from_ymd_opt(anno, mese, giorno).ok_or("data di nascita impossibile")?)
}

fn codice_fiscale(anagrafe: &Anagrafe) -> Result<String, Guasto> {
    let dati = DatiPerCalcolo {
        cognome: anagrafe.0,
        nome: anagrafe.1,
        sesso: anagrafe.2,
        data_nascita: nascita(anagrafe)?,
        codice_luogo: anagrafe.4,
    };
    Ok(calcola(&dati)?.as_str().to_owned())
}

fn dati(anagrafe: &Anagrafe) -> Result<DatiAnagrafici, Guasto> {
    let nato = nascita(anagrafe)?;
    let comune = comune_alla(anagrafe.4, nato).ok_or("comune sconosciuto")?;
    Ok(DatiAnagrafici {
        cognome: Some(anagrafe.0.into()),
        nome: Some(anagrafe.1.into()),
        sesso: Some(anagrafe.2),
        data_nascita: Some(DataParziale::certa(nato)),
        luogo_nascita: Some(LuogoNascita::Comune {
            codice: anagrafe.4.into(),
            denominazione: comune.denominazione.into(),
            provincia: comune.sigla_provincia.into(),
        }),
        codice_fiscale: Some(codice_fiscale(anagrafe)?),
        indicatore_cf: IndicatoreCf::Calcolato,
        cf_validato: None,
        id_anpr: None,
        cittadinanze: vec!["100".into()],
        stato_demografico: Some("RESIDENTE".into()),
        data_stato_demografico: None,
    })
}
