import type { ZodTypeAny, z } from 'zod/v3';
import { unpushedWorkSchema } from '../wire/view';
import { WORKSPACE_ANNOTATIONS as A } from './keys';
import {
  instantSchema,
  workspaceFailureSchema,
  workspaceSignalSchema,
  workspaceSpecSchema,
  workspaceStopSchema,
  type WorkspaceRecord,
  type WorkspaceRecordPatch,
} from './record';

/** What the annotations of a workspace's object say. @public */
export type WorkspaceReading =
  | { outcome: 'workspace'; record: WorkspaceRecord }
  /** Marked as one, but what it says cannot be understood: shown, never touched. */
  | { outcome: 'garbled'; problems: string[] };

/** Minutes, where the annotation is missing. */
const DEFAULT_IDLE = 60;

/**
 * Reads the contract off the annotations of a workspace's object.
 *
 * @public
 */
export function readWorkspace(
  annotations: Readonly<Record<string, string>>,
): WorkspaceReading {
  const problems: string[] = [];
  const json = <S extends ZodTypeAny>(
    key: string,
    schema: S,
  ): z.output<S> | undefined => {
    const text = annotations[key];
    if (text === undefined) {
      return undefined;
    }
    const parsed = schema.safeParse(parseJson(text));
    if (!parsed.success) {
      problems.push(`The annotation ${key} cannot be understood`);
    }
    return parsed.data;
  };
  const time = (key: string): string | undefined => {
    const text = annotations[key];
    if (text !== undefined && !instantSchema.safeParse(text).success) {
      problems.push(`The annotation ${key} is '${text.slice(0, 40)}', no time`);
    }
    return text;
  };
  const spec = json(A.spec, workspaceSpecSchema);
  const record = {
    startedAt: time(A.startedAt),
    firstReadyAt: time(A.firstReadyAt),
    readyAt: time(A.readyAt),
    idleMinutes: idleMinutes(annotations[A.idleMinutes]),
    keepAwakeUntil: time(A.keepAwakeUntil),
    lastSignal: json(A.lastSignal, workspaceSignalSchema),
    stopped: json(A.stopped, workspaceStopSchema),
    failed: json(A.failed, workspaceFailureSchema),
    unpushed: json(A.unpushed, unpushedWorkSchema),
  };
  if (!spec && problems.length === 0) {
    problems.push(`The annotation ${A.spec} is missing`);
  }
  return spec && problems.length === 0
    ? { outcome: 'workspace', record: { spec, ...record } }
    : { outcome: 'garbled', problems };
}

/**
 * Annotations that change a workspace's record, for a merge patch: null removes.
 *
 * @public
 */
export function workspacePatch(
  patch: WorkspaceRecordPatch,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(patch).flatMap(([field, value]) =>
      value === undefined
        ? []
        : [[A[field as keyof WorkspaceRecordPatch], textOf(value)]],
    ),
  );
}

/**
 * Annotations of a new workspace.
 *
 * @public
 */
export function workspaceAnnotations({
  spec,
  ...rest
}: WorkspaceRecord): Record<string, string> {
  return {
    [A.spec]: JSON.stringify(spec),
    ...(workspacePatch(rest) as Record<string, string>),
  };
}

function textOf(value: unknown): string | null {
  return value === null || typeof value === 'string'
    ? value
    : JSON.stringify(value);
}

function idleMinutes(text: string | undefined): number {
  const minutes = Number(text ?? DEFAULT_IDLE);
  return Number.isSafeInteger(minutes) && minutes > 0 ? minutes : DEFAULT_IDLE;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
