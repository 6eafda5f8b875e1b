import { screen } from '@testing-library/react';
import { renderInApp } from '../../__testUtils__/renderInApp';
import { someCampaign } from '../../testdata';
import { CampaignSection } from './CampaignSection';

const WAITS = {
  waitsUntil: '2026-11-28T12:00:00.000Z',
  waitsFor: 'git.example.com does not answer',
};

it.each([
  ['running', 1],
  ['paused', 1],
  ['stopped', 0],
  ['done', 0],
] as const)('tells what one waits for that is %s: %s', async (state, count) => {
  await renderInApp(
    <CampaignSection
      campaign={someCampaign({ state, ...WAITS })}
      name="Web service"
      onChange={() => {}}
    />,
    {},
  );
  expect(
    await screen.findByRole('heading', { name: 'Web service to 1.2.0' }),
  ).toBeVisible();
  expect(screen.queryAllByText(/does not answer/)).toHaveLength(count);
});
