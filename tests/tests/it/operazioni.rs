//! The schema as it is published: a call of each root field, what can be selected below it, and what can be reached.

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, InputValueDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Types by their names.
pub(crate) struct Schema(BTreeMap<String, TypeDefinition>);

/// A root field, and an operation that calls it with arguments that it takes.
pub(crate) struct Root {
    pub(crate) name: String,
    pub(crate) call: String,
}

/// A list that can be asked for a page at a time.
#[derive(Debug)]
pub(crate) struct List {
    /// The fields that lead to it.
    pub(crate) path: Vec<String>,
    /// Type of its rows.
    row: String,
}

impl List {
    /// A page of `$first` rows with all that can be said of one; `$id` and `$criteri` where they are needed.
    pub(crate) fn query(&self, schema: &Schema) -> String {
        let row = schema.selection(&self.row, 2);
        let page =
            format!("(first: $first{}) {{ pageInfo {{ hasNextPage }} edges {{ cursor node{row} }} }}", {
                if self.path == ["cercaSoggetti"] { ", criteri: $criteri" } else { "" }
            });
        let of_a_subject = self.path == ["storia"] || self.path == ["lettureSubite"];
        let page = if of_a_subject { page.replacen(')', ", soggetto: $id)", 1) } else { page };
        let list = match self.path.as_slice() {
            [root] => format!("{root}{page}"),
            [root, field] => format!("{root}(id: $id) {{ {field}{page} }}"),
            other => panic!("too far down: {other:?}"),
        };
        let declared = [("$id", "ID!"), ("$criteri", "CriteriInput!")];
        let used = declared.into_iter().filter(|(name, _)| list.contains(name));
        let declared: String = used.map(|(name, ty)| format!(", {name}: {ty}")).collect();
        format!("query Pagina($first: Int!{declared}) {{ {list} }}")
    }
}

/// An operation with its variables.
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) document: String,
    pub(crate) variables: Value,
}

impl Schema {
    pub(crate) fn served() -> Self {
        let document = parse_schema(api::graphql::sdl()).unwrap();
        let types = document.definitions.into_iter().filter_map(|definition| match definition {
            TypeSystemDefinition::Type(definition) => {
                Some((definition.node.name.node.to_string(), definition.node))
            }
            _ => None,
        });
        Self(types.collect())
    }

    /// Every field of `Query` and `Mutation`.
    pub(crate) fn roots(&self) -> Vec<Root> {
        let of = |kind: &str, object: &str| -> Vec<Root> {
            let call = |field: &FieldDefinition| Root {
                name: field.name.node.to_string(),
                call: format!("{kind} {{ {} }}", self.call(field)),
            };
            self.fields(object).into_iter().map(call).collect()
        };
        let (queries, mutations) = (of("query", "Query"), of("mutation", "Mutation"));
        assert!(queries.len() > 10 && mutations.len() > 10, "the schema was understood");
        queries.into_iter().chain(mutations).collect()
    }

