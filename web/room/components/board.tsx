import type { JSX, TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { type Drawing, type Line, pictureOf } from '../../room-core/drawing';
import { say } from '../../room-core/messages';
import type { VisualHelp } from '../visual-help';
import { type Asking, KeepButton } from './kept-pictures';
import { useReadable } from './use-readable';

/** A frozen picture in the place of the stage, for both to draw on. */
export function Board({ help, agent }: { help: VisualHelp; agent: Asking | null }): JSX.Element | null {
  const { drawing } = useReadable(help.store);
  if (!drawing) return null;
  const picture = pictureOf(drawing);
  return (
    <div class="board" role="group" tabIndex={-1} aria-label={say('visual_board')}>
      {picture ? (
        <Sheet drawing={drawing} picture={picture} help={help} />
      ) : (
        <div class="progress" role="img" aria-label={say('visual_arriving')} />
      )}
      <div class="board-tools">
        <button
          type="button"
          class="button quiet"
          data-action="wipe"
          disabled={drawing.lines.length === 0}
          onClick={() => help.send({ type: 'wipe_pressed' })}
        >
          {say('visual_wipe')}
        </button>
        {agent && picture !== null && <KeepButton agent={agent} drawing={drawing} />}
        <button
          type="button"
          class="button primary"
          data-action="live"
          onClick={() => help.send({ type: 'live_pressed' })}
        >
          {say('visual_live')}
        </button>
        <button
          type="button"
          class="button quiet"
          data-action="stop_showing"
          onClick={() => help.send({ type: 'stop_pressed' })}
        >
          {say('visual_stop')}
        </button>
      </div>
    </div>
  );
}

interface SheetProps {
  drawing: Drawing;
  picture: string;
  help: VisualHelp;
}

/** The lines are drawn in the picture's own pixels, so that they stay where they are at every size. */
function Sheet({ drawing, picture, help }: SheetProps): JSX.Element {
  const { width, height, lines } = drawing;
  const line = useRef<string | null>(null);
  const draw = (event: TargetedPointerEvent<SVGSVGElement>): void => {
    if (line.current === null) return;
    const box = event.currentTarget.getBoundingClientRect();
    const share = (at: number, start: number, length: number): number =>
      Math.round(Math.min(Math.max((at - start) / length, 0), 1) * 10_000) / 10_000;
    const points = [share(event.clientX, box.left, box.width), share(event.clientY, box.top, box.height)];
    help.send({ type: 'drawn', line: line.current, points });
  };
  return (
    <svg
      class="board-sheet"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say('visual_picture')}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId);
        line.current = crypto.randomUUID();
        draw(event);
      }}
      onPointerMove={draw}
      onPointerUp={() => (line.current = null)}
      onPointerCancel={() => (line.current = null)}
    >
      <image href={picture} width={width} height={height} />
      {lines.map(each => (
        <Stroke key={each.by + each.id} line={each} width={width} height={height} />
      ))}
    </svg>
  );
}

/** With an edge of the other brightness, so that it is seen on every picture. A tap is a dot. */
function Stroke({ line, width, height }: { line: Line; width: number; height: number }): JSX.Element {
  const [x = 0, y = 0] = line.points;
  const points = line.points.map((each, at) => Math.round(each * (at % 2 === 0 ? width : height))).join(' ');
  const path = line.points.length === 2 ? `${Math.round(x * width) + 1} ${Math.round(y * height)} ${points}` : points;
  return (
    <g class="stroke" data-by={line.by}>
      <polyline class="stroke-edge" points={path} />
      <polyline class="stroke-line" points={path} />
    </g>
  );
}
