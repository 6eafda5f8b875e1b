import { InputError } from '@backstage/errors';
import { tokenize, type Token } from './tokenize';

/** One condition on a label; all of a selector's must hold. @public */
export interface Requirement {
  key: string;
  operator: 'in' | 'notin' | 'exists' | 'absent' | 'gt' | 'lt';
  /** One whole number for `gt` and `lt`, none for `exists` and `absent`. */
  values: string[];
}

/** As Kubernetes compares labels by size. @public */
export const WHOLE_NUMBER = /^-?\d+$/;

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

/**
 * Parses a label selector as Kubernetes does (`k8s.io/apimachinery`,
 * `pkg/labels/selector.go`): `a=b`, `a==b`, `a!=b`, `a in (b,c)`,
 * `a notin (b,c)`, `a`, `!a`, `a>1`, `a<1`, with commas between.
 *
 * @throws InputError naming the selector and where it cannot be understood
 *
 * @public
 */
export function parseLabelSelector(text: string): Requirement[] {
  return new Parser(text).selector();
}
