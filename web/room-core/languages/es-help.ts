import type { HelpSentences } from './en-help';

export const visualHelp: HelpSentences = {
  visual_start: 'Pedir que muestre algo',
  visual_title: '{name} pide ver algo',
  visual_explained:
    'Su cámara cambia al otro lado. Se pueden tomar fotos, que se guardan con esta llamada. Puede parar en cualquier momento.',
  visual_agree: 'Mostrar',
  visual_decline: 'Ahora no',
  visual_asking: 'Esperando a que {name} acepte…',
  visual_cancel: 'Cancelar',
  visual_declined: '{name} no quiere mostrar nada ahora.',
  visual_tools: 'Ayuda visual',
  visual_on_own: 'Muestra lo que ve su cámara.',
  visual_on_peer: '{name} le muestra algo.',
  visual_light: 'Luz',
  visual_zoom: 'Acercar',
  visual_still: 'Tomar una foto',
  visual_freeze: 'Congelar y dibujar',
  visual_stop: 'Dejar de mostrar',
  visual_still_kept: 'La foto se guarda con la llamada.',
  visual_still_failed: 'No se pudo tomar la foto.',
  visual_board: 'Imagen congelada',
  visual_picture: 'La imagen en la que ambos dibujan',
  visual_arriving: 'La imagen está en camino',
  visual_wipe: 'Borrar',
  visual_live: 'Volver al directo',
  visual_is_frozen: 'La imagen está congelada. Ambos pueden dibujar en ella.',
  visual_is_live: 'La imagen vuelve a ser en directo.',
  visual_is_over: 'Ya no se muestra nada.'
};
