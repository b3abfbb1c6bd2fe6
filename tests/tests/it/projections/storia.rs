//! Random histories through the bus: the aggregates decide what of it happens. The same seed gives the same history,
//! ids apart.

use super::{attore, dettagli, giorno, persona};
use chrono::{DateTime, Days, NaiveDate};
use cqrs_es::Aggregate;
use domain::accesso_emergenza::{AccessoEmergenza, EmergenzaCommand};
use domain::annotazione::{Annotazione, AnnotazioneCommand};
use domain::attore::{Attore, NumeroIncarico, Ruolo};
use domain::codice_fiscale::CodiceFiscale;
use domain::evento::Registrato;
use domain::identita::{
    AnnotazioneId, EmergenzaId, NucleoId, OperatoreId, SegnalazioneId, SoggettoId, UnitaId,
};
use domain::nucleo_anagrafe::{ClasseDifferenza, DatiComponente, NucleoAnagrafe, NucleoAnagrafeCommand};
use domain::nucleo_di_fatto::{Ingresso, NucleoDiFatto, NucleoDiFattoCommand};
use domain::operatore::{DatiOperatore, NuovoIncarico, Operatore, OperatoreCommand};
use domain::persona::{DataParziale, DatiAnagrafici, Provenienza};
use domain::segnalazione::{
    ConcessioneInput, DatiSegnalante, Segnalazione, SegnalazioneCommand, StatoSegnalazione,
};
use domain::soggetto::{Contatti, Soggetto, SoggettoCommand};
use domain::unita_organizzativa::{UnitaOrganizzativa, UnitaOrganizzativaCommand};
use event_store::ExecuteError;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tests::Harness;
use tests::harness::oggi;
use uuid::Uuid;

const COGNOMI: [&str; 6] = ["ROSSI", "ROSI", "DE ROSSI", "D'AMICO", "VERDI", "ÀCCARDO"];
const NOMI: [&str; 5] = ["MARIO", "MARIA", "ANNA MARIA", "NICOLÒ", "ANNA"];
const MOTIVI: [&str; 3] = ["ECONOMICO", "INFO", "ABITATIVO"];

/// A district in the making.
pub(super) struct Storia<'a> {
    h: &'a Harness,
    caso: ChaCha8Rng,
    pub(super) distretto: UnitaId,
    pub(super) soggetti: Vec<SoggettoId>,
    pub(super) nuclei: Vec<NucleoId>,
    pub(super) segnalazioni: Vec<SegnalazioneId>,
    operatori: Vec<Attore>,
    emergenze: Vec<EmergenzaId>,
    pub(super) annotazioni: Vec<AnnotazioneId>,
}

impl<'a> Storia<'a> {
    /// Lets `passi` commands happen, or be refused.
    pub(super) async fn vivi(h: &'a Harness, seme: u64, passi: usize) -> Self {
        eprintln!("history of seed {seme}");
        let distretto = UnitaId(Uuid::new_v4());
        let mut storia = Self {
            h,
            caso: ChaCha8Rng::seed_from_u64(seme),
            distretto,
            soggetti: vec![],
            nuclei: vec![],
            segnalazioni: vec![],
            operatori: vec![],
            emergenze: vec![],
            annotazioni: vec![],
        };
        storia.organizza().await;
        for _ in 0..passi {
            match storia.caso.gen_range(0..27) {
                0..3 => storia.soggetto().await,
                3..5 => storia.modifica_soggetto().await,
                5..8 => storia.nucleo_di_fatto().await,
                8..11 => storia.nucleo_anagrafe().await,
                11..13 => storia.segnalazione().await,
                13..19 => storia.pratica().await,
                19..21 => storia.concessione().await,
                21..23 => storia.emergenza().await,
                23 => storia.annotazione().await,
                _ => storia.operatore().await,
            }
        }
        storia
    }

    /// Whether it happened; a fault ends the test.
    async fn fai<A: Registrato>(&self, stream: impl std::fmt::Display, comando: A::Command) -> bool
    where
        A::Command: Clone + Send,
        A::Event: 'static,
    {
        match self.h.esegui::<A>(stream, comando).await {
            Ok(_) => true,
            Err(ExecuteError::Refused(_) | ExecuteError::Reserved { .. }) => false,
            Err(altro) => panic!("{altro}"),
        }
    }

