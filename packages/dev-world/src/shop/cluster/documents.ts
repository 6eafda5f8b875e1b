/** What has to be known of a YAML document to send it to where it belongs. */
export interface Document {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
  text: string;
}

/**
 * Splits a YAML file into documents. Only the lines that address an object are
 * read; the API server parses YAML itself, so nobody here needs to.
 */
export function splitDocuments(yaml: string): Document[] {
  return yaml
    .split(/^---\s*$/m)
    .filter(text => /^[^#\s]/m.test(text))
    .map(readAddress);
}

function readAddress(text: string): Document {
  const metadata =
    /^metadata:\s*\n((?:(?:[ #].*)?\n)*)/m.exec(`${text}\n`)?.[1] ?? '';
  const document = {
    apiVersion: valueOf(text, /^apiVersion:\s*(\S+)/m),
    kind: valueOf(text, /^kind:\s*(\S+)/m),
    name: valueOf(metadata, /^ {2}name:\s*(\S+)/m),
    namespace: valueOf(metadata, /^ {2}namespace:\s*(\S+)/m),
    text,
  };
  const { apiVersion, kind, name, namespace } = document;
  if (!apiVersion || !kind || !name) {
    const missing = Object.entries({ apiVersion, kind, 'metadata.name': name })
      .filter(([, value]) => !value)
      .map(([field]) => field);
    throw new Error(
      `A YAML document lacks ${missing.join(', ')} as a plain line: ${text
        .trim()
        .slice(0, 80)}`,
    );
  }
  return { apiVersion, kind, name, namespace, text };
}

function valueOf(text: string, pattern: RegExp): string | undefined {
  return pattern.exec(text)?.[1].replace(/^(["'])(.*)\1$/, '$2');
}
