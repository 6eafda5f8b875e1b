import { TerminalProgress } from '../../commands/terminal.ts';
import { buildApp, installPackages } from '../../portal/prepare.ts';
import type { WorldState } from '../../world/types.ts';
import { leftovers } from '../leftovers.ts';
import type { CheckContext, CheckResult } from '../types.ts';

/** A world with a portal. */
interface Staged {
  readonly state: WorldState;
  down(): Promise<void>;
}

/**
 * Plays a check on a stage of its own, which is taken down whatever comes of it; what
 * is left of it fails the check.
 */
export async function playOn<S extends Staged>(
  { root, log }: CheckContext,
  {
    set,
    logOf,
  }: {
    set: (progress: TerminalProgress) => Promise<S>;
    /** File to which its portal writes. */
    logOf: (stage: S) => string;
  },
  play: (stage: S) => Promise<CheckResult>,
): Promise<CheckResult> {
  await installPackages(root);
  await buildApp(root);
  const stage = await set(new TerminalProgress(log));
  let result: CheckResult;
  try {
    result = await play(stage);
  } catch (error) {
    log(`  ! the portal's log is ${logOf(stage)}`);
    throw error;
  } finally {
    await stage.down();
  }
  const left = await leftovers(root, stage.state);
  left.forEach(one => log(`SHORT left over: ${one}`));
  return { ok: result.ok && left.length === 0, line: result.line };
}
