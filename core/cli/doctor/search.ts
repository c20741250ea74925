/** The search index: whether it has all lines. */
import { join } from 'node:path';
import { lookAtIndex, type IndexSight } from '../../storage/sqlite/search/beside.ts';
import { look, well, type Diagnosis } from './diagnosis.ts';

const anew = 'npm run doctor -- reindex; сервер составит указатель заново сам.';

/** `lines`: how many are stored. */
export const search = (dataDir: string, lines: number): Diagnosis => {
  let sight: IndexSight | null;
  try {
    sight = lookAtIndex(join(dataDir, 'search.db'));
  } catch {
    return look('Указатель поиска не читается', 'Перезапустите сервер: повреждённый указатель он составит заново.');
  }
  if (sight === null) {
    return lines === 0
      ? well('Искать пока нечего')
      : look('Указателя поиска ещё нет', 'Его составит сервер сам, когда работает.');
  }
  return sight.indexed >= lines
    ? well(`Поиск видит все сообщения: ${lines}`)
    : look(`Поиск видит ${sight.indexed} сообщений из ${lines}`, `Подождите минуту; если не догоняет: ${anew}`);
};
