import { InputError } from '@backstage/errors';

/**
 * The one entry of W3C `baggage` by which every tool and every route knows whose
 * request it is: `baggage: dev-workspace=alice`.
 *
 * @public
 */
export const ROUTING_ENTRY = 'dev-workspace';

const KEY = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const LONGEST = 63;

/** Whether a key needs no escaping in any tool's expressions. @public */
export function isRoutingKey(key: string): boolean {
  return key.length <= LONGEST && KEY.test(key);
}

/** An expression around what stands for a key. */
export const patternFor = (key: string) =>
  `^(.*,)?\\s*${ROUTING_ENTRY}\\s*=\\s*${key}\\s*([,;].*)?$`;

/**
 * What a `baggage` header looks like that carries the key, among other entries or
 * alone: anchored, so that `alice` is not taken for `alice2`, and without colon and
 * look-around, so that Telepresence, Istio, Linkerd and mirrord all read it.
 *
 * @throws InputError if it is no routing key
 * @public
 */
export function baggagePattern(key: string): string {
  if (!isRoutingKey(key)) {
    throw new InputError(
      `routingKey ${JSON.stringify(
        key,
      )}: lower-case letters, digits and dashes, at most ${LONGEST}`,
    );
  }
  return patternFor(key);
}