    /// The object types that can be reached from these queries.
    pub(crate) fn objects_below<'a>(&self, queries: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        let queries: BTreeSet<_> = queries.into_iter().collect();
        let roots = self.fields("Query").into_iter().filter(|f| queries.contains(f.name.node.as_str()));
        let mut waiting: Vec<String> = roots.map(|field| named(&field.ty.node)).collect();
        let mut found = BTreeSet::new();
        while let Some(name) = waiting.pop() {
            match self.0.get(&name).map(|definition| &definition.kind) {
                Some(TypeKind::Object(_)) if found.insert(name.clone()) => {
                    waiting.extend(self.fields(&name).into_iter().map(|field| named(&field.ty.node)));
                }
                Some(TypeKind::Interface(_) | TypeKind::Union(_)) => panic!("{name}: not followed yet"),
                _ => {}
            }
        }
        found
    }

    /// Every field of `Query` and `Mutation` with all its arguments, as variables, and a selection `depth` objects deep.
    /// `value` makes the text of an argument of type `ID`, `UUID` or `String`.
    pub(crate) fn operations(&self, depth: usize, value: &impl Fn(&str) -> Value) -> Vec<Operation> {
        let kinds = [("query", "Query"), ("mutation", "Mutation")];
        let of = |(kind, object)| {
            self.fields(object).into_iter().map(move |f| self.operation(kind, f, depth, value))
        };
        kinds.into_iter().flat_map(of).collect()
    }

    fn operation(
        &self,
        kind: &str,
        field: &FieldDefinition,
        depth: usize,
        value: &impl Fn(&str) -> Value,
    ) -> Operation {
        let name = field.name.node.as_str();
        let (mut declared, mut passed, mut variables) = (Vec::new(), Vec::new(), Map::new());
        for argument in field.arguments.iter().map(|argument| &argument.node) {
            let argument_name = argument.name.node.as_str();
            declared.push(format!("${argument_name}: {}", argument.ty.node));
            passed.push(format!("{argument_name}: ${argument_name}"));
            variables.insert(argument_name.to_owned(), self.value(argument_name, &argument.ty.node, value));
        }
        let in_brackets = |parts: &[String]| {
            if parts.is_empty() { String::new() } else { format!("({})", parts.join(", ")) }
        };
        let document = format!(
            "{kind} Prova{} {{ {name}{}{} }}",
            in_brackets(&declared),
            in_brackets(&passed),
            self.selection(&named(&field.ty.node), depth)
        );
        Operation { name: name.to_owned(), document, variables: Value::Object(variables) }
    }

    /// The lists that the root fields are or hold.
    pub(crate) fn connections(&self) -> Vec<List> {
        let mut lists = Vec::new();
        for root in self.fields("Query") {
            let (name, object) = (root.name.node.to_string(), named(&root.ty.node));
            if let Some(row) = self.row(root) {
                lists.push(List { path: vec![name], row });
            } else if let Some(TypeKind::Object(_)) = self.0.get(&object).map(|t| &t.kind) {
                let within = self.fields(&object).into_iter();
                lists.extend(within.filter_map(|field| {
                    Some(List {
                        path: vec![name.clone(), field.name.node.to_string()],
                        row: self.row(field)?,
                    })
                }));
            }
        }
        lists
    }

    /// Type of the rows of a field that is a list by pages.
    fn row(&self, field: &FieldDefinition) -> Option<String> {
        let connection = named(&field.ty.node);
        let edges = connection.ends_with("Connection").then(|| self.fields(&connection))?;
        let edge = named(&edges.into_iter().find(|f| f.name.node == "edges")?.ty.node);
        let node = self.fields(&edge).into_iter().find(|f| f.name.node == "node")?;
        Some(named(&node.ty.node))
    }

    /// Everything that can be asked of an object without arguments, `depth` objects deep; nothing for other types.
    pub(crate) fn selection(&self, object: &str, depth: usize) -> String {
        let Some(TypeKind::Object(_)) = self.0.get(object).map(|t| &t.kind) else { return String::new() };
        let mut selected = vec!["__typename".to_owned()];
        for field in self.fields(object) {
            let within = named(&field.ty.node);
            let an_object = self.0.get(&within).is_some_and(|t| matches!(t.kind, TypeKind::Object(_)));
            let needs = field.arguments.iter().any(|a| !a.node.ty.node.nullable);
            if needs || (an_object && depth == 0) {
                continue;
            }
            selected.push(format!("{}{}", field.name.node, self.selection(&within, depth.saturating_sub(1))));
        }
        format!(" {{ {} }}", selected.join(" "))
    }

    fn value(&self, name: &str, ty: &Type, value: &impl Fn(&str) -> Value) -> Value {
        let named = match &ty.base {
            BaseType::List(inner) => return json!([self.value(name, inner, value)]),
            BaseType::Named(named) => named.as_str(),
        };
        match (named, self.0.get(named).map(|definition| &definition.kind)) {
            (_, Some(TypeKind::InputObject(input))) => input
                .fields
                .iter()
                .map(|f| {
                    (f.node.name.node.to_string(), self.value(&f.node.name.node, &f.node.ty.node, value))
                })
                .collect::<Map<_, _>>()
                .into(),
            (_, Some(TypeKind::Enum(one))) => json!(one.values[0].node.value.node),
            ("Int" | "Float", _) => json!(1),
            ("Boolean", _) => json!(true),
            ("Data", _) => json!("1980-01-01"),
            ("Istante", _) => json!("2024-10-21T12:00:00Z"),
            ("UUID", _) if name == "comando" => json!(uuid::Uuid::new_v4()),
            ("ID" | "UUID" | "String", _) => value(named),
            _ => panic!("no value is known for {named}"),
        }
    }

    fn fields(&self, object: &str) -> Vec<&FieldDefinition> {
        match &self.0[object].kind {
            TypeKind::Object(object) => object.fields.iter().map(|field| &field.node).collect(),
            _ => panic!("{object} is no object"),
        }
    }

    fn call(&self, field: &FieldDefinition) -> String {
        let arguments: Vec<_> = self.needed(field.arguments.iter().map(|argument| &argument.node));
        let arguments =
            if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
        let object =
            self.0.get(&named(&field.ty.node)).is_some_and(|t| matches!(t.kind, TypeKind::Object(_)));
        format!("{}{arguments}{}", field.name.node, if object { " { __typename }" } else { "" })
    }

    /// `name: value` of those that must be given.
    fn needed<'a>(&self, values: impl Iterator<Item = &'a InputValueDefinition>) -> Vec<String> {
        values
            .filter(|value| !value.ty.node.nullable && value.default_value.is_none())
            .map(|value| format!("{}: {}", value.name.node, self.literal(&value.ty.node)))
            .collect()
    }

    fn literal(&self, ty: &Type) -> String {
        let name = match &ty.base {
            BaseType::List(inner) => return format!("[{}]", self.literal(inner)),
            BaseType::Named(name) => name.as_str(),
        };
        match (name, self.0.get(name).map(|definition| &definition.kind)) {
            (_, Some(TypeKind::InputObject(input))) => {
                format!("{{ {} }}", self.needed(input.fields.iter().map(|field| &field.node)).join(", "))
            }
            (_, Some(TypeKind::Enum(one))) => one.values[0].node.value.node.to_string(),
            ("Int" | "Float", _) => "1".to_owned(),
            ("Boolean", _) => "true".to_owned(),
            ("ID" | "UUID", _) => "\"00000000-0000-4000-8000-000000000000\"".to_owned(),
            ("String", _) => "\"x\"".to_owned(),
            ("Data", _) => "\"2024-10-21\"".to_owned(),
            _ => panic!("no value is known for {name}"),
        }
    }
}

fn named(ty: &Type) -> String {
    match &ty.base {
        BaseType::List(inner) => named(inner),
        BaseType::Named(name) => name.to_string(),
    }
}
