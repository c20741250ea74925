/** Bytes as people read them: «412 КБ», «2,6 МБ». */
const unit = (name: 'kilobyte' | 'megabyte', digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat('ru', { style: 'unit', unit: name, maximumFractionDigits: digits });

export const sizeOf = (bytes: number): string =>
  (bytes < 1024 * 1000
    ? unit('kilobyte', 0).format(Math.max(1, Math.round(bytes / 1024)))
    : unit('megabyte', 1).format(bytes / 1024 / 1024)
  ).toUpperCase();
