// The reference: a bare Electron window of the panel's size and flags, hidden at the start, with a hotkey and an echo.
const { app, BrowserWindow, globalShortcut } = require('electron');
const { join } = require('node:path');

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 400,
    height: 640,
    frame: false,
    show: false,
    skipTaskbar: true,
    resizable: false,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  globalShortcut.register('Control+Alt+H', () => (window.isVisible() ? window.hide() : window.show()));
  void window.loadFile(join(__dirname, 'index.html'));
});
