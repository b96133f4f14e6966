// Imported, and no test itself.

export function twice(number) {
  return number * 2;
}

if (typeof assert !== 'function') throw new Error('the realm is another');
