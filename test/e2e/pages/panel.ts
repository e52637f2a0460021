import type { Page } from '@playwright/test';

/** The panel as a person meets it: by roles and names, in English. */
export function panelOf(page: Page) {
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  return {
    searchField: page.getByRole('searchbox'),
    results: page.getByRole('option'),
    noneOfThese: page.getByRole('option', { name: /None of these/ }),
    title: page.getByRole('heading', { level: 1 }),
    nextStep: button('Done, next'),
    solved: page.getByRole('button', { name: 'Yes', exact: true }),
    notSolved: page.getByRole('button', { name: 'No', exact: true }),
    sendRequest: page.getByRole('main').getByRole('button', { name: /^Send a request/ }),
    whatWentWrong: page.getByLabel('What went wrong'),
    more: page.getByLabel('More, if you like'),
    line: (name: string | RegExp) => page.getByRole('checkbox', { name }),
    myRequests: button('My requests'),
    getHelp: button('Get help').first(),
    button,
  };
}
