//! One mutation, from its input to its payload.

use super::esito::{Esito, EsitoComando};
use super::{Contesto, Lettore, Risorsa, guasto};
use crate::graphql::permessi::puo_operare;
use crate::http::UNAVAILABLE;
use crate::services::{Comando, Eseguito, Mancato, Rifiutato};
use async_graphql::{Error, ErrorExtensions, ID, Result};
use domain::attore::Attore;
use domain::rifiuto::Codice;
use domain::tracciamento::{Accesso, Oggetto};
use domain::visibilita::Azione;
use serde::Serialize;
use serde_json::Value;
use std::future::Future;
use uuid::Uuid;

/// Input of a mutation.
pub(crate) trait InputMutazione: Serialize + Send + Sync {
    /// Name of the mutation.
    const NOME: &'static str;
    /// Whether it is a dangerous act: an operator must have proved just now who he is. The pages send him to
    /// `/auth/login/{provider}?fresca=1` and repeat it.
    const IDENTITA_CONFERMATA: bool = false;
    /// Whether his role ever does this.
    fn ammesso(attore: &Attore) -> bool {
        puo_operare(attore)
    }
    /// Command id, made by the client.
    fn comando(&self) -> Uuid;
    /// Version the form was loaded with.
    fn versione(&self) -> Option<u64>;
    /// The existing thing it changes.
    fn oggetto(&self) -> Option<&ID>;
    /// What that is.
    fn risorsa(&self) -> Option<Risorsa>;
}

/// What became of a mutation, and the stream whose state its payload shows.
pub(crate) struct Svolto {
    pub(crate) esito: EsitoComando,
    pub(crate) stream: Option<String>,
    /// It had been done before, perhaps long ago: what it changed need not be open to the operator any more.
    pub(crate) ripetuto: bool,
}

impl Svolto {
    fn senza_stato(esito: EsitoComando) -> Self {
        Self { esito, stream: None, ripetuto: false }
    }
}

/// Something a payload shows after the mutation: loaded from the log, so that it is never behind.
pub(crate) trait Mostrabile: Sized {
    /// Whether it may be read by the operator now.
    fn aperto(c: &Contesto, stream: &str) -> impl Future<Output = Result<bool>> + Send;
    /// Its state now.
    fn mostra(c: &Contesto, stream: &str) -> impl Future<Output = Result<Option<Self>>> + Send;
}

/// Checks the right, reads the input, carries it out.
pub(crate) async fn svolgi<'c, I: InputMutazione, T, F: Future<Output = Result<Eseguito, Mancato>>>(
    c: &'c Contesto,
    input: &I,
    leggi: impl FnOnce(&mut Lettore) -> T,
    opera: impl FnOnce(Comando<'c>, T) -> F,
) -> Result<Svolto> {
    let (comando, letto) = match comando_di(c, input, leggi) {
        Ok(pronto) => pronto,
        Err(rifiuti) => return Ok(Svolto::senza_stato(EsitoComando::rifiutato(rifiuti))),
    };
    if let Some(risorsa) = input.risorsa()
        && !c.vede(Azione::Modificare, risorsa).await?
        && !gia_sua(c, &comando).await?
    {
        let esito = traduci(c, Mancato::campo(risorsa.inesistente(), risorsa.campo()))?;
        return Ok(Svolto::senza_stato(esito));
    }
    match opera(comando, letto).await {
        Ok(eseguito) => {
            let (esito, ripetuto) = (EsitoComando::from(&eseguito), eseguito.ripetuto);
            Ok(Svolto { esito, stream: Some(eseguito.stream), ripetuto })
        }
        Err(mancato) => {
            let esito = traduci(c, mancato)?;
            let mostra = esito.esito == Esito::VersioneSuperata;
            // Streams are named by ids as we write them, whatever way the client did.
            let oggetto = input.oggetto().filter(|_| mostra).and_then(|id| Uuid::parse_str(id).ok());
            Ok(Svolto { esito, stream: oggetto.map(|id| id.to_string()), ripetuto: false })
        }
    }
}

/// Whether this very mutation was carried out before: its repeat gets its first answer, also when it was the mutation
/// by which the operator lost the file.
async fn gia_sua(c: &Contesto, comando: &Comando<'_>) -> Result<bool> {
    match c.servizi.gia_eseguito(comando).await {
        Ok(prima) => Ok(prima.is_some()),
        Err(Mancato::Rifiutato(_)) => Ok(false),
        Err(altro) => traduci(c, altro).map(|_| false),
    }
}

/// The command of an input, and what the input says.
pub(crate) fn comando_di<'c, I: InputMutazione, T>(
    c: &'c Contesto,
    input: &I,
    leggi: impl FnOnce(&mut Lettore) -> T,
) -> std::result::Result<(Comando<'c>, T), Vec<Rifiutato>> {
    let contati = |rifiuti: Vec<Rifiutato>| {
        rifiuti.iter().for_each(|r| c.servizi.metriche().rifiuto(r.codice));
        rifiuti
    };
    if !I::ammesso(&c.chi.attore) {
        input.risorsa().into_iter().for_each(|risorsa| c.divulgato.nega(Accesso::Scheda, risorsa.oggetto()));
        return Err(contati(vec![rifiutato(Codice::PermessoNegato)]));
    }
    if I::IDENTITA_CONFERMATA && !c.chi.identita_confermata(c.servizi.adesso()) {
        return Err(contati(vec![rifiutato(Codice::AutenticazioneNonRecente)]));
    }
    let mut lettore = Lettore::default();
    let letto = leggi(&mut lettore);
    let letto = lettore.fine(letto).map_err(contati)?;
    let canonica = canonica(I::NOME, input);
    let (id, versione, divulgato) = (input.comando(), input.versione(), c.divulgato.clone());
    Ok((Comando { chi: &c.chi, id, versione, canonica, divulgato }, letto))
}

