import {
  entityRouteRef,
  EntityProvider,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import * as entry from './index';
import { someApi, someCluster, someView, storefront } from './testdata';

const api = someApi({
  watchWorkloads: () => new SentByTest('view', someView(someCluster())),
});

describe('the plugin in the legacy frontend system', () => {
  it('has no default export, which would be taken for a feature', () => {
    expect(entry).not.toHaveProperty('default');
  });

  it('brings the API, a tab and a card', async () => {
    const { EntityWorkloadsCard, EntityWorkloadsContent, workloadsPlugin } =
      entry;
    expect([...workloadsPlugin.getApis()].map(({ api: { id } }) => id)).toEqual(
      ['plugin.workloads.service'],
    );
    await renderInTestApp(
      <TestApiProvider apis={[[entry.workloadsApiRef, api]]}>
        <EntityProvider entity={storefront}>
          <Routes>
            <Route
              path="/"
              element={
                <>
                  <EntityWorkloadsContent />
                  <EntityWorkloadsCard />
                </>
              }
            />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
    );
    expect(
      await screen.findByRole('region', { name: 'shop-dev in dev' }),
    ).toBeVisible();
    expect(await screen.findByText('1 Healthy')).toBeVisible();
  });
});
