'use strict';
// Start-up: a program that does nothing. No other half.
// Expect: nothing
