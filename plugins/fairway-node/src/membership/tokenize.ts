/** A word or sign of a label selector. */
export interface Token {
  type: 'word' | ',' | '(' | ')' | '=' | '==' | '!=' | '!' | '<' | '>' | 'end';
  text: string;
  /** Position in the text, from 0. */
  at: number;
}

const PATTERN = /\s*(==|!=|[=!<>(),]|[^\s=!<>(),]+)/y;

/** Splits a selector into words and signs; the last token is always `end`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(PATTERN);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const found = match[1];
    tokens.push({
      type: isSign(found) ? found : 'word',
      text: found,
      at: match.index + match[0].length - found.length,
    });
  }
  return [...tokens, { type: 'end', text: '', at: text.length }];
}

const SIGNS = [',', '(', ')', '=', '==', '!=', '!', '<', '>'] as const;

function isSign(text: string): text is (typeof SIGNS)[number] {
  return (SIGNS as readonly string[]).includes(text);
}
