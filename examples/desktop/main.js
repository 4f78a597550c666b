import { app, BrowserWindow } from 'electron';

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1200,
    webPreferences: { nodeIntegration: true, contextIsolation: false },
  });
  window.loadURL('https://shop.example');
});
