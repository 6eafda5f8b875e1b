import { parseQuantity } from '../../quantities/exact';
import type { GoldenPathResources } from '../parameters';

const MEGABYTE = 1_000_000n * 1_000_000_000n;

/**
 * What the API server would say to a quantity of CPU or memory of a container.
 *
 * @public
 * @returns undefined if nothing
 */
export function quantityProblem(
  text: string,
  options: { field: string; resource: 'cpu' | 'memory' },
): string | undefined {
  const { field, resource } = options;
  const amount = parseQuantity(text);
  if (amount === undefined) {
    return `${field} '${text}' is not a quantity, write e.g. ${
      resource === 'cpu' ? '250m or 0.5' : '256Mi or 1Gi'
    }`;
  }
  if (amount < 0n) {
    return `${field} '${text}' must be 0 or more`;
  }
  return resource === 'memory' && amount > 0n && amount < MEGABYTE
    ? `${field} '${text}' is less than a megabyte: is ${suggestion(
        text,
      )} meant?`
    : undefined;
}

/** `128m` of memory is an eighth of a byte; everybody means `128Mi`. */
function suggestion(text: string): string {
  return `${parseInt(text, 10) || 128}Mi`;
}

const PLACES = ['requests', 'limits'] as const;
const RESOURCES = ['cpu', 'memory'] as const;

/**
 * What is wrong with requests and limits, each problem with its field, e.g.
 * `limits.cpu`. A limit below its request is refused, as the API server does.
 *
 * @public
 */
export function resourceProblems(
  resources: GoldenPathResources,
): Array<{ field: string; message: string }> {
  const problems = PLACES.flatMap(place =>
    RESOURCES.flatMap(resource => {
      const text = resources[place]?.[resource];
      const field = `${place}.${resource}`;
      const message =
        text === undefined
          ? undefined
          : quantityProblem(text, { field, resource });
      return message ? [{ field, message }] : [];
    }),
  );
  return problems.length > 0 ? problems : RESOURCES.flatMap(below(resources));
}

function below({ requests, limits }: GoldenPathResources) {
  return (resource: 'cpu' | 'memory') => {
    const request = requests?.[resource];
    const limit = limits?.[resource];
    const isBelow =
      request !== undefined &&
      limit !== undefined &&
      parseQuantity(limit)! < parseQuantity(request)!;
    return isBelow
      ? [
          {
            field: `limits.${resource}`,
            message: `limits.${resource} '${limit}' must not be less than requests.${resource} '${request}'`,
          },
        ]
      : [];
  };
}
