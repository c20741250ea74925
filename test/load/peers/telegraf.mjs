/**
 * The walk as a telegraf WizardScene: one step for each turn, buttons as callback queries, the session in telegraf's
 * own memory store. Calls of the Bot API end at once with a message, so nothing but telegraf itself is measured.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Markup, Scenes, Telegraf, session } = require('telegraf');

const sentMessage = { message_id: 2, date: 1, chat: { id: 1, type: 'private' }, text: '' };

export const createPeer = (walk) => {
  let sent = 0;
  const bot = new Telegraf('1:bench');
  bot.botInfo = { id: 1, is_bot: true, first_name: 'Бот', username: 'bench_bot' };
  const callApi = async () => {
    sent += 1;
    return sentMessage;
  };
  bot.telegram.callApi = callApi;
  bot.use((ctx, next) => {
    ctx.telegram.callApi = callApi;
    return next();
  });

  const offer = (ctx, { text, labels }) =>
    ctx.reply(text, Markup.inlineKeyboard(labels.map((label, index) => [Markup.button.callback(label, `b${index}`)])));
  const steps = walk.map((line, at) => async (ctx) => {
    const before = walk[at - 1];
    if (before) {
      const index = Number(ctx.callbackQuery?.data?.slice(1));
      if (before.labels[index] === undefined) return;
    }
    await offer(ctx, line);
    ctx.wizard.next();
  });
  const scene = new Scenes.WizardScene('walk', ...steps, async (ctx) => {
    if (walk.at(-1).labels[Number(ctx.callbackQuery?.data?.slice(1))] === undefined) return;
    await ctx.scene.leave();
    await ctx.scene.enter('walk');
  });
  bot.use(session());
  bot.use(new Scenes.Stage([scene]).middleware());
  bot.start((ctx) => ctx.scene.enter('walk'));

  let updates = 0;
  const people = (conversation) => ({
    from: { id: conversation + 10, is_bot: false, first_name: 'Гражданин' },
    chat: { id: conversation + 10, type: 'private', first_name: 'Гражданин' },
  });
  return {
    open: (conversation) => {
      const { from, chat } = people(conversation);
      const entities = [{ type: 'bot_command', offset: 0, length: 6 }];
      const message = { message_id: 1, date: 1, from, chat, text: '/start', entities };
      return bot.handleUpdate({ update_id: (updates += 1), message });
    },
    press: (conversation, step) => {
      const { from, chat } = people(conversation);
      const message = { ...sentMessage, chat };
      const data = `b${walk[step].pressed}`;
      const query = { id: '1', from, message, chat_instance: '1', data };
      return bot.handleUpdate({ update_id: (updates += 1), callback_query: query });
    },
    sent: () => sent,
  };
};
