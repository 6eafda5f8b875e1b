import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import plugin from './alpha';
import { environmentsApiRef } from './api/EnvironmentsApi';
import { rootRouteRef } from './routes';
import {
  someApi,
  someCluster,
  someEnvironment,
  somePreviews,
  someView,
  storefront,
} from './testdata';

const environments = [
  someEnvironment(),
  someEnvironment({ namespace: 'pv-1', kind: 'preview', title: '#3' }),
  someEnvironment({
    namespace: 'pv-2',
    kind: 'preview',
    title: '#4',
    state: 'asleep',
  }),
];

const api = someApi({
  watchEnvironments: ({ scope, entityRef }) =>
    new SentByTest(
      `${scope} ${entityRef}`,
      someView(someCluster({ environments })),
    ),
  watchPreviews: () => new SentByTest('previews', somePreviews()),
});

const render = (element: JSX.Element) =>
  renderInTestApp(
    <EntityProvider entity={storefront}>{element}</EntityProvider>,
    {
      apis: [
        [environmentsApiRef, api],
        [catalogApiRef, catalogApiMock()],
      ],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/environments': rootRouteRef,
      },
    },
  );

describe('the plugin in the new frontend system', () => {
  it('brings a page', async () => {
    const tester = createExtensionTester(
      plugin.getExtension('page:environments'),
    );
    expect(tester.get(coreExtensionData.routePath)).toBe('/environments');
    expect(tester.get(coreExtensionData.title)).toBe('Environments');
    await render(tester.reactElement());
    expect(
      await screen.findByRole('button', { name: 'Details of Try Kafka' }),
    ).toBeVisible();
  });

  it('brings a tab for components', async () => {
    const tester = createExtensionTester(
      plugin.getExtension('entity-content:environments/previews'),
    );
    expect(tester.get(EntityContentBlueprint.dataRefs.title)).toBe('Previews');
    const applies = tester.get(EntityContentBlueprint.dataRefs.filterFunction);
    expect(applies?.({ ...storefront, metadata: { name: 'bare' } })).toBe(true);
    expect(applies?.({ ...storefront, kind: 'API' })).toBe(false);
    await render(tester.reactElement());
    expect(
      await screen.findByRole('region', { name: /^Preview #3/ }),
    ).toBeVisible();
  });

  it('brings a card that leads to the tab and to the page', async () => {
    const tester = createExtensionTester(
      plugin.getExtension('entity-card:environments'),
    );
    const applies = tester.get(EntityCardBlueprint.dataRefs.filterFunction);
    expect(applies?.(storefront)).toBe(true);
    expect(applies?.({ ...storefront, metadata: { name: 'bare' } })).toBe(
      false,
    );
    await render(tester.reactElement());
    expect(
      await screen.findByRole('link', { name: '2 previews' }),
    ).toHaveAttribute(
      'href',
      '/environments?scope=all&q=component%3Adefault%2Fstorefront&kind=preview',
    );
    expect(screen.getByText('1 asleep')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Show previews' })).toHaveAttribute(
      'href',
      '/catalog/default/component/storefront/previews',
    );
  });
});
