/** What is VK's own in taking an event: whose group it is for, texts that come cut, lines found in the history. */
import { createTake, type Intake, type IntakeDeps, type PlatformAnswers, type Taken } from '../messenger/intake.ts';
import { envelope, fromMessage, parseEvent, type Cropped, type Parsed, type VkPress } from './parse.ts';

export interface VkIntake extends Intake {
  /** A message of the history, as the platform keeps it. */
  takeMessage(message: unknown): Promise<Taken>;
}

export interface VkIntakeDeps extends IntakeDeps, Omit<PlatformAnswers<VkPress>, 'channel'> {
  readonly groupId: number;
  /** The whole of a message that came cut. */
  readonly whole: (peer: number, message: number) => Promise<unknown>;
}

export const createVkIntake = (deps: VkIntakeDeps): VkIntake => {
  const { groupId } = deps;
  const take = createTake<VkPress>({ ...deps, channel: 'vk' });

  const uncut = async (parsed: Parsed | Cropped): Promise<Parsed> => {
    if (parsed.kind !== 'cropped') return parsed;
    // Half of it is better than nothing when the platform has no more to tell.
    const message = (await deps.whole(parsed.peer, parsed.message)) ?? parsed.cut;
    return uncut(fromMessage({ ...message, is_cropped: false }, groupId, String(parsed.message)));
  };

  const parse = (event: unknown): Promise<Parsed> | Parsed => {
    const head = envelope.safeParse(event);
    return head.success && head.data.group_id === groupId ? uncut(parseEvent(head.data)) : { kind: 'foreign' };
  };

  return {
    take: (event) => take(() => parse(event)),
    takeMessage: (message) => take(() => uncut(fromMessage(message, groupId, 'history'))),
  };
};
