use super::*;
use crate::http::refusal::Refusal;
use async_graphql::parser::parse_query;
use proptest::prelude::*;
use std::fmt::Write;
use std::time::{Duration, Instant};

fn check(query: &str) -> Result<(), Refusal> {
    let limits = Limits::default();
    limits.check_text(query, None)?;
    limits.check_document(&parse_query(query).map_err(|_| Refusal::Parse)?)
}

fn refused(query: &str, what: &'static str) {
    let start = Instant::now();
    assert_eq!(check(query), Err(Refusal::Limit(what)), "{query:.80}");
    // Generous for a debug build on a busy machine: the point is that it is not exponential.
    assert!(start.elapsed() < Duration::from_secs(2), "{query:.80}");
}

/// `levels` fragments, each spreading the next one twice.
fn bomb(levels: usize) -> String {
    let mut query = String::from("{ ...f0 }");
    for level in 0..levels {
        let next = level + 1;
        write!(query, " fragment f{level} on Q {{ ...f{next} ...f{next} }}").unwrap();
    }
    write!(query, " fragment f{levels} on Q {{ a }}").unwrap();
    query
}

#[test]
fn lets_an_ordinary_request_through() {
    let query = "query Cerca($t: String!, $n: Int = 20) { cerca(testo: $t, first: $n) { edges { node { ...Riga } } } }
        fragment Riga on Soggetto { id cognome nome nato: dataNascita @include(if: true) }";
    assert_eq!(check(query), Ok(()));
}

#[test]
fn lets_the_introspection_of_tools_through_when_it_is_open() {
    let of_type = (0..9).fold("kind name".to_owned(), |inner, _| format!("kind name ofType {{ {inner} }}"));
    let query = format!(
        "query I {{ __schema {{ queryType {{ name }} types {{ ...T }} directives {{ name args {{ ...A }} }} }} }}
         fragment T on __Type {{ kind name fields(includeDeprecated: true) {{ name args {{ ...A }} type {{ ...R }} }}
           inputFields {{ ...A }} interfaces {{ ...R }} possibleTypes {{ ...R }} }}
         fragment A on __InputValue {{ name type {{ ...R }} defaultValue }}
         fragment R on __Type {{ {of_type} }}"
    );
    assert_eq!(check(&query), Err(Refusal::Introspection));
    let open = Limits { introspection: true, ..Limits::default() };
    assert_eq!(open.check_text(&query, None), Ok(()));
    assert_eq!(open.check_document(&parse_query(&query).unwrap()), Ok(()));
}

#[test]
fn refuses_fragments_that_double_at_every_level_without_expanding_them() {
    for levels in [12, 40] {
        let start = Instant::now();
        assert!(check(&bomb(levels)).is_err());
        assert!(start.elapsed() < Duration::from_millis(100), "{levels} levels: {:?}", start.elapsed());
    }
    let one_selection = format!(
        "{{ ...f }} fragment f on Q {{ {} }} fragment g on Q {{ {} }} fragment h on Q {{ {} }}",
        "...g ".repeat(40),
        "...h ".repeat(40),
        "a ".repeat(40)
    );
    refused(&one_selection, FIELDS);
}

#[test]
fn refuses_fragments_that_call_each_other() {
    refused("{ ...a } fragment a on Q { ...b } fragment b on Q { x { ...a } }", CYCLE);
    refused("{ x } fragment a on Q { ...a }", CYCLE);
}

#[test]
fn judges_fragments_that_nothing_spreads() {
    refused(&format!("{{ x }} fragment a on Q {{ {} }}", "x ".repeat(1001)), FIELDS);
}

#[test]
fn refuses_too_many_fields_aliases_directives_and_operations_at_the_root() {
    refused(&format!("{{ a {{ {} }} }}", "x ".repeat(1000)), FIELDS);
    let aliases = |n: usize| (0..n).fold(String::new(), |s, i| s + &format!("a{i}: x "));
    refused(&format!("{{ a {{ {} }} }}", aliases(51)), ALIASES);
    assert_eq!(check(&format!("{{ a {{ {} }} }}", aliases(50))), Ok(()));
    refused(&format!("{{ {} }}", "x ".repeat(21)), ROOT_FIELDS);
    refused(&format!("{{ x {} }}", "@include(if: true) ".repeat(21)), DIRECTIVES);
    refused("query A { x } query B { x }", OPERATIONS);
    refused(&format!("{{ ...f ...f }} fragment f on Q {{ {} }}", "x ".repeat(11)), ROOT_FIELDS);
}

#[test]
fn a_fragment_within_a_field_may_have_more_fields_than_an_operation_at_its_root() {
    let query = format!("{{ a {{ ...f }} }} fragment f on Q {{ {} }}", "x ".repeat(60));
    assert_eq!(check(&query), Ok(()));
}

