//! An expression as V8 names it in the text of an error: arguments become `(...)`, what has no name
//! `(intermediate value)`. V8: `CallPrinter`.

use std::ops::ControlFlow;

use boa_ast::{
    Expression, Statement, StatementListItem,
    expression::{
        Optional,
        access::{PropertyAccess, PropertyAccessField},
        literal::{LiteralKind, TemplateElement},
        operator::{
            assign::AssignTarget,
            binary::{BinaryOp, RelationalOp},
            unary::UnaryOp,
            update::UpdateOp,
            update::UpdateTarget,
        },
    },
    function::PrivateName,
    visitor::{VisitWith, Visitor},
};
use boa_engine::JsValue;
use boa_interner::{Interner, Sym};
use boa_parser::{Parser, Source};

/// What V8 calls a value without a name.
pub(super) const NAMELESS: &str = "(intermediate value)";

/// Longer expressions are not looked into, in bytes.
const LONGEST: usize = 2_000;

/// What an expression is for.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Use {
    /// It is called, or made an object with.
    Callee,
    /// It is iterated: calls have their function's name only.
    Iterated,
    /// It is destructured or spread.
    Value,
}

/// The name of the expression that a text is, if it is one.
pub(super) fn named(text: &str, purpose: Use) -> Option<String> {
    with_expression(text, |expression, interner| {
        let mut printer = Printer { interner, text: String::new(), purpose };
        match expression.flatten() {
            Expression::Optional(chain) if purpose == Use::Callee => {
                printer.chain(chain);
            }
            Expression::Call(call) if purpose == Use::Iterated => {
                printer.expression(call.function());
                printer.text.push_str(" is not a function or its return value");
            }
            Expression::New(new) if purpose == Use::Iterated => {
                printer.expression(new.constructor());
                printer.text.push_str(" is not a function or its return value");
            }
            expression => printer.expression(expression),
        }
        printer.text
    })
}

/// Whether an expression is a plain name, `this`, a literal or a call: V8 names only those that are
/// destructured as arrays.
pub(super) fn is_plain(text: &str) -> bool {
    let plain = with_expression(text, |expression, _| {
        matches!(
            expression,
            Expression::Identifier(_)
                | Expression::This(_)
                | Expression::Literal(_)
                | Expression::RegExpLiteral(_)
                | Expression::Call(_)
                | Expression::Await(_)
        )
    });
    plain.unwrap_or(false)
}

fn with_expression<T>(text: &str, read: impl Fn(&Expression, &Interner) -> T) -> Option<T> {
    if text.len() > LONGEST {
        return None;
    }
    let source = format!("({text}\n)");
    for in_async in [false, true] {
        let interner = &mut Interner::default();
        let mut parser = Parser::new(Source::from_bytes(&source));
        let Ok(body) = parser.parse_function_body(interner, false, in_async) else { continue };
        let [StatementListItem::Statement(statement)] = body.statements() else { return None };
        let Statement::Expression(Expression::Parenthesized(found)) = &**statement else {
            return None;
        };
        return Some(read(found.expression(), interner));
    }
    None
}

struct Printer<'a> {
    interner: &'a Interner,
    text: String,
    purpose: Use,
}

