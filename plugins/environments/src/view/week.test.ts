import { parseSchedule } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  awakeHours,
  draftOf,
  readDraft,
  textOf,
  timeZones,
  weekOf,
} from './week';

const ZONE = 'Europe/Berlin';

describe('the form of a schedule', () => {
  it.each([
    'Mon-Fri 08:00-18:00 Europe/Berlin',
    'Mon-Fri 08:00-18:00, Sat 10:00-24:00 America/New_York',
    'Sat-Mon 22:00-06:00 UTC',
  ])('keeps %s as it is', text => {
    const draft = draftOf(text, ZONE);
    expect(textOf(draft)).toBe(text);
    expect(readDraft(draft)).toEqual({ schedule: parseSchedule(text) });
  });

  it('is always awake where there is none, or none that is understood', () => {
    expect(textOf(draftOf(undefined, ZONE))).toBe('always');
    expect(textOf(draftOf('by day', ZONE))).toBe('always');
    expect(draftOf(undefined, ZONE).zone).toBe(ZONE);
  });

  it('says what is wrong', () => {
    const draft = draftOf('Mon 08:00-18:00 UTC', ZONE);
    const [window] = draft.windows;
    expect(
      readDraft({ ...draft, windows: [{ ...window, end: '08:00' }] }),
    ).toEqual({ error: expect.stringContaining('must differ') });
    expect(
      readDraft({ ...draft, windows: [{ ...window, start: '' }] }),
    ).toEqual({ error: expect.stringContaining('is not a window') });
    expect(readDraft({ ...draft, windows: [] })).toHaveProperty('error');
  });
});

describe('a week', () => {
  it('shows nights on both of their days', () => {
    const days = weekOf(parseSchedule('Sun 18:00-06:00 UTC'));
    expect(days[6]).toEqual([{ from: 0.75, to: 1 }]);
    expect(days[0]).toEqual([{ from: 0, to: 0.25 }]);
    expect(days[1]).toEqual([]);
  });

  it('is awake all the time without a schedule', () => {
    expect(weekOf(undefined)).toEqual(Array(7).fill([{ from: 0, to: 1 }]));
    expect(awakeHours(undefined)).toBe(168);
    expect(awakeHours(parseSchedule('Mon-Fri 08:00-18:00 UTC'))).toBe(50);
  });
});

it('offers the zone that is chosen even where the browser does not know it', () => {
  expect(timeZones('Mars/Olympus')).toContain('Mars/Olympus');
});
