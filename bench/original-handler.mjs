// The rival of /get-tokens: the original design's function (docs/architecture.md, "The original contract"), which makes
// both tokens with npm twilio, behind a bare Node server. It checks nobody, as the design had it.
import http from 'node:http';
import twilio from 'twilio';

const { AccessToken } = twilio.jwt;
const account = 'AC' + '1'.repeat(32);
const key = 'SK' + '2'.repeat(32);
const secret = '0123456789abcdef0123456789abcdef';

function tokenFor(identity, room) {
  const token = new AccessToken(account, key, secret, { identity });
  token.addGrant(new AccessToken.VideoGrant({ room }));
  return token.toJwt();
}

function answer(form) {
  const taskSid = form.get('taskSid');
  if (!taskSid) return [400, { error: 'Missing taskSid' }];
  const roomName = `Room-${taskSid}`;
  return [
    200,
    {
      agentToken: tokenFor(form.get('workerName') || 'Agent', roomName),
      customerToken: tokenFor(`Customer-${taskSid}`, roomName),
      roomName
    }
  ];
}

const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', chunk => (body += chunk));
  request.on('end', () => {
    const [status, object] = answer(new URLSearchParams(body));
    response.writeHead(status, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' });
    response.end(JSON.stringify(object));
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
