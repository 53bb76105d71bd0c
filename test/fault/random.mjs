// Random numbers that a seed repeats.
import { createHash } from 'node:crypto';

export class Dice {
  #seed;
  #thrown = 0;

  constructor(seed) {
    this.#seed = seed;
  }

  /** From 0 up to 1. */
  fraction() {
    const digest = createHash('sha256').update(`${this.#seed} ${this.#thrown++}`).digest();
    return digest.readUInt32BE() / 2 ** 32;
  }
  chance(probability) {
    return this.fraction() < probability;
  }
  below(limit) {
    return Math.floor(this.fraction() * limit);
  }
  one(items) {
    return items[this.below(items.length)];
  }
}
