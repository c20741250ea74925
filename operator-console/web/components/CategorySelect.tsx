/** A wrong category is put right in its place. */
import type { QueueRow } from '../../contract.ts';
import { useConsole } from '../context.ts';
import { card as texts } from '../texts/card.ts';
import { shift } from '../texts/shift.ts';

export const CategorySelect = ({ row }: { readonly row: QueueRow }) => {
  const { deeds, directory } = useConsole();
  return (
    <select
      class="category"
      aria-label={shift.category}
      value={row.category ?? ''}
      onChange={(event) => {
        const select = event.currentTarget;
        void deeds.categorise(row.number, select.value).then((done) => {
          if (!done) select.value = row.category ?? '';
        });
      }}
    >
      {row.category === null && <option value="">{texts.unknown}</option>}
      {directory.current.value?.categories.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
};
