'use strict';
// node:cluster: what is true of the primary process; no Rust half. Node docs: Cluster.

const EventEmitter = require('events');

const cluster = module.exports = new EventEmitter();

cluster.isWorker = false;
cluster.isMaster = true;
cluster.isPrimary = true;
cluster.workers = {};
cluster.settings = {};
cluster.SCHED_NONE = 1;
cluster.SCHED_RR = 2;
cluster.schedulingPolicy = process.env.NODE_CLUSTER_SCHED_POLICY === 'none' ? 1 : 2;
