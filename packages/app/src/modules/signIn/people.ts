import type { Config } from '@backstage/config';

/** Somebody whom the developer sign-in offers. */
export interface Person {
  name: string;
  title: string;
  description: string;
}

/** Reads `fairway.signIn.people`. */
export function readPeople(config: Config): Person[] {
  const people = config.getOptionalConfigArray('fairway.signIn.people') ?? [];
  return people.map(person => ({
    name: person.getString('name'),
    title: person.getOptionalString('title') ?? person.getString('name'),
    description: person.getOptionalString('description') ?? '',
  }));
}

/**
 * The configuration decides, then what this browser tab remembers; a name that
 * is not on offer (any more) counts as none.
 */
export function chosenPerson(
  people: Person[],
  choice: { configured?: string; remembered?: string },
): string | undefined {
  return [choice.configured, choice.remembered].find(name =>
    people.some(person => person.name === name),
  );
}
