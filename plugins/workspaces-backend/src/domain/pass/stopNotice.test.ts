import type { WorkspaceFacts } from '@fairway-idp/backstage-plugin-fairway-node';
import { stopNotice } from './stopNotice';

const stop = {
  at: '2026-03-02T12:00:00.000Z',
  by: 'the portal',
  reason: 'No sign of life for 60 minutes: there was none',
};
const facts = (branch: string, more: object = {}) =>
  ({
    namespace: 'sb-alice',
    name: 'ws-orders-abcdefgh',
    record: {
      spec: { entityRef: 'component:default/orders', branch },
      ...more,
    },
  } as WorkspaceFacts);
const of = (subject: WorkspaceFacts) =>
  stopNotice(subject, { cluster: 'dev', stop });

it('says which, why and when, what is kept, and where to go on', () => {
  expect(of(facts('feature/a'))).toEqual({
    title: 'Your workspace of orders (feature/a) was stopped',
    description:
      'No sign of life for 60 minutes: there was none. It was stopped at 2026-03-02T12:00:00.000Z. Its volume is kept, with all that is in it. Start it again when you need it.',
    link: '/workspaces?q=ws-orders-abcdefgh',
    severity: 'normal',
    topic: 'workspace-idle-stop',
    scope: 'workspace-idle-stop:dev:sb-alice/ws-orders-abcdefgh',
  });
});

it('names work that no remote has', () => {
  const unpushed = { checkedAt: stop.at, changes: 2, commits: 1, stashes: 0 };
  const { title, description } = of(facts('', { unpushed }));
  expect(title).toBe('Your workspace of orders was stopped');
  expect(description).toContain(
    'Its volume is kept, with 2 changed files that are not committed, 1 commit that no remote has.',
  );
});
