import type { Duplex, Readable, Writable } from 'node:stream';
import type { CallOptions } from './types';

/** One container of one pod. @public */
export interface ContainerPath {
  namespace: string;
  pod: string;
  container: string;
}

/** How a command ended. @public */
export interface ExecEnd {
  /** Absent if the container or the connection went before the command ended. */
  exitCode?: number;
  /** In the API server's or the kubelet's words; empty after a plain end. */
  message: string;
}

/** What a command printed, and how it ended. @public */
export interface ExecResult extends ExecEnd {
  stdout: string;
  stderr: string;
}

/** A command with a terminal. @public */
export interface TerminalSession {
  input: Writable;
  output: Readable;
  resize(size: { cols: number; rows: number }): void;
  /** Settles when the command or the connection ends; never rejects. */
  ended: Promise<ExecEnd>;
  /** Lets the connection go; the kubelet hangs the terminal up. */
  close(): void;
}

/**
 * Streams to pods, through one identity: `pods/exec` and `pods/portforward`.
 * What is refused is thrown as a `KubernetesApiError`, as in every other call.
 *
 * @public
 */
export interface PodStreams {
  /**
   * Runs a command to its end. The command is a list: nothing goes through a
   * shell unless the command is one. Fails when it prints more than `maxBytes`,
   * 1 MiB if that is not said.
   */
  run(
    container: ContainerPath,
    command: readonly string[],
    options?: CallOptions & { maxBytes?: number },
  ): Promise<ExecResult>;
  /** Runs a command with a terminal, until one of both ends hangs up. */
  terminal(
    container: ContainerPath,
    command: readonly string[],
    options?: CallOptions & { size?: { cols: number; rows: number } },
  ): Promise<TerminalSession>;
  /** The bytes of one TCP connection to a port of a pod. */
  connect(
    pod: { namespace: string; name: string },
    port: number,
    options?: CallOptions,
  ): Promise<Duplex>;
}
