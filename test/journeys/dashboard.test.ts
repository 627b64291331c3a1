import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { createFake } from '../support/fake.ts';
import { send, startTestReceiver, type TestReceiver } from '../support/receiver.ts';
import { teamRequests } from '../support/teamEvents.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DAY = 24 * 60 * 60 * 1000;
const token = createFake().alnum(32);
const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
/** As in `looks.test.ts`: without the variable, no picture is written. */
const pictures = process.env['CORDON_PICTURES'];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe('the receiver’s dashboard', function () {
  this.timeout(120_000);
  let browser: Browser;
  let receiver: TestReceiver;
  let page: Page;
  /** What the page complained of: its security policy, and errors of its script. */
  const complaints: string[] = [];

  before(async () => {
    browser = await launchBrowser();
    receiver = await startTestReceiver({ token });
    page = await open({});
  });
  after(async () => {
    await browser?.close();
    await receiver?.close();
  });

  async function open(options: Parameters<Browser['newContext']>[0]): Promise<Page> {
    const opened = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', ...options })).newPage();
    opened.on('console', (message) => message.type() === 'error' && !message.text().includes('401') && complaints.push(message.text()));
    opened.on('pageerror', (error) => complaints.push(error.message));
    return opened;
  }

  async function signIn(into: Page, search = ''): Promise<void> {
    await into.goto(`${receiver.url}/${search}`);
    await into.getByLabel('Token').fill(token);
    await into.getByRole('button', { name: 'Sign in' }).click();
    await into.getByRole('heading', { name: 'Per day' }).waitFor();
  }

  async function accessible(of: Page): Promise<void> {
    // By the debugger's way, because the page's own policy lets no other script in.
    await of.evaluate(AXE);
    const { violations } = await of.evaluate<{ violations: Violation[] }>('axe.run()');
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      [],
    );
  }

  async function picture(of: Page, name: string): Promise<void> {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await of.screenshot({ path: join(pictures, name) });
  }

  async function fits(of: Page): Promise<void> {
    const [wide, width] = await of.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]');
    assert.ok(wide <= width, `${wide} wide in a window of ${width}`);
  }

  async function receive(count: number): Promise<void> {
    const requests = teamRequests(100, { developers: 42, values: 160, from: Date.now() - 45 * DAY, to: Date.now() });
    for (let index = 0; index < count; index += 1) {
      assert.equal((await send(`${receiver.url}/v1/logs`, { headers, body: requests.next().value!.body })).status, 200);
    }
  }

  it('asks for the token, and refuses another', async () => {
    await page.goto(receiver.url);
    await page.getByLabel('Token').fill('not the token');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the token of this receiver.').waitFor();
    await accessible(page);
  });

  it('says how to point Cordon at it while it is empty, and shows the first events by itself', async () => {
    await page.getByLabel('Token').fill(token);
    await page.keyboard.press('Enter');
    await page.getByText(`"cordon.team.endpoint": "${receiver.url}"`).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await accessible(page);
    await receive(40);
    await page.getByRole('heading', { name: 'Per day' }).waitFor();
    await page.getByRole('heading', { name: 'Values on most machines' }).waitFor();
    await accessible(page);
  });

  it('filters by a click, keeps the filter in the address, and shows the same to whoever gets the link', async () => {
    const row = page.getByRole('button', { name: /^payments/ });
    await row.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Team: payments' }).waitFor();
    assert.equal(new URL(page.url()).search, '?team=payments');
    assert.equal(await page.evaluate('document.activeElement.dataset.key'), 'team-payments', 'the focus is lost');
    await page.getByLabel('Split by').selectOption('detector');
    await page.waitForURL(/split=detector/);
    const blocked = await page.locator('.tile.blocked .value').textContent();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole('button', { name: 'Team: payments' }).waitFor();
    assert.equal(await other.locator('.tile.blocked .value').textContent(), blocked);
    await other.close();
    await page.goBack();
    await page.goBack();
    await page.getByRole('button', { name: 'Team: payments' }).waitFor({ state: 'detached' });
  });

  it('reckons the share of developers from the number somebody enters', async () => {
    await page.getByRole('button', { name: 'Enter how many there are' }).click();
    await page.getByLabel('Developers', { exact: true }).fill('84');
    await accessible(page);
    await page.keyboard.press('Enter');
    await page.getByText('50 %').waitFor();
  });

  it('explains one event', async () => {
    await page.getByRole('region', { name: 'Table of events' }).getByRole('link').first().click();
    await page.getByText('Rule of the classification file').waitFor();
    await accessible(page);
    await picture(page, 'receiver-event.png');
    await page.getByRole('link', { name: 'All events' }).click();
    await page.getByRole('heading', { name: 'Per day' }).waitFor();
  });

  it('exports what is shown', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export CSV' }).click()]);
    const text = readFileSync(await download.path(), 'utf8');
    assert.match(text, /^time,outcome,count,detector/);
    assert.ok(text.split('\r\n').length > 100);
  });

  it('deletes what is known of a value, after asking', async () => {
    const table = page.getByRole('region', { name: 'Table of values' });
    const first = await table.locator('code').first().getAttribute('title');
    await table
      .getByRole('button', { name: /Delete/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await table.locator('code').first().getAttribute('title'), first);
    await table
      .getByRole('button', { name: /Delete/ })
      .first()
      .click();
    await page.getByRole('button', { name: /^Delete \d+ event/ }).click();
    await page.locator(`code[title="${first}"]`).waitFor({ state: 'detached' });
  });

  for (const [name, options] of [
    ['dark', { colorScheme: 'dark' }],
    ['narrow', { viewport: { width: 320, height: 900 } }],
    ['forced-colors', { forcedColors: 'active' }],
    ['light', {}],
  ] as const) {
    it(`can be read by everybody: ${name}`, async () => {
      const shown = await open(options);
      await signIn(shown, name === 'dark' ? '?days=30&split=detector&outcome=blocked&outcome=redacted' : '');
      await fits(shown);
      await accessible(shown);
      await picture(shown, `receiver-${name}.png`);
      await shown.context().close();
    });
  }

  it('shows markup that was sent as text, and runs none of it', async () => {
    const evil = `"><img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
    const attributes = [
      'cordon.tier',
      'cordon.surface',
      'cordon.provider',
      'security_rule.name',
      'cordon.path.rule',
      'cordon.override.reason',
      'cordon.fingerprint',
      'file.extension',
      'gen_ai.request.model',
    ].map((key) => ({ key, value: { stringValue: evil } }));
    const uid = '01a1fccc-0000-7000-8000-0000000000ff';
    const record = {
      eventName: 'cordon.decision',
      attributes: [...attributes, { key: 'log.record.uid', value: { stringValue: uid } }, { key: evil, value: { stringValue: evil } }],
    };
    const resource = {
      attributes: ['cordon.team.id', 'service.instance.id', 'service.version'].map((key) => ({ key, value: { stringValue: evil } })),
    };
    const body = JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ logRecords: [record] }] }] });
    assert.equal((await send(`${receiver.url}/v1/logs`, { headers, body })).status, 200);
    await page.goto(`${receiver.url}/?days=1&split=team&team=${encodeURIComponent(evil)}`);
    await page.getByRole('button', { name: /^Team: ">/ }).waitFor();
    assert.equal(await page.locator('#app img, #app script').count(), 0);
    await page.goto(`${receiver.url}/events/${uid}`);
    await page.getByText('Rule of the classification file').waitFor();
    assert.equal(await page.locator('#app img, #app script').count(), 0);
    assert.doesNotMatch(await page.title(), /owned/);
  });

  it('signs out', async () => {
    await page.goto(receiver.url);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token').waitFor();
  });

  it('broke no rule of its own policy, and threw nothing', () => {
    assert.deepEqual(complaints, []);
  });
});
