'use strict';
// node:net, connecting: the JavaScript half of crates/ouro-node/src/net/connect.rs.
// Node docs: socket.connect; RFC 8305 (happy eyeballs).

const { ExceptionWithHostPort, codes } = require('internal/errors');
const {
  validateBoolean, validateFunction, validateInt32, validateNumber, validatePort, validateString,
} = require('internal/validators');
const { defaults, isIP } = require('internal/net/address');
const {
  adopt, kKeepAlive, kKeepAliveDelay, kNoDelay, kOwner, kTypeOfService, Socket,
} = require('internal/net/socket');
const binding = internalBinding('net');
const { TCP, Pipe, constants } = binding;

const UV_ECANCELED = -125;
const UV_ETIMEDOUT = -110;

/** Begins to connect a socket. */
function start(socket, options, listener) {
  if (socket.write !== Socket.prototype.write) socket.write = Socket.prototype.write;
  if (socket.destroyed) {
    socket._handle = null;
    socket._peername = undefined;
    socket._sockname = undefined;
    socket._undestroy();
  }
  const { path } = options;
  if (path === undefined && options.port === undefined && !options.lookup &&
      !('port' in options && options.port === undefined && options.host)) {
    throw new codes.ERR_MISSING_ARGS(['options', 'port', 'path']);
  }
  if (listener !== null) socket.once('connect', listener);
  if (!socket._handle) {
    socket._handle = path ? new Pipe(constants.SOCKET) : new TCP(constants.SOCKET);
    adopt(socket);
  }
  socket._unrefTimer();
  socket.connecting = true;
  if (path) {
    validateString(path, 'options.path');
    attempt(socket, path, undefined, 0);
  } else {
    lookUp(socket, options);
  }
  return socket;
}

function lookUp(socket, options) {
  const { localAddress, localPort } = options;
  const host = options.host || 'localhost';
  let { port, autoSelectFamily, autoSelectFamilyAttemptTimeout: timeout } = options;
  if (options.host != null) validateString(options.host, 'options.host');
  if (localAddress && !isIP(localAddress)) throw new codes.ERR_INVALID_IP_ADDRESS(localAddress);
  if (localPort) validateNumber(localPort, 'options.localPort');
  if (port !== undefined) {
    if (typeof port !== 'number' && typeof port !== 'string') {
      throw new codes.ERR_INVALID_ARG_TYPE('options.port', ['number', 'string'], port);
    }
    validatePort(port);
  }
  port |= 0;
  if (autoSelectFamily == null) autoSelectFamily = defaults.autoSelectFamily;
  else validateBoolean(autoSelectFamily, 'options.autoSelectFamily');
  if (timeout == null) {
    timeout = defaults.attemptTimeout;
  } else {
    validateInt32(timeout, 'options.autoSelectFamilyAttemptTimeout', 1);
    if (timeout < 10) timeout = 10;
  }

  const type = isIP(host);
  if (type) {
    process.nextTick(() => {
      if (socket.connecting) attempt(socket, host, port, type, localAddress, localPort);
    });
    return;
  }
  if (options.lookup != null) validateFunction(options.lookup, 'options.lookup');
  const dns = require('dns');
  const query = { family: options.family, hints: options.hints || 0 };
  if (query.family === 'IPv4') query.family = 4;
  else if (query.family === 'IPv6') query.family = 6;
  const one = query.family === 4 || query.family === 6;
  if (!one && query.hints === 0) query.hints = dns.ADDRCONFIG;
  socket._host = host;
  const lookup = options.lookup || dns.lookup;
  const fail = (error) => process.nextTick(failed, socket, error);

  if (!one && !localAddress && autoSelectFamily) {
    query.all = true;
    lookup(host, query, (error, addresses) => {
      if (!socket.connecting) return;
      if (error) {
        socket.emit('lookup', error, undefined, undefined, host);
        fail(error);
      } else {
        lookedUp(socket, addresses, { host, port, localAddress, localPort, options, timeout, fail });
      }
    });
    return;
  }
  lookup(host, query, (error, ip, family) => {
    socket.emit('lookup', error, ip, family, host);
    if (!socket.connecting) return;
    if (error) {
      fail(error);
    } else if (typeof ip !== 'string' || !isIP(ip)) {
      fail(new codes.ERR_INVALID_IP_ADDRESS(ip));
    } else if (family !== 4 && family !== 6) {
      fail(new codes.ERR_INVALID_ADDRESS_FAMILY(family, options.host, options.port));
    } else {
      socket._unrefTimer();
      attempt(socket, ip, port, family, localAddress, localPort);
    }
  });
}

