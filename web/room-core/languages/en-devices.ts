// The sentences about devices, permissions and the network.

export const englishDevices = {
  devices: 'Camera and sound',
  devices_short: 'Settings',
  devices_close: 'Done',
  device_camera: 'Camera',
  device_microphone: 'Microphone',
  device_speaker: 'Speaker',
  device_unnamed: '{kind} {number}',
  device_system: 'As the system chooses',
  device_none: 'None found',
  flip_camera: 'Flip camera',
  flip_camera_short: 'Flip',
  device_fell_back: '{kind} disconnected. Now using {label}.',
  device_failed: '{label} could not be started. Another app may be using it.',
  device_offered: '{label} was plugged in.',
  microphone_level: 'Microphone level',
  speaker_test: 'Test speaker',
  speaker_playing: 'Playing two tones…',
  speaker_played: 'You should have heard two tones. If not, choose another speaker or turn the volume up.',
  speaker_failed: 'No sound could be played. Choose another speaker.',
  device_silent: 'We can’t hear you. Is the right microphone chosen?',
  device_choose: 'Choose',
  device_use: 'Use it'
} as const;
