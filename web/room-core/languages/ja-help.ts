import type { HelpSentences } from './en-help';

export const visualHelp: HelpSentences = {
  visual_start: '見せてもらう',
  visual_title: '{name} さんが何かを見たいそうです',
  visual_explained:
    'カメラが反対側に切り替わります。写真が撮られることがあり、この通話とともに保存されます。いつでも止められます。',
  visual_agree: '見せる',
  visual_decline: '今はしない',
  visual_asking: '{name} さんの同意を待っています…',
  visual_cancel: 'キャンセル',
  visual_declined: '{name} さんは今は見せたくないそうです。',
  visual_tools: '映像サポート',
  visual_on_own: 'カメラの映像を見せています。',
  visual_on_peer: '{name} さんが何かを見せています。',
  visual_light: 'ライト',
  visual_zoom: 'ズーム',
  visual_still: '写真を撮る',
  visual_freeze: '止めて描く',
  visual_stop: '見せるのをやめる',
  visual_still_kept: '写真は通話とともに保存されました。',
  visual_still_failed: '写真を撮れませんでした。',
  visual_board: '静止画',
  visual_picture: '二人で描き込む画像',
  visual_arriving: '画像を受信しています',
  visual_wipe: '消す',
  visual_live: 'ライブに戻る',
  visual_is_frozen: '画像を止めました。二人とも描き込めます。',
  visual_is_live: 'ライブ映像に戻りました。',
  visual_is_over: '映像の共有が終わりました。'
};
