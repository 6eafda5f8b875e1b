import { scramVerifier } from './scramVerifier';

describe('scramVerifier', () => {
  it('is what PostgreSQL itself makes of a password', () => {
    // SELECT rolpassword FROM pg_authid, after CREATE ROLE … PASSWORD 'pencil'
    const stored =
      'SCRAM-SHA-256$4096:MJSuo7L4kNAEJu58/xWd+A==$chOEGWxaZcvnVbSK5vh3MPoh8/WEXPdcyfT09wPSjrk=:QYGHnUNyAK3bcA0ETABecXBp6dviT54YkQKz28hZyr0=';
    const salt = Buffer.from(stored.split(/[:$]/)[2], 'base64');
    expect(scramVerifier('pencil', salt)).toBe(stored);
  });
});
