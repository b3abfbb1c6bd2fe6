//! The schema as it is published.

use super::*;
use std::path::Path;

/// Set to write the file anew after a wanted change.
const UPDATE: &str = "SIGESS_UPDATE_SCHEMA";

#[test]
fn the_committed_schema_is_the_one_that_is_served() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.graphql");
    let now = sdl();
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == now, "the schema has changed: review it, then run this test with {UPDATE}=1");
}

#[test]
fn printing_the_schema_twice_gives_the_same() {
    assert_eq!(sdl(), sdl());
}

#[test]
fn everything_in_the_schema_is_explained() {
    let schema = async_graphql::parser::parse_schema(sdl()).unwrap();
    use async_graphql::parser::types::{TypeKind, TypeSystemDefinition};
    let mut unexplained = Vec::new();
    for definition in schema.definitions {
        let TypeSystemDefinition::Type(definition) = definition else { continue };
        let name = definition.node.name.node.to_string();
        let fields: Vec<(String, bool)> = match definition.node.kind {
            TypeKind::Object(o) => o
                .fields
                .iter()
                .map(|f| (f.node.name.node.to_string(), f.node.description.is_some()))
                .collect(),
            TypeKind::InputObject(i) => i
                .fields
                .iter()
                .map(|f| (f.node.name.node.to_string(), f.node.description.is_some()))
                .collect(),
            TypeKind::Enum(e) => e
                .values
                .iter()
                .map(|v| (v.node.value.node.to_string(), v.node.description.is_some()))
                .collect(),
            _ => Vec::new(),
        };
        unexplained.extend(
            fields
                .into_iter()
                .filter(|(_, explained)| !explained)
                .map(|(field, _)| format!("{name}.{field}")),
        );
    }
    assert_eq!(unexplained, Vec::<String>::new());
}

#[tokio::test]
async fn a_page_whose_rows_are_too_big_is_refused_before_it_is_read() {
    let query = |rows: i32, fields: usize| {
        format!("{{ segnalazioni(first: {rows}) {{ nodes {{ {} }} }} }}", "numero ".repeat(fields))
    };
    let refused = schema().execute(query(100, 250)).await;
    assert_eq!(refused.errors[0].message, "Query is too complex.");
    // Without a context nothing can be read: the validation let it through.
    let allowed = schema().execute(query(20, 250)).await;
    assert_eq!(allowed.errors[0].path.len(), 1);
}
