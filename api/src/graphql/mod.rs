//! GraphQL: the public interface. A folder for each concern, each with `types`, `queries`, `mutations` as it needs.
//!
//! What an operator can meet is data: every mutation has a payload whose `esito` and `rifiuti` say what happened.
//! `errors` holds faults and requests that cannot be understood, each with a code and the request's id.

mod amministrazione;
mod anpr;
mod applicazione;
mod avvisi;
mod codifiche;
mod common;
mod emergenza;
mod io;
mod nucleo;
mod organizzazione;
mod permessi;
mod quadro;
mod segnalazione;
mod soggetto;
mod storia;
#[cfg(test)]
mod tests;
mod tracciamento;

pub use applicazione::{Applicazione, Chi};
pub use permessi::puo_operare;

use async_graphql::{EmptySubscription, MergedObject, SDLExportOptions};

/// Everything that reads.
#[derive(MergedObject, Default)]
pub struct Query(
    anpr::AnprQuery,
    io::IoQuery,
    soggetto::SoggettoQuery,
    nucleo::NucleoQuery,
    segnalazione::SegnalazioneQuery,
    quadro::QuadroQuery,
    storia::StoriaQuery,
    emergenza::EmergenzaQuery,
    organizzazione::OrganizzazioneQuery,
    amministrazione::AmministrazioneQuery,
    codifiche::CodificheQuery,
    tracciamento::TracciamentoQuery,
    avvisi::AvvisiQuery,
);

/// Everything that changes something, or costs something.
#[derive(MergedObject, Default)]
pub struct Mutation(
    anpr::AnprMutation,
    soggetto::SoggettoMutation,
    nucleo::NucleoMutation,
    segnalazione::SegnalazioneMutation,
    amministrazione::OperatoreMutation,
    amministrazione::UnitaMutation,
    segnalazione::ConcessioneMutation,
    avvisi::AvvisiMutation,
    segnalazione::AnnotazioneMutation,
    emergenza::EmergenzaMutation,
);

/// The schema.
pub type Schema = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// Highest cost of a request: fields, each as often as the pages around it have rows.
const COSTO_MAX: usize = 20_000;

/// Builds the schema. The HTTP layer has bounded the document before (see `http`); the cost of pages is bounded here.
#[must_use]
pub fn schema() -> Schema {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .limit_complexity(COSTO_MAX)
        .disable_suggestions()
        .override_input_type_description::<uuid::Uuid>("Identificativo UUID, scritto con i trattini.")
        .finish()
}

/// The schema as text, always in the same order.
#[must_use]
pub fn sdl() -> String {
    let options = SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .prefer_single_line_descriptions();
    schema().sdl_with_options(options)
}
