/**
 * Makes a picture small enough to be sent: a phone's photo is larger than the limit, and nobody on a phone knows how
 * to change that. Text on it stays readable; a screen shot that already fits is never touched.
 */

/** Pixels and JPEG quality, from the best to what just shows what is meant. */
const tries = [
  [8e6, 0.88],
  [5e6, 0.85],
  [3e6, 0.82],
  [1.5e6, 0.75],
] as const;

const draw = async (picture: ImageBitmap, pixels: number, quality: number): Promise<Blob | null> => {
  const scale = Math.min(1, Math.sqrt(pixels / (picture.width * picture.height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  // JPEG knows no transparency: what shines through is paper.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', quality);
  });
};

/** A JPEG of at most `limit` bytes; null when the browser cannot read the picture or it stays too large. */
export const shrinkPicture = async (file: Blob, limit: number): Promise<Blob | null> => {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  try {
    for (const [pixels, quality] of tries) {
      const made = await draw(picture, pixels, quality);
      if (made && made.size <= limit) return made;
    }
    return null;
  } finally {
    picture.close();
  }
};