fn rifiutato(codice: Codice) -> Rifiutato {
    Rifiutato { codice, campi: Vec::new(), titolare: None }
}

/// The state after the mutation beside its outcome. A repeat shows it only to whom it is open still: else a mutation that he
/// sent once would read the file to him for ever.
pub(crate) async fn dopo<T: Mostrabile>(c: &Contesto, svolto: Svolto) -> Result<(EsitoComando, Option<T>)> {
    let mostrato = match &svolto.stream {
        Some(stream) if !svolto.ripetuto || T::aperto(c, stream).await? => T::mostra(c, stream).await?,
        _ => None,
    };
    Ok((svolto.esito, mostrato))
}

/// A refusal as an outcome; a fault as an error.
pub(crate) fn traduci(c: &Contesto, mancato: Mancato) -> Result<EsitoComando> {
    match mancato {
        Mancato::Rifiutato(rifiuto) => {
            c.servizi.metriche().rifiuto(rifiuto.codice);
            // «There is somebody with this codice fiscale» is said of a person, too.
            c.divulgato.mostra(Accesso::Seguito, titolare(&rifiuto));
            let riferimento = guasto_del_registro(rifiuto.codice).then(|| ID::from(c.chi.richiesta));
            let mut esito = EsitoComando::rifiutato(vec![rifiuto]);
            esito.rifiuti.iter_mut().for_each(|rifiuto| rifiuto.riferimento.clone_from(&riferimento));
            Ok(esito)
        }
        Mancato::Superata { attesa: _, trovata, intervenuti } => {
            c.servizi.metriche().rifiuto(Codice::VersioneSuperata);
            let rifiuto = rifiutato(Codice::VersioneSuperata);
            Ok(EsitoComando {
                esito: Esito::VersioneSuperata,
                intervenuti: intervenuti.into_iter().map(Into::into).collect(),
                versione: Some(trovata),
                ..EsitoComando::rifiutato(vec![rifiuto])
            })
        }
        Mancato::Occupato => {
            Err(Error::new("Il servizio è momentaneamente sovraccarico: riprovare tra poco.")
                .extend_with(|_, e| e.set("code", UNAVAILABLE)))
        }
        Mancato::Guasto(causa) => Err(guasto(&*causa)),
    }
}

/// Who or what a refusal names, where that is somebody's file.
fn titolare(rifiuto: &Rifiutato) -> Option<Oggetto> {
    let id: Uuid = rifiuto.titolare.as_deref()?.parse().ok()?;
    match rifiuto.codice {
        Codice::SoggettoEsistente | Codice::CodiceFiscaleEsistente => Some(Oggetto::Soggetto(id.into())),
        Codice::ComponenteInAltroNucleo => Some(Oggetto::Nucleo(id.into())),
        _ => None,
    }
}

/// Whether only the log knows more: what ANPR or its gateway answered, with their ids, is there beside the id of the request.
fn guasto_del_registro(codice: Codice) -> bool {
    matches!(
        codice,
        Codice::AnprNonDisponibile
            | Codice::AnprRichiestaRifiutata
            | Codice::AnprRispostaNonValida
            | Codice::AnprQuotaEsaurita
    )
}

/// The request in canonical form: name of the mutation and input, without the command id, without what is absent, keys
/// in order. A repeat is a repeat also after the program has learned a new optional field.
fn canonica(nome: &str, input: &impl Serialize) -> Vec<u8> {
    let mut valore = serde_json::to_value(input).unwrap_or_default();
    if let Value::Object(campi) = &mut valore {
        campi.remove("comando");
    }
    let mut testo = format!("{nome} ");
    scrivi(&valore, &mut testo);
    testo.into_bytes()
}

fn scrivi(valore: &Value, testo: &mut String) {
    match valore {
        Value::Object(campi) => {
            let mut presenti: Vec<_> = campi.iter().filter(|(_, v)| !v.is_null()).collect();
            presenti.sort_unstable_by_key(|(nome, _)| *nome);
            testo.push('{');
            for (nome, valore) in presenti {
                scrivi(&Value::from(nome.as_str()), testo);
                testo.push(':');
                scrivi(valore, testo);
                testo.push(',');
            }
            testo.push('}');
        }
        Value::Array(voci) => {
            testo.push('[');
            for voce in voci {
                scrivi(voce, testo);
                testo.push(',');
            }
            testo.push(']');
        }
        semplice => testo.push_str(&semplice.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn testo(nome: &str, input: &Value) -> String {
        String::from_utf8(canonica(nome, input)).unwrap()
    }

    #[test]
    fn the_canonical_form_leaves_out_the_command_id_and_what_is_absent() {
        let una = json!({"comando": Uuid::nil(), "b": 1, "a": {"y": [1, null], "x": "è"}, "z": null});
        let altra = json!({"a": {"x": "è", "y": [1, null]}, "b": 1, "comando": Uuid::max()});
        assert_eq!(testo("m", &una), testo("m", &altra));
        assert_eq!(testo("m", &una), r#"m {"a":{"x":"è","y":[1,null,],},"b":1,}"#);
    }

    #[test]
    fn the_canonical_form_tells_mutations_and_values_apart() {
        let input = json!({"a": "1"});
        assert_ne!(testo("m", &input), testo("n", &input));
        assert_ne!(testo("m", &input), testo("m", &json!({"a": 1})));
        assert_ne!(testo("m", &json!({"a": "x\",\"b\":\"y"})), testo("m", &json!({"a": "x", "b": "y"})));
    }
}
