import { NotAllowedError } from '@backstage/errors';
import type {
  Confirmation,
  UpgradeInput,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { screen, waitFor } from '@testing-library/react';
import { renderInApp } from '../../__testUtils__/renderInApp';
import { somePlan, someStatus } from '../../testdata';
import { GoldenPathCard } from './GoldenPathCard';

const PULL_REQUEST = {
  number: 3,
  url: 'https://git.example.com/shop/orders/pulls/3',
  title: 'Upgrade',
};

const render = (status: Parameters<typeof someStatus>[0]) =>
  renderInApp(<GoldenPathCard />, {
    readStatus: async () => someStatus(status),
  });

it('tells how many versions it is behind, and what they changed', async () => {
  await render({});
  expect(
    await screen.findByText('2 versions behind: probes, base image'),
  ).toBeVisible();
  expect(
    screen.getByText('Made by Web service 1.0.0, now at 1.2.0'),
  ).toBeVisible();
});

it.each<[string, Parameters<typeof someStatus>[0]]>([
  [
    'Up to date with Web service 1.2.0',
    { state: 'up-to-date', version: '1.2.0', behind: 0, changes: [] },
  ],
  [
    '1 version behind: probes',
    { behind: 1, changes: [{ version: '2', changes: ['probes'] }] },
  ],
  [
    'Behind Web service 1.2.0: see the pull request',
    { behind: undefined, changes: [] },
  ],
  [
    'Ahead of Web service 1.0.0, which took back: probes, base image',
    { state: 'ahead', behind: 0, version: '1.2.0', latest: '1.0.0' },
  ],
  [
    'Ahead of Web service 1.1.0, which was taken back',
    {
      ...{ state: 'ahead', behind: 0, changes: [] },
      ...{ version: '1.2.0', latest: '1.1.0' },
    },
  ],
  ['Not made by a golden path', { state: 'no-record', message: 'No record' }],
])('says: %s', async (words, status) => {
  await render(status);
  expect(await screen.findByText(words)).toBeVisible();
});

it('offers to go back to what the template was taken back to', async () => {
  const { user } = await renderInApp(<GoldenPathCard />, {
    readStatus: async () =>
      someStatus({ state: 'ahead', version: '1.2.0', latest: '1.1.0' }),
    planUpgrade: async () => somePlan(),
  });
  expect(
    await screen.findByText('Made by Web service 1.2.0, now at 1.1.0'),
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Go back to 1.1.0…' }));
  expect(
    await screen.findByRole('dialog', { name: 'Take orders back to 1.1.0' }),
  ).toBeVisible();
});

it('leads to the pull request that is open, and says what is to be decided', async () => {
  await render({
    state: 'pull-request',
    pullRequest: { ...PULL_REQUEST, conflicts: 2 },
  });
  expect(
    await screen.findByRole('link', { name: /Pull request #3 brings it to/ }),
  ).toHaveAttribute('href', PULL_REQUEST.url);
  expect(screen.getByText('2 places have to be decided by you')).toBeVisible();
  expect(
    screen.getByRole('button', { name: 'Bring up to date' }),
  ).toBeEnabled();
});

it('says why it is not known, and looks again', async () => {
  let asked = 0;
  const { user } = await renderInApp(<GoldenPathCard />, {
    readStatus: async () => {
      asked += 1;
      return asked === 1
        ? someStatus({ state: 'unknown', message: 'The forge is down' })
        : someStatus();
    },
  });
  expect(await screen.findByText('The forge is down')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Look again' }));
  expect(await screen.findByText(/2 versions behind/)).toBeVisible();
});

it('lets nobody press what is not theirs, and says so', async () => {
  await render({ mayUpgrade: false });
  expect(
    await screen.findByRole('button', { name: 'Upgrade…' }),
  ).toBeDisabled();
  expect(screen.getByText(/ask an owner of the component/)).toBeVisible();
});

it('says that one may not see it', async () => {
  await renderInApp(<GoldenPathCard />, {
    readStatus: () => Promise.reject(new NotAllowedError('no permission')),
  });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'You may not see how this component stands',
  );
});

it('shows what an upgrade changes, asks why, and opens it', async () => {
  const given: Confirmation[] = [];
  const states = [
    someStatus(),
    someStatus({ state: 'pull-request', pullRequest: PULL_REQUEST }),
  ];
  const { user, toasts } = await renderInApp(<GoldenPathCard />, {
    readStatus: async () => states[Math.min(given.length, 1)],
    planUpgrade: async () => somePlan(),
    upgrade: async (_, confirmation) => {
      given.push(confirmation);
      return {
        outcome: 'opened',
        message: 'Pull request #3 is opened',
        pullRequest: PULL_REQUEST,
      };
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Upgrade…' }));
  expect(
    await screen.findByText(/To be decided: deploy\/app.yaml/),
  ).toBeVisible();
  expect(screen.getByText('updated: Dockerfile')).toBeVisible();
  await user.type(screen.getByRole('textbox'), 'New probes');
  await user.click(screen.getByRole('button', { name: 'Open pull request' }));
  await waitFor(() =>
    expect(toasts.post).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'Pull request #3 is opened' }),
    ),
  );
  expect(given).toEqual([
    { reason: 'New probes', version: 'v1', acknowledged: [] },
  ]);
  expect(await screen.findByRole('link', { name: /#3/ })).toBeVisible();
});

it('says that nobody is told of new versions where there is no owner', async () => {
  await render({ owners: [] });
  expect(
    await screen.findByText(/nobody is told of new versions/),
  ).toBeVisible();
});

it('asks for what the template asks for now, and plans with that', async () => {
  const planned: UpgradeInput[] = [];
  const done: UpgradeInput[] = [];
  const { user } = await renderInApp(<GoldenPathCard />, {
    readStatus: async () =>
      someStatus({
        missing: [
          { name: 'zone', title: 'Zone', type: 'string', options: ['a', 'b'] },
          { name: 'shards', type: 'integer', description: 'How many' },
        ],
      }),
    planUpgrade: async input => {
      planned.push(input);
      return somePlan();
    },
    upgrade: async input => {
      done.push(input);
      return { outcome: 'opened', message: 'Opened' };
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Upgrade…' }));
  expect(
    await screen.findByText(/asks for what was not asked for/),
  ).toBeVisible();
  expect(planned).toEqual([]);
  await user.click(screen.getByLabelText(/Zone/));
  await user.click(await screen.findByRole('option', { name: 'b' }));
  const shards = screen.getByLabelText(/shards/);
  await user.type(shards, 'x');
  expect(await screen.findByText('This is no number')).toBeVisible();
  await user.clear(shards);
  await user.type(shards, '3');
  await user.click(screen.getByRole('button', { name: 'Review' }));
  await user.type(await screen.findByLabelText(/[Rr]eason/), 'New probes');
  await user.click(screen.getByRole('button', { name: 'Open pull request' }));
  const input = {
    entityRef: 'component:default/orders',
    parameters: { zone: 'b', shards: 3 },
  };
  await waitFor(() => expect(done).toEqual([input]));
  expect(planned).toEqual([input]);
});
