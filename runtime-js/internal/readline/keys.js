'use strict';
// Keys from the bytes that a terminal sends: control characters, and the escape sequences of
// ECMA-48 (CSI and SS3) as xterm, rxvt, PuTTY, Cygwin and the Linux console send them.

const ESC = '\x1b';

// What follows ESC, by name; `shift` and `ctrl` forms are rxvt's.
const NAMES = {
  __proto__: null,
  '[A': 'up', '[B': 'down', '[C': 'right', '[D': 'left', '[E': 'clear', '[F': 'end', '[H': 'home',
  'OA': 'up', 'OB': 'down', 'OC': 'right', 'OD': 'left', 'OE': 'clear', 'OF': 'end', 'OH': 'home',
  '[P': 'f1', '[Q': 'f2', '[R': 'f3', '[S': 'f4', 'OP': 'f1', 'OQ': 'f2', 'OR': 'f3', 'OS': 'f4',
  '[11~': 'f1', '[12~': 'f2', '[13~': 'f3', '[14~': 'f4', '[15~': 'f5', '[17~': 'f6',
  '[18~': 'f7', '[19~': 'f8', '[20~': 'f9', '[21~': 'f10', '[23~': 'f11', '[24~': 'f12',
  '[[A': 'f1', '[[B': 'f2', '[[C': 'f3', '[[D': 'f4', '[[E': 'f5',
  '[1~': 'home', '[2~': 'insert', '[3~': 'delete', '[4~': 'end', '[5~': 'pageup',
  '[6~': 'pagedown', '[7~': 'home', '[8~': 'end', '[[5~': 'pageup', '[[6~': 'pagedown',
  '[200~': 'paste-start', '[201~': 'paste-end', '[Z': 'tab',
};
const SHIFTED = {
  __proto__: null,
  '[a': 'up', '[b': 'down', '[c': 'right', '[d': 'left', '[e': 'clear', '[2$': 'insert',
  '[3$': 'delete', '[5$': 'pageup', '[6$': 'pagedown', '[7$': 'home', '[8$': 'end', '[Z': 'tab',
};
const CONTROLLED = {
  __proto__: null,
  'Oa': 'up', 'Ob': 'down', 'Oc': 'right', 'Od': 'left', 'Oe': 'clear', '[2^': 'insert',
  '[3^': 'delete', '[5^': 'pageup', '[6^': 'pagedown', '[7^': 'home', '[8^': 'end',
};

function isDigit(char) {
  return char >= '0' && char <= '9';
}

// Takes characters one at a time and calls `emit(text, key)` for each key.
class KeyReader {
  constructor(emit) {
    this.emit = emit;
    this.reset();
  }

  reset() {
    this.sequence = '';
    // 'ground', 'escape', 'ss3', 'csi'
    this.state = 'ground';
    this.escapes = 0;
    this.body = '';
  }

  // Whether an escape character may begin a sequence, or stand for its key.
  get isUndecided() {
    return this.state === 'escape';
  }

  get isWithinSequence() {
    return this.state !== 'ground';
  }

  // A character (one code point); '' ends an unfinished sequence.
  feed(char) {
    this.sequence += char;
    if (this.state === 'ground') {
      if (char !== ESC) return this.plain(char, false);
      this.state = 'escape';
      this.escapes = 1;
    } else if (this.state === 'escape') {
      if (char === ESC && this.escapes === 1) this.escapes = 2;
      else if (char === 'O') this.begin('ss3', char);
      else if (char === '[') this.begin('csi', char);
      else this.plain(char, true);
    } else if (this.state === 'ss3') {
      this.body += char;
      if (!isDigit(char) || this.body.length > 2) this.ss3();
    } else {
      this.body += char;
      if (char === '[' && this.body === '[[') return;
      const parameter = isDigit(char) || char === ';';
      if (!parameter || this.body.length > 16) this.csi();
    }
  }

  begin(state, char) {
    this.state = state;
    this.body = char;
  }

  // ESC O [modifier] letter
  ss3() {
    const { body } = this;
    const modifier = body.length > 2 ? body.charCodeAt(1) - 49 : 0;
    this.special(`O${body.slice(-1)}`, modifier, body.length > 1);
  }

  // ESC [ [number] [; modifier] letter, where a lone number before a letter is a modifier too.
  csi() {
    const prefix = this.body.startsWith('[[') ? '[[' : '[';
    const final = this.body.slice(-1);
    const parameters = this.body.slice(prefix.length, -1);
    if (final === '~' || final === '^' || final === '$') {
      const [number, modifier = 1] = parameters.split(';');
      return this.special(prefix + number + final, modifier - 1, true);
    }
    if (!/^(?:\d;)?\d?$/.test(parameters)) return this.special(this.body, 0, true);
    this.special(prefix + final, (parameters.slice(-1) || 1) - 1, true);
  }

  special(code, modifier, whole) {
    const shifted = SHIFTED[code];
    const controlled = CONTROLLED[code];
    this.finish(true, {
      name: (whole && (NAMES[code] || shifted || controlled)) || 'undefined',
      ctrl: (modifier & 4) !== 0 || controlled !== undefined,
      meta: (modifier & 10) !== 0 || this.escapes === 2,
      shift: (modifier & 1) !== 0 || shifted !== undefined,
      code,
    });
  }

  plain(char, escaped) {
    const key = { name: undefined, ctrl: false, meta: escaped, shift: false };
    const code = char.codePointAt(0);
    if (char === '\r') key.name = 'return';
    else if (char === '\n') key.name = 'enter';
    else if (char === '\t') key.name = 'tab';
    else if (char === '\b' || char === '\x7f') key.name = 'backspace';
    else if (char === ESC) key.name = 'escape';
    else if (char === ' ') key.name = 'space';
    else if (!escaped && code <= 0x1a) {
      key.name = String.fromCharCode(code + 96);
      key.ctrl = true;
    } else if (/^[0-9A-Za-z]$/.test(char)) {
      key.name = char.toLowerCase();
      key.shift = char !== key.name;
    } else if (escaped) {
      key.name = char === '' ? 'escape' : undefined;
    }
    this.finish(escaped, key);
  }

  finish(escaped, { name, ctrl, meta, shift, code }) {
    const { sequence } = this;
    this.reset();
    if (sequence === '') return;
    const key = { sequence, name, ctrl, meta, shift };
    if (code !== undefined) key.code = code;
    this.emit(escaped ? undefined : sequence, key);
  }
}

module.exports = { KeyReader };
