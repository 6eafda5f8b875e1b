import { z } from 'zod/v4';
import { among, amongClusters, amongOwners } from './among';

interface Room {
  cluster: string;
  owners: string[];
  size: 's' | 'm';
}
const room: Room = {
  cluster: 'dev',
  owners: ['group:default/a', 'user:default/b'],
  size: 's',
};

const isSize = among<Room, 'sizes', 's' | 'm'>({
  name: 'IS_SIZE',
  description: 'It has one of these sizes',
  param: 'sizes',
  holds: 's or m',
  value: z.enum(['s', 'm']),
  of: ({ size }) => size,
});

describe('among', () => {
  it.each([
    [[], false],
    [['m'], false],
    [['m', 's'], true],
  ] as const)('answers %j with %s, both ways', (sizes, answer) => {
    const params = { sizes: [...sizes] };
    expect(isSize.apply(room, params)).toBe(answer);
    expect(isSize.toQuery(params).matches(room)).toBe(answer);
  });

  it('says what its parameter is, and refuses what is none', () => {
    expect(z.toJSONSchema(isSize.paramsSchema)).toMatchObject({
      properties: { sizes: { type: 'array', description: 's or m' } },
      required: ['sizes'],
    });
    expect(isSize.paramsSchema.safeParse({ sizes: ['xl'] }).success).toBe(
      false,
    );
    expect(isSize.paramsSchema.safeParse({}).success).toBe(false);
  });

  it('takes any of several', () => {
    const rule = amongOwners<Room>({
      name: 'IS_ROOM_OWNER',
      description: 'One of these owns the room',
      of: ({ owners }) => owners,
    });
    expect(rule.apply(room, { claims: ['user:default/b'] })).toBe(true);
    expect(rule.apply(room, { claims: ['user:default/c'] })).toBe(false);
  });

  it('knows clusters', () => {
    const rule = amongClusters<Room>('The room is in one of these clusters');
    expect(rule.name).toBe('IS_CLUSTER');
    expect(rule.apply(room, { clusters: ['dev'] })).toBe(true);
  });
});
