/**
 * The walk as a botbuilder waterfall: one TextPrompt a step, whose validator takes the step's buttons only.
 * State is kept either as botbuilder keeps it by default (MemoryStorage, which turns it into JSON and back), or in a
 * storage that keeps the objects as they are. The adapter is the least that BotAdapter allows: what is sent goes nowhere.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { BotAdapter, ConversationState, MemoryStorage, MessageFactory, TurnContext } = require('botbuilder');
const { DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } = require('botbuilder-dialogs');

class SilentAdapter extends BotAdapter {
  sent = 0;
  async sendActivities(context, activities) {
    this.sent += activities.length;
    return activities.map(() => ({ id: '1' }));
  }
  async updateActivity() {}
  async deleteActivity() {}
}

class ObjectStorage {
  kept = new Map();
  async read(keys) {
    return Object.fromEntries(keys.filter((key) => this.kept.has(key)).map((key) => [key, this.kept.get(key)]));
  }
  async write(changes) {
    for (const [key, value] of Object.entries(changes)) this.kept.set(key, value);
  }
  async delete(keys) {
    for (const key of keys) this.kept.delete(key);
  }
}

const activity = (conversation, text) => ({
  type: 'message',
  id: '1',
  channelId: 'bench',
  serviceUrl: 'https://bench.invalid',
  from: { id: `citizen-${conversation}`, name: 'Гражданин' },
  recipient: { id: 'bot', name: 'Бот' },
  conversation: { id: `conversation-${conversation}` },
  text,
});

export const createPeer = (walk, state) => {
  const adapter = new SilentAdapter();
  const conversationState = new ConversationState(state === 'json' ? new MemoryStorage() : new ObjectStorage());
  const dialogs = new DialogSet(conversationState.createProperty('dialogs'));
  const isOffered = async ({ recognized, options }) =>
    recognized.succeeded && options.validations.includes(recognized.value);
  dialogs.add(new TextPrompt('answer', isOffered));
  const steps = walk.map(
    ({ text, labels }) =>
      (step) =>
        step.prompt('answer', { prompt: MessageFactory.suggestedActions(labels, text), validations: labels }),
  );
  dialogs.add(new WaterfallDialog('walk', [...steps, (step) => step.endDialog()]));

  const onTurn = async (context) => {
    const dialog = await dialogs.createContext(context);
    const result = await dialog.continueDialog();
    if (result.status === DialogTurnStatus.empty || result.status === DialogTurnStatus.complete) {
      await dialog.beginDialog('walk');
    }
    await conversationState.saveChanges(context);
  };
  const turn = (conversation, text) =>
    adapter.runMiddleware(new TurnContext(adapter, activity(conversation, text)), onTurn);

  return {
    open: (conversation) => turn(conversation, '/start'),
    press: (conversation, step) => turn(conversation, walk[step].labels[walk[step].pressed]),
    sent: () => adapter.sent,
  };
};
