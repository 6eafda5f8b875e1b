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
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import { screen } from '@testing-library/react';
import plugin from './alpha';
import { type FindingsWish, housekeepingApiRef } from './api/HousekeepingApi';
import { rootRouteRef } from './routes';
import {
  someApi,
  someCluster,
  someFact,
  someFacts,
  someFinding,
  someView,
  storefront,
} from './testdata';

const asked: FindingsWish[] = [];
const api = someApi({
  watchFindings: wish => {
    asked.push(wish);
    const findings = [someFinding(), someFinding({ name: 'b', state: 'due' })];
    return new SentByTest('findings', someView(someCluster(findings)));
  },
  watchHealthFacts: () => new SentByTest('facts', someFacts(someFact())),
});

const render = (element: JSX.Element) =>
  renderInTestApp(
    <EntityProvider entity={storefront}>{element}</EntityProvider>,
    {
      apis: [
        [housekeepingApiRef, api],
        [catalogApiRef, catalogApiMock()],
      ],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/housekeeping': rootRouteRef,
      },
    },
  );

describe('the plugin in the new frontend system', () => {
  it('brings a page', async () => {
    const tester = createExtensionTester(
      plugin.getExtension('page:housekeeping'),
    );
    expect(tester.get(coreExtensionData.routePath)).toBe('/housekeeping');
    expect(tester.get(coreExtensionData.title)).toBe('Housekeeping');
    await render(tester.reactElement());
    expect(
      await screen.findByRole('button', { name: 'Details of Job report-1' }),
    ).toBeVisible();
  });

  it('brings a card that counts, and leads to the page', async () => {
    const tester = createExtensionTester(
      plugin.getExtension('entity-card:housekeeping'),
    );
    const applies = tester.get(EntityCardBlueprint.dataRefs.filterFunction);
    expect(applies?.(storefront)).toBe(true);
    expect(applies?.({ ...storefront, metadata: { name: 'bare' } })).toBe(
      false,
    );
    expect(applies?.({ ...storefront, kind: 'API' })).toBe(false);
    await render(tester.reactElement());
    expect(await screen.findByRole('link', { name: 'Due: 1' })).toHaveAttribute(
      'href',
      '/housekeeping?scope=all&state=due&entity=component%3Adefault%2Fstorefront',
    );
    expect(
      await screen.findByRole('link', { name: 'No limits: 1' }),
    ).toHaveAttribute('href', expect.stringContaining('view=health'));
    expect(asked[asked.length - 1]).toMatchObject({
      scope: 'all',
      entityRef: 'component:default/storefront',
    });
  });
});
