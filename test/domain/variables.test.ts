import { fillVariables, holesOf, variables, type VariableValues } from '../../core/domain/variables.ts';

const known: VariableValues = {
  гражданин: 'Елена Викторовна',
  номер: '26-004817-3',
  тема: null,
  отдел: 'Платежи и возвраты',
  оператор: 'Марина',
  телефон: '8 800 555-35-35',
  часы: 'с 09:00 до 18:00',
  портал: 'Портал услуг (демо)',
};

test('known variables are filled in, however they are spaced and spelt', () => {
  expect(fillVariables('{гражданин}, обращение № {Номер}, звоните { телефон }.', known)).toBe(
    'Елена Викторовна, обращение № 26-004817-3, звоните 8 800 555-35-35.',
  );
});

test('what is not known stays and is told apart from what does not exist', () => {
  const text = fillVariables('О чём: {тема}. Для {отчество}.', known);
  expect(text).toBe('О чём: {тема}. Для {отчество}.');
  expect(holesOf(text)).toEqual([
    { name: 'тема', variable: 'тема', from: 7, to: 13 },
    { name: 'отчество', variable: null, from: 19, to: 29 },
  ]);
});

test('a value is never read as a variable', () => {
  const sly = fillVariables('Здравствуйте, {гражданин}!', { ...known, гражданин: '{номер} {телефон} $& $1' });
  expect(sly).toBe('Здравствуйте, номер телефон $& $1!');
  expect(holesOf(sly)).toEqual([]);
});

test.each([
  '{}',
  '{1}',
  '{code}',
  '{{7*7}}',
  '${7*7}',
  '{ }',
  '{a b}',
  '{"ключ": 1}',
  '{гражданин',
  'гражданин}',
  '{-}',
])('%s is no variable', (text) => {
  expect(holesOf(text)).toEqual([]);
  expect(fillVariables(text, known)).toBe(text);
});

test('every variable of the list can be written', () => {
  for (const name of variables) expect(holesOf(`{${name}}`)).toMatchObject([{ variable: name }]);
});

test('doubling a hostile text doubles the work, no more', () => {
  const hostile = '{а '.repeat(50_000);
  expect(holesOf(hostile)).toEqual([]);
});
