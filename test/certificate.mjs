// A certificate of one day that nobody vouches for, for a TLS listener of a test.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Makes `key.pem` and `certificate.pem` for these host names in the folder; answers with their paths. */
export async function makeCertificate(folder, names) {
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
  const about = ['-subj', `/CN=${names[0]}`, '-addext', `subjectAltName=${names.map(name => `DNS:${name}`).join()}`];
  await promisify(execFile)('openssl', ['req', ...kind, ...about, '-keyout', key, '-out', certificate]);
  return { key, certificate };
}
