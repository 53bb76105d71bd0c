// A Twilio that says yes: every Flex token is Ada's, every task is hers, accepted, and of the conversation with the same digits,
// and rooms open and close as they are told. It costs as little as Node allows, so that a load on our server is not a load on this.
import http from 'node:http';

const worker = 'WK' + '3'.repeat(32);
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const created = new Date().toISOString();
const completed = new Set();

const digits = name => name.slice(-32);
const room = name => {
  const sid = 'RM' + digits(name);
  return { sid, unique_name: `Room-WT${digits(name)}`, status: completed.has(sid) ? 'completed' : 'in-progress' };
};
const reservation = task => ({
  sid: 'WR' + digits(task),
  task_sid: task,
  worker_sid: worker,
  reservation_status: 'accepted',
  date_created: created
});
const task = sid => ({
  sid,
  assignment_status: 'assigned',
  attributes: JSON.stringify({ conversationSid: 'CH' + digits(sid), channelType: 'web', customerName: 'Cus Tomer' })
});

function answer(method, path, body) {
  if (path.endsWith('/Tokens/validate'))
    return { valid: true, identity: 'ada', roles: ['agent'], worker_sid: worker, expiration: inAnHour() };
  const asked = /\/(Workers|Tasks|Rooms)\/?([^/?]*)(\/Reservations|\/Participants)?/.exec(path);
  const [, kind, name, part] = asked;
  if (kind === 'Workers') return { sid: worker, friendly_name: 'ada', attributes: '{"full_name":"Ada Agent"}' };
  if (part === '/Reservations') return { reservations: [reservation(name)], meta: { next_page_url: null } };
  if (kind === 'Tasks') return task(name);
  if (part === '/Participants') return { participants: [], meta: { next_page_url: null } };
  if (method === 'GET') return room(name);
  if (!name) return room(new URLSearchParams(body).get('UniqueName'));
  completed.add(name);
  return room(name);
}

const server = http.createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  let body = '';
  request.on('data', chunk => (body += chunk));
  request.on('end', () => {
    const text = JSON.stringify(answer(request.method, request.url, body));
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
    response.end(text);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
