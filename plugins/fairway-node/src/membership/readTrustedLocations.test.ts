import { ConfigReader } from '@backstage/config';
import { readTrustedLocations } from './readTrustedLocations';

describe('readTrustedLocations', () => {
  it('takes what is listed, and what the catalog is configured with', () => {
    const config = new ConfigReader({
      fairway: { trustedLocations: ['https://git.example.com/platform/'] },
      catalog: {
        locations: [
          { type: 'file', target: 'all.yaml' },
          { type: 'url', target: 'https://git.example.com/a/b/blob/main/c' },
        ],
      },
    });
    expect(readTrustedLocations(config)).toEqual([
      'https://git.example.com/platform/',
      'https://git.example.com/a/b/blob/main/c',
    ]);
    expect(readTrustedLocations(new ConfigReader({}))).toEqual([]);
  });
});
