// A module without import or export.

globalThis.effect = this === undefined;
