// Products stay below 2^53, so that they are exact.
const MULTIPLIER = 48_271;
const MODULUS = 2 ** 31 - 1;

/**
 * The same numbers for the same seed, so that a failure can be told and repeated.
 *
 * @public
 */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = Math.abs(Math.floor(seed)) % MODULUS || 1;
  }

  /** Above 0, below 1: Lehmer's generator with the constants of MINSTD. */
  next(): number {
    this.state = (this.state * MULTIPLIER) % MODULUS;
    return this.state / MODULUS;
  }

  /** A whole number below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }
}
