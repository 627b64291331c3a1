import assert from 'node:assert/strict';
import { journey } from '../support/journey.ts';
import { plant } from './planted.ts';

const planted = plant(310);

describe('in German', () => {
  const the = journey({ files: { 'notiz.md': '' }, language: 'de' });

  it('shows messages, buttons, commands and settings', async () => {
    const { workbench } = the;
    await workbench.openFile('notiz.md');
    await workbench.statusBarItem(/internal/);
    await workbench.paste(`Token: ${planted.github}`);
    const notice = await workbench.notification(/Cordon hat einen Platzhalter eingefügt anstelle von: GitHub token/);
    const buttons = await notice.locator('.monaco-button').allInnerTexts();
    assert.deepEqual(buttons.filter((text) => text.trim() !== '').toSorted(), ['Original einfügen', 'Rückgängig', 'Warum']);
    await workbench.press(notice, 'Rückgängig');
    await workbench.editorShows(/^$/);
    await workbench.runCommand('Cordon: Zurückgehaltenes anzeigen');
    await workbench.page.locator('.quick-input-list').getByText('In diesem Fenster zurückgehalten').first().waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('Preferences: Open Settings (UI)');
    await workbench.page.locator('.settings-editor .suggest-input-container .monaco-editor').click();
    await workbench.page.keyboard.type('cordon.paste');
    const settings = workbench.page.locator('.settings-editor');
    await settings.getByText(/^Remote \[/).click();
    await settings.getByText('Melden, wenn beim Einfügen etwas zurückgehalten wurde').first().waitFor();
    await settings.getByText('Einfügen und Kopieren').first().waitFor();
  });
});
