/** Words about files. They come with the files' own part of the panel, not with its first opening. */
import type { Trouble } from '../../../../core/browser/uploads.ts';
import { sizeOf } from '../../../../core/domain/size.ts';

const files = (count: number): string => {
  const form = new Intl.PluralRules('ru').select(count);
  return `${count}\u00a0${form === 'one' ? 'файл' : form === 'few' ? 'файла' : 'файлов'}`;
};

export const fileTexts = {
  chosen: 'Файлы к\u00a0сообщению',
  waiting: 'Ждёт связи, не\u00a0закрывайте чат',
  queued: 'Ждёт очереди',
  preparing: 'Уменьшаем фото',
  sending: (share: number) => `Загружаем, ${Math.round(share * 100)}\u00a0%`,
  checking: 'Проверяем',
  shrunk: (from: number, to: number) => `Уменьшили с\u00a0${sizeOf(from)} до\u00a0${sizeOf(to)}`,
  size: sizeOf,
  remove: (name: string) => `Убрать файл ${name}`,
  retry: 'Повторить',
  willSend: 'Отправим, когда файлы загрузятся.',
  uploaded: (name: string) => `Файл загружен: ${name}`,
  dropped: (count: number, limit: number) =>
    `К\u00a0одному сообщению можно приложить до\u00a0${limit}\u00a0файлов. Не\u00a0приложили: ${files(count)}. Отправьте их следующим сообщением.`,
  dropHere: 'Отпустите, чтобы приложить',
  download: 'Скачать',
  notDownloaded: 'Не\u00a0удалось скачать. Нажмите ещё раз.',
  pending: 'Загружается',
  failed: 'Файл не\u00a0получен',
};

/** Why a file was not taken, with the limit, the size sent and what to do. */
export const troubleText = ({ why, limit }: Trouble, size: number): string => {
  switch (why) {
    case 'empty':
      return 'Файл пустой, 0\u00a0байт. Проверьте его и\u00a0выберите снова.';
    case 'too-large':
      return `Файл ${sizeOf(size)}, а\u00a0можно до\u00a0${sizeOf(limit ?? 0)}. Сделайте снимок экрана, уменьшите фото или разделите документ.`;
    case 'kind':
      return 'Такой файл не\u00a0подходит. Можно фото и\u00a0снимки PNG или JPEG, документы PDF и\u00a0XML, текст TXT или LOG. Документ Word сохраните как PDF.';
    case 'damaged':
      return 'Файл повреждён или загрузился не\u00a0весь. Откройте его, сохраните заново и\u00a0приложите ещё раз.';
    case 'pixels':
      return 'Картинка слишком велика по\u00a0числу точек. Сделайте снимок экрана или уменьшите её.';
    case 'quota':
      return 'В\u00a0этом чате уже слишком много файлов, больше 100\u00a0МБ. Опишите вопрос словами.';
    case 'no-room':
      return 'На\u00a0сервере сейчас нет места для файлов. Сообщения доходят, файл приложите позже.';
    case 'throttled':
      return 'Слишком много файлов подряд. Подождите несколько минут и\u00a0нажмите «Повторить».';
    case 'lost':
      return 'Связь прервалась. Нажмите «Повторить».';
    default:
      return 'Не\u00a0удалось загрузить. Нажмите «Повторить».';
  }
};
