import type { ScaffolderTask } from '@backstage/plugin-scaffolder-common';
import { formatMoment } from '@fairway-idp/backstage-plugin-fairway-react';

/** A run of a template that has ended, as it is told from others. */
export interface EndedRun {
  id: string;
  /** Of the template. */
  template: string;
  /** Of what it made, as the form named it. */
  name?: string;
  status: 'failed' | 'completed' | 'cancelled';
  /** By the reader's clock. */
  at: string;
}

const UNDO = 'fairway:run:undo';

/**
 * The runs that may have left something: those that have ended, and did not
 * themselves undo one.
 */
export function endedRuns(tasks: readonly ScaffolderTask[]): EndedRun[] {
  return tasks.flatMap(({ id, spec, status, createdAt }) => {
    const isUndo = spec.steps.some(({ action }) => action === UNDO);
    if (isUndo || !isEnded(status)) {
      return [];
    }
    const { name } = spec.parameters as { name?: unknown };
    const { metadata } = spec.templateInfo?.entity ?? {};
    return [
      {
        id,
        template: metadata?.title ?? metadata?.name ?? id,
        ...(typeof name === 'string' && { name }),
        status,
        at: formatMoment(new Date(createdAt)),
      },
    ];
  });
}

function isEnded(status: string): status is EndedRun['status'] {
  return ['failed', 'completed', 'cancelled'].includes(status);
}
