// The sentences about the network in the call, the data it uses, and the background.

export const englishQuality = {
  quality_very_good: 'network very good',
  quality_good: 'network good',
  quality_fair: 'network fair',
  quality_weak: 'network weak',
  quality_very_weak: 'network very weak',
  network_weak: 'Your network is weak.',
  network_weak_audio: 'Your network is weak. Audio only helps.',
  bandwidth: 'Data use',
  bandwidth_auto: 'Automatic',
  bandwidth_save: 'Save data',
  bandwidth_audio: 'Audio only',
  bandwidth_auto_text: 'As good a picture as the network allows.',
  bandwidth_save_text: 'Your picture is sent small.',
  bandwidth_audio_text: 'Cameras are neither sent nor shown. Shared screens are.',
  bandwidth_as_sent: 'What the others send still arrives and uses data.',
  bandwidth_is_auto: 'Data use is automatic.',
  bandwidth_is_save: 'Data is saved: your picture is sent small.',
  bandwidth_is_audio: 'Audio only: cameras are neither sent nor shown.',
  tile_audio_only: 'audio only',
  blur: 'Blur the background',
  blur_starting: 'Starting…',
  blur_failed: 'The background can’t be blurred now. Your picture is sent as it is.',
  blur_slow: 'This device is too slow to blur the background. Your picture is sent as it is.',
  blur_is_on: 'Your background is blurred.',
  blur_is_off: 'Your background is no longer blurred.',
  own_picture: 'Your picture'
} as const;

export type QualitySentences = Readonly<Record<keyof typeof englishQuality, string>>;