    fn uno<T: Copy>(&mut self, tra: &[T]) -> T {
        *tra.choose(&mut self.caso).unwrap()
    }

    fn un_soggetto(&mut self) -> SoggettoId {
        let tutti = self.soggetti.clone();
        self.uno(&tutti)
    }

    fn un_attore(&mut self) -> Attore {
        let tutti = self.operatori.clone();
        self.uno(&tutti)
    }

    fn un_giorno(&mut self) -> NaiveDate {
        giorno(2024, 1, 1) + Days::new(self.caso.gen_range(0..290))
    }

    fn una_persona(&mut self) -> DatiAnagrafici {
        let (cognome, nome) = (self.uno(&COGNOMI), self.uno(&NOMI));
        let nascita = self.un_giorno() - Days::new(10_000);
        DatiAnagrafici { data_nascita: Some(DataParziale::certa(nascita)), ..persona(cognome, nome) }
    }

    async fn nuovo_id(&self) -> SoggettoId {
        self.h.log.subjects().take().await.unwrap()
    }

    async fn organizza(&mut self) {
        let istituisci = |unita, codice: &str, tipo: &str, padre| UnitaOrganizzativaCommand::Istituisci {
            unita,
            codice: codice.into(),
            descrizione: format!("Unita {codice}"),
            tipo: tipo.into(),
            padre,
        };
        let comune = UnitaId(Uuid::new_v4());
        let distretto = self.distretto;
        self.fai::<UnitaOrganizzativa>(distretto, istituisci(distretto, "DIS", "DISTRETTO", None)).await;
        self.fai::<UnitaOrganizzativa>(comune, istituisci(comune, "COM", "COMUNE", Some(distretto))).await;
        let ruoli = [
            Ruolo::OperatoreSegretariato,
            Ruolo::AssistenteSociale,
            Ruolo::AssistenteSociale,
            Ruolo::Coordinatore,
        ];
        for (ruolo, giorno) in ruoli.into_iter().zip(41..) {
            let chi = Attore { operatore: OperatoreId(self.nuovo_id().await.0), ..attore(ruolo, comune) };
            let codice_fiscale = con_controllo(&format!("VRDNNA80A{giorno}F205"));
            let dati = DatiOperatore { cognome: "VERDI".into(), nome: "ANNA".into(), codice_fiscale };
            let comando = OperatoreCommand::Abilita {
                operatore: chi.operatore,
                dati,
                incarico: NuovoIncarico::dal(oggi(), ruolo, comune),
            };
            assert!(self.fai::<Operatore>(chi.operatore, comando).await);
            self.operatori.push(chi);
        }
        self.soggetto().await;
    }

    async fn operatore(&mut self) {
        let chi = self.un_attore();
        let comando = match self.caso.gen_range(0..4) {
            0 => OperatoreCommand::Disabilita { motivo: Some("Trasferimento".into()) },
            1 => OperatoreCommand::Riabilita { motivo: None },
            2 => OperatoreCommand::ConferisciIncarico {
                incarico: NuovoIncarico {
                    atto: Some("Determinazione 12".into()),
                    ..NuovoIncarico::dal(oggi(), chi.ruolo, self.distretto)
                },
            },
            _ => OperatoreCommand::CessaIncarico {
                numero: NumeroIncarico(self.caso.gen_range(1..3)),
                al: oggi(),
                motivo: None,
                oggi: oggi(),
            },
        };
        self.fai::<Operatore>(chi.operatore, comando).await;
    }

    async fn soggetto(&mut self) {
        let soggetto = self.nuovo_id().await;
        let comando = SoggettoCommand::Registra { soggetto, dati: self.una_persona(), oggi: oggi() };
        if self.fai::<Soggetto>(soggetto, comando).await {
            self.soggetti.push(soggetto);
        }
    }

