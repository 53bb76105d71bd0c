// Databases of a test's own on the PostgreSQL server that script/postgresql started.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** A new, empty database: its url, and how to drop it. */
export async function makeDatabase() {
  const server = process.env.FLEX_VIDEO_TEST_POSTGRESQL;
  if (!server)
    throw new Error(
      'FLEX_VIDEO_TEST_POSTGRESQL is not set; export it as what `script/postgresql start build/postgresql` prints'
    );
  const name = 'flex_video_test_' + randomBytes(8).toString('hex');
  const psql = sql => promisify(execFile)('psql', ['--no-psqlrc', '--quiet', '--command', sql, server]);
  await psql(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return { url: url.href, drop: () => psql(`DROP DATABASE ${name} WITH (FORCE)`) };
}
