import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { toneOfShare, UsageBar } from './UsageBar';

describe('UsageBar', () => {
  it('says in words and to those who hear the page how much is used', async () => {
    await renderInTestApp(
      <UsageBar label="CPU requests" words="2.5 of 2 cores" share={1.25} />,
    );
    const bar = screen.getByRole('meter', { name: 'CPU requests' });
    expect(bar).toHaveAttribute('aria-valuenow', '100');
    expect(bar).toHaveAttribute('aria-valuetext', '2.5 of 2 cores');
    expect(screen.getByText(/2.5 of 2 cores/)).toBeVisible();
  });

  it('draws no bar of what is not known', async () => {
    await renderInTestApp(<UsageBar label="Pods" words="unknown of 15" />);
    expect(screen.queryByRole('meter')).toBeNull();
    expect(screen.getByText(/unknown of 15/)).toBeVisible();
  });

  it.each([
    [0, 'ok'],
    [0.84, 'ok'],
    [0.85, 'warn'],
    [1, 'bad'],
    [1.3, 'bad'],
  ])('finds a share of %d %s', (share, tone) => {
    expect(toneOfShare(share)).toBe(tone);
  });
});
