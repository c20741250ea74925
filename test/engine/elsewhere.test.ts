/** Personal data in a messenger: not asked, not taken, and the way to where they may be. */
import { inviteMs } from '../../core/domain/invite.ts';
import { personalForm } from '../personal/form.ts';
import { filesWith, scriptOf } from './scripts.ts';
import { createTalk, type Talk } from './talk.ts';

const script = scriptOf(filesWith({ 'callback.yml': personalForm }));
const messenger = { noPersonal: true, site: 'support.example.ru' } as const;
const inMessenger = () => createTalk(script).from(messenger).start();
const asked = () => inMessenger().write('перезвоните мне пожалуйста');
const linksOf = (talk: Talk): readonly string[] =>
  talk.effects().flatMap((effect) => ('link' in effect && effect.link !== undefined ? [effect.link] : []));

test('a personal question is not asked in a messenger: the reason, a link about this ticket, and ways on', () => {
  const talk = asked();
  expect(talk.text()).not.toContain('Как вас зовут?');
  expect(talk.text()).not.toContain('Даёте согласие');
  expect(talk.text()).toContain('В мессенджере мы их не спрашиваем и не храним');
  const { number = '' } = talk.active() ?? {};
  expect(linksOf(talk)).toEqual([number]);
  expect(talk.text()).toContain(`обращение № ${number} в защищённом чате на сайте support.example.ru`);
  expect(talk.text()).toMatch(/до 1 марта, 12:15 \(МСК\)/u);
  expect(talk.labels()).toEqual(
    expect.arrayContaining(['Новая ссылка', 'Без личных данных', 'Перейти к оператору', 'Отмена']),
  );
});

test('without personal data the form goes on, and asks for none of them again', () => {
  const talk = asked().press('Без личных данных');
  expect(talk.text()).toContain('О чём поговорим?');
  const summary = talk.write('о справке');
  expect(summary.text()).toContain('СНИЛС: не указано');
  expect(linksOf(summary)).toEqual([]);
});

test('in the protected chat the question that was put off is asked, after consent', () => {
  const talk = asked().from({ isJoined: true }).hear({ kind: 'joined' });
  expect(talk.text()).toContain('Это защищённый чат');
  expect(talk.text()).toContain('Даёте согласие');
  expect(talk.press('Согласен').text()).toContain('Как вас зовут?');
});

test('back in the messenger the same question waits: an answer to it is neither taken nor kept', () => {
  const there = asked().from({ isJoined: true }).hear({ kind: 'joined' }).press('Согласен');
  const back = there.from({ ...messenger, isJoined: true }).write('Канарейкина Желтопёра Ивановна');
  expect(back.text()).not.toContain('Канарейкина');
  expect(back.state().slots).toEqual({});
  expect(back.text()).toContain('только в защищённом чате');
  expect(back.from({ isJoined: true }).hear({ kind: 'stale' }).text()).toContain('Как вас зовут?');
});

test('hidden data bring a link once; while it is fresh the citizen is pointed to it, and gets another by the button', () => {
  const talk = inMessenger().write('не могу войти, мой СНИЛС 112-233-445 95');
  expect(linksOf(talk)).toHaveLength(1);
  expect(talk.labels()).toContain('Новая ссылка');
  const more = talk.write('и телефон +7 916 555-44-33');
  expect(linksOf(more)).toEqual([]);
  expect(more.text()).toContain('мы уже прислали');
  expect(linksOf(more.press('Новая ссылка'))).toHaveLength(1);
  expect(linksOf(more.wait(inviteMs).write('мой СНИЛС 112-233-445 95'))).toHaveLength(1);
});

test('links are given six an hour, then again', () => {
  const talk = asked();
  for (let more = 0; more < 5; more += 1) expect(linksOf(talk.press('Новая ссылка'))).toHaveLength(1);
  expect(linksOf(talk.press('Новая ссылка'))).toEqual([]);
  expect(talk.text()).toContain('через час');
  expect(linksOf(talk.wait(3_600_000).write('новая ссылка'))).toHaveLength(1);
});

test('without an address of ours no link is promised: what to do instead is said', () => {
  const talk = createTalk(script).from({ noPersonal: true }).start().write('перезвоните мне пожалуйста');
  expect(linksOf(talk)).toEqual([]);
  expect(talk.text()).toContain('Личные данные здесь не пишите');
  expect(talk.labels()).not.toContain('Новая ссылка');
});

test('while an operator has the ticket the service gives the link, not the bot, and its button works', () => {
  const talk = inMessenger().write('не приходит код').press('Перейти к оператору').operator('takes');
  talk.write('СНИЛС 112-233-445 95');
  expect(talk.said()).toEqual([]);
  const notices = () => talk.effects().filter((effect) => effect.kind === 'notice');
  expect(notices()).toEqual([expect.objectContaining({ link: talk.active()?.number })]);
  talk.press('Новая ссылка');
  expect(notices()).toHaveLength(1);
  talk.from({ isJoined: true }).hear({ kind: 'joined' });
  expect(talk.said()).toEqual([]);
  expect(talk.state().offered).toEqual([]);
});

test('a contact card and a document open a ticket to go on with, and are answered with the link alone', () => {
  for (const what of ['contact', 'scan'] as const) {
    const talk = createTalk(script).from(messenger).hear({ kind: 'other', what });
    expect(linksOf(talk)).toEqual([talk.active()?.number]);
    expect(talk.text()).not.toContain('Контакты здесь не нужны');
  }
});

test('«закрыть доступ» shuts out whoever came by a link, and means nothing when nobody did', () => {
  const alone = inMessenger().write('закрыть доступ');
  expect(alone.effects().map(({ kind }) => kind)).not.toContain('close-access');
  const joined = asked()
    .from({ ...messenger, isJoined: true })
    .write('Закрыть доступ');
  expect(joined.effects().map(({ kind }) => kind)).toContain('close-access');
  expect(joined.text()).toContain('Доступ закрыт');
});
