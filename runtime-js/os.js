'use strict';
// node:os: the JavaScript half of crates/ouro-node/src/os/. Node docs: OS.

const binding = internalBinding('os');

// Node lets these be used as values: `${os.hostname}`.
const primitive = (name, value) => {
  value[Symbol.toPrimitive] = () => value();
  return [name, value];
};

/** Throws the failure that the Rust half gave back, if it is one. */
function checked(result) {
  if (typeof result === 'object' && result.syscall !== undefined) {
    const { codes: { ERR_SYSTEM_ERROR } } = require('internal/errors');
    throw new ERR_SYSTEM_ERROR(result);
  }
  return result;
}

function arch() {
  return process.arch;
}

function platform() {
  return process.platform;
}

function endianness() {
  return 'LE';
}

function homedir() {
  return process.env.HOME || binding.homedir();
}

function tmpdir() {
  const { env } = process;
  const path = env.TMPDIR || env.TMP || env.TEMP || '/tmp';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function getPriority(pid) {
  if (pid === undefined) pid = 0;
  else require('internal/validators').validateInt32(pid, 'pid');
  return checked(binding.getPriority(pid));
}

function setPriority(pid, priority) {
  if (priority === undefined) {
    priority = pid;
    pid = 0;
  }
  const { validateInt32 } = require('internal/validators');
  validateInt32(pid, 'pid');
  validateInt32(priority, 'priority', -20, 19);
  const failure = binding.setPriority(pid, priority);
  if (failure !== undefined) checked(failure);
}

function userInfo(options) {
  if (typeof options !== 'object') options = null;
  return checked(binding.userInfo(options !== null && options.encoding === 'buffer'));
}

Object.freeze(binding.constants.signals);

module.exports = Object.fromEntries([
  primitive('arch', arch),
  primitive('availableParallelism', binding.availableParallelism),
  ['cpus', binding.cpus],
  primitive('endianness', endianness),
  primitive('freemem', binding.freemem),
  ['getPriority', getPriority],
  primitive('homedir', homedir),
  primitive('hostname', binding.hostname),
  ['loadavg', binding.loadavg],
  ['networkInterfaces', binding.networkInterfaces],
  primitive('platform', platform),
  primitive('release', binding.release),
  ['setPriority', setPriority],
  primitive('tmpdir', tmpdir),
  primitive('totalmem', binding.totalmem),
  primitive('type', binding.type),
  ['userInfo', userInfo],
  primitive('uptime', binding.uptime),
  primitive('version', binding.version),
  primitive('machine', binding.machine),
]);

const fixed = (value, configurable) => ({
  configurable,
  enumerable: true,
  writable: false,
  value,
});

Object.defineProperties(module.exports, {
  constants: fixed(binding.constants, false),
  EOL: fixed('\n', true),
  devNull: fixed('/dev/null', true),
});
