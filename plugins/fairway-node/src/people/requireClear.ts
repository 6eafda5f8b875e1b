import { ConflictError, InputError } from '@backstage/errors';
import type {
  Confirmation,
  Finding,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** What a reviewer is told when the review is out of date. @public */
export function changed(words: string, cause?: Error): ConflictError {
  return new ConflictError(
    `Changed since you reviewed it: ${words}. Nothing was written; review the change again`,
    cause,
  );
}

/**
 * Blocked, changed, not acknowledged: in this order, the gravest first.
 *
 * @public
 * @throws ConflictError or InputError saying what is in the way
 */
export function requireClear(
  plan: { findings: Finding[]; version: string; noop: boolean },
  confirmation: Confirmation,
): void {
  const { findings } = plan;
  const block = findings.find(({ severity }) => severity === 'block');
  if (block) {
    throw new ConflictError(block.message);
  }
  const { version } = confirmation;
  if (version !== undefined && version !== plan.version) {
    throw changed(`it was at version ${version} and is at ${plan.version}`);
  }
  const open = findings.filter(
    ({ id, severity }) =>
      severity === 'confirm' && !confirmation.acknowledged.includes(id),
  );
  if (open.length > 0 && !plan.noop) {
    throw new InputError(
      `acknowledged lacks ${open
        .map(({ id, message }) => `'${id}' (${message})`)
        .join(' and ')}`,
    );
  }
}
