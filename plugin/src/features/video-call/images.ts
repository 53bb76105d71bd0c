/** The service looks closer, at the bytes. */
export const isImage = (value: unknown): value is Blob =>
  value instanceof Blob && /^image\/(jpeg|png)$/.test(value.type);
