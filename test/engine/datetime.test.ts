import { datetimeExample, readDatetime } from '../../core/engine/slots/datetime.ts';

/** Sunday, 1 March 2026, 12:00 in Moscow. */
const noon = Date.UTC(2026, 2, 1, 9);
const moscow = 'Europe/Moscow';
const read = (text: string, now = noon, zone = moscow): string => {
  const result = readDatetime(text, now, zone);
  return result.ok ? result.value : result.why;
};

describe('a moment as people write it', () => {
  test.each([
    ['21.11.2025 14:30', '21.11.2025 14:30'],
    ['1.3.2026 9:05', '01.03.2026 09:05'],
    ['21/11/2025 14.30', '21.11.2025 14:30'],
    ['21-11-2025, 14:30', '21.11.2025 14:30'],
    ['21.11.25 в 14-30', '21.11.2025 14:30'],
    ['2025-11-21 14:30', '21.11.2025 14:30'],
    ['2025-11-21T14:30', '21.11.2025 14:30'],
    ['Дата и время проблемы: 21.11.2025 14:30', '21.11.2025 14:30'],
    ['дата и время проблемы 21.11.2025 14:30.', '21.11.2025 14:30'],
    ['вчера в 14:30', '28.02.2026 14:30'],
    ['Вчера 14.30', '28.02.2026 14:30'],
    ['вчера\u00a0в\u00a014:30', '28.02.2026 14:30'],
    ['позавчера в 0:00', '27.02.2026 00:00'],
    ['сегодня 9:15', '01.03.2026 09:15'],
    ['сегодня в 9 часов', '01.03.2026 09:00'],
    ['сегодня в 9 ч 15 мин', '01.03.2026 09:15'],
    ['сегодня, 12:00', '01.03.2026 12:00'],
    ['21 ноября в 14.30', '21.11.2025 14:30'],
    ['21 ноября 2024 года в 14:30', '21.11.2024 14:30'],
    ['3 мая в 10:00', '03.05.2025 10:00'],
    ['3 марта 10:00', '03.03.2025 10:00'],
    ['21.11 14:30', '21.11.2025 14:30'],
    ['28.02 23:59', '28.02.2026 23:59'],
    ['29 февраля в 12:00', '29.02.2024 12:00'],
    ['вчера в 14:30 по московскому времени', '28.02.2026 14:30'],
    ['вчера в 14:30 мск', '28.02.2026 14:30'],
    ['было вчера около 14:30', '28.02.2026 14:30'],
    ['только что', '01.03.2026 12:00'],
    ['10 минут назад', '01.03.2026 11:50'],
    ['час назад', '01.03.2026 11:00'],
    ['2 часа назад', '01.03.2026 10:00'],
    ['13 часов назад', '28.02.2026 23:00'],
    ['вчера в 20', '28.02.2026 20:00'],
    ['вчера в 8 вечера', '28.02.2026 20:00'],
    ['вчера 8 вечера', '28.02.2026 20:00'],
    ['вчера в 3 часа дня', '28.02.2026 15:00'],
    ['вчера в 12 дня', '28.02.2026 12:00'],
    ['вчера в 12 ночи', '28.02.2026 00:00'],
    ['вчера в 11 ночи', '28.02.2026 23:00'],
    ['вчера в 20:15 вечера', '28.02.2026 20:15'],
    ['сегодня в 9 утра', '01.03.2026 09:00'],
  ])('«%s» is %s', (text, value) => {
    expect(read(text)).toBe(value);
  });

  test.each([
    ['01.03.2026 12:01', 'wrong-datetime-future'],
    ['сегодня в 23:00', 'wrong-datetime-future'],
    ['21.11.2027 14:30', 'wrong-datetime-future'],
    ['31.02.2026 10:00', 'wrong-datetime-impossible'],
    ['29.02.2025 10:00', 'wrong-datetime-impossible'],
    ['32.01.2026 10:00', 'wrong-datetime-impossible'],
    ['21.13.2025 10:00', 'wrong-datetime-impossible'],
    ['21.11.2025 25:00', 'wrong-datetime-impossible'],
    ['21.11.2025 10:60', 'wrong-datetime-impossible'],
    ['00.00.0000 00:00', 'wrong-datetime-impossible'],
    ['21.11.1999 10:00', 'wrong-datetime-old'],
    ['21.11.2025', 'wrong-datetime-time'],
    ['вчера', 'wrong-datetime-time'],
    ['14:30', 'wrong-datetime'],
    ['вчера вечером', 'wrong-datetime-time'],
    ['2 дня назад', 'wrong-datetime-time'],
    ['в понедельник', 'wrong-datetime-time'],
    ['вчера в 25', 'wrong-datetime-impossible'],
    ['не помню', 'wrong-datetime'],
    ['999999999999', 'wrong-datetime'],
    ['', 'wrong-datetime'],
    ['вчера в 14:30 и ещё раз потом', 'wrong-datetime'],
  ])('«%s» is refused: %s', (text, why) => {
    expect(read(text)).toBe(why);
  });

  test('the day is that of the organisation, not of the server', () => {
    const lateInMoscow = Date.UTC(2026, 2, 1, 21, 30);
    expect(read('сегодня в 0:15', lateInMoscow)).toBe('02.03.2026 00:15');
    expect(read('сегодня в 0:15', lateInMoscow, 'Europe/Kaliningrad')).toBe('01.03.2026 00:15');
  });

  test('the example is always yesterday and understood', () => {
    expect(datetimeExample(noon, moscow)).toBe('28.02.2026 14:30');
    expect(read(datetimeExample(noon, moscow))).toBe('28.02.2026 14:30');
  });
});
