/** telegraf's own webhook over the floor's storage: what one gets by following its guide. */
import { Markup, Telegraf } from 'telegraf';
import { createStorage, menu, secret } from './floor.mjs';

export const createTelegraf = (folder, apiRoot) => {
  const turn = createStorage(folder);
  const bot = new Telegraf('1:bench', { telegram: { apiRoot, webhookReply: false } });
  bot.botInfo = { id: 1, is_bot: true, first_name: 'Бот', username: 'bench_bot' };
  bot.on('text', async (ctx) => {
    const reply = turn(`u${ctx.update.update_id}`, ctx.chat.id, ctx.message.text, menu);
    if (!reply) return;
    const buttons = reply.labels.map((label, index) => [Markup.button.callback(label, `b${index}`)]);
    // Waiting for the reply would hold the acknowledgement up: then it would be slower still.
    void ctx.reply(reply.text, Markup.inlineKeyboard(buttons));
  });
  return bot.webhookCallback('/webhooks/telegram', { secretToken: secret });
};
