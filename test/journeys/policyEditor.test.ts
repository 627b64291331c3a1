import assert from 'node:assert/strict';
import { demoFiles } from '../../scripts/host/demo.ts';
import { journey } from '../support/journey.ts';

describe('writing the classification file', () => {
  const the = journey({ files: demoFiles('http://127.0.0.1:1/received') });

  it('classifies the file in front by the keyboard', async () => {
    const { workbench } = the;
    await workbench.openFile('src/config.ts');
    await workbench.statusBarItem(/internal/);
    await workbench.runCommand('Cordon: Show What Was Kept Back');
    await workbench.answerStep('Classify this file as', 'Classify this file');
    await workbench.answerStep('classify src/config.ts as', 'confidential');
    await workbench.statusBarItem(/confidential/);
    await workbench.openFile('.cordon.yaml');
    await workbench.editorShows(/match: "src\/config\.ts"[\s\S]*tier: confidential/);
  });

  it('classifies it otherwise from the palette, in the same rule', async () => {
    const { workbench } = the;
    await workbench.openFile('src/config.ts');
    await workbench.runCommand('Cordon: Classify File as…');
    await workbench.answerStep('classify src/config.ts as', 'restricted');
    await workbench.statusBarItem(/restricted/);
    await workbench.openFile('.cordon.yaml');
    await workbench.editorShows(/match: "src\/config\.ts"[\s\S]*tier: restricted/);
    assert.doesNotMatch(await workbench.editorText(), /config\.ts"[\s\S]*config\.ts"/);
  });

  it('shows above each rule what it matches', async () => {
    const { workbench } = the;
    await workbench.page.locator('.codelens-decoration').filter({ hasText: 'matches 1 file' }).first().waitFor();
  });

  it('completes a tier', async () => {
    const { workbench } = the;
    await workbench.goTo(2, 10);
    await workbench.page.keyboard.press('Control+Shift+ArrowRight');
    await workbench.page.keyboard.type('res');
    const suggestion = workbench.page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: 'restricted' });
    await suggestion.first().waitFor();
    await workbench.page.keyboard.press('Tab');
    await workbench.editorShows(/default: restricted/);
    // What was underlined while it was half typed goes with the next check.
    await workbench.underlines([]);
  });
});
