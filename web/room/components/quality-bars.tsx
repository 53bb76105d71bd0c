import type { JSX } from 'preact';
import type { Level } from '../../room-core/call-quality';

/** Four bars, each a little higher; how many are full says how good it is, and a cross that none is. */
const BARS = [
  { x: 2, height: 6 },
  { x: 7.5, height: 10.5 },
  { x: 13, height: 15 },
  { x: 18.5, height: 19.5 }
] as const;
const BOTTOM = 21.5;

/** Decoration only: the tile's name says the same in words. */
export function QualityBars({ level }: { level: Level }): JSX.Element {
  const full = Math.max(0, level - 1);
  return (
    <svg class="quality-bars" data-level={level} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {BARS.map(({ x, height }, index) => (
        <rect key={x} data-full={index < full} x={x} y={BOTTOM - height} width="3.5" height={height} rx="1.2" />
      ))}
      {full === 0 && <path d="M2.5 3.5l7 7M9.5 3.5l-7 7" />}
    </svg>
  );
}
