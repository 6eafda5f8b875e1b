import type { PreviewComponent } from '../setUp/source';
import { releasesOf } from './releases';

const component = (
  name: string,
  path: string,
  valuesFiles?: string[],
): PreviewComponent => ({
  ref: `component:default/${name}`,
  name,
  path,
  valuesFiles,
});

describe('releasesOf', () => {
  it.each<[string, string[], string]>([
    ['deploy', [], 'deploy'],
    ['deploy/chart', ['deploy/values-dev.yaml'], 'deploy'],
    ['deploy/chart', ['deploy/chart/values-dev.yaml'], 'deploy/chart'],
    ['deploy/chart', ['deploy/chart/env/dev.yaml'], 'deploy/chart'],
    ['a/chart', ['a/one.yaml', 'b/two.yaml'], ''],
    ['deploy/chart', ['deploy-more/dev.yaml'], ''],
    ['deploy/chart', ['values.yaml'], ''],
    ['', ['deploy/values.yaml'], ''],
    ['deploy/chart', ['../outside.yaml', '/etc/x'], 'deploy/chart'],
    ['deploy/chart', ['deploy/../../x.yaml'], 'deploy/chart'],
  ])('reads %j with %j from %j', (path, valuesFiles, folder) => {
    expect(releasesOf([component('web', path, valuesFiles)])).toEqual([
      { path, valuesFiles, folder, releaseName: 'web' },
    ]);
  });

  it('renders once what components share', () => {
    const releases = releasesOf([
      component('api', 'deploy'),
      component('web', 'deploy'),
      component('worker', 'deploy', ['worker.yaml']),
    ]);
    expect(releases.map(({ releaseName }) => releaseName)).toEqual([
      'api',
      'worker',
    ]);
  });

  it.each([
    ['Web_Shop.v2', 'web-shop-v2'],
    [`${'a'.repeat(52)}-b`, 'a'.repeat(52)],
    ['a--b', 'a-b'],
  ])('calls the release of %s %s', (name, releaseName) => {
    expect(releasesOf([component(name, '')])).toMatchObject([{ releaseName }]);
  });
});
