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
  const reason = 'sale ended';
  it.each<[string, Partial<ChangePlan>, string[], string, string | undefined]>([
    ['nothing', {}, [], reason, undefined],
    ['a reason', {}, [], '  x  ', 'reason'],
    ['a tick', { findings: [hpa] }, [], reason, 'confirm'],
    ['nothing after a tick', { findings: [hpa] }, ['hpa'], reason, undefined],
    [
      'a way around a block',
      { findings: [hpa, { ...hpa, id: 'paused', severity: 'block' }] },
      ['hpa', 'paused'],
      reason,
      'block',
    ],
    [
      'the consent of the API server',
      { dryRun: { outcome: 'refused', message: 'exceeded quota' } },
      [],
      reason,
      'refused',
    ],
    ['something to do', { noop: true }, [], reason, 'noop'],
  ])('is %s', (_, plan, ticked, text, need) => {
    expect(
      missing(somePlan(plan), { reason: text, acknowledged: tick(...ticked) }),
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
      confirmationOf(somePlan({ findings: [hpa], resourceVersion: '7' }), {
        reason: ' sale ended ',
        acknowledged: tick('hpa', 'gone'),
      }),
    ).toEqual({
      reason: 'sale ended',
      resourceVersion: '7',
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
