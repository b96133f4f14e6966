'use strict';
// Histogram and its kin; the Rust half is crates/ouro-node/src/perf_hooks/histogram.rs.
// Node docs: Class: Histogram, perf_hooks.createHistogram, perf_hooks.monitorEventLoopDelay.

const binding = internalBinding('perf_hooks');
const { codes } = require('internal/errors');
const { validateInteger, validateNumber, validateObject } = require('internal/validators');
const custom = Symbol.for('nodejs.util.inspect.custom');

const kHandle = Symbol('handle');
const kMake = Symbol('make');
const NAMES = ['count', 'min', 'max', 'mean', 'stddev', 'exceeds'];

function handleOf(value, name = 'Histogram') {
  if (value?.[kHandle] === undefined) throw new codes.ERR_INVALID_THIS(name);
  return value[kHandle];
}

class Histogram {
  constructor(key, handle) {
    if (key !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    Object.defineProperty(this, kHandle, { value: handle });
  }

  percentile(percentile) {
    const handle = handleOf(this);
    validateNumber(percentile, 'percentile');
    if (Number.isNaN(percentile) || percentile <= 0 || percentile > 100) {
      throw new codes.ERR_OUT_OF_RANGE('percentile', '> 0 && <= 100', percentile);
    }
    return binding.histogramPercentile(handle, percentile);
  }

  percentileBigInt(percentile) {
    return BigInt(this.percentile(percentile));
  }

  get percentiles() {
    const flat = binding.histogramPercentiles(handleOf(this));
    const map = new Map();
    for (let i = 0; i < flat.length; i += 2) map.set(flat[i], flat[i + 1]);
    return map;
  }

  get percentilesBigInt() {
    return new Map([...this.percentiles].map(([key, value]) => [key, BigInt(value)]));
  }

  reset() {
    binding.histogramReset(handleOf(this));
  }

  toJSON() {
    const { count, min, max, mean, exceeds, stddev, percentiles } = this;
    return {
      count, min, max, mean, exceeds, stddev, percentiles: Object.fromEntries(percentiles),
    };
  }

  [custom](depth, options, inspect) {
    if (depth < 0) return this;
    inspect ??= require('internal/util/inspect').inspect;
    const { min, max, mean, exceeds, stddev, count, percentiles } = this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `Histogram ${inspect({ min, max, mean, exceeds, stddev, count, percentiles }, inner)}`;
  }
}

NAMES.forEach((name, index) => {
  const define = (name, get) =>
    Object.defineProperty(Histogram.prototype, name, { configurable: true, get });
  define(name, function() {
    return binding.histogramRead(handleOf(this))[index];
  });
  if (name !== 'mean' && name !== 'stddev') {
    define(`${name}BigInt`, function() {
      const values = binding.histogramRead(handleOf(this));
      // Without values the lowest is 2⁶³−1, which is no number.
      return name === 'min' && values[0] === 0 ? 2n ** 63n - 1n : BigInt(values[index]);
    });
  }
});

class RecordableHistogram extends Histogram {
  record(value) {
    const handle = handleOf(this, 'RecordableHistogram');
    if (typeof value === 'bigint') value = Number(value);
    validateInteger(value, 'val', 1);
    binding.histogramRecord(handle, value);
  }

  recordDelta() {
    binding.histogramDelta(handleOf(this, 'RecordableHistogram'));
  }

  add(other) {
    const handle = handleOf(this, 'RecordableHistogram');
    if (!(other instanceof RecordableHistogram)) {
      throw new codes.ERR_INVALID_ARG_TYPE('other', 'RecordableHistogram', other);
    }
    binding.histogramAdd(handle, handleOf(other));
  }
}

/** The delay of the loop, sampled while it is enabled. */
class IntervalHistogram extends Histogram {
  #resolution;
  #enabled = false;

  constructor(key, handle, resolution) {
    super(key, handle);
    this.#resolution = resolution;
  }

  enable() {
    if (this.#enabled) return false;
    this.#enabled = true;
    binding.sample(handleOf(this), this.#resolution);
    return true;
  }

  disable() {
    if (!this.#enabled) return false;
    this.#enabled = false;
    return binding.sampleStop(handleOf(this));
  }

  [Symbol.dispose]() {
    this.disable();
  }
}

function bound(value, name, min) {
  if (typeof value === 'bigint') return Number(value);
  validateInteger(value, name, min);
  return value;
}

function createHistogram(options = {}) {
  validateObject(options, 'options');
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3 } = options;
  const low = bound(lowest, 'options.lowest', 1);
  const high = bound(highest, 'options.highest', 2 * low);
  validateInteger(figures, 'options.figures', 1, 5);
  return new RecordableHistogram(kMake, binding.histogram(low, high, figures));
}

function monitorEventLoopDelay(options = {}) {
  validateObject(options, 'options');
  const { resolution = 10 } = options;
  validateInteger(resolution, 'options.resolution', 1);
  return new IntervalHistogram(kMake, binding.histogram(1, 3.6e12, 3), resolution);
}

module.exports = { createHistogram, monitorEventLoopDelay };
