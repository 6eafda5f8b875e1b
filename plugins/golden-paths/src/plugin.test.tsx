import { toastApiRef } from '@backstage/frontend-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import * as entry from './index';
import { orders, someAdoption, someApi, someStatus } from './testdata';

const api = someApi({
  readStatus: async () => someStatus(),
  readAdoption: async () => someAdoption(),
});

it('brings a page and a card to the legacy frontend system', async () => {
  const { EntityGoldenPathCard, GoldenPathsPage, goldenPathsPlugin } = entry;
  expect(entry).not.toHaveProperty('default');
  expect([...goldenPathsPlugin.getApis()].map(({ api: { id } }) => id)).toEqual(
    ['plugin.golden-paths'],
  );
  const app = (path: string) =>
    renderInTestApp(
      <TestApiProvider
        apis={[
          [entry.goldenPathsApiRef, api],
          // Legacy apps bring it; that of the tests does not yet.
          [toastApiRef, { post: () => ({ close: () => {} }) }],
        ]}
      >
        <EntityProvider entity={orders}>
          <Routes>
            <Route path="/page" element={<GoldenPathsPage />} />
            <Route path="/card" element={<EntityGoldenPathCard />} />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      { routeEntries: [path] },
    );
  const page = await app('/page');
  expect(
    await screen.findByRole('heading', { name: 'Golden paths', level: 1 }),
  ).toBeVisible();
  expect(
    await screen.findByRole('region', { name: 'Web service' }),
  ).toBeVisible();
  page.unmount();
  await app('/card');
  expect(await screen.findByText(/2 versions behind/)).toBeVisible();
});
