//! The engine's texts of errors that have one wording of V8's each: no name in the source is needed
//! for them, at most that of the native function which threw.
//!
//! Where V8 shows a value that is not known here, the most likely one stands: `undefined`.

use std::borrow::Cow;

/// V8's words for a text of the engine's; `native` is the function of the engine's that threw it.
pub(super) fn fixed(text: &str, native: Option<&str>) -> Option<Cow<'static, str>> {
    if let Some(native) = native
        && let Some(words) = of_native(text, native)
    {
        return Some(words);
    }
    let found = FIXED.binary_search_by_key(&text, |row| row.0).ok()?;
    FIXED.get(found).map(|row| row.1.into())
}

/// Whether a text's words depend on the function that threw.
pub(super) fn is_native_text(text: &str) -> bool {
    text.starts_with("target must be ") || text.starts_with("cannot convert null or undefined to")
}

/// Words that name the function.
fn of_native(text: &str, native: &str) -> Option<Cow<'static, str>> {
    const ITERATING: [&str; 6] = ["all", "allSettled", "any", "from", "groupBy", "race"];
    const READING: [&str; 23] = [
        "anchor",
        "big",
        "bold",
        "charAt",
        "charCodeAt",
        "codePointAt",
        "concat",
        "endsWith",
        "includes",
        "indexOf",
        "localeCompare",
        "match",
        "normalize",
        "padEnd",
        "padStart",
        "repeat",
        "search",
        "startsWith",
        "substr",
        "substring",
        "trim",
        "trimEnd",
        "trimStart",
    ];
    Some(match text {
        "target must be an object" => format!("Reflect.{native} called on non-object").into(),
        "target must be a constructor" => "undefined is not a constructor".into(),
        "cannot convert 'null' or 'undefined' to object" if ITERATING.contains(&native) => {
            "undefined is not iterable (cannot read property Symbol(Symbol.iterator))".into()
        }
        "cannot convert 'null' or 'undefined' to object" if native == "fromEntries" => {
            "undefined is not iterable".into()
        }
        "cannot convert null or undefined to Object" if native == "setPrototypeOf" => {
            "Object.setPrototypeOf called on null or undefined".into()
        }
        "cannot convert null or undefined to Object" if READING.contains(&native) => {
            format!("String.prototype.{native} called on null or undefined").into()
        }
        _ => return None,
    })
}

