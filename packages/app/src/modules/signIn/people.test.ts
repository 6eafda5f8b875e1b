import { ConfigReader } from '@backstage/config';
import { chosenPerson, readPeople } from './people';

const config = new ConfigReader({
  fairway: {
    signIn: {
      people: [
        { name: 'alice', title: 'Alice', description: 'Payments' },
        { name: 'bob' },
      ],
    },
  },
});

describe('developer sign-in', () => {
  const people = readPeople(config);

  it('reads the people, a title being optional', () => {
    expect(people.map(({ title }) => title)).toEqual(['Alice', 'bob']);
    expect(readPeople(new ConfigReader({}))).toEqual([]);
  });

  it.each([
    [{}, undefined],
    [{ remembered: 'bob' }, 'bob'],
    [{ configured: 'alice', remembered: 'bob' }, 'alice'],
    [{ configured: 'mallory', remembered: 'bob' }, 'bob'],
    [{ remembered: 'mallory' }, undefined],
  ])('chooses from %p', (choice, expected) => {
    expect(chosenPerson(people, choice)).toBe(expected);
  });
});
