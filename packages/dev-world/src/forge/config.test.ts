import { appIni } from './config';

const config = {
  user: 'nobody',
  port: 26016,
  programFolder: '/srv/program',
  folder: '/srv/forge',
  world: 'dev',
  secretKey: 's',
  internalToken: 'i',
  jwtSecret: 'j',
};

describe('appIni', () => {
  it('begins with what belongs to no section', () => {
    expect(appIni(config).split('\n')[0]).toBe('APP_NAME = Forge');
  });

  it('is reached by people as localhost, and by nobody from elsewhere', () => {
    const ini = appIni(config);
    expect(ini).toContain('HTTP_ADDR = 127.0.0.1');
    expect(ini).toContain('ROOT_URL = http://localhost:26016/');
    expect(ini).toContain('[webhook]\nALLOWED_HOST_LIST = loopback');
  });
});
