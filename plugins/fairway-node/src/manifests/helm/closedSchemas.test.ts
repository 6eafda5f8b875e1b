import { closedSchemas } from './closedSchemas';

const path = 'chart/values.schema.json';
const read = (content: string) => closedSchemas([{ path, content }]);

describe('closedSchemas', () => {
  it.each([
    '{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object"}',
    '{"$schema": "https://json-schema.org/draft/2020-12/schema"}',
    '{"$id": "https://example.com/a", "properties": {"a": {"$ref": "#/$defs/a"}}}',
    '{"properties": {"$ref": {"type": "string"}}}',
    'true',
  ])('keeps %s', content => {
    expect(read(content)).toEqual([
      { path, content: JSON.stringify(JSON.parse(content)) },
    ]);
  });

  it('writes anew what may be read in several ways', () => {
    expect(read('{"$ref": "file:///etc/passwd", "$ref": "#"}')).toEqual([
      { path, content: '{"$ref":"#"}' },
    ]);
  });

  it.each([
    '{"$ref": "file:///etc/passwd"}',
    '{"allOf": [{"not": {"\\u0024ref": "http://127.0.0.1/"}}]}',
    '{"$ref": "other.json#/a"}',
    '{"$recursiveRef": "//example.com"}',
    '{"$defs": {"a": {"$schema": "https://example.com/dialect"}}}',
    '{"$schema": "http://json-schema.org.example.com/draft-07/schema#"}',
    'not: JSON',
    '['.repeat(100_000),
  ])('leaves out %.60s', content => {
    expect(read(content)).toEqual([]);
  });

  it('leaves other files alone', () => {
    const file = { path: 'chart/schema.json', content: '{"$ref": "/x"}' };
    expect(closedSchemas([file])).toEqual([file]);
  });
});
