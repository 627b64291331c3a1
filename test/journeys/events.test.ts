import assert from 'node:assert/strict';
import { after } from 'mocha';
import { journey } from '../support/journey.ts';
import { type OtlpReceiver, type ReceivedRecord, startOtlpReceiver } from '../support/otlpReceiver.ts';
import { assertNone, plant, sourceOf, valuesOf } from './planted.ts';

const planted = plant(303);
const values = { ...valuesOf(planted), 'a path': 'quarterly-figures', 'a folder': 'boardroom' };

describe('a team that collects decisions', () => {
  let receiver: OtlpReceiver;
  const the = journey({
    files: {
      '.cordon.yaml': 'version: 1\nfiles:\n  - match: "**/*.figures"\n    tier: restricted\n',
      'src/config.ts': sourceOf(planted),
      'boardroom/quarterly-figures.figures': 'What nobody else may know before Thursday evening.\nTurnover went up by four percent.\n',
      'notes.md': '',
      'plain.md': '# Nothing of interest\n',
    },
    async prepare() {
      receiver = await startOtlpReceiver();
      return { 'cordon.team.endpoint': receiver.url };
    },
  });
  after(() => receiver.stop());

  it('is sent nothing before the user has seen one event and agreed', async () => {
    const { workbench } = the;
    await workbench.press(await workbench.notification(/may it report what it keeps back/), 'Show One Event');
    await workbench.editorShows(/"resourceLogs"/);
    assert.doesNotMatch(receiver.output(), /cordon\.decision/);
    await workbench.press(await workbench.notification(/may it report what it keeps back/), 'Send Events');
  });

  it('is told nothing of what is simply let through', async () => {
    const { workbench, model } = the;
    await workbench.chat.open();
    await workbench.chat.ask('Good morning');
    await workbench.chat.attachFile('plain.md');
    await workbench.chat.ask('What is this?');
    assert.ok(model.asked.length >= 2);
    await workbench.openFile('notes.md');
    await workbench.paste('nothing at all');
    await workbench.editorShows(/nothing at all/);
  });

  it('gets one event for each redaction, refusal and override, and no value', async () => {
    const { workbench } = the;
    await workbench.openFile('notes.md');
    await workbench.paste(` ${planted.github} `);
    await workbench.press(await workbench.notification(/Cordon pasted a placeholder/), 'Paste Original');
    await workbench.editorShows(new RegExp(planted.github));

    await workbench.chat.startOver();
    await workbench.chat.attachFile('src/config.ts');
    await workbench.chat.ask('What does it hold?');

    await workbench.chat.startOver();
    await workbench.chat.attachFile('boardroom/quarterly-figures.figures');
    assert.match(await workbench.chat.ask('And this?'), /restricted/);

    await receiver.received(4);
    // Off by a person is an override as well, and the last event: whatever came before it has arrived by then.
    await workbench.runCommand('Cordon: Toggle Guard');
    const records = await receiver.received(5);
    assert.deepEqual(records.map(inShort), [
      'redact paste github-pat:1',
      'allow paste github-pat:1 override',
      'redact chat aws-access-key-id:1 credit-card:1 email:1 github-pat:1 private-key:1',
      'block chat',
      'allow chat override',
    ]);
    assertNone(receiver.output(), values, 'the OTLP receiver');
    assertNone(receiver.output(), { workspace: the.workspace }, 'the OTLP receiver');
  });
});

function inShort({ attributes }: ReceivedRecord): string {
  const counts = attributes['cordon.detectors.counts'] as number[] | undefined;
  const detectors = ((attributes['cordon.detectors'] as string[] | undefined) ?? []).map((id, index) => `${id}:${counts?.[index]}`);
  const override = attributes['cordon.override'] === true ? ['override'] : [];
  return [attributes['cordon.decision'], attributes['cordon.surface'], ...detectors.toSorted(), ...override].join(' ');
}