    async fn modifica_soggetto(&mut self) {
        let soggetto = self.un_soggetto();
        let comando = if self.caso.gen_bool(0.7) {
            SoggettoCommand::ModificaAnagrafica { dati: self.una_persona(), motivo: None, oggi: oggi() }
        } else {
            let email = format!("p{}@prova.example", self.caso.gen_range(0..9));
            let contatti = Contatti { email: Some(email), ..Contatti::default() };
            SoggettoCommand::ModificaContatti { contatti }
        };
        self.fai::<Soggetto>(soggetto, comando).await;
    }

    async fn nucleo_di_fatto(&mut self) {
        let (componente, dal) = (self.un_soggetto(), self.un_giorno());
        if self.nuclei.is_empty() || self.caso.gen_bool(0.1) {
            let nucleo = NucleoId(Uuid::new_v4());
            let comando = NucleoDiFattoCommand::Apri {
                nucleo,
                intestatario: componente,
                nome: "FAM. PROVA".into(),
                dal,
                conferma: Some("prova".into()),
                oggi: oggi(),
            };
            if self.fai::<NucleoDiFatto>(nucleo, comando).await {
                self.nuclei.push(nucleo);
            }
            return;
        }
        let nuclei = self.nuclei.clone();
        let nucleo = self.uno(&nuclei);
        let relazioni: Vec<_> =
            domain::codifiche::voci(domain::codifiche::Lista::RelazioneParentela, Some(oggi()));
        let relazione = self.uno(&relazioni).codice.clone();
        let comando = match self.caso.gen_range(0..9) {
            0..4 => {
                let senza_file = self.caso.gen_bool(0.3);
                let ingresso = Ingresso {
                    componente: if senza_file { self.nuovo_id().await } else { componente },
                    dati: senza_file.then(|| self.una_persona()),
                    relazione,
                    motivo: Some("CONVIVENZA".into()),
                    dal,
                    conferma: Some("prova".into()),
                };
                NucleoDiFattoCommand::AggiungiComponente { ingresso, oggi: oggi() }
            }
            4..6 => NucleoDiFattoCommand::RimuoviComponente {
                componente,
                motivo: "TRASFERIMENTO".into(),
                al: dal,
                oggi: oggi(),
            },
            _ => NucleoDiFattoCommand::ModificaRelazione { componente, relazione, oggi: oggi() },
        };
        self.fai::<NucleoDiFatto>(nucleo, comando).await;
    }

    async fn nucleo_anagrafe(&mut self) {
        let soggetto = self.un_soggetto();
        let provenienza = Provenienza {
            servizi: vec!["C021".into()],
            consultato_il: DateTime::UNIX_EPOCH,
            data_riferimento: self.un_giorno(),
            id_operazione: None,
        };
        let mut componenti = vec![(soggetto, self.un_componente())];
        for _ in 0..self.caso.gen_range(0..3) {
            let altro = self.un_soggetto();
            if componenti.iter().all(|(chi, _)| *chi != altro) {
                componenti.push((altro, self.un_componente()));
            }
        }
        let comando = match self.caso.gen_range(0..5) {
            0 => NucleoAnagrafeCommand::SegnaNonVerificato { soggetto, causa: "ANPR_NON_RISPONDE".into() },
            1..3 => NucleoAnagrafeCommand::Importa { soggetto, componenti, provenienza },
            _ => NucleoAnagrafeCommand::Confronta { soggetto, componenti, provenienza },
        };
        let confronta = matches!(comando, NucleoAnagrafeCommand::Confronta { .. });
        if self.fai::<NucleoAnagrafe>(soggetto, comando).await && confronta {
            let letto = self.h.log.stream::<NucleoAnagrafe>(&soggetto.to_string(), None).await.unwrap();
            let comando = NucleoAnagrafeCommand::Allinea {
                confronto: letto.len() as u64,
                classi: ClasseDifferenza::TUTTE.into_iter().filter(|_| self.caso.gen_bool(0.4)).collect(),
            };
            self.fai::<NucleoAnagrafe>(soggetto, comando).await;
        }
    }

