//! The value of a text that can be known without running anything of a script's: no call, getter,
//! conversion or assignment. The Rust half of `runtime-js/internal/repl/look.js`.

use boa_ast::{
    Expression, Statement, StatementList, StatementListItem,
    expression::{
        OptionalOperationKind,
        access::{PropertyAccess, PropertyAccessField},
        literal::{Literal, LiteralKind, ObjectLiteral, PropertyDefinition, TemplateElement},
        operator::{
            Binary, Unary,
            binary::{ArithmeticOp, BinaryOp, BitwiseOp, LogicalOp, RelationalOp},
            unary::UnaryOp,
        },
    },
    property::PropertyName,
    scope::Scope,
    statement::LabelledItem,
};
use boa_engine::{
    Context, JsBigInt, JsObject, JsResult, JsString, JsValue, Script, Source, js_string,
    object::builtins::{JsArray, JsFunction},
    realm::Realm,
};
use boa_interner::{Interner, Sym};
use boa_parser::Parser;
use ouro_intrinsics::Goal;

use crate::{arguments::Arguments, within};

/// How deep an expression may be nested that is looked at.
const DEPTH: u32 = 100;

/// How long, in UTF-16 units, a string may become.
const LENGTH: usize = 1 << 16;

/// `look(text, context, get)`: `[value]`, or `[undefined, error]` with the text of the error that it
/// would throw; `undefined` where it cannot be known. `get(object, key)` reads a property and
/// answers with `[value]` or `undefined`; without an object, it reads a global.
///
/// # Errors
/// What `get` throws.
pub(super) fn look(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let realm = crate::vm::realm(args.value(1), context);
    let get = args.callback(2, context)?;
    let Ok(text) = crate::parseable(&text, Goal::Script, context) else {
        return Ok(JsValue::undefined());
    };
    let mut interner = Interner::default();
    let parsed =
        Parser::new(Source::from_bytes(&*text)).parse_script(&Scope::new_global(), &mut interner);
    let Ok(script) = parsed else { return Ok(JsValue::undefined()) };
    let (found, failed) = within(&realm, context, |context| {
        let (interner, realm, get) = (&interner, &realm, &get);
        let mut look = Look { interner, realm, get, context, depth: 0, failed: None };
        let found = look.statements(script.statements());
        (found, look.failed)
    });
    let answer = match (found, failed) {
        (Some(value), _) => vec![value],
        (None, Some(error)) => vec![JsValue::undefined(), JsString::from(error).into()],
        (None, None) => return Ok(JsValue::undefined()),
    };
    Ok(JsArray::from_iter(answer, context).into())
}

struct Look<'a> {
    interner: &'a Interner,
    realm: &'a Realm,
    get: &'a JsFunction,
    context: &'a mut Context,
    depth: u32,
    /// The error that looking has come to.
    failed: Option<String>,
}

