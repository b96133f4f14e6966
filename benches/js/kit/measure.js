'use strict';
// Measures a workload and prints its one line of JSON: what it computed, and how long it took.
// No other half: benches/compare.py reads the line.

const print = (check, times, operations) => {
  // Others on the machine only ever add; compare.py takes the median of several processes.
  const ms = Math.min(...times);
  const line = { check, ms };
  if (operations) line.ns = ms * 1e6 / operations;
  console.log(JSON.stringify(line));
};

/**
 * Runs `run` some times; reports its last value, the best of its times in milliseconds and, where
 * `operations` says how many one run does, the nanoseconds of one of them.
 * @param {() => unknown} run returns the value to check: a number or a string
 * @param {{ rounds?: number, operations?: number }} [options]
 */
const measure = (run, { rounds = 5, operations } = {}) => {
  const times = [];
  let check;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    check = run();
    times.push(performance.now() - start);
  }
  print(check, times, operations);
};

/** As `measure`, for a `run` that gives a promise. */
measure.async = async (run, { rounds = 5, operations } = {}) => {
  const times = [];
  let check;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    check = await run();
    times.push(performance.now() - start);
  }
  print(check, times, operations);
};

module.exports = measure;
