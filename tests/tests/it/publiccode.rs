//! `publiccode.yml` has what the catalogue of public software asks for.
//!
//! The file keeps to a small part of YAML (maps, lists, block scalars, quoted strings), which the reader below
//! understands; anything else fails the test.

use std::collections::BTreeMap;

const FILE: &str = include_str!("../../../publiccode.yml");
const CARGO: &str = include_str!("../../../Cargo.toml");

/// Every scalar by its path: `description.it.features` has one value an item.
fn read(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut lines = text.lines().filter(|l| !l.trim_start().starts_with('#')).peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() {
            continue;
        }
        assert!(!line.contains('\t'), "YAML has no tabs: {line}");
        let item = line.trim_start().starts_with("- ");
        let content = line.trim_start().trim_start_matches("- ");
        let indent = line.len() - content.len();
        open.retain(|(at, _)| *at < if item { indent - 1 } else { indent });
        let path = |key: &str| {
            let parents = open.iter().map(|(_, name)| name.as_str());
            parents.chain((!key.is_empty()).then_some(key)).collect::<Vec<_>>().join(".")
        };
        let (key, value) = match content.split_once(':') {
            Some((key, rest)) if rest.is_empty() || rest.starts_with(' ') => (key, scalar(rest)),
            _ => {
                assert!(item, "neither a key nor an item: {line}");
                found.entry(path("")).or_default().push(scalar(content));
                continue;
            }
        };
        let value = if [">", ">-", "|", "|-"].contains(&value.as_str()) {
            let mut block = Vec::new();
            let within = |l: &&str| l.trim().is_empty() || l.len() - l.trim_start().len() > indent;
            while let Some(line) = lines.next_if(within) {
                block.push(line.trim());
            }
            block.join(if value.starts_with('>') { " " } else { "\n" }).trim().to_owned()
        } else {
            value
        };
        if value.is_empty() {
            open.push((indent, key.to_owned()));
        } else {
            found.entry(path(key)).or_default().push(value);
        }
    }
    found
}

/// A value without quotes and comment.
fn scalar(text: &str) -> String {
    let text = text.trim();
    match text.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or_default().to_owned(),
        None => text.split(" #").next().unwrap_or_default().trim().to_owned(),
    }
}

fn one<'a>(fields: &'a BTreeMap<String, Vec<String>>, path: &str) -> &'a str {
    match fields.get(path).map(Vec::as_slice) {
        Some([value]) => value,
        Some(_) => panic!("{path} is there more than once"),
        None => panic!("{path} is missing"),
    }
}

#[test]
fn the_reader_understands_maps_lists_and_blocks() {
    let fields = read(
        "a: 1 # one\nb:\n  c:\n    - x\n    - \"y # z\"\n  d: >-\n    p\n    q\n\n# no\ne:\n  - f: 2\n    g: 3\n",
    );
    let expected = [
        ("a", vec!["1"]),
        ("b.c", vec!["x", "y # z"]),
        ("b.d", vec!["p q"]),
        ("e.f", vec!["2"]),
        ("e.g", vec!["3"]),
    ];
    assert_eq!(fields.len(), expected.len(), "{fields:?}");
    for (path, values) in expected {
        assert_eq!(fields[path], values);
    }
}

#[test]
fn every_required_field_is_there() {
    let fields = read(FILE);
    for path in [
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "legal.license",
        "maintenance.type",
        "maintenance.contacts.name",
        "localisation.localisationReady",
        "localisation.availableLanguages",
    ] {
        assert!(!one(&fields, path).is_empty(), "{path}");
    }
    assert!(!fields["categories"].is_empty());
}

#[test]
fn the_values_are_allowed() {
    let fields = read(FILE);
    assert!(one(&fields, "url").starts_with("https://"));
    assert_eq!(one(&fields, "softwareType"), "standalone/web");
    assert!(
        ["concept", "development", "beta", "stable", "obsolete"].contains(&one(&fields, "developmentStatus"))
    );
    assert!(["internal", "contract", "community", "none"].contains(&one(&fields, "maintenance.type")));
    assert!(["true", "false"].contains(&one(&fields, "localisation.localisationReady")));
    assert_eq!(one(&fields, "localisation.availableLanguages"), "it");
    assert!(
        !fields.keys().any(|k| k == "IT" || k.starts_with("IT.") || k.starts_with("it.")),
        "deprecated section"
    );
}

#[test]
fn the_description_has_the_length_that_catalogues_show() {
    let fields = read(FILE);
    let short = one(&fields, "description.it.shortDescription").chars().count();
    assert!((1..=150).contains(&short), "shortDescription has {short} characters");
    let long = one(&fields, "description.it.longDescription").chars().count();
    assert!((150..=10_000).contains(&long), "longDescription has {long} characters");
    assert!((5..=20).contains(&fields["description.it.features"].len()));
}

#[test]
fn version_and_licence_are_those_of_the_workspace() {
    let fields = read(FILE);
    for (path, key) in [("softwareVersion", "version"), ("legal.license", "license")] {
        let line = format!("{key} = \"{}\"", one(&fields, path));
        assert!(CARGO.lines().any(|l| l == line), "Cargo.toml does not say {line}");
    }
}
