//! Which edition of the language a test belongs to: the newest that one of its features came with,
//! else what its folder or its section numbers say. TC39: Finished Proposals.

use crate::suite::Test;

/// Rows of the table by edition, oldest first.
pub(crate) const EDITIONS: [&str; 15] = [
    "ES5",
    "ES2015",
    "ES2016",
    "ES2017",
    "ES2018",
    "ES2019",
    "ES2020",
    "ES2021",
    "ES2022",
    "ES2023",
    "ES2024",
    "ES2025",
    "ES2026",
    "proposals",
    "ECMA-402",
];

/// The name of the row for tests of features that no edition has yet.
const PROPOSALS: usize = 13;

/// The row of ECMA-402, which has editions of its own.
const INTL: usize = 14;

/// Features by the edition they came with. What is not here is a proposal.
const FEATURES: [(usize, &[&str]); 13] = [
    (0, &["__getter__", "__setter__", "caller"]),
    (
        1,
        &[
            "Array.prototype.values",
            "ArrayBuffer",
            "DataView",
            "DataView.prototype.getFloat32",
            "DataView.prototype.getFloat64",
            "DataView.prototype.getInt16",
            "DataView.prototype.getInt32",
            "DataView.prototype.getInt8",
            "DataView.prototype.getUint16",
            "DataView.prototype.getUint32",
            "DataView.prototype.setUint8",
            "Float32Array",
            "Float64Array",
            "IsHTMLDDA",
            "Int16Array",
            "Int32Array",
            "Int8Array",
            "Map",
            "Object.is",
            "Promise",
            "Proxy",
            "Reflect",
            "Reflect.construct",
            "Reflect.set",
            "Reflect.setPrototypeOf",
            "Set",
            "String.fromCodePoint",
            "String.prototype.endsWith",
            "String.prototype.includes",
            "Symbol",
            "Symbol.hasInstance",
            "Symbol.isConcatSpreadable",
            "Symbol.iterator",
            "Symbol.match",
            "Symbol.replace",
            "Symbol.search",
            "Symbol.species",
            "Symbol.split",
            "Symbol.toPrimitive",
            "Symbol.toStringTag",
            "Symbol.unscopables",
            "TypedArray",
            "Uint16Array",
            "Uint32Array",
            "Uint8Array",
            "Uint8ClampedArray",
            "WeakMap",
            "WeakSet",
            "__proto__",
            "arrow-function",
            "class",
            "computed-property-names",
            "const",
            "cross-realm",
            "default-parameters",
            "destructuring-assignment",
            "destructuring-binding",
            "for-of",
            "generators",
            "let",
            "new.target",
            "proxy-missing-checks",
            "rest-parameters",
            "super",
            "tail-call-optimization",
            "template",
        ],
    ),
    (2, &["Array.prototype.includes", "exponentiation", "u180e"]),
    (3, &["Atomics", "SharedArrayBuffer", "async-functions"]),
    (
        4,
        &[
            "Promise.prototype.finally",
            "Symbol.asyncIterator",
            "async-iteration",
            "object-rest",
            "object-spread",
            "regexp-dotall",
            "regexp-lookbehind",
            "regexp-named-groups",
            "regexp-unicode-property-escapes",
        ],
    ),
    (
        5,
        &[
            "Array.prototype.flat",
            "Array.prototype.flatMap",
            "Object.fromEntries",
            "String.prototype.trimEnd",
            "String.prototype.trimStart",
            "Symbol.prototype.description",
            "json-superset",
            "optional-catch-binding",
            "stable-array-sort",
            "string-trimming",
            "well-formed-json-stringify",
        ],
    ),
    (
        6,
        &[
            "BigInt",
            "Promise.allSettled",
            "String.prototype.matchAll",
            "Symbol.matchAll",
            "coalesce-expression",
            "dynamic-import",
            "export-star-as-namespace-from-module",
            "for-in-order",
            "globalThis",
            "import.meta",
            "optional-chaining",
        ],
    ),
    (
        7,
        &[
            "AggregateError",
            "FinalizationRegistry",
            "Promise.any",
            "String.prototype.replaceAll",
            "WeakRef",
            "align-detached-buffer-semantics-with-web-reality",
            "host-gc-required",
            "logical-assignment-operators",
            "numeric-separator-literal",
        ],
    ),
    (
        8,
        &[
            "Array.prototype.at",
            "Object.hasOwn",
            "String.prototype.at",
            "TypedArray.prototype.at",
            "arbitrary-module-namespace-names",
            "class-fields-private",
            "class-fields-private-in",
            "class-fields-public",
            "class-methods-private",
            "class-static-block",
            "class-static-fields-private",
            "class-static-fields-public",
            "class-static-methods-private",
            "error-cause",
            "regexp-match-indices",
            "top-level-await",
        ],
    ),
    (
        9,
        &[
            "array-find-from-last",
            "change-array-by-copy",
            "hashbang",
            "stable-typedarray-sort",
            "symbols-as-weakmap-keys",
        ],
    ),
    (
        10,
        &[
            "Atomics.waitAsync",
            "String.prototype.isWellFormed",
            "String.prototype.toWellFormed",
            "array-grouping",
            "arraybuffer-transfer",
            "promise-with-resolvers",
            "regexp-v-flag",
            "resizable-arraybuffer",
        ],
    ),
    (
        11,
        &[
            "Float16Array",
            "RegExp.escape",
            "import-attributes",
            "iterator-helpers",
            "json-modules",
            "promise-try",
            "regexp-duplicate-named-groups",
            "regexp-modifiers",
            "set-methods",
        ],
    ),
    (
        12,
        &[
            "Array.fromAsync",
            "Error.isError",
            "Math.sumPrecise",
            "iterator-sequencing",
            "json-parse-with-source",
            "uint8array-base64",
            "upsert",
        ],
    ),
];

