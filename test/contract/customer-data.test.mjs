// One customer's data is exported and erased by command, beside the running server; what was kept long enough goes by itself.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { run } from '../flex-video.mjs';
import { json, openCall, someId, until } from '../open-call.mjs';
import { putText } from '../recorded-room.mjs';

let call, folder, other;
before(async () => {
  call = await openCall();
  folder = await mkdtemp(path.join(tmpdir(), 'flex-video-data-'));
  other = await call.another();
  await call.device(other.code);
});
after(async () => {
  if (folder) await rm(folder, { recursive: true });
  await call?.stop();
});

const command = (name, ...args) => run([name, ...args, '--data', call.serve.data]);
const of = session => call.serve.rows().session.find(({ id }) => id === session.id);
const end = ({ session }) => call.send({ method: 'POST', path: `/v1/sessions/${session.id}/end`, headers: call.ada });
const closed = ({ session }) => until('the end of the room', () => of(session).room_closed === 1);
/** What is kept of all other sessions. */
const beside = session =>
  Object.fromEntries(
    ['session', 'visit', 'invite', 'event', 'still'].map(table => [
      table,
      call.serve.rows()[table].filter(row => (table === 'session' ? row.id : row.session) !== session.id)
    ])
  );

/** A call with a guest who rated it, and two pictures. */
async function richCall(comment) {
  const made = await call.another();
  const guest = await call.device(made.code);
  const send = async ask => {
    const answer = await call.send({ method: 'POST', ...ask });
    assert.ok(answer.status < 300, answer.text);
    return answer.json;
  };
  const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(9000, 7)]);
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const mine = `visit=${guest.visit.id}`;
  await send({
    path: `/v1/visits/me/stills?${mine}`,
    headers: { ...guest.cookie, 'Content-Type': 'image/jpeg' },
    body: jpeg
  });
  await send({
    path: `/v1/sessions/${made.session.id}/stills`,
    headers: { ...call.ada, 'Content-Type': 'image/png' },
    body: png
  });
  await send({
    path: `/v1/visits/me/signals?${mine}`,
    headers: { ...guest.cookie, ...json },
    body: JSON.stringify({ kind: 'rated', value: 4, comment })
  });
  const { room, room_name: roomName, opened_at: at } = of(made.session);
  await putText(path.join(call.serve.data, 'recordings'), { room, roomName, at }, comment);
  return { ...made, guest, pictures: [jpeg, png] };
}

test('an export has all that is kept of a customer, also of a call under way, and its pictures as they are', async () => {
  const comment = 'Kept and handed out';
  const made = await richCall(comment);
  const to = path.join(folder, 'export');
  const before = call.serve.rows();
  const exported = await command('export', '--conversation', made.wish.conversationSid, '--to', to);
  assert.equal(exported.code, 0, exported.stderr);
  assert.equal(exported.stdout, `${to}: 1 sessions, 2 pictures, 1 recordings, 1 compositions\n`);
  assert.deepEqual(call.serve.rows(), before, 'nothing was changed');

  const text = await readFile(path.join(to, 'export.json'), 'utf8');
  const { sessions, subject } = JSON.parse(text);
  assert.deepEqual(subject, { conversations: [made.wish.conversationSid], sessions: [] });
  assert.equal(sessions.length, 1);
  const [session] = sessions;
  const rows = Object.fromEntries(
    Object.entries(before).map(([table, all]) => [table, all.filter(row => row.session === made.session.id)])
  );
  assert.equal(session.customerName, of(made.session).customer_name);
  assert.equal(session.agentName, of(made.session).agent_name);
  assert.deepEqual(
    session.visits.map(({ id }) => id),
    [made.guest.visit.id]
  );
  assert.equal(session.invites.length, rows.invite.length);
  assert.deepEqual(
    session.events.map(({ kind, detail }) => [kind, detail]),
    rows.event.map(({ kind, detail }) => [kind, detail])
  );
  assert.ok(session.events.some(({ kind, detail }) => kind === 'call_rated' && detail === `4 ${comment}`));
  assert.ok(!text.includes(rows.visit[0].device), 'a cookie admits');
  const pictures = await Promise.all(session.stills.map(({ file }) => readFile(path.join(to, file))));
  assert.deepEqual(pictures, made.pictures);
  const { recordings, compositions } = JSON.parse(text);
  for (const { file } of [...recordings, ...compositions])
    assert.equal(await readFile(path.join(to, file), 'utf8'), comment);
  assert.equal((await stat(to)).mode & 0o777, 0o700);
  for (const file of await readdir(to)) assert.equal((await stat(path.join(to, file))).mode & 0o777, 0o600, file);

  const again = await command('export', '--session', made.session.id, '--to', to);
  assert.equal(again.code, 1, 'a folder that is there is not written over');
  assert.match(again.stderr, /File exists/);
  assert.equal(await readFile(path.join(to, 'export.json'), 'utf8'), text);
});

