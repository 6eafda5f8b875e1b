import type { KubernetesObject } from '@kubernetes/client-node';
import { describeWithCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { shipped } from './__testUtils__/testWorld';
import { TYPES } from './domain/kinds/resourceTypes';

jest.setTimeout(60_000);

/** What admission is asked, without a pod that would have to run: `CONNECT` is judged first. */
describeWithCluster('the fence around looks into pods', cluster => {
  let token: string;

  beforeAll(async () => {
    for (const file of ['namespace', 'environments', 'workspaces']) {
      await cluster().applyObjects(shipped(`${file}.yaml`));
    }
    token = await cluster().createServiceAccount(
      'fairway-system',
      'fairway-operator',
    );
  });

  const namespaceWith = (labels: Record<string, string>) =>
    cluster().createNamespace('fence', labels);
  const MANAGED = { 'fairway.dev/managed': 'true' };

  /** As somebody who stole the operator's token would do it. */
  const exec = async (namespace: string, container: string) => {
    const name = 'victim';
    await cluster().applyObjects<KubernetesObject & { spec: object }>([
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace },
        spec: {
          nodeSelector: { 'fairway.dev/node': 'none' },
          containers: [{ name: container, image: 'any:1' }],
        },
      },
    ]);
    const operator = await cluster().clientFor(token);
    return operator
      .createIn(
        { type: TYPES.Pod, namespace, name, subresource: 'exec' },
        { apiVersion: 'v1', kind: 'PodExecOptions' },
      )
      .then(
        () => 'allowed',
        (error: Error) => error.message,
      );
  };

  it.each([
    [
      'a namespace without our label',
      {},
      /does not bear the label|no sandbox of a developer/,
    ],
    [
      'a preview',
      { ...MANAGED, 'fairway.dev/kind': 'preview' },
      /no sandbox of a developer/,
    ],
    [
      'another container of a sandbox',
      { ...MANAGED, 'fairway.dev/kind': 'sandbox' },
      /"workspace" only/,
    ],
  ])('keeps the operator out of %s', async (_, labels, words) => {
    const namespace = await namespaceWith(labels as Record<string, string>);
    expect(await exec(namespace, 'app')).toMatch(words);
  });

  it('lets it make tokens of one account only', async () => {
    const namespace = await namespaceWith({
      ...MANAGED,
      'fairway.dev/kind': 'sandbox',
    });
    const operator = await cluster().clientFor(token);
    const request = (name: string) =>
      operator
        .createIn(
          { type: TYPES.ServiceAccount, namespace, name, subresource: 'token' },
          {
            apiVersion: 'authentication.k8s.io/v1',
            kind: 'TokenRequest',
          } as KubernetesObject,
        )
        .then(
          () => 'allowed',
          (error: Error) => error.message,
        );
    expect(await request('default')).toMatch(
      /cannot create resource "serviceaccounts\/token"/,
    );
  });
});
