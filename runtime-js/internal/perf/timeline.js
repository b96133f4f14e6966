'use strict';
// The timeline of performance: marks, measures and their classes, loaded when it is first used.
// The Rust half is crates/ouro-node/src/perf_hooks/. W3C User Timing, Performance Timeline.

const binding = internalBinding('perf_hooks');
const { codes } = require('internal/errors');
const { finish, kMake } = require('internal/perf/performance');
const custom = Symbol.for('nodejs.util.inspect.custom');

const { now } = binding;

function shown(value, depth, options, inspect) {
  if (typeof depth === 'number' && depth < 0) return value;
  inspect ??= require('internal/util/inspect').inspect;
  const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
  const { constructor } = value;
  return `${constructor.name} ${inspect(value.toJSON(), inner)}`;
}

class PerformanceEntry {
  #fields;

  constructor(key, name, entryType, startTime, duration, detail) {
    if (key !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#fields = { name, entryType, startTime, duration, detail };
  }

  static field(entry, name) {
    if (!(typeof entry === 'object' && entry !== null && #fields in entry)) {
      throw new codes.ERR_INVALID_THIS('PerformanceEntry');
    }
    return entry.#fields[name];
  }

  get name() {
    return field(this, 'name');
  }

  get entryType() {
    return field(this, 'entryType');
  }

  get startTime() {
    return field(this, 'startTime');
  }

  get duration() {
    return field(this, 'duration');
  }

  toJSON() {
    const json = {
      name: field(this, 'name'),
      entryType: field(this, 'entryType'),
      startTime: field(this, 'startTime'),
      duration: field(this, 'duration'),
    };
    const detail = field(this, 'detail');
    if (detail !== undefined) json.detail = detail;
    return json;
  }

  [custom](depth, options, inspect) {
    return shown(this, depth, options, inspect);
  }
}

const { field } = PerformanceEntry;
Reflect.deleteProperty(PerformanceEntry, 'field');

/** An entry of a kind that only the runtime makes, such as `function`. */
class PerformanceNodeEntry extends PerformanceEntry {
  get detail() {
    return field(this, 'detail');
  }
}

const MILESTONES = [
  'nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete',
];

class PerformanceMark extends PerformanceEntry {
  constructor(name, options) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    name = `${name}`;
    if (MILESTONES.includes(name)) throw new codes.ERR_INVALID_ARG_VALUE('name', name);
    let startTime = now();
    if (options != null) {
      const { validateNumber, validateObject } = require('internal/validators');
      validateObject(options, 'options');
      if (options.startTime !== undefined) {
        ({ startTime } = options);
        validateNumber(startTime, 'startTime');
        if (startTime < 0) throw new codes.ERR_PERFORMANCE_INVALID_TIMESTAMP(startTime);
      }
    }
    let detail = options?.detail;
    detail = detail == null ? null : structuredClone(detail);
    super(kMake, name, 'mark', startTime, 0, detail);
  }

  get detail() {
    return field(this, 'detail');
  }
}

class PerformanceMeasure extends PerformanceEntry {
  get detail() {
    return field(this, 'detail');
  }
}

const marks = [];
const measures = [];
// The last mark of each name: what a measure starts or ends at.
const lastMark = new Map();
// Told of every entry, once an observer exists.
let observer;

function enqueue(entry) {
  observer?.(entry);
}

/** The time of a mark, a milestone or a number. */
function timeOf(name) {
  if (name === undefined) return undefined;
  if (typeof name === 'number') {
    if (name < 0) throw new codes.ERR_PERFORMANCE_INVALID_TIMESTAMP(name);
    return name;
  }
  name = `${name}`;
  if (MILESTONES.includes(name)) return nodeTiming()[name];
  const time = lastMark.get(name);
  if (time === undefined) {
    throw new DOMException(`The "${name}" performance mark has not been set`, 'SyntaxError');
  }
  return time;
}

function remove(list, name) {
  if (name === undefined) list.length = 0;
  else list.splice(0, list.length, ...list.filter((entry) => entry.name !== name));
}

const byTime = (a, b) => a.startTime - b.startTime;

class PerformanceNodeTiming extends PerformanceEntry {
  constructor(key) {
    super(key, 'node', 'node', 0, 0);
    const milestone = (name, get) =>
      Object.defineProperty(this, name, { configurable: true, enumerable: true, get });
    milestone('name', () => 'node');
    milestone('entryType', () => 'node');
    milestone('startTime', () => 0);
    milestone('duration', now);
    milestone('nodeStart', () => 0);
    ['v8Start', 'environment', 'bootstrapComplete', 'loopStart', 'loopExit'].forEach((name, index) =>
      milestone(name, () => binding.milestones()[index]));
    milestone('idleTime', binding.idleTime);
  }

  [custom](depth, options, inspect) {
    return shown(this, depth, options, inspect);
  }

  toJSON() {
    return { ...this };
  }
}

let timing;

function nodeTiming() {
  return timing ??= new PerformanceNodeTiming(kMake);
}

function clearMarks(name) {
  if (name !== undefined) name = `${name}`;
  remove(marks, name);
  if (name === undefined) lastMark.clear();
  else lastMark.delete(name);
}

function clearMeasures(name) {
  remove(measures, name === undefined ? name : `${name}`);
}

function getEntries(name, type) {
  return [...marks, ...measures].filter((entry) =>
    (name === undefined || entry.name === name) &&
    (type === undefined || entry.entryType === type)).sort(byTime);
}

function mark(name, options) {
  const entry = new PerformanceMark(name, options);
  lastMark.set(field(entry, 'name'), field(entry, 'startTime'));
  marks.push(entry);
  enqueue(entry);
  return entry;
}

function measure(name, startOrOptions = {}, endMark) {
  const { validateObject, validateString } = require('internal/validators');
  validateString(name, 'name');
  let options;
  if (startOrOptions === null || typeof startOrOptions === 'object') {
    options = startOrOptions ?? {};
    validateObject(options, 'startOrMeasureOptions');
    const given = options.start !== undefined || options.end !== undefined;
    if (given && endMark !== undefined) {
      throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('endMark must not be specified');
    }
    if (options.start !== undefined && options.end !== undefined &&
        options.duration !== undefined) {
      throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS(
        'Must not have options.start, options.end, and options.duration specified');
    }
  }
  const { start: startMark, end: optionsEnd, duration } = options ?? { start: startOrOptions };
  let end = timeOf(endMark ?? optionsEnd);
  if (end === undefined && startMark !== undefined && duration !== undefined) {
    end = timeOf(startMark) + timeOf(duration);
  }
  end ??= now();
  let start = timeOf(startMark);
  if (start === undefined) {
    start = duration !== undefined && optionsEnd !== undefined ? end - timeOf(duration) : 0;
  }
  let detail = options?.detail;
  detail = detail == null ? null : structuredClone(detail);
  const measure = new PerformanceMeasure(kMake, name, 'measure', start, end - start, detail);
  measures.push(measure);
  enqueue(measure);
  return measure;
}

finish(PerformanceEntry, 'PerformanceEntry');
finish(PerformanceMark, 'PerformanceMark');
finish(PerformanceMeasure, 'PerformanceMeasure');

module.exports = {
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceNodeEntry,
  clearMarks,
  clearMeasures,
  enqueue,
  getEntries,
  listed: (type) => (type === 'mark' ? marks : type === 'measure' ? measures : []),
  mark,
  measure,
  nodeTiming,
  observe(callback) {
    observer = callback;
  },
};
