import type { Page } from '@playwright/test';
import type { RunningApp } from './app.ts';

/** Opens each screen of the panel in turn by its own controls' order, in whatever language the panel is. */
export interface ScreenVisit {
  name: string;
  open(app: RunningApp): Promise<void>;
}

const send = (app: RunningApp, channel: string, payload: unknown): Promise<void> =>
  app.electron.evaluate(
    ({ BrowserWindow }, message) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send(message.channel, message.payload),
    { channel, payload },
  );

/** As the tray menu and deep links do it. */
export const goTo = (app: RunningApp, place: Record<string, string>): Promise<void> =>
  send(app, 'panel.navigate', place);

const main = (page: Page) => page.getByRole('main');

export const visits: ScreenVisit[] = [
  { name: 'home', open: (app) => goTo(app, { screen: 'home' }) },
  {
    name: 'search',
    async open(app) {
      await goTo(app, { screen: 'home' });
      await app.page.getByRole('searchbox').fill('printer');
      await app.page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'search-nothing',
    async open(app) {
      await goTo(app, { screen: 'home' });
      await app.page.getByRole('searchbox').fill('qqqqzzzz');
      await app.page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'area',
    async open(app) {
      await goTo(app, { screen: 'home' });
      await app.page.locator('.area').first().click();
    },
  },
  { name: 'guide', open: (app) => goTo(app, { screen: 'guide', id: 'password-after-holiday' }) },
  { name: 'guide-branch', open: (app) => goTo(app, { screen: 'guide', id: 'others-cant-hear-me' }) },
  {
    name: 'not-solved',
    async open(app) {
      await goTo(app, { screen: 'guide', id: 'cant-print' });
      await app.page.locator('.ask button').first().click();
    },
  },
  { name: 'help', open: (app) => goTo(app, { screen: 'help' }) },
  {
    name: 'request',
    async open(app) {
      await goTo(app, { screen: 'help' });
      await main(app.page).locator('.row').first().click();
      await app.page.locator('textarea').waitFor();
    },
  },
  { name: 'requests', open: (app) => goTo(app, { screen: 'requests' }) },
  { name: 'settings', open: (app) => goTo(app, { screen: 'settings' }) },
  { name: 'privacy', open: (app) => goTo(app, { screen: 'privacy' }) },
];
