import { describe, expect, it } from 'vitest';
import { chime } from './chime';

describe('chime', () => {
  it('is a WAV file of less than half a second, which is heard and ends quietly', () => {
    const [head, data = ''] = chime().split(',');
    expect(head).toBe('data:audio/wav;base64');
    const bytes = Buffer.from(data, 'base64');
    expect(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 12)).toBe('RIFFWAVE');
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    const samples = [...bytes.subarray(44)];
    expect(bytes.readUInt32LE(40)).toBe(samples.length);
    expect(samples.length / bytes.readUInt32LE(24)).toBeLessThan(0.5);
    expect(Math.max(...samples)).toBeGreaterThan(170);
    expect(Math.abs((samples.at(-1) ?? 0) - 128)).toBeLessThan(3);
  });
});
