//! The options of Node that do nothing in Ouro: those whose absence nobody can tell, which are
//! accepted, and those whose work is missing, which are refused. Node docs: Command-line API.
//!
//! A missing option that is on unless said otherwise is refused in its `--no-` form only.

use super::row::{Effect, Group, Row, ignored, number, on, with};

const fn none(title: &'static str, rows: &'static [Row]) -> Group {
    Group { title, margin: "", effect: Effect::None, rows }
}

const fn missing(title: &'static str, rows: &'static [Row]) -> Group {
    Group { title, margin: "", effect: Effect::Missing, rows }
}

/// Accepted, and without effect: the titles say why.
pub(super) const NONE: &[Group] = &[
    none("it is always so", ALWAYS),
    none("Node ignores it too", IGNORED),
    none("Ouro has no V8, and no OpenSSL", FOREIGN),
    none("what it is about is not there yet", NOT_YET),
];

const ALWAYS: &[Row] = &[
    on("addons", "").default_on(),
    on("async-context-frame", "").default_on(),
    on("disable-sigusr1", ""),
    on("disable-wasm-trap-handler", ""),
    on("force-async-hooks-checks", "").default_on(),
    on("harmony", "").line_only(),
    on("harmony-shipping", "").line_only(),
    on("jitless", ""),
    on("node-snapshot", ""),
    on("worker-snapshot", "").default_on(),
    on("zero-fill-buffers", ""),
];

const IGNORED: &[Row] = &[
    ignored("experimental-abortcontroller"),
    ignored("experimental-dtls"),
    ignored("experimental-fetch"),
    ignored("experimental-global-customevent"),
    ignored("experimental-global-webcrypto"),
    ignored("experimental-json-modules"),
    ignored("experimental-modules"),
    ignored("experimental-quic"),
    ignored("experimental-report"),
    ignored("experimental-specifier-resolution"),
    ignored("experimental-test-snapshots"),
    ignored("experimental-top-level-await"),
    ignored("experimental-wasi-unstable-preview1"),
    ignored("experimental-wasm-modules"),
    ignored("experimental-worker"),
    ignored("http-parser"),
    ignored("napi-modules"),
    ignored("node-memory-debug"),
];

const FOREIGN: &[Row] = &[
    on("debug-arraybuffer-allocations", ""),
    on("enable-etw-stack-walking", ""),
    on("expose-externalize-string", "").line_only(),
    on("force-context-aware", ""),
    on("force-node-api-uncaught-exceptions-policy", ""),
    with("icu-data-dir", "FOLDER", ""),
    on("interpreted-frames-native-stack", ""),
    number("max-semi-space-size", "MB", ""),
    with("openssl-config", "FILE", ""),
    on("openssl-legacy-provider", ""),
    on("openssl-shared-config", ""),
    on("opt", "").default_on().line_only(),
    on("perf-basic-prof", ""),
    on("perf-basic-prof-only-functions", ""),
    on("perf-prof", ""),
    on("perf-prof-unwinding-info", ""),
    on("single-threaded", "").line_only(),
    number("stack-size", "KB", "").line_only(),
    on("test-udp-no-try-send", "").line_only(),
    on("track-heap-objects", ""),
    with("use-largepages", "MODE", ""),
    with("v8-pool-size", "N", ""),
    on("verify-base-objects", ""),
];

const NOT_YET: &[Row] = &[
    on("allow-addons", ""),
    on("allow-ffi", ""),
    on("allow-fs-vfs", ""),
    on("allow-inspector", ""),
    on("allow-openssl-store", ""),
    on("allow-wasi", ""),
    with("diagnostic-dir", "FOLDER", ""),
    on("enable-source-maps", ""),
    on("experimental-ffi", "").default_on(),
    on("experimental-sqlite", "").default_on(),
    on("experimental-websocket", "").default_on(),
    on("experimental-webstorage", "").default_on(),
    on("insecure-http-parser", ""),
    with("max-http-header-size", "BYTES", ""),
    with("tls-cipher-list", "LIST", ""),
    on("tls-max-v1.2", ""),
    on("tls-max-v1.3", ""),
    on("tls-min-v1.0", ""),
    on("tls-min-v1.1", ""),
    on("tls-min-v1.2", ""),
    on("tls-min-v1.3", ""),
    on("use-bundled-ca", ""),
    on("use-openssl-ca", ""),
    on("use-system-ca", ""),
];

/// Refused: the titles say why.
pub(super) const MISSING: &[Group] = &[
    missing("there is no debugger", DEBUGGER),
    missing("there is no profiler", PROFILER),
    missing("there are no reports, traces or snapshots", RECORDS),
    missing("there is no test runner yet", TESTS),
    missing("the engine cannot do this", ENGINE),
    missing("Ouro keeps its internals to itself", INTERNAL),
    missing("this is not there yet", LATER),
];

