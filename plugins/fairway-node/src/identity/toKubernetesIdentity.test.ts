import { ConfigReader } from '@backstage/config';
import fc from 'fast-check';
import { assertSafeIdentity } from './assertSafeIdentity';
import { readImpersonationMapping } from './mapping';
import { toKubernetesIdentity } from './toKubernetesIdentity';

const mapping = readImpersonationMapping(new ConfigReader({}));

/** No names when it is refused, as it should be. */
function namesOrRefusal(
  ...input: Parameters<typeof toKubernetesIdentity>
): string[] {
  try {
    const { user, groups } = toKubernetesIdentity(...input);
    return [user, ...groups];
  } catch (error) {
    if ((error as Error).name === 'NotAllowedError') {
      return [];
    }
    throw error;
  }
}

describe('toKubernetesIdentity', () => {
  it('maps the user and the groups, and nothing else', () => {
    expect(
      toKubernetesIdentity(
        {
          userEntityRef: 'User:default/Alice',
          ownershipEntityRefs: [
            'user:default/alice',
            'group:default/payments',
            'Group:DEFAULT/Payments',
            'group:emea/shop',
            'system:masters',
            'component:default/api',
            'nonsense',
            '',
          ],
        },
        mapping,
      ),
    ).toEqual({
      user: 'backstage:default/alice',
      groups: ['backstage:default/payments', 'backstage:emea/shop'],
    });
  });

  it('sends only the groups that are configured, where they are', () => {
    const only = readImpersonationMapping(
      new ConfigReader({
        fairway: { impersonation: { groups: ['Group:default/Payments'] } },
      }),
    );
    const who = {
      userEntityRef: 'user:default/alice',
      ownershipEntityRefs: ['group:default/payments', 'group:default/chess'],
    };
    expect(toKubernetesIdentity(who, only).groups).toEqual([
      'backstage:default/payments',
    ]);
  });

  it.each(['group:default/a', 'component:default/a', 'alice', ''])(
    'refuses %p as a user',
    userEntityRef => {
      expect(() =>
        toKubernetesIdentity(
          { userEntityRef, ownershipEntityRefs: [] },
          mapping,
        ),
      ).toThrow(`'${userEntityRef}' is not a user entity`);
    },
  );

  const bare = { userTemplate: '{name}', groupTemplate: '{name}' };

  it.each([
    'system:masters',
    'System:masters',
    ' system:masters',
    '\tsystem:masters',
    'a\nImpersonate-Group: system:masters',
    'a\u0000',
    'ä',
    'trailing ',
    ' ',
  ])('never acts as a group %p', name => {
    const who = {
      userEntityRef: 'user:default/alice',
      ownershipEntityRefs: [`group:default/${name}`],
    };
    expect(() => toKubernetesIdentity(who, bare)).toThrow(
      expect.objectContaining({ name: 'NotAllowedError' }),
    );
  });

  it('never gives a system identity, whatever the references and templates', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('system:masters', 'system:', ' system:x', 'system', ':'),
    );
    const template = fc
      .tuple(part, fc.constantFrom('{name}', '{namespace}/{name}'), part)
      .map(parts => parts.join(''));
    const safe = /^(?! )(?!system:)[\x20-\x7e]+(?<! )$/;
    fc.assert(
      fc.property(part, fc.array(part), template, (user, groups, text) => {
        const names = namesOrRefusal(
          {
            userEntityRef: `user:${user}`,
            ownershipEntityRefs: groups.map(group => `group:${group}`),
          },
          { userTemplate: text, groupTemplate: text },
        );
        names.forEach(name => expect(name).toMatch(safe));
      }),
      { numRuns: 1000 },
    );
  });

  it('maps different users to different names by default', () => {
    const ref = fc
      .tuple(
        fc.stringMatching(/^[a-z0-9-]{1,5}$/),
        fc.stringMatching(/^[a-z0-9._-]{1,5}$/),
      )
      .map(([namespace, name]) => `user:${namespace}/${name}`);
    const userOf = (userEntityRef: string) =>
      toKubernetesIdentity({ userEntityRef, ownershipEntityRefs: [] }, mapping)
        .user;
    fc.assert(
      fc.property(ref, ref, (a, b) => (a === b) === (userOf(a) === userOf(b))),
    );
  });
});

describe('assertSafeIdentity', () => {
  it('names what it refuses', () => {
    expect(() =>
      assertSafeIdentity({ user: 'a', groups: ['b', 'system:nodes'] }),
    ).toThrow(
      'Refusing to act as the Kubernetes group "system:nodes": names that begin with \'system:\' belong to Kubernetes itself',
    );
  });
});

describe('readImpersonationMapping', () => {
  const read = (impersonation: object) => () =>
    readImpersonationMapping(
      new ConfigReader({ fairway: { impersonation } } as never),
    );

  it('has a default', () => {
    expect(mapping).toEqual({
      userTemplate: 'backstage:{namespace}/{name}',
      groupTemplate: 'backstage:{namespace}/{name}',
    });
  });

  it.each([
    [{ userTemplate: 'bob' }, "userTemplate 'bob' must contain {name}"],
    [{ groupTemplate: '{nam}-{name}' }, 'unknown placeholder {nam}'],
    [{ groupTemplate: 'system:{name}' }, "must not begin with 'system:'"],
    [{ groups: ['user:default/a'] }, "groups has 'user:default/a'"],
    [{ groups: ['payments'] }, "groups has 'payments'"],
    [{ user: '{name}' }, "Unknown key 'fairway.impersonation.user'"],
  ])('refuses %p', (section, message) => {
    expect(read(section)).toThrow(message);
  });
});
