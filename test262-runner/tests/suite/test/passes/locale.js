// A test about a language.
/*---
locale: [en]
---*/

assert(typeof Intl === 'object');
