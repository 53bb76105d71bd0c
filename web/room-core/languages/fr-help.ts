import type { HelpSentences } from './en-help';

export const visualHelp: HelpSentences = {
  visual_start: 'Demander à voir quelque chose',
  visual_title: '{name} demande à voir quelque chose',
  visual_explained:
    'Votre caméra passe de l’autre côté. Des photos peuvent être prises ; elles sont conservées avec cet appel. Vous pouvez arrêter à tout moment.',
  visual_agree: 'Montrer',
  visual_decline: 'Pas maintenant',
  visual_asking: 'En attente de l’accord de {name}…',
  visual_cancel: 'Annuler',
  visual_declined: '{name} ne souhaite rien montrer maintenant.',
  visual_tools: 'Aide visuelle',
  visual_on_own: 'Vous montrez ce que voit votre caméra.',
  visual_on_peer: '{name} vous montre quelque chose.',
  visual_light: 'Lumière',
  visual_zoom: 'Agrandir',
  visual_still: 'Prendre une photo',
  visual_freeze: 'Figer et dessiner',
  visual_stop: 'Ne plus montrer',
  visual_still_kept: 'La photo est conservée avec l’appel.',
  visual_still_failed: 'La photo n’a pas pu être prise.',
  visual_board: 'Image figée',
  visual_picture: 'L’image sur laquelle vous dessinez tous les deux',
  visual_arriving: 'L’image arrive',
  visual_wipe: 'Effacer',
  visual_live: 'Revenir au direct',
  visual_is_frozen: 'L’image est figée. Vous pouvez tous les deux dessiner dessus.',
  visual_is_live: 'L’image est de nouveau en direct.',
  visual_is_over: 'Plus rien n’est montré.'
};
