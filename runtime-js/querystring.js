'use strict';
// node:querystring: the JavaScript half of crates/ouro-node/src/querystring/.
// Node docs: Query string.

const binding = internalBinding('querystring');
const { escape, unescape } = binding;

// Scripts may replace `escape` and `unescape`: the others then use theirs.
const replaced = (current, own) => (current === own ? undefined : current);

function stringify(obj, sep, eq, options) {
  return binding.stringify(obj, sep, eq, options, replaced(querystring.escape, escape));
}

function parse(qs, sep, eq, options) {
  return binding.parse(qs, sep, eq, options, replaced(querystring.unescape, unescape));
}

const querystring = module.exports = {
  unescapeBuffer: binding.unescapeBuffer,
  unescape,
  escape,
  stringify,
  encode: stringify,
  parse,
  decode: parse,
};
