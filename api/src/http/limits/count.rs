//! Counts a parsed document as if its fragments were expanded, visiting each fragment once.

use super::{
    ALIASES, CYCLE, DIRECTIVES, FIELDS, FRAGMENTS, Limits, NESTING, OPERATIONS, ROOT_FIELDS, Refusal,
    VARIABLES,
};
use async_graphql::parser::types::{
    BaseType, Directive, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet, Type,
};
use async_graphql::{Name, Positioned};
use async_graphql_value::Value;
use std::collections::HashMap;

/// What a selection asks for, fragments expanded.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    fields: usize,
    root_fields: usize,
    aliases: usize,
    directives: usize,
    /// Fields within each other.
    depth: usize,
    /// Fragments within each other.
    fragments: usize,
    introspection: bool,
}

impl Size {
    fn add(&mut self, other: Self) {
        self.fields = self.fields.saturating_add(other.fields);
        self.root_fields = self.root_fields.saturating_add(other.root_fields);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
        self.depth = self.depth.max(other.depth);
        self.fragments = self.fragments.max(other.fragments);
        self.introspection |= other.introspection;
    }
}

/// State of a fragment: under way (to meet it again is a cycle), or counted.
enum Visit {
    UnderWay,
    Done(Size),
}

struct Counter<'a> {
    document: &'a ExecutableDocument,
    limits: &'a Limits,
    visited: HashMap<&'a str, Visit>,
}

/// Judges a document.
pub(super) fn check(document: &ExecutableDocument, limits: &Limits) -> Result<(), Refusal> {
    let mut operations = document.operations.iter();
    let (Some((_, operation)), None) = (operations.next(), operations.next()) else {
        return Err(Refusal::Limit(OPERATIONS));
    };
    at_most(document.fragments.len(), limits.fragments, FRAGMENTS)?;
    let mut counter = Counter { document, limits, visited: HashMap::new() };
    let size = counter.operation(&operation.node)?;
    size.check(limits)?;
    at_most(size.root_fields, limits.root_fields, ROOT_FIELDS)?;
    // Fragments that nothing spreads are read by the library too.
    let names: Vec<&Name> = document.fragments.keys().collect();
    names.into_iter().try_for_each(|name| counter.spread(name, 0)?.check(limits))
}

impl Size {
    fn check(self, limits: &Limits) -> Result<(), Refusal> {
        at_most(self.depth, limits.nesting, NESTING)?;
        at_most(self.fragments, limits.nesting, NESTING)?;
        at_most(self.fields, limits.fields, FIELDS)?;
        at_most(self.aliases, limits.aliases, ALIASES)?;
        at_most(self.directives, limits.directives, DIRECTIVES)?;
        if self.introspection && !limits.introspection {
            return Err(Refusal::Introspection);
        }
        Ok(())
    }
}

impl<'a> Counter<'a> {
    fn operation(&mut self, operation: &'a OperationDefinition) -> Result<Size, Refusal> {
        at_most(operation.variable_definitions.len(), self.limits.variables, VARIABLES)?;
        let mut size = Size::default();
        for variable in &operation.variable_definitions {
            at_most(type_depth(&variable.node.var_type.node), self.limits.nesting, NESTING)?;
            if let Some(default) = &variable.node.default_value {
                self.value(&default.node.clone().into_value(), 1)?;
            }
            size.add(self.directives(&variable.node.directives)?);
        }
        size.add(self.directives(&operation.directives)?);
        size.add(self.selection(&operation.selection_set.node, 0)?);
        Ok(size)
    }

    /// `chain` fragments are open around this selection.
    fn selection(&mut self, set: &'a SelectionSet, chain: usize) -> Result<Size, Refusal> {
        let mut size = Size::default();
        for item in &set.items {
            size.add(self.directives(item.node.directives())?);
            size.add(match &item.node {
                Selection::Field(field) => self.field(&field.node, chain)?,
                Selection::InlineFragment(fragment) => {
                    let inner = self.selection(&fragment.node.selection_set.node, chain + 1)?;
                    Size { fragments: inner.fragments + 1, ..inner }
                }
                Selection::FragmentSpread(spread) => self.spread(&spread.node.fragment_name.node, chain)?,
            });
        }
        Ok(size)
    }

    fn field(&mut self, field: &'a Field, chain: usize) -> Result<Size, Refusal> {
        for (_, value) in &field.arguments {
            self.value(&value.node, 1)?;
        }
        let inner = self.selection(&field.selection_set.node, chain)?;
        Ok(Size {
            fields: inner.fields.saturating_add(1),
            root_fields: 1,
            aliases: inner.aliases.saturating_add(usize::from(field.alias.is_some())),
            depth: inner.depth + 1,
            introspection: inner.introspection || matches!(field.name.node.as_str(), "__schema" | "__type"),
            ..inner
        })
    }

    fn spread(&mut self, name: &'a Name, chain: usize) -> Result<Size, Refusal> {
        match self.visited.get(name.as_str()) {
            Some(Visit::Done(size)) => return Ok(*size),
            Some(Visit::UnderWay) => return Err(Refusal::Limit(CYCLE)),
            None => {}
        }
        // An unknown fragment is a matter for the validation.
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(Size::default()) };
        // Bounds the recursion, too.
        at_most(chain, self.limits.nesting, NESTING)?;
        self.visited.insert(name.as_str(), Visit::UnderWay);
        let mut size = self.selection(&fragment.node.selection_set.node, chain + 1)?;
        size.fragments += 1;
        size.add(self.directives(&fragment.node.directives)?);
        self.visited.insert(name.as_str(), Visit::Done(size));
        Ok(size)
    }

    fn directives(&self, directives: &[Positioned<Directive>]) -> Result<Size, Refusal> {
        for (_, value) in directives.iter().flat_map(|d| &d.node.arguments) {
            self.value(&value.node, 1)?;
        }
        Ok(Size { directives: directives.len(), ..Size::default() })
    }

    /// The recursion is bounded by the brackets of the text.
    fn value(&self, value: &Value, depth: usize) -> Result<(), Refusal> {
        at_most(depth, self.limits.nesting, NESTING)?;
        match value {
            Value::List(list) => list.iter().try_for_each(|v| self.value(v, depth + 1)),
            Value::Object(map) => map.values().try_for_each(|v| self.value(v, depth + 1)),
            _ => Ok(()),
        }
    }
}

fn type_depth(kind: &Type) -> usize {
    match &kind.base {
        BaseType::Named(_) => 1,
        BaseType::List(inner) => 1 + type_depth(inner),
    }
}

fn at_most(found: usize, max: usize, what: &'static str) -> Result<(), Refusal> {
    if found > max { Err(Refusal::Limit(what)) } else { Ok(()) }
}
