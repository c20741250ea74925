/** Expected refusals. They become words at one boundary each; anything else thrown is a bug. */

export type RefusalCode =
  | 'not-found' // absent, or not theirs to see: the same answer
  | 'forbidden'
  | 'taken' // somebody else took the ticket; `by` is their name
  | 'not-owner' // `by` is the owner's name, or null
  | 'wrong-status' // the ticket's status does not allow it
  | 'too-late' // the time to reopen is over
  | 'full' // no slot is free; `by` is the colleague's name when it is not one's own
  | 'talking' // a colleague talks with this citizen about another ticket; `by` is their name
  | 'empty'
  | 'file-gone' // a file of the message was staged too long ago, or is in a message already
  | 'personal-file' // a file likely with somebody's data, and replies go where none may go; `by` is its name
  | 'too-long'
  | 'invalid'
  | 'unfilled' // a variable of a canned answer was left in the text; `by` is its name
  | 'last-administrator' // nobody would be left who can let people in
  | 'busy' // the store could not take it now; nothing is lost, try again
  | 'signed-out'
  | 'throttled';

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly by: string | null;
  constructor(code: RefusalCode, by: string | null = null) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.by = by;
  }
}
