/** A mask that can be looked behind by those who may, and the value while it is shown. */
import type { Masked } from '../../../core/domain/personal.ts';
import { useConsole } from '../context.ts';
import { maskedPieces } from '../masked.ts';
import { tame } from '../names.ts';
import { personal as texts } from '../texts/personal.ts';
import { Rich } from './Rich.tsx';

export const MaskedValue = ({ masked }: { readonly masked: Masked }) => {
  const { conversation, reveals } = useConsole();
  const value = reveals.shown.value.get(masked.ref);
  const name = texts.kinds[masked.kind];
  if (value !== undefined) {
    return (
      <span class="mask open">
        <span>{tame(value)}</span>{' '}
        <button class="link" type="button" onClick={() => reveals.hide(masked.ref)}>
          {texts.hide}
        </button>
      </span>
    );
  }
  if (!conversation.card.value?.may.reveal) {
    return (
      <span class="mask" title={texts.notYours}>
        <span class="vh">{texts.hidden(name)}</span>
        {masked.mask}
      </span>
    );
  }
  return (
    <button
      class="mask"
      type="button"
      title={texts.show(name)}
      aria-label={`${texts.show(name)} ${masked.mask}`}
      onClick={() => {
        reveals.asked.value = masked;
      }}
    >
      {masked.mask}
    </button>
  );
};

/** A text with masks in it. */
export const MaskedText = ({ text, masked = [] }: { readonly text: string; readonly masked?: readonly Masked[] }) => (
  <>
    {maskedPieces(text, masked).map((piece) =>
      piece.kind === 'masked' ? (
        <MaskedValue key={piece.masked.ref} masked={piece.masked} />
      ) : (
        <Rich key={piece.text} text={piece.text} />
      ),
    )}
  </>
);
