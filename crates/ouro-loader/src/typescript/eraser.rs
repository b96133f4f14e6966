//! Finds what of a program is types alone. TypeScript handbook; Node docs: "Type stripping".

use std::ops::Range;

use oxc_ast::ast::{
    AccessorProperty, AccessorPropertyType, ArrowFunctionExpression, Class, ClassElement,
    Declaration, Decorator, ExportDefaultDeclarationKind, ExportSpecifier, FormalParameter,
    ImportDeclarationSpecifier, ImportOrExportKind, MethodDefinition, MethodDefinitionType,
    PropertyDefinition, PropertyDefinitionType, PropertyKey, Statement, TSAsExpression,
    TSEnumDeclaration, TSExportAssignment, TSExternalModuleDeclaration, TSGlobalDeclaration,
    TSImportEqualsDeclaration, TSInstantiationExpression, TSModuleBlock, TSNamespaceDeclaration,
    TSNamespaceDeclarationBody, TSNamespaceDeclarationKind, TSNonNullExpression,
    TSSatisfiesExpression, TSThisParameter, TSTypeAnnotation, TSTypeAssertion,
    TSTypeParameterDeclaration, TSTypeParameterInstantiation, VariableDeclarator,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;

use super::{StripError, page::Page};

/// What may stand before a member or parameter and is of no matter to JavaScript.
const MODIFIERS: &[&str] =
    &["abstract", "declare", "override", "private", "protected", "public", "readonly"];

/// Blanks types as it visits a program.
pub(super) struct Eraser<'a> {
    page: Page<'a>,
    /// What could not be stripped, the first of it.
    refused: Option<StripError>,
    /// Ends of statements and members that are gone, and the start of each: a line after them may
    /// read on from the one before.
    gaps: Vec<(usize, usize)>,
}

impl<'a> Eraser<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { page: Page::new(source), refused: None, gaps: Vec::new() }
    }

    /// The JavaScript.
    ///
    /// # Errors
    /// What could not be stripped.
    pub(super) fn finish(mut self) -> Result<String, StripError> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        for (at, end) in std::mem::take(&mut self.gaps) {
            if self.page.has_before(at)
                && matches!(
                    self.page.next(end),
                    Some((_, '(' | '[' | '`' | '+' | '-' | '/' | '*' | '<'))
                )
            {
                self.page.write(at, ';');
            }
        }
        Ok(self.page.finish())
    }

    fn erase(&mut self, span: Span) {
        self.page.erase(range(span));
    }

    /// Takes out a statement or member, without joining what is around it.
    fn remove(&mut self, span: Span) {
        self.erase(span);
        self.gaps.push((start(span), end(span)));
    }

    fn refuse(&mut self, span: Span, message: &str) {
        if self.refused.is_none() {
            let (start, end) = (start(span), end(span));
            let message = message.to_owned();
            self.refused = Some(StripError { is_unsupported: true, message, start, end });
        }
    }

    /// Blanks what follows an expression, `as T` say, and ends the statement where the next line
    /// would read on.
    fn erase_after(&mut self, expression: Span, whole: Span) {
        let tail = end(expression)..end(whole);
        self.page.erase(tail.clone());
        let Some((next, '(' | '[' | '`')) = self.page.next(tail.end) else { return };
        if self.page.has_line_break(tail.end..next)
            && let Some(word) = self.page.words(tail).first()
        {
            self.page.write(word.start, ';');
        }
    }

    /// Blanks the modifiers of a member whose key begins at `key`.
    fn erase_modifiers(&mut self, from: usize, key: usize) {
        let mut first = None;
        for word in self.page.words(from..key) {
            if MODIFIERS.contains(&self.page.text(word.clone())) {
                first.get_or_insert(word.start);
                self.page.erase(word);
            }
        }
        if let Some(first) = first
            && matches!(self.page.next(from), Some((_, '[' | '*')))
        {
            self.page.write(first, ';');
        }
    }

    /// Blanks a `?` or `!` between a name and what follows it.
    fn erase_mark(&mut self, between: Range<usize>) {
        for mark in ['?', '!'] {
            if let Some(at) = self.page.find(between.clone(), mark) {
                self.page.erase(at..at + 1);
            }
        }
    }

    /// Blanks an element of a list with the comma after it.
    fn erase_element(&mut self, span: Span) {
        self.erase(span);
        if let Some((at, ',')) = self.page.next(end(span)) {
            self.page.erase(at..at + 1);
        }
    }

    /// The end of what a class declares before its body: its name, parameters or heritage.
    fn head_end(&self, class: &Class<'_>, keyword: usize) -> usize {
        let heritage = class.heritage.as_ref().map(|heritage| {
            let arguments = heritage.type_arguments.as_ref().map(|arguments| arguments.span);
            end(arguments.unwrap_or_else(|| heritage.expression.span()))
        });
        let parameters = class.type_parameters.as_ref().map(|parameters| end(parameters.span));
        let name = class.id.as_ref().map(|id| end(id.span));
        heritage.or(parameters).or(name).unwrap_or(keyword)
    }
}

