const PADDING = 16;
const TITLE = 16;

/** PNG of several pictures in rows, below a title. @throws {RangeError} if it is too large */
export async function joinPictures(pictures: readonly Blob[], title: string, style: Element): Promise<Blob> {
  const images = await Promise.all(pictures.map((picture) => createImageBitmap(picture)));
  const columns = Math.ceil(Math.sqrt(images.length));
  const size = (side: 'width' | 'height') => images.reduce((most, image) => Math.max(most, image[side]), 0);
  const [width, height] = [size('width'), size('height')];
  const head = (TITLE + PADDING) * devicePixelRatio;
  const sheet = document.createElement('canvas');
  sheet.width = columns * width;
  sheet.height = head + Math.ceil(images.length / columns) * height;
  const ctx = sheet.getContext('2d')!;
  const { color, backgroundColor, fontFamily } = getComputedStyle(style);
  ctx.fillStyle = backgroundColor;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  images.forEach((image, index) => {
    ctx.drawImage(image, (index % columns) * width, head + Math.floor(index / columns) * height);
  });
  ctx.fillStyle = color;
  ctx.font = `600 ${TITLE * devicePixelRatio}px ${fontFamily}`;
  ctx.textBaseline = 'top';
  ctx.fillText(title, PADDING * devicePixelRatio, PADDING * devicePixelRatio);
  return new Promise((resolve, reject) => {
    sheet.toBlob((blob) => (blob ? resolve(blob) : reject(new RangeError('The picture is too large.'))));
  });
}
