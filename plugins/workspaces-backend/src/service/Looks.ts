import { toError } from '@backstage/errors';
import type {
  Cluster,
  WorkspaceDriver,
  WorkspaceFacts,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { UnpushedWork } from '@fairway-idp/backstage-plugin-fairway-common';
import type { Probe } from '../domain/idle/judgeIdle';
import { PROBE_COMMAND, readProcesses } from '../domain/idle/processes';
import type { Settings } from '../domain/settings/settings';
import { readUnpushed, unpushedCommand } from '../domain/unpushed/unpushed';

/** Milliseconds. */
const TIMEOUT = 8_000;

/** Looks into workspaces that run. */
export class Looks {
  private constructor(
    private readonly options: {
      driver: WorkspaceDriver;
      settings: Settings;
      now: () => Date;
    },
  ) {}

  static create(options: {
    driver: WorkspaceDriver;
    settings: Settings;
    now: () => Date;
  }): Looks {
    return new Looks(options);
  }

  /** Whether something runs in it beside what always does. Never throws. */
  async processes(
    cluster: Cluster,
    facts: WorkspaceFacts,
    signal?: AbortSignal,
  ): Promise<Probe> {
    const container = this.options.driver.containerOf(facts);
    if (!container) {
      return { outcome: 'unknown', why: 'its container does not run' };
    }
    try {
      const { stdout, exitCode, message, stderr } =
        await cluster.operatorStreams.run(container, PROBE_COMMAND, {
          timeout: TIMEOUT,
          signal,
        });
      return exitCode === 0
        ? readProcesses(stdout, this.options.settings.idle)
        : { outcome: 'unknown', why: message || stderr };
    } catch (error) {
      return { outcome: 'unknown', why: toError(error).message };
    }
  }

  /** Work that no remote has; undefined if it cannot be found out. Never throws. */
  async unpushed(
    cluster: Cluster,
    facts: WorkspaceFacts,
    signal?: AbortSignal,
  ): Promise<UnpushedWork | undefined> {
    const container = this.options.driver.containerOf(facts);
    if (!container) {
      return undefined;
    }
    try {
      const { folder } = facts.record.spec.repository;
      const result = await cluster.operatorStreams.run(
        container,
        unpushedCommand(folder),
        { timeout: TIMEOUT, signal },
      );
      return readUnpushed(result, this.options.now());
    } catch {
      return undefined;
    }
  }
}
