import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { screen } from '@testing-library/react';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import plugin from './alpha';
import { workloadsApiRef } from './api/WorkloadsApi';
import {
  someApi,
  someCluster,
  someView,
  someWorkload,
  storefront,
} from './testdata';

const api = someApi({
  watchWorkloads: () =>
    new SentByTest(
      'view',
      someView(
        someCluster({
          workloads: [
            someWorkload(),
            someWorkload({ name: 'cart', health: 'Degraded' }),
          ],
        }),
      ),
    ),
});

const render = (element: JSX.Element) =>
  renderInTestApp(
    <EntityProvider entity={storefront}>{element}</EntityProvider>,
    {
      apis: [[workloadsApiRef, api]],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );

describe('the plugin in the new frontend system', () => {
  it('brings a tab', async () => {
    const tester = createExtensionTester(
      plugin.getExtension('entity-content:workloads'),
    );
    expect(tester.get(EntityContentBlueprint.dataRefs.title)).toBe('Workloads');
    const applies = tester.get(EntityContentBlueprint.dataRefs.filterFunction);
    expect(applies?.(storefront)).toBe(true);
    expect(
      applies?.({ ...storefront, metadata: { name: 'no-annotation' } }),
    ).toBe(true);
    expect(
      applies?.({ ...storefront, kind: 'API', metadata: { name: 'an-api' } }),
    ).toBe(false);

    await render(tester.reactElement());
    expect(
      await screen.findByRole('region', { name: 'shop-dev in dev' }),
    ).toBeVisible();
  });

  it('brings a card that leads to the tab', async () => {
    const tester = createExtensionTester(
      plugin.getExtension('entity-card:workloads'),
    );
    const applies = tester.get(EntityCardBlueprint.dataRefs.filterFunction);
    expect(applies?.(storefront)).toBe(true);
    expect(
      applies?.({ ...storefront, metadata: { name: 'no-annotation' } }),
    ).toBe(false);

    await render(tester.reactElement());
    expect(await screen.findByText('1 Degraded')).toBeVisible();
    expect(screen.getByText('1 Healthy')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Show workloads' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/storefront/workloads',
    );
  });
});