function failed(socket, error) {
  socket.destroy(error);
}

// Sorts the addresses by turns of family, the family of the first one first.
function lookedUp(socket, addresses, facts) {
  const groups = [[], []];
  let first;
  for (let i = 0; i < addresses.length; i++) {
    const { address, family } = addresses[i];
    socket.emit('lookup', null, address, family, facts.host);
    if (!socket.connecting) return;
    if (isIP(address) && (family === 4 || family === 6)) {
      first ??= family;
      const group = groups[family === first ? 0 : 1];
      if (!group.some((known) => known.address === address)) group.push({ address, family });
    }
  }
  if (groups[0].length === 0) {
    const { address, family } = addresses[0] ?? {};
    if (!isIP(address)) facts.fail(new codes.ERR_INVALID_IP_ADDRESS(address));
    else facts.fail(new codes.ERR_INVALID_ADDRESS_FAMILY(
      family, facts.options.host, facts.options.port));
    return;
  }
  const order = [];
  for (let i = 0; i < Math.max(groups[0].length, groups[1].length); i++) {
    if (i < groups[0].length) order.push(groups[0][i]);
    if (i < groups[1].length) order.push(groups[1][i]);
  }
  socket._unrefTimer();
  if (order.length === 1) {
    attempt(socket, order[0].address, facts.port, order[0].family, facts.localAddress,
            facts.localPort);
    return;
  }
  socket.autoSelectFamilyAttemptedAddresses = [];
  attemptNext({
    socket, addresses: order, current: 0, port: facts.port, localPort: facts.localPort,
    timeout: facts.timeout, timer: null, errors: [],
  });
}

function bindLocal(handle, family, localAddress, localPort) {
  return family === 4 ?
    handle.bind(localAddress || '0.0.0.0', localPort | 0) :
    handle.bind6(localAddress || '::', localPort | 0, 0);
}

// Connects the socket's handle to one address, or to a path (family 0).
function attempt(socket, address, port, family, localAddress, localPort) {
  const handle = socket._handle;
  if (localAddress || localPort) {
    const error = bindLocal(handle, family, localAddress, localPort);
    if (error) {
      localAddress ||= family === 4 ? '0.0.0.0' : '::';
      socket.destroy(new ExceptionWithHostPort(error, 'bind', localAddress, localPort));
      return;
    }
  }
  const request = {
    address, port, family, localAddress, localPort, started: startTime(family),
    oncomplete: afterConnect,
  };
  let error;
  try {
    if (family === 0) {
      error = handle.connect(request, address);
    } else if (socket.blockList?.check(address, `ipv${family}`)) {
      socket.destroy(new codes.ERR_IP_BLOCKED(address));
      return;
    } else {
      error = handle.connect(request, address, port, socket._host ?? undefined);
    }
  } catch (refusal) {
    if (refusal.code !== 'ERR_ACCESS_DENIED') throw refusal;
    refusal.syscall = 'connect';
    process.nextTick(failed, socket, refusal);
    return;
  }
  if (error) {
    const local = socket._getsockname();
    const details = local.address ? `${local.address}:${local.port}` : undefined;
    const exception = new ExceptionWithHostPort(error, 'connect', address, port, details);
    if (family === 0) process.nextTick(failed, socket, exception);
    else socket.destroy(exception);
  }
}

function connectError(request, status) {
  const { localAddress, localPort } = request;
  const details = localAddress && localPort ? `${localAddress}:${localPort}` : undefined;
  const error =
    new ExceptionWithHostPort(status, 'connect', request.address, request.port, details);
  if (details) {
    error.localAddress = localAddress;
    error.localPort = localPort;
  }
  return error;
}

// When connecting began, where an observer of performance wants to know.
function startTime(family) {
  return binding.observed === true && family !== 0 ? internalBinding('perf_hooks').now() : -1;
}