impl Look<'_> {
    fn statements(&mut self, list: &StatementList) -> Option<JsValue> {
        let mut value = None;
        for item in list.statements() {
            let StatementListItem::Statement(statement) = item else { return None };
            match &**statement {
                // What is thrown is shown as it is.
                Statement::Throw(throw) => return self.value(throw.target()),
                statement => value = self.statement(statement)?.or(value),
            }
        }
        value
    }

    /// The value of a statement, which may have none.
    fn statement(&mut self, statement: &Statement) -> Option<Option<JsValue>> {
        match statement {
            Statement::Empty => Some(None),
            Statement::Expression(expression) => self.value(expression).map(Some),
            Statement::Block(block) if block.statement_list().statements().is_empty() => Some(None),
            Statement::Block(block) => self.statements(block.statement_list()).map(Some),
            Statement::Labelled(labelled) => match labelled.item() {
                LabelledItem::Statement(statement) => self.statement(statement),
                LabelledItem::FunctionDeclaration(_) => None,
            },
            _ => None,
        }
    }

    fn value(&mut self, expression: &Expression) -> Option<JsValue> {
        if self.depth >= DEPTH {
            return None;
        }
        self.depth += 1;
        let value = self.value_of(expression);
        self.depth -= 1;
        value
    }

    fn value_of(&mut self, expression: &Expression) -> Option<JsValue> {
        match expression {
            Expression::This(_) => self.global(js_string!("globalThis")),
            Expression::Identifier(name) => self.name(name.sym()),
            Expression::Literal(literal) => self.literal(literal),
            Expression::Parenthesized(inner) => self.value(inner.expression()),
            Expression::ArrayLiteral(array) => {
                let mut values = Vec::new();
                for element in array.as_ref() {
                    match element {
                        Some(Expression::Spread(_)) | None => return None,
                        Some(element) => values.push(self.value(element)?),
                    }
                }
                Some(JsArray::from_iter(values, self.context).into())
            }
            Expression::ObjectLiteral(object) => self.object(object),
            Expression::TemplateLiteral(template) => {
                let mut whole = String::new();
                for element in template.elements() {
                    match element {
                        TemplateElement::String(text) => {
                            whole.push_str(&self.text(*text).to_std_string_lossy());
                        }
                        TemplateElement::Expr(expression) => {
                            let value = self.primitive(expression)?;
                            let text = value.to_string(self.context).ok()?;
                            whole.push_str(&text.to_std_string_lossy());
                        }
                    }
                }
                (whole.len() <= LENGTH).then(|| JsString::from(whole).into())
            }
            Expression::PropertyAccess(PropertyAccess::Simple(access)) => {
                let target = self.value(access.target())?;
                self.property(&target, access.field())
            }
            Expression::Optional(optional) => {
                let mut value = self.value(optional.target())?;
                for operation in optional.chain() {
                    if operation.shorted() && value.is_null_or_undefined() {
                        return Some(JsValue::undefined());
                    }
                    let OptionalOperationKind::SimplePropertyAccess { field } = operation.kind()
                    else {
                        return None;
                    };
                    value = self.property(&value, field)?;
                }
                Some(value)
            }
            Expression::Call(call) => {
                let name = match call.function() {
                    Expression::Literal(literal) => {
                        format!("\"{}\"", self.text(literal.as_string()?).to_std_string_lossy())
                    }
                    Expression::Identifier(name) => self.text(name.sym()).to_std_string_lossy(),
                    _ => return None,
                };
                if !self.value(call.function())?.is_callable() {
                    self.failed = Some(format!("TypeError: {name} is not a function"));
                }
                None
            }
            Expression::Unary(unary) => self.unary(unary),
            Expression::Binary(binary) => self.binary(binary),
            Expression::Conditional(conditional) => {
                let condition = self.value(conditional.condition())?;
                self.value(if condition.to_boolean() {
                    conditional.if_true()
                } else {
                    conditional.if_false()
                })
            }
            _ => None,
        }
    }

    fn text(&self, symbol: Sym) -> JsString {
        self.interner.resolve_expect(symbol).utf16().into()
    }

    /// A name: what `let`, `const` or `class` declared, or a global.
    fn name(&mut self, symbol: Sym) -> Option<JsValue> {
        let name = self.text(symbol);
        if self.realm.scope().has_lex_binding(&name) {
            // A declared name can be read without an effect; before its declaration it throws.
            let text = name.to_std_string().ok()?;
            let script = Script::parse(Source::from_bytes(&text), None, self.context).ok()?;
            return script.evaluate(self.context).ok();
        }
        self.global(name)
    }

    fn global(&mut self, name: JsString) -> Option<JsValue> {
        self.read(JsValue::undefined(), name.into())
    }

    fn read(&mut self, object: JsValue, key: JsValue) -> Option<JsValue> {
        let found = crate::call(self.get, &JsValue::undefined(), &[object, key], self.context);
        let found = found.ok()?.as_object()?;
        found.get(0, self.context).ok()
    }

    fn property(&mut self, target: &JsValue, field: &PropertyAccessField) -> Option<JsValue> {
        if target.is_null_or_undefined() {
            return None;
        }
        let key = match field {
            PropertyAccessField::Const(name) => self.text(name.sym()).into(),
            PropertyAccessField::Expr(expression) => self.primitive(expression)?,
        };
        self.read(target.clone(), key)
    }

    fn literal(&self, literal: &Literal) -> Option<JsValue> {
        Some(match literal.kind() {
            LiteralKind::String(text) => self.text(*text).into(),
            LiteralKind::Num(number) => (*number).into(),
            LiteralKind::Int(number) => (*number).into(),
            LiteralKind::BigInt(number) => JsBigInt::new((**number).clone()).into(),
            LiteralKind::Bool(value) => (*value).into(),
            LiteralKind::Null => JsValue::null(),
            LiteralKind::Undefined => JsValue::undefined(),
        })
    }

    fn object(&mut self, literal: &ObjectLiteral) -> Option<JsValue> {
        let object = JsObject::with_object_proto(self.context.intrinsics());
        for property in literal.properties() {
            let (key, value) = match property {
                PropertyDefinition::IdentifierReference(name) => {
                    (self.text(name.sym()).into(), self.name(name.sym())?)
                }
                PropertyDefinition::Property(PropertyName::Literal(name), value) => {
                    let name = self.text(name.sym());
                    if name == js_string!("__proto__") {
                        return None;
                    }
                    (name.into(), self.value(value)?)
                }
                PropertyDefinition::Property(PropertyName::Computed(name), value) => {
                    (self.primitive(name)?, self.value(value)?)
                }
                _ => return None,
            };
            let key = key.to_property_key(self.context).ok()?;
            object.create_data_property(key, value, self.context).ok()?;
        }
        Some(object.into())
    }

    /// A value that can be converted without running anything.
    fn primitive(&mut self, expression: &Expression) -> Option<JsValue> {
        self.value(expression).filter(|value| !value.is_object())
    }

    fn unary(&mut self, unary: &Unary) -> Option<JsValue> {
        match unary.op() {
            UnaryOp::Delete => None,
            UnaryOp::TypeOf => Some(self.value(unary.target())?.js_type_of().into()),
            UnaryOp::Void => self.value(unary.target()).map(|_| JsValue::undefined()),
            UnaryOp::Not => Some((!self.value(unary.target())?.to_boolean()).into()),
            UnaryOp::Minus => self.primitive(unary.target())?.neg(self.context).ok(),
            UnaryOp::Plus => {
                Some(self.primitive(unary.target())?.to_number(self.context).ok()?.into())
            }
            UnaryOp::Tilde => {
                let value = self.primitive(unary.target())?;
                (!value.is_bigint())
                    .then(|| value.to_i32(self.context).ok().map(|n| (!n).into()))?
            }
        }
    }

    fn binary(&mut self, binary: &Binary) -> Option<JsValue> {
        let op = binary.op();
        match op {
            BinaryOp::Comma => {
                self.value(binary.lhs())?;
                return self.value(binary.rhs());
            }
            BinaryOp::Logical(op) => {
                let left = self.value(binary.lhs())?;
                let decided = match op {
                    LogicalOp::And => !left.to_boolean(),
                    LogicalOp::Or => left.to_boolean(),
                    LogicalOp::Coalesce => !left.is_null_or_undefined(),
                };
                return if decided { Some(left) } else { self.value(binary.rhs()) };
            }
            BinaryOp::Relational(
                op @ (RelationalOp::StrictEqual | RelationalOp::StrictNotEqual),
            ) => {
                let (left, right) = (self.value(binary.lhs())?, self.value(binary.rhs())?);
                return Some(
                    (left.strict_equals(&right) == (op == RelationalOp::StrictEqual)).into(),
                );
            }
            _ => {}
        }
        let (left, right) = (self.primitive(binary.lhs())?, self.primitive(binary.rhs())?);
        let context = &mut *self.context;
        // What would take long, or much memory, is not looked at.
        if left.is_bigint()
            && matches!(
                op,
                BinaryOp::Arithmetic(ArithmeticOp::Exp) | BinaryOp::Bitwise(BitwiseOp::Shl)
            )
        {
            return None;
        }
        let length = |value: &JsValue| value.as_string().map_or(0, |text| text.len());
        if length(&left) + length(&right) > LENGTH {
            return None;
        }
        let result = match op {
            BinaryOp::Arithmetic(op) => match op {
                ArithmeticOp::Add => left.add(&right, context),
                ArithmeticOp::Sub => left.sub(&right, context),
                ArithmeticOp::Div => left.div(&right, context),
                ArithmeticOp::Mul => left.mul(&right, context),
                ArithmeticOp::Exp => left.pow(&right, context),
                ArithmeticOp::Mod => left.rem(&right, context),
            },
            BinaryOp::Bitwise(op) => match op {
                BitwiseOp::And => left.bitand(&right, context),
                BitwiseOp::Or => left.bitor(&right, context),
                BitwiseOp::Xor => left.bitxor(&right, context),
                BitwiseOp::Shl => left.shl(&right, context),
                BitwiseOp::Shr => left.shr(&right, context),
                BitwiseOp::UShr => left.ushr(&right, context),
            },
            BinaryOp::Relational(op) => match op {
                RelationalOp::Equal => left.equals(&right, context),
                RelationalOp::NotEqual => left.not_equals(&right, context),
                RelationalOp::GreaterThan => left.gt(&right, context),
                RelationalOp::GreaterThanOrEqual => left.ge(&right, context),
                RelationalOp::LessThan => left.lt(&right, context),
                RelationalOp::LessThanOrEqual => left.le(&right, context),
                _ => return None,
            }
            .map(JsValue::from),
            _ => return None,
        };
        result.map_err(|error| self.failed = Some(error.to_string())).ok()
    }
}
