import { MAX_INDEX, networkOf, serviceCIDROf } from './network.ts';

describe('networkOf', () => {
  it('keeps link names within what the kernel takes', () => {
    const { hostLink, nodeLink } = networkOf('a'.repeat(30), MAX_INDEX);
    expect(Math.max(hostLink.length, nodeLink.length)).toBeLessThanOrEqual(15);
  });

  it('shares nothing between two worlds', () => {
    const [one, two] = [networkOf('dev', 1), networkOf('dev', 2)];
    const shared = Object.values(one).filter(value =>
      Object.values(two).includes(value),
    );
    expect(shared).toEqual([]);
    expect(serviceCIDROf(1)).not.toBe(serviceCIDROf(2));
  });
});
