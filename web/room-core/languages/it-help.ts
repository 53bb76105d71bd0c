import type { HelpSentences } from './en-help';

export const visualHelp: HelpSentences = {
  visual_start: 'Chiedere di vedere qualcosa',
  visual_title: '{name} chiede di vedere qualcosa',
  visual_explained:
    'La fotocamera passa all’altro lato. Possono essere scattate foto, che restano con questa chiamata. Può smettere in qualsiasi momento.',
  visual_agree: 'Mostra',
  visual_decline: 'Non ora',
  visual_asking: 'In attesa che {name} accetti…',
  visual_cancel: 'Annulla',
  visual_declined: '{name} non vuole mostrare nulla ora.',
  visual_tools: 'Aiuto visivo',
  visual_on_own: 'Sta mostrando ciò che vede la fotocamera.',
  visual_on_peer: '{name} Le mostra qualcosa.',
  visual_light: 'Luce',
  visual_zoom: 'Ingrandisci',
  visual_still: 'Scatta una foto',
  visual_freeze: 'Blocca e disegna',
  visual_stop: 'Non mostrare più',
  visual_still_kept: 'La foto resta con la chiamata.',
  visual_still_failed: 'Non è stato possibile scattare la foto.',
  visual_board: 'Immagine bloccata',
  visual_picture: 'L’immagine su cui disegnate entrambi',
  visual_arriving: 'L’immagine è in arrivo',
  visual_wipe: 'Cancella',
  visual_live: 'Torna al vivo',
  visual_is_frozen: 'L’immagine è bloccata. Potete disegnarci entrambi.',
  visual_is_live: 'L’immagine è di nuovo dal vivo.',
  visual_is_over: 'Non viene più mostrato nulla.'
};
