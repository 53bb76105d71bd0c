import type { HelpSentences } from './en-help';

export const visualHelp: HelpSentences = {
  visual_start: 'Um einen Blick bitten',
  visual_title: '{name} möchte etwas sehen',
  visual_explained:
    'Ihre Kamera wechselt auf die andere Seite. Es können Fotos gemacht werden; sie bleiben bei diesem Anruf. Sie können jederzeit aufhören.',
  visual_agree: 'Zeigen',
  visual_decline: 'Jetzt nicht',
  visual_asking: 'Warten, bis {name} zustimmt …',
  visual_cancel: 'Abbrechen',
  visual_declined: '{name} möchte jetzt nichts zeigen.',
  visual_tools: 'Hilfe per Kamera',
  visual_on_own: 'Sie zeigen, was Ihre Kamera sieht.',
  visual_on_peer: '{name} zeigt Ihnen etwas.',
  visual_light: 'Licht',
  visual_zoom: 'Vergrößern',
  visual_still: 'Foto machen',
  visual_freeze: 'Anhalten und zeichnen',
  visual_stop: 'Nicht mehr zeigen',
  visual_still_kept: 'Das Foto bleibt bei dem Anruf.',
  visual_still_failed: 'Das Foto ist nicht gelungen.',
  visual_board: 'Angehaltenes Bild',
  visual_picture: 'Das Bild, auf dem beide zeichnen',
  visual_arriving: 'Das Bild ist unterwegs',
  visual_wipe: 'Wegwischen',
  visual_live: 'Zurück zum Livebild',
  visual_is_frozen: 'Das Bild ist angehalten. Beide können darauf zeichnen.',
  visual_is_live: 'Das Bild ist wieder live.',
  visual_is_over: 'Es wird nichts mehr gezeigt.'
};
