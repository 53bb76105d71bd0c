import { type Drawing, type Line, pictureOf } from '../room-core/drawing';

/** Widths of a line in pixels, as on the screen for a picture of about that size. */
const EDGE = 8;
const LINE = 5;
const COLOURS: Readonly<Record<Line['by'], string>> = { own: '#5ee6ff', peer: '#ffd23f' };

/** The picture with all that was drawn on it. Rejects while it has not arrived, or when the browser can't draw it. */
export async function drawnPicture(drawing: Drawing): Promise<Blob> {
  const address = pictureOf(drawing);
  if (address === null) throw new Error('no picture yet');
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = drawing.width;
  canvas.height = drawing.height;
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('no canvas');
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  brush.lineCap = brush.lineJoin = 'round';
  for (const line of drawing.lines) {
    drawLine(brush, line, canvas, '#000', EDGE);
    drawLine(brush, line, canvas, COLOURS[line.by], LINE);
  }
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null): void => (blob ? resolve(blob) : reject(new Error('no picture')));
    canvas.toBlob(take, 'image/jpeg', 0.9);
  });
}

function drawLine(
  brush: CanvasRenderingContext2D,
  { points }: Line,
  { width, height }: HTMLCanvasElement,
  colour: string,
  thickness: number
): void {
  brush.strokeStyle = colour;
  brush.lineWidth = thickness;
  brush.beginPath();
  for (let at = 0; at + 1 < points.length; at += 2)
    brush.lineTo((points[at] ?? 0) * width, (points[at + 1] ?? 0) * height);
  // A tap is a dot.
  if (points.length === 2) brush.lineTo((points[0] ?? 0) * width + 0.1, (points[1] ?? 0) * height);
  brush.stroke();
}
