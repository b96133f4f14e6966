'use strict';
// Starts the program. No Rust half. Node docs: Modules: the main module.

const binding = internalBinding('modules');

const path = binding.mainScript();
if (path !== undefined) require('internal/modules/cjs')._load(path, null, true);
