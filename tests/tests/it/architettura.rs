//! The arrows of the house (docs/architecture.md), checked over what cargo says of the crates.

use cargo_metadata::{DependencyKind, MetadataCommand};
use std::collections::{BTreeMap, BTreeSet};

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
