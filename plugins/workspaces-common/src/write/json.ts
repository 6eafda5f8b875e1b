export function writeJson(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