    fn un_componente(&mut self) -> DatiComponente {
        DatiComponente {
            anagrafica: self.una_persona(),
            tipo_legame: "3".into(),
            codice_legame: Some(self.caso.gen_range(1..5).to_string()),
            dal: self.caso.gen_bool(0.5).then(|| self.un_giorno()),
        }
    }

    async fn segnalazione(&mut self) {
        let segnalazione = SegnalazioneId(Uuid::new_v4());
        let comando = SegnalazioneCommand::Crea {
            segnalazione,
            segnalato: self.un_soggetto(),
            distretto: self.distretto,
            dettagli: self.dettagli().await,
            numero_originario: None,
            chi: self.un_attore(),
            oggi: oggi(),
        };
        if self.fai::<Segnalazione>(segnalazione, comando).await {
            self.segnalazioni.push(segnalazione);
        }
    }

    async fn dettagli(&mut self) -> domain::segnalazione::DettagliInput {
        let mut dettagli = dettagli(self.uno(&MOTIVI), self.un_giorno());
        match self.caso.gen_range(0..3) {
            0 => {}
            1 => {
                dettagli.tipo_segnalante = "FAMILIARE_CONV".into();
                dettagli.segnalante = Some(self.un_soggetto());
            }
            _ => {
                let dati = DatiSegnalante { denominazione: "VICINO DI PROVA".into(), recapito: None };
                dettagli.tipo_segnalante = "CONOSCENTE".into();
                dettagli.dati_segnalante = Some((self.nuovo_id().await, dati));
            }
        }
        dettagli
    }

    async fn pratica(&mut self) {
        if self.segnalazioni.is_empty() {
            return;
        }
        // The last ones, so that some get far.
        let ultime: Vec<_> = self.segnalazioni.iter().rev().take(4).copied().collect();
        let segnalazione = self.uno(&ultime);
        let (stato, responsabile) = self.stato(segnalazione).await;
        let chi = if self.caso.gen_bool(0.8) { responsabile } else { self.un_attore() };
        let oggi = oggi();
        let sensati: &[u8] = match stato {
            StatoSegnalazione::Aperta | StatoSegnalazione::Restituita => &[0, 1, 2, 2, 5],
            StatoSegnalazione::Assegnata => &[3, 4],
            StatoSegnalazione::Accettata => &[1, 4, 5],
            StatoSegnalazione::Chiusa => &[6],
        };
        // Now and then something that will be refused.
        let quale = if self.caso.gen_bool(0.8) { self.uno(sensati) } else { self.caso.gen_range(0..7) };
        let comando = match quale {
            0 => SegnalazioneCommand::Modifica { dettagli: self.dettagli().await, chi, oggi },
            1 => {
                let esito = self.uno(&["INFO_FORNITA", "RINUNCIA", "PROPOSTA_PIC"]).to_owned();
                SegnalazioneCommand::RegistraEsito { esito, originale: None, note: None, chi, oggi }
            }
            2 => SegnalazioneCommand::Assegna { assegnatario: self.un_attore(), nota: None, chi, oggi },
            3 => SegnalazioneCommand::Accetta { chi, oggi },
            4 => {
                let motivo = "CARICO_LAVORO".to_owned();
                SegnalazioneCommand::Restituisci { motivo, nota: Some("prova".into()), chi, oggi }
            }
            5 => SegnalazioneCommand::Chiudi { chi, oggi },
            _ => SegnalazioneCommand::Riapri { motivo: "prova".into(), chi, oggi },
        };
        self.fai::<Segnalazione>(segnalazione, comando).await;
    }

    /// The district is let in to read, or not any more.
    async fn concessione(&mut self) {
        if self.segnalazioni.is_empty() {
            return;
        }
        let tutte = self.segnalazioni.clone();
        let segnalazione = self.uno(&tutte);
        let (_, chi) = self.stato(segnalazione).await;
        let oggi = oggi();
        let comando = if self.caso.gen_bool(0.7) {
            let riservate = self.caso.gen_bool(0.3);
            SegnalazioneCommand::Concedi {
                accesso: ConcessioneInput {
                    a: self.distretto,
                    sezioni: riservate.then(|| "RISERVATA".to_owned()).into_iter().collect(),
                    dal: None,
                    al: oggi + Days::new(self.caso.gen_range(0..90)),
                    motivo: "prova".into(),
                },
                chi,
                oggi,
            }
        } else {
            SegnalazioneCommand::Revoca { concessione: 1, motivo: None, chi, oggi }
        };
        self.fai::<Segnalazione>(segnalazione, comando).await;
    }

