import type { HelpSentences } from './en-help';

export const visualHelp: HelpSentences = {
  visual_start: 'Pedir para ver algo',
  visual_title: '{name} pede para ver algo',
  visual_explained:
    'Sua câmera muda para o outro lado. Fotos podem ser tiradas e ficam guardadas com esta chamada. Você pode parar a qualquer momento.',
  visual_agree: 'Mostrar',
  visual_decline: 'Agora não',
  visual_asking: 'Aguardando {name} aceitar…',
  visual_cancel: 'Cancelar',
  visual_declined: '{name} não quer mostrar nada agora.',
  visual_tools: 'Ajuda visual',
  visual_on_own: 'Você mostra o que sua câmera vê.',
  visual_on_peer: '{name} mostra algo a você.',
  visual_light: 'Luz',
  visual_zoom: 'Aproximar',
  visual_still: 'Tirar uma foto',
  visual_freeze: 'Congelar e desenhar',
  visual_stop: 'Parar de mostrar',
  visual_still_kept: 'A foto fica guardada com a chamada.',
  visual_still_failed: 'Não foi possível tirar a foto.',
  visual_board: 'Imagem congelada',
  visual_picture: 'A imagem em que ambos desenham',
  visual_arriving: 'A imagem está a caminho',
  visual_wipe: 'Apagar',
  visual_live: 'Voltar ao vivo',
  visual_is_frozen: 'A imagem está congelada. Ambos podem desenhar nela.',
  visual_is_live: 'A imagem está ao vivo de novo.',
  visual_is_over: 'Nada mais é mostrado.'
};
