import {
  parseHousekeepingRef,
  stringifyHousekeepingRef,
} from './housekeepingRef';

describe('housekeeping references', () => {
  it('come back as they were', () => {
    const ref = {
      cluster: 'dev',
      namespace: 'shop-dev',
      kind: 'PersistentVolumeClaim',
      name: 'data.old',
    } as const;

    expect(stringifyHousekeepingRef(ref)).toBe(
      'dev|shop-dev|PersistentVolumeClaim|data.old',
    );
    expect(parseHousekeepingRef(stringifyHousekeepingRef(ref))).toEqual(ref);
  });

  it.each([
    '',
    'dev|shop-dev|Pod',
    'dev|shop-dev|Secret|web',
    'dev|Shop|Pod|web',
    'dev|shop-dev|Pod|web|more',
    '|shop-dev|Pod|web',
  ])('refuses %p', text => {
    expect(() => parseHousekeepingRef(text)).toThrow(
      `'${text}' is not a reference to an object`,
    );
  });
});
