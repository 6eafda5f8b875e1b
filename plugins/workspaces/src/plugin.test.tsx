import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import * as entry from './index';
import { orders, someApi, someCluster, someView } from './testdata';

const api = someApi({
  watchWorkspaces: ({ scope }) =>
    new SentByTest(scope, someView(someCluster())),
});

describe('the plugin in the legacy frontend system', () => {
  it('has no default export, which would be taken for a feature', () => {
    expect(entry).not.toHaveProperty('default');
  });

  it('brings the API, a page and a tab', async () => {
    const { EntityWorkspaceContent, WorkspacesPage, workspacesPlugin } = entry;
    expect(
      [...workspacesPlugin.getApis()].map(({ api: { id } }) => id),
    ).toEqual(['plugin.workspaces.service']);
    const app = (path: string) =>
      renderInTestApp(
        <TestApiProvider
          apis={[
            [entry.workspacesApiRef, api],
            [catalogApiRef, catalogApiMock()],
          ]}
        >
          <EntityProvider entity={orders}>
            <Routes>
              <Route path="/page" element={<WorkspacesPage />} />
              <Route path="/tab" element={<EntityWorkspaceContent />} />
            </Routes>
          </EntityProvider>
        </TestApiProvider>,
        {
          routeEntries: [path],
          mountedRoutes: {
            '/catalog/:namespace/:kind/:name': entityRouteRef,
          },
        },
      );
    const page = await app('/page');
    expect(
      await screen.findByRole('heading', { name: 'Workspaces', level: 1 }),
    ).toBeVisible();
    expect(
      await screen.findByRole('table', { name: 'Workspaces' }),
    ).toHaveTextContent('faster-checkout');
    page.unmount();

    await app('/tab');
    expect(
      await screen.findByRole('region', { name: /^Workspace orders/ }),
    ).toBeVisible();
  });
});
