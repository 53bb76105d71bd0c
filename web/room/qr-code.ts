import qrcode from 'qrcode-generator';

/** The margin that the standard asks for, in modules. */
const QUIET = 4;

export interface QrCode {
  /** Of the side, in modules, with the margin. */
  size: number;
  /** An SVG path of the dark modules, each one unit wide. */
  path: string;
}

export function qrCodeOf(text: string): QrCode {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  let path = '';
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  return { size: count + 2 * QUIET, path };
}
