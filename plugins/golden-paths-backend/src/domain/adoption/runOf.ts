import type {
  LogEvent,
  ScaffolderTask,
} from '@backstage/plugin-scaffolder-common';
import { GOLDEN_PATH_FIELDS } from '@fairway-idp/backstage-plugin-fairway-common';
import { versionOf } from '@fairway-idp/backstage-plugin-golden-paths-node';
import type { Run, RunOutcome } from './types';

type Task = Pick<ScaffolderTask, 'id' | 'status' | 'createdAt' | 'spec'>;
/** What a task says of how it stands. */
type Standing = Pick<ScaffolderTask, 'status' | 'lastHeartbeatAt'>;

const OUTCOMES: Record<string, RunOutcome> = {
  completed: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

const LONGEST = 200;

/** The run that a task is of; undefined if it is of no golden path. */
export function runOf(
  task: Task,
  events: readonly LogEvent[],
): Run | undefined {
  const { spec } = task;
  const template = spec.templateInfo?.entityRef;
  const version = 'steps' in spec ? versionOf({ spec } as never) : undefined;
  if (!template || version === undefined) {
    return undefined;
  }
  const outcome = outcomeOf(task);
  const completion = events.findLast(({ type }) => type === 'completion');
  const entityRef = entityRefIn(completion);
  const endedAt = completion?.createdAt;
  return {
    ...{ task: task.id, template, version, outcome },
    startedAt: startOf(task),
    ...(outcome !== 'running' && endedAt && { endedAt: timeOf(endedAt) }),
    ...(outcome === 'failed' && { failure: failureIn(events, completion) }),
    ...(entityRef && { entityRef }),
  };
}

/**
 * Whether a task says something else than is known of its run. One that ended goes on
 * when somebody has it tried again: it is the same task then, and may end as it did.
 */
export function isNews(task: Standing, known: Run | undefined): boolean {
  if (!known || known.outcome === 'running') {
    return true;
  }
  const { endedAt } = known;
  const { lastHeartbeatAt } = task;
  return (
    outcomeOf(task) !== known.outcome ||
    (endedAt !== undefined &&
      Boolean(lastHeartbeatAt) &&
      timeOf(lastHeartbeatAt!) > endedAt)
  );
}

function outcomeOf({ status }: Standing): RunOutcome {
  return OUTCOMES[status] ?? 'running';
}

/** When a task began. */
export function startOf({ createdAt }: Pick<Task, 'createdAt'>): string {
  return timeOf(createdAt);
}

/** SQLite says `2026-01-01 12:00:00` and means UTC. */
function timeOf(text: string): string {
  const isBare = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(text);
  return new Date(isBare ? `${text.replace(' ', 'T')}Z` : text).toISOString();
}

function entityRefIn(event: LogEvent | undefined): string | undefined {
  const { output } = (event?.body ?? {}) as {
    output?: { links?: Array<{ entityRef?: unknown }> };
  };
  const found = output?.links?.find(({ entityRef }) => entityRef)?.entityRef;
  return typeof found === 'string' ? found : undefined;
}

function failureIn(
  events: readonly LogEvent[],
  completion: LogEvent | undefined,
): Run['failure'] {
  const failed = events.findLast(({ body }) => body.status === 'failed');
  const { error } = (completion?.body ?? {}) as {
    error?: { message?: string };
  };
  const message = error?.message ?? failed?.body.message ?? '';
  const field = fieldIn(message);
  return {
    step: failed?.body.stepId ?? 'unknown',
    ...(field && { field }),
    finding: withoutNames(textOf(message, field)),
  };
}

/** As the checks of a golden path write it: `resources: To start it needs …` */
function fieldIn(message: string): string | undefined {
  return GOLDEN_PATH_FIELDS.map(field => ({
    field,
    at: message.search(new RegExp(`(^|: |; )${field}: `)),
  }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0]?.field;
}

/** What is said of the field, or else all. */
function textOf(message: string, field: string | undefined): string {
  const line = message.split('\n')[0];
  const [, after] = field ? line.split(`${field}: `) : [];
  return (after ?? line).split('; ')[0];
}

/**
 * What was found, so that the same is counted as one, and nobody is named: neither
 * people nor what they have made.
 */
export function withoutNames(text: string): string {
  return (
    text
      .replace(/'[^']*'|"[^"]*"|`[^`]*`/g, '…')
      .replace(/\S+@\S+/g, '…')
      .replace(/\S*[/:\\]\S+/g, '…')
      .replace(/\S*\d\S*/g, '…')
      .replace(/\b(user|group|namespace|cluster|repository) [a-z]\S*/gi, '$1 …')
      .replace(/(… ?)+/g, '… ')
      // Databases take no NUL, and people see none of the others.
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, LONGEST)
  );
}
