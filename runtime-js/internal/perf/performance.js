'use strict';
// The global performance: the clock, and the door to the timeline, which is loaded when it is used.
// The Rust half is crates/ouro-node/src/perf_hooks/. W3C High Resolution Time, User Timing.

const binding = internalBinding('perf_hooks');
const { codes } = require('internal/errors');
const custom = Symbol.for('nodejs.util.inspect.custom');

const kMake = Symbol('make');
const { now } = binding;
let parts;
const timeline = () => parts ??= require('internal/perf/timeline');

/** Makes accessors enumerable and adds the tag, as Web IDL has them. */
function finish(Class, name) {
  const { prototype } = Class;
  for (const key of Object.getOwnPropertyNames(prototype)) {
    if (key !== 'constructor') Object.defineProperty(prototype, key, { enumerable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { configurable: true, value: name });
}

/** Checks `this`, and how many arguments a method was given. */
function check(value, given, name) {
  if (!(value instanceof Performance)) throw new codes.ERR_INVALID_THIS('Performance');
  if (given === 0) throw new codes.ERR_MISSING_ARGS(name);
}

class Performance {
  constructor(key) {
    if (key !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  clearMarks(name) {
    check(this);
    timeline().clearMarks(name);
  }

  clearMeasures(name) {
    check(this);
    timeline().clearMeasures(name);
  }

  clearResourceTimings() {
    check(this);
  }

  getEntries() {
    check(this);
    return timeline().getEntries();
  }

  getEntriesByName(name, type) {
    check(this, arguments.length, 'name');
    return timeline().getEntries(`${name}`, type);
  }

  getEntriesByType(type) {
    check(this, arguments.length, 'type');
    return timeline().getEntries(undefined, `${type}`);
  }

  mark(name, options) {
    check(this, arguments.length, 'name');
    return timeline().mark(name, options);
  }

  measure(name, startOrOptions, endMark) {
    check(this, arguments.length, 'name');
    return timeline().measure(name, startOrOptions, endMark);
  }

  now() {
    return now();
  }

  setResourceTimingBufferSize() {
    check(this);
  }

  get timeOrigin() {
    check(this);
    return binding.timeOrigin();
  }

  toJSON() {
    check(this);
    return {
      nodeTiming: this.nodeTiming,
      timeOrigin: this.timeOrigin,
      eventLoopUtilization: this.eventLoopUtilization(),
    };
  }

  [custom](depth, options, inspect) {
    if (typeof depth === 'number' && depth < 0) return this;
    inspect ??= require('internal/util/inspect').inspect;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    const { nodeTiming, timeOrigin } = this;
    return `Performance ${inspect({ nodeTiming, timeOrigin }, inner)}`;
  }
}

finish(Performance, 'Performance');

Object.defineProperties(Performance.prototype, {
  eventLoopUtilization: {
    configurable: true, enumerable: false, writable: true,
    value: function eventLoopUtilization(util1, util2) {
      const loopStart = binding.milestones()[3];
      if (loopStart < 0) return { idle: 0, active: 0, utilization: 0 };
      if (util2) {
        const idle = util1.idle - util2.idle;
        const active = util1.active - util2.active;
        return { idle, active, utilization: active / (idle + active) };
      }
      const idle = binding.idleTime() - (util1?.idle ?? 0);
      const active = now() - loopStart - binding.idleTime() - (util1?.active ?? 0);
      return { idle, active, utilization: active / (idle + active) };
    },
  },
  nodeTiming: {
    configurable: true, enumerable: false,
    get: () => timeline().nodeTiming(),
  },
  timerify: {
    configurable: true, enumerable: false, writable: true,
    value: function timerify(fn, options) {
      return require('internal/perf/timerify')(fn, options);
    },
  },
});

const performance = new Performance(kMake);

/** Makes it the EventTarget that it is: that costs loading the class, so only when it is asked. */
function becomeTarget() {
  for (const name of TARGET) Reflect.deleteProperty(Performance.prototype, name);
  const { EventTarget, initEventTarget } = require('internal/event_target');
  Object.setPrototypeOf(Performance.prototype, EventTarget.prototype);
  Object.setPrototypeOf(Performance, EventTarget);
  initEventTarget?.(performance);
}

const TARGET = ['addEventListener', 'removeEventListener', 'dispatchEvent'];
for (const name of TARGET) {
  Object.defineProperty(Performance.prototype, name, {
    configurable: true,
    get() {
      becomeTarget();
      return this[name];
    },
  });
}

module.exports = { Performance, finish, kMake, performance };
