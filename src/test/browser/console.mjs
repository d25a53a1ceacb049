// Looks at the operators' console as an operator does, and prints what was seen as one line of JSON.
// node console.mjs CONSOLE_URL USER PASSWORD SCREENSHOT_FOLDER
import { chromium } from 'playwright-core';

const [url, username, password, folder] = process.argv.slice(2);
const seen = { failed: [], problems: [], routes: {}, withoutLogin: 'answered', diagram: [] };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
try {
  const stranger = await browser.newPage();
  try {
    await stranger.goto(`${url}/`);
  } catch (error) {
    seen.withoutLogin = String(error).match(/ERR_[A-Z_]+/)?.[0] ?? String(error);
  }
  seen.strangerSees = await stranger.locator('body').innerText();
  await stranger.close();

  const context = await browser.newContext({
    httpCredentials: { username, password },
    viewport: { width: 1600, height: 1100 },
  });
  const page = await context.newPage();
  page.on('response', (response) => {
    if (response.status() >= 400) seen.failed.push(`${response.status()} ${response.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') seen.problems.push(message.text());
  });
  page.on('pageerror', (error) => seen.problems.push(String(error)));

  await page.goto(`${url}/`);
  await page.getByRole('link', { name: 'Camel', exact: true }).click();
  const tree = page.getByRole('tree');
  await tree.getByText('routes', { exact: true }).click();
  const rows = page.locator('table tbody tr');
  await rows.filter({ hasText: 'verify-settle' }).waitFor();
  seen.columns = await page.locator('table thead th').allInnerTexts();
  for (const row of await rows.all()) {
    const cells = await row.locator('td').allInnerTexts();
    seen.routes[cells[1].trim()] = { state: cells[2].trim(), completed: Number(cells[4]), total: Number(cells[7]) };
  }
  await page.screenshot({ path: `${folder}/console-routes.png` });

  await page.getByText('Expand all').click();
  await tree.getByText('download', { exact: true }).click();
  await page.getByText('Route Diagram', { exact: true }).click();
  const nodes = page.locator('.react-flow__node');
  await nodes.filter({ hasText: 'deliver-file' }).first().waitFor();
  await nodes.filter({ hasText: /^\s*[1-9]/ }).first().waitFor();
  seen.diagram = (await nodes.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
  await page.screenshot({ path: `${folder}/console-diagram.png` });
} finally {
  await browser.close();
  console.log(JSON.stringify(seen));
}
