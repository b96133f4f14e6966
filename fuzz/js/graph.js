'use strict';
// Random graphs of objects. With `plain`, only what source text can say: no sharing, no cycles, no
// classes.

const kinds = (choices, made, depth, plain) => [
  () => choices.number(),
  () => choices.text(),
  () => choices.pick([undefined, null, true, false]),
  () => BigInt(choices.byte()) ** BigInt(choices.below(8)) - 7n,
  () => array(choices, made, depth, plain),
  () => object(choices, made, depth, plain),
  ...plain ? [] : [
    () => map(choices, made, depth),
    () => set(choices, made, depth),
    () => keep(made, new Date(choices.number())),
    () => keep(made, new RegExp(choices.pick(['a', '[/]', '(?<x>.)', '\\n', '']), choices.pick(['', 'g', 'iu']))),
    () => error(choices, made, depth),
    () => view(choices, made),
    () => keep(made, Object(choices.pick([1, 'text', true, 5n, -0]))),
    () => choices.pick(made) ?? null,
    () => choices.pick(made) ?? null,
  ],
];

function keep(made, value) {
  made.push(value);
  return value;
}

/** A value, with others in it down to `depth`. */
function value(choices, made = [], depth = 4, plain = false) {
  const all = kinds(choices, made, depth - 1, plain);
  return all[depth > 0 ? choices.below(all.length) : choices.below(4)]();
}

function array(choices, made, depth, plain) {
  const result = keep(made, []);
  for (let left = choices.below(6); left > 0; left--) {
    if (choices.onceIn(9)) result.length += 1 + choices.below(3);
    else result.push(value(choices, made, depth, plain));
  }
  if (choices.onceIn(8)) result[`x${choices.text()}`] = value(choices, made, depth, plain);
  return result;
}

function object(choices, made, depth, plain) {
  const result = keep(made, choices.onceIn(8) && !plain ? Object.create(null) : {});
  for (let left = choices.below(6); left > 0; left--) {
    Object.defineProperty(result, choices.text(), {
      value: value(choices, made, depth, plain), configurable: true, enumerable: true, writable: true,
    });
  }
  return result;
}

function map(choices, made, depth) {
  const result = keep(made, new Map());
  for (let left = choices.below(4); left > 0; left--) {
    result.set(value(choices, made, depth), value(choices, made, depth));
  }
  return result;
}

function set(choices, made, depth) {
  const result = keep(made, new Set());
  for (let left = choices.below(4); left > 0; left--) result.add(value(choices, made, depth));
  return result;
}

function error(choices, made, depth) {
  const kind = choices.pick([Error, TypeError, RangeError, SyntaxError, EvalError, URIError]);
  const result = keep(made, new kind(choices.text()));
  if (choices.onceIn(3)) result.cause = value(choices, made, depth);
  return result;
}

function view(choices, made) {
  const kind = choices.pick([Uint8Array, Int16Array, Float64Array, BigInt64Array, DataView,
    Uint8ClampedArray, Float32Array]);
  const shared = made.find((one) => one instanceof ArrayBuffer);
  const buffer = shared && choices.onceIn(2) ? shared : keep(made, new ArrayBuffer(choices.below(5) * 8));
  return keep(made, new kind(buffer));
}

module.exports = { value };
