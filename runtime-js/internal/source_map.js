'use strict';
// Source maps as objects. No Rust half. Node docs: Class: `module.SourceMap`; ECMA-426.

const { codes } = internalBinding('errors');

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map();
for (let i = 0; i < DIGITS.length; i++) VALUES.set(DIGITS[i], i);

/** The numbers of one segment of `mappings`. ECMA-426 §9.1, VLQ. */
function decode(segment) {
  const numbers = [];
  let value = 0;
  let shift = 0;
  for (let i = 0; i < segment.length; i++) {
    const digit = VALUES.get(segment[i]);
    value += (digit & 31) << shift;
    if (digit & 32) {
      shift += 5;
    } else {
      numbers.push(value & 1 ? -(value >>> 1) : value >>> 1);
      value = shift = 0;
    }
  }
  return numbers;
}

class SourceMap {
  #payload;
  #lineLengths;
  #entries = [];

  constructor(payload, { lineLengths } = {}) {
    if (payload === null || typeof payload !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('payload', 'Object', payload);
    }
    this.#payload = { ...payload };
    for (const key of ['sources', 'names', 'sourcesContent', 'sections']) {
      if (Array.isArray(payload[key])) this.#payload[key] = payload[key].slice();
    }
    this.#lineLengths = lineLengths;
    if (payload.sections) {
      for (const { map, offset } of payload.sections) this.#read(map, offset.line, offset.column);
    } else {
      this.#read(payload, 0, 0);
    }
    this.#entries.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  }

  get payload() {
    return this.#payload;
  }

  get lineLengths() {
    return this.#lineLengths === undefined ? undefined : this.#lineLengths.slice();
  }

  #read(map, line, firstColumn) {
    let source = 0;
    let sourceLine = 0;
    let sourceColumn = 0;
    let name = 0;
    const lines = map.mappings.split(';');
    for (let i = 0; i < lines.length; i++) {
      let column = i === 0 ? firstColumn : 0;
      if (lines[i] === '') continue;
      for (const segment of lines[i].split(',')) {
        const numbers = decode(segment);
        column += numbers[0];
        if (numbers.length < 4) {
          this.#entries.push([line + i, column]);
          continue;
        }
        source += numbers[1];
        sourceLine += numbers[2];
        sourceColumn += numbers[3];
        if (numbers.length > 4) name += numbers[4];
        this.#entries.push([line + i, column, map.sources[source], sourceLine, sourceColumn,
                            numbers.length > 4 ? map.names?.[name] : undefined]);
      }
    }
  }

  /** The entry at or before a place, both counted from 0; an empty object where there is none. */
  findEntry(line, column) {
    let found;
    for (const entry of this.#entries) {
      if (entry[0] > line || entry[0] === line && entry[1] > column) break;
      found = entry;
    }
    if (found === undefined) return {};
    return {
      generatedLine: found[0],
      generatedColumn: found[1],
      originalSource: found[2],
      originalLine: found[3],
      originalColumn: found[4],
      name: found[5],
    };
  }

  /** The place in the original, all counted from 1. */
  findOrigin(lineNumber, columnNumber) {
    const entry = this.findEntry(lineNumber - 1, columnNumber - 1);
    if (entry.originalSource === undefined) return {};
    return {
      name: entry.name,
      fileName: entry.originalSource,
      lineNumber: lineNumber - 1 - entry.generatedLine + entry.originalLine + 1,
      columnNumber: columnNumber - 1 - entry.generatedColumn + entry.originalColumn + 1,
    };
  }
}

module.exports = { SourceMap };