impl Printer<'_> {
    fn name(&mut self, name: Sym) {
        let name = self.interner.resolve_expect(name).to_string();
        self.text.push_str(&name);
    }

    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::This(_) => self.text.push_str("this"),
            Expression::Identifier(name) => self.name(name.sym()),
            Expression::NewTarget(_) => self.text.push_str(".new.target"),
            Expression::Literal(literal) => self.literal(literal.kind()),
            Expression::RegExpLiteral(literal) => {
                self.text.push('/');
                self.name(literal.pattern());
                self.text.push('/');
                self.name(literal.flags());
            }
            Expression::ArrayLiteral(array) => {
                self.text.push('[');
                for (index, element) in array.as_ref().iter().enumerate() {
                    if index > 0 {
                        self.text.push(',');
                    }
                    if let Some(element) = element {
                        self.expression(element);
                    }
                }
                self.text.push(']');
            }
            Expression::ObjectLiteral(object) => {
                let values = NAMELESS.repeat(object.properties().len());
                self.text.push_str(&format!("{{{values}}}"));
            }
            Expression::Spread(spread) => self.between("(...", spread.target(), ")"),
            Expression::TemplateLiteral(template) => self.template(template.elements()),
            Expression::TaggedTemplate(template) => {
                self.expression(template.tag());
                self.text.push_str("(...)");
            }
            Expression::PropertyAccess(access) => self.property(access),
            Expression::New(new) if self.purpose == Use::Iterated => {
                self.expression(new.constructor());
            }
            Expression::Call(call) => {
                self.expression(call.function());
                if self.purpose != Use::Iterated {
                    self.text.push_str("(...)");
                }
            }
            Expression::Unary(unary) => {
                let operator = unary.op();
                let spaced = matches!(operator, UnaryOp::Delete | UnaryOp::TypeOf | UnaryOp::Void);
                let space = if spaced { " " } else { "" };
                self.between(&format!("({operator}{space}"), unary.target(), ")");
            }
            Expression::Update(update) => {
                let (before, after) = match update.op() {
                    UpdateOp::IncrementPost => ("(", "++)"),
                    UpdateOp::IncrementPre => ("(++", ")"),
                    UpdateOp::DecrementPost => ("(", "--)"),
                    UpdateOp::DecrementPre => ("(--", ")"),
                };
                self.text.push_str(before);
                match update.target() {
                    UpdateTarget::Identifier(name) => self.name(name.sym()),
                    UpdateTarget::PropertyAccess(access) => self.property(access),
                }
                self.text.push_str(after);
            }
            Expression::Binary(binary) => {
                let positive = match binary.op() {
                    BinaryOp::Relational(RelationalOp::NotEqual) => Some("=="),
                    BinaryOp::Relational(RelationalOp::StrictNotEqual) => Some("==="),
                    _ => None,
                };
                self.text.push_str(if positive.is_some() { "(!(" } else { "(" });
                self.operand(binary.lhs(), binary.op());
                match positive {
                    Some(operator) => self.text.push_str(&format!(" {operator} ")),
                    None => self.text.push_str(&format!(" {} ", binary.op())),
                }
                self.between("", binary.rhs(), if positive.is_some() { "))" } else { ")" });
            }
            Expression::Assign(assign) => match assign.lhs() {
                AssignTarget::Identifier(name) => self.name(name.sym()),
                AssignTarget::Access(access) => self.property(access),
                AssignTarget::Pattern(_) => self.expression(assign.rhs()),
            },
            Expression::Conditional(_) => self.text.push_str(&NAMELESS.repeat(3)),
            Expression::ImportCall(call) => self.between("ImportCall(", call.specifier(), ")"),
            Expression::Parenthesized(inner) => self.expression(inner.expression()),
            _ => self.text.push_str(NAMELESS),
        }
    }

    fn between(&mut self, before: &str, expression: &Expression, after: &str) {
        self.text.push_str(before);
        self.expression(expression);
        self.text.push_str(after);
    }

    /// `a + b + c` is one operation to V8.
    fn operand(&mut self, operand: &Expression, operator: BinaryOp) {
        match operand {
            Expression::Binary(inner) if inner.op() == operator => {
                self.operand(inner.lhs(), operator);
                self.text.push_str(&format!(" {operator} "));
                self.expression(inner.rhs());
            }
            _ => self.expression(operand),
        }
    }

    fn literal(&mut self, literal: &LiteralKind) {
        match literal {
            LiteralKind::String(text) => {
                self.text.push('"');
                self.name(*text);
                self.text.push('"');
            }
            LiteralKind::Num(number) => {
                self.text.push_str(&JsValue::from(*number).display().to_string());
            }
            LiteralKind::Int(number) => self.text.push_str(&number.to_string()),
            LiteralKind::BigInt(_) => self.text.push_str(NAMELESS),
            LiteralKind::Bool(truth) => self.text.push_str(if *truth { "true" } else { "false" }),
            LiteralKind::Null => self.text.push_str("null"),
            LiteralKind::Undefined => self.text.push_str("undefined"),
        }
    }

    fn template(&mut self, elements: &[TemplateElement]) {
        let is_text = elements.iter().all(|part| matches!(part, TemplateElement::String(_)));
        if is_text {
            self.text.push('"');
        }
        for element in elements {
            match element {
                TemplateElement::String(text) if is_text => self.name(*text),
                TemplateElement::String(_) => {}
                TemplateElement::Expr(expression) => self.expression(expression),
            }
        }
        if is_text {
            self.text.push('"');
        }
    }

    fn property(&mut self, access: &PropertyAccess) {
        match access {
            PropertyAccess::Simple(access) => {
                self.expression(access.target());
                self.field(access.field(), ".");
            }
            PropertyAccess::Private(access) => {
                self.expression(access.target());
                self.text.push_str("[#");
                self.name(access.field().description());
                self.text.push(']');
            }
            PropertyAccess::Super(access) => {
                self.text.push_str(NAMELESS);
                self.field(access.field(), ".");
            }
        }
    }

    fn field(&mut self, field: &PropertyAccessField, dot: &str) {
        match field {
            PropertyAccessField::Const(name) => {
                self.text.push_str(dot);
                self.name(name.sym());
            }
            PropertyAccessField::Expr(key) => {
                let text = match &**key {
                    Expression::Literal(literal) => literal.as_string(),
                    Expression::TemplateLiteral(template) => match template.elements() {
                        [TemplateElement::String(text)] => Some(*text),
                        _ => None,
                    },
                    _ => None,
                };
                if let Some(text) = text {
                    self.text.push_str(dot);
                    return self.name(text);
                }
                if dot == "?." {
                    self.text.push_str(dot);
                }
                self.between("[", key, "]");
            }
        }
    }

    /// `a?.b.c` as the function of a call.
    fn chain(&mut self, chain: &Optional) {
        self.expression(chain.target());
        for operation in chain.chain() {
            let dot = if operation.shorted() { "?." } else { "." };
            let mut link = Link { printer: self, dot };
            if operation.kind().visit_with(&mut link).is_continue() {
                self.text.push_str("(...)");
            }
        }
    }
}