function measure({ address, port, started }) {
  const { kMake } = require('internal/perf/performance');
  const { PerformanceNodeEntry, enqueue } = require('internal/perf/timeline');
  const duration = internalBinding('perf_hooks').now() - started;
  const detail = { host: address, port };
  enqueue(new PerformanceNodeEntry(kMake, 'connect', 'net', started, duration, detail));
}

function afterConnect(status, handle, request) {
  connected(handle[kOwner], status, request);
}

function connected(socket, status, request) {
  if (socket === undefined || socket.destroyed) return;
  socket.connecting = false;
  socket._sockname = null;
  if (status !== 0) {
    socket.destroy(connectError(request, status));
    return;
  }
  socket._unrefTimer();
  const handle = socket._handle;
  if (socket[kNoDelay] && handle.setNoDelay) handle.setNoDelay(true);
  if (socket[kTypeOfService] !== undefined && handle.setTypeOfService) {
    handle.setTypeOfService(socket[kTypeOfService]);
  }
  if (socket[kKeepAlive] && handle.setKeepAlive) handle.setKeepAlive(true, socket[kKeepAliveDelay]);
  socket.emit('connect');
  socket.emit('ready');
  if (request.started >= 0) measure(request);
  // Starts the first read, or finds the end.
  if (!socket.isPaused()) socket.read(0);
}

function attemptNext(attempts, cancelled) {
  clearTimeout(attempts.timer);
  const { socket, errors, port } = attempts;
  if (socket.destroyed) return;
  if (cancelled || attempts.current === attempts.addresses.length) {
    if (errors.length === 0) {
      socket.destroy(new codes.ERR_SOCKET_CONNECTION_TIMEOUT());
    } else {
      const error = new AggregateError(errors);
      error.code = errors[0].code;
      socket.destroy(error);
    }
    return;
  }
  const current = attempts.current++;
  if (current > 0) {
    const old = socket._handle;
    if (old) {
      old.onread = () => {};
      old.close();
    }
    socket._handle = new TCP(constants.SOCKET);
    adopt(socket);
  }
  const { address, family } = attempts.addresses[current];
  const fail = (error) => {
    errors.push(error);
    socket.emit('connectionAttemptFailed', address, port, family, error);
    attemptNext(attempts);
  };
  let localAddress;
  if (attempts.localPort) {
    localAddress = family === 4 ? '0.0.0.0' : '::';
    const error = bindLocal(socket._handle, family, localAddress, attempts.localPort);
    if (error) {
      errors.push(new ExceptionWithHostPort(error, 'bind', localAddress, attempts.localPort));
      attemptNext(attempts);
      return;
    }
  }
  if (socket.blockList?.check(address, `ipv${family}`)) {
    fail(new codes.ERR_IP_BLOCKED(address));
    return;
  }
  const request = {
    address, port, family, localAddress, localPort: attempts.localPort, started: startTime(family),
    oncomplete(status, handle) {
      clearTimeout(attempts.timer);
      // Succeeded after its time: another attempt has taken its place.
      if (current !== attempts.current - 1) {
        if (status === 0) handle.close();
        return;
      }
      if (status === 0) {
        connected(socket, 0, request);
        return;
      }
      const error = connectError(request, status);
      errors.push(error);
      socket.emit('connectionAttemptFailed', address, port, family, error);
      if (socket.connecting) attemptNext(attempts, status === UV_ECANCELED);
    },
  };
  socket.autoSelectFamilyAttemptedAddresses.push(`${address}:${port}`);
  socket.emit('connectionAttempt', address, port, family);
  let error;
  try {
    error = socket._handle.connect(request, address, port, socket._host ?? undefined);
  } catch (refusal) {
    if (refusal.code !== 'ERR_ACCESS_DENIED') throw refusal;
    fail(refusal);
    return;
  }
  if (error) {
    fail(connectError(request, error));
    return;
  }
  if (current < attempts.addresses.length - 1) {
    attempts.timer = setTimeout(expired, attempts.timeout, attempts, request, socket._handle);
  }
}

function expired(attempts, request, handle) {
  const { socket } = attempts;
  socket.emit('connectionAttemptTimeout', request.address, request.port, request.family);
  request.oncomplete = undefined;
  attempts.errors.push(connectError(request, UV_ETIMEDOUT));
  handle.close();
  if (socket.connecting) attemptNext(attempts);
}

module.exports = { start };
