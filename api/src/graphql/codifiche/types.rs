//! An entry of a code list.

use crate::graphql::common::Data;
use async_graphql::{Object, SimpleObject};
use domain::codifiche::{self, Lista};
use domain::persona::Sesso;

/// Voce di un elenco. Un codice che l'elenco non ha (più) resta leggibile: la descrizione è il codice stesso.
#[derive(Clone)]
pub(crate) struct Voce {
    lista: Lista,
    codice: String,
    sesso: Option<Sesso>,
}

/// Proprietà di una voce.
#[derive(SimpleObject)]
pub(crate) struct Attributo {
    /// Nome.
    nome: String,
    /// Valore.
    valore: String,
}

/// Properties of entries that forms need.
const ATTRIBUTI: [&str; 9] =
    ["chiude", "nota", "originale", "inversa", "riservato", "ruolo", "estensione", "mime", "tipo"];

impl Voce {
    /// The entry of a stored code.
    #[must_use]
    pub(crate) fn di(lista: Lista, codice: &str) -> Self {
        Self { lista, codice: codice.to_owned(), sesso: None }
    }

    /// With its label in the gender of a person.
    #[must_use]
    pub(crate) fn per(self, sesso: Option<Sesso>) -> Self {
        Self { sesso, ..self }
    }

    /// The label.
    #[must_use]
    pub(crate) fn etichetta(&self) -> String {
        let voce = self.voce();
        voce.map_or_else(|| self.codice.clone(), |v| v.descrizione_per(self.sesso).to_owned())
    }

    fn voce(&self) -> Option<&'static codifiche::Voce> {
        codifiche::voce(self.lista, &self.codice)
    }
}

/// Voce di un elenco di codici.
#[Object]
impl Voce {
    /// Nome dell'elenco.
    async fn lista(&self) -> &str {
        self.lista.as_str()
    }

    /// Codice.
    async fn codice(&self) -> &str {
        &self.codice
    }

    /// Descrizione per l'operatore.
    async fn descrizione(&self) -> String {
        self.etichetta()
    }

    /// Primo giorno di validità.
    async fn valida_dal(&self) -> Option<Data> {
        self.voce()?.valido_dal.map(Data)
    }

    /// Ultimo giorno di validità.
    async fn valida_al(&self) -> Option<Data> {
        self.voce()?.valido_al.map(Data)
    }

    /// Voce che la raggruppa, spesso di un altro elenco.
    async fn padre(&self) -> Option<Voce> {
        self.voce()?.padre().map(|p| Voce::di(p.lista, &p.codice))
    }

    /// Significa «altro»: occorre specificare nelle note.
    async fn richiede_nota(&self) -> bool {
        self.voce().is_some_and(codifiche::Voce::richiede_nota)
    }

    /// Proprietà della voce utili ai moduli (per esempio `chiude` di un esito).
    async fn attributi(&self) -> Vec<Attributo> {
        let Some(voce) = self.voce() else { return Vec::new() };
        let presente = |nome: &&str| {
            voce.attributo(nome).map(|v| Attributo { nome: (*nome).to_owned(), valore: v.to_owned() })
        };
        ATTRIBUTI.iter().filter_map(presente).collect()
    }
}
