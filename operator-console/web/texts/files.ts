/** Words about files: those chosen for an answer and those of messages. */
import { sizeOf } from '../../../core/domain/size.ts';
import type { Trouble } from '../../../core/browser/uploads.ts';
import type { FileTrouble } from '../../../core/domain/attachment.ts';
import { unreachable } from '../../../core/domain/unreachable.ts';
import { plural } from '../texts.ts';

export const files = {
  attach: 'Прикрепить файл',
  chosen: 'Файлы к сообщению',
  waiting: 'Ждёт связи с сервером',
  queued: 'Ждёт очереди',
  preparing: 'Уменьшаем картинку',
  sending: (share: number) => `Загружается, ${Math.round(share * 100)}\u00a0%`,
  checking: 'Проверяется',
  shrunk: (from: number, to: number) => `уменьшен с ${sizeOf(from)} до ${sizeOf(to)}`,
  size: sizeOf,
  remove: (name: string) => `Убрать файл ${name}`,
  retry: 'Повторить',
  willSend: 'Отправится, когда файлы загрузятся.',
  coming: 'Прикладываем файлы шаблона…',
  chosenForTemplate: 'Файлы шаблона',
  dropped: (count: number, limit: number) =>
    `К одному сообщению можно приложить до ${limit} файлов. Не приложено: ${plural(count, 'файл', 'файла', 'файлов')}.`,
  play: (name: string) => `Слушать ${name}`,
  download: (name: string) => `Скачать ${name}`,
  pending: 'загружается из мессенджера',
  title: 'Файлы',
  ofCitizen: 'от гражданина',
  ofUs: 'от нас',
  ofNote: 'из заметки',
  only: (count: number) => (count === 1 ? 'Файл' : plural(count, 'файл', 'файла', 'файлов')),
};

/** Why a file of a messenger is not there. */
export const lostText = (why: FileTrouble, size: number): string => {
  switch (why) {
    case 'empty':
      return 'не принят: пустой';
    case 'too-large':
      return size > 0 ? `не принят: слишком большой, ${sizeOf(size)}` : 'не принят: слишком большой';
    case 'kind':
      return 'не принят: такие файлы не принимаем';
    case 'damaged':
      return 'не принят: повреждён';
    case 'pixels':
      return 'не принят: слишком много точек';
    case 'quota':
      return 'не принят: в переписке больше 100 МБ файлов';
    case 'no-room':
      return 'не получен: на сервере нет места';
    case 'policy':
      return 'не сохранён: в этом канале такое не принимаем';
    case 'unreachable':
    case 'gone':
      return 'не получен: мессенджер его не отдал';
    default:
      return unreachable(why);
  }
};

/** Why a file was not taken, with the limit, the size sent and what to do. */
export const troubleText = ({ why, limit }: Trouble, size: number, template = false): string => {
  switch (why) {
    case 'empty':
      return 'Файл пустой, 0 байт. Проверьте его.';
    case 'too-large':
      return `Файл ${sizeOf(size)}, а можно до ${sizeOf(limit ?? 0)}. Уменьшите картинку или разделите документ.`;
    case 'kind':
      return 'Такой файл не подходит. Можно PNG, JPEG, PDF, XML, текст TXT или LOG, запись голоса OGG или MP3. Документ Word сохраните как PDF.';
    case 'damaged':
      return 'Файл повреждён или загрузился не весь. Сохраните его заново.';
    case 'pixels':
      return 'Картинка слишком велика по числу точек. Уменьшите её.';
    case 'quota':
      return template
        ? 'В шаблонах уже 100 МБ ваших файлов. Уберите ненужные.'
        : 'В этом диалоге уже больше 100 МБ файлов.';
    case 'no-room':
      return 'На сервере нет места для файлов. Сообщите администратору; текст отправляется как обычно.';
    case 'throttled':
      return 'Слишком много файлов подряд. Подождите несколько минут.';
    case 'not-found':
    case 'forbidden':
      return template ? 'У вас нет прав на шаблоны.' : 'Обращение вам больше недоступно.';
    case 'signed-out':
      return 'Сеанс закончился. Войдите снова.';
    case 'gone':
      return 'Его больше нет на сервере.';
    case 'lost':
      return 'Связь прервалась.';
    default:
      return 'Не удалось загрузить.';
  }
};
