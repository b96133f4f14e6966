// A file without metadata.

assert(true);