#[test]
fn aliases_in_fragments_count_as_often_as_they_are_spread() {
    let ten = (0..10).fold(String::new(), |s, i| s + &format!("a{i}: x "));
    refused(&format!("{{ a {{ {} }} }} fragment f on Q {{ {ten} }}", "...f ".repeat(6)), ALIASES);
}

#[test]
fn refuses_too_many_variables_and_fragments() {
    let variables = (0..101).fold(String::new(), |s, i| s + &format!("$v{i}: Int "));
    refused(&format!("query Q({variables}) {{ x }}"), VARIABLES);
    let fragments = (0..51).fold(String::new(), |s, i| s + &format!(" fragment f{i} on Q {{ x }}"));
    refused(&format!("{{ x }}{fragments}"), FRAGMENTS);
}

#[test]
fn refuses_deep_fields_fragments_values_and_types() {
    assert_eq!(check(&"{ a ".repeat(14).add("{ x ").add(&"}".repeat(15))), Ok(()));
    refused(&"{ a ".repeat(15).add("{ x ").add(&"}".repeat(16)), NESTING);
    refused(&"{ a ".repeat(1_000).add("{ x ").add(&"}".repeat(1_001)), NESTING);
    refused(&format!("{{ x(v: {}{}) }}", "[".repeat(16), "]".repeat(16)), NESTING);
    refused(&format!("query Q($v: {}Int{}) {{ x }}", "[".repeat(16), "]".repeat(16)), NESTING);
    refused(&format!("query Q($v: Int = {}{}) {{ x }}", "[".repeat(16), "]".repeat(16)), NESTING);
    refused(&format!("{{ {} x {} }}", "... { ".repeat(16), "}".repeat(16)), NESTING);
}

#[test]
fn brackets_without_end_never_reach_the_parser() {
    for open in ["{", "[", "(", "{a(b:[", "... {"] {
        refused(&open.repeat(2_000), NESTING);
    }
}

#[test]
fn refuses_too_many_tokens_in_the_text_and_in_the_variables() {
    refused(&format!("{{ {} }}", "x ".repeat(10_000)), TOKENS);
    refused(&format!("{{ x(v: [{}]) }}", "1 ".repeat(10_000)), TOKENS);
    let variables: serde_json::Map<_, _> =
        [("v".to_owned(), serde_json::Value::from(vec![1; 10_000]))].into_iter().collect();
    assert_eq!(Limits::default().check_text("{ x }", Some(&variables)), Err(Refusal::Limit(TOKENS)));
}

#[test]
fn refuses_deep_variables() {
    let deep = (0..20).fold(serde_json::Value::Null, |inner, _| serde_json::json!([inner]));
    let variables = [("v".to_owned(), deep)].into_iter().collect();
    assert_eq!(Limits::default().check_text("{ x }", Some(&variables)), Err(Refusal::Limit(NESTING)));
}

#[test]
fn brackets_in_strings_and_comments_do_not_count() {
    let brackets = "{".repeat(100);
    for query in [
        format!("{{ x(v: \"{brackets}\") }}"),
        format!("{{ x(v: \"\\\"{brackets}\") }}"),
        format!("{{ x(v: \"\"\"{brackets} \\\"\"\" {brackets}\"\"\") }}"),
        format!("{{ x # {brackets}\n }}"),
    ] {
        assert_eq!(check(&query), Ok(()), "{query:.60}");
    }
}

#[test]
fn a_string_without_end_is_refused_before_the_parser() {
    for query in ["{ x(v: \"", "{ x(v: \"a\nb\") }", "{ x(v: \"\"\"a) }", "{ x(v: \"\\"] {
        assert_eq!(check(query), Err(Refusal::Parse), "{query}");
    }
}

use std::ops::Add;

/// How deep the brackets of the parsed values nest: what the lexer must have seen.
fn depth_of(value: &async_graphql_value::Value) -> usize {
    use async_graphql_value::Value;
    match value {
        Value::List(list) => 1 + list.iter().map(depth_of).max().unwrap_or(0),
        Value::Object(map) => 1 + map.values().map(depth_of).max().unwrap_or(0),
        _ => 0,
    }
}

proptest! {
    /// Whatever the parser takes, the lexer has seen as deep: no bracket hides in a string that only one of them sees.
    #[test]
    fn the_lexer_never_sees_less_nesting_than_the_parser(text in r#"[\[\]{}"\\# \na1:,]{0,24}"#) {
        let query = format!("{{ x(v: {text}) }}");
        if let Ok(document) = parse_query(&query) {
            let (_, operation) = document.operations.iter().next().unwrap();
            let deepest = operation.node.selection_set.node.items.iter().filter_map(|item| match &item.node {
                async_graphql::parser::types::Selection::Field(f) => {
                    f.node.arguments.iter().map(|(_, v)| depth_of(&v.node)).max()
                }
                _ => None,
            }).max().unwrap_or(0);
            // Two brackets stand around the value.
            let within = lexer::scan(&query, usize::MAX, (deepest + 2).saturating_sub(1));
            prop_assert!(within.is_err(), "{query}");
        }
    }
}