/// Writes a link of a chain that is no call.
struct Link<'a, 'b> {
    printer: &'a mut Printer<'b>,
    dot: &'a str,
}

impl<'ast> Visitor<'ast> for Link<'_, '_> {
    type BreakTy = ();

    fn visit_property_access_field(&mut self, field: &'ast PropertyAccessField) -> ControlFlow<()> {
        self.printer.field(field, self.dot);
        ControlFlow::Break(())
    }

    fn visit_private_name(&mut self, name: &'ast PrivateName) -> ControlFlow<()> {
        self.printer.text.push_str("[#");
        self.printer.name(name.description());
        self.printer.text.push(']');
        ControlFlow::Break(())
    }

    fn visit_expression(&mut self, _: &'ast Expression) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_have_the_names_that_v8_gives_them() {
        for (text, name) in [
            ("u.a[k]['b']", "u.a[k].b"),
            ("f(1)(2).x", "f(...)(...).x"),
            ("(0, o.x)", "(0 , o.x)"),
            ("a || b", "(a || b)"),
            ("a + b + 'c'", "(a + b + \"c\")"),
            ("a !== 1", "(!(a === 1))"),
            ("typeof a", "(typeof a)"),
            ("new K().x", "(intermediate value).x"),
            ("{ a: 1, b }", "{(intermediate value)(intermediate value)}"),
            ("[1, , u]", "[1,,u]"),
            ("await f()", "(intermediate value)"),
            ("`a${b}`.c", "b.c"),
            ("o?.x", "o?.x"),
            ("o[i++]", "o[(i++)]"),
        ] {
            assert_eq!(named(text, Use::Callee).as_deref(), Some(name), "{text}");
        }
        let iterated = named("o.f()", Use::Iterated);
        assert_eq!(iterated.as_deref(), Some("o.f is not a function or its return value"));
        assert_eq!(named("a b", Use::Value), None);
    }
}
