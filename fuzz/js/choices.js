'use strict';
// Input read as decisions, as src/choices.rs does: at its end the first thing is chosen.

class Choices {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get done() { return this.at >= this.bytes.length; }
  byte() { return this.done ? 0 : this.bytes[this.at++]; }
  below(end) { return this.byte() % end; }
  pick(things) { return things[this.below(things.length)]; }
  onceIn(times) { return this.below(times) === times - 1; }

  /** Up to `longest` bytes, as they are. */
  take(longest) {
    const piece = this.bytes.subarray(this.at, this.at + this.below(longest + 1));
    this.at += piece.length;
    return piece;
  }

  rest() { return this.bytes.subarray(this.at); }

  /** A short text: ASCII, Latin-1, UTF-16 with lone surrogates, or a word that is special. */
  text() {
    switch (this.below(6)) {
      case 0: return this.pick(WORDS);
      case 1: return this.take(40).toString('latin1');
      case 2: return this.take(24).toString('utf16le');
      case 3: return this.take(24).toString('utf8');
      default: return this.take(12).toString('ascii').replace(/[^\w ]/g, 'x');
    }
  }

  number() {
    switch (this.below(5)) {
      case 0: return this.pick(NUMBERS);
      case 1: return this.byte() - 128;
      case 2: return (this.byte() * 256 + this.byte()) / (1 + this.byte());
      case 3: return this.byte() * 2 ** (this.byte() - 128);
      default: return this.byte();
    }
  }
}

const WORDS = ['', 'a', '__proto__', 'constructor', 'length', 'toString', 'then', 'toJSON', '0', '-1',
  '4294967295', "it's", '"', '`', '\\', '\n', '\u2028', '\ud800', '\udc00x', '\u00ff', '\u0080',
  '😀', 'e\u0301', '\0', '\x1b[31m', '日本', 'a'.repeat(80), "'\"`${}", '\x7f', '[object Object]'];

const NUMBERS = [0, -0, NaN, Infinity, -Infinity, 2 ** 53, -(2 ** 53), 2 ** 31, 2 ** 32, 1e21, 1e-7,
  Number.MIN_VALUE, Number.MAX_VALUE, Number.EPSILON, 0.1, -1, 1 / 3];

module.exports = { Choices };
