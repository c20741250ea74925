import { addExample } from '../../core/engine/load/add-example.ts';
import { loadScenarios } from '../../core/engine/load.ts';
import { shippedFiles } from './scripts.ts';

const block = `scenario: phone # имя
examples:
  # как спрашивают
  - какой телефон
  - "номер: какой" # с двоеточием

# сцены
start: call
`;

describe('one more example of a topic', () => {
  test('stands after the last one; comments and everything else stay', () => {
    expect(addExample(block, '  куда   брякнуть? ')).toBe(
      block.replace('# с двоеточием\n', '# с двоеточием\n  - "куда брякнуть?"\n'),
    );
  });

  test('is written so that no sign of it means anything to YAML', () => {
    const said = 'номер: "8 800" # - {и} \\ ещё\nстрока';
    const added = addExample('examples: [раз, два]\nstart: x\n', said) ?? '';
    expect(added).toBe(`examples: [раз, два, ${JSON.stringify('номер: "8 800" # - {и} \\ ещё строка')}]\nstart: x\n`);
    expect(addExample('examples:\n  - раз', 'два')).toBe('examples:\n  - раз\n  - "два"\n');
    expect(addExample('examples:\r\n- раз\r\nstart: x\r\n', 'два')).toBe(
      'examples:\r\n- раз\r\n- "два"\r\nstart: x\r\n',
    );
    expect(addExample('examples:\n  - |\n    раз\n    раз\nstart: x\n', 'два')).toBe(
      'examples:\n  - |\n    раз\n    раз\n  - "два"\nstart: x\n',
    );
  });

  test('is not added twice, nor where there is no list', () => {
    expect(addExample(block, 'какой телефон')).toBeNull();
    expect(addExample('start: x\n', 'раз')).toBeNull();
  });

  test('leaves every shipped scenario readable, and teaches it', () => {
    const said = 'забубенить: кракозявру';
    const files = shippedFiles().map((file) => ({ ...file, text: addExample(file.text, said) ?? file.text }));
    const loaded = loadScenarios(files);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    for (const topic of loaded.scenarios.topics.values()) expect(topic.examples.at(-1)).toBe(said);
  });
});
