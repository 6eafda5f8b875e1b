import MarkdownIt from 'markdown-it';
import { HOSTILE } from '../../goldenPaths/hostile';
import { breaches, MARKER } from './literal';

const markdown = new MarkdownIt({ html: true });

const judge = (file: string, tame: string, wild: string, hostile: string) =>
  breaches(
    { tame: new Map([[file, tame]]), wild: new Map([[file, wild]]) },
    hostile,
    markdown,
  );

describe('what a hostile text breaks', () => {
  it.each([
    ['a.yaml', `x: ${MARKER}`, 'x: "y: z"', 'y: z'],
    ['a.json', `{"x": "${MARKER}"}`, '{"x": "\\"}"}', '"}'],
    [
      'a.md',
      `# T\n\n${MARKER}\n`,
      '# T\n\n\\*\\*b\\*\\* &lt;i&gt;\n',
      '**b** <i>',
    ],
    // Kubernetes takes $$ for $.
    [
      'deploy/a.yaml',
      `env: [{ name: A, value: ${MARKER} }]`,
      'env: [{ name: A, value: $$(id) $HOME }]',
      '$(id) $HOME',
    ],
    ['a.sh', 'echo', 'echo', 'x'],
  ])('is nothing in %s where it is escaped', (...args) => {
    expect(judge(...args)).toEqual([]);
  });

  it.each([
    ['a.yaml', `x: ${MARKER}`, 'x: y: z', 'y: z'],
    ['a.yaml', `x: ${MARKER}`, 'x: null', 'null'],
    ['a.yaml', `x: ${MARKER}`, 'x: "y"\n---\nz: 1', 'y'],
    ['a.json', `{"x": "${MARKER}"}`, '{"x": "", "y": ""}', '", "y": "'],
    ['a.md', `# T\n\n${MARKER}\n`, '# T\n\n**b**\n', '**b**'],
    ['a.md', `# T\n\n${MARKER}\n`, '# T\n\n<i>\n', '<i>'],
    ['a.sh', `echo ${MARKER}`, 'echo $(id)', '$(id)'],
    [
      'deploy/a.yaml',
      `env: [{ name: A, value: ${MARKER} }]`,
      'env: [{ name: A, value: $(id) }]',
      '$(id)',
    ],
    ['a.yaml', `x: ${MARKER}`, 'x: $$(id)', '$(id)'],
    ['a.sh', 'echo', 'echo x', 'x'],
    ['a.go', `const a = "${MARKER}"\n`, 'const a = "" + b + ""\n', '" + b + "'],
    ['a.go', `const a = "${MARKER}"\n`, 'const a = "\n"\n', '\n'],
    ['a.go', `const a = "${MARKER}"\n`, 'const a = "y"\n', 'x'],
    ['a.go', `var ${MARKER} = 1\n`, 'var x = 1\n', 'x'],
  ])('is seen in %s where it is not', (...args) => {
    expect(judge(...args)).toEqual([`${args[0]} says something else`]);
  });

  it.each(Object.values(HOSTILE))(
    'is nothing in code as a literal: %j',
    text => {
      const code = (literal: string) => `const a = ${literal}\n`;
      const tame = code(`"${MARKER}"`);
      expect(judge('a.go', tame, code(JSON.stringify(text)), text)).toEqual([]);
    },
  );

  it('is seen where another file comes of it', () => {
    const tame = new Map([['a', '']]);
    const wild = new Map([['../a', '']]);
    expect(breaches({ tame, wild }, 'x', markdown)).toEqual([
      'other files were made',
    ]);
  });
});