impl<'a> Visit<'a> for Eraser<'a> {
    fn visit_statement(&mut self, it: &Statement<'a>) {
        if is_types_alone(it) {
            self.remove(it.span());
        } else {
            walk::walk_statement(self, it);
        }
    }

    fn visit_ts_type_annotation(&mut self, it: &TSTypeAnnotation<'a>) {
        self.erase(it.span);
    }

    fn visit_ts_type_parameter_declaration(&mut self, it: &TSTypeParameterDeclaration<'a>) {
        self.erase(it.span);
    }

    fn visit_ts_type_parameter_instantiation(&mut self, it: &TSTypeParameterInstantiation<'a>) {
        self.erase(it.span);
    }

    fn visit_ts_this_parameter(&mut self, it: &TSThisParameter<'a>) {
        self.erase_element(it.span);
    }

    fn visit_ts_as_expression(&mut self, it: &TSAsExpression<'a>) {
        self.visit_expression(&it.expression);
        self.erase_after(it.expression.span(), it.span);
    }

    fn visit_ts_satisfies_expression(&mut self, it: &TSSatisfiesExpression<'a>) {
        self.visit_expression(&it.expression);
        self.erase_after(it.expression.span(), it.span);
    }

    fn visit_ts_non_null_expression(&mut self, it: &TSNonNullExpression<'a>) {
        self.visit_expression(&it.expression);
        self.page.erase(end(it.expression.span())..end(it.span));
    }

    fn visit_ts_instantiation_expression(&mut self, it: &TSInstantiationExpression<'a>) {
        self.visit_expression(&it.expression);
        self.erase(it.type_arguments.span);
    }

    fn visit_ts_type_assertion(&mut self, it: &TSTypeAssertion<'a>) {
        self.refuse(
            it.span,
            "The angle-bracket syntax for type assertions, `<T>expr`, is not supported in type \
             strip mode. Instead, use the 'as' syntax: `expr as T`.",
        );
    }

    fn visit_ts_enum_declaration(&mut self, it: &TSEnumDeclaration<'a>) {
        self.refuse(it.span, "TypeScript enum is not supported in strip-only mode");
    }

    fn visit_ts_namespace_declaration(&mut self, it: &TSNamespaceDeclaration<'a>) {
        let message = match it.kind {
            TSNamespaceDeclarationKind::Module => {
                "`module` keyword is not supported. Use `namespace` instead."
            }
            TSNamespaceDeclarationKind::Namespace => {
                "TypeScript namespace declaration is not supported in strip-only mode"
            }
        };
        self.refuse(it.span, message);
    }

    fn visit_ts_external_module_declaration(&mut self, it: &TSExternalModuleDeclaration<'a>) {
        self.refuse(it.span, "TypeScript module declaration is not supported in strip-only mode");
    }

    fn visit_ts_global_declaration(&mut self, it: &TSGlobalDeclaration<'a>) {
        self.refuse(it.span, "TypeScript global declaration is not supported in strip-only mode");
    }

    fn visit_ts_import_equals_declaration(&mut self, it: &TSImportEqualsDeclaration<'a>) {
        self.refuse(
            it.span,
            "TypeScript import equals declaration is not supported in strip-only mode",
        );
    }

    fn visit_ts_export_assignment(&mut self, it: &TSExportAssignment<'a>) {
        self.refuse(it.span, "TypeScript export assignment is not supported in strip-only mode");
    }

    fn visit_import_declaration_specifier(&mut self, it: &ImportDeclarationSpecifier<'a>) {
        if let ImportDeclarationSpecifier::ImportSpecifier(name) = it
            && name.import_kind == ImportOrExportKind::Type
        {
            self.erase_element(name.span);
        }
    }

    fn visit_export_specifier(&mut self, it: &ExportSpecifier<'a>) {
        if it.export_kind == ImportOrExportKind::Type {
            self.erase_element(it.span);
        }
    }

    fn visit_variable_declarator(&mut self, it: &VariableDeclarator<'a>) {
        if it.definite
            && let Some(annotation) = &it.type_annotation
        {
            self.erase_mark(end(it.id.span())..start(annotation.span));
        }
        walk::walk_variable_declarator(self, it);
    }

    fn visit_formal_parameter(&mut self, it: &FormalParameter<'a>) {
        if it.accessibility.is_some() || it.readonly || it.r#override {
            self.refuse(
                it.span,
                "TypeScript parameter property is not supported in strip-only mode",
            );
        }
        if it.optional {
            let next = it.type_annotation.as_ref().map(|annotation| annotation.span);
            let next = next.or_else(|| it.initializer.as_ref().map(|value| value.span()));
            let until = next.map_or_else(|| end(it.span) + 1, start);
            self.erase_mark(end(it.pattern.span())..until);
        }
        walk::walk_formal_parameter(self, it);
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        walk::walk_arrow_function_expression(self, it);
        let parameters = it.params.span;
        // No line may end before `=>`: the parenthesis goes where the type ended.
        if let Some(returns) = &it.return_type
            && self.page.has_line_break(end(parameters)..end(returns.span))
        {
            self.page.erase(end(parameters) - 1..end(parameters));
            self.page.write(end(returns.span) - 1, ')');
        }
        // Nor after `async`.
        if it.r#async
            && let Some(types) = &it.type_parameters
            && self.page.has_line_break(start(types.span)..start(parameters))
        {
            self.page.erase(start(parameters)..start(parameters) + 1);
            self.page.write(start(types.span), '(');
        }
    }

    fn visit_class(&mut self, it: &Class<'a>) {
        let from = after_decorators(it.span, &it.decorators);
        let mut keyword = from;
        for word in self.page.words(from..start(it.body.span)) {
            keyword = word.end;
            match self.page.text(word.clone()) {
                "class" => break,
                "abstract" => self.page.erase(word),
                _ => {}
            }
        }
        if !it.implements.is_empty() {
            self.page.erase(self.head_end(it, keyword)..start(it.body.span));
        }
        for decorator in &it.decorators {
            self.visit_decorator(decorator);
        }
        if let Some(parameters) = &it.type_parameters {
            self.erase(parameters.span);
        }
        if let Some(heritage) = &it.heritage {
            self.visit_class_heritage(heritage);
        }
        self.visit_class_body(&it.body);
    }

    fn visit_class_element(&mut self, it: &ClassElement<'a>) {
        if is_declaration_alone(it) {
            self.remove(it.span());
        } else {
            walk::walk_class_element(self, it);
        }
    }

    fn visit_method_definition(&mut self, it: &MethodDefinition<'a>) {
        let from = after_decorators(it.span, &it.decorators);
        self.erase_modifiers(from, start(it.key.span()));
        if it.optional {
            self.erase_mark(end(it.key.span())..start(it.value.params.span));
        }
        for decorator in &it.decorators {
            self.visit_decorator(decorator);
        }
        self.visit_property_key(&it.key);
        self.visit_function(&it.value, ScopeFlags::Function);
    }

    fn visit_property_definition(&mut self, it: &PropertyDefinition<'a>) {
        let from = after_decorators(it.span, &it.decorators);
        self.erase_modifiers(from, start(it.key.span()));
        let next = it.type_annotation.as_ref().map(|annotation| annotation.span);
        let next = next.or_else(|| it.value.as_ref().map(GetSpan::span));
        if it.optional || it.definite {
            self.erase_mark(end(it.key.span())..next.map_or_else(|| end(it.span), start));
        }
        // `get: T` and a line after it would be a getter.
        if let (PropertyKey::StaticIdentifier(name), Some(annotation), None) =
            (&it.key, &it.type_annotation, &it.value)
            && matches!(&*name.name, "get" | "set" | "static" | "accessor")
        {
            self.page.write(start(annotation.span), ';');
        }
        walk::walk_property_definition(self, it);
    }

    fn visit_accessor_property(&mut self, it: &AccessorProperty<'a>) {
        let from = after_decorators(it.span, &it.decorators);
        self.erase_modifiers(from, start(it.key.span()));
        if let Some(annotation) = it.type_annotation.as_ref().filter(|_| it.definite) {
            self.erase_mark(end(it.key.span())..start(annotation.span));
        }
        walk::walk_accessor_property(self, it);
    }
}

