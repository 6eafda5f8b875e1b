import { InputError } from '@backstage/errors';
import type { V1LabelSelector } from '@kubernetes/client-node';
import { tokenize, type Token } from './tokenize';

/** One condition on a label; all of a selector's must hold. */
export interface Requirement {
  key: string;
  operator: 'in' | 'notin' | 'exists' | 'absent' | 'gt' | 'lt';
  /** One whole number for `gt` and `lt`, none for `exists` and `absent`. */
  values: string[];
}

type Labels = Readonly<Record<string, string>>;

/**
 * Parses a label selector as Kubernetes does (`k8s.io/apimachinery`,
 * `pkg/labels/selector.go`): `a=b`, `a==b`, `a!=b`, `a in (b,c)`,
 * `a notin (b,c)`, `a`, `!a`, `a>1`, `a<1`, with commas between.
 *
 * @throws InputError naming the selector and where it cannot be understood
 */
export function parseLabelSelector(text: string): Requirement[] {
  return new Parser(text).selector();
}

/** Whether labels meet all requirements; a selector without any meets all. */
export function matchesSelector(
  requirements: readonly Requirement[],
  labels: Labels,
): boolean {
  return requirements.every(requirement => meets(requirement, labels));
}

/** The selector as text that the API server takes and {@link parseLabelSelector} reads back. */
export function formatSelector(requirements: readonly Requirement[]): string {
  return requirements.map(formatRequirement).join(',');
}

/** `spec.selector` of a workload. */
export function fromObjectSelector(
  selector: V1LabelSelector | undefined,
): Requirement[] {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return [
    ...Object.entries(matchLabels).map(
      ([key, value]): Requirement => ({
        key,
        operator: 'in',
        values: [value],
      }),
    ),
    ...matchExpressions.map(({ key, operator, values = [] }) => ({
      key,
      operator: OBJECT_OPERATORS[operator] ?? unknownOperator(operator),
      values,
    })),
  ];
}

const OBJECT_OPERATORS: Record<string, Requirement['operator'] | undefined> = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: 'absent',
};

function unknownOperator(operator: string): never {
  throw new InputError(`'${operator}' is not an operator of a label selector`);
}

function meets({ key, operator, values }: Requirement, labels: Labels) {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'in':
      return value !== undefined && values.includes(value);
    case 'notin':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    default:
      return compares(operator, value, values[0]);
  }
}

function compares(
  operator: 'gt' | 'lt',
  value: string | undefined,
  limit: string,
): boolean {
  if (value === undefined || !WHOLE_NUMBER.test(value)) {
    return false;
  }
  return operator === 'gt'
    ? BigInt(value) > BigInt(limit)
    : BigInt(value) < BigInt(limit);
}

const WHOLE_NUMBER = /^-?\d+$/;

function formatRequirement({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'exists':
      return key;
    case 'absent':
      return `!${key}`;
    case 'gt':
      return `${key}>${values[0]}`;
    case 'lt':
      return `${key}<${values[0]}`;
    default:
      return `${key} ${operator} (${values.join(',')})`;
  }
}

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

function isLabelKey(text: string): boolean {
  const [name, prefix, ...rest] = text.split('/').reverse();
  return (
    rest.length === 0 &&
    NAME.test(name) &&
    (prefix === undefined || (prefix.length <= 253 && PREFIX.test(prefix)))
  );
}

class Parser {
  private readonly tokens: Token[];
  private position = 0;

  constructor(private readonly text: string) {
    this.tokens = tokenize(text);
  }

  selector(): Requirement[] {
    const requirements: Requirement[] = [];
    while (this.peek().type !== 'end') {
      requirements.push(this.requirement());
      if (this.peek().type === 'end') {
        break;
      }
      this.take(',');
      if (this.peek().type === 'end') {
        throw this.error('something after the comma');
      }
    }
    return requirements;
  }

  private requirement(): Requirement {
    if (this.peek().type === '!') {
      this.next();
      return { key: this.key(), operator: 'absent', values: [] };
    }
    const key = this.key();
    const { type, text } = this.peek();
    switch (type) {
      case ',':
      case 'end':
        return { key, operator: 'exists', values: [] };
      case '=':
      case '==':
        this.next();
        return { key, operator: 'in', values: [this.value()] };
      case '!=':
        this.next();
        return { key, operator: 'notin', values: [this.value()] };
      case '>':
      case '<':
        this.next();
        return {
          key,
          operator: type === '>' ? 'gt' : 'lt',
          values: [this.number()],
        };
      default:
        return this.setRequirement(key, text);
    }
  }

  private setRequirement(key: string, operator: string): Requirement {
    if (operator !== 'in' && operator !== 'notin') {
      throw this.error('one of =, ==, !=, in, notin, < and >');
    }
    this.next();
    this.take('(');
    const values = [this.value()];
    while (this.peek().type === ',') {
      this.next();
      values.push(this.value());
    }
    this.take(')');
    return { key, operator, values: [...new Set(values)].sort() };
  }

  private key(): string {
    const { type, text } = this.peek();
    if (type !== 'word' || !isLabelKey(text)) {
      throw this.error('a label key');
    }
    this.next();
    return text;
  }

  /** May be empty: `a=` asks for an empty label. */
  private value(): string {
    const { type, text } = this.peek();
    if (type !== 'word') {
      return '';
    }
    if (!NAME.test(text)) {
      throw this.error('a label value');
    }
    this.next();
    return text;
  }

  private number(): string {
    const { text } = this.peek();
    if (!WHOLE_NUMBER.test(text)) {
      throw this.error('a whole number');
    }
    this.next();
    return text;
  }

  private take(type: Token['type']): void {
    if (this.peek().type !== type) {
      throw this.error(`'${type}'`);
    }
    this.next();
  }

  private peek(): Token {
    return this.tokens[this.position];
  }

  private next(): void {
    this.position += 1;
  }

  private error(wanted: string): InputError {
    const { type, text, at } = this.peek();
    const found = type === 'end' ? 'the end' : `'${text}'`;
    return new InputError(
      `'${this.text}' is not a label selector: at position ${
        at + 1
      } there is ${found} instead of ${wanted}`,
    );
  }
}
