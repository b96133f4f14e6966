'use strict';
// error.stack: functions, methods, constructors, getters and natives by V8's names, with places.

const assert = require('assert');

const frame = (error, index = 0) => error.stack.split('\n    at ')[index + 1];
const here = __filename.replace(/[.\\/]/g, '\\$&');
const at = (text, name) => assert.match(text, new RegExp(`^${name} \\(${here}:\\d+:\\d+\\)$`));

class Shape {
  constructor() {
    this.made = new Error('constructor');
  }

  area() {
    return new Error('method');
  }

  get side() {
    return new Error('getter');
  }

  static unit() {
    return new Error('static');
  }
}

function plain() {
  return new Error('function');
}

const object = { method() { return new Error('object'); }, arrow: () => new Error('arrow') };

at(frame(new Shape().made), 'new Shape');
at(frame(new Shape().area()), 'Shape\\.area');
at(frame(new Shape().side), 'get side');
at(frame(Shape.unit()), 'Shape\\.unit');
at(frame(plain()), 'plain');
at(frame(object.method()), 'Object\\.method');
at(frame(object.arrow()), 'Object\\.arrow');
at(frame(new Error('module')), 'Object\\.<anonymous>');
assert.strictEqual(frame([1].map(() => new Error('native'))[0], 1), 'Array.map (<anonymous>)');
assert.match(frame((() => new Error('nameless'))()), new RegExp(`^${here}:\\d+:\\d+$`));
assert.match(frame(eval('new Error()')), /^eval \(eval at .*, <anonymous>:1:1\)$/);
