'use strict';
// One HTTP/1.1 exchange for fetch, on a connection of its own. No Rust half. RFC 9112.

const { Headers } = require('web/headers');

/**
 * Sends a request and reads the whole response.
 * @returns {Promise<{ body: Buffer | null, headers: Headers, status: number, statusText: string }>}
 */
function exchange(url, method, headers, bytes, type, signal, failed) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const socket = require('net').connect({
    host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? 80 : Number(url.port),
  });
  let text = Buffer.alloc(0);

  function done(settle, value) {
    signal.removeEventListener('abort', abort);
    socket.destroy();
    settle(value);
  }
  function abort() {
    done(reject, signal.reason);
  }
  function read(ended) {
    try {
      const response = parse(text, method, ended);
      if (response !== undefined) done(resolve, response);
      else if (ended) done(reject, failed(new Error('other side closed')));
    } catch (error) {
      done(reject, failed(error));
    }
  }

  signal.addEventListener('abort', abort, { once: true });
  socket.on('error', (error) => done(reject, failed(error)));
  socket.on('data', (chunk) => {
    text = text.length === 0 ? chunk : Buffer.concat([text, chunk]);
    read(false);
  });
  socket.on('end', () => read(true));
  socket.write(head(url, method, headers, bytes, type));
  if (bytes !== null) socket.write(bytes);
  return promise;
}

function head(url, method, headers, bytes, type) {
  const lines = [`${method} ${url.pathname}${url.search} HTTP/1.1`, `host: ${url.host}`, 'connection: close'];
  const usual = { 'accept': '*/*', 'accept-language': '*', 'user-agent': 'node' };
  if (type !== null) usual['content-type'] = type;
  for (const name of Object.keys(usual)) if (!headers.has(name)) lines.push(`${name}: ${usual[name]}`);
  for (const [name, value] of headers) {
    if (!['connection', 'content-length', 'host', 'transfer-encoding'].includes(name)) {
      lines.push(`${name}: ${value}`);
    }
  }
  if (bytes !== null) lines.push(`content-length: ${bytes.length}`);
  else if (method === 'POST' || method === 'PUT') lines.push('content-length: 0');
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

// The response, or undefined while more is to come.
function parse(text, method, ended) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) {
    if (text.length > 65536) throw new Error('Headers Overflow Error');
    return undefined;
  }
  const lines = text.toString('latin1', 0, end).split('\r\n');
  const first = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(lines[0]);
  if (first === null) throw new Error('Parse Error: Expected HTTP/');
  const status = Number(first[1]);
  // An interim response: the final one follows.
  if (status < 200) return parse(text.subarray(end + 4), method, ended);
  const headers = new Headers();
  for (let i = 1; i < lines.length; i++) {
    const colon = lines[i].indexOf(':');
    if (colon <= 0) throw new Error('Parse Error: Invalid header token');
    headers.append(lines[i].slice(0, colon), lines[i].slice(colon + 1));
  }
  const response = { body: null, headers, status, statusText: first[2] ?? '' };
  if (method === 'HEAD' || status === 204 || status === 304) return response;
  const rest = text.subarray(end + 4);
  if (/\bchunked$/i.test(headers.get('transfer-encoding') ?? '')) {
    response.body = unchunk(rest);
    return response.body === undefined ? undefined : response;
  }
  const length = headers.get('content-length');
  if (length === null) {
    if (!ended) return undefined;
    response.body = rest;
    return response;
  }
  if (!/^\d+$/.test(length)) throw new Error('Parse Error: Invalid character in Content-Length');
  if (rest.length < Number(length)) return undefined;
  response.body = rest.subarray(0, Number(length));
  return response;
}

// RFC 9112 §7.1.
function unchunk(text) {
  const parts = [];
  let at = 0;
  for (;;) {
    const line = text.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = /^([0-9a-f]{1,12})\s*(?:;|$)/i.exec(text.toString('latin1', at, line));
    if (size === null) throw new Error('Parse Error: Invalid character in chunk size');
    const length = parseInt(size[1], 16);
    at = line + 2;
    if (length === 0) {
      const trailers = text.indexOf('\r\n', at);
      return trailers < 0 ? undefined : Buffer.concat(parts);
    }
    if (text.length < at + length + 2) return undefined;
    parts.push(text.subarray(at, at + length));
    at += length + 2;
  }
}

module.exports = { exchange };
