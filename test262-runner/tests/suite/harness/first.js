// Included first.

var order = ['first'];
