import { STOREFRONT, type Stage } from './stage.ts';
import type { Edits } from './developer.ts';
import type { Change } from './witness.ts';

const DEPLOYMENT = 'deploy/deployment.yaml';
const KUSTOMIZATION = 'deploy/kustomization.yaml';

interface Bad {
  branch: string;
  what: string;
  edits(files: { deployment: string; kustomization: string }): Edits;
  /** What the comment must say. */
  words: RegExp[];
}

const withResource = (kustomization: string, file: string) =>
  kustomization.replace('resources:', `resources:\n  - ${file}`);

const configMap = (name: string, namespace: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n`;

/** What a branch may hold, and its preview must not. */
const BAD: Bad[] = [
  {
    branch: 'broken-yaml',
    what: 'manifests that are no YAML',
    edits: () => ({ [DEPLOYMENT]: 'kind: Deployment\n  name: [unclosed\n' }),
    words: [/failed/, /deployment\.yaml/],
  },
  {
    branch: 'two-namespaces',
    what: 'two namespaces',
    edits: ({ kustomization }) => ({
      'deploy/others.yaml': `${configMap('a', 'shop-dev')}---\n${configMap(
        'b',
        'kube-system',
      )}`,
      [KUSTOMIZATION]: withResource(kustomization, 'others.yaml'),
    }),
    words: [/failed/, /namespace/i, /kube-system/],
  },
  {
    branch: 'privileged',
    what: 'a privileged container',
    edits: ({ deployment }) => ({
      [DEPLOYMENT]: deployment.replace(
        'allowPrivilegeEscalation: false',
        'privileged: true',
      ),
    }),
    words: [/failed/, /privileged/, /Deployment/, /storefront/],
  },
  {
    branch: 'host-path',
    what: 'the node’s files',
    edits: ({ deployment }) => ({
      [DEPLOYMENT]: deployment.replace(
        '      containers:\n',
        '      volumes:\n        - name: root\n          hostPath:\n            path: /\n      containers:\n',
      ),
    }),
    words: [/failed/, /hostPath/],
  },
  {
    branch: 'a-secret',
    what: 'a Secret',
    edits: ({ kustomization }) => ({
      'deploy/secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata:\n  name: forgotten\nstringData:\n  password: hush\n',
      [KUSTOMIZATION]: withResource(kustomization, 'secret.yaml'),
    }),
    words: [/failed/, /Secret/, /forgotten/],
  },
  {
    branch: 'elsewhere',
    what: 'a base from the network',
    edits: ({ kustomization }) => ({
      [KUSTOMIZATION]: withResource(
        kustomization,
        'https://git.example.com/base',
      ),
    }),
    words: [/failed/, /git\.example\.com/],
  },
];

export async function refusals(stage: Stage): Promise<void> {
  const { report, witness, bob } = stage;
  report.title('What gets no preview, or a failed one');
  const stranger = await fromFork(stage);
  const files = {
    deployment: await bob.read(STOREFRONT, DEPLOYMENT),
    kustomization: await bob.read(STOREFRONT, KUSTOMIZATION),
  };
  const opened: { bad: Bad; change: Change; commit: string }[] = [];
  for (const bad of BAD) {
    const edits = bad.edits(files);
    const commit = await bob.commit(STOREFRONT, bad.branch, edits, 'main');
    const number = await bob.open(STOREFRONT, bad.branch);
    const change = { repository: STOREFRONT, number };
    opened.push({ bad, change, commit });
  }
  for (const { bad, change, commit } of opened) {
    await report.step(
      `${bad.what}: the comment says what is wrong`,
      async () => {
        const { text } = await witness.untilTold(change, ...bad.words);
        report.note(failureIn(text));
      },
    );
    await report.step('so does the status', () =>
      witness.untilStatus(STOREFRONT, commit, /^failure: Failed: /),
    );
    const name = (await witness.namespaceOf(change))?.name;
    const objects = name ? await witness.objectsIn(name) : [];
    report.expect('nothing of it was applied', objects.length === 0, objects);
    await bob.close(STOREFRONT, change.number);
  }
  for (const { bad, change } of opened) {
    await report.step(`${bad.what}: closed, nothing is left`, () =>
      witness.untilTold(change, /was removed/),
    );
  }
  await buildFails(stage);
  await imageIsMissing(stage, files.deployment);
  await stillNothing(stage, stranger);
}

/** @returns what a stranger proposes, and the commit */
async function fromFork(
  stage: Stage,
): Promise<{ change: Change; commit: string }> {
  const { bob } = stage;
  const fork = await bob.fork(STOREFRONT);
  const page = await bob.read(STOREFRONT, 'page.html');
  const commit = await bob.commit(
    fork,
    'strange',
    { 'page.html': page.replace('Everything', 'Nothing') },
    'main',
  );
  const number = await bob.open(STOREFRONT, `${bob.login}:strange`);
  return { change: { repository: STOREFRONT, number }, commit };
}

/** Asked at the end: there was all the time for it. */
async function stillNothing(
  { report, witness, bob }: Stage,
  { change, commit }: { change: Change; commit: string },
): Promise<void> {
  const [namespace, told, status] = [
    await witness.namespaceOf(change),
    await witness.told(change),
    await witness.status(STOREFRONT, commit),
  ];
  report.expect(
    'a fork: no namespace, no comment, no status',
    !namespace && told.length === 0 && status === '',
    { namespace: namespace?.name, told, status },
  );
  await bob.close(STOREFRONT, change.number);
}

async function buildFails(stage: Stage): Promise<void> {
  const { report, witness, bob } = stage;
  const bad = await bob.commit(
    STOREFRONT,
    'no-build',
    { 'main.go': 'package main\n\nfunc main() { nonsense }\n' },
    'main',
  );
  const number = await bob.open(STOREFRONT, 'no-build');
  const change = { repository: STOREFRONT, number };
  await report.step('a build that fails: the comment says so', async () => {
    const { text } = await witness.untilTold(change, /failed/, /ci\/build/);
    report.note(failureIn(text));
  });
  await report.step('so does the status', () =>
    witness.untilStatus(STOREFRONT, bad, /^failure/),
  );
  const main = await bob.read(STOREFRONT, 'main.go');
  const good = await bob.commit(STOREFRONT, 'no-build', { 'main.go': main });
  await report.step('mended by a push, it runs', async () => {
    const name = await witness.untilApplied(change, good);
    await witness.untilAnswers(name, '/version', good.slice(0, 12));
    await witness.untilTold(change, /is ready/);
  });
  await bob.close(STOREFRONT, number);
}

/** A container beside, whose image nobody has. */
async function imageIsMissing(stage: Stage, deployment: string): Promise<void> {
  const { report, witness, bob } = stage;
  const commit = await bob.commit(
    STOREFRONT,
    'no-image',
    {
      [DEPLOYMENT]: deployment.replace(
        '      containers:\n',
        `      containers:
        - name: beside
          image: localhost/shop/nobody-has-this:1
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop: [ALL]
`,
      ),
    },
    'main',
  );
  const number = await bob.open(STOREFRONT, 'no-image');
  const change = { repository: STOREFRONT, number };
  await report.step(
    'an image that is not there: the comment says so',
    async () => {
      await witness.untilApplied(change, commit);
      const { text } = await witness.untilTold(
        change,
        /failed/,
        /nobody-has-this/,
      );
      report.note(failureIn(text));
    },
  );
  await bob.close(STOREFRONT, number);
}

function failureIn(text: string): string {
  return text
    .split('\n')
    .filter(line => line.startsWith('`'))
    .join(' ')
    .slice(0, 300);
}
