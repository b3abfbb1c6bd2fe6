//! What comes back (`RispostaE002OK`, `RispostaKO`), as far as it is used.
//!
//! Fields not listed are ignored, so that the register may add some; those listed must have the agreed type: every
//! scalar a string. None of these types is `Debug`: they hold personal data as received.

use serde::Deserialize;

/// Success and error bodies of the register; a success has no `listaErrori`, an error no `listaSoggetti`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Risposta {
    #[serde(rename = "idOperazioneANPR")]
    pub(crate) id_operazione_anpr: Option<String>,
    pub(crate) lista_soggetti: Option<ListaSoggetti>,
    #[serde(default)]
    pub(crate) lista_anomalie: Option<Vec<Anomalia>>,
    #[serde(default)]
    pub(crate) lista_errori: Option<Vec<Anomalia>>,
}

/// Error body of the gateway (RFC 7807).
#[derive(Deserialize)]
pub(crate) struct ProblemaGateway {
    pub(crate) title: Option<String>,
    pub(crate) govway_id: Option<String>,
    #[serde(rename = "X-Global-Transaction-ID")]
    pub(crate) transazione: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Anomalia {
    pub(crate) codice_errore_anomalia: Option<String>,
    pub(crate) tipo_errore_anomalia: Option<String>,
    pub(crate) testo_errore_anomalia: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ListaSoggetti {
    #[serde(default)]
    pub(crate) dati_soggetto: Option<Vec<DatiSoggetto>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DatiSoggetto {
    pub(crate) identificativi: Option<Identificativi>,
    pub(crate) generalita: Option<Generalita>,
    pub(crate) residenza: Option<Vec<ResidenzaAnpr>>,
    pub(crate) legame_soggetto: Option<LegameSoggetto>,
    pub(crate) info_soggetto_ente: Option<Vec<InfoSoggetto>>,
    pub(crate) dati_decesso: Option<DatiDecesso>,
    pub(crate) cittadinanza: Option<Vec<Cittadinanza>>,
}

#[derive(Deserialize)]
pub(crate) struct Identificativi {
    #[serde(rename = "idANPR")]
    pub(crate) id_anpr: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Generalita {
    pub(crate) codice_fiscale: Option<CodiceFiscaleAnpr>,
    pub(crate) cognome: Option<String>,
    pub(crate) senza_cognome: Option<String>,
    pub(crate) nome: Option<String>,
    pub(crate) senza_nome: Option<String>,
    pub(crate) sesso: Option<String>,
    pub(crate) data_nascita: Option<String>,
    pub(crate) senza_giorno: Option<String>,
    pub(crate) senza_giorno_mese: Option<String>,
    pub(crate) luogo_nascita: Option<LuogoEvento>,
    #[serde(rename = "soggettoAIRE")]
    pub(crate) soggetto_aire: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CodiceFiscaleAnpr {
    pub(crate) cod_fiscale: Option<String>,
    #[serde(rename = "validitaCF")]
    pub(crate) validita_cf: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LuogoEvento {
    pub(crate) luogo_eccezionale: Option<String>,
    pub(crate) comune: Option<ComuneAnpr>,
    pub(crate) localita: Option<Localita>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ComuneAnpr {
    pub(crate) nome_comune: Option<String>,
    pub(crate) codice_istat: Option<String>,
    pub(crate) sigla_provincia_istat: Option<String>,
    pub(crate) descrizione_localita: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Localita {
    pub(crate) descrizione_localita: Option<String>,
    pub(crate) descrizione_stato: Option<String>,
    pub(crate) codice_stato: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LegameSoggetto {
    pub(crate) tipo_legame: Option<String>,
    pub(crate) codice_legame: Option<String>,
    pub(crate) data_decorrenza: Option<String>,
    pub(crate) data_decorrenza_legame: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct InfoSoggetto {
    pub(crate) id: Option<String>,
    pub(crate) chiave: Option<String>,
    pub(crate) valore: Option<String>,
    pub(crate) valore_data: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DatiDecesso {
    pub(crate) data_evento: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Cittadinanza {
    pub(crate) codice_stato: Option<String>,
    pub(crate) descrizione_stato: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ResidenzaAnpr {
    pub(crate) tipo_indirizzo: Option<String>,
    pub(crate) indirizzo: Option<IndirizzoAnpr>,
    pub(crate) localita_estera: Option<LocalitaEstera>,
    pub(crate) presso: Option<String>,
    pub(crate) data_decorrenza_residenza: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IndirizzoAnpr {
    pub(crate) cap: Option<String>,
    pub(crate) comune: Option<ComuneAnpr>,
    pub(crate) toponimo: Option<Toponimo>,
    pub(crate) numero_civico: Option<NumeroCivico>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Toponimo {
    pub(crate) specie: Option<String>,
    pub(crate) denominazione_toponimo: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NumeroCivico {
    pub(crate) numero: Option<String>,
    pub(crate) lettera: Option<String>,
    pub(crate) esponente1: Option<String>,
    pub(crate) civico_interno: Option<CivicoInterno>,
}

#[derive(Deserialize)]
pub(crate) struct CivicoInterno {
    pub(crate) scala: Option<String>,
    pub(crate) interno1: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LocalitaEstera {
    pub(crate) indirizzo_estero: Option<IndirizzoEstero>,
}

#[derive(Deserialize)]
pub(crate) struct IndirizzoEstero {
    pub(crate) cap: Option<String>,
    pub(crate) localita: Option<Localita>,
    pub(crate) toponimo: Option<ToponimoEstero>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ToponimoEstero {
    pub(crate) denominazione: Option<String>,
    pub(crate) numero_civico: Option<String>,
}
