import { toastApiRef } from '@backstage/frontend-plugin-api';
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
import {
  someApi,
  someCluster,
  someFact,
  someFacts,
  someView,
  storefront,
} from './testdata';

const api = someApi({
  watchFindings: () => new SentByTest('findings', someView(someCluster())),
  watchHealthFacts: () => new SentByTest('facts', someFacts(someFact())),
});

describe('the plugin in the legacy frontend system', () => {
  it('has no default export, which would be taken for a feature', () => {
    expect(entry).not.toHaveProperty('default');
  });

  it('brings the API, a page and a card', async () => {
    const { EntityHousekeepingCard, HousekeepingPage, housekeepingPlugin } =
      entry;
    expect(
      [...housekeepingPlugin.getApis()].map(({ api: { id } }) => id),
    ).toEqual(['plugin.housekeeping.service']);
    const app = (path: string) =>
      renderInTestApp(
        <TestApiProvider
          apis={[
            [entry.housekeepingApiRef, api],
            [catalogApiRef, catalogApiMock()],
            // Legacy apps bring it; that of the tests does not yet.
            [toastApiRef, { post: () => ({ close: () => {} }) }],
          ]}
        >
          <EntityProvider entity={storefront}>
            <Routes>
              <Route path="/page" element={<HousekeepingPage />} />
              <Route path="/card" element={<EntityHousekeepingCard />} />
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
      await screen.findByRole('heading', { name: 'Housekeeping', level: 1 }),
    ).toBeVisible();
    expect(
      await screen.findByRole('table', { name: 'Findings' }),
    ).toHaveTextContent('report-1');
    page.unmount();

    await app('/card');
    expect(
      await screen.findByRole('link', { name: 'Owner warned: 1' }),
    ).toBeVisible();
  });
});
