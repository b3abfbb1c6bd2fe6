//! The program `sigess-dev anpr`: says where it serves, and stops when told.

#![allow(clippy::unwrap_used, reason = "the helper stands outside the test functions")]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The running program and the line it wrote.
fn start(arguments: &[&str]) -> (Child, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sigess-dev"))
        .args(["anpr", "--people", "0"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (program, line.trim_end().to_owned())
}

#[test]
fn says_where_it_serves_and_stops_when_its_standard_input_closes() {
    let (mut program, base_url) = start(&["--until-stdin-closes"]);
    let calls = tokio::runtime::Runtime::new().unwrap().block_on(async {
        let answer = reqwest::get(format!("{base_url}/_sim/calls")).await.unwrap();
        answer.json::<serde_json::Value>().await.unwrap()
    });
    assert_eq!(
        calls,
        serde_json::json!({ "C015": 0, "C018": 0, "C019": 0, "C020": 0, "C021": 0, "C030": 0 })
    );
    drop(program.stdin.take());
    assert!(program.wait().unwrap().success());
}

#[test]
fn stops_in_order_on_sigterm() {
    let (mut program, base_url) = start(&[]);
    assert!(base_url.starts_with("http://127.0.0.1:"));
    let killed = Command::new("kill").args(["-TERM", &program.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert!(program.wait().unwrap().success());
}
