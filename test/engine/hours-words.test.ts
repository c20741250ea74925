import { createCalendar } from '../../core/domain/calendar.ts';
import { hoursWords, nowWords, openingWords } from '../../core/engine/hours-words.ts';
import type { Script } from '../../core/engine/types.ts';
import { edited, one } from './problems.ts';
import { filesWith, scriptOf, sample } from './scripts.ts';

const script = sample();
const msk = (written: string): number => Date.parse(`${written.replace(' ', 'T')}:00+03:00`);
const wednesday = msk('2026-11-25 12:00');

const chatOpen = (open: string): Script => scriptOf(filesWith(edited('organisation.yml', '["09:00-18:00"]', open)));

describe('hours in words', () => {
  test('weekdays, every day and round the clock each have their words', () => {
    expect(hoursWords(script, wednesday, 'chat')).toBe('по будням с 09:00 до 18:00 по московскому времени');
    expect(hoursWords(script, wednesday, 'phone')).toBe('ежедневно с 08:00 до 22:00 по московскому времени');
    expect(hoursWords(script, wednesday, 'bot')).toBe('круглосуточно');
    expect(hoursWords(script, wednesday, 'fax')).toBeNull();
  });

  test('a break and uneven days are told', () => {
    expect(hoursWords(chatOpen('["09:00-13:00", "14:00-18:00"]'), wednesday, 'chat')).toContain(
      'с 09:00 до 13:00 и с 14:00 до 18:00',
    );
    const friday = chatOpen('["09:00-18:00"]\n      - days: [sat]\n        open: ["10:00-15:00"]');
    expect(hoursWords(friday, wednesday, 'chat')).toContain('пн–пт с 09:00 до 18:00, сб с 10:00 до 15:00');
  });

  test.each([
    ['2026-11-25 12:00', 'сейчас открыто, до 18:00 (МСК)'],
    ['2026-11-25 07:00', 'сейчас закрыто, откроется сегодня в 09:00 (МСК)'],
    ['2026-11-25 19:00', 'сейчас закрыто, откроется завтра, 26 ноября, в 09:00 (МСК)'],
    ['2026-12-30 19:00', 'сейчас закрыто, откроется 11 января в 09:00 (МСК)'],
  ])('at %s the chat says: %s', (moment, words) => {
    expect(nowWords(script, msk(moment), 'chat')).toBe(words);
  });

  test('a change of today is told beside the usual hours', () => {
    const changes = [{ line: 'chat', from: wednesday, until: msk('2026-11-26 00:00'), intervals: [] }];
    const organisation = { ...script.organisation, changes };
    const closed = { ...script, organisation, calendar: createCalendar(organisation) };
    expect(hoursWords(closed, wednesday + 1, 'chat')).toBe(
      'по будням с 09:00 до 18:00 по московскому времени, сегодня закрыто',
    );
    expect(openingWords(closed, wednesday + 1, 'chat')).toBe('завтра, 26 ноября, в 09:00 (МСК)');
  });
});

describe('slips in the hours', () => {
  const hours = '["09:00-18:00"]';
  test.each([
    ['["09:00-18:00", "17:00-19:00"]', 'накладываются'],
    ['["18:00-09:00"]', 'кончаются раньше'],
  ])('%s is refused', (written, what) => {
    expect(one(edited('organisation.yml', hours, written)).what).toContain(what);
  });

  test('a line, a term or a day that is not there is named', () => {
    expect(one(edited('organisation.yml', 'title: Эксперты', 'title: Эксперты\n    line: fax')).what).toContain('fax');
    expect(one(edited('organisation.yml', 'deadline: complex', 'deadline: soon')).what).toContain('soon');
    expect(one(edited('organisation.yml', '"11-04"', '"11-31"')).what).toContain('11-31');
    expect(one(edited('organisation.yml', 'working-days: []', 'working-days: ["11-25"]')).what).toContain(
      'и так рабочий',
    );
    expect(one(edited('organisation.yml', 'solve-days: 1', 'solve-days: 1\n    solve-hours: 2')).what).toContain(
      'одна',
    );
    expect(one(edited('organisation.yml', 'silence-warning-minutes: 5', 'silence-warning-minutes: 15')).what).toContain(
      'раньше',
    );
  });

  test('an insert of an unknown line is refused in scenes and in phrases', () => {
    expect(one(edited('phone.yml', '{hours.phone}', '{hours.fax}')).what).toContain('{hours.fax}');
    expect(one(edited('phrases.yml', '{hours.chat}', '{hours.fax}')).what).toContain('{hours.fax}');
  });
});
