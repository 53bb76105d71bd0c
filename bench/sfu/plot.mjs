// A line plot as SVG: series of points by name, over a common x.
const [width, height, left, bottom, top, right] = [640, 360, 64, 48, 24, 120];
const colours = ['#1f6feb', '#8b949e', '#cf222e'];

const round = value => Math.round(value * 10) / 10;

/** Steps for an axis up to `most`: about five, of 1, 2 or 5 times a power of ten. */
function ticks(most) {
  const raw = most / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(by => by * power).find(step => step >= raw);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

/** `series`: [[name, [[x, y], …]], …]. */
export function plot({ title, x: xName, y: yName, series }) {
  const points = series.flatMap(([, list]) => list);
  const most = at => Math.max(...points.map(point => point[at])) * 1.05;
  const [mostX, mostY] = [most(0), most(1)];
  const px = x => round(left + (x / mostX) * (width - left - right));
  const py = y => round(height - bottom - (y / mostY) * (height - bottom - top));
  const text = (x, y, what, how = '') => `<text x="${round(x)}" y="${round(y)}" ${how}>${what}</text>`;
  const grid = [
    ...ticks(mostY).map(
      y =>
        `<line x1="${left}" x2="${width - right}" y1="${py(y)}" y2="${py(y)}" stroke="#d0d7de"/>` +
        text(left - 8, py(y) + 4, y, 'text-anchor="end"')
    ),
    ...ticks(mostX).map(x => text(px(x), height - bottom + 18, x, 'text-anchor="middle"'))
  ];
  const lines = series.map(([name, list], i) => {
    const [endX, endY] = list.at(-1);
    return (
      `<polyline fill="none" stroke="${colours[i]}" stroke-width="2" points="${list.map(([x, y]) => `${px(x)},${py(y)}`).join(' ')}"/>` +
      list.map(([x, y]) => `<circle cx="${px(x)}" cy="${py(y)}" r="3" fill="${colours[i]}"/>`).join('') +
      text(px(endX) + 8, py(endY) + 4, name, `fill="${colours[i]}"`)
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#fff"/>
${text(left, 16, title, 'font-weight="bold"')}
${grid.join('\n')}
${lines.join('\n')}
${text((left + width - right) / 2, height - 8, xName, 'text-anchor="middle"')}
${text(-(height - bottom + top) / 2, 16, yName, 'text-anchor="middle" transform="rotate(-90)"')}
</svg>
`;
}