test('nothing is erased while the call goes on; after its end all of it is, and nobody else’s', async () => {
  const comment = 'Unmistakably kind';
  const made = await richCall(comment);
  const { conversationSid } = made.wish;
  // By another process: one that closes a database's file lets go of its locks on it.
  const search = () => promisify(execFile)('grep', ['-rlaF', comment, call.serve.data]);
  assert.notEqual((await search()).stdout, '');
  const before = call.serve.rows();
  const open = await command('erase', '--conversation', conversationSid);
  assert.deepEqual([open.code, open.stdout], [3, '']);
  assert.match(open.stderr, /is open/);
  assert.deepEqual(call.serve.rows(), before);

  assert.equal((await end(made)).status, 200);
  await closed(made);
  const others = beside(made.session);
  const events = call.serve.rows().event.filter(({ session }) => session === made.session.id).length;
  let erased;
  await until('the erasure', async () => {
    erased = await command('erase', '--conversation', conversationSid);
    return erased.code !== 3; // within ten seconds of its end
  });
  assert.equal(erased.code, 0, erased.stderr);
  const receipt = JSON.parse(erased.stdout);
  assert.deepEqual(receipt.subject, { conversations: [conversationSid], sessions: [] });
  assert.deepEqual(receipt.erasedSessions, [made.session.id]);
  const { room, webhook, ...counts } = receipt.erasedRows;
  assert.deepEqual(counts, { session: 1, visit: 1, invite: 1, event: events, still: 2 });
  assert.ok(room >= 0 && webhook >= 0);
  assert.ok(Math.abs(Date.parse(receipt.erasedAt) - Date.now()) < 60_000);
  const digest = createHash('sha256').update(erased.stdout).digest('hex');
  assert.ok(erased.stderr.includes(digest), erased.stderr);

  assert.deepEqual(beside(made.session), others);
  const rows = call.serve.rows();
  for (const [table, all] of Object.entries(rows)) {
    const text = JSON.stringify(all);
    for (const sid of [conversationSid, made.wish.taskSid, made.session.id, made.guest.visit.id])
      assert.ok(!text.includes(sid), `${table} names ${sid}`);
  }
  assert.ok(!JSON.stringify(call.serve.keptRooms()).includes(made.wish.taskSid), 'the room is not kept either');
  assert.deepEqual(
    rows.erasure.map(({ receipt }) => receipt),
    [digest]
  );
  await assert.rejects(search(), ({ code, stdout }) => code === 1 && stdout === '', 'no file holds it');

  const late = await call.redeem(made.code);
  assert.ok(late.status >= 400, 'its link opens nothing');
  const twice = await command('erase', '--conversation', conversationSid);
  assert.equal(twice.code, 0, twice.stderr);
  assert.deepEqual(Object.values(JSON.parse(twice.stdout).erasedRows), [0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(JSON.parse(twice.stdout).erasedSessions, []);

  const file = path.join(folder, 'receipt.json');
  await writeFile(file, erased.stdout);
  assert.equal((await command('erase', '--check', file)).code, 0);
  await writeFile(file, erased.stdout.replace(conversationSid, other.wish.conversationSid));
  const forged = await command('erase', '--check', file);
  assert.equal(forged.code, 4);
  assert.match(forged.stdout, /not erased/);

  await call.serve.restart('SIGINT');
  assert.ok(!JSON.stringify(call.serve.keptRooms()).includes(made.wish.taskSid), 'no server brings it back');
});

test('what can not be told is no answer that nothing is kept', async () => {
  const sid = other.wish.conversationSid;
  const nowhere = path.join(folder, 'nowhere');
  for (const [code, words, ...args] of [
    [2, /Give --conversation or --session/, 'erase'],
    [2, /--conversation: must be/, 'erase', '--conversation', 'CH1'],
    [2, /--session: must be/, 'erase', '--session', sid],
    [2, /--to is required/, 'export', '--conversation', sid],
    [2, /excludes/, 'erase', '--conversation', sid, '--check', 'receipt.json'],
    [1, /can't be read/, 'erase', '--check', nowhere],
    [1, /No such file/, 'export', '--session', someId(), '--to', ''],
    [1, /No such file/, 'export', '--session', someId(), '--to', path.join(nowhere, 'export')]
  ]) {
    const refused = await command(...args);
    assert.deepEqual([refused.code, refused.stdout], [code, ''], args.join(' '));
    assert.match(refused.stderr, words, args.join(' '));
  }
  for (const name of ['export', 'erase']) {
    const args = [name, '--conversation', sid, ...(name === 'export' ? ['--to', path.join(folder, 'none')] : [])];
    const refused = await run([...args, '--data', nowhere]);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /there is no database/);
    await assert.rejects(stat(nowhere), 'nothing was made');
    const secret = await run([...args, '--database', 'postgresql://u:p@127.0.0.1:1/d']);
    assert.equal(secret.code, 2, 'a url is no flag');
    const gone = await run(args, { env: { FLEX_VIDEO_DATABASE: 'postgresql://u:hidden@127.0.0.1:1/d' } });
    assert.equal(gone.code, 1);
    assert.match(gone.stderr, /the database/);
    assert.doesNotMatch(gone.stderr, /hidden/);
  }
  const pictured = await richCall('Torn');
  const database = new DatabaseSync(path.join(call.serve.data, 'flex-video.db'));
  database.exec('PRAGMA busy_timeout = 5000');
  database.prepare("UPDATE still SET image = '!' WHERE session = ? AND number = 2").run(pictured.session.id);
  database.close();
  const torn = await command('export', '--session', pictured.session.id, '--to', path.join(folder, 'torn'));
  assert.equal(torn.code, 1);
  assert.match(torn.stderr, /the column image/);
  await assert.rejects(stat(path.join(folder, 'torn')), 'half an export is none');

  const nobody = await command('export', '--session', someId(), '--to', path.join(folder, 'nobody'));
  assert.deepEqual(
    [nobody.code, nobody.stdout],
    [0, `${path.join(folder, 'nobody')}: 0 sessions, 0 pictures, 0 recordings, 0 compositions\n`]
  );
});

test('what was kept for as long as it may be goes by itself, and is counted in the log and the metrics', async () => {
  const made = await richCall('Long ago');
  await end(made);
  await closed(made);
  const others = beside(made.session);
  const database = new DatabaseSync(path.join(call.serve.data, 'flex-video.db'));
  database.exec('PRAGMA busy_timeout = 5000');
  const month = 30 * 24 * 3600 * 1000;
  database.prepare('UPDATE session SET ended_at = ended_at - ? WHERE id = ?').run(month, made.session.id);
  database.close();
  await until('the end of its time', () => !of(made.session));
  assert.deepEqual(beside(made.session), others);
  await until('the line', () => call.serve.output().includes('"forgotten"'));
  const lines = call.serve
    .output()
    .split('\n')
    .filter(line => line.includes('"forgotten"'));
  const { message, session, visit, still } = JSON.parse(lines.at(-1));
  assert.deepEqual([message, session, visit, still], ['forgotten', 1, 1, 2]);
  assert.match((await call.send({ path: '/metrics' })).text, /^flex_video_forgotten_rows_total\{row="still"\} 2$/m);
});
