import { toError } from '@backstage/errors';
import type {
  Cluster,
  WorkspaceDriver,
  WorkspaceFacts,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { UnpushedWork } from '@fairway-idp/backstage-plugin-fairway-common';
import type { Probe } from '../domain/idle/judgeIdle';
import { filesCommand, readFiles } from '../domain/files/files';
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

  /** Files of its repository, by path; undefined if it cannot be found out. Never throws. */
  async files(
    cluster: Cluster,
    facts: WorkspaceFacts,
    paths: readonly string[],
  ): Promise<Record<string, string> | undefined> {
    return this.inside(cluster, facts, {
      command: filesCommand(facts.record.spec.repository.folder, paths),
      read: result => readFiles(result, paths),
    });
  }

  /** Work that no remote has; undefined if it cannot be found out. Never throws. */
  async unpushed(
    cluster: Cluster,
    facts: WorkspaceFacts,
    signal?: AbortSignal,
  ): Promise<UnpushedWork | undefined> {
    return this.inside(cluster, facts, {
      command: unpushedCommand(facts.record.spec.repository.folder),
      read: result => readUnpushed(result, this.options.now()),
      signal,
    });
  }

  private async inside<T>(
    cluster: Cluster,
    facts: WorkspaceFacts,
    look: {
      command: string[];
      read: (result: { stdout: string; exitCode?: number }) => T | undefined;
      signal?: AbortSignal;
    },
  ): Promise<T | undefined> {
    const container = this.options.driver.containerOf(facts);
    if (!container) {
      return undefined;
    }
    const { command, read, signal } = look;
    try {
      return read(
        await cluster.operatorStreams.run(container, command, {
          timeout: TIMEOUT,
          signal,
        }),
      );
    } catch {
      return undefined;
    }
  }
}
