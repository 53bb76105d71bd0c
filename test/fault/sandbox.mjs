// The demo as the Twilio of what is tested: people with Flex tokens, contacts, and a Video API of its own.
import assert from 'node:assert/strict';
import { startDemo } from '../flex-video.mjs';
import { startTwilioVideo } from '../twilio-video.mjs';

export async function startSandbox() {
  const demo = await startDemo();
  const twilio = await demo.environment();
  const token = async name => (await (await fetch(`${demo.base}/sandbox/agents/${name}/session`)).json()).token;
  return {
    demo,
    twilio,
    /** Flex tokens: Ada is an agent, Sue a supervisor. */
    people: { ada: await token('ada'), sue: await token('sue') },
    startVideo: latency => startTwilioVideo(twilio, latency),
    /** A new contact that Ada has accepted. */
    arrive: async () => {
      const made = await fetch(`${demo.base}/sandbox/tasks`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ agent: 'ada', customerName: 'Customer', channelType: 'web', status: 'accepted' })
      });
      const contact = await made.json();
      assert.equal(made.status, 201, JSON.stringify(contact));
      return { conversationSid: contact.conversationSid, taskSid: contact.taskSid };
    },
    stop: () => demo.stop()
  };
}
