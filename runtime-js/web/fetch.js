'use strict';
// fetch, Request and Response for http:, data: and blob: URLs. Bodies are held whole; there is no
// https: yet. No Rust half: the bytes come through node:net. Fetch standard; RFC 9112.

const { Headers } = require('web/headers');

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const METHODS = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);

/** Bytes and media type of what may be a body. Fetch standard: extract a body. */
async function extract(body) {
  if (body === undefined || body === null) return { bytes: null, type: null };
  if (typeof body === 'string') {
    return { bytes: Buffer.from(body), type: 'text/plain;charset=UTF-8' };
  }
  if (body instanceof URLSearchParams) {
    return { bytes: Buffer.from(`${body}`), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  }
  if (ArrayBuffer.isView(body)) {
    return { bytes: Buffer.from(new Uint8Array(body.buffer, body.byteOffset, body.byteLength)), type: null };
  }
  if (body instanceof ArrayBuffer) return { bytes: Buffer.from(new Uint8Array(body)), type: null };
  if (typeof body.arrayBuffer === 'function') {
    return { bytes: Buffer.from(await body.arrayBuffer()), type: body.type || null };
  }
  if (typeof body[Symbol.asyncIterator] === 'function') {
    const chunks = [];
    for await (const chunk of body) chunks.push(Buffer.from(chunk));
    return { bytes: Buffer.concat(chunks), type: null };
  }
  return extract(`${body}`);
}

// What Request and Response have in common.
class Body {
  #extracted;
  #used = false;

  constructor(body) {
    this.#extracted = extract(body);
    this.#extracted.catch(() => {});
  }

  get bodyUsed() {
    return this.#used;
  }

  async #consume() {
    if (this.#used) throw new TypeError('Body is unusable: Body has already been read');
    const { bytes } = await this.#extracted;
    if (bytes === null) return Buffer.alloc(0);
    this.#used = true;
    return bytes;
  }

  async arrayBuffer() {
    const bytes = await this.#consume();
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  }

  async blob() {
    const bytes = await this.#consume();
    return new Blob([bytes], { type: this.headers.get('content-type') ?? '' });
  }

  async bytes() {
    return new Uint8Array(await this.arrayBuffer());
  }

  async json() {
    return JSON.parse(await this.text());
  }

  async text() {
    return new TextDecoder().decode(await this.#consume());
  }

  static extracted(body) {
    return body.#extracted;
  }
}

class Request extends Body {
  #url;
  #method;
  #headers;
  #redirect;
  #signal;

  constructor(input, init = {}) {
    const from = input instanceof Request ? input : undefined;
    const url = from === undefined ? parse(input) : new URL(from.url);
    const method = normalise(init.method ?? from?.method ?? 'GET');
    const body = init.body ?? null;
    if (body !== null && (method === 'GET' || method === 'HEAD')) {
      throw new TypeError('Request with GET/HEAD method cannot have body.');
    }
    super(body ?? (from === undefined ? null : { arrayBuffer: () => from.clone().arrayBuffer() }));
    this.#url = url;
    this.#method = method;
    this.#headers = new Headers(init.headers ?? from?.headers);
    this.#redirect = init.redirect ?? from?.redirect ?? 'follow';
    this.#signal = init.signal ?? from?.signal ?? new AbortController().signal;
    if (!['error', 'follow', 'manual'].includes(this.#redirect)) {
      throw new TypeError(`Request constructor: ${this.#redirect} is not an accepted type.`);
    }
  }

  get headers() { return this.#headers; }
  get method() { return this.#method; }
  get redirect() { return this.#redirect; }
  get signal() { return this.#signal; }
  get url() { return this.#url.href; }

  clone() {
    if (this.bodyUsed) throw new TypeError('unusable');
    const bytes = Body.extracted(this).then((body) => body.bytes ?? Buffer.alloc(0));
    const body = this.#method === 'GET' || this.#method === 'HEAD' ?
      undefined : { arrayBuffer: () => bytes };
    return new Request(this.url, {
      body, headers: this.#headers, method: this.#method, redirect: this.#redirect, signal: this.#signal,
    });
  }

  get [Symbol.toStringTag]() { return 'Request'; }
}

class Response extends Body {
  #status;
  #statusText;
  #headers;
  #url = '';
  #redirected = false;
  #type = 'default';
  #body;

  constructor(body = null, init = {}) {
    super(body);
    const { status = 200, statusText = '', headers } = init;
    if (!Number.isInteger(status) || status < 200 || status > 599) {
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    }
    if (body !== null && [204, 205, 304].includes(status)) {
      throw new TypeError(`Response constructor: Invalid response status code ${status}`);
    }
    this.#status = status;
    this.#statusText = `${statusText}`;
    this.#headers = new Headers(headers);
    this.#body = body;
    if (typeof body === 'string' && !this.#headers.has('content-type')) {
      this.#headers.set('content-type', 'text/plain;charset=UTF-8');
    }
  }

  get headers() { return this.#headers; }
  get ok() { return this.#status >= 200 && this.#status <= 299; }
  get redirected() { return this.#redirected; }
  get status() { return this.#status; }
  get statusText() { return this.#statusText; }
  get type() { return this.#type; }
  get url() { return this.#url; }

  clone() {
    if (this.bodyUsed) throw new TypeError('Response.clone: Body has already been consumed.');
    const copy = new Response(this.#body, {
      headers: this.#headers, status: this.#status, statusText: this.#statusText,
    });
    copy.#url = this.#url;
    copy.#redirected = this.#redirected;
    copy.#type = this.#type;
    return copy;
  }

  static json(data, init = {}) {
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    const response = new Response(text, init);
    if (!new Headers(init.headers).has('content-type')) {
      response.headers.set('content-type', 'application/json');
    }
    return response;
  }

  static redirect(url, status = 302) {
    if (!REDIRECTS.has(status)) throw new RangeError(`Invalid status code ${status}`);
    return new Response(null, { headers: { location: parse(url).href }, status });
  }

  static received(body, init, url, redirected) {
    const response = new Response(body, init);
    response.#url = url;
    response.#redirected = redirected;
    response.#type = 'basic';
    return response;
  }

  get [Symbol.toStringTag]() { return 'Response'; }
}

function parse(input) {
  try {
    const url = new URL(`${input}`);
    if (url.username || url.password) throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
    url.hash = '';
    return url;
  } catch (cause) {
    if (cause.code !== 'ERR_INVALID_URL') throw cause;
    throw new TypeError(`Failed to parse URL from ${input}`, { cause });
  }
}

function normalise(method) {
  method = `${method}`;
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) {
    throw new TypeError(`'${method}' is not a valid HTTP method.`);
  }
  const upper = method.toUpperCase();
  if (['CONNECT', 'TRACE', 'TRACK'].includes(upper)) {
    throw new TypeError(`'${method}' HTTP method is unsupported.`);
  }
  return METHODS.has(upper) ? upper : method;
}

function failed(cause) {
  return new TypeError('fetch failed', { cause });
}

/**
 * Fetches a resource.
 * @param {string | URL | Request} input
 * @param {object} [init] method, headers, body, redirect, signal
 * @returns {Promise<Response>} rejected with a TypeError where the network fails
 */
async function fetch(input, init = {}) {
  if (arguments.length === 0) throw new TypeError('fetch requires at least 1 argument, but only 0 present.');
  const request = new Request(input, init);
  const { signal } = request;
  signal.throwIfAborted();
  let url = new URL(request.url);
  let { method } = request;
  let { bytes, type } = await Body.extracted(request);
  for (let hops = 0; ; hops++) {
    const response = await load(url, method, request.headers, bytes, type, signal);
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === null || request.redirect === 'manual') {
      return Response.received(response.body, response, url.href, hops > 0);
    }
    if (request.redirect === 'error') throw failed(new Error('unexpected redirect'));
    if (hops === 20) throw failed(new Error('redirect count exceeded'));
    const next = new URL(location, url);
    if (next.protocol !== 'http:' && next.protocol !== 'https:') {
      throw failed(new Error('URL scheme must be a HTTP(S) scheme'));
    }
    if (response.status === 303 && method !== 'HEAD' ||
        method === 'POST' && (response.status === 301 || response.status === 302)) {
      method = 'GET';
      bytes = null;
    }
    if (next.origin !== url.origin) request.headers.delete('authorization');
    url = next;
  }
}

async function load(url, method, headers, bytes, type, signal) {
  switch (url.protocol) {
    case 'http:':
      return require('internal/fetch/http').exchange(url, method, headers, bytes, type, signal, failed);
    case 'data:': {
      const comma = url.href.indexOf(',');
      if (comma < 0) throw failed(new Error('invalid URL'));
      const meta = url.href.slice(5, comma);
      const data = decodeURIComponent(url.href.slice(comma + 1));
      const base64 = /;\s*base64$/i.test(meta);
      const mime = meta.replace(/;\s*base64$/i, '') || 'text/plain;charset=US-ASCII';
      return {
        body: Buffer.from(data, base64 ? 'base64' : 'utf8'),
        headers: new Headers({ 'content-type': mime }), status: 200, statusText: 'OK',
      };
    }
    case 'blob:': {
      const blob = require('buffer').resolveObjectURL(url.href);
      if (blob === undefined) throw failed(new Error('blob not found'));
      return {
        body: blob,
        headers: new Headers({ 'content-length': blob.size, 'content-type': blob.type }),
        status: 200, statusText: 'OK',
      };
    }
    default:
      throw failed(new Error(`unknown scheme ${url.protocol}`));
  }
}

module.exports = { Request, Response, fetch };