    /// A file is opened in an emergency, or an access that was is ended or judged.
    async fn emergenza(&mut self) {
        let chi = self.un_attore();
        let adesso = DateTime::UNIX_EPOCH + Days::new(20_000);
        if self.emergenze.is_empty() || self.caso.gen_bool(0.3) {
            let accesso = EmergenzaId(Uuid::new_v4());
            let comando = EmergenzaCommand::Apri {
                accesso,
                soggetto: self.un_soggetto(),
                pratiche: self.segnalazioni.iter().rev().take(2).copied().collect(),
                motivo: "PERICOLO".into(),
                spiegazione: "Chiamata del pronto soccorso per una persona sola".into(),
                chi,
                adesso,
            };
            assert!(self.fai::<AccessoEmergenza>(accesso, comando).await);
            self.emergenze.push(accesso);
            return;
        }
        let tutte = self.emergenze.clone();
        let accesso = self.uno(&tutte);
        let comando = if self.caso.gen_bool(0.5) {
            EmergenzaCommand::Chiudi { chi, adesso }
        } else {
            let (esito, note) = ("GIUSTIFICATO".to_owned(), Some("prova".to_owned()));
            EmergenzaCommand::Riesamina { esito, note, chi, adesso }
        };
        self.fai::<AccessoEmergenza>(accesso, comando).await;
    }

    /// Something is noted in a case, or a note is corrected.
    async fn annotazione(&mut self) {
        if self.segnalazioni.is_empty() {
            return;
        }
        let (chi, oggi) = (self.un_attore(), oggi());
        if self.annotazioni.is_empty() || self.caso.gen_bool(0.6) {
            let annotazione = AnnotazioneId(Uuid::new_v4());
            let tutte = self.segnalazioni.clone();
            let sezione = self.uno(&["ORDINARIA", "RISERVATA", "PRIVATA"]);
            let comando = AnnotazioneCommand::Aggiungi {
                annotazione,
                segnalazione: self.uno(&tutte),
                segnalato: self.un_soggetto(),
                sezione: sezione.into(),
                ambito: (sezione == "RISERVATA").then(|| "SALUTE".into()),
                del: None,
                testo: "prova".into(),
                chi,
                oggi,
            };
            assert!(self.fai::<Annotazione>(annotazione, comando).await);
            self.annotazioni.push(annotazione);
            return;
        }
        let tutte = self.annotazioni.clone();
        let comando = AnnotazioneCommand::Rettifica {
            testo: format!("prova {}", self.caso.gen_range(0..9)),
            motivo: "prova".into(),
            chi,
            in_carico: self.caso.gen_bool(0.5),
            oggi,
        };
        let annotazione = self.uno(&tutte);
        self.fai::<Annotazione>(annotazione, comando).await;
    }

    /// Where it stands, and who may act on it.
    async fn stato(&self, segnalazione: SegnalazioneId) -> (StatoSegnalazione, Attore) {
        let letta = self.h.log.stream::<Segnalazione>(&segnalazione.to_string(), None).await.unwrap();
        let mut stato = Segnalazione::default();
        letta.into_iter().for_each(|e| stato.apply(e.event));
        let pratica = stato.pratica.unwrap();
        (pratica.stato, pratica.assegnatario.unwrap_or(pratica.autore))
    }
}

/// A codice fiscale with the letter that belongs at its end.
pub(super) fn con_controllo(primi_quindici: &str) -> String {
    let codici = ('A'..='Z').map(|lettera| format!("{primi_quindici}{lettera}"));
    codici.into_iter().find(|c| c.parse::<CodiceFiscale>().is_ok()).unwrap()
}
