//! The schema as it is published: a call of each root field, and what can be reached from one.

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, InputValueDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use std::collections::{BTreeMap, BTreeSet};

/// Types by their names.
pub(super) struct Schema(BTreeMap<String, TypeDefinition>);

/// A root field, and an operation that calls it with arguments that it takes.
pub(super) struct Root {
    pub(super) name: String,
    pub(super) call: String,
}

impl Schema {
    pub(super) fn served() -> Self {
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
    pub(super) fn roots(&self) -> Vec<Root> {
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
    pub(super) fn objects_below<'a>(&self, queries: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
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
