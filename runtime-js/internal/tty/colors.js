'use strict';
// node:tty, how many colours a terminal has, by its environment. No Rust half.
// Node docs: writeStream.getColorDepth.

const [NONE, FEW, MANY, ALL] = [1, 4, 8, 24];

const TERMS = {
  'cons25': FEW, 'console': FEW, 'cygwin': FEW, 'dtterm': FEW, 'eterm': FEW, 'gnome': FEW,
  'hurd': FEW, 'jfbterm': FEW, 'konsole': FEW, 'kterm': FEW, 'mlterm': FEW, 'mosh': ALL,
  'putty': FEW, 'rxvt-unicode-24bit': ALL, 'st': FEW, 'terminator': ALL, 'xterm-kitty': ALL,
};
const TERM_PATTERN =
  /ansi|color|linux|direct|^con[0-9]*x[0-9]|^rxvt|^screen|^xterm|^vt100|^vt220/;
const SERVICES = {
  APPVEYOR: MANY, BUILDKITE: MANY, CIRCLECI: ALL, DRONE: MANY, GITEA_ACTIONS: ALL,
  GITHUB_ACTIONS: ALL, GITLAB_CI: MANY, TRAVIS: MANY,
};

let warned = false;

function warnOfContradiction(env) {
  if (warned) return;
  warned = true;
  const name = env.NODE_DISABLE_COLORS !== undefined && env.NODE_DISABLE_COLORS !== '' ?
    'NODE_DISABLE_COLORS' : env.NO_COLOR !== undefined && env.NO_COLOR !== '' ? 'NO_COLOR' : '';
  if (name !== '') {
    process.emitWarning(
      `The '${name}' env is ignored due to the 'FORCE_COLOR' env being set.`, 'Warning');
  }
}

/** Bits for a colour: 1, 4, 8 or 24. */
function getColorDepth(env = process.env) {
  if (env.FORCE_COLOR !== undefined) {
    switch (env.FORCE_COLOR) {
      case '': case '1': case 'true':
        warnOfContradiction(env);
        return FEW;
      case '2':
        warnOfContradiction(env);
        return MANY;
      case '3':
        warnOfContradiction(env);
        return ALL;
      default:
        return NONE;
    }
  }
  if ((env.NODE_DISABLE_COLORS !== undefined && env.NODE_DISABLE_COLORS !== '') ||
      (env.NO_COLOR !== undefined && env.NO_COLOR !== '') || env.TERM === 'dumb') {
    return NONE;
  }
  if (env.TMUX) return ALL;
  if ('TF_BUILD' in env && 'AGENT_NAME' in env) return FEW;
  if ('CI' in env) {
    for (const name of Object.keys(SERVICES)) if (name in env) return SERVICES[name];
    return env.CI_NAME === 'codeship' ? MANY : NONE;
  }
  if ('TEAMCITY_VERSION' in env) {
    return /^(9\.0*[1-9]\d*\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? FEW : NONE;
  }
  switch (env.TERM_PROGRAM) {
    case 'iTerm.app':
      return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? MANY : ALL;
    case 'HyperTerm': case 'MacTerm': return ALL;
    case 'Apple_Terminal': return MANY;
  }
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return ALL;
  if (env.TERM) {
    if (/truecolor/.test(env.TERM)) return ALL;
    if (/^xterm-256/.test(env.TERM)) return MANY;
    const term = env.TERM.toLowerCase();
    if (TERMS[term]) return TERMS[term];
    if (TERM_PATTERN.test(term)) return FEW;
  }
  return env.COLORTERM ? FEW : NONE;
}

/** Whether there are so many colours: `hasColors([count][, env])`. */
function hasColors(count, env) {
  if (env === undefined && (count === undefined || (typeof count === 'object' && count !== null))) {
    env = count;
    count = 16;
  } else {
    require('internal/validators').validateInteger(count, 'count', 2);
  }
  return count <= 2 ** getColorDepth(env);
}

module.exports = { getColorDepth, hasColors };
