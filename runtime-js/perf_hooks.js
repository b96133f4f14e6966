'use strict';
// node:perf_hooks: the JavaScript half of crates/ouro-node/src/perf_hooks/; its parts are in
// internal/perf/ and are loaded when used. Node docs: Performance measurement APIs.

const { Performance, performance } = require('internal/perf/performance');

const names = [
  'MAJOR', 'MINOR', 'MINOR_MARK_SWEEP', 'INCREMENTAL', 'WEAKCB', 'FLAGS_NO',
  'FLAGS_CONSTRUCT_RETAINED', 'FLAGS_FORCED', 'FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING',
  'FLAGS_ALL_AVAILABLE_GARBAGE', 'FLAGS_ALL_EXTERNAL_MEMORY', 'FLAGS_SCHEDULE_IDLE',
];
const values = [4, 1, 2, 8, 16, 0, 2, 4, 8, 16, 32, 64];
const constants = {};
names.forEach((name, index) => {
  Object.defineProperty(constants, `NODE_PERFORMANCE_GC_${name}`, {
    enumerable: true, value: values[index],
  });
});

const lazy = (id, name) => ({
  configurable: true,
  enumerable: true,
  get: () => require(id)[name],
});

module.exports = Object.defineProperties({ Performance }, {
  PerformanceEntry: lazy('internal/perf/timeline', 'PerformanceEntry'),
  PerformanceMark: lazy('internal/perf/timeline', 'PerformanceMark'),
  PerformanceMeasure: lazy('internal/perf/timeline', 'PerformanceMeasure'),
  PerformanceObserver: lazy('internal/perf/observer', 'PerformanceObserver'),
  PerformanceObserverEntryList: lazy('internal/perf/observer', 'PerformanceObserverEntryList'),
  monitorEventLoopDelay: lazy('internal/perf/histogram', 'monitorEventLoopDelay'),
  eventLoopUtilization: {
    configurable: true, enumerable: true, writable: true,
    value: (util1, util2) => performance.eventLoopUtilization(util1, util2),
  },
  timerify: {
    configurable: true, enumerable: true, writable: true, value: performance.timerify,
  },
  createHistogram: lazy('internal/perf/histogram', 'createHistogram'),
  performance: { configurable: true, enumerable: true, writable: true, value: performance },
  constants: { configurable: false, enumerable: true, value: constants },
});
