import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import { INNER_LOOP_ANNOTATIONS } from '../component/annotations';
import type { ComponentFacts } from '../component/facts';
import { finding } from '../finding/finding';
import type { DeveloperTarget } from '../target/target';
import { relativePath } from './paths';
import { TOOL_INFO, type InnerLoopTool } from './tools';

/** One file of a tool's, before the block is put around it. */
export interface DraftFile {
  /** From the root of the repository. */
  path: string;
  body: string;
  syntax: 'hash' | 'json';
  /** Whether a file that is somebody's may be added to. */
  mayAppend?: boolean;
}

/** What a generator works with: the facts, and the findings it adds to. */
export class Draft {
  readonly findings: Finding[] = [];

  private constructor(
    readonly tool: InnerLoopTool,
    readonly facts: ComponentFacts,
    readonly target: DeveloperTarget,
    /** Where the file lies: paths in it are seen from there. */
    readonly folder: string,
  ) {}

  static create(options: {
    tool: InnerLoopTool;
    facts: ComponentFacts;
    target: DeveloperTarget;
    folder?: string;
  }): Draft {
    const { tool, facts, target, folder = facts.folder } = options;
    return new Draft(tool, facts, target, folder);
  }

  /** The same, for a file elsewhere. */
  at(folder: string): Draft {
    const moved = new Draft(this.tool, this.facts, this.target, folder);
    moved.findings.push(...this.findings);
    return moved;
  }

  get title(): string {
    return TOOL_INFO[this.tool].title;
  }

  /** A path of the repository, as it is written in this file. */
  relative(path: string): string {
    return relativePath(this.folder, path);
  }

  /** A fact that the tool cannot do without. */
  need<T>(field: string, value: T | undefined, why: string): T | undefined {
    if (value === undefined) {
      const key =
        INNER_LOOP_ANNOTATIONS[field as keyof typeof INNER_LOOP_ANNOTATIONS];
      this.block(`needs-${field}`, `${this.title} needs ${why}`, {
        field,
        ...(key && { add: key }),
      });
    }
    return value;
  }

  block(
    id: string,
    message: string,
    about: { field?: string; value?: string; add?: string } = {},
  ): void {
    this.findings.push(finding(id, message, { severity: 'block', ...about }));
  }

  confirm(
    id: string,
    message: string,
    about: { field?: string; value?: string; add?: string } = {},
  ): void {
    this.findings.push(finding(id, message, { severity: 'confirm', ...about }));
  }

  info(
    id: string,
    message: string,
    about: { field?: string; value?: string; add?: string } = {},
  ): void {
    this.findings.push(finding(id, message, about));
  }

  get isBlocked(): boolean {
    return this.findings.some(({ severity }) => severity === 'block');
  }
}

/** Below it only root may listen on the developer's machine. */
const FIRST_FREE_PORT = 1_024;
const SHIFT = 8_000;

/** The port on the developer's machine; undefined for what listens nowhere. */
export function portsOf({
  facts,
}: Draft): { local: number; remote: number } | undefined {
  const { port } = facts;
  if (port === undefined || port === 'none') {
    return undefined;
  }
  return { remote: port, local: port < FIRST_FREE_PORT ? port + SHIFT : port };
}
