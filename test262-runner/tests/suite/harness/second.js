// Included second: knows the first.

order.push('second');
