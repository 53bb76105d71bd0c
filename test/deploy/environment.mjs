// What the image's service says to the environment that a deployment gives it.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { root, run } from '../flex-video.mjs';

async function ofTheImage() {
  const dockerfile = DockerfileParser.parse(await readFile(path.join(root, 'deploy/docker/Dockerfile'), 'utf8'));
  const properties = dockerfile.getENVs().flatMap(one => one.getProperties());
  return Object.fromEntries(properties.map(one => [one.getName(), one.getValue()]));
}

/**
 * Its first complaint. `secrets` are what is in the files that the variables with _FILE name, by the files' names; one that
 * is named and not among them is not there. Once all settings are right it complains that this machine has no
 * /usr/share/flex-video/room.
 */
export async function complaint(environment, secrets) {
  const folder = await mkdtemp(path.join(tmpdir(), 'flex-video-secrets-'));
  for (const [name, value] of Object.entries(secrets)) await writeFile(path.join(folder, name), value, { mode: 0o600 });
  const placed = Object.entries(environment).map(([name, value]) => [
    name,
    name.endsWith('_FILE') ? path.join(folder, path.basename(value)) : value
  ]);
  const { code, stderr } = await run(['serve'], { env: { ...(await ofTheImage()), ...Object.fromEntries(placed) } });
  await rm(folder, { recursive: true });
  return `${code}: ${stderr}`;
}

export const onlyThePage = /^1: flex-video: no \/usr\/share\/flex-video\/room\/room\.html/;
