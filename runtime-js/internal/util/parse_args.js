'use strict';
// node:util, parseArgs: the options of a command line. No Rust half. Node docs: util.parseArgs.

const {
  validateArray, validateBoolean, validateObject, validateString,
} = require('internal/validators');
const { codes } = require('internal/errors');

const hasOwn = Object.hasOwn;

/** The arguments after the script, or after the code of `-e`. */
function mainArgs() {
  const { argv, execArgv } = process;
  const evaluates = execArgv.some((arg) => /^(?:-[pe]+|--eval|--print)(?:=|$)/.test(arg));
  return argv.slice(evaluates ? 1 : 2);
}

function check(config) {
  const { args, options, strict, allowPositionals, allowNegative, tokens } = config;
  validateArray(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateBoolean(allowNegative, 'allowNegative');
  validateBoolean(tokens, 'tokens');
  validateObject(options, 'options');
  for (const name of Object.keys(options)) {
    const path = `options.${name}`;
    const option = options[name];
    validateObject(option, path);
    const type = hasOwn(option, 'type') ? option.type : undefined;
    if (type !== 'string' && type !== 'boolean') {
      throw new codes.ERR_INVALID_ARG_TYPE(`${path}.type`, "('string|boolean')", type);
    }
    if (hasOwn(option, 'short')) {
      validateString(option.short, `${path}.short`);
      if (option.short.length !== 1) {
        throw new codes.ERR_INVALID_ARG_VALUE(
          `${path}.short`, option.short, 'must be a single character');
      }
    }
    const multiple = hasOwn(option, 'multiple') ? option.multiple : undefined;
    if (multiple !== undefined) validateBoolean(multiple, `${path}.multiple`);
    const value = hasOwn(option, 'default') ? option.default : undefined;
    if (value !== undefined) checkDefault(value, type, multiple, `${path}.default`);
  }
}

function checkDefault(value, type, multiple, path) {
  const one = type === 'string' ? validateString : validateBoolean;
  if (!multiple) return one(value, path);
  validateArray(value, path);
  for (let i = 0; i < value.length; i++) one(value[i], `${path}[${i}]`);
}

const own = (options, name, key) =>
  (hasOwn(options, name) && hasOwn(options[name], key) ? options[name][key] : undefined);

function longName(short, options) {
  for (const name of Object.keys(options)) {
    if (own(options, name, 'short') === short) return name;
  }
  return short;
}

/** Splits arguments into tokens, whatever the options allow. */
function tokenize(args, options) {
  const tokens = [];
  // Short options of a group that are still to be looked at count as arguments of their own.
  const rest = args.map((arg, index) => ({ arg, index }));
  for (let i = 0; i < rest.length; i++) {
    const { arg, index } = rest[i];
    const next = rest[i + 1];
    const takesNext = (name) =>
      own(options, name, 'type') === 'string' && next !== undefined && next.group !== true;
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (i++; i < rest.length; i++) {
        tokens.push({ kind: 'positional', index: rest[i].index, value: rest[i].arg });
      }
    } else if (arg.length === 2 && arg[0] === '-') {
      const name = longName(arg[1], options);
      let value;
      let inlineValue;
      if (takesNext(name)) {
        value = rest[++i].arg;
        inlineValue = false;
      }
      tokens.push({ kind: 'option', name, rawName: arg, index, value, inlineValue });
    } else if (arg.length > 2 && arg[0] === '-' && arg[1] !== '-') {
      shortGroup(arg, index, rest, i, tokens, options);
    } else if (arg.length > 2 && arg.startsWith('--')) {
      const equals = arg.indexOf('=', 3);
      const name = equals === -1 ? arg.slice(2) : arg.slice(2, equals);
      let value;
      let inlineValue;
      if (equals !== -1) {
        value = arg.slice(equals + 1);
        inlineValue = true;
      } else if (takesNext(name)) {
        value = rest[++i].arg;
        inlineValue = false;
      }
      tokens.push({ kind: 'option', name, rawName: `--${name}`, index, value, inlineValue });
    } else {
      tokens.push({ kind: 'positional', index, value: arg });
    }
  }
  return tokens;
}