const DEBUGGER: &[Row] = &[
    on("debug", "").line_only(),
    on("debug-brk", "").line_only(),
    with("debug-port", "[HOST:]PORT", ""),
    on("experimental-inspector-network-resource", "").line_only(),
    on("experimental-network-inspection", "").line_only(),
    on("experimental-storage-inspection", "").line_only(),
    on("experimental-worker-inspection", "").line_only(),
    on("inspect", ""),
    on("inspect-brk", ""),
    on("inspect-brk-node", "").line_only(),
    with("inspect-port", "[HOST:]PORT", ""),
    with("inspect-publish-uid", "WAYS", ""),
    on("inspect-wait", ""),
];

const PROFILER: &[Row] = &[
    on("cpu-prof", ""),
    with("cpu-prof-dir", "FOLDER", ""),
    with("cpu-prof-interval", "US", ""),
    with("cpu-prof-name", "FILE", ""),
    on("heap-prof", ""),
    with("heap-prof-dir", "FOLDER", ""),
    with("heap-prof-interval", "BYTES", ""),
    with("heap-prof-name", "FILE", ""),
    on("prof", "").line_only(),
    on("prof-process", "").line_only(),
];

const RECORDS: &[Row] = &[
    on("build-sea", "").line_only(),
    on("build-snapshot", "").line_only(),
    with("build-snapshot-config", "FILE", "").line_only(),
    with("experimental-sea-config", "FILE", "").line_only(),
    with("heapsnapshot-near-heap-limit", "N", ""),
    with("heapsnapshot-signal", "SIGNAL", ""),
    on("report-compact", ""),
    with("report-dir", "FOLDER", ""),
    on("report-exclude-env", ""),
    on("report-exclude-network", ""),
    with("report-filename", "FILE", ""),
    on("report-on-fatalerror", ""),
    on("report-on-signal", ""),
    with("report-signal", "SIGNAL", ""),
    on("report-uncaught-exception", ""),
    with("snapshot-blob", "FILE", ""),
    on("trace-env", ""),
    on("trace-env-js-stack", ""),
    on("trace-env-native-stack", ""),
    with("trace-event-categories", "LIST", ""),
    with("trace-event-file-pattern", "NAME", ""),
    on("trace-gc", "").line_only(),
    on("trace-promises", ""),
    on("trace-sigint", ""),
    on("trace-sync-io", ""),
    on("trace-tls", ""),
];

const TESTS: &[Row] = &[
    on("bench", "").line_only(),
    with("bench-isolation", "MODE", ""),
    with("bench-name-pattern", "PATTERN", ""),
    with("bench-reporter", "NAME", ""),
    with("bench-reporter-destination", "FILE", ""),
    with("bench-samples", "N", ""),
    with("bench-warmup", "N", ""),
    on("experimental-bench", ""),
    on("experimental-test-coverage", "").line_only(),
    on("experimental-test-module-mocks", "").line_only(),
    with("experimental-test-tag-filter", "TAG", "").line_only(),
    on("test", "").line_only(),
    with("test-concurrency", "N", "").line_only(),
    with("test-coverage-branches", "N", ""),
    with("test-coverage-exclude", "GLOB", ""),
    with("test-coverage-functions", "N", ""),
    with("test-coverage-include", "GLOB", ""),
    on("test-coverage-include-all", ""),
    with("test-coverage-lines", "N", ""),
    on("test-force-exit", "").line_only(),
    with("test-global-setup", "FILE", ""),
    with("test-isolation", "MODE", ""),
    with("test-name-pattern", "PATTERN", ""),
    on("test-only", ""),
    with("test-random-seed", "N", ""),
    on("test-randomize", ""),
    with("test-reporter", "NAME", ""),
    with("test-reporter-destination", "FILE", ""),
    with("test-rerun-failures", "FILE", ""),
    with("test-shard", "N/OF", ""),
    with("test-skip-pattern", "PATTERN", ""),
    with("test-timeout", "MS", "").line_only(),
    on("test-update-snapshots", "").line_only(),
];

const ENGINE: &[Row] = &[
    on("allow-natives-syntax", "").line_only(),
    on("experimental-shadow-realm", ""),
    on("harmony-shadow-realm", "").line_only(),
    on("js-staging", "").line_only(),
    on("v8-options", "").line_only(),
];

const INTERNAL: &[Row] = &[on("expose-internals", "").line_only()];

const LATER: &[Row] = &[
    on("enable-fips", ""),
    on("enable-fips-indicator-events", ""),
    on("experimental-addon-modules", ""),
    with("experimental-config-file", "FILE", "").line_only(),
    on("experimental-eventsource", ""),
    on("experimental-import-text", ""),
    with("experimental-package-map", "FILE", ""),
    on("experimental-print-required-tla", ""),
    on("experimental-repl-await", "").default_on(),
    on("experimental-stream-iter", ""),
    on("experimental-vfs", ""),
    on("experimental-web-worker", ""),
    on("force-fips", ""),
    on("frozen-intrinsics", ""),
    with("localstorage-file", "FILE", ""),
    on("permission-audit", ""),
    with("secure-heap", "BYTES", ""),
    with("secure-heap-min", "BYTES", ""),
    with("security-revert", "CVE", "").line_only(),
    with("tls-keylog", "FILE", ""),
    on("use-env-proxy", ""),
    with("vfs-load", "FILE", "").line_only(),
    with("vfs-mount", "FOLDER", ""),
];
