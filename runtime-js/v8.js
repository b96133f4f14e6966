'use strict';
// node:v8, what does not depend on V8 itself. No Rust half. Node docs: V8.

/** Figures about memory, in bytes: what the process holds stands for the heap. */
function getHeapStatistics() {
  const { external, heapTotal, heapUsed, rss } = process.memoryUsage();
  return {
    total_heap_size: heapTotal,
    total_heap_size_executable: 0,
    total_physical_size: rss,
    total_available_size: require('os').freemem(),
    used_heap_size: heapUsed,
    heap_size_limit: internalBinding('process').heapLimit(),
    malloced_memory: rss,
    peak_malloced_memory: process.resourceUsage().maxRSS * 1024,
    does_zap_garbage: 0,
    number_of_native_contexts: 1,
    number_of_detached_contexts: 0,
    total_global_handles_size: 0,
    used_global_handles_size: 0,
    external_memory: external,
  };
}

const startupSnapshot = {
  /** Whether the program runs to be written to a snapshot: never here. */
  isBuildingSnapshot() {
    return false;
  },
};

module.exports = { getHeapStatistics, startupSnapshot };
