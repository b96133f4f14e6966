'use strict';
// node:test: suites, tests, hooks and subtests, run one after another in the order written; what
// mocks is in internal/test/mock.js, what prints in internal/test/report.js. No Rust half.
// Node docs: Test runner.

const { codes } = require('internal/errors');
const { report, summary } = require('internal/test/report');

const HOOKS = ['before', 'after', 'beforeEach', 'afterEach'];
const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
const failures = [];

/** A test or suite: a node of the tree. */
class Item {
  constructor(parent, kind, name, options, body) {
    this.parent = parent;
    this.kind = kind;
    this.options = options;
    this.body = body;
    this.name = name || body?.name || '<anonymous>';
    this.depth = parent ? parent.depth + 1 : -1;
    this.children = [];
    this.hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
    this.skipped = options.skip ?? false;
    this.todo = options.todo ?? false;
    this.error = undefined;
    this.planned = undefined;
    this.asserted = 0;
    this.finished = false;
    this.done = new Promise((resolve) => {
      this.settle = resolve;
    });
    parent?.children.push(this);
  }

  get fullName() {
    return this.parent?.parent ? `${this.parent.fullName} > ${this.name}` : this.name;
  }

  /** Whether something in this branch is marked as the only thing to run. */
  hasOnly() {
    return this.children.some((child) => child.options.only || child.hasOnly());
  }
}

const root = new Item(null, 'suite', 'root', {}, undefined);
// The item of each context.
const items = new WeakMap();
let current = root;
let started;
let startTime;

/** Sorts `(name, options, fn)`, each of which may be left out. */
function read(name, options, body) {
  if (typeof name === 'function') return ['', {}, name];
  if (name !== null && typeof name === 'object') return ['', name, options];
  if (typeof options === 'function') return [name, {}, options];
  return [name, options ?? {}, body];
}

function add(kind, parent, args, extra) {
  const [name, options, body] = read(...args);
  const { timeout } = options;
  if (timeout != null && (typeof timeout !== 'number' || Number.isNaN(timeout))) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.timeout', 'number', timeout);
  }
  const item = new Item(parent, kind, name, { ...options, ...extra }, body);
  if (kind === 'suite') collect(item);
  start();
  return item;
}

// A suite's function runs at once and says what is in it.
function collect(suite) {
  if (suite.skipped || suite.body === undefined) return;
  const outer = current;
  current = suite;
  try {
    suite.collected = suite.body(new SuiteContext(suite));
  } catch (error) {
    suite.error = error;
  } finally {
    current = outer;
  }
}

function start() {
  if (started !== undefined) return;
  startTime = performance.now();
  started = new Promise((resolve) => setImmediate(resolve)).then(async () => {
    await runHooks(root, 'before', root);
    await runChildren(root, false);
    await runHooks(root, 'after', root);
    root.finished = true;
  });
  process.on('beforeExit', finish);
  process.on('exit', finish);
}

let finished = false;
function finish() {
  if (finished) return;
  finished = true;
  for (const item of unfinished(root)) {
    item.error = new Error('Promise resolution is still pending but the event loop has already resolved');
    item.error.code = 'ERR_TEST_FAILURE';
    item.cancelled = true;
    conclude(item, 0);
  }
  if (counts.fail > 0 || counts.cancelled > 0 || root.error !== undefined) process.exitCode = 1;
  summary(counts, performance.now() - startTime, failures);
}

function unfinished(item) {
  const found = item === root || item.finished ? [] : [item];
  return item.children.flatMap(unfinished).concat(found);
}

async function runChildren(item, onlyHere) {
  const only = onlyHere || item.hasOnly();
  // Subtests and late tests join the list while it is walked.
  const run = (child) => runItem(child, only && !child.options.only);
  if (item.options.concurrency > 1 || item.options.concurrency === true) {
    await Promise.all(item.children.map(run));
  }
  for (let i = 0; i < item.children.length; i++) {
    if (!item.children[i].begun) await run(item.children[i]);
  }
}

async function runItem(item, leaveOut) {
  if (item.begun) return item.done;
  item.begun = true;
  const begin = performance.now();
  if (leaveOut && !item.hasOnly()) {
    item.finished = item.left = true;
    item.settle();
    return;
  }
  if (item.kind === 'suite') await runSuite(item);
  else await runTest(item);
  conclude(item, performance.now() - begin);
}

async function runSuite(suite) {
  if (suite.skipped) return;
  report('begin', suite);
  try {
    await suite.collected;
    if (suite.error === undefined) {
      await runHooks(suite, 'before', suite);
      await runChildren(suite, false);
    }
  } catch (error) {
    suite.error ??= error;
  }
  try {
    await runHooks(suite, 'after', suite);
  } catch (error) {
    suite.error ??= error;
  }
  const failed = suite.children.filter((child) => child.error !== undefined && !child.todo).length;
  if (failed > 0 && suite.error === undefined) {
    suite.error = new Error(`${failed} subtest${failed > 1 ? 's' : ''} failed`);
    suite.error.code = 'ERR_TEST_FAILURE';
    suite.failedInside = true;
  }
}

