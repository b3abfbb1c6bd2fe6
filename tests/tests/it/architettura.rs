//! The arrows of the house (docs/architecture.md), checked over what cargo says of the crates.

use cargo_metadata::{DependencyKind, MetadataCommand};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// For every crate of the product, the crates of the house it may depend on.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("event-store", &["domain"]),
    ("projections", &["domain", "event-store"]),
    ("access", &["domain", "event-store"]),
    ("anpr-adapter", &["domain"]),
    ("api", &["access", "anpr-adapter", "domain", "event-store", "projections"]),
];
/// Crates that hold SQL.
const SQL: &[&str] = &["event-store", "projections", "access"];
/// Crates that are not the product.
const NOT_PRODUCT: &[&str] = &["dev", "tests", "bench"];

fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = MetadataCommand::new().no_deps().exec().unwrap();
    let normal = |p: &cargo_metadata::Package| {
        p.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal).map(|d| d.name.clone()).collect()
    };
    metadata.packages.iter().map(|p| (p.name.to_string(), normal(p))).collect()
}

#[test]
fn arrows_point_only_where_the_architecture_says() {
    let dependencies = dependencies();
    let house: BTreeSet<&String> = dependencies.keys().collect();
    for (name, found) in &dependencies {
        if NOT_PRODUCT.contains(&name.as_str()) {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(n, _)| n == name) else {
            panic!("{name} is not in the architecture: add it to ARROWS and to docs/architecture.md");
        };
        for to in found.iter().filter(|d| house.contains(d)) {
            assert!(allowed.contains(&to.as_str()), "{name} must not depend on {to}");
        }
    }
}

#[test]
fn sql_lives_only_where_the_architecture_says() {
    for (name, found) in dependencies() {
        if found.contains("sqlx") {
            assert!(
                SQL.contains(&name.as_str()) || NOT_PRODUCT.contains(&name.as_str()),
                "{name} must not use sqlx"
            );
        }
    }
}

#[test]
fn the_domain_does_no_input_or_output() {
    let domain = &dependencies()["domain"];
    for forbidden in ["tokio", "sqlx", "reqwest", "axum", "rand"] {
        assert!(!domain.contains(forbidden), "domain must not depend on {forbidden}");
    }
}

/// Sources of what answers operators, by their path below `api/src`.
fn answering() -> Vec<(String, String)> {
    let api = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/src");
    let mut folders: Vec<PathBuf> = vec![api.join("graphql"), api.join("services"), api.join("http")];
    let mut read = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&api).unwrap().display().to_string();
                read.push((name, std::fs::read_to_string(path).unwrap_or_default()));
            }
        }
    }
    assert!(read.len() > 50, "the sources were found");
    read
}

/// What an operator reads is what he may see: the whole of the read models is for the command line only.
#[test]
fn nothing_that_answers_operators_reads_the_whole_of_the_read_models() {
    for (name, source) in answering() {
        assert!(!source.contains("Vista::intera"), "{name}");
    }
}

/// A second place that reads events, or that notes into nowhere, would show what nobody writes down.
#[test]
fn files_are_read_for_operators_only_where_it_is_noted_what_they_show() {
    let sources = answering();
    let with = |words: &[&str]| -> BTreeSet<&str> {
        let has = |source: &str| words.iter().any(|word| source.contains(word));
        sources.iter().filter(|(_, source)| has(source)).map(|(name, _)| name.as_str()).collect()
    };
    let reading = with(&[".streams::<", ".stream::<", ".feed(", ".feed_of("]);
    assert_eq!(reading, BTreeSet::from(["services/letture.rs", "services/storia/mod.rs"]));
    // One for every request; and where a rule asks, or a job or the command line does something, and shows nothing of it.
    let into_nowhere = with(&["Divulgato::default()"]);
    let known = ["graphql/common/contesto.rs", "services/comando.rs", "services/letture.rs"];
    assert_eq!(into_nowhere, BTreeSet::from(known));
}