/// Whether a statement leaves nothing to JavaScript.
fn is_types_alone(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::ImportDeclaration(it) => it.import_kind == ImportOrExportKind::Type,
        Statement::ExportAllDeclaration(it) => it.export_kind == ImportOrExportKind::Type,
        Statement::ExportNamedDeclaration(it) => it.export_kind == ImportOrExportKind::Type,
        Statement::ExportFromDeclaration(it) => it.export_kind == ImportOrExportKind::Type,
        Statement::ExportDeclaration(it) => is_type(&it.declaration),
        Statement::ExportDefaultDeclaration(it) => match &it.declaration {
            ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => true,
            ExportDefaultDeclarationKind::FunctionDeclaration(it) => it.body.is_none(),
            _ => false,
        },
        other => other.as_declaration().is_some_and(is_type),
    }
}

fn is_type(declaration: &Declaration<'_>) -> bool {
    match declaration {
        Declaration::VariableDeclaration(it) => it.declare,
        Declaration::FunctionDeclaration(it) => it.declare || it.body.is_none(),
        Declaration::ClassDeclaration(it) => it.declare,
        Declaration::TSTypeAliasDeclaration(_) | Declaration::TSInterfaceDeclaration(_) => true,
        Declaration::TSEnumDeclaration(it) => it.declare,
        Declaration::TSExternalModuleDeclaration(it) => it.declare,
        Declaration::TSNamespaceDeclaration(it) => it.declare || holds_types(it),
        Declaration::TSGlobalDeclaration(it) => it.declare,
        Declaration::TSImportEqualsDeclaration(it) => it.import_kind == ImportOrExportKind::Type,
    }
}

