'use strict';
// node:punycode: the JavaScript half of crates/ouro-node/src/punycode.rs. Node docs: Punycode.

const { encode, decode, toASCII, toUnicode } = internalBinding('punycode');

module.exports = {
  version: '2.1.0',
  ucs2: {
    decode: (string) => Array.from(string, (character) => character.codePointAt(0)),
    encode: (codePoints) => String.fromCodePoint(...codePoints),
  },
  decode,
  encode,
  toASCII,
  toUnicode,
};
