import {
  someEnvironment,
  someOptions,
  somePreview,
  storefront,
} from '../testdata';
import { sumCost } from './money';
import { annotationSnippet, inOrder, isBehind, shortCommit } from './previews';
import { firstDraft, inputOf, isComplete, mostCost } from './sandboxDraft';

describe('money', () => {
  it('is summed as far as it is known', () => {
    const unknown = {
      currency: 'USD',
      unknown: ['gpu'],
      parts: { compute: 9 },
    };
    expect(
      sumCost([someEnvironment(), someEnvironment({ cost: unknown })]),
    ).toEqual({ perMonth: 3.5, saved: 7.08, currency: 'USD', unknown: 1 });
  });
});

describe('the draft of a sandbox', () => {
  const options = someOptions({
    defaults: {
      cluster: 'dev',
      tier: 's',
      days: 14,
      schedule: 'Mon-Fri 08:00-18:00 UTC',
    },
  });
  const first = firstDraft(
    options,
    { entityRef: 'component:default/shop' },
    'UTC',
  );

  it('begins with what is usual, and with the component of the page', () => {
    expect(inputOf({ ...first, title: ' Kafka ' })).toEqual({
      title: 'Kafka',
      cluster: 'dev',
      tier: 's',
      owner: 'user:default/bob',
      entityRef: 'component:default/shop',
      days: 14,
      schedule: 'Mon-Fri 08:00-18:00 UTC',
    });
  });

  it.each([
    [{ title: 'Kafka' }, true],
    [{ title: '  ' }, false],
    [{ title: 'x'.repeat(61) }, false],
    [{ title: 'Kafka', days: '61' }, false],
    [{ title: 'Kafka', days: '' }, false],
    [
      { title: 'Kafka', schedule: { always: false, windows: [], zone: 'UTC' } },
      false,
    ],
  ])('of %j is complete: %s', (some, expected) => {
    expect(isComplete({ ...first, ...some }, options)).toBe(expected);
  });

  it('costs less the longer it sleeps; storage costs always', () => {
    const { cost } = options.tiers[0];
    expect(mostCost(cost, { ...first.schedule, always: true })).toBe(30);
    expect(mostCost(cost, first.schedule)).toBeCloseTo(29 * (50 / 168) + 1);
    expect(
      mostCost({ ...cost, perMonth: undefined }, first.schedule),
    ).toBeUndefined();
  });
});

describe('previews', () => {
  it('show the newest pull request first', () => {
    const numbered = (number: number) =>
      somePreview({
        pullRequest: { ...somePreview().pullRequest, number },
      });
    expect(
      inOrder([numbered(9), numbered(11)]).map(
        ({ pullRequest }) => pullRequest.number,
      ),
    ).toEqual([11, 9]);
  });

  it('know whether the newest commit is deployed', () => {
    expect(isBehind(somePreview())).toBe(false);
    expect(isBehind(somePreview({ deployedCommit: 'abc' }))).toBe(true);
    expect(isBehind(somePreview({ deployedCommit: undefined }))).toBe(false);
    expect(shortCommit('1234567890')).toBe('1234567');
  });

  it('tell which annotation to add', () => {
    expect(annotationSnippet(storefront)).toContain(
      'fairway.dev/preview-path: deploy',
    );
  });
});
