'use strict';
// node:net, BlockList and SocketAddress: the JavaScript half of
// crates/ouro-node/src/net/block_list.rs. Node docs: Class: net.BlockList, net.SocketAddress.

const { codes } = require('internal/errors');
const { validateInt32, validateObject, validatePort, validateString, validateUint32 } =
  require('internal/validators');
const binding = internalBinding('net');

const inspect = Symbol.for('nodejs.util.inspect.custom');

function validFamily(family, name) {
  if (typeof family?.toLowerCase !== 'function') {
    throw new codes.ERR_INVALID_ARG_VALUE(name, family);
  }
  family = family.toLowerCase();
  if (family !== 'ipv4' && family !== 'ipv6') {
    throw new codes.ERR_INVALID_ARG_VALUE(name, family);
  }
  return family;
}

class SocketAddress {
  #address;
  #port;
  #family;
  #flowlabel;

  static isSocketAddress(value) {
    return typeof value === 'object' && value !== null && #address in value;
  }

  /** Reads `ADDRESS[:PORT]`; undefined where it is none. */
  static parse(input) {
    validateString(input, 'input');
    const url = URL.parse(`http://${input}`);
    if (url === null) return undefined;
    const { hostname, port } = url;
    if (hostname.startsWith('[') && hostname.endsWith(']')) {
      return new SocketAddress({ address: hostname.slice(1, -1), port: port | 0, family: 'ipv6' });
    }
    try {
      return new SocketAddress({ address: hostname, port: port | 0 });
    } catch {
      return undefined;
    }
  }

  constructor(options = {}) {
    validateObject(options, 'options');
    let { family = 'ipv4' } = options;
    const { port = 0, flowlabel = 0 } = options;
    family = validFamily(family, 'options.family');
    const { address = family === 'ipv4' ? '127.0.0.1' : '::' } = options;
    validateString(address, 'options.address');
    validatePort(port, 'options.port');
    validateUint32(flowlabel, 'options.flowlabel', false);
    if (binding.isIP(address) !== (family === 'ipv4' ? 4 : 6)) {
      throw new codes.ERR_INVALID_ADDRESS();
    }
    this.#address = binding.normalize(address);
    this.#port = port | 0;
    this.#family = family;
    this.#flowlabel = flowlabel;
  }

  get address() { return this.#address; }
  get port() { return this.#port; }
  get family() { return this.#family; }
  get flowlabel() { return family6(this.#family) ? this.#flowlabel : 0; }

  toJSON() {
    return {
      address: this.address, port: this.port, family: this.family, flowlabel: this.flowlabel,
    };
  }

  [inspect](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('util');
    return `SocketAddress ${inspect(this.toJSON(), { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}

function family6(family) {
  return family === 'ipv6';
}

// The text of an address given as such or as a SocketAddress.
function textOf(address, family, name) {
  if (SocketAddress.isSocketAddress(address)) return address;
  validateString(address, name);
  return new SocketAddress({ address, family });
}

function prefixOf(prefix, family) {
  validateInt32(prefix, 'prefix', 0, family === 'ipv4' ? 32 : 128);
  return prefix;
}

function cidrOf(cidr) {
  validateString(cidr, 'cidr');
  const slash = cidr.indexOf('/');
  if (slash < 0) {
    throw new codes.ERR_INVALID_ARG_VALUE(
      'cidr', cidr, 'must contain a prefix length (e.g. "10.0.0.0/8")');
  }
  const address = cidr.slice(0, slash);
  const family = binding.isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return [address, Number(cidr.slice(slash + 1)), family];
}

class BlockList {
  #list = binding.createBlockList();

  static isBlockList(value) {
    return typeof value === 'object' && value !== null && #list in value;
  }

  #change(add, kind, first, second) {
    return binding.blockListChange(this.#list, add, kind, first, second);
  }

  #range(add, start, end, family) {
    start = textOf(start, family, 'start');
    end = textOf(end, family, 'end');
    if (!this.#change(add, 1, start.address, end.address)) {
      throw new codes.ERR_INVALID_ARG_VALUE('start', start, 'must come before end');
    }
  }

  #subnet(add, network, prefix, family) {
    network = textOf(network, family, 'network');
    this.#change(add, 2, network.address, prefixOf(prefix, network.family));
  }

  addAddress(address, family = 'ipv4') {
    this.#change(true, 0, textOf(address, family, 'address').address);
  }

  removeAddress(address, family = 'ipv4') {
    this.#change(false, 0, textOf(address, family, 'address').address);
  }

  addAddresses(addresses, family = 'ipv4') {
    for (const address of addresses) this.addAddress(address, family);
  }

  addRange(start, end, family = 'ipv4') {
    this.#range(true, start, end, family);
  }

  removeRange(start, end, family = 'ipv4') {
    this.#range(false, start, end, family);
  }

  addSubnet(network, prefix, family = 'ipv4') {
    this.#subnet(true, network, prefix, family);
  }

  removeSubnet(network, prefix, family = 'ipv4') {
    this.#subnet(false, network, prefix, family);
  }

  addCIDR(cidr) {
    this.#subnet(true, ...cidrOf(cidr));
  }

  removeCIDR(cidr) {
    this.#subnet(false, ...cidrOf(cidr));
  }

  addCIDRs(cidrs) {
    for (const cidr of cidrs) this.addCIDR(cidr);
  }

  /** Whether a rule is about the address; false for text that is none. */
  check(address, family = 'ipv4') {
    if (!SocketAddress.isSocketAddress(address)) {
      validateString(address, 'address');
      family = validFamily(family, 'options.family');
      if (binding.isIP(address) !== (family === 'ipv4' ? 4 : 6)) return false;
      return binding.blockListCheck(this.#list, address);
    }
    return binding.blockListCheck(this.#list, address.address);
  }

  clear() {
    binding.blockListClear(this.#list);
  }

  get rules() {
    return binding.blockListRules(this.#list);
  }

  get size() {
    return this.rules.length;
  }

  toJSON() {
    return this.rules;
  }

  /** Adds rules written as `rules` writes them. */
  fromJSON(data) {
    if (typeof data === 'string') data = JSON.parse(data);
    if (!Array.isArray(data) || data.some((line) => typeof line !== 'string')) {
      throw new codes.ERR_INVALID_ARG_TYPE('data', ['string', 'string[]'], data);
    }
    for (const line of data) {
      const parts = /^(Address|Range|Subnet): (IPv[46]) ([^-/]+)[-/]?(.*)$/.exec(line);
      if (parts === null) continue;
      const [, kind, name, first, second] = parts;
      const family = name.toLowerCase();
      if (kind === 'Address') this.addAddress(first, family);
      else if (kind === 'Range') this.addRange(first, second, family);
      else this.addSubnet(first, Number(second), family);
    }
  }

  [inspect](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('util');
    return `BlockList ${inspect({ rules: this.rules }, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}

module.exports = { BlockList, SocketAddress };
