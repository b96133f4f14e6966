'use strict';
// net: a path that nobody listens at is ENOENT, reported after `connect` has returned.
// Node docs: net.connect(path).

const net = require('node:net');
const { mustFail } = require('../testkit');

const socket = net.connect('/nowhere/at/all');
socket.on('error', mustFail({ code: 'ENOENT', syscall: 'connect', address: '/nowhere/at/all' }));
