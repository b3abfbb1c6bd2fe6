//! The documents speak of what is there: paths and links lead somewhere, cited requirements are explained.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Folders of the house by which a word in backticks is taken for a path.
const FOLDERS: [&str; 10] = [
    "domain/",
    "event-store/",
    "projections/",
    "access/",
    "anpr-adapter/",
    "api/",
    "dev/",
    "tests/",
    "migrations/",
    "docs/",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Files under `folder` with one of these endings, without what is built or fetched.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !name.starts_with('.') && !["target", "node_modules", "dist"].contains(&name.as_str()) {
                found.extend(files(&path, endings));
            }
        } else if endings.iter().any(|e| name.ends_with(e)) {
            found.push(path);
        }
    }
    found
}

fn documents() -> Vec<(PathBuf, String)> {
    let found = files(&root(), &[".md"]);
    assert!(found.len() > 10, "the documents are elsewhere");
    found.into_iter().map(|p| (p.clone(), std::fs::read_to_string(p).unwrap())).collect()
}

/// Text outside fenced blocks.
fn prose(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

/// Words in backticks that name one path, without placeholders and patterns.
fn named_paths(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2).filter(|word| {
        let pattern = word.contains(['*', '<', '{', ' ', '…', '|', ':']);
        !pattern && FOLDERS.iter().any(|f| word.starts_with(f))
    })
}

#[test]
fn every_path_that_a_document_names_is_there() {
    let mut wrong = Vec::new();
    for (document, text) in documents() {
        for line in prose(&text).lines() {
            for path in named_paths(line) {
                let beside = document.parent().unwrap().join(path);
                if !root().join(path).exists() && !beside.exists() {
                    wrong.push(format!("{}: `{path}`", document.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut wrong = Vec::new();
    for (document, text) in documents() {
        for link in
            prose(&text).split("](").skip(1).filter_map(|rest| rest.split(')').next().map(ToOwned::to_owned))
        {
            let target = link.split('#').next().unwrap_or_default();
            if !link.contains("://")
                && !target.is_empty()
                && !document.parent().unwrap().join(target).exists()
            {
                wrong.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Ids of the form `M-G18`.
fn requirements(text: &str) -> BTreeSet<String> {
    let at = text.match_indices("M-").filter_map(|(at, _)| text.get(at..at + 5));
    let is_id = |id: &&str| {
        let rest = id.as_bytes();
        rest[2].is_ascii_uppercase() && rest[3].is_ascii_digit() && rest[4].is_ascii_digit()
    };
    at.filter(is_id).map(ToOwned::to_owned).collect()
}

#[test]
fn every_requirement_that_is_cited_is_explained_in_the_glossary() {
    let explained = requirements(&std::fs::read_to_string(root().join("docs/glossario.md")).unwrap());
    let cited: BTreeSet<String> = files(&root(), &[".rs", ".sql", ".md", ".ts", ".tsx"])
        .iter()
        .flat_map(|path| requirements(&std::fs::read_to_string(path).unwrap()))
        .collect();
    let missing: Vec<_> = cited.difference(&explained).collect();
    assert!(missing.is_empty(), "not in docs/glossario.md: {missing:?}");
}

#[test]
fn every_setting_is_in_the_operations_page() {
    let page = std::fs::read_to_string(root().join("docs/operations.md")).unwrap();
    let read = |file: &str| std::fs::read_to_string(root().join("api/src").join(file)).unwrap();
    let source = read("impostazioni.rs") + &read("impostazioni/http.rs");
    let names: Vec<_> = source.split("env = \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(names.len() > 5, "the settings are elsewhere");
    let missing: Vec<_> = names.iter().filter(|name| !page.contains(&format!("| `{name}` |"))).collect();
    assert!(missing.is_empty(), "not in docs/operations.md: {missing:?}");
}

#[test]
fn the_helpers_find_what_they_look_for() {
    let found: Vec<_> =
        named_paths("see `api/src/main.rs` and `cargo test`, `docs/*.md`, `domain/`").collect();
    assert_eq!(found, ["api/src/main.rs", "domain/"]);
    assert_eq!(
        requirements("M-G18, (M-B01 to M-B04), M-G, M-"),
        ["M-B01", "M-B04", "M-G18"].map(str::to_owned).into()
    );
}
