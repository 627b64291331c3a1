/** A process of its own for the crash test: records events for ever (or `count` of them) and says the id of each once it is on the disk. */
import { writeSync } from 'node:fs';
import { decisionEnvelope } from '../../src/node/otlp.ts';
import { createSpool } from '../../src/node/spool.ts';
import { uuidv7 } from '../../src/node/uuid.ts';

const [folder, count] = process.argv.slice(2);
const spool = createSpool(folder!, Date.now);
const resource = { serviceName: 'cordon-test', serviceVersion: '0.1.0', instanceId: String(process.pid) };

for (let index = 0; index < Number(count); index++) {
  const uid = uuidv7();
  const envelope = decisionEnvelope(
    { uid, time: Date.now(), action: 'block', tier: 't', surface: 'cli', provider: 'p', detectors: [] },
    resource,
  );
  await spool.put(uid, JSON.stringify(envelope));
  // Synchronous, so that what was said was said before the process can be killed.
  writeSync(1, `${uid}\n`);
}
