import type { PartState } from '../types.ts';
import { describeExit } from '../watch.ts';

/** A program that a world cannot do without has ended. */
export class PartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PartError';
  }
}

/** The real node did not start; the rest of the world could. */
export class RealNodeError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'RealNodeError';
  }
}

const REAL_NODE_PARTS = [
  'node',
  'containerd',
  'kubelet',
  'kube-proxy',
  'forward',
  'coredns',
];

/** Why a world that is starting cannot come up: one of its programs has ended. */
export function partError(dead: PartState): Error {
  const error = new PartError(
    `${dead.name} ${describeExit(dead.exit) ?? 'ended'} (log: ${dead.log})`,
  );
  return REAL_NODE_PARTS.includes(dead.name) ? new RealNodeError(error) : error;
}
