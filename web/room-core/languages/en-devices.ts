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
  device_use: 'Use it'
} as const;
