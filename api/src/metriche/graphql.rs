//! Operations by the root fields of the schema that they ask for.

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    ExecutableDocument, Selection, SelectionSet, TypeKind, TypeSystemDefinition,
};
use event_store::metrics::durations;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::Duration;

/// The names of the root fields, kept for as long as the program runs.
static ROOT_FIELDS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| root_fields(&crate::graphql::sdl()).into_iter().map(|name| &*name.leak()).collect());

fn root_fields(sdl: &str) -> Vec<String> {
    let mut names = Vec::new();
    for definition in parse_schema(sdl).map(|document| document.definitions).unwrap_or_default() {
        let TypeSystemDefinition::Type(kind) = definition else { continue };
        let root = ["Query", "Mutation"].contains(&kind.node.name.node.as_str());
        if let TypeKind::Object(object) = kind.node.kind
            && root
        {
            names.extend(object.fields.iter().map(|field| field.node.name.node.to_string()));
        }
    }
    names
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Operation {
    field: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Field {
    field: &'static str,
}

/// Operations executed.
#[derive(Clone, Debug)]
pub struct GraphqlMetrics {
    operations: Family<Operation, Counter>,
    durations: Family<Field, Histogram, fn() -> Histogram>,
}

impl Default for GraphqlMetrics {
    fn default() -> Self {
        Self {
            operations: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(durations())),
        }
    }
}

impl GraphqlMetrics {
    /// The root fields of the schema that a document asks for, each once. A name the schema does not have is nobody's.
    #[must_use]
    pub fn fields(document: &ExecutableDocument) -> BTreeSet<&'static str> {
        let mut fields = BTreeSet::new();
        for (_, operation) in document.operations.iter() {
            collect(&operation.node.selection_set.node, document, &mut BTreeSet::new(), &mut fields);
        }
        fields
    }

    /// An operation executed.
    pub fn executed(&self, fields: &BTreeSet<&'static str>, errors: bool, after: Duration) {
        let outcome = if errors { "error" } else { "ok" };
        for field in fields {
            self.operations.get_or_create(&Operation { field, outcome }).inc();
            self.durations.get_or_create(&Field { field }).observe(after.as_secs_f64());
        }
    }

    pub(super) fn register(&self, r: &mut Registry) {
        r.register("graphql_operations", "Operations by root field and outcome", self.operations.clone());
        let help = "Time of an operation, by each root field it has";
        r.register("graphql_operation_duration_seconds", help, self.durations.clone());
    }
}

/// Each fragment is looked into once: the document may come from anybody.
fn collect<'d>(
    set: &'d SelectionSet,
    document: &'d ExecutableDocument,
    seen: &mut BTreeSet<&'d str>,
    fields: &mut BTreeSet<&'static str>,
) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => fields.extend(ROOT_FIELDS.get(field.node.name.node.as_str())),
            Selection::InlineFragment(fragment) => {
                collect(&fragment.node.selection_set.node, document, seen, fields);
            }
            Selection::FragmentSpread(spread) => {
                let name = spread.node.fragment_name.node.as_str();
                if let Some(fragment) = document.fragments.get(name)
                    && seen.insert(name)
                {
                    collect(&fragment.node.selection_set.node, document, seen, fields);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;

    fn fields(query: &str) -> Vec<&'static str> {
        GraphqlMetrics::fields(&parse_query(query).unwrap()).into_iter().collect()
    }

    #[test]
    fn only_root_fields_of_the_schema_are_counted_and_never_an_alias() {
        assert_eq!(fields("query Rossi { rossi: io { operatore { cognome } } ignoto }"), ["io"]);
        assert_eq!(
            fields("{ ...f ... on Query { io { ruolo } } } fragment f on Query { ...f io { ruolo } }"),
            ["io"]
        );
        assert!(ROOT_FIELDS.contains("creaSegnalazione") && !ROOT_FIELDS.contains("cognome"));
    }
}