/// Parts of paths that tell of ES2015 where a test names no feature.
const ES2015_PARTS: &[&str] = &[
    "/arrow-function/",
    "/class/",
    "/computed-property-names/",
    "/const/",
    "/destructuring/",
    "/for-of/",
    "/generators/",
    "/let/",
    "/module-code/",
    "/new.target/",
    "/rest-parameters/",
    "/spread",
    "/super/",
    "/tagged-template/",
    "/template-literal/",
    "/yield/",
    "ArrayBuffer/",
    "DataView/",
    "GeneratorFunction/",
    "GeneratorPrototype/",
    "Map/",
    "Promise/",
    "Proxy/",
    "Reflect/",
    "Set/",
    "Symbol/",
    "TypedArray",
    "WeakMap/",
    "WeakSet/",
];

/// Parts of paths that tell of ES2017.
const ES2017_PARTS: &[&str] = &["/async-", "AsyncFunction/", "Atomics/", "/await"];

/// The number of a test's row in [`EDITIONS`].
pub(crate) fn edition(test: &Test) -> usize {
    let path = test.path.as_str();
    if path.starts_with("intl402/") || path.starts_with("staging/Intl402/") {
        return INTL;
    }
    let Ok(matter) = &test.matter else { return PROPOSALS };
    let newest = matter.features.iter().map(|feature| of_feature(feature)).max();
    let told = if ES2017_PARTS.iter().any(|part| path.contains(part)) {
        3
    } else if ES2015_PARTS.iter().any(|part| path.contains(part)) || matter.ids.es6 {
        1
    } else {
        0
    };
    newest.unwrap_or(0).max(told)
}

fn of_feature(name: &str) -> usize {
    let known = FEATURES.iter().find(|(_, names)| names.contains(&name));
    known.map_or(PROPOSALS, |(edition, _)| *edition)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front_matter::FrontMatter;

    fn of(path: &str, matter: &str) -> &'static str {
        let matter = FrontMatter::read(&format!("/*---\n{matter}\n---*/"));
        EDITIONS[edition(&Test { path: path.to_owned(), matter })]
    }

    #[test]
    fn the_newest_feature_decides() {
        assert_eq!(of("language/a.js", "features: [class, top-level-await]"), "ES2022");
        assert_eq!(of("language/a.js", "features: [Symbol, decorators]"), "proposals");
    }

    #[test]
    fn without_features_ids_and_folders_decide() {
        assert_eq!(of("language/a.js", "es5id: 1.2"), "ES5");
        assert_eq!(of("language/a.js", "es6id: 1.2"), "ES2015");
        assert_eq!(of("language/statements/class/a.js", "esid: x"), "ES2015");
        assert_eq!(of("language/expressions/async-function/a.js", "esid: x"), "ES2017");
        assert_eq!(of("intl402/a.js", "features: [BigInt]"), "ECMA-402");
    }
}
