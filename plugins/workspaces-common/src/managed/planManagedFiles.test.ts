import { asManaged } from './block';
import { planManagedFiles } from './planManagedFiles';

const file = (body: string) =>
  asManaged({
    path: 'skaffold.yaml',
    body,
    syntax: 'hash',
    tool: 'skaffold',
    note: 'orders, for Skaffold 2',
  });
const json = (body: object) =>
  asManaged({
    path: '.mirrord/mirrord.json',
    body: `${JSON.stringify(body, undefined, 2)}\n`,
    syntax: 'json',
    tool: 'mirrord',
    note: 'orders',
  });
const OLD = file('a: 1\n').content;
const NEW = file('a: 2\n');
const BASE = '.mirrord/.mirrord.fairway.json';

it.each<[string, Record<string, string> | undefined, string, string, RegExp]>([
  ['is not there', {}, 'new', NEW.content, /no such file yet/],
  [
    'is as generated',
    { 'skaffold.yaml': NEW.content },
    'current',
    NEW.content,
    /as it should be/,
  ],
  [
    'is as generated before, with more around it',
    { 'skaffold.yaml': `# mine\n${OLD}` },
    'update',
    `# mine\n${NEW.content}`,
    /what somebody wrote in it stays/,
  ],
  [
    'was edited',
    { 'skaffold.yaml': OLD.replace('a: 1', 'a: 9') },
    'kept',
    NEW.content,
    /^skaffold.yaml stays as it is: its block was changed by hand$/,
  ],
  [
    'is somebody’s own',
    { 'skaffold.yaml': 'kind: Config\n' },
    'kept',
    NEW.content,
    /somebody’s own/,
  ],
  ['nobody could read', undefined, 'unknown', NEW.content, /only where/],
])('one that %s', (_, existing, state, content, why) => {
  expect(planManagedFiles([NEW], existing)).toEqual([
    { path: 'skaffold.yaml', state, content, why: expect.stringMatching(why) },
  ]);
});

it('tells of keys that somebody edited, and keeps what was generated beside', () => {
  const was = json({ key: 'alice', port: 1 });
  const generated = json({ key: 'bob', port: 2 });
  const planned = planManagedFiles([generated], {
    [was.path]: JSON.stringify({ key: 'carol', port: 1 }),
    [BASE]: was.body,
  });
  expect(planned).toEqual([
    {
      path: was.path,
      state: 'update',
      content: expect.stringMatching(/"carol"[^]*2/),
      why: expect.stringContaining('key stays as somebody wrote it'),
    },
    {
      path: BASE,
      state: 'update',
      content: generated.body,
      why: expect.any(String),
    },
  ]);
});
