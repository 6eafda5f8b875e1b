import { coreExtensionData } from '@backstage/frontend-plugin-api';
import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import { screen } from '@testing-library/react';
import plugin from './alpha';
import { workspacesApiRef } from './api/WorkspacesApi';
import { rootRouteRef } from './routes';
import { orders, someApi, someCluster, someView } from './testdata';

const api = someApi({
  watchWorkspaces: ({ scope }) =>
    new SentByTest(scope, someView(someCluster())),
});

const render = (element: JSX.Element) =>
  renderInTestApp(<EntityProvider entity={orders}>{element}</EntityProvider>, {
    apis: [
      [workspacesApiRef, api],
      [catalogApiRef, catalogApiMock()],
    ],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/workspaces': rootRouteRef,
    },
  });

describe('the plugin in the new frontend system', () => {
  it('brings a page', async () => {
    const tester = createExtensionTester(
      plugin.getExtension('page:workspaces'),
    );
    expect(tester.get(coreExtensionData.routePath)).toBe('/workspaces');
    expect(tester.get(coreExtensionData.title)).toBe('Workspaces');
    await render(tester.reactElement());
    expect(
      await screen.findByRole('button', {
        name: 'Details of orders (faster-checkout)',
      }),
    ).toBeVisible();
  });

  it('brings a tab for components', async () => {
    const tester = createExtensionTester(
      plugin.getExtension('entity-content:workspaces/workspace'),
    );
    expect(tester.get(EntityContentBlueprint.dataRefs.title)).toBe('Workspace');
    const applies = tester.get(EntityContentBlueprint.dataRefs.filterFunction);
    expect(applies?.(orders)).toBe(true);
    expect(applies?.({ ...orders, kind: 'API' })).toBe(false);
    await render(tester.reactElement());
    expect(
      await screen.findByRole('region', { name: /^Workspace orders/ }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Everybody’s' })).toHaveAttribute(
      'href',
      '/workspaces?scope=all&q=component%3Adefault%2Forders',
    );
  });
});
