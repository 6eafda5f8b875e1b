import { findAccount } from './confinement';

const PASSWD = [
  'root:x:0:0:root:/root:/bin/bash',
  'nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin',
  '',
].join('\n');

describe('findAccount', () => {
  it('reads the numbers of an account', () => {
    expect(findAccount(PASSWD, 'nobody')).toEqual({
      name: 'nobody',
      uid: 65534,
      gid: 65533,
    });
  });

  it('knows nobody else', () => {
    expect(findAccount(PASSWD, 'body')).toBeUndefined();
    expect(findAccount(PASSWD, '')).toBeUndefined();
  });
});
