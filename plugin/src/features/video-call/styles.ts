/**
 * What this plugin draws outside of Flex's own components. A small call is its page on a desktop's scale, made smaller: at its real
 * size the page would be laid out as on a phone held sideways. The layer lies over Flex's panels and under its pop-ups and its
 * notification bar, whose z-index begins at 6. On a card of the Teams view the side is that of Flex, whatever language the words are in.
 */
export const LAYER_STYLES = `
.flex-video-layer { position: fixed; inset: 0; z-index: 2; pointer-events: none; }
.flex-video-call { position: absolute; display: flex; flex-direction: column; box-sizing: border-box; overflow: hidden;
  pointer-events: auto; background: #121c2d; }
.flex-video-page { position: relative; flex: 1; min-height: 0; }
.flex-video-page iframe { position: absolute; top: 0; left: 0; width: 100%; height: 100%; border: 0; }
.flex-video-small iframe { width: 250%; height: 250%; transform: scale(.4); transform-origin: 0 0; }
.flex-video-bar { display: none; gap: 4px; padding: 4px; background: #121c2d; }
.flex-video-small { z-index: 1; border-radius: 8px; box-shadow: 0 4px 16px rgba(18, 28, 45, .45); }
.flex-video-small .flex-video-bar { display: flex; }
.flex-video-bar button { min-height: 28px; padding: 0 8px; border: 1px solid #606b85; border-radius: 4px; background: none;
  color: #fff; font: 500 13px/1 system-ui, sans-serif; cursor: pointer; }
.flex-video-bar button:hover { background: #394762; }
.flex-video-bar button:focus-visible { outline: 2px solid #fff; outline-offset: -3px; }
.flex-video-bar .flex-video-back { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
  text-align: start; }
.flex-video-slot { display: flex; flex: 1; flex-direction: column; align-items: center; justify-content: center; gap: 12px;
  box-sizing: border-box; width: 100%; height: 100%; min-height: 240px; padding: 24px; text-align: center; }
.flex-video-chip { display: inline-block; max-width: 100%; padding: 0 8px; border-radius: 10px; overflow: hidden;
  background: #e1e3ea; color: #121c2d; font: 500 12px/20px system-ui, sans-serif; text-overflow: ellipsis; white-space: nowrap; }
.flex-video-chip[data-tone='good'] { background: #d6f0de; color: #0a4d24; }
.flex-video-chip[data-tone='warning'] { background: #fdeacb; color: #5c3200; }
.flex-video-chip[data-tone='bad'] { background: #fde0e0; color: #7a1414; }
.flex-video-chip[data-supervisor] { background: #dfe9fb; color: #0b3d91; }
.flex-video-team { display: inline-flex; flex: none; align-items: center; align-self: center; gap: 8px; margin-inline: 8px; }
.flex-video-card { position: relative; align-self: flex-end; width: 0; margin: 0; }
.flex-video-card .flex-video-chip { position: absolute; right: 0; bottom: 1px; max-width: 120px; line-height: 18px; }
[dir='rtl'] > body .flex-video-card .flex-video-chip { right: auto; left: 0; }
.flex-video-join { min-height: 28px; padding: 0 12px; border: 1px solid #0263e0; border-radius: 4px; background: #0263e0; color: #fff;
  font: 600 13px/18px system-ui, sans-serif; cursor: pointer; white-space: nowrap; }
.flex-video-join:hover { background: #06489b; }
.flex-video-join[aria-pressed='false'] { background: #fff; color: #0263e0; }
.flex-video-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.flex-video-menu-button { min-height: 28px; border: 1px solid transparent; border-radius: 14px; cursor: pointer; }
.flex-video-menu-button:hover { border-color: currentColor; }
.flex-video-join:focus-visible, .flex-video-menu-button:focus-visible, .flex-video-menu button:focus-visible { outline: 2px solid #0263e0; outline-offset: 1px; }
.flex-video-menu { position: fixed; z-index: 10; display: flex; flex-direction: column; min-width: 220px; max-width: 340px;
  padding: 4px; border: 1px solid #8891aa; border-radius: 8px; background: #fff; box-shadow: 0 4px 16px rgba(18, 28, 45, .3); }
.flex-video-menu button { min-height: 36px; padding: 4px 12px; border: 0; border-radius: 4px; background: none; color: #121c2d;
  font: 14px/20px system-ui, sans-serif; text-align: start; cursor: pointer; }
.flex-video-menu button:hover, .flex-video-menu button:focus { background: #e1e3ea; }
.flex-video-menu button[aria-checked]::before { content: '☐ '; }
.flex-video-menu button[aria-checked='true']::before { content: '☑ '; }
.flex-video-menu button[data-act='end'] { color: #a31212; }
.flex-video-lobby { position: fixed; z-index: 5; top: 108px; inset-inline-end: 16px; width: 340px; max-width: calc(100vw - 32px); }
.flex-video-lobby ul { display: flex; flex-direction: column; gap: 8px; margin: 0; padding: 0; list-style: none; }
.flex-video-lobby li, .flex-video-question { box-sizing: border-box; padding: 12px 16px; border: 1px solid #8891aa; border-radius: 8px;
  background: #fff; color: #121c2d; box-shadow: 0 4px 16px rgba(18, 28, 45, .3); font: 14px/20px system-ui, sans-serif; }
.flex-video-lobby p, .flex-video-question p { margin: 0 0 12px; }
.flex-video-question { max-width: 420px; padding: 24px; }
.flex-video-question::backdrop { background: rgba(18, 28, 45, .6); }
.flex-video-question h2 { margin: 0 0 8px; font: 600 18px/24px system-ui, sans-serif; }
.flex-video-lobby button, .flex-video-question button { min-height: 36px; margin-inline-end: 8px; padding: 0 16px;
  border: 1px solid #606b85; border-radius: 4px; background: #fff; color: #121c2d; font: 600 14px/20px system-ui, sans-serif; cursor: pointer; }
.flex-video-lobby button[data-act='admit'] { border-color: #0263e0; background: #0263e0; color: #fff; }
.flex-video-question button[data-act='end'] { border-color: #d61f1f; background: #d61f1f; color: #fff; }
.flex-video-lobby button:focus-visible, .flex-video-question button:focus-visible { outline: 2px solid #0263e0; outline-offset: 2px; }
.flex-video-item { position: relative; }
.flex-video-corner { position: absolute; inset-inline-end: 8px; top: 6px; max-width: 50%; }
.flex-video-over { position: absolute; inset: 0; z-index: 1; background: Canvas; color: CanvasText; }
`;
