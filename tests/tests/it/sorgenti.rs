//! Sources that the compiler never sees hold nothing, and tests in them never run.

use cargo_metadata::{MetadataCommand, TargetKind};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Every Rust file below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Whether the module above a file declares it.
fn declared(file: &Path, roots: &BTreeSet<PathBuf>) -> bool {
    let folder = file.parent().unwrap();
    let (of_folder, name) = match file.file_stem().and_then(|s| s.to_str()).unwrap() {
        "mod" => (folder.parent().unwrap(), folder.file_name().unwrap().to_str().unwrap()),
        stem => (folder, stem),
    };
    let above = roots.iter().filter(|root| root.parent() == Some(of_folder)).cloned();
    let above = above.chain([of_folder.join("mod.rs"), of_folder.with_extension("rs")]);
    let line = format!("mod {name};");
    above.filter_map(|module| std::fs::read_to_string(module).ok()).any(|text| {
        let own =
            |l: &str| l.trim_start().trim_start_matches("pub ").trim_start_matches("pub(crate) ") == line;
        text.lines().any(|l| own(l) || l.ends_with(&format!(") {line}")))
    })
}

#[test]
fn every_source_is_declared_in_a_module() {
    let metadata = MetadataCommand::new().no_deps().exec().unwrap();
    let (mut roots, mut files) = (BTreeSet::new(), Vec::new());
    for package in &metadata.packages {
        // A build script is one file beside the manifest.
        for target in package.targets.iter().filter(|t| !t.kind.contains(&TargetKind::CustomBuild)) {
            let root = target.src_path.clone().into_std_path_buf();
            sources(root.parent().unwrap(), &mut files);
            roots.insert(root);
        }
    }
    files.sort();
    files.dedup();
    assert!(files.len() > 400, "the sources were found");
    let lost: Vec<_> = files.iter().filter(|f| !roots.contains(*f) && !declared(f, &roots)).collect();
    assert!(lost.is_empty(), "no module declares {lost:?}");
}