async function runTest(item) {
  if (item.skipped || item.body === undefined) return;
  const context = new TestContext(item);
  try {
    await runEach(item.parent, 'beforeEach', context);
    await withLimit(item, () => callBody(item.body, context));
    for (let i = 0; i < item.children.length; i++) await runItem(item.children[i], false);
    const failed = item.children.filter((child) => child.error !== undefined && !child.todo).length;
    if (failed > 0) {
      item.failedInside = true;
      throw new Error(`${failed} subtest${failed > 1 ? 's' : ''} failed`);
    }
    if (item.planned !== undefined && item.planned !== item.asserted + item.children.length) {
      throw new Error(`plan expected ${item.planned} assertions but received ` +
        `${item.asserted + item.children.length}`);
    }
  } catch (error) {
    item.error = error === undefined ? new Error('test failed') : error;
  }
  try {
    await runHooks(item, 'after', context);
    await runEach(item.parent, 'afterEach', context);
  } catch (error) {
    item.error ??= error;
  }
  context.mockTracker?.restoreAll();
  context.controller?.abort();
}

/** Calls a test's function: with a `done` where it takes one. */
function callBody(body, context) {
  if (body.length < 2) return body.call(context, context);
  return new Promise((resolve, reject) => {
    const result = body.call(context, context, (error) => (error ? reject(error) : resolve()));
    if (typeof result?.then === 'function') {
      reject(new Error('passed a callback but also returned a Promise'));
    }
  });
}

function withLimit(item, run) {
  const { timeout } = item.options;
  if (timeout === undefined || timeout === Infinity) return run();
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      item.cancelled = true;
      reject(new Error(`test timed out after ${timeout}ms`));
    }, timeout);
  });
  return Promise.race([run(), late]).finally(() => clearTimeout(timer));
}

async function runHooks(item, kind, context) {
  for (const hook of item.hooks[kind]) await callBody(hook, context);
}

// The hooks of outer suites come first before a test, and last after it.
async function runEach(item, kind, context) {
  if (item === null) return;
  if (kind === 'beforeEach') await runEach(item.parent, kind, context);
  await runHooks(item, kind, context);
  if (kind === 'afterEach') await runEach(item.parent, kind, context);
}

function conclude(item, duration) {
  item.finished = true;
  if (item.kind === 'suite') {
    counts.suites++;
  } else {
    counts.tests++;
    if (item.skipped !== false) counts.skipped++;
    else if (item.todo !== false) counts.todo++;
    else if (item.cancelled) counts.cancelled++;
    else if (item.error !== undefined) counts.fail++;
    else counts.pass++;
  }
  if (item.error !== undefined && item.todo === false) {
    if (!item.failedInside) failures.push(item);
    if (item.kind === 'suite' && !item.failedInside) process.exitCode = 1;
  }
  report('end', item, duration);
  item.settle();
}

class SuiteContext {
  #item;
  constructor(item) {
    this.#item = item;
  }

  get name() {
    return this.#item.name;
  }

  get fullName() {
    return this.#item.fullName;
  }
}

class TestContext {
  #item;
  #assert;

  constructor(item) {
    this.#item = item;
    items.set(this, item);
  }

  get name() {
    return this.#item.name;
  }

  get fullName() {
    return this.#item.fullName;
  }

  get signal() {
    this.controller ??= new AbortController();
    return this.controller.signal;
  }

  get mock() {
    const { MockTracker } = require('internal/test/mock');
    return this.mockTracker ??= new MockTracker();
  }

  /** The functions of `node:assert`, counted for `plan`. */
  get assert() {
    if (this.#assert === undefined) {
      const assert = require('assert');
      this.#assert = { __proto__: null };
      for (const name of Object.keys(assert)) {
        if (typeof assert[name] !== 'function' || name === 'AssertionError' || name === 'strict') continue;
        this.#assert[name] = (...args) => {
          this.#item.asserted++;
          return assert[name](...args);
        };
      }
    }
    return this.#assert;
  }

  plan(count) {
    this.#item.planned = count;
  }

  diagnostic(message) {
    report('diagnostic', this.#item, message);
  }

  skip(message) {
    this.#item.skipped = message ?? true;
  }

  todo(message) {
    this.#item.todo = message ?? true;
  }

  runOnly() {}

  test(...args) {
    const child = add('test', this.#item, args);
    return runItem(child, false).then(() => undefined);
  }

  async waitFor(condition, { interval = 50, timeout = 1000 } = {}) {
    const end = performance.now() + timeout;
    for (;;) {
      try {
        return await condition();
      } catch (error) {
        if (performance.now() >= end) {
          throw new Error('waitFor() timed out', { cause: error });
        }
      }
      await new Promise((resolve) => setTimeout(resolve, interval));
    }
  }
}

for (const kind of HOOKS) {
  TestContext.prototype[kind] = function(hook) {
    items.get(this).hooks[kind].push(hook);
  };
}

function shorthands(make) {
  const call = (...args) => make(args);
  call.skip = (...args) => make(args, { skip: true });
  call.todo = (...args) => make(args, { todo: true });
  call.only = (...args) => make(args, { only: true });
  return call;
}

const test = shorthands((args, extra) => add('test', current, args, extra).done);
const suite = shorthands((args, extra) => add('suite', current, args, extra).done);
const hooks = {};
for (const kind of HOOKS) {
  hooks[kind] = (hook) => {
    current.hooks[kind].push(hook);
    start();
  };
}

Object.assign(test, hooks, { describe: suite, it: test, suite, test });
Object.defineProperty(test, 'mock', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    const { MockTracker } = require('internal/test/mock');
    const value = new MockTracker();
    Object.defineProperty(test, 'mock', { value, writable: true });
    return value;
  },
});

module.exports = test;
