import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import * as entry from './index';
import {
  someApi,
  someCluster,
  somePreviews,
  someView,
  storefront,
} from './testdata';

const api = someApi({
  watchEnvironments: ({ scope }) =>
    new SentByTest(scope, someView(someCluster())),
  watchPreviews: () => new SentByTest('previews', somePreviews()),
});

describe('the plugin in the legacy frontend system', () => {
  it('has no default export, which would be taken for a feature', () => {
    expect(entry).not.toHaveProperty('default');
  });

  it('knows which entities have previews', () => {
    expect(entry.isPreviewsAvailable(storefront)).toBe(true);
    expect(
      entry.isPreviewsAvailable({ ...storefront, metadata: { name: 'x' } }),
    ).toBe(false);
  });

  it('brings the API, a page, a tab and a card', async () => {
    const {
      EntityEnvironmentsCard,
      EntityPreviewsContent,
      EnvironmentsPage,
      environmentsPlugin,
    } = entry;
    expect(
      [...environmentsPlugin.getApis()].map(({ api: { id } }) => id),
    ).toEqual(['plugin.environments.service']);
    const app = (path: string) =>
      renderInTestApp(
        <TestApiProvider
          apis={[
            [entry.environmentsApiRef, api],
            [catalogApiRef, catalogApiMock()],
          ]}
        >
          <EntityProvider entity={storefront}>
            <Routes>
              <Route path="/page" element={<EnvironmentsPage />} />
              <Route path="/tab" element={<EntityPreviewsContent />} />
              <Route path="/card" element={<EntityEnvironmentsCard />} />
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
      await screen.findByRole('heading', { name: 'Environments', level: 1 }),
    ).toBeVisible();
    expect(
      await screen.findByRole('table', { name: 'Environments' }),
    ).toHaveTextContent('Try Kafka');
    page.unmount();

    const tab = await app('/tab');
    expect(
      await screen.findByRole('region', { name: /^Preview #3/ }),
    ).toBeVisible();
    tab.unmount();

    await app('/card');
    expect(
      await screen.findByRole('link', { name: '1 sandbox' }),
    ).toBeVisible();
  });
});