/// Whether a namespace makes no object: nothing but types is in it.
fn holds_types(namespace: &TSNamespaceDeclaration<'_>) -> bool {
    match &namespace.body {
        TSNamespaceDeclarationBody::TSNamespaceDeclaration(inner) => holds_types(inner),
        TSNamespaceDeclarationBody::TSModuleBlock(block) => is_typical(block),
    }
}

fn is_typical(block: &TSModuleBlock<'_>) -> bool {
    block.directives.is_empty() && block.body.iter().all(is_types_alone)
}

/// Whether a member of a class leaves nothing to JavaScript.
fn is_declaration_alone(element: &ClassElement<'_>) -> bool {
    match element {
        ClassElement::StaticBlock(_) => false,
        ClassElement::TSIndexSignature(_) => true,
        ClassElement::MethodDefinition(it) => {
            it.r#type == MethodDefinitionType::TSAbstractMethodDefinition || it.value.body.is_none()
        }
        ClassElement::PropertyDefinition(it) => {
            it.declare || it.r#type == PropertyDefinitionType::TSAbstractPropertyDefinition
        }
        ClassElement::AccessorProperty(it) => {
            it.r#type == AccessorPropertyType::TSAbstractAccessorProperty
        }
    }
}

/// Where the modifiers of something may begin.
fn after_decorators(span: Span, decorators: &[Decorator<'_>]) -> usize {
    decorators.last().map_or_else(|| start(span), |last| end(last.span))
}

const fn start(span: Span) -> usize {
    span.start as usize
}

const fn end(span: Span) -> usize {
    span.end as usize
}

const fn range(span: Span) -> Range<usize> {
    start(span)..end(span)
}
