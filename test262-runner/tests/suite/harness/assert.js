// What the small suite's tests assert with.

function assert(value, message) {
  if (value !== true) throw new Test262Error(message);
}

assert.throws = function (kind, body) {
  try {
    body();
  } catch (error) {
    assert(error.constructor === kind, 'another error: ' + error);
    return;
  }
  throw new Test262Error('no ' + kind.name);
};
