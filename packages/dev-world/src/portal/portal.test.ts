import { createServer, type AddressInfo } from 'node:net';
import { freePort } from './portal';

describe('freePort', () => {
  it('refuses a wanted port on which something listens, and takes it when it is free', async () => {
    const other = createServer();
    await new Promise<void>(resolve => {
      other.listen(0, '127.0.0.1', resolve);
    });
    const { port } = other.address() as AddressInfo;
    await expect(freePort(port)).rejects.toThrow(`Port ${port} is taken`);
    await new Promise(resolve => {
      other.close(resolve);
    });
    expect(await freePort(port)).toBe(port);
  });
});
