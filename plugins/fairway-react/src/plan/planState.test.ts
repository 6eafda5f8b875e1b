import type {
  ChangePlan,
  Finding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { ConflictError } from '@backstage/errors';
import { confirmationOf, isHopeless, missing, planReducer } from './planState';
import { somePlan } from './testdata';

const tick = (...ids: string[]) => new Set(ids);
const hpa: Finding = {
  id: 'hpa',
  severity: 'confirm',
  message: 'Replicas are set by HPA web',
  evidence: [],
};

describe('missing', () => {
  it.each<
    [
      string | undefined,
      { plan?: Partial<ChangePlan>; ticked?: string[]; reason?: string },
    ]
  >([
    [undefined, {}],
    ['reason', { reason: '  x  ' }],
    ['confirm', { plan: { findings: [hpa] } }],
    [undefined, { plan: { findings: [hpa] }, ticked: ['hpa'] }],
    [
      'block',
      {
        plan: { findings: [hpa, { ...hpa, id: 'paused', severity: 'block' }] },
        ticked: ['hpa', 'paused'],
      },
    ],
    ['refused', { plan: { dryRun: { outcome: 'refused' } } }],
    ['noop', { plan: { noop: true } }],
  ])('is %s in %j', (need, { plan, ticked = [], reason = 'sale ended' }) => {
    expect(
      missing(somePlan(plan), { reason, acknowledged: tick(...ticked) }),
    ).toBe(need);
  });

  it('knows what a person cannot overcome', () => {
    expect(isHopeless('block')).toBe(true);
    expect(isHopeless('reason')).toBe(false);
    expect(isHopeless(undefined)).toBe(false);
  });
});

describe('confirmationOf', () => {
  it('sends the reviewed version, and only ticks that were asked for', () => {
    expect(
      confirmationOf(somePlan({ findings: [hpa], version: 'u.7' }), {
        reason: ' sale ended ',
        acknowledged: tick('hpa', 'gone'),
      }),
    ).toEqual({
      reason: 'sale ended',
      version: 'u.7',
      acknowledged: ['hpa'],
    });
  });
});

describe('planReducer', () => {
  const plan = somePlan();
  it('ignores a plan that comes after the person went back', () => {
    const back = planReducer({ step: 'loading' }, { type: 'back' });
    expect(planReducer(back, { type: 'loaded', plan })).toEqual({
      step: 'form',
    });
  });

  it('asks for another review after a conflict, and only then', () => {
    const applying = { step: 'applying', plan } as const;
    const conflict = new ConflictError('the object has been modified');
    expect(
      planReducer(applying, { type: 'applyFailed', error: conflict }).step,
    ).toBe('changed');
    expect(
      planReducer(applying, { type: 'applyFailed', error: new Error('no') }),
    ).toMatchObject({ step: 'review', error: { message: 'no' } });
  });
});
