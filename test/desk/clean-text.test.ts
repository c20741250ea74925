import { cleanText } from '../../core/desk/clean-text.ts';

describe('text of people', () => {
  test('keeps every letter, emoji and line break', () => {
    const text = 'Ошибка 5023 — «вход»\n👨‍👩‍👧‍👦 🇷🇺 ёЁйЙ\tконец';
    expect(cleanText(text)).toBe(text);
  });

  test('loses control characters that would harm a terminal or the store', () => {
    expect(cleanText('а\u0000б\u001b[31mв\u007fг\ufeff')).toBe('аб[31mвг');
  });

  test('has whole characters only and one kind of line end', () => {
    expect(cleanText('а\ud800б')).toBe('а\ufffdб');
    expect(cleanText('раз\r\nдва\rтри')).toBe('раз\nдва\nтри');
  });

  test('a one-time link of ours that is quoted back loses its token', () => {
    expect(cleanText('https://support.example.ru/continue#abcdefghijklmnopqrstuvwxyz_0 вот')).toBe(
      'https://support.example.ru/continue#… вот',
    );
  });

  test('«й» of two signs becomes the letter', () => {
    expect(cleanText('и\u0306')).toBe('й');
  });
});
