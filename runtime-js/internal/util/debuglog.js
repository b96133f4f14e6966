'use strict';
// node:util, debuglog: messages for sections named in NODE_DEBUG. No Rust half.
// Node docs: util.debuglog.

const { inspect, formatWithOptions } = internalBinding('util');

let pattern;

/** Whether NODE_DEBUG names a section; `*` stands for anything. */
function isEnabled(set) {
  if (pattern === undefined) {
    const names = process.env.NODE_DEBUG;
    pattern = null;
    if (names) {
      const source = names.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*')
        .replaceAll(',', '$|^');
      pattern = new RegExp(`^${source}$`, 'i');
    }
  }
  return pattern !== null && pattern.test(set);
}

function write(set, args) {
  const { stderr } = process;
  const colors = stderr.hasColors?.() === true;
  let pid = String(process.pid);
  let name = set;
  if (colors) {
    const [on, off] = inspect.colors[inspect.styles.special] ?? [36, 39];
    name = `\u001b[${on}m${set}\u001b[${off}m`;
    pid = formatWithOptions({ colors }, '%s', pid);
  }
  stderr.write(`${name} ${pid}: ${formatWithOptions({ colors }, ...args)}\n`);
}

/** Makes the log function of a section; `callback` gets the bare one at the first message. */
function debuglog(set, callback) {
  set = `${set}`.toUpperCase();
  let enabled;
  let log = (...args) => {
    enabled ??= isEnabled(set);
    log = enabled ? (...rest) => write(set, rest) : () => {};
    if (typeof callback === 'function') callback(log);
    log(...args);
  };
  const logger = (...args) => log(...args);
  Object.defineProperty(logger, 'enabled', {
    get() {
      enabled ??= isEnabled(set);
      return enabled;
    },
    enumerable: true,
    configurable: true,
  });
  return logger;
}

module.exports = { debuglog };