/// Sorted by the engine's text.
const FIXED: &[(&str, &str)] = &[
    ("Array.fromAsync: mapping function must be callable", "undefined is not a function"),
    ("Array.prototype.filter: `callback` must be callable", "undefined is not a function"),
    ("Array.prototype.map: Callbackfn is not callable", "undefined is not a function"),
    ("Array.prototype.reduce: callback function is not callable", "undefined is not a function"),
    (
        "Array.prototype.reduce: called on an empty array and with no initial value",
        "Reduce of empty array with no initial value",
    ),
    (
        "Array.prototype.reduceRight: callback function is not callable",
        "undefined is not a function",
    ),
    (
        "Array.prototype.reduceRight: called on an empty array and with no initial value",
        "Reduce of empty array with no initial value",
    ),
    ("Array.prototype.some: callback is not callable", "undefined is not a function"),
    (
        "ArrayBuffer.constructor called with undefined new target",
        "Constructor ArrayBuffer requires 'new'",
    ),
    (
        "ArrayBuffer.resize: cannot resize a fixed-length buffer",
        "Method ArrayBuffer.prototype.resize called on incompatible receiver #<ArrayBuffer>",
    ),
    (
        "ArrayBuffer.resize: new byte length exceeds buffer's maximum byte length",
        "ArrayBuffer.prototype.resize: Invalid length parameter",
    ),
    ("BigInt division by zero", "Division by zero"),
    ("BigInt negative exponent", "Exponent must be positive"),
    (
        "Cannot construct a property descriptor from a non-object",
        "Property description must be an object: undefined",
    ),
    ("Cannot destructure 'null' value", "Cannot destructure 'null' as it is null."),
    ("Cannot destructure 'undefined' value", "Cannot destructure 'undefined' as it is undefined."),
    ("Generator should not be executing", "Generator is already running"),
    ("GetIteratorFlattenable: value is not an object", "Iterator.from called on non-object"),
    (
        "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute",
        "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, #<Object>",
    ),
    (
        "Invalid property descriptor.Cannot both specify accessors and a value or writable attribute",
        "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, #<Object>",
    ),
    ("Iterator constructor requires 'new'", "Constructor Iterator requires 'new'"),
    ("Iterator.concat requires iterable objects", "Iterator.concat called on non-object"),
    ("Iterator.prototype.drop: limit cannot be NaN", "NaN must be positive"),
    ("Iterator.prototype.every: predicate is not callable", "undefined is not a function"),
    ("Iterator.prototype.filter: predicate is not callable", "undefined is not a function"),
    ("Iterator.prototype.find: predicate is not callable", "undefined is not a function"),
    ("Iterator.prototype.flatMap: mapper is not callable", "undefined is not a function"),
    ("Iterator.prototype.forEach: argument is not callable", "undefined is not a function"),
    ("Iterator.prototype.map: mapper is not callable", "undefined is not a function"),
    (
        "Iterator.prototype.reduce: cannot reduce empty iterator with no initial value",
        "Reduce of a done iterator with no initial value",
    ),
    ("Iterator.prototype.reduce: reducer is not callable", "undefined is not a function"),
    ("Iterator.prototype.some: predicate is not callable", "undefined is not a function"),
    ("Iterator.prototype.take: limit cannot be NaN", "NaN must be positive"),
    (
        "Method Map.prototype.forEach called with non-callable callback function",
        "undefined is not a function",
    ),
    (
        "Method Set.prototype.forEach called with non-callable callback function",
        "undefined is not a function",
    ),
    (
        "Object.defineProperties: expected 'this' to be an Object",
        "Object.defineProperties called on non-object",
    ),
    ("Offset is outside the bounds of DataView", "Offset is outside the bounds of the DataView"),
    (
        "Promise NewTarget cannot be undefined",
        "Promise constructor cannot be invoked without 'new'",
    ),
    ("Promise.all() called on a non-object", "Promise.all called on non-object"),
    ("Promise.allSettled() called on a non-object", "Promise.allSettled called on non-object"),
    ("Promise.any() called on a non-object", "Promise.any called on non-object"),
    ("Promise.race() called on a non-object", "Promise.race called on non-object"),
    ("Promise.reject() called on a non-object", "PromiseResolve called on non-object"),
    ("Promise.resolve() called on a non-object", "PromiseResolve called on non-object"),
    ("Promise.try() called on a non-object", "Promise.try called on non-object"),
    (
        "Promise.withResolvers() called on a non-object",
        "Promise.withResolvers called on non-object",
    ),
    ("Property descriptor getter must be callable", "Getter must be a function: undefined"),
    ("Property descriptor setter must be callable", "Setter must be a function: undefined"),
    ("Proxy constructor called on undefined new target", "Constructor Proxy requires 'new'"),
    (
        "Proxy constructor called with non-object handler",
        "Cannot create proxy with a non-object as target or handler",
    ),
    (
        "Proxy constructor called with non-object target",
        "Cannot create proxy with a non-object as target or handler",
    ),
    (
        "Proxy object has empty handler and target",
        "Cannot perform 'get' on a proxy that has been revoked",
    ),
    (
        "Proxy trap constructor returned non-object value",
        "proxy [[Construct]] must return an object",
    ),
    (
        "Proxy trap failed to return all property keys",
        "'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible",
    ),
    (
        "Proxy trap failed to set extensible",
        "'preventExtensions' on proxy: trap returned truish but the proxy target is extensible",
    ),
    (
        "Proxy trap result contains duplicate string property keys",
        "'ownKeys' on proxy: trap returned duplicate entries",
    ),
    (
        "Proxy trap result contains duplicate symbol property keys",
        "'ownKeys' on proxy: trap returned duplicate entries",
    ),
    (
        "Proxy trap result is neither object nor null",
        "'getPrototypeOf' on proxy: trap returned neither object nor null",
    ),
    (
        "Proxy trap returned unexpected extensible value",
        "'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is 'true')",
    ),
    (
        "Proxy trap returned unexpected prototype",
        "'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype",
    ),
    (
        "RegExp.prototype.source method called on incompatible value",
        "RegExp.prototype.source getter called on non-RegExp object",
    ),
    ("SameValue(resolution, promise) is true", "Chaining cycle detected for promise #<Promise>"),
    ("Set-like object must have a callable 'has' method", "string \"has\" is not a function"),
    ("Set-like object must have a callable 'keys' method", "string \"keys\" is not a function"),
    ("Source object and target offset longer than target typed array", "offset is out of bounds"),
    (
        "Source typed array and target offset longer than target typed array",
        "offset is out of bounds",
    ),
    (
        "Typed array length is 0 and initial value is not present",
        "Reduce of empty array with no initial value",
    ),
    ("TypedArray.from called with non-callable mapfn", "undefined is not a function"),
    (
        "TypedArray.prototype.every called with non-callable callback function",
        "undefined is not a function",
    ),
    (
        "TypedArray.prototype.filter called with non-callable callback function",
        "undefined is not a function",
    ),
    (
        "TypedArray.prototype.map called with non-callable callback function",
        "undefined is not a function",
    ),
    (
        "TypedArray.prototype.reduce called with non-callable callback function",
        "undefined is not a function",
    ),
    (
        "TypedArray.prototype.some called with non-callable callback function",
        "undefined is not a function",
    ),
    ("TypedArray.set called with negative offset", "offset is out of bounds"),
    (
        "TypedArray.sort called with non-callable comparefn",
        "The comparison function must be either a function or undefined",
    ),
    ("Value is not a typed array object", "this is not a typed array."),
    ("WeakMap: cannot call constructor without `new`", "Constructor WeakMap requires 'new'"),
    ("__proto__ called on null or undefined", "Cyclic __proto__ value"),
    (
        "`RegExp.prototype.compile` cannot be called for a non-object",
        "Method RegExp.prototype.compile called on incompatible receiver undefined",
    ),
    ("`length` cannot be bigger than `maxByteLength`", "Invalid array buffer max length"),
    ("`this` is not a typed array object", "this is not a typed array."),
    ("abrupt end", "Unexpected end of input"),
    ("argument must not be a bigint", "Cannot convert a BigInt value to a number"),
    ("argument must not be a symbol", "Cannot convert a Symbol value to a number"),
    ("bad length for array", "Invalid array length"),
    ("bad type", "undefined is not a valid property name"),
    (
        "buffer must be an ArrayBuffer",
        "First argument to DataView constructor must be an ArrayBuffer",
    ),
    ("callback must be a callable object", "undefined is not a function"),
    (
        "calling a builtin Set constructor without new is forbidden",
        "Constructor Set requires 'new'",
    ),
    ("can't convert symbol to string", "Cannot convert a Symbol value to a string"),
    ("can't set prototype of this object", "#<Object> is not extensible"),
    (
        "cannot allocate a buffer that exceeds the maximum buffer size",
        "Array buffer allocation failed",
    ),
    (
        "cannot bind `this` without a `[[Call]]` internal method",
        "Bind must be called on a function",
    ),
    ("cannot call `DataView` constructor without `new`", "Constructor DataView requires 'new'"),
    (
        "cannot call `Intl.ListFormat` constructor without `new`",
        "Constructor Intl.ListFormat requires 'new'",
    ),
    ("cannot call `Map` constructor without new", "Constructor Map requires 'new'"),
    ("cannot convert Symbol to a BigInt", "Cannot convert Symbol() to a BigInt"),
    ("cannot convert null or undefined to Object", "Cannot convert undefined or null to object"),
    ("cannot convert null to a BigInt", "Cannot convert null to a BigInt"),
    ("cannot convert object to primitive value", "Cannot convert object to primitive value"),
    ("cannot convert undefined to a BigInt", "Cannot convert undefined to a BigInt"),
    ("cannot create list from a primitive", "CreateListFromArrayLike called on non-object"),
    ("cannot delete a property of `super`", "Unsupported reference to 'super'"),
    (
        "cannot get key and value from primitive item of `iterable`",
        "Iterator value is not an entry object",
    ),
    (
        "cannot mix BigInt and other types, use explicit conversions",
        "Cannot mix BigInt and other types, use explicit conversions",
    ),
    ("cannot prevent extensions", "'preventExtensions' on proxy: trap returned falsish"),
    ("cannot reinitialize `this` binding", "Super constructor may only be called once"),
    ("cyclic object value", "Converting circular structure to JSON"),
    (
        "derived constructor can only return an Object or undefined",
        "Derived constructors may only return object or undefined",
    ),
    ("finally called with a non-object promise", "Promise.prototype.finally called on non-object"),
    ("flatMap mapper function is not callable", "undefined is not a function"),
    (
        "function has non-object prototype in instanceof check",
        "Function has non-object prototype 'undefined' in instanceof check",
    ),
    ("index for typed array outside of bounds", "Invalid atomic access index"),
    ("inner result was not an object", "Iterator result undefined is not an object"),
    ("invalid array length", "Invalid array length"),
    ("invalid escape character found", "URI malformed"),
    ("iterator does not have a throw method", "The iterator does not provide a 'throw' method."),
    (
        "method `Map.prototype.groupBy` called with non-callable callback function",
        "undefined is not a function",
    ),
    (
        "method `[Symbol.toPrimitive]` cannot return an object",
        "Cannot convert object to primitive value",
    ),
    ("next value should be an object", "Iterator result undefined is not an object"),
    ("no promise in Promise.any was fulfilled.", "All promises were rejected"),
    ("not a function", "Function.prototype.toString requires that 'this' be a Function"),
    (
        "promiseCapability.[[Reject]] is not callable",
        "Promise resolve or reject function is not callable",
    ),
    (
        "promiseCapability.[[Reject]] is not undefined",
        "Promise executor has already been invoked with non-undefined arguments",
    ),
    (
        "promiseCapability.[[Resolve]] is not callable",
        "Promise resolve or reject function is not callable",
    ),
    (
        "promiseCapability.[[Resolve]] is not undefined",
        "Promise executor has already been invoked with non-undefined arguments",
    ),
    ("property descriptor must be an object", "Property description must be an object"),
    (
        "proto must be an object or null",
        "Object prototype may only be an Object or null: undefined",
    ),
    (
        "radix must be an integer at least 2 and no greater than 36",
        "toString() radix argument must be between 2 and 36",
    ),
    (
        "reached the maximum number of recursive calls on this execution",
        "Maximum call stack size exceeded",
    ),
    (
        "regexp exec returned neither object nor null",
        "RegExp exec method returned something other than an Object or null",
    ),
    ("returned iterator is not an object", "Result of the Symbol.iterator method is not an object"),
    ("size is undefined", "The .size property is NaN"),
    (
        "super constructor object must be constructor",
        "Super constructor null of anonymous class is not a constructor",
    ),
    (
        "superclass must be a constructor",
        "Class extends value undefined is not a constructor or null",
    ),
    (
        "superclass prototype must be an object or null",
        "Class extends value does not have valid prototype property undefined",
    ),
    (
        "the TypedArray constructor should never be called directly",
        "Abstract class TypedArray not directly constructable",
    ),
    ("view out of bounds for its inner buffer", "Offset is outside the bounds of the DataView"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(FIXED.is_sorted_by(|one, next| one.0 < next.0));
    }

    #[test]
    fn functions_are_named_where_v8_does() {
        let text = "target must be an object";
        assert_eq!(fixed(text, Some("has")).as_deref(), Some("Reflect.has called on non-object"));
        assert_eq!(fixed(text, None), None);
    }
}
