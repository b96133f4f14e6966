'use strict';
// CPU: bodies of a small solar system moved 5,000 times. No other half.
// Expect: 2.643486 8.283614

const measure = require('./kit/measure.js');

class Body {
  constructor(x, y, mass) {
    this.x = x;
    this.y = y;
    this.vx = 0;
    this.vy = 0;
    this.mass = mass;
  }

  pull(other) {
    const dx = this.x - other.x;
    const dy = this.y - other.y;
    const square = dx * dx + dy * dy + 0.01;
    const by = 0.001 / (square * Math.sqrt(square));
    this.vx -= dx * other.mass * by;
    this.vy -= dy * other.mass * by;
    other.vx += dx * this.mass * by;
    other.vy += dy * this.mass * by;
  }

  move() {
    this.x += this.vx * 0.001;
    this.y += this.vy * 0.001;
  }
}

measure(() => {
  const bodies = [];
  for (let i = 0; i < 5; i++) bodies.push(new Body(i * 1.5, i * i * 0.7, 1 + i));
  for (let step = 0; step < 5000; step++) {
    for (let i = 0; i < 5; i++) {
      for (let j = i + 1; j < 5; j++) bodies[i].pull(bodies[j]);
    }
    for (let i = 0; i < 5; i++) bodies[i].move();
  }
  return bodies[0].x.toFixed(6) + ' ' + bodies[4].y.toFixed(6);
});