/** `-abc`: options without value, of which the last may have one; `-aVALUE`. */
function shortGroup(arg, index, rest, at, tokens, options) {
  const first = longName(arg[1], options);
  if (own(options, first, 'type') === 'string') {
    tokens.push({
      kind: 'option', name: first, rawName: `-${arg[1]}`, index, value: arg.slice(2),
      inlineValue: true,
    });
    return;
  }
  const expanded = [];
  for (let i = 1; i < arg.length; i++) {
    const name = longName(arg[i], options);
    if (own(options, name, 'type') !== 'string' || i === arg.length - 1) {
      expanded.push({ arg: `-${arg[i]}`, index });
    } else {
      // The rest of the group is its value.
      expanded.push({ arg: `-${arg.slice(i)}`, index });
      break;
    }
  }
  rest.splice(at + 1, 0, ...expanded);
}

function ambiguous(token) {
  const { name, rawName } = token;
  const short = rawName.length === 2 && rawName[1] !== '-';
  const example = short ? `'--${name}=-XYZ' or '${rawName}-XYZ'` : `'--${name}=-XYZ'`;
  return new codes.ERR_PARSE_ARGS_INVALID_OPTION_VALUE(
    `Option '${rawName}' argument is ambiguous.\n` +
    `Did you forget to specify the option argument for '${rawName}'?\n` +
    `To specify an option argument starting with a dash use ${example}.`);
}

function checkToken(config, token) {
  const { options, allowPositionals, allowNegative } = config;
  const { value, rawName } = token;
  let { name } = token;
  if (!hasOwn(options, name)) {
    const bare = allowNegative && name.startsWith('no-') ? name.slice(3) : undefined;
    if (bare === undefined || own(options, bare, 'type') !== 'boolean') {
      throw new codes.ERR_PARSE_ARGS_UNKNOWN_OPTION(rawName, allowPositionals);
    }
    name = bare;
  }
  const short = own(options, name, 'short');
  const shown = short ? `-${short}, --${name}` : `--${name}`;
  const type = own(options, name, 'type');
  if (type === 'string' && typeof value !== 'string') {
    throw new codes.ERR_PARSE_ARGS_INVALID_OPTION_VALUE(
      `Option '${shown} <value>' argument missing`);
  }
  if (type === 'boolean' && value != null) {
    throw new codes.ERR_PARSE_ARGS_INVALID_OPTION_VALUE(
      `Option '${shown}' does not take an argument`);
  }
}

function store(config, token, values) {
  const { options, allowNegative } = config;
  let { name, value } = token;
  if (allowNegative && name.startsWith('no-') && value === undefined) {
    name = name.slice(3);
    token.name = name;
    value = false;
  }
  if (name === '__proto__') return;
  const result = value ?? true;
  if (own(options, name, 'multiple')) {
    (values[name] ??= []).push(result);
  } else {
    values[name] = result;
  }
}

/** Parses a command line by a description of its options. */
function parseArgs(given = {}) {
  validateObject(given, 'config');
  const strict = given.strict ?? true;
  const config = {
    args: given.args ?? mainArgs(),
    options: given.options ?? {},
    strict,
    allowPositionals: given.allowPositionals ?? !strict,
    allowNegative: given.allowNegative ?? false,
    tokens: given.tokens ?? false,
  };
  check(config);
  const { options } = config;
  const tokens = tokenize(config.args, options);
  const result = { values: { __proto__: null }, positionals: [] };
  if (config.tokens) result.tokens = tokens;
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (strict) {
        checkToken(config, token);
        const { value } = token;
        if (token.inlineValue === false && value.length > 1 && value[0] === '-') {
          throw ambiguous(token);
        }
      }
      store(config, token, result.values);
    } else if (token.kind === 'positional') {
      if (!config.allowPositionals) {
        throw new codes.ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(token.value);
      }
      result.positionals.push(token.value);
    }
  }
  for (const name of Object.keys(options)) {
    const value = own(options, name, 'default');
    if (value !== undefined && !hasOwn(result.values, name)) result.values[name] = value;
  }
  return result;
}

module.exports = { parseArgs };
