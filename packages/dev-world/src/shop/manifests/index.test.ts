import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { shopWorld } from './index.ts';
import type { KubeObject } from './types.ts';

interface Container {
  name: string;
  image: string;
  resources: Record<'requests' | 'limits', { cpu: string; memory: string }>;
  securityContext: Record<string, unknown>;
  readinessProbe?: { httpGet: { path: string } };
}

interface Template {
  metadata: {
    labels: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec: {
    securityContext: Record<string, unknown>;
    containers: Container[];
    nodeSelector?: Record<string, string>;
    tolerations?: unknown[];
  };
}

interface Spec {
  template?: Template;
  jobTemplate?: { spec: { template: Template } };
  selector?: { matchLabels: Record<string, string> };
}

const ID = 'backstage.io/kubernetes-id';
const NAME = 'app.kubernetes.io/name';

const world = shopWorld({ realNode: true });
const generations = world.workloads.flatMap(workload => workload.generations);
const running: KubeObject[] = [
  ...generations,
  ...world.surroundings.filter(object => object.kind === 'CronJob'),
  ...world.runs.map(run => run.job),
];
const latest = world.workloads.map(
  workload => workload.generations[workload.generations.length - 1],
);

const nameOf = ({ kind, metadata }: KubeObject) =>
  `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;

function templateOf({ spec }: KubeObject): Template {
  const { template, jobTemplate } = spec as Spec;
  return (template ?? jobTemplate?.spec.template) as Template;
}

/** The catalog without a YAML parser: the lines that matter are plain. */
const catalog = path.join(__dirname, '../catalog');
const targetsOf = (file: string) =>
  [...readFileSync(path.join(catalog, file), 'utf8').matchAll(/- (\S+)/g)].map(
    ([, target]) => target,
  );
const components = [...targetsOf('base.yaml'), ...targetsOf('all.yaml')]
  .flatMap(file =>
    readFileSync(path.join(catalog, file), 'utf8').split(/^---$/m),
  )
  .filter(text => /^kind: Component$/m.test(text))
  .map(text => ({
    name: /^ {2}name: (\S+)$/m.exec(text)?.[1] as string,
    id: /^ {4}backstage\.io\/kubernetes-id: (\S+)$/m.exec(text)?.[1],
    selector: /^ {4}backstage\.io\/kubernetes-label-selector: (\S+)$/m.exec(
      text,
    )?.[1],
    owner: /^ {2}owner: (\S+)$/m.exec(text)?.[1],
  }));

describe('the demo shop', () => {
  /** Names of what breaks a rule, so that a failure says whom to look at. */
  const breaking = (rule: (object: KubeObject) => boolean) =>
    running.filter(object => !rule(object)).map(nameOf);
  const containersOf = (object: KubeObject) =>
    templateOf(object).spec.containers;

  it('asks for what it needs and may use no more memory than that', () => {
    expect(
      breaking(object =>
        containersOf(object).every(
          ({ resources: { requests, limits } }) =>
            Boolean(requests.cpu && limits.cpu && requests.memory) &&
            limits.memory === requests.memory,
        ),
      ),
    ).toEqual([]);
  });

  it('passes Pod Security "restricted"', () => {
    const pod = {
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    };
    const container = {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    };
    running.forEach(object => {
      expect(templateOf(object).spec.securityContext).toMatchObject(pod);
      containersOf(object).forEach(({ securityContext }) =>
        expect(securityContext).toMatchObject(container),
      );
    });
  });

  it('labels workloads as their pods, and selects those', () => {
    running.forEach(object => {
      const { labels } = templateOf(object).metadata;
      const { selector } = object.spec as Spec;
      expect(labels).toMatchObject({
        'app.kubernetes.io/name': object.metadata.labels?.[NAME],
        'app.kubernetes.io/part-of': expect.any(String),
        ...selector?.matchLabels,
      });
      expect(object.metadata.labels).toEqual(labels);
    });
  });

  it('lives in namespaces of its own', () => {
    const known = world.namespaces.map(({ metadata }) => metadata.name);
    expect(
      breaking(({ metadata }) => known.includes(metadata.namespace as string)),
    ).toEqual([]);
  });

  it('lets every namespace admit restricted pods only', () => {
    world.namespaces.forEach(({ metadata }) =>
      expect(metadata.labels).toMatchObject({
        'fairway.dev/team': expect.any(String),
        'pod-security.kubernetes.io/enforce': 'restricted',
      }),
    );
  });

  it('has three revisions or more of something of each kind that can be rolled back', () => {
    const kinds = world.workloads
      .filter(({ generations: { length } }) => length >= 3)
      .map(({ generations: [{ kind }] }) => kind);
    expect(kinds.filter(kind => kind === 'Deployment').length).toBeGreaterThan(
      4,
    );
    expect(kinds).toEqual(
      expect.arrayContaining(['Deployment', 'StatefulSet', 'DaemonSet']),
    );
  });

  it('gives every revision a cause and a template of its own', () => {
    world.workloads.forEach(workload => {
      const causes = workload.generations.map(
        ({ metadata }) => metadata.annotations?.['kubernetes.io/change-cause'],
      );
      const templates = workload.generations.map(generation =>
        JSON.stringify(templateOf(generation)),
      );
      expect(causes).not.toContain(undefined);
      expect(new Set(causes).size).toBe(causes.length);
      expect(new Set(templates).size).toBe(templates.length);
    });
  });

  it('applies each change to what the one before it left', () => {
    const api = world.workloads.find(
      ({ generations: [{ metadata }] }) =>
        metadata.name === 'payments-api' &&
        metadata.namespace === 'payments-dev',
    );
    expect(
      api?.generations.map(generation => {
        const [{ image, env, resources }] = templateOf(generation).spec
          .containers as (Container & {
          env: { name: string; value: string }[];
        })[];
        return [
          image,
          env.map(({ name, value }) => `${name}=${value}`).join(' '),
          resources.requests,
        ];
      }),
    ).toEqual([
      [
        'localhost/fairway-demo:1.0',
        'NAME=payments-api VERSION=1.0 LOG_RATE=1',
        { cpu: '10m', memory: '32Mi' },
      ],
      [
        'localhost/fairway-demo:1.1',
        'NAME=payments-api VERSION=1.1 LOG_RATE=1 REFUNDS=enabled',
        { cpu: '10m', memory: '48Mi' },
      ],
      [
        'localhost/fairway-demo:1.2',
        'NAME=payments-api VERSION=1.2 LOG_RATE=1 REFUNDS=enabled BANK_TIMEOUT_MS=2500',
        { cpu: '20m', memory: '64Mi' },
      ],
    ]);
  });

  it('shows every trouble that a simulated pod can have', () => {
    const troubles = latest.map(
      object =>
        templateOf(object).metadata.annotations?.['fairway.dev/simulate'],
    );
    expect(new Set(troubles)).toEqual(
      new Set([
        undefined,
        'crash-loop',
        'image-pull-failure',
        'oom-kill',
        'slow-start',
      ]),
    );
  });

  describe('and its catalog', () => {
    const ids = (objects: KubeObject[]) =>
      new Set(
        objects.map(({ metadata }) => metadata.labels?.[ID]).filter(Boolean),
      );

    it('know of each other', () => {
      expect(components.length).toBeGreaterThanOrEqual(9);
      expect(new Set(components.map(({ id }) => id).filter(Boolean))).toEqual(
        ids([...running, ...world.leftovers]),
      );
    });

    it('find a component without an id by its labels', () => {
      const [{ name, selector }, ...others] = components.filter(
        component => component.selector,
      );
      const [label, value] = selector?.split('=') ?? [];
      expect(others).toEqual([]);
      expect(
        latest
          .filter(({ metadata }) => metadata.labels?.[label] === value)
          .map(({ metadata }) => metadata.name),
      ).toEqual([name]);
    });

    it('leave one component out of Kubernetes', () => {
      expect(
        components
          .filter(({ id, selector }) => !id && !selector)
          .map(({ name }) => name),
      ).toEqual(['design-system']);
    });

    it('name an owner for every component', () => {
      const people = readFileSync(
        path.join(__dirname, '../catalog/people.yaml'),
        'utf8',
      );
      components.forEach(({ owner }) => {
        const [, group] = /^group:default\/(.+)$/.exec(owner ?? '') ?? [];
        expect(people).toContain(`kind: Group\nmetadata:\n  name: ${group}\n`);
      });
    });

    it('list every file of the catalog', () => {
      expect(
        ['./all.yaml', './base.yaml', ...targetsOf('base.yaml')].sort(),
      ).toEqual(
        readdirSync(catalog)
          .map(file => `./${file}`)
          .sort(),
      );
    });

    it('take from the forge exactly what is pushed to it', () => {
      const folder = path.join(__dirname, '../../forge/repositories');
      const pushed = readdirSync(folder, { recursive: true })
        .map(String)
        .filter(file => path.basename(file) === 'catalog-info.yaml')
        .map(file => `../../forge/repositories/${file}`);
      expect(targetsOf('all.yaml').sort()).toEqual(
        ['./base.yaml', ...pushed].sort(),
      );
    });
  });

  describe('with and without a real node', () => {
    const placed = (realNode: boolean) =>
      shopWorld({ realNode })
        .workloads.flatMap(workload => workload.generations)
        .filter(object => {
          const { nodeSelector, tolerations } = templateOf(object).spec;
          return nodeSelector || tolerations;
        });

    it('runs its own image on the real node', () => {
      expect(new Set(placed(true).map(nameOf))).toEqual(
        new Set([
          'Deployment payments-dev/payments-api',
          'Deployment shop-dev/storefront',
        ]),
      );
      placed(true).forEach(object => {
        const { containers, nodeSelector } = templateOf(object).spec;
        expect(nodeSelector).toEqual({ 'fairway.dev/node': 'real' });
        expect(containers[0].image).toMatch(
          /^localhost\/fairway-demo:1\.[012]$/,
        );
        expect(containers[0].readinessProbe?.httpGet.path).toBe('/readyz');
      });
    });

    it('otherwise runs the same workloads anywhere', () => {
      expect(placed(false)).toEqual([]);
      const names = (realNode: boolean) =>
        shopWorld({ realNode }).workloads.map(w => nameOf(w.generations[0]));
      expect(names(false)).toEqual(names(true));
    });
  });
});
