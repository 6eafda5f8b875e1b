import {
  describeWithCluster,
  type KubernetesClient,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject, V1PolicyRule } from '@kubernetes/client-node';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { configMap, deployment } from './__testUtils__/manifests';
import { ADA, startWorld, type TestWorld } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

interface Shipped extends KubernetesObject {
  rules?: V1PolicyRule[];
}

const DEPLOY = join(__dirname, '..', '..', 'fairway-node', 'deploy');
const shipped = (file: string): Shipped[] =>
  parseAllDocuments(readFileSync(join(DEPLOY, file), 'utf8'))
    .map(document => document.toJSON() as Shipped)
    .filter(Boolean);

const SECRETS = {
  group: '',
  version: 'v1',
  plural: 'secrets',
  kind: 'Secret',
};
const ON = 'impersonate-on:user-info:';

/** Each right by itself, e.g. `apps/deployments patch`. */
const rightsIn = (objects: Shipped[]): string[] => {
  const rights = objects
    .flatMap(({ rules = [] }) => rules)
    .flatMap(({ apiGroups = [], resources = [], verbs }) =>
      apiGroups.flatMap(group =>
        resources.flatMap(resource =>
          verbs.map(verb => `${group}/${resource} ${verb.replace(ON, '')}`),
        ),
      ),
    );
  return [...new Set(rights)].sort();
};

it('golden-paths-constrained.yaml has the rights of golden-paths.yaml', () => {
  const constrained = shipped('golden-paths-constrained.yaml');
  expect(rightsIn(constrained)).toEqual(rightsIn(shipped('golden-paths.yaml')));
  const verbs = constrained
    .flatMap(({ rules = [] }) => rules)
    .flatMap(rule => rule.verbs);
  expect(verbs.filter(verb => !verb.startsWith(ON))).toEqual([]);
});

describeWithCluster(
  'an account that may only do what Fairway does',
  cluster => {
    let world: TestWorld;
    let token: string;

    beforeAll(async () => {
      const home = await cluster().createNamespace('actor');
      const subject = {
        kind: 'ServiceAccount',
        name: 'actor',
        namespace: home,
      };
      token = await cluster().createServiceAccount(home, subject.name);
      const files = [
        'actor.yaml',
        'actor-people-constrained.yaml',
        'golden-paths-constrained.yaml',
      ];
      // Under names of their own: what the cluster has already stays as it is.
      const roles = files
        .flatMap(shipped)
        .filter(({ kind }) => kind === 'ClusterRole')
        .map((role, i) => ({ ...role, metadata: { name: `${home}-${i}` } }));
      await cluster().applyObjects<KubernetesObject>([
        ...roles,
        ...roles.map(({ metadata: { name } }) => ({
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRoleBinding',
          metadata: { name },
          roleRef: {
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'ClusterRole',
            name,
          },
          subjects: [subject],
        })),
      ]);
      world = await startWorld(cluster(), { actorToken: token });
    });

    afterAll(async () => {
      await world?.stop();
    });

    it('checks, applies and undoes in the name of a person', async () => {
      const where = { cluster: 'main', namespace: world.namespace };
      const objects = [deployment('web'), configMap('web')];
      const task = 'run-of-constrained';
      const { outputs } = await world.run(
        'fairway:kubernetes:preflight',
        { ...where, objects },
        { task },
      );
      expect(outputs.passed).toBe(true);
      await world.run(
        'fairway:kubernetes:apply',
        { ...where, objects },
        { task },
      );
      const undone = await world.run('fairway:run:undo', {
        ...where,
        run: task,
      });
      expect(undone.outputs.removed).toEqual([
        `Deployment 'web' in ${world.namespace} of cluster main`,
        `ConfigMap 'web' in ${world.namespace} of cluster main`,
      ]);
    });

    it('cannot read a Secret, which the person could', async () => {
      const person = {
        user: `backstage:default/${ADA.split('/')[1]}`,
        groups: [],
      };
      const secrets = (client: KubernetesClient) =>
        client.list(SECRETS, { namespace: world.namespace });
      await secrets(cluster().clientAs(person));
      await expect(
        secrets(await cluster().clientFor(token, person)),
      ).rejects.toMatchObject({ statusCode: 403 });
    });
  },
);
