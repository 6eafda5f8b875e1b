import { InputError } from '@backstage/errors';
import {
  placeOf,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';

/** A field that a preview cannot have. */
export interface Refusal {
  /** e.g. `spec.template.spec.hostNetwork` */
  field: string;
  why: string;
}

/** More than these help nobody. */
const MOST = 10;

/** `deploy/web.yaml: Deployment 'web': spec.hostNetwork …` */
export function refusalText(object: Manifest, refusal: Refusal): string {
  return `${placeOf(object)}: ${refusal.field} ${refusal.why}`;
}

/** One error for all that is refused, a line each. */
export function refuse(lines: readonly string[]): never {
  const more = lines.length - MOST;
  throw new InputError(
    [...lines.slice(0, MOST), ...(more > 0 ? [`and ${more} more`] : [])].join(
      '\n',
    ),
  );
}
