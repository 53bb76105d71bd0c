export interface Size {
  width: number;
  height: number;
}

/** More of the picture than this is never cut away: somebody may be showing exactly what is at its edge. */
export const LARGEST_CUT = 0.45;

/** Whether a picture should fill its tile, losing its edges, or be shown whole with bars beside it. */
export function fitOf(picture: Size, tile: Size): 'cover' | 'contain' {
  if (picture.width <= 0 || picture.height <= 0 || tile.width <= 0 || tile.height <= 0) return 'cover';
  const pictureShape = picture.width / picture.height;
  const tileShape = tile.width / tile.height;
  const kept = Math.min(pictureShape / tileShape, tileShape / pictureShape);
  return 1 - kept > LARGEST_CUT ? 'contain' : 'cover';
}
