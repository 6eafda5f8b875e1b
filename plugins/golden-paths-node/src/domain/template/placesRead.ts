import { posix } from 'node:path';
import {
  RECORD_ACTION,
  type TemplateStep,
  type TemplateSteps,
} from './recordStep';

/** Actions that make nothing outside of the task. */
const HARMLESS = [
  'fetch:',
  'fs:',
  'debug:',
  'roadiehq:utils:',
  'catalog:fetch',
  'fairway:render',
  'fairway:names:check',
  'fairway:inner-loop:write',
  'fairway:kubernetes:preflight',
  RECORD_ACTION,
];

/**
 * The folders that the steps of a template read up to its record: relative to
 * the folder of the template, or URLs. What is known only in a run is cut off:
 * `./worker/${{ parameters.language }}` is all of `worker`. None is within
 * another.
 *
 * @public
 */
export function placesRead(spec: TemplateSteps): string[] {
  const places = new Set(
    untilRecord(spec)
      .filter(({ action }) => action.startsWith('fetch:'))
      .flatMap(step => urlsOf(step).map(url => placeOf(step, url))),
  );
  return [...places]
    .filter(place =>
      [...places].every(other => other === place || !holds(other, place)),
    )
    .sort();
}

/**
 * Whether a run that ends at its record has made nothing outside of the task.
 *
 * @public
 */
export function recordsFirst(spec: TemplateSteps): boolean {
  return untilRecord(spec).every(
    ({ action, input }) =>
      HARMLESS.some(one => action.startsWith(one)) ||
      (action === 'fairway:kubernetes:apply' && input?.rehearse === true),
  );
}

function untilRecord({ steps }: TemplateSteps): TemplateStep[] {
  const end = steps.findIndex(({ action }) => action === RECORD_ACTION);
  return end === -1 ? [...steps] : steps.slice(0, end + 1);
}

/** What stands under `each` of a step, where its `url` is one of these. */
const OF_EACH = /^\$\{\{\s*each\.value((?:\.\w+)*)\s*\}\}/;

function urlsOf({ input, each }: TemplateStep): string[] {
  const url = typeof input?.url === 'string' ? input.url : '.';
  const [head, path] = OF_EACH.exec(url) ?? [];
  if (head === undefined || typeof each !== 'object' || each === null) {
    return [url];
  }
  return Object.values(each).map(value => {
    const found = path
      .split('.')
      .slice(1)
      .reduce<unknown>((at, key) => (at as Fields | undefined)?.[key], value);
    return typeof found === 'string' ? found + url.slice(head.length) : url;
  });
}

type Fields = Record<string, unknown>;

function placeOf({ action }: TemplateStep, url: string): string {
  const open = url.indexOf('${{');
  const isFile = action.endsWith(':file');
  const known = open === -1 ? url : url.slice(0, open);
  const folder =
    open === -1 && !isFile ? known : known.slice(0, known.lastIndexOf('/') + 1);
  return isUrl(folder)
    ? folder.replace(/\/+$/, '')
    : posix.normalize(folder || '.').replace(/(.)\/+$/, '$1');
}

/** Whether a place is one of another server's, say. @public */
export function isUrl(place: string): boolean {
  return /^[a-z][-+.a-z0-9]*:\/\//i.test(place);
}

/** So deep that no `..` of a template leaves it. */
const DEEP = '/0/1/2/3/4/5/6/7/8/9';

function holds(outer: string, inner: string): boolean {
  if (isUrl(outer) || isUrl(inner)) {
    return inner.startsWith(`${outer}/`);
  }
  const [from, to] = [posix.join(DEEP, outer), posix.join(DEEP, inner)];
  return to.startsWith(`${from}/`);
}
