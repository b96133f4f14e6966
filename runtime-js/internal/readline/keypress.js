'use strict';
// `readline.emitKeypressEvents`: a stream that tells of keys once somebody listens for them.

const { KeyReader } = require('internal/readline/keys');

const kReader = Symbol('keyReader');
// How long, in milliseconds, an escape character may be the beginning of a sequence.
const ESCAPE_TIMEOUT = 500;

function emitKeypressEvents(stream, iface = {}) {
  if (stream[kReader] !== undefined) return;
  const { StringDecoder } = require('string_decoder');
  const decoder = new StringDecoder('utf8');
  const reader = new KeyReader((text, key) => stream.emit('keypress', text, key));
  stream[kReader] = reader;
  let timer;

  const expire = () => reader.feed('');
  const onData = (input) => {
    if (stream.listenerCount('keypress') === 0) {
      stream.removeListener('data', onData);
      stream.on('newListener', onNewListener);
      return;
    }
    const text = decoder.write(input);
    if (text === '') return;
    clearTimeout(timer);
    const single = text.codePointAt(0) > 0xffff ? text.length === 2 : text.length === 1;
    iface.sawKeyPress = single;
    iface.isCompletionEnabled = false;
    let end = 0;
    for (const char of text) {
      end += char.length;
      // Tabs in the middle of a pasted text complete nothing.
      if (end === text.length) iface.isCompletionEnabled = true;
      try {
        reader.feed(char);
      } catch (error) {
        // What a listener throws must not leave half a key behind.
        reader.reset();
        throw error;
      }
      if (end === text.length && reader.isWithinSequence) {
        timer = setTimeout(expire, iface.escapeCodeTimeout ?? ESCAPE_TIMEOUT);
      }
    }
  };
  const onNewListener = (event) => {
    if (event !== 'keypress') return;
    stream.on('data', onData);
    stream.removeListener('newListener', onNewListener);
  };
  if (stream.listenerCount('keypress') > 0) stream.on('data', onData);
  else stream.on('newListener', onNewListener);
}

module.exports = { ESCAPE_TIMEOUT, emitKeypressEvents };
