/** A process of its own for the test of several writers: appends `count` entries to the audit log in `folder`. */
import { createAuditLog } from '../../src/node/audit/auditLog.ts';
import { uuidv7 } from '../../src/node/uuid.ts';

const [folder, count] = process.argv.slice(2);
const log = createAuditLog({ folder: folder!, key: new Uint8Array(32).fill(7) });

for (let index = 0; index < Number(count); index++) {
  await log.append([
    {
      kind: 'decision',
      event: { uid: uuidv7(), time: Date.now(), action: 'block', tier: 't', surface: 'cli', provider: 'p', detectors: [] },
    },
  ]);
}
process.disconnect?.();
