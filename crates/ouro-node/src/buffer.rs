//! `node:buffer`: the Rust half of `runtime-js/buffer.js`. All methods of Buffers are native, and
//! are put on `Buffer` and its prototype directly. Node docs: Buffer.

mod change;
pub(crate) mod checks;
pub(crate) mod codec;
mod create;
mod numbers;
mod search;
mod show;
mod text;
mod web;

pub(crate) use create::{element_width, is_pool};

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsSymbol, JsValue, NativeFunction, js_string,
    object::FunctionObjectBuilder, property::PropertyDescriptor,
};

use crate::{
    Arguments, Function,
    binding::{Binding, function},
    host,
};

/// What `runtime-js/buffer.js` gets.
pub(crate) const BINDING: Binding = Binding {
    name: "buffer",
    functions: &[
        ("assemble", 1, assemble),
        ("atob", 1, web::atob),
        ("btoa", 1, web::btoa),
        ("extraKeys", 2, show::extra_keys),
        ("hexDump", 2, show::hex_dump),
        ("isAscii", 1, search::is_ascii),
        ("isUtf8", 1, search::is_utf8),
        ("transcode", 3, web::transcode),
    ],
    extend: None,
};

/// `assemble(Buffer)`: makes `Buffer.prototype` and everything on it and on `Buffer` that is
/// native.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` where it is not given a function.
fn assemble(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let class = args.object(0, context)?;
    let uint8 = context.intrinsics().constructors().typed_uint8_array();
    let (parent, parent_prototype) = (uint8.constructor(), uint8.prototype());
    let prototype = JsObject::with_object_proto(context.intrinsics());
    prototype.set_prototype(Some(parent_prototype));
    let maker = FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(make))
        .name(js_string!("FastBuffer"))
        .length(3)
        .constructor(true)
        .build();
    maker.insert_property(js_string!("prototype"), fixed(prototype.clone().into()));
    maker.set_prototype(Some(parent.clone()));
    class.insert_property(js_string!("prototype"), fixed(prototype.clone().into()).writable(true));
    class.set_prototype(Some(parent));
    prototype.insert_property(js_string!("constructor"), hidden(class.clone().into()));

    for table in
        [numbers::METHODS, text::METHODS, search::METHODS, change::METHODS, create::METHODS]
    {
        install(&prototype, table, context);
    }
    for (name, getter) in [("parent", show::parent as Function), ("offset", show::offset)] {
        let getter = function(name, 0, getter, context);
        prototype.insert_property(
            JsString::from(name),
            PropertyDescriptor::builder().get(getter).enumerable(true).configurable(false),
        );
    }
    class.insert_property(js_string!("poolSize"), shown(65_536.into()));
    install(&class, create::STATICS, context);
    let species = function("get [Symbol.species]", 0, species, context);
    class.insert_property(
        JsSymbol::species(),
        PropertyDescriptor::builder().get(species).enumerable(false).configurable(true),
    );

    let host = host(context);
    let room = host.slot::<create::Room>();
    // A second call finds both set, and changes nothing that Buffers are made of.
    let _ = room.class.set(class.clone());
    let _ = room.maker.set(maker.into());
    *host.buffer_prototype.borrow_mut() = Some(prototype);
    Ok(class.into())
}

/// Puts a table of methods on an object; `=name` is another name of the method before it.
fn install(object: &JsObject, table: &[(&str, usize, Function)], context: &mut Context) {
    let mut last = JsValue::undefined();
    for &(name, length, body) in table {
        let key = match name.strip_prefix('=') {
            Some(alias) => alias,
            None => {
                last = function(name, length, body, context).into();
                name
            }
        };
        object.insert_property(JsString::from(key), shown(last.clone()));
    }
}

/// `new FastBuffer(...)`: as `new Uint8Array(...)`, with the prototype of what is constructed.
fn make(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let uint8 = context.intrinsics().constructors().typed_uint8_array().constructor();
    Ok(uint8.construct(args, new_target.as_object().as_ref(), context)?.into())
}

/// `Buffer[Symbol.species]`: what `map` and `filter` make their results with.
fn species(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let room = host(context).slot::<create::Room>();
    Ok(room.maker.get().cloned().map_or_else(JsValue::undefined, JsValue::from))
}

fn shown(value: JsValue) -> PropertyDescriptor {
    PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(true)
        .configurable(true)
        .build()
}

fn hidden(value: JsValue) -> PropertyDescriptor {
    PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(false)
        .configurable(true)
        .build()
}

fn fixed(value: JsValue) -> boa_engine::property::PropertyDescriptorBuilder {
    PropertyDescriptor::builder().value(value).writable(false).enumerable(false).configurable(false)
}
