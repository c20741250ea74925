/** Files for who has none at hand, made on the spot: three snapshots and a small certificate. */

const size = { width: 640, height: 400 } as const;

const snapshot = async (step: number): Promise<File> => {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const pen = canvas.getContext('2d');
  if (pen) {
    pen.fillStyle = ['#e8f0fc', '#fdf0da', '#e4f4ea'][step % 3] ?? '#fff';
    pen.fillRect(0, 0, size.width, size.height);
    pen.fillStyle = '#16202b';
    pen.font = '600 34px sans-serif';
    pen.fillText(`Снимок экрана ${step + 1}`, 40, 90);
    pen.font = '24px sans-serif';
    pen.fillText('Личный кабинет: код не приходит', 40, 150);
    pen.fillStyle = '#1b5fcc';
    pen.fillRect(40, 200, 220, 56);
  }
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new File([blob], `snapshot-${step + 1}.png`, { type: 'image/png' });
};

export const snapshots = (count: number): Promise<readonly File[]> =>
  Promise.all(Array.from({ length: count }, (_, step) => snapshot(step)));

/** One empty page. */
export const certificate = (name: string): File => {
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj',
  ];
  const text = `%PDF-1.4\n${objects.join('\n')}\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
  return new File([text], name, { type: 'application/pdf' });
};
