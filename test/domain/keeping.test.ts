import { mayKeep } from '../../core/domain/keeping.ts';

const photo = { what: 'photo', name: null } as const;
const named = (name: string) => ({ what: 'document', name }) as const;
const there = { policy: 'no-personal', offered: photo, text: '', asked: false } as const;

describe('files of a channel where personal data is not kept', () => {
  test.each([
    ['a picture without a word', there],
    ['a picture of a screen', { ...there, text: 'не приходит код, вот снимок экрана' }],
    ['a paper that names nobody', { ...there, offered: named('Справка об оплате.pdf') }],
    ['an instruction', { ...there, text: 'как по инструкции', offered: named('инструкция.pdf') }],
  ])('%s is kept', (_what, one) => {
    expect(mayKeep(one)).toBe(true);
  });

  test.each([
    ['what its name calls a passport', { ...there, offered: named('Паспорт Морозова.jpg') }],
    ['what its name calls a scan', { ...there, offered: named('scan_0001.pdf') }],
    ['what its caption calls a СНИЛС', { ...there, text: 'вот мой СНИЛС' }],
    ['what its caption calls an ИНН', { ...there, text: 'инн прикладываю' }],
    ['what answers a personal question', { ...there, asked: true }],
  ])('%s is not', (_what, one) => {
    expect(mayKeep(one)).toBe(false);
    expect(mayKeep({ ...one, policy: 'full' })).toBe(true);
  });
});
